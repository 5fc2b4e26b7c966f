//! How often the council meets.
//!
//! May import: `domain`.

use chrono::{Months, NaiveDate};

use super::matter;
use crate::domain::{
    mandate::{
        check::{
            owed::{Occasion, Owed},
            question::{Finding, Question},
            spans::{Force, Outcome, counted, spans},
        },
        clause::meetings::{Cadence, CadenceKind},
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// After so many months without a meeting a council that meets as needed is dormant.
const DORMANT_AFTER: Months = Months::new(12);

pub(super) fn check(cadence: &Cadence, question: &Question<'_>, findings: &mut Vec<Finding>) {
    if cadence.kind == CadenceKind::AsNeeded {
        findings.push(as_needed(question));
        return;
    }
    let owed = owed(cadence, question, question.on);
    if owed.is_empty() {
        let message = || Text::nb_en("Det er ikke tid for dette ennå.", "It is not yet time for this.");
        findings.push(question.finding(VerdictStatus::NotDue, None, message, Vec::new));
    }
    findings.extend(owed.iter().map(|owed| owed.finding(question, matter)));
}

/// The meetings that the cadence asks for, stretch by stretch, with those that end up to and with `until`.
pub(in crate::domain::mandate) fn owed<'a>(
    cadence: &Cadence,
    question: &Question<'a>,
    until: NaiveDate,
) -> Vec<Owed<'a>> {
    let (Some(number), Some(per)) = (cadence.number, cadence.per) else { return Vec::new() };
    let force = Force::of(question, "meetings", question.meetings_held().map(|meeting| meeting.day).min());
    let mut owed = Vec::new();
    for span in spans(per, force, question.on, until) {
        let within = |day: NaiveDate| span.from <= day && day < span.until;
        let count = question.meetings_held().filter(|meeting| within(meeting.day)).count();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let complete = |from, until| question.complete_through("meetings", from, until);
        if let Some(outcome) = counted(cadence.kind, (count, number), span, question.on, complete) {
            owed.push(Owed {
                occasion: Occasion::Span(span),
                towards: None,
                done: count,
                needed: number,
                by: span.until.pred_opt(),
                outcome,
                deed: None,
                open: Vec::new(),
            });
        }
    }
    owed
}

/// A council that meets as needed has to meet no number of times; without a meeting for a year it is dormant.
fn as_needed(question: &Question<'_>) -> Finding {
    let latest = question.meetings_held().max_by_key(|meeting| meeting.day);
    let since = question.on.checked_sub_months(DORMANT_AFTER).unwrap_or(question.on);
    let force = Force::of(question, "meetings", None);
    let awake = latest.is_some_and(|meeting| meeting.day > since);
    let outcome = if awake {
        Outcome::Kept
    } else if force.begins_after(since) {
        Outcome::NothingYet
    } else {
        let first = since.succ_opt().unwrap_or(since);
        Outcome::missing(question.complete_through("meetings", first, question.on.succ_opt().unwrap_or(question.on)))
    };
    let message = || match outcome {
        Outcome::Kept => Text::nb_en("Rådet har hatt møte det siste året.", "The council has met in the past year."),
        Outcome::NothingYet => Text::nb_en(
            "Mandatet har vart i mindre enn et år; rådet møtes når det trengs.",
            "The mandate is less than a year old; the council meets when there is a need.",
        ),
        Outcome::Missed => Text::nb_en(
            "Rådet har ikke hatt noe møte det siste året; det ser ut til å hvile.",
            "The council has not met in the past year; it seems to be dormant.",
        ),
        _ => Text::nb_en(
            "Ingen møter det siste året er registrert, og ingen har sagt at møtene er fullstendig registrert.",
            "No meeting of the past year is recorded, and nobody has said that the record of the meetings is complete.",
        ),
    };
    let subject = latest.map(|meeting| Subject::Meeting(meeting.id));
    let evidence = || {
        latest.map(|meeting| question.dated("siste møte", "latest meeting", meeting.day, subject)).into_iter().collect()
    };
    question.finding(outcome.status(), None, message, evidence)
}
