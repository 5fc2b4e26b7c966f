//! Papers: what there is to read for a case or an item, and for whom.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    id::{AgendaItemId, CaseId, PaperId},
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
    /// What it is called.
    pub title: Text,
    /// Who may see it.
    pub visibility: PaperVisibility,
    /// Its language.
    pub language: Lang,
    /// Counted from 1.
    pub version: u32,
    /// Media type of its bytes (RFC 6838).
    pub media_type: String,
    /// How many bytes.
    pub size: u32,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Until when only the secretariat sees it.
    pub embargo_until: Option<DateTime<Utc>>,
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
