//! The council at work: cases and papers, as far as their words go.
//!
//! May import: `domain`.

use async_graphql::Enum;
use serde::{Deserialize, Serialize};

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

/// Who may see a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaperVisibility {
    /// Everybody.
    Public,
    /// The members and the secretariat.
    Members,
    /// The secretariat.
    Secretariat,
}
