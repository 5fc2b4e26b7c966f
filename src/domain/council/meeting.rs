//! Meetings: when and where, and what is known of how they were held.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Decision;
use crate::domain::{id::MeetingId, text::Text};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// What it is called.
    pub title: Text,
    /// Where it stands.
    pub status: MeetingStatus,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it is.
    pub place: Option<Text>,
    /// The day in the council's time zone.
    pub day: NaiveDate,
    /// What is known of how it was held.
    pub held: Held,
}

/// How a meeting was called and held; whatever is None is not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Held {
    /// The day on which it was called.
    pub called_on: Option<NaiveDate>,
    /// The day on which its papers were sent.
    pub papers_on: Option<NaiveDate>,
    /// Whether it was called a second time, because too few had come.
    pub second_call: bool,
    /// Whether everybody could listen.
    pub open: Option<bool>,
    /// Whether who was there is recorded for every seat.
    pub attendance_known: bool,
    /// How questions were decided.
    pub decisions: Vec<Decision>,
}

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MeetingStatus {
    /// On the plan.
    Planned,
    /// Members were called.
    Called,
    /// It took place.
    Held,
    /// It will not take place.
    Cancelled,
    /// It was moved to another time.
    Moved,
}
