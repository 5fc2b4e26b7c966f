//! How many seats: a number, bounds, or a way to reckon it.
//!
//! May import: `domain`.

use async_graphql::{InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    measure::{Instrument, Rounding, Share},
};
use crate::domain::{
    fault::{Faults, Form},
    message::{Message, said},
    time::Date,
    word::{Code, Key},
};

/// Most seats that one group or one council can have.
pub const MOST_SEATS: u32 = 2_000;

/// How many seats.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "SeatCount", input_name = "SeatCountInput")]
#[serde(rename_all = "camelCase")]
pub enum SeatCount {
    /// Just so many.
    Exactly(ExactSeats),
    /// From so many to so many.
    Range(RangeOfSeats),
    /// Not more than so many.
    AtMost(AtMostSeats),
    /// As somebody decides.
    Decided(DecidedSeats),
    /// What the other groups leave of the total.
    Remainder(RemainingSeats),
    /// A part of the total.
    Share(ShareOfSeats),
    /// One for each entry of the list that the seats are for.
    PerEntry(SeatsPerEntry),
    /// Reckoned from a measure outside the mandate.
    Formula(SeatFormula),
}

/// Just so many seats.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ExactSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExactSeats {
    /// The number, 1 to 2,000.
    pub number: u32,
}

/// From so many seats to so many; fewer or more breach, a number in between makes no vacancy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RangeOfSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RangeOfSeats {
    /// The least number.
    pub min: u32,
    /// The greatest number.
    pub max: u32,
}

/// Not more than so many seats.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "AtMostSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AtMostSeats {
    /// The greatest number.
    pub number: u32,
}

/// As many seats as somebody decides.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "DecidedSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecidedSeats {
    /// Who decides.
    pub by: Actor,
    /// The bounds of the decision, where there are any.
    pub min: Option<u32>,
    /// The bounds of the decision, where there are any.
    pub max: Option<u32>,
    /// What has been decided, where it has been.
    pub number: Option<u32>,
    /// In which document.
    pub instrument: Option<Instrument>,
}

/// What the other groups leave of the declared total.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RemainingSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemainingSeats {
    /// The groups that come first; all others where none are named.
    #[graphql(default)]
    #[serde(default)]
    pub after: Vec<Key>,
}

/// A part of the declared total.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ShareOfSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShareOfSeats {
    /// Which part.
    pub share: Share,
    /// How it becomes a whole number.
    #[graphql(default)]
    #[serde(default)]
    pub rounding: Rounding,
}

/// So many seats for each entry of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SeatsPerEntryInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatsPerEntry {
    /// Seats for each entry, 1 to 100.
    pub each: u32,
}

/// A number of seats reckoned from a measure: `measure / divisor`, rounded, plus the added seats, within the bounds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SeatFormulaInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatFormula {
    /// What is counted: an entry of the code list `measure`, such as inhabitants or the seats of another body.
    pub measure: Code,
    /// The body that it is counted in.
    pub body: Option<Actor>,
    /// The value that was counted last, where it is known.
    pub value: Option<u32>,
    /// When it was counted.
    pub counted_on: Option<Date>,
    /// One seat for each so many; at least 1.
    pub divisor: u32,
    /// How the quotient becomes a whole number.
    #[graphql(default)]
    #[serde(default)]
    pub rounding: Rounding,
    /// Seats added to the quotient.
    #[graphql(default)]
    #[serde(default)]
    pub added: u32,
    /// Not fewer than so many.
    pub floor: Option<u32>,
    /// Not more than so many.
    pub ceiling: Option<u32>,
}

impl SeatCount {
    /// The number that the mandate fixes by itself: not for ranges, maxima and open decisions.
    #[must_use]
    pub fn fixed(&self) -> Option<u32> {
        match self {
            Self::Exactly(count) => Some(count.number),
            Self::Range(count) if count.min == count.max => Some(count.min),
            Self::Decided(count) => count.number,
            Self::Formula(formula) => formula.result(),
            _ => None,
        }
    }

