//! What every mutation takes: a key under which it is done once, and the revision of what it changes. Where one of the two
//! would mean nothing, a reason stands here.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::{
    parse_schema,
    types::{BaseType, InputValueDefinition, TypeKind, TypeSystemDefinition},
};

use crate::{
    acts::{
        advice::{adopt::AdoptAdvice, anchor::AnchorAdvice, follow_up::ReportFollowUp, publish::PublishAdvice},
        calendar::wheel::PublishAnnualWheel,
        case::{
            answer::AnswerCase, close::CloseCase, edit::EditCase, order::OrderAgenda, raise::RaiseCase, recuse::Recuse,
            schedule::ScheduleCase, unschedule::UnscheduleCase, withdraw::WithdrawCase,
        },
        claim::answer::AnswerClaim,
        council::{dissolve::DissolveCouncil, publish::PublishCouncil, rename::RenameCouncil},
        mandate::{
            adopt::AdoptMandate, amend::AmendMandate, discard::DiscardDraft, draft::SaveDraft, extend::ExtendMandate,
            lapse::LapseMandate, withdraw::WithdrawMandate,
        },
        meeting::{call::CallMeeting, call_off::CallOffMeeting, move_to::MoveMeeting, plan::PlanMeeting},
        organisation::edit::EditOrganisation,
        paper::{approve::ApproveMinutes, edit::EditPaper, withdraw::WithdrawPaper},
        record::{
            declare_fact::DeclareFact,
            done::RecordDone,
            end_completeness::EndCompleteness,
            end_exemption::EndExemption,
            end_fact::EndFact,
            grant_exemption::GrantExemption,
            record_meeting::RecordMeeting,
            withdraw::{WithdrawFact, WithdrawRecord},
        },
        roster::{
            appoint::Appoint, appoint_set::AppointSet, assert_complete::AssertComplete, correct::CorrectMembership,
            designate_chair::DesignateChair, designate_deputy::DesignateDeputy, end::EndMembership,
            move_representation::MoveRepresentation, nominate::Nominate, record_history::RecordHistory,
            renew::RenewTerm,
        },
    },
    graphql::sdl,
    store::act::{Act, Matter},
};

/// Mutations without an idempotency key, and why they need none.
const WITHOUT_KEY: [(&str, &str); 2] = [
    ("offerPaper", "nothing is written: a link that nobody uses has no effect"),
    ("markPaperRead", "twice has the effect of once, and a key would keep on record that somebody has read something"),
];

/// Mutations without an expected revision, and why there is nothing to expect.
const WITHOUT_REVISION: [(&str, &str); 13] = [
    ("registerCouncil", "the council is new"),
    ("publishTemplate", "`version` says which version it follows, and another one is refused"),
    ("createOrganisation", "the organisation is new"),
    ("createPerson", "the person is new"),
    ("grantAuthority", "the authority is new, and others are not touched"),
    ("revokeAuthority", "an authority is in force or has ended; one that has ended is refused"),
    ("inviteHolder", "the invitation is new"),
    ("inviteStaff", "the invitation is new"),
    ("claimInvitation", "it is taken up once, by somebody who could read nothing of the council before"),
    ("makeCalendarFeed", "the calendar is the caller's own, and nobody else changes it"),
    ("revokeCalendarFeed", "the calendar is the caller's own, and nobody else changes it"),
    ("offerPaper", "the paper is new, and nothing is written"),
    ("markPaperRead", "the mark is the caller's own, and no revision tells of it"),
];

/// What is said about the revision that an act is compared with.
const fn sentence(matter: Matter) -> &'static str {
    match matter {
        Matter::Public => {
            "The `revision` of the council (`council { revision }`) when it was read; where it is another by now, \
             VERSION_CONFLICT is the answer."
        }
        Matter::Private => {
            "The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room \
             (`member { revision }`) for other members, of the council (`council { revision }`) for everybody else, when it \
             was read; where it is another by now, VERSION_CONFLICT is the answer."
        }
        Matter::Shared => {
            "The `revision` of the register (`register { revision }`) when this was read; where it is another by now, \
             VERSION_CONFLICT is the answer."
        }
    }
}

