//! Advice: what a council recommended, to whom, and what the responsible organisations did about it.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{
    council::{Body, Record, RecordKind},
    id::{AdviceId, CaseId, FollowUpId, MeetingId, OrganisationId, RecordId},
    text::Text,
    word::Key,
};

/// What a council recommended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Advice {
    /// Identity.
    pub id: AdviceId,
    /// The case that it answers.
    pub case: CaseId,
    /// The meeting at which it was adopted.
    pub meeting: Option<MeetingId>,
    /// What it is called.
    pub title: Text,
    /// What is recommended.
    pub body: Text,
    /// The task of the mandate that it belongs to: the key of the clause, and that of the task in it.
    pub task: Option<(Key, Key)>,
    /// To whom it goes.
    pub addressees: Vec<Addressee>,
    /// When it was adopted.
    pub adopted_on: NaiveDate,
    /// Since when everybody may see it; None: the members and the secretariat only.
    pub published_on: Option<NaiveDate>,
    /// Where else it can be read.
    pub url: Option<String>,
    /// The item on record that stands for it in the checks.
    pub record: RecordId,
}

impl Advice {
    /// The verb of anchoring an advice, among the records.
    pub const ANCHOR: &str = "anchor";

    /// Whether this on record says that somebody told of it and anchored it at home.
    #[must_use]
    pub fn is_anchored_by(&self, record: &Record) -> bool {
        record.kind == RecordKind::Activity && record.about == Some(self.record) && &*record.what == Self::ANCHOR
    }
}

/// To whom an advice goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Addressee {
    /// Whoever brought the case, where they are a body of their own.
    CaseOwner {
        /// The body, where there is one.
        #[serde(default)]
        body: Option<Body>,
    },
    /// The members of the council.
    Members,
    /// An organisation or a council.
    Body(Body),
}

impl Addressee {
    /// The body that it goes to; None for the members, who are many.
    #[must_use]
    pub const fn body(self) -> Option<Body> {
        match self {
            Self::CaseOwner { body } => body,
            Self::Members => None,
            Self::Body(body) => Some(body),
        }
    }
}

/// What a responsible organisation did about an advice, as of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FollowUp {
    /// Identity.
    pub id: FollowUpId,
    /// The advice.
    pub advice: AdviceId,
    /// Who answers for it.
    pub organisation: OrganisationId,
    /// How far it has come.
    pub status: FollowUpStatus,
    /// What is done.
    pub body: Text,
    /// Where it can be read.
    pub url: Option<String>,
    /// As of which day.
    pub on: NaiveDate,
}

/// How far an organisation has come with an advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FollowUpStatus {
    /// It will be done.
    Planned,
    /// It is being done.
    UnderWay,
    /// It has been done.
    Done,
    /// It will not be done.
    Declined,
}
