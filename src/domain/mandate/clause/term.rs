//! The shape Term: how long a holding lasts, how often it can be had, what happens at its end.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::measure::Share;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::{CalendarDuration, Date},
};

/// How long the holders in scope serve.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "TermInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Term {
    /// For so long.
    pub length: Option<CalendarDuration>,
    /// Or not longer than so long, where the act of appointing says how long.
    pub at_most: Option<CalendarDuration>,
    /// Or until this.
    pub until: Option<TermEnd>,
    /// What the length is counted from.
    #[graphql(default)]
    #[serde(default)]
    pub anchor: TermAnchor,
    /// A first day of the cycle, for COMMON_CYCLE.
    pub cycle_start: Option<Date>,
    /// Whether and how a term can be renewed; not said where it is absent.
    pub renewal: Option<Renewal>,
    /// How much one person can serve.
    #[graphql(default)]
    #[serde(default)]
    pub limits: Vec<TermLimit>,
    /// Terms end in turns.
    pub staggering: Option<Staggering>,
    /// What a successor in mid-term gets.
    pub on_vacancy: Option<OnVacancy>,
    /// Whether holders stay past the end until they are replaced; not said where it is absent.
    pub holds_over: Option<bool>,
    /// How long after the last term nobody can come back.
    pub cooling_off: Option<CalendarDuration>,
}

/// An end that is no length.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "TermEndInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermEnd {
    /// The kind of end.
    pub kind: TermEndKind,
    /// The first day after, for DATE.
    pub date: Option<Date>,
    /// What ends it, for EVENT and SESSION.
    pub event: Option<Text>,
}

/// Ends that are no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermEndKind {
    /// A day.
    Date,
    /// Something that happens.
    Event,
    /// The end of a session, such as an electoral period.
    Session,
    /// The holder leaves the office that the seat comes with.
    WhileInOffice,
    /// The mandate of the council ends.
    WithMandate,
    /// Whoever appoints says so.
    AtPleasure,
}

/// What a length is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TermAnchor {
    /// The holder's own first day.
    #[default]
    OwnStart,
    /// A cycle that all holders share.
    CommonCycle,
    /// The end of the year in which it would end.
    YearEnd,
}

/// Whether and how a term can be renewed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RenewalInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Renewal {
    /// Whether it can.
    pub allowed: bool,
    /// How often; without a number there is no limit in the mandate.
    pub at_most: Option<u32>,
    /// For how long each time, where it differs from the term.
    pub length: Option<CalendarDuration>,
}

/// A limit to what one person can serve.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "TermLimitInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermLimit {
    /// What is counted.
    pub counted: LimitCounted,
    /// At most so many terms.
    pub terms: Option<u32>,
    /// At most so long.
    pub duration: Option<CalendarDuration>,
    /// Within a window of this length, for IN_WINDOW.
    pub window: Option<CalendarDuration>,
}

/// What a term limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LimitCounted {
    /// All that the person ever served.
    Total,
    /// What was served without a break.
    Consecutive,
    /// What was served in a moving window.
    InWindow,
}

/// Terms end in turns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "StaggeringInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Staggering {
    /// Which part of the seats.
    pub share: Share,
    /// How often.
    pub every: CalendarDuration,
}

/// What a successor in mid-term gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OnVacancy {
    /// What is left of the term.
    Remainder,
    /// A term of their own.
    FreshTerm,
}

impl Form for Term {
    fn examine(&self, faults: &mut Faults) {
        faults.field("length", &self.length);
        faults.field("atMost", &self.at_most);
        faults.require(
            "length",
            !(self.length.is_some() && self.at_most.is_some()),
            said!(
                "si enten hvor lang en periode er, eller hvor lang den er på det meste",
                "say either how long a term is or how long it is at most"
            ),
        );
        if let Some(until) = &self.until {
            faults.within("until", |f| {
                f.field("event", &until.event);
                f.require(
                    "date",
                    (until.kind == TermEndKind::Date) == until.date.is_some(),
                    said!("en dato hører til DATE, og bare der", "a date belongs to DATE, and only there"),
                );
                let tells = matches!(until.kind, TermEndKind::Event | TermEndKind::Session);
                f.require(
                    "event",
                    tells == until.event.is_some(),
                    said!(
                        "en hendelse hører til EVENT og SESSION, og bare der",
                        "an event belongs to EVENT and SESSION, and only there"
                    ),
                );
            });
        }
        faults.require(
            "cycleStart",
            (self.anchor == TermAnchor::CommonCycle) == self.cycle_start.is_some(),
            said!(
                "en første dag hører til COMMON_CYCLE, og bare der",
                "a first day belongs to COMMON_CYCLE, and only there"
            ),
        );
        if let Some(renewal) = &self.renewal {
            faults.within("renewal", |f| {
                f.field("length", &renewal.length);
                f.require(
                    "atMost",
                    renewal.allowed || renewal.at_most.unwrap_or(0) == 0,
                    said!(
                        "en periode som ikke kan forlenges, har ikke noe antall forlengelser; la det være ute",
                        "a term that cannot be renewed has no number of renewals; leave it out"
                    ),
                );
            });
        }
        faults.field("limits", &self.limits);
        if let Some(staggering) = &self.staggering {
            faults.within("staggering", |f| {
                f.field("share", &staggering.share);
                f.field("every", &staggering.every);
            });
        }
        faults.field("coolingOff", &self.cooling_off);
    }
}

impl Form for TermLimit {
    fn examine(&self, faults: &mut Faults) {
        faults.field("duration", &self.duration);
        faults.field("window", &self.window);
        faults.require(
            "terms",
            self.terms.is_some() || self.duration.is_some(),
            said!("et antall perioder eller en varighet trengs", "a number of terms or a duration is needed"),
        );
        faults.require("terms", self.terms != Some(0), said!("minst én periode trengs", "at least one term is needed"));
        faults.require(
            "window",
            (self.counted == LimitCounted::InWindow) == self.window.is_some(),
            said!("et tidsvindu hører til IN_WINDOW, og bare der", "a window belongs to IN_WINDOW, and only there"),
        );
    }
}
