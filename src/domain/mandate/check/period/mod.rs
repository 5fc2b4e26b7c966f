//! Checks of the shape Period: are the dates of the mandate in order, and is nothing done outside them?
//!
//! May import: `domain`.

mod adoption;
mod force;
mod life;

use super::question::{Finding, Judgement, Question};
use crate::domain::{
    council::{Body, Council, MandateStatus, Meeting, MeetingStatus, Record, RecordKind},
    mandate::clause::validity::{Validity, ValidityKind},
    text::Text,
};
use chrono::NaiveDate;

pub(super) fn check(validity: &Validity, question: Question<'_>) -> Judgement {
    let mut found: Vec<Finding> = Vec::new();
    match validity.kind {
        ValidityKind::Adoption => adoption::check(validity, question, &mut found),
        ValidityKind::InForce => force::check(validity, question, &mut found),
        ValidityKind::Renewal => found.extend(life::renewal(validity, question)),
        ValidityKind::Dissolution => found.extend(life::dissolution(validity, question)),
        ValidityKind::Transition => found.extend(life::transition(validity, question)),
    }
    if found.is_empty() {
        return Judgement::NoMachine(Text::nb_en(
            "Mandatet gir ingen dag å regne med, så ingen maskin kan bedømme dette.",
            "The mandate gives no day to reckon with, so no machine can judge this.",
        ));
    }
    Judgement::Found(found)
}

/// Whether some adopted mandate was in force on the day.
fn covered(council: &Council, day: NaiveDate) -> bool {
    let mut adopted = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    adopted.any(|mandate| mandate.period.contains(day))
}

/// Meetings of the council, up to and with the day, on days on which no mandate was in force.
pub(super) fn meetings_outside(council: &Council, on: NaiveDate) -> impl Iterator<Item = &Meeting> {
    let held =
        council.meetings.iter().filter(move |meeting| meeting.status == MeetingStatus::Held && meeting.day <= on);
    held.filter(|meeting| !covered(council, meeting.day))
}

/// What the council itself did, up to and with the day, on days on which no mandate was in force.
pub(super) fn records_outside(council: &Council, on: NaiveDate) -> impl Iterator<Item = &Record> {
    let own = Body::Council(council.head.id);
    let done = council.records.iter().filter(move |record| {
        record.on <= on && record.kind != RecordKind::Event && record.by.is_none_or(|by| by == own)
    });
    done.filter(|record| !covered(council, record.on))
}
