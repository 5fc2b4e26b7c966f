//! From findings to verdicts: exemptions, the worst finding first, one verdict for each clause.
//!
//! May import: `domain`.

use std::{cmp::Reverse, collections::HashSet};

use chrono::NaiveDate;

use super::{
    body,
    dates::for_readers,
    question::{Around, Facts, Finding, Judgement, Question},
};
use crate::domain::{
    council::{Council, Exemption},
    mandate::{
        clause::{Clause, Modality, measure::Share},
        verdict::{Evidence, Severity, Subject, Verdict, VerdictStatus},
    },
    text::Text,
};

/// Everything that can be judged of the council on the day by the mandate then in force, worst first.
#[must_use]
pub fn compliance(council: &Council, around: Around<'_>, on: NaiveDate) -> Vec<Verdict> {
    let Some(mandate) = council.mandate_on(on) else { return body::without_mandate(council, on) };
    let facts = Facts { council, mandate, around };
    let mut verdicts = body::check(&facts, on);
    let clauses = mandate.clauses.iter().enumerate();
    verdicts.extend(clauses.filter_map(|(place, at)| verdict(place, &at.clause, &facts, on).ok()));
    worst_first(&mut verdicts);
    verdicts
}

/// Puts verdicts in the order in which they are told.
pub fn worst_first(verdicts: &mut [Verdict]) {
    verdicts.sort_by_key(|verdict| (verdict.status, Reverse(verdict.severity), verdict.clause));
}

/// The verdict on one clause.
///
/// # Errors
/// Why no machine can judge it.
pub fn verdict(place: usize, clause: &Clause, facts: &Facts<'_>, on: NaiveDate) -> Result<Verdict, Text> {
    let mut findings = match super::judge(Question { facts, clause, place, on, stated_by: None }) {
        Judgement::Found(findings) => findings,
        Judgement::NoMachine(why) => return Err(why),
    };
    exempt(&mut findings, clause, facts, on);
    Ok(rolled_up(Some(place), severity_of(clause), findings))
}

/// How serious a breach of the clause is. What only permits is worth knowing; a statement is judged as a default.
fn severity_of(clause: &Clause) -> Severity {
    clause.severity().unwrap_or(match clause.modality {
        Some(Modality::May) | None => Severity::Info,
        Some(_) => Severity::Warning,
    })
}

/// A breach that somebody has granted an exemption for is no breach while the exemption holds. Where the clause says
/// for which part of all cases exceptions can be made, those granted first are within it.
fn exempt(findings: &mut [Finding], clause: &Clause, facts: &Facts<'_>, on: NaiveDate) {
    let mut granted: Vec<(usize, &Exemption)> = Vec::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.status == VerdictStatus::Breached) {
        let seat = finding.subject.and_then(|subject| match subject {
            Subject::Seat(seat) => Some(seat),
            Subject::Membership(id) => facts.council.membership(id).map(|membership| membership.seat),
            _ => None,
        });
        let mut exemptions = facts.council.exemptions.iter();
        granted.extend(exemptions.find(|exemption| exemption.covers(&clause.key, seat, on)).map(|found| (at, found)));
    }
    if granted.is_empty() {
        return;
    }
    granted.sort_by_key(|(_, exemption)| exemption.decided_on);
    let most = most_exceptions(clause, findings);
    let mut excepted: HashSet<Subject> = HashSet::new();
    for (at, exemption) in granted {
        let finding = &mut findings[at];
        // What is found of the council as a whole is no case among others.
        let within = finding.subject.is_none_or(|subject| excepted.contains(&subject) || excepted.len() < most);
        if within {
            excepted.extend(finding.subject);
            finding.status = VerdictStatus::Exempted;
        }
        if facts.around.words {
            let label = if within {
                Text::nb_en("unntak", "exemption")
            } else {
                Text::nb_en("unntak ut over det mandatet tillater", "exemption beyond what the mandate allows")
            };
            finding.evidence.push(Evidence {
                label,
                value: format!("{}: {}", exemption.decided_on, exemption.reason).into(),
                subject: Some(Subject::Exemption(exemption.id)),
            });
        }
    }
}

/// In how many of the cases that were found exceptions can be made: by the most generous of those that the clause
/// allows, and in all of them where one has no ceiling or none is named.
fn most_exceptions(clause: &Clause, findings: &[Finding]) -> usize {
    let cases = findings.iter().filter_map(|finding| finding.subject).collect::<HashSet<_>>().len();
    let part = |share: Share| {
        let part = cases.saturating_mul(share.parts as usize) / (share.of as usize).max(1);
        part.min(cases)
    };
    let ceilings = clause.exceptions.iter().map(|exception| exception.at_most.map_or(cases, part));
    ceilings.max().unwrap_or(cases)
}

/// One verdict from findings: as bad as the worst of them, and what is said of those that are as bad.
pub(super) fn rolled_up(clause: Option<usize>, severity: Severity, mut findings: Vec<Finding>) -> Verdict {
    findings.sort_by_key(|finding| finding.status);
    for finding in &mut findings {
        finding.message = for_readers(std::mem::take(&mut finding.message));
    }
    let status = findings.first().map_or(VerdictStatus::Unknown, |worst| worst.status);
    let worst = findings.iter().take_while(|finding| finding.status == status).count();
    let mut message = findings.first().map(|finding| finding.message.clone()).unwrap_or_default();
    if let (Some(nb), Some(en), more @ 1..) = (&message.nb, &message.en, worst.saturating_sub(1)) {
        message = Text::nb_en(&format!("{nb} (Og {more} til.)"), &format!("{en} (And {more} more.)"));
    }
    Verdict {
        clause,
        status,
        severity,
        message,
        evidence: findings.iter().take(worst).flat_map(|finding| finding.evidence.iter().cloned()).collect(),
        findings,
    }
}
