//! Numbers in clauses: parts of a whole, how many, of what.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::{Text, examine_url},
    time::Date,
    word::Slug,
};

/// A part of a whole, kept exact: two fifths is 2 of 5, not 0.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ShareInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Share {
    /// How many parts, 0 to `of`.
    pub parts: u32,
    /// Of how many equal parts, 1 to 10,000.
    pub of: u32,
    /// Whether strictly more than this part is meant, as in "more than half".
    #[graphql(default)]
    #[serde(default)]
    pub more_than: bool,
}

impl Share {
    /// The least whole number that reaches this part of `total`.
    #[must_use]
    pub fn least_of(self, total: u32) -> u32 {
        let product = u64::from(self.parts) * u64::from(total);
        let of = u64::from(self.of.max(1));
        let least = if self.more_than { product / of + 1 } else { product.div_ceil(of) };
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

/// How a number that is not whole becomes one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rounding {
    /// To the next whole number below.
    Down,
    /// To the nearest whole number, halves up.
    #[default]
    Nearest,
    /// To the next whole number above.
    Up,
}

impl Rounding {
    /// `numerator / denominator`, rounded this way; 0 where the denominator is 0.
    #[must_use]
    pub const fn divide(self, numerator: u64, denominator: u64) -> u64 {
        if denominator == 0 {
            return 0;
        }
        match self {
            Self::Down => numerator / denominator,
            Self::Nearest => (numerator + denominator / 2) / denominator,
            Self::Up => numerator.div_ceil(denominator),
        }
    }
}

/// Another document that a clause leans on, with a date of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "InstrumentInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Instrument {
    /// What it is called.
    pub title: Text,
    /// When it was decided.
    pub decided_on: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// A list of named entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "EntryListInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryList {
    /// Whether the list names all there are; false for examples.
    pub exhaustive: bool,
    /// The entries.
    #[graphql(default)]
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// The other document where the list stands, if it does not stand in the mandate.
    pub instrument: Option<Instrument>,
}

/// One entry of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "EntryInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// What the entry is called.
    pub label: Text,
    /// Slug of the organisation that it is, where it is one.
    pub organisation: Option<Slug>,
    /// First day on which it is on the list.
    pub from: Option<Date>,
    /// First day on which it no longer is.
    pub until: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// How many, out of what there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "HowManyInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HowMany {
    /// A number.
    pub number: Option<u32>,
    /// A part of all.
    pub share: Option<Share>,
}

impl HowMany {
    /// The least whole number that is meant, out of `total`.
    #[must_use]
    pub fn least_of(&self, total: u32) -> u32 {
        let by_share = self.share.map_or(0, |share| share.least_of(total));
        self.number.unwrap_or(0).max(by_share)
    }
}

impl Form for Share {
    fn examine(&self, faults: &mut Faults) {
        faults.require(
            "of",
            (1..=10_000).contains(&self.of),
            said!("et tall fra 1 til 10 000 trengs", "a number from 1 to 10,000 is needed"),
        );
        faults.require(
            "parts",
            self.parts <= self.of,
            said!(
                "høyst så mange deler som helheten har, er mulig",
                "at most as many parts as the whole has are possible"
            ),
        );
    }
}

impl Form for Instrument {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        examine_url(self.url.as_deref(), faults);
    }
}

impl Form for EntryList {
    fn examine(&self, faults: &mut Faults) {
        faults.field("entries", &self.entries);
        faults.field("instrument", &self.instrument);
        faults.require(
            "entries",
            !self.entries.is_empty() || self.instrument.is_some(),
            said!(
                "oppføringer, eller dokumentet der de står, trengs",
                "entries, or the instrument where they stand, are needed"
            ),
        );
    }
}

impl Form for Entry {
    fn examine(&self, faults: &mut Faults) {
        faults.field("label", &self.label);
        faults.field("organisation", &self.organisation);
        examine_url(self.url.as_deref(), faults);
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
    }
}

impl Form for HowMany {
    fn examine(&self, faults: &mut Faults) {
        faults.field("share", &self.share);
        if self.number.is_none() && self.share.is_none() {
            faults.note(said!(
                "et tall, en andel eller begge deler (da teller den største) trengs",
                "a number, a share or both (then the larger counts) are needed"
            ));
        }
        faults.require(
            "number",
            self.number.is_none_or(|n| n <= 10_000),
            said!("et tall på høyst 10 000 trengs", "a number of at most 10,000 is needed"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fifths_of_sixteen_is_seven_and_more_than_half_of_ten_is_six() {
        let two_fifths = Share { parts: 2, of: 5, more_than: false };
        assert_eq!([10, 16, 20, 21].map(|n| two_fifths.least_of(n)), [4, 7, 8, 9]);
        assert_eq!(Share { parts: 1, of: 2, more_than: true }.least_of(10), 6);
    }

    #[test]
    fn rounding_is_exact_and_survives_zero() {
        assert_eq!(Rounding::Nearest.divide(5, 2), 3);
        assert_eq!(Rounding::Down.divide(5, 2), 2);
        assert_eq!(Rounding::Up.divide(1, 1000), 1);
        assert_eq!(Rounding::Up.divide(1, 0), 0);
    }
}
