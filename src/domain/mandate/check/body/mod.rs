//! What is judged of the council as a whole, whatever its clauses say: is there a mandate, do memberships lie within
//! it, who stays past the planned end, which seats are vacant, and do the bodies that it names exist?
//!
//! May import: `domain`. It runs for every council of the register in one question, so nothing here is asked twice.

mod names;
mod roster;

use chrono::NaiveDate;

use super::{
    dates::for_readers,
    period::{meetings_outside, records_outside},
    question::{Facts, Finding},
    verdicts::rolled_up,
};
use crate::domain::{
    council::{Council, Mandate, MandateStatus},
    mandate::verdict::{Evidence, Severity, Subject, Told, Verdict, VerdictStatus},
    text::Text,
};

#[cfg(test)]
pub(super) use names::{Named, for_each_named};

/// The verdicts on a council with a mandate in force.
pub(super) fn check(facts: &Facts<'_>, on: NaiveDate) -> Vec<Verdict> {
    let words = facts.around.words;
    let in_force = finding(
        words,
        VerdictStatus::Met,
        Some(Subject::Mandate(facts.mandate.id)),
        || Text::nb_en("Et mandat er i kraft.", "A mandate is in force."),
        || vec![mandate_evidence(facts.mandate)],
    );
    let mut verdicts = vec![Verdict { findings: Vec::new(), ..rolled_up(None, Severity::Error, vec![in_force]) }];
    let mut judge = |severity, found: Vec<Finding>| {
        if !found.is_empty() {
            verdicts.push(rolled_up(None, severity, found));
        }
    };
    let roster = roster::Roster::of(facts, on);
    judge(Severity::Warning, roster.within_mandates());
    judge(Severity::Warning, roster.at_seats_that_are_gone());
    judge(Severity::Warning, roster.past_their_time());
    judge(Severity::Info, roster.staying_until_replaced());
    judge(Severity::Warning, roster.vacancies());
    judge(Severity::Warning, names::dangling(facts, on));
    verdicts
}

/// The verdicts on a council without one.
pub(super) fn without_mandate(council: &Council, on: NaiveDate) -> Vec<Verdict> {
    // A body that never had a mandate of its own is unfinished; one whose mandate has lapsed acts without a basis.
    let adopted = || council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    let severity = if adopted().next().is_none() { Severity::Warning } else { Severity::Error };
    let message = Text::nb_en(&format!("Ingen mandat er i kraft {on}."), &format!("No mandate is in force on {on}."));
    let evidence = adopted().map(mandate_evidence).collect();
    let mut verdicts = vec![Verdict {
        clause: None,
        status: VerdictStatus::Breached,
        severity,
        message: for_readers(message),
        evidence,
        findings: Vec::new(),
    }];
    let at_work = activity(council, on);
    if !at_work.is_empty() && !council.mandates.is_empty() {
        verdicts.push(rolled_up(None, Severity::Error, at_work));
    }
    let seated = roster::without_mandate(council, on);
    if !seated.is_empty() {
        verdicts.push(rolled_up(None, severity, seated));
    }
    verdicts
}

/// What the council did while no mandate was in force.
fn activity(council: &Council, on: NaiveDate) -> Vec<Finding> {
    let meetings = meetings_outside(council, on).map(|meeting| (meeting.day, Subject::Meeting(meeting.id)));
    let records = records_outside(council, on).map(|record| (record.on, Subject::Record(record.id)));
    let done = meetings.chain(records).map(|(day, subject)| Finding {
        status: VerdictStatus::Breached,
        subject: Some(subject),
        message: Text::nb_en(
            &format!("Rådet virket {day}, da ikke noe mandat var i kraft."),
            &format!("The council was at work on {day}, when no mandate was in force."),
        ),
        evidence: vec![dated("gjort", "done", day, Some(subject))],
    });
    done.collect()
}

/// A finding; the sentence and the evidence are made only where words are wanted.
fn finding(
    words: bool,
    status: VerdictStatus,
    subject: Option<Subject>,
    message: impl FnOnce() -> Text,
    evidence: impl FnOnce() -> Vec<Evidence>,
) -> Finding {
    if words {
        Finding { status, subject, message: message(), evidence: evidence() }
    } else {
        Finding { status, subject, message: Text::default(), evidence: Vec::new() }
    }
}

fn dated(nb: &str, en: &str, day: NaiveDate, subject: Option<Subject>) -> Evidence {
    Evidence { label: Text::nb_en(nb, en), value: Told::Day(day), subject }
}

fn mandate_evidence(mandate: &Mandate) -> Evidence {
    let side = |date: Option<NaiveDate>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
    Evidence {
        label: Text::nb_en("mandat", "mandate"),
        value: format!("{}/{}", side(mandate.period.start), side(mandate.period.end)).into(),
        subject: Some(Subject::Mandate(mandate.id)),
    }
}