macro_rules! matters {
    ($($act:ty),* $(,)?) => { BTreeMap::from([$((<$act>::NAME, <$act>::MATTER)),*]) };
}

/// What the acts change that take an expected revision.
fn matters() -> BTreeMap<&'static str, Matter> {
    matters![
        AdoptAdvice,
        AdoptMandate,
        AmendMandate,
        AnswerCase,
        AnswerClaim,
        Appoint,
        AppointSet,
        ApproveMinutes,
        AssertComplete,
        CallMeeting,
        CallOffMeeting,
        CloseCase,
        CorrectMembership,
        DeclareFact,
        DesignateChair,
        DesignateDeputy,
        DiscardDraft,
        DissolveCouncil,
        EditCase,
        EditOrganisation,
        EditPaper,
        EndCompleteness,
        EndExemption,
        EndFact,
        EndMembership,
        ExtendMandate,
        GrantExemption,
        LapseMandate,
        MoveMeeting,
        MoveRepresentation,
        Nominate,
        OrderAgenda,
        PlanMeeting,
        PublishAdvice,
        PublishAnnualWheel,
        PublishCouncil,
        RaiseCase,
        RecordDone,
        RecordHistory,
        RecordMeeting,
        Recuse,
        RenameCouncil,
        RenewTerm,
        AnchorAdvice,
        ReportFollowUp,
        SaveDraft,
        ScheduleCase,
        UnscheduleCase,
        WithdrawCase,
        WithdrawFact,
        WithdrawMandate,
        WithdrawPaper,
        WithdrawRecord,
    ]
}

/// The fields of the input of every mutation, by the mutation's name.
fn inputs() -> BTreeMap<String, Vec<InputValueDefinition>> {
    let (mut mutations, mut inputs) = (BTreeMap::new(), BTreeMap::new());
    for definition in parse_schema(sdl()).unwrap().definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        match definition.node.kind {
            TypeKind::Object(object) if definition.node.name.node == "Mutation" => {
                for field in object.fields {
                    let [input] = &field.node.arguments[..] else { panic!("{} takes one input", field.node.name.node) };
                    let BaseType::Named(of) = &input.node.ty.node.base else { panic!("an input is an object") };
                    mutations.insert(field.node.name.node.to_string(), of.to_string());
                }
            }
            TypeKind::InputObject(input) => {
                let fields: Vec<_> = input.fields.into_iter().map(|field| field.node).collect();
                inputs.insert(definition.node.name.node.to_string(), fields);
            }
            _ => {}
        }
    }
    mutations.into_iter().map(|(name, of)| (name, inputs.remove(&of).unwrap())).collect()
}

/// The mutations whose input has no such field.
fn without(field: &str) -> BTreeSet<String> {
    let has = |fields: &[InputValueDefinition]| fields.iter().any(|one| one.name.node == field);
    inputs().into_iter().filter(|(_, fields)| !has(fields)).map(|(name, _)| name).collect()
}

fn excused(by: &[(&str, &str)]) -> BTreeSet<String> {
    by.iter().map(|(name, _)| (*name).to_owned()).collect()
}

#[test]
fn every_mutation_is_done_once_under_a_key() {
    assert_eq!(without("idempotencyKey"), excused(&WITHOUT_KEY));
}

#[test]
fn every_mutation_of_what_is_there_takes_the_revision_that_was_read() {
    assert_eq!(without("expectedRevision"), excused(&WITHOUT_REVISION));
}

#[test]
fn every_input_says_which_revision_it_takes() {
    let mut matters = matters();
    for (name, fields) in inputs() {
        let Some(field) = fields.iter().find(|one| one.name.node == "expectedRevision") else { continue };
        let matter = matters.remove(name.as_str()).unwrap_or_else(|| panic!("{name} is missing in this test"));
        let said = field.description.as_ref().map(|said| said.node.replace('\n', " "));
        assert_eq!(said.as_deref(), Some(sentence(matter)), "{name}");
    }
    assert!(matters.is_empty(), "{matters:?} take no revision");
}
