//! Stretches of time in which something has to happen so many times, and what a number in one of them means.
//!
//! May import: `domain`. Whole years are calendar years (P2Y: blocks of two, from the mandate's first whole year on). A
//! year of which the mandate covers only a part can hold too many, never too few. Any other duration is a window that
//! moves with the day: it ends on the day asked, and is judged from one such duration after the mandate's start on.

use chrono::{Datelike, NaiveDate};

use super::question::Question;
use crate::domain::{
    mandate::{clause::meetings::CadenceKind, verdict::VerdictStatus},
    time::CalendarDuration,
};

/// How many years before the day asked are looked at.
pub(in crate::domain::mandate) const LOOK_BACK: i32 = 5;
/// How many years after the day asked are looked at, however far a forecast goes.
const LOOK_AHEAD: i32 = 10;

/// When a mandate is in force, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain::mandate) struct Force {
    /// The first day; None where nobody has said.
    pub start: Option<NaiveDate>,
    /// The first day after; None while none is set.
    pub end: Option<NaiveDate>,
    /// Where the start is not known: the first day that anything is known of.
    pub seen: Option<NaiveDate>,
}

/// A stretch of days: `from` is in it, `until` is the first day after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::mandate) struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after.
    pub until: NaiveDate,
    /// Where it lies.
    pub kind: SpanKind,
}

/// Where a stretch lies, seen from the day asked and from the mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::mandate) enum SpanKind {
    /// Whole calendar years that are over.
    Past,
    /// Whole calendar years that the day asked lies in.
    Running,
    /// Whole calendar years to come.
    Future,
    /// The mandate covers only a part of it.
    Part,
    /// A window that ends on the day asked.
    Window,
}

/// How it stands with something that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::mandate) enum Outcome {
    /// It was done as asked.
    Kept,
    /// It was done; the mandate gives no number that would say whether it was well in time.
    KeptWithoutNumber,
    /// It is not done, and there is time.
    StillTime,
    /// It was done too late.
    Late,
    /// It was not done, and the time is up.
    Missed,
    /// It is not recorded as done, the time is up, and nobody says that the records are complete.
    Unrecorded,
    /// Neither the mandate nor the council has said which number counts.
    NoNumber,
    /// There are more than there may be.
    TooMany,
    /// What would make it due has not happened.
    NothingYet,
}

impl Outcome {
    /// What that is as a status.
    pub(in crate::domain::mandate) const fn status(self) -> VerdictStatus {
        match self {
            Self::Kept | Self::KeptWithoutNumber => VerdictStatus::Met,
            Self::StillTime | Self::NothingYet => VerdictStatus::NotDue,
            Self::Late | Self::Missed | Self::TooMany => VerdictStatus::Breached,
            Self::Unrecorded | Self::NoNumber => VerdictStatus::Unknown,
        }
    }

    /// What was not done in time: it was missed if the records are complete, otherwise it may only not be recorded.
    pub(in crate::domain::mandate) const fn missing(complete: bool) -> Self {
        if complete { Self::Missed } else { Self::Unrecorded }
    }
}

impl Force {
    /// When the mandate of the question is in force. `first` is the first day on which one of the things to be counted
    /// is recorded, `subject` the kind of fact that they are.
    pub(in crate::domain::mandate) fn of(question: &Question<'_>, subject: &str, first: Option<NaiveDate>) -> Self {
        let mandate = question.facts.mandate;
        let start = mandate.period.start.or(mandate.adopted_on).or(question.facts.council.head.established_on);
        let marks = question.facts.council.completeness.iter().filter(|mark| &*mark.subject == subject);
        let seen = match start {
            Some(_) => None,
            None => marks.map(|mark| mark.period.start.unwrap_or(NaiveDate::MIN)).chain(first).min(),
        };
        Self { start, end: mandate.period.end, seen }
    }

    /// Whether the mandate has not begun on the day.
    pub(in crate::domain::mandate) fn begins_after(self, on: NaiveDate) -> bool {
        self.start.is_some_and(|start| start > on)
    }

    /// Whether the day lies in it.
    pub(in crate::domain::mandate) fn covers(self, day: NaiveDate) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day < end)
    }

    /// The first year that is looked at, seen from the day: not earlier than the mandate, or where nobody has said when
    /// it began, than what is known.
    pub(in crate::domain::mandate) fn first_year(self, on: NaiveDate) -> i32 {
        let known = self.start.or(self.seen).unwrap_or(on).year();
        known.max(on.year() - LOOK_BACK).min(on.year())
    }
}

