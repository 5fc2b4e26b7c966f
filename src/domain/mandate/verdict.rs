//! Verdicts: what a check finds, with evidence that a reader can follow.
//!
//! May import: `domain`.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};

use super::{check::Finding, clause::Modality};
use crate::domain::{
    id::{CouncilId, ExemptionId, MandateId, MeetingId, MembershipId, OrganisationId, RecordId, SeatGroupId, SeatId},
    text::Text,
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
    /// Its value, as text.
    pub value: String,
    /// What it can be followed to.
    pub subject: Option<Subject>,
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
