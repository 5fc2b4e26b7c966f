//! Cases: matters that somebody raised, and how they went.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    id::{CaseId, CouncilId, MembershipId, RecordId},
    text::Text,
    word::Key,
};

/// A matter that somebody raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    /// Identity.
    pub id: CaseId,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// Where it stands.
    pub status: CaseStatus,
    /// Who raised it; None where the secretariat did, or nobody recorded it.
    pub raised_by: Option<Raiser>,
    /// When.
    pub raised_on: NaiveDate,
    /// What happens after the council has dealt with it.
    pub next_process: Option<Text>,
    /// The task of the mandate that it belongs to: the key of the clause, and that of the task in it.
    pub task: Option<(Key, Key)>,
    /// Whether everybody may see it; otherwise the members and the secretariat.
    pub public: bool,
    /// The item on record that stands for it in the checks.
    pub record: Option<RecordId>,
    /// Where it stood from when on, the first first.
    #[serde(skip)]
    pub history: Vec<CaseEvent>,
}

/// Who raised a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Raiser {
    /// A member of the council.
    Member(MembershipId),
    /// A member of another council of the family.
    Elsewhere(CouncilId, MembershipId),
}

/// Where a case stood from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseEvent {
    /// Where.
    pub status: CaseStatus,
    /// From when on.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<Text>,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseStatus {
    /// Somebody raised it.
    Raised,
    /// The secretariat has taken it up.
    Accepted,
    /// The secretariat has declined it.
    Declined,
    /// It is on an agenda.
    Scheduled,
    /// Whoever raised it has withdrawn it.
    Withdrawn,
    /// It has been dealt with.
    Closed,
}

impl CaseStatus {
    /// Whether anything is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Raised | Self::Accepted | Self::Scheduled)
    }
}

impl Case {
    /// Where it stood at the end of a moment; None where it had not been raised yet.
    #[must_use]
    pub fn status_at(&self, at: DateTime<Utc>) -> Option<CaseStatus> {
        self.history.iter().rev().find(|event| event.at <= at).map(|event| event.status)
    }

    /// The membership of this council that raised it.
    #[must_use]
    pub const fn raised_by_own(&self) -> Option<MembershipId> {
        if let Some(Raiser::Member(membership)) = self.raised_by { Some(membership) } else { None }
    }
}
