//! Checks: is the council what its mandate says, on a day?
//!
//! May import: `domain`. Pure: no clock, no I/O. A clause whose check does not exist gives no verdict, instead of a
//! verdict that pretends.

mod period;
mod seats;

use chrono::NaiveDate;

use super::{
    clause::{Clause, Modality, Provision},
    verdict::{Evidence, Severity, Subject, Verdict, VerdictStatus},
};
use crate::domain::{
    council::{Council, Mandate},
    text::Text,
};

/// What checks look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The council.
    pub council: &'a Council,
    /// The mandate that is judged.
    pub mandate: &'a Mandate,
}

/// What a check finds, before it is attached to its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    status: VerdictStatus,
    message: Text,
    evidence: Vec<Evidence>,
}

/// Everything that can be judged of the council on the day, worst first.
#[must_use]
pub fn compliance(council: &Council, on: NaiveDate) -> Vec<Verdict> {
    let mandate = council.mandate_on(on);
    let mut verdicts = vec![in_force(council, mandate, on)];
    if let Some(mandate) = mandate {
        let facts = Facts { council, mandate };
        verdicts
            .extend(mandate.clauses.iter().enumerate().filter_map(|(place, at)| check(place, &at.clause, facts, on)));
    }
    verdicts.sort_by_key(|verdict| (verdict.status, std::cmp::Reverse(verdict.severity), verdict.clause));
    verdicts
}

/// The verdict on one clause, where its check exists.
#[must_use]
pub fn check(place: usize, clause: &Clause, facts: Facts<'_>, on: NaiveDate) -> Option<Verdict> {
    let finding = match &clause.provision {
        Provision::Seats(shape) => seats::check(place, shape, facts),
        Provision::Period(shape) => period::check(shape, facts, on),
        Provision::Procedure(_)
        | Provision::Requirement(_)
        | Provision::Representation(_)
        | Provision::Term(_)
        | Provision::Post(_)
        | Provision::Meetings(_)
        | Provision::Duty(_)
        | Provision::Right(_)
        | Provision::Relation(_)
        | Provision::Statement(_) => None,
    }?;
    let severity = clause.severity().unwrap_or(match clause.modality {
        Some(Modality::May) | None => Severity::Info,
        Some(_) => Severity::Warning,
    });
    Some(Verdict {
        clause: Some(place),
        status: finding.status,
        severity,
        message: finding.message,
        evidence: finding.evidence,
    })
}

/// Whether a mandate is in force at all.
fn in_force(council: &Council, mandate: Option<&Mandate>, on: NaiveDate) -> Verdict {
    let evidence = |mandate: &Mandate| Evidence {
        label: Text::nb_en("mandat", "mandate"),
        value: period_in_words(mandate),
        subject: Some(Subject::Mandate(mandate.id)),
    };
    if let Some(mandate) = mandate {
        return Verdict {
            clause: None,
            status: VerdictStatus::Met,
            severity: Severity::Error,
            message: Text::nb_en("Et mandat er i kraft.", "A mandate is in force."),
            evidence: vec![evidence(mandate)],
        };
    }
    // A body that never had a mandate of its own is unfinished; one whose mandate has lapsed acts without a basis.
    let severity = if council.mandates.is_empty() { Severity::Warning } else { Severity::Error };
    Verdict {
        clause: None,
        status: VerdictStatus::Breached,
        severity,
        message: Text::nb_en(&format!("Ingen mandat er i kraft {on}."), &format!("No mandate is in force on {on}.")),
        evidence: council.mandates.iter().map(evidence).collect(),
    }
}

fn period_in_words(mandate: &Mandate) -> String {
    let side = |date: Option<NaiveDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
    format!("{}/{}", side(mandate.period.start), side(mandate.period.end))
}
