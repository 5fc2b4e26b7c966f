//! The shape Period: since when, until when, and what then.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::actor::Actor;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::{CalendarDuration, Date},
};

/// A period of the mandate or of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(name = "ValidityPeriod", input_name = "ValidityPeriodInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Validity {
    /// What the period is of.
    pub kind: ValidityKind,
    /// First day.
    pub from: Option<Date>,
    /// First day after.
    pub until: Option<Date>,
    /// Or for so long.
    pub length: Option<CalendarDuration>,
    /// Whether it can be renewed, where it is said.
    pub renewable: Option<bool>,
    /// Who adopts, renews or dissolves.
    #[graphql(default)]
    #[serde(default)]
    pub by: Vec<Actor>,
    /// When that was decided.
    pub decided_on: Option<Date>,
    /// How an unclear date was read, so that a reader can disagree.
    pub reading: Option<Text>,
}

/// What a period is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ValidityKind {
    /// The mandate is in force.
    InForce,
    /// The mandate was adopted.
    Adoption,
    /// The body has to be renewed or it lapses.
    Renewal,
    /// The body ends.
    Dissolution,
    /// A rule for the time between.
    Transition,
}

impl Form for Validity {
    fn examine(&self, faults: &mut Faults) {
        faults.field("length", &self.length);
        faults.field("by", &self.by);
        faults.field("reading", &self.reading);
        if let (Some(from), Some(until)) = (self.from, self.until) {
            faults.require(
                "until",
                from < until,
                said!(
                    "en dato etter from trengs: until er den første dagen utenfor",
                    "a date after from is needed: until is the first day outside"
                ),
            );
        }
        faults.require(
            "from",
            self.from.is_some() || self.until.is_some() || self.length.is_some() || !self.by.is_empty(),
            said!("en dato, en lengde eller hvem som bestemmer, trengs", "a date, a length or who decides is needed"),
        );
    }
}
