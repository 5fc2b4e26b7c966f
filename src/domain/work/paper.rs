//! Papers: what there is to read for a case, an item or a meeting, and for whom.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize, Serializer};

use super::{Level, MediaType};
use crate::domain::{
    id::{AccountId, AgendaItemId, CaseId, MeetingId, PaperId},
    text::{Lang, Text},
};

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Paper {
    /// Identity.
    pub id: PaperId,
    /// The item that it belongs to.
    pub agenda_item: Option<AgendaItemId>,
    /// The case that it belongs to.
    pub case: Option<CaseId>,
    /// The meeting that it belongs to.
    pub meeting: Option<MeetingId>,
    /// Whether it is the minutes of the meeting.
    pub kind: PaperKind,
    /// What the versions of one paper share: the identity of the first.
    pub series: PaperId,
    /// What it is called.
    pub title: Text,
    /// Who may see it.
    pub visibility: PaperVisibility,
    /// Its language.
    pub language: Lang,
    /// Counted from 1.
    pub version: u32,
    /// What its file is called.
    pub file_name: String,
    /// Media type of its bytes (RFC 6838).
    #[serde(serialize_with = "by_name")]
    pub media_type: MediaType,
    /// How many bytes.
    pub size: u32,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Until when only the secretariat sees it.
    pub embargo_until: Option<DateTime<Utc>>,
    /// Who approved the minutes, once somebody did.
    pub approved: Option<Approval>,
    /// Since when nobody but the secretariat sees it any more.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The account that added it; None where the register made it up.
    pub added_by: Option<AccountId>,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

fn by_name<S: Serializer>(media_type: &MediaType, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(media_type.name())
}

impl Paper {
    /// Whether there are bytes to it. What is made up has none.
    #[must_use]
    pub const fn has_bytes(&self) -> bool {
        self.size > 0
    }

    /// Whether everybody may see it at this moment.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.seen_from(now) == Level::Public
    }

    /// From which level on it is seen at this moment. What is held back or withdrawn is the secretariat's.
    #[must_use]
    pub fn seen_from(&self, now: DateTime<Utc>) -> Level {
        if self.withdrawn_at.is_some() || self.is_embargoed(now) {
            return Level::Secretariat;
        }
        match self.visibility {
            PaperVisibility::Public => Level::Public,
            PaperVisibility::Members => Level::Member,
            PaperVisibility::Secretariat => Level::Secretariat,
        }
    }

    /// Whether it is held back at this moment.
    #[must_use]
    pub fn is_embargoed(&self, now: DateTime<Utc>) -> bool {
        self.embargo_until.is_some_and(|until| until > now)
    }
}

/// How minutes were approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// On which day.
    pub on: NaiveDate,
    /// By which meeting.
    pub by: MeetingId,
}

/// What kind of paper it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaperKind {
    /// Something to read beforehand.
    #[default]
    Paper,
    /// What was said and decided at a meeting.
    Minutes,
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
