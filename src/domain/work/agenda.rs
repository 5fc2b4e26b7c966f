//! Agendas: which cases a meeting deals with, in which order, and who stands aside.
//!
//! May import: `domain`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::{
    id::{AgendaItemId, CaseId, MeetingId, MembershipId, RecordId},
    text::Text,
};

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Which case.
    pub case: CaseId,
    /// Its place, from 1.
    pub ordinal: u32,
    /// When its turn comes.
    pub starts_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub outcome: Option<Text>,
    /// The item on record that stands for it in the checks.
    pub record: Option<RecordId>,
}

/// Somebody stands aside when an item is dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Recusal {
    /// The item.
    pub item: AgendaItemId,
    /// Whose membership it is.
    pub membership: MembershipId,
    /// Why. It stays out of the audit log, which is kept for ever.
    #[serde(skip)]
    pub reason: Option<String>,
}
