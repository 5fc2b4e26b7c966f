//! What checks look at beside the roster: what persons declared, what was done and happened, who was at meetings, which
//! exemptions were granted, and the steps on the way to a seat.
//!
//! May import: `domain`. Every fact is dated and has a source. That there is no record does not mean that there was
//! nothing: only a mark of completeness says that.

use async_graphql::Enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Body, Council};
use crate::domain::{
    id::{ExemptionId, FactId, MeetingId, MembershipId, PersonId, RecordId, SeatId, StepId},
    mandate::clause::procedure::StepAct,
    text::Text,
    time::Period,
    word::{Code, Key},
};

/// Something about a person that a requirement can ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    /// Identity.
    pub id: FactId,
    /// About whom.
    pub person: PersonId,
    /// Which attribute: an entry of the code list `attribute`.
    pub attribute: Code,
    /// What was declared. It stays out of the audit log, which is kept for ever.
    #[serde(skip)]
    pub declared: Declared,
    /// On which days it is so.
    pub period: Period,
    /// Where it is known from.
    pub source: String,
    /// Whether everybody may see it. Otherwise it only enters counts that reveal nobody.
    pub public: bool,
}

/// What a person declared about an attribute. No fact at all means that nobody has recorded anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declared {
    /// This: an entry of the code list of the attribute, a number, or the slug of an organisation.
    Value(Code),
    /// The person was asked, and does not say.
    Undeclared,
    /// The attribute does not apply to the person.
    NotApplicable,
}

/// The same without the value, as a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeclaredAs {
    /// The person declared a value.
    Value,
    /// The person was asked, and does not say.
    Undeclared,
    /// The attribute does not apply to the person.
    NotApplicable,
}

/// Something that was done or happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// Identity.
    pub id: RecordId,
    /// Of which kind it is.
    pub kind: RecordKind,
    /// What was done (an entry of the code list `verb`), what happened (`event`), or what the item is (`item`).
    pub what: Code,
    /// With what: entries of the code list `subject`.
    pub subjects: Vec<Code>,
    /// The clause that it is meant to fulfil, where somebody said so.
    pub clause: Option<Key>,
    /// The day.
    pub on: NaiveDate,
    /// Who did it, or who answers for the item.
    pub by: Option<Body>,
    /// Which member did it, where a member did.
    pub by_membership: Option<MembershipId>,
    /// Towards whom or with whom.
    pub towards: Vec<Body>,
    /// The item that it is about.
    pub about: Option<RecordId>,
    /// What it is called.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where it is known from.
    pub source: Option<String>,
    /// Whether everybody may see it; what is about a case or an advice that is not public is not public either.
    pub public: bool,
}

impl Record {
    /// A record of which no more is said yet, and which is not for everybody.
    #[must_use]
    pub const fn of(id: RecordId, kind: RecordKind, what: Code, on: NaiveDate) -> Self {
        Self {
            id,
            kind,
            what,
            subjects: Vec::new(),
            clause: None,
            on,
            by: None,
            by_membership: None,
            towards: Vec::new(),
            about: None,
            title: None,
            url: None,
            source: None,
            public: false,
        }
    }

    /// Whether it is the item, or is about it.
    #[must_use]
    pub fn concerns(&self, item: RecordId) -> bool {
        self.id == item || self.about == Some(item)
    }
}

impl Council {
    /// Everything on record, whoever may see it: first what everybody may, each part by day.
    pub fn all_records(&self) -> impl Iterator<Item = &Record> {
        self.records.iter().chain(&self.private_records)
    }

    /// What is on record under this identity, whoever may see it.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.all_records().find(|record| record.id == id)
    }

    /// The same council with what the members and the secretariat know, for judging behind their doors.
    #[must_use]
    pub fn with_private_records(&self) -> Self {
        let mut council = self.clone();
        council.records.append(&mut council.private_records);
        council.records.sort_by_key(|record| (record.on, record.id));
        council
    }
}

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecordKind {
    /// Somebody did something.
    Activity,
    /// Something happened that duties hang on.
    Event,
    /// Something that has to be dealt with or told of: a measure, an advice, a case.
    Item,
}

/// Who was at a meeting for a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attendance {
    /// Which meeting.
    pub meeting: MeetingId,
    /// For which seat.
    pub seat: SeatId,
    /// Whose membership it was that acted, where somebody was there who has one.
    pub membership: Option<MembershipId>,
    /// Who was there.
    pub presence: Presence,
    /// Whether somebody agreed beforehand that another than the holder came; None where that is not noted.
    pub agreed: Option<bool>,
}

/// Who was there for a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Presence {
    /// The holder.
    Holder,
    /// An alternate who was appointed for the seat.
    Alternate,
    /// Somebody who was not appointed for the seat.
    Substitute,
    /// Nobody.
    Absent,
}

/// How a question was decided at a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The kind of decision: an entry of the code list `decision`.
    pub kind: Option<Code>,
    /// Votes for.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Present without voting.
    #[serde(default)]
    pub abstained: u32,
    /// Whether what was proposed was taken as decided.
    pub carried: bool,
}

/// Somebody decided that a clause need not be followed, in some respect, for some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exemption {
    /// Identity.
    pub id: ExemptionId,
    /// The clause, by its name in the mandates.
    pub clause: Key,
    /// For this seat only; for everything that the clause is about where no seat is named.
    pub seat: Option<SeatId>,
    /// Who decided.
    pub granted_by: Option<Body>,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// On which days it holds.
    pub period: Period,
}

impl Exemption {
    /// Whether it holds on the day for the clause, as far as the clause is about the seat; None: about no one seat.
    #[must_use]
    pub fn covers(&self, clause: &Key, seat: Option<SeatId>, on: NaiveDate) -> bool {
        self.clause == *clause && self.period.contains(on) && (self.seat.is_none() || self.seat == seat)
    }
}

/// A step on the way to a seat that somebody took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StepTaken {
    /// Identity.
    pub id: StepId,
    /// The seat.
    pub seat: SeatId,
    /// The candidate; None for steps that come before there is one.
    pub person: Option<PersonId>,
    /// What was done.
    pub act: StepAct,
    /// Who did it.
    pub by: Option<Body>,
    /// When.
    pub on: NaiveDate,
    /// What is said of it.
    pub note: Option<String>,
}