    /// The greatest number that is possible, where there is one by itself.
    #[must_use]
    pub fn most(&self) -> Option<u32> {
        match self {
            Self::Range(count) => Some(count.max),
            Self::AtMost(count) => Some(count.number),
            Self::Decided(count) => count.number.or(count.max),
            Self::Formula(formula) => formula.result().or(formula.ceiling),
            other => other.fixed(),
        }
    }

    /// The least number that is possible by itself.
    #[must_use]
    pub fn least(&self) -> u32 {
        match self {
            Self::Range(count) => count.min,
            Self::Decided(count) => count.number.or(count.min).unwrap_or(0),
            Self::Formula(formula) => formula.result().or(formula.floor).unwrap_or(0),
            other => other.fixed().unwrap_or(0),
        }
    }
}

impl ShareOfSeats {
    /// The number of seats, of so many in all.
    #[must_use]
    pub fn seats_of(&self, total: u32) -> Option<u32> {
        if self.share.more_than {
            // More than a part is the next whole number beyond it, however others would be rounded.
            return Some(self.share.least_of(total));
        }
        let seats = self.rounding.divide(u64::from(self.share.parts) * u64::from(total), self.share.of.into());
        u32::try_from(seats).ok()
    }
}

impl SeatFormula {
    /// The number of seats, where the measure has been counted.
    #[must_use]
    pub fn result(&self) -> Option<u32> {
        let quotient = self.rounding.divide(self.value?.into(), self.divisor.into());
        let seats = u32::try_from(quotient).unwrap_or(u32::MAX).saturating_add(self.added);
        Some(seats.max(self.floor.unwrap_or(0)).min(self.ceiling.unwrap_or(MOST_SEATS)))
    }
}

/// What is said of a number of seats that cannot be.
fn a_possible_number() -> Message {
    said!("et tall fra 1 til 2000 trengs", "a number from 1 to 2,000 is needed")
}

impl Form for SeatCount {
    fn examine(&self, faults: &mut Faults) {
        let possible = |n: u32| (1..=MOST_SEATS).contains(&n);
        let ordered = |min: Option<u32>, max: Option<u32>| !matches!((min, max), (Some(min), Some(max)) if min > max);
        match self {
            Self::Exactly(count) => {
                faults.within("exactly", |f| f.require("number", possible(count.number), a_possible_number()));
            }
            Self::Range(count) => faults.within("range", |f| {
                f.require("max", possible(count.max), a_possible_number());
                f.require(
                    "min",
                    count.min <= count.max,
                    said!("et tall som ikke er større enn max, trengs", "a number not greater than max is needed"),
                );
            }),
            Self::AtMost(count) => {
                faults.within("atMost", |f| f.require("number", possible(count.number), a_possible_number()));
            }
            Self::Decided(count) => faults.within("decided", |f| {
                f.field("by", &count.by);
                f.field("instrument", &count.instrument);
                f.require(
                    "min",
                    ordered(count.min, count.max),
                    said!("et tall som ikke er større enn max, trengs", "a number not greater than max is needed"),
                );
                f.require("number", count.number.is_none_or(possible), a_possible_number());
                f.require(
                    "number",
                    ordered(count.min, count.number) && ordered(count.number, count.max),
                    said!("et tall fra min til max trengs", "a number within min and max is needed"),
                );
            }),
            Self::Remainder(count) => faults.within("remainder", |f| f.field("after", &count.after)),
            Self::Share(count) => faults.within("share", |f| f.field("share", &count.share)),
            Self::PerEntry(count) => faults.within("perEntry", |f| {
                f.require(
                    "each",
                    (1..=100).contains(&count.each),
                    said!("et tall fra 1 til 100 trengs", "a number from 1 to 100 is needed"),
                );
            }),
            Self::Formula(count) => faults.within("formula", |f| {
                f.field("measure", &count.measure);
                f.field("body", &count.body);
                f.require(
                    "divisor",
                    count.divisor > 0,
                    said!("et tall på minst 1 trengs", "a number of at least 1 is needed"),
                );
                f.require(
                    "floor",
                    ordered(count.floor, count.ceiling),
                    said!(
                        "et tall som ikke er større enn ceiling, trengs",
                        "a number not greater than ceiling is needed"
                    ),
                );
            }),
        }
    }
}
