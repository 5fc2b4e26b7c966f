//! What is judged of the council as a whole, whatever its clauses say: is there a mandate, do memberships lie within
//! it, who stays past the planned end, is the body complete?
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::question::Facts;
use crate::domain::{
    council::{Council, Mandate},
    mandate::verdict::{Evidence, Severity, Subject, Verdict, VerdictStatus},
    text::Text,
};

/// The verdicts on a council with a mandate in force.
pub(super) fn check(facts: &Facts<'_>, _on: NaiveDate) -> Vec<Verdict> {
    let message = Text::nb_en("Et mandat er i kraft.", "A mandate is in force.");
    vec![whole(VerdictStatus::Met, Severity::Error, message, vec![mandate_evidence(facts.mandate)])]
}

/// The verdict on a council without one.
pub(super) fn without_mandate(council: &Council, on: NaiveDate) -> Vec<Verdict> {
    // A body that never had a mandate of its own is unfinished; one whose mandate has lapsed acts without a basis.
    let severity = if council.mandates.is_empty() { Severity::Warning } else { Severity::Error };
    let message = Text::nb_en(&format!("Ingen mandat er i kraft {on}."), &format!("No mandate is in force on {on}."));
    vec![whole(VerdictStatus::Breached, severity, message, council.mandates.iter().map(mandate_evidence).collect())]
}

fn whole(status: VerdictStatus, severity: Severity, message: Text, evidence: Vec<Evidence>) -> Verdict {
    Verdict { clause: None, status, severity, message, evidence, findings: Vec::new() }
}

fn mandate_evidence(mandate: &Mandate) -> Evidence {
    let side = |date: Option<NaiveDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
    Evidence {
        label: Text::nb_en("mandat", "mandate"),
        value: format!("{}/{}", side(mandate.period.start), side(mandate.period.end)),
        subject: Some(Subject::Mandate(mandate.id)),
    }
}
