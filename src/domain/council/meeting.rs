//! Meetings: when and where, and what is known of how they were held.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Body, Council, Decision};
use crate::domain::{id::MeetingId, text::Text};

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// What it is called.
    pub title: Text,
    /// Whether it is one of those that are held as a rule.
    pub kind: MeetingKind,
    /// Where it stands.
    pub status: MeetingStatus,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it is.
    pub place: Option<Text>,
    /// Where it is met digitally: an address for the members and the secretariat. It stays out of the audit log.
    #[serde(skip)]
    pub link: Option<String>,
    /// The organisations and councils that it is held together with.
    pub together_with: Vec<Body>,
    /// The day in the council's time zone.
    pub day: NaiveDate,
    /// What is known of how it was held.
    pub held: Held,
    /// When it was to be before it was moved or cancelled, the first first.
    pub past: Vec<Formerly>,
    /// The year of the family's annual wheel that it is part of.
    pub wheel_year: Option<i32>,
    /// When it was written last. The store says so; what an act says is not looked at.
    #[serde(skip)]
    pub changed_at: DateTime<Utc>,
}

/// When a meeting was to be, until it was moved or cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Formerly {
    /// When it was to start.
    pub starts_at: DateTime<Utc>,
    /// When it was to end.
    pub ends_at: Option<DateTime<Utc>>,
    /// What became of that: it was moved, or cancelled.
    pub became: MeetingStatus,
    /// When that was decided.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<Text>,
}

/// Whether a meeting is one of those that are held as a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MeetingKind {
    /// One of those that are held as a rule.
    #[default]
    Ordinary,
    /// One that is held because something calls for it.
    Extraordinary,
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
    /// It was moved to another time, which is not on record. A meeting that is moved here is planned or called at its new
    /// time, and the old one is part of its history.
    Moved,
}

impl MeetingStatus {
    /// Whether it is still to come, as far as anybody knows.
    #[must_use]
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Planned | Self::Called)
    }

    /// Whether it was given up, as far as anybody knows: nobody meets then.
    #[must_use]
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Cancelled | Self::Moved)
    }
}

impl Council {
    /// The meeting of this identity.
    #[must_use]
    pub fn meeting(&self, id: MeetingId) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.id == id)
    }

    /// The meeting that starts at the instant and was not given up, other than this one.
    #[must_use]
    pub fn meeting_at(&self, starts_at: DateTime<Utc>, other_than: Option<MeetingId>) -> Option<&Meeting> {
        let same = |meeting: &&Meeting| meeting.starts_at == starts_at && !meeting.status.is_off();
        self.meetings.iter().filter(same).find(|meeting| Some(meeting.id) != other_than)
    }

    /// The next meeting that starts at or after the instant.
    #[must_use]
    pub fn next_meeting(&self, after: DateTime<Utc>) -> Option<&Meeting> {
        self.meetings.iter().find(|meeting| meeting.starts_at >= after && meeting.status.is_to_come())
    }
}