/// The first of January.
pub(in crate::domain::mandate) fn new_year(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 1)
}

/// The latest day that a forecast made on the day looks at.
pub(in crate::domain::mandate) fn horizon(on: NaiveDate, until: NaiveDate) -> NaiveDate {
    new_year(on.year() + LOOK_AHEAD + 1).map_or(until, |last| until.min(last))
}

/// The stretches of this length that are looked at on the day: at most five years back, the one that the day lies in,
/// and those that end up to and with `until`.
pub(in crate::domain::mandate) fn spans(
    per: CalendarDuration,
    force: Force,
    on: NaiveDate,
    until: NaiveDate,
) -> Vec<Span> {
    if force.begins_after(on) && force.begins_after(until) {
        return Vec::new();
    }
    match i32::try_from(per.months / 12) {
        Ok(years @ 1..) if per.days == 0 && per.months.is_multiple_of(12) => calendar(years, force, on, until),
        _ => window(per, force, on).into_iter().collect(),
    }
}

fn calendar(years: i32, force: Force, on: NaiveDate, until: NaiveDate) -> Vec<Span> {
    let until = horizon(on, until);
    let mut spans = Vec::with_capacity(8);
    let first_whole = force.start.map(|start| start.year() + i32::from(start.ordinal() > 1));
    let anchor = first_whole.unwrap_or(0);
    let block_of = |year: i32| anchor + (year - anchor).div_euclid(years) * years;
    let first_year = force.first_year(on);
    let mut year = match (force.start, first_whole) {
        (Some(start), Some(first_whole)) if first_year < first_whole => {
            // The beginning of the mandate, before its first whole year.
            let whole = new_year(first_whole);
            if let Some(end) = whole.map(|whole| force.end.map_or(whole, |end| end.min(whole))) {
                spans.push(Span { from: start, until: end, kind: SpanKind::Part });
            }
            first_whole
        }
        _ => block_of(first_year),
    };
    while let (Some(from), Some(next)) = (new_year(year), new_year(year + years)) {
        let wanted = from <= on || next.pred_opt().is_some_and(|last| last <= until);
        if !wanted || force.end.is_some_and(|end| end <= from) {
            break;
        }
        if let Some(end) = force.end.filter(|end| *end < next) {
            if from <= on {
                spans.push(Span { from, until: end, kind: SpanKind::Part });
            }
            break;
        }
        let kind = match (next <= on, from <= on) {
            (true, _) => SpanKind::Past,
            (false, true) => SpanKind::Running,
            (false, false) => SpanKind::Future,
        };
        spans.push(Span { from, until: next, kind });
        year += years;
    }
    spans
}

fn window(per: CalendarDuration, force: Force, on: NaiveDate) -> Option<Span> {
    if force.begins_after(on) {
        return None;
    }
    let until = on.succ_opt()?;
    let from = per.before(until)?;
    Some(match force.start {
        Some(start) if from < start => Span { from: start, until: per.after(start)?.max(until), kind: SpanKind::Part },
        _ => Span { from, until, kind: SpanKind::Window },
    })
}

/// How it stands with `count` of `number` in the stretch on the day; None where there is nothing to say of it.
/// `complete` tells whether everything is recorded between two days.
pub(in crate::domain::mandate) fn counted(
    kind: CadenceKind,
    (count, number): (u32, u32),
    span: Span,
    on: NaiveDate,
    complete: impl Fn(NaiveDate, NaiveDate) -> bool,
) -> Option<Outcome> {
    let (at_least, at_most) = match kind {
        CadenceKind::Exactly => (true, true),
        CadenceKind::AtLeast => (true, false),
        CadenceKind::AtMost => (false, true),
        CadenceKind::AsNeeded => (false, false),
    };
    let elapsed = on.succ_opt().unwrap_or(on).min(span.until);
    if at_most && count > number {
        return Some(Outcome::TooMany);
    }
    if !at_least {
        let known = || if complete(span.from, elapsed) { Outcome::Kept } else { Outcome::Unrecorded };
        return (at_most && span.kind != SpanKind::Future).then(known);
    }
    match span.kind {
        SpanKind::Part => (span.until > on).then_some(Outcome::StillTime),
        _ if count >= number => Some(Outcome::Kept),
        SpanKind::Running | SpanKind::Future => Some(Outcome::StillTime),
        SpanKind::Past | SpanKind::Window => Some(Outcome::missing(complete(span.from, span.until))),
    }
}
