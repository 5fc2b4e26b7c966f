//! Checks of the shape Period: the dates of the mandate are in order.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{Facts, Finding};
use crate::domain::{
    mandate::{
        clause::validity::{Validity, ValidityKind},
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(validity: &Validity, facts: Facts<'_>, on: NaiveDate) -> Option<Finding> {
    match validity.kind {
        ValidityKind::Adoption => adopted_before_it_holds(facts),
        ValidityKind::InForce => Some(in_force(facts, on)),
        ValidityKind::Renewal | ValidityKind::Dissolution | ValidityKind::Transition => None,
    }
}

/// A mandate is adopted no later than the day from which it holds.
fn adopted_before_it_holds(facts: Facts<'_>) -> Option<Finding> {
    let adopted_on = facts.mandate.adopted_on?;
    let Some(from) = facts.mandate.period.start else {
        return Some(Finding {
            status: VerdictStatus::Unknown,
            message: Text::nb_en(
                "Mandatet sier ikke fra hvilken dag det gjelder.",
                "The mandate does not say from which day it is in force.",
            ),
            evidence: vec![dated(facts, "vedtatt", "adopted", adopted_on)],
        });
    };
    let (status, message) = if adopted_on <= from {
        (
            VerdictStatus::Met,
            Text::nb_en(
                "Mandatet ble vedtatt før det trådte i kraft.",
                "The mandate was adopted before it came into force.",
            ),
        )
    } else {
        (
            VerdictStatus::Breached,
            Text::nb_en(
                "Mandatet ble vedtatt etter at det trådte i kraft.",
                "The mandate was adopted after it came into force.",
            ),
        )
    };
    let evidence =
        vec![dated(facts, "vedtatt", "adopted", adopted_on), dated(facts, "i kraft fra", "in force from", from)];
    Some(Finding { status, message, evidence })
}

/// The day lies in the period.
fn in_force(facts: Facts<'_>, on: NaiveDate) -> Finding {
    let period = facts.mandate.period;
    let evidence = [("fra", "from", period.start), ("til", "until", period.end)]
        .into_iter()
        .filter_map(|(nb, en, date)| Some(dated(facts, nb, en, date?)))
        .collect();
    let (status, message) = if period.contains(on) {
        (
            VerdictStatus::Met,
            Text::nb_en("Dagen ligger i mandatets periode.", "The day lies in the period of the mandate."),
        )
    } else {
        (
            VerdictStatus::Breached,
            Text::nb_en("Dagen ligger utenfor mandatets periode.", "The day lies outside the period of the mandate."),
        )
    };
    Finding { status, message, evidence }
}

fn dated(facts: Facts<'_>, nb: &str, en: &str, date: NaiveDate) -> Evidence {
    Evidence { label: Text::nb_en(nb, en), value: date.to_string(), subject: Some(Subject::Mandate(facts.mandate.id)) }
}
