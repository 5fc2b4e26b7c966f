//! Verdicts: what a check finds, with evidence that a reader can follow.
//!
//! May import: `domain`.

use std::borrow::Cow;

use async_graphql::Enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{check::Finding, clause::Modality};
use crate::domain::{
    id::{CouncilId, ExemptionId, MandateId, MeetingId, MembershipId, OrganisationId, RecordId, SeatGroupId, SeatId},
    text::{Lang, Text},
};

/// What a check finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VerdictStatus {
    /// The rule is broken.
    Breached,
    /// A fact is missing that the check needs.
    Unknown,
    /// It would be broken, but somebody decided an exemption.
    Exempted,
    /// The rule does not bite yet.
    NotDue,
    /// The rule is kept.
    Met,
}

/// How serious a breach is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Ought to be mended, or explained.
    Warning,
    /// Has to be mended.
    Error,
}

impl Severity {
    /// What follows from the modality: SHALL is an error, MAY cannot be breached, all else is a warning.
    #[must_use]
    pub const fn of(modality: Modality) -> Option<Self> {
        match modality {
            Modality::Shall => Some(Self::Error),
            Modality::Normally | Modality::Should | Modality::Expected | Modality::ByDefault => Some(Self::Warning),
            Modality::May => None,
        }
    }
}

/// What a check found about one clause, or about the mandate as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the clause in its mandate; None where the verdict is about the mandate as a whole.
    pub clause: Option<usize>,
    /// What was found.
    pub status: VerdictStatus,
    /// How serious a breach would be.
    pub severity: Severity,
    /// What was found, in a sentence.
    pub message: Text,
    /// What it was found from.
    pub evidence: Vec<Evidence>,
    /// What was found subject by subject, worst first.
    pub findings: Vec<Finding>,
}

/// One thing that a verdict was found from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub label: Text,
    /// Its value.
    pub value: Told,
    /// What it can be followed to.
    pub subject: Option<Subject>,
}

/// The value of evidence, as what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A day.
    Day(NaiveDate),
    /// The number of a seat in its group, and since when nobody holds it, where somebody once did.
    Seat {
        /// The number.
        ordinal: u32,
        /// The first day on which nobody held it.
        vacant_since: Option<NaiveDate>,
    },
    /// A number.
    Number(u32),
    /// What something is called, in the languages that it is called by.
    Name(Text),
    /// Words that are the same in every language: the name of a person, a fraction.
    Words(String),
}

impl Told {
    /// As text. Days are written as machines write them; the day itself is in `day`.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Day(day) => day.to_string().into(),
            Self::Seat { ordinal, vacant_since: Some(since) } => format!("{ordinal}: {since}").into(),
            Self::Seat { ordinal: number, vacant_since: None } | Self::Number(number) => number.to_string().into(),
            Self::Name(name) => name.in_lang(lang).into(),
            Self::Words(words) => words.as_str().into(),
        }
    }

    /// The day, where it is one or has one.
    #[must_use]
    pub const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Seat { vacant_since, .. } => *vacant_since,
            Self::Number(_) | Self::Name(_) | Self::Words(_) => None,
        }
    }

    /// The number, where it is one or has one.
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Number(number) | Self::Seat { ordinal: number, .. } => Some(*number),
            Self::Day(_) | Self::Name(_) | Self::Words(_) => None,
        }
    }
}

impl From<u32> for Told {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Told {
    fn from(number: usize) -> Self {
        Self::Number(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

impl From<String> for Told {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&str> for Told {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<&Text> for Told {
    fn from(name: &Text) -> Self {
        Self::Name(name.clone())
    }
}

/// A node that evidence leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A mandate of the council.
    Mandate(MandateId),
    /// A seat group of the council.
    SeatGroup(SeatGroupId),
    /// A seat of the council.
    Seat(SeatId),
    /// A membership in the council.
    Membership(MembershipId),
    /// An organisation.
    Organisation(OrganisationId),
    /// Another council.
    Council(CouncilId),
    /// A meeting of the council.
    Meeting(MeetingId),
    /// Something that was done or happened.
    Record(RecordId),
    /// A decision that a clause need not be followed.
    Exemption(ExemptionId),
}
