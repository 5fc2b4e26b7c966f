//! Whether those who sit in several councils of a family, or in one of them, are in touch across all.
//!
//! May import: `domain`. An organisation that sits in two or more of the councils named has its own people to
//! coordinate; one that sits in a single one of them has to have been in touch with the others. That it sits nowhere
//! else is only known where the rosters of the others are said to be complete.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::deeds::Asked;
use crate::domain::{
    council::{Body, Council, Record, RecordKind},
    id::{CouncilId, OrganisationId},
    mandate::{
        check::question::{Finding, Question},
        clause::{
            activity::{Activity, Duty, DutyTiming},
            actor::{Actor, Part},
        },
        verdict::{Subject, VerdictStatus},
    },
    text::{Lang, Text},
};

/// The verb of a duty to act as one across councils.
const COORDINATE: &str = "coordinate";

/// Whether the activity is of organisations that coordinate their own people across councils.
pub(super) fn is_coordination(activity: &Activity) -> bool {
    let of_members = matches!(&activity.actor, Actor::Part(part) if part.part == Part::MemberOrganisations);
    let councils = activity.towards.iter().filter(|actor| actor.as_council().is_some()).count();
    of_members && councils >= 2 && &*activity.verb == COORDINATE
}

pub(super) fn check<'a>(duty: &'a Duty, asked: &Asked<'a>, question: &Question<'a>) -> Vec<Finding> {
    let own = question.facts.council;
    let directory = question.facts.around.directory;
    let named: Vec<CouncilId> = duty
        .activity
        .towards
        .iter()
        .filter_map(|actor| Some(directory.council_by_slug(actor.as_council()?)?.id))
        .collect();
    let visible = |id: CouncilId| {
        let family = question.facts.around.family.iter().map(|council| &**council);
        std::iter::once(own).chain(family).find(|council| council.head.id == id)
    };
    let mut seated: BTreeMap<OrganisationId, Vec<CouncilId>> = BTreeMap::new();
    let mut unknown: Vec<CouncilId> = Vec::new();
    for id in named {
        let known = visible(id).filter(|council| roster_complete(council, question.on));
        if known.is_none() {
            unknown.push(id);
        }
        for organisation in visible(id).into_iter().flat_map(|council| organisations_in(council, question)) {
            let councils = seated.entry(organisation).or_default();
            if !councils.contains(&id) {
                councils.push(id);
            }
        }
    }
    let contacts: Vec<&Record> = question
        .records()
        .filter(|record| record.kind == RecordKind::Activity && record.by.is_some() && asked.is_same_deed(record))
        .collect();
    let oldest = oldest(duty, question.on);
    let findings: Vec<Finding> = seated
        .iter()
        .filter(|(_, councils)| councils.contains(&own.head.id) || councils.len() == 1)
        .map(|(organisation, councils)| {
            let of_it = contacts.iter().filter(|record| record.by == Some(Body::Organisation(*organisation)));
            let contact = of_it.copied().rfind(|record| oldest.is_none_or(|oldest| record.on >= oldest));
            of_organisation(question, *organisation, councils, contact, &unknown)
        })
        .collect();
    if findings.is_empty() {
        let message =
            || Text::nb_en("Ingen virksomheter er registrert med plass.", "No organisations are recorded with a seat.");
        return vec![question.finding(VerdictStatus::NotDue, None, message, Vec::new)];
    }
    findings
}

/// The earliest day on which a contact still counts.
fn oldest(duty: &Duty, on: NaiveDate) -> Option<NaiveDate> {
    duty.when.iter().find_map(|timing| match timing {
        DutyTiming::Standing(standing) => standing.tolerance.as_ref()?.duration?.before(on),
        _ => None,
    })
}

fn roster_complete(council: &Council, on: NaiveDate) -> bool {
    council.completeness.iter().any(|mark| &*mark.subject == "roster" && mark.period.contains(on))
}

/// The organisations for which somebody sits in the council on the day.
fn organisations_in<'a>(council: &'a Council, question: &'a Question<'_>) -> Vec<OrganisationId> {
    let on = question.on;
    let of_group = |seat| {
        let rules = council.group_by_id(council.seat(seat)?.group)?;
        let rules = council.mandate_on(on)?.composition.group(&rules.key)?;
        Some(question.facts.around.directory.organisation_by_slug(rules.organisation()?)?.id)
    };
    let holders = council.in_office(on).filter(|membership| membership.alternate_rank == 0);
    let mut found: Vec<OrganisationId> =
        holders.filter_map(|membership| membership.on_behalf_of.or_else(|| of_group(membership.seat))).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn of_organisation(
    question: &Question<'_>,
    organisation: OrganisationId,
    councils: &[CouncilId],
    contact: Option<&Record>,
    unknown: &[CouncilId],
) -> Finding {
    let status = match (councils.len() > 1 || contact.is_some(), unknown.is_empty()) {
        (true, _) => VerdictStatus::Met,
        (false, true) => VerdictStatus::Breached,
        (false, false) => VerdictStatus::Unknown,
    };
    let subject = Some(Subject::Organisation(organisation));
    let message = || {
        let sentence = |lang: Lang| {
            let nb = lang == Lang::Nb;
            let name = question.name_of(Body::Organisation(organisation));
            let name = name.in_lang(lang);
            let first = councils.first().map(|id| question.name_of(Body::Council(*id))).unwrap_or_default();
            let first = first.in_lang(lang);
            let missing: Vec<Text> = unknown.iter().map(|id| question.name_of(Body::Council(*id))).collect();
            let missing: Vec<&str> = missing.iter().map(|name| name.in_lang(lang)).collect();
            let missing = missing.join(", ");
            match (status, contact) {
                (VerdictStatus::Met, Some(contact)) if nb => format!("{name} samordnet seg {}.", contact.on),
                (VerdictStatus::Met, Some(contact)) => format!("{name} coordinated itself on {}.", contact.on),
                (VerdictStatus::Met, None) if nb => format!("{name} sitter i {} av rådene.", councils.len()),
                (VerdictStatus::Met, None) => format!("{name} sits on {} of the councils.", councils.len()),
                (VerdictStatus::Breached, _) if nb => {
                    format!("{name} sitter bare i {first}, og ingen kontakt med de andre rådene er registrert.")
                }
                (VerdictStatus::Breached, _) => {
                    format!("{name} sits only on {first}, and no contact with the other councils is recorded.")
                }
                _ if nb => format!(
                    "Om {name} også sitter i {missing}, er ukjent; ingen har sagt at medlemmene der er fullstendig registrert."
                ),
                _ => format!(
                    "Whether {name} also sits on {missing} is unknown; nobody has said that the members there are completely recorded."
                ),
            }
        };
        Text { nb: Some(sentence(Lang::Nb)), en: Some(sentence(Lang::En)), ..Text::default() }
    };
    let evidence = || {
        let own = question.facts.council.head.id;
        let mut evidence: Vec<_> = councils
            .iter()
            .map(|id| {
                let name = question.name_of(Body::Council(*id));
                let leads = (*id != own).then_some(Subject::Council(*id));
                question.valued("sitter i", "sits on", &name, leads)
            })
            .collect();
        evidence.extend(
            contact.map(|record| question.dated("kontakt", "contact", record.on, Some(Subject::Record(record.id)))),
        );
        evidence
    };
    question.finding(status, subject, message, evidence)
}
