//! Checks of the shape Seats: is every seat there that the mandate gives, and the right one in it?
//!
//! May import: `domain`. Where nobody says that the roster is complete, an empty seat is not known to be vacant.

mod alternates;
mod group;
mod holder;
mod total;

use super::{
    question::{Finding, Judgement, Question},
    words::in_both,
};
use crate::domain::{
    mandate::{
        clause::{
            Provision,
            seats::{Seats, SubBody},
        },
        composition::GroupRules,
        verdict::{Evidence, Subject, Told, VerdictStatus},
    },
    text::Text,
    word::Key,
};

pub(super) fn check(seats: &Seats, question: Question<'_>) -> Judgement {
    let mut found = Vec::new();
    if seats.total.is_some() || seats.group.is_some() || seats.sub_body.is_some() {
        if question.clause.applies_to.council.is_some() {
            // Only the mandate whose seats they are makes groups; the total alone has been put to the other council.
            return Judgement::NoMachine(Text::nb_en(
                "Dette gjelder plassgrupper i et annet råd, som bare rådets eget mandat kan opprette.",
                "This is about seat groups of another council, which only that council's own mandate can make.",
            ));
        }
        if let Some(size) = &seats.total {
            total::check(size, question, &mut found);
        }
        if let Some(group) = &seats.group {
            group::check(group, question, &mut found);
        }
        if let Some(sub_body) = &seats.sub_body {
            found.push(has_a_group(sub_body, question));
        }
    }
    if let Some(alternates) = &seats.alternates {
        alternates::check(alternates, question, &mut found);
    }
    if found.is_empty() {
        return Judgement::NoMachine(Text::nb_en(
            "Dette gjelder ingen plass i rådet.",
            "This applies to no seat of the council.",
        ));
    }
    Judgement::Found(found)
}

/// A body inside the body has seats.
fn has_a_group(sub_body: &SubBody, question: Question<'_>) -> Finding {
    let groups: Vec<&GroupRules> = question
        .facts
        .mandate
        .composition
        .groups
        .iter()
        .filter(|rules| sub_body_of(rules, question) == Some(&sub_body.key))
        .collect();
    let (status, nb, en) = if groups.is_empty() {
        (VerdictStatus::Breached, "har ingen plasser", "has no seats")
    } else {
        (VerdictStatus::Met, "har plasser", "has seats")
    };
    let message = || {
        let (label_nb, label_en) = in_both(&sub_body.label);
        Text::nb_en(&format!("«{label_nb}» {nb} i mandatet."), &format!("“{label_en}” {en} in the mandate."))
    };
    question.finding(status, None, message, || groups.iter().map(|rules| group_evidence(rules, question)).collect())
}

/// The sub-body that the seats of a group belong to.
fn sub_body_of<'a>(rules: &GroupRules, question: Question<'a>) -> Option<&'a Key> {
    match question.facts.mandate.clauses.get(rules.clause).map(|at| &at.clause.provision) {
        Some(Provision::Seats(seats)) => seats.group.as_ref().and_then(|group| group.sub_body.as_ref()),
        _ => None,
    }
}

fn group_subject(rules: &GroupRules, question: Question<'_>) -> Option<Subject> {
    question.facts.council.group(&rules.key).map(|group| Subject::SeatGroup(group.id))
}

fn group_evidence(rules: &GroupRules, question: Question<'_>) -> Evidence {
    Evidence {
        label: rules.label.clone(),
        value: rules.seats.map_or_else(|| Told::from("?"), Told::from),
        subject: group_subject(rules, question),
    }
}
