//! In force: on the day asked, in the period that the clause gives, and nothing done outside.
//!
//! May import: `domain`.

use super::{
    super::question::{Finding, Question},
    adoption::dated,
    meetings_outside, records_outside,
};
use crate::domain::{
    mandate::{
        clause::validity::Validity,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(validity: &Validity, question: Question<'_>, found: &mut Vec<Finding>) {
    let (mandate, on) = (question.facts.mandate, question.on);
    let period = mandate.period;
    let subject = Some(Subject::Mandate(mandate.id));
    let dates = || {
        let sides = [("fra", "from", period.start), ("til", "until", period.end)];
        sides.into_iter().filter_map(|(nb, en, day)| Some(dated(question, nb, en, day?))).collect()
    };
    let (status, nb, en) = if period.contains(on) {
        (VerdictStatus::Met, "Dagen ligger i mandatets periode.", "The day lies in the period of the mandate.")
    } else {
        (
            VerdictStatus::Breached,
            "Dagen ligger utenfor mandatets periode.",
            "The day lies outside the period of the mandate.",
        )
    };
    found.push(question.finding(status, subject, || Text::nb_en(nb, en), dates));
    let from = validity.from.map(|date| date.0);
    let until = validity.until.map(|date| date.0).or_else(|| validity.length?.after(from.or(period.start)?));
    // A mandate can end before its time; it cannot be in force before or after it.
    let early = from.is_some_and(|from| period.start.is_none_or(|start| start < from));
    let late = until.is_some_and(|until| period.end.is_none_or(|end| until < end));
    if early || late {
        let message = || {
            Text::nb_en(
                "Mandatet er registrert i kraft i en annen tid enn det selv sier.",
                "The mandate is recorded in force at other times than it says itself.",
            )
        };
        let evidence = || {
            let said = [
                ("fra, etter mandatet", "from, by the mandate", from),
                ("til, etter mandatet", "until, by the mandate", until),
            ];
            let said = said.into_iter().filter_map(|(nb, en, day)| Some(dated(question, nb, en, day?)));
            said.chain(dates()).collect()
        };
        found.push(question.finding(VerdictStatus::Breached, subject, message, evidence));
    }
    activity(question, found);
}

/// Nothing was done on days on which no mandate was in force.
fn activity(question: Question<'_>, found: &mut Vec<Finding>) {
    let (council, on) = (question.facts.council, question.on);
    for meeting in meetings_outside(council, on) {
        let subject = Some(Subject::Meeting(meeting.id));
        let day = meeting.day;
        let message = || {
            Text::nb_en(
                &format!("Rådet holdt møte {day}, da ikke noe mandat var i kraft."),
                &format!("The council met on {day}, when no mandate was in force."),
            )
        };
        let evidence = || vec![question.dated("møte", "meeting", day, subject)];
        found.push(question.finding(VerdictStatus::Breached, subject, message, evidence));
    }
    for record in records_outside(council, on) {
        let subject = Some(Subject::Record(record.id));
        let day = record.on;
        let message = || {
            Text::nb_en(
                &format!("Rådet virket {day}, da ikke noe mandat var i kraft."),
                &format!("The council was at work on {day}, when no mandate was in force."),
            )
        };
        let evidence = || vec![question.dated("gjort", "done", day, subject)];
        found.push(question.finding(VerdictStatus::Breached, subject, message, evidence));
    }
}
