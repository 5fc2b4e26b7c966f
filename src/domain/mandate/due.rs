//! What falls due: meetings still to hold, duties still to do. Read from the same account that verdicts are found from.
//!
//! May import: `domain`. Pure: the days are arguments.

use async_graphql::Enum;
use chrono::NaiveDate;

use super::{
    check::{
        Facts, Question,
        dates::for_readers,
        duty, meetings,
        owed::{Matter, Occasion, Owed},
        spans::{Outcome, SpanKind},
    },
    clause::Provision,
};
use crate::domain::text::{Lang, Text};

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The place of the clause in its mandate.
    pub clause: usize,
    /// The last day on which it is in time.
    pub by: NaiveDate,
    /// Of which kind it is.
    pub kind: DueKind,
    /// What it is, in a sentence.
    pub what: Text,
    /// How often it was done.
    pub done: u32,
    /// How often it has to be.
    pub needed: u32,
    /// Whether the day has passed.
    pub overdue: bool,
}

/// The kinds of what falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum)]
pub enum DueKind {
    /// Meetings that have to be held.
    Meetings,
    /// Something else that has to be done.
    Duty,
}

/// What the mandate asks for up to and with `until` and that is not done on `from`, the earliest first. What could have
/// been done in a time that is over, and no longer can be, does not fall due: it is among the verdicts.
#[must_use]
pub fn due(facts: &Facts<'_>, from: NaiveDate, until: NaiveDate) -> Vec<Due> {
    let mut due = Vec::new();
    for (place, at) in facts.mandate.clauses.iter().enumerate() {
        let question = Question { facts, clause: &at.clause, place, on: from, stated_by: None };
        match &at.clause.provision {
            Provision::Meetings(shape) => {
                let scope = &at.clause.applies_to;
                let own = scope.council.is_none() && scope.sub_body.is_none();
                let Some(cadence) = shape.cadence.as_ref().filter(|_| own) else { continue };
                let owed = meetings::owed(cadence, &question, until);
                collect(&mut due, DueKind::Meetings, &owed, &question, until, meetings::matter);
            }
            Provision::Duty(shape) => {
                let owed = duty::owed(shape, &question, until);
                let matter = || duty::matter(&question, &shape.activity);
                collect(&mut due, DueKind::Duty, &owed, &question, until, matter);
            }
            _ => {}
        }
    }
    due.sort_by_key(|due: &Due| (due.by, due.clause));
    due
}

fn collect(
    due: &mut Vec<Due>,
    kind: DueKind,
    owed: &[Owed<'_>],
    question: &Question<'_>,
    until: NaiveDate,
    matter: impl Fn() -> Matter,
) {
    let from = question.on;
    let mut items: Option<(NaiveDate, u32, u32)> = None;
    for owed in owed {
        let Some(by) = last_day(owed, from) else { continue };
        if by > until {
            continue;
        }
        // What has to be done for each of many things falls due as one: the earliest of them says when.
        if matches!(owed.occasion, Occasion::Record(_)) && owed.open.is_empty() && owed.by.is_none() {
            let (first, done, needed) = items.unwrap_or((by, 0, 0));
            items = Some((first.min(by), done, needed + 1));
            continue;
        }
        let name = owed.towards.map(|body| question.name_of(body));
        let done = if matches!(owed.occasion, Occasion::Always) { 0 } else { owed.done };
        let what = sentence(&matter(), name.as_ref(), by, done, owed.needed);
        due.push(Due { clause: question.place, by, kind, what, done, needed: owed.needed, overdue: by < from });
    }
    if let Some((by, done, needed)) = items {
        let what = sentence(&matter(), None, by, done, needed);
        due.push(Due { clause: question.place, by, kind, what, done, needed, overdue: by < from });
    }
}

/// The last day of what is still to be done; None where there is nothing to do, or no day.
fn last_day(owed: &Owed<'_>, from: NaiveDate) -> Option<NaiveDate> {
    match (owed.occasion, owed.outcome) {
        // Kept, and to be done again.
        (Occasion::Always, _) => owed.by,
        (Occasion::Span(span), Outcome::StillTime) if span.kind != SpanKind::Part => owed.by,
        (Occasion::Span(span), Outcome::Missed | Outcome::Unrecorded) if span.kind == SpanKind::Window => owed.by,
        (Occasion::Span(_), _) => None,
        (_, Outcome::StillTime) => owed.by,
        // The turn of a year, a meeting or a yearly day that has passed comes again; it is not made good afterwards.
        (Occasion::NewYear(day) | Occasion::MandateEnd(day), Outcome::Missed | Outcome::Unrecorded) if day > from => {
            owed.by
        }
        (Occasion::Meeting(meeting), Outcome::Missed | Outcome::Unrecorded) if meeting.day > from => owed.by,
        (Occasion::Record(record), Outcome::Missed | Outcome::Unrecorded) => owed.by.or(Some(record.on)),
        (Occasion::Day(day), Outcome::Missed | Outcome::Unrecorded) => Some(day),
        _ => None,
    }
}

fn sentence(matter: &Matter, towards: Option<&Text>, by: NaiveDate, done: u32, needed: u32) -> Text {
    let left = needed.saturating_sub(done);
    let what = |lang| {
        let name = towards.map(|name| format!(" ({})", name.in_lang(lang))).unwrap_or_default();
        format!("{}{name}", matter.what.in_lang(lang))
    };
    let (nb, en) = (what(Lang::Nb), what(Lang::En));
    for_readers(if needed > 1 {
        Text::nb_en(
            &format!("{nb}: {left} av {needed} gjenstår, siste dag er {by}."),
            &format!("{en}: {left} of {needed} remain, the last day is {by}."),
        )
    } else {
        Text::nb_en(&format!("{nb}: siste dag er {by}."), &format!("{en}: the last day is {by}."))
    })
}
