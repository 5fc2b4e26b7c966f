//! The council as a value: everything of one tenant that pages, rules and acts look at, at one revision.
//!
//! May import: `domain`. The value is immutable; whoever needs another day asks it for that day.

mod day;
mod ending;
mod meeting;
mod reach;
mod record;
mod roster;
mod vacancy;

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::Enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use ending::{Continuation, is_death};
pub use meeting::{Formerly, Held, Meeting, MeetingKind, MeetingStatus};
pub use record::{
    Attendance, Decision, Declared, DeclaredAs, Exemption, Fact, Presence, Record, RecordKind, StepTaken,
};
pub use roster::{Appointment, Membership, Role};

use super::{
    id::{
        AccountId, AppointmentId, ClaimId, ClauseId, CompletenessId, CouncilId, FamilyId, MandateId, MembershipId,
        OrganisationId, PersonId, SeatGroupId, SeatId, TemplateId,
    },
    mandate::{clause::Clause, composition::Composition},
    people::Person,
    text::Text,
    time::Period,
    word::{Code, Key, Slug},
    work::Work,
};

/// A council with everything of it that is kept in memory.
#[derive(Clone, Debug)]
pub struct Council {
    /// Identity and what it is called.
    pub head: CouncilHead,
    /// The revision of what everybody may see; raised by every public change.
    pub revision: i64,
    /// The revision of the rest.
    pub private_revision: i64,
    /// The revision of what the members see.
    pub member_revision: i64,
    /// The place of the latest change in the order of all changes of the register.
    pub changed_seq: i64,
    /// Its mandates, oldest version first.
    pub mandates: Vec<Mandate>,
    /// The seat groups that it ever had.
    pub groups: Vec<SeatGroup>,
    /// The seats that it ever had, by group and ordinal.
    pub seats: Vec<Seat>,
    /// The acts of appointing.
    pub appointments: BTreeMap<AppointmentId, Appointment>,
    /// The memberships, by start.
    pub memberships: Vec<Membership>,
    /// The persons who hold or held a seat, or are known to the council.
    pub persons: BTreeMap<PersonId, Person>,
    /// Statements about organisations.
    pub claims: Vec<Claim>,
    /// Marks that a kind of fact is complete.
    pub completeness: Vec<Completeness>,
    /// Its meetings, by start.
    pub meetings: Vec<Meeting>,
    /// What is known about its persons.
    pub facts: Vec<Fact>,
    /// What was done and happened, by day, as far as everybody may see it.
    pub records: Vec<Record>,
    /// The rest of it, by day: what the members and the secretariat see.
    pub private_records: Vec<Record>,
    /// Cases, agendas, papers. Not everybody may see all of it: readers see it through the proof of a door.
    pub work: Work,
    /// Who was at its meetings.
    pub attendance: Vec<Attendance>,
    /// Decisions that a clause need not be followed.
    pub exemptions: Vec<Exemption>,
    /// Steps on the way to seats, by day.
    pub steps: Vec<StepTaken>,
}

/// Identity of a council and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CouncilHead {
    /// Identity.
    pub id: CouncilId,
    /// Name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// What it is.
    pub description: Option<Text>,
    /// Who may see it, and whether it still exists.
    pub visibility: CouncilStatus,
    /// The organisation that answers for it.
    pub owner: OrganisationId,
    /// The family that it belongs to.
    pub family: Option<FamilyId>,
    /// The tier in the family.
    pub tier: Option<u32>,
    /// Time zone of its meetings.
    pub time_zone: String,
    /// When it was set up.
    pub established_on: Option<NaiveDate>,
    /// First day on which it no longer existed.
    pub dissolved_on: Option<NaiveDate>,
}

/// Where a council stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CouncilStatus {
    /// Being set up; only its secretariat sees it.
    Draft,
    /// In the public register.
    Public,
    /// No longer exists; stays in the public register.
    Dissolved,
}

/// A mandate of the council.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Identity.
    pub id: MandateId,
    /// Counted from 1; of a draft, the version that it would become.
    pub version: u32,
    /// Whether it was adopted.
    pub status: MandateStatus,
    /// What the document is called.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was adopted.
    pub adopted_on: Option<NaiveDate>,
    /// Who adopted it.
    pub adopted_by: Option<Body>,
    /// The period in force.
    pub period: Period,
    /// The template that it was made from.
    pub template: Option<(TemplateId, u32)>,
    /// Its clauses, in order.
    pub clauses: Vec<MandateClause>,
    /// What the clauses say about the seats.
    #[serde(skip)]
    pub composition: Arc<Composition>,
}

/// A clause in its mandate.
#[derive(Clone, Debug, Serialize)]
pub struct MandateClause {
    /// Identity.
    pub id: ClauseId,
    /// What it says.
    pub clause: Arc<Clause>,
}

/// Where a mandate stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MandateStatus {
    /// Being written; only the secretariat sees it.
    Draft,
    /// Adopted: in force in its period.
    Adopted,
    /// Withdrawn before its time.
    Revoked,
}

/// An organisation or a council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    /// An organisation.
    Organisation(OrganisationId),
    /// A council.
    Council(CouncilId),
}

/// A seat group: it lives on from mandate to mandate under its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SeatGroup {
    /// Identity.
    pub id: SeatGroupId,
    /// Name in the mandates.
    pub key: Key,
}

/// A seat: a place in the body, held or vacant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seat {
    /// Identity.
    pub id: SeatId,
    /// The group.
    pub group: SeatGroupId,
    /// Its number in the group, from 1.
    pub ordinal: u32,
    /// The days on which it exists, beyond those of the mandate.
    pub period: Period,
}

/// A statement about an organisation that the organisation itself can confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Identity.
    pub id: ClaimId,
    /// About whom.
    pub organisation: OrganisationId,
    /// What is stated.
    pub role: ClaimRole,
    /// What the organisation says to it.
    pub status: ClaimStatus,
}

/// What is stated about an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClaimRole {
    /// That it owns the council.
    Owner,
    /// That it adopted the mandate.
    Adopter,
    /// That it appoints to seats.
    Appointer,
    /// That it is the secretariat.
    Secretariat,
    /// That it holds seats.
    MemberBody,
}

/// What an organisation says to a statement about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClaimStatus {
    /// Nothing yet.
    Asserted,
    /// That it is right.
    Confirmed,
    /// That it is wrong.
    Rejected,
}

/// Somebody says that all facts of a kind are recorded from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Completeness {
    /// Identity.
    pub id: CompletenessId,
    /// Facts of which kind, such as `roster`.
    pub subject: Code,
    /// In which period.
    pub period: Period,
    /// Who says so.
    pub asserted_by: Option<AccountId>,
}

impl CouncilHead {
    /// Whether everybody may see the council.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility != CouncilStatus::Draft
    }

    /// Where it stands in its life on a day.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> CouncilStatus {
        match (self.visibility, self.dissolved_on) {
            (CouncilStatus::Draft, _) => CouncilStatus::Draft,
            (_, Some(dissolved)) if dissolved <= day => CouncilStatus::Dissolved,
            (_, Some(_)) => CouncilStatus::Public,
            (status, None) => status,
        }
    }
}

impl Council {
    /// A council of which nothing is known but its head.
    #[must_use]
    pub fn new(head: CouncilHead) -> Self {
        Self {
            head,
            revision: 0,
            private_revision: 0,
            member_revision: 0,
            changed_seq: 0,
            mandates: Vec::new(),
            groups: Vec::new(),
            seats: Vec::new(),
            appointments: BTreeMap::new(),
            memberships: Vec::new(),
            persons: BTreeMap::new(),
            claims: Vec::new(),
            completeness: Vec::new(),
            meetings: Vec::new(),
            facts: Vec::new(),
            records: Vec::new(),
            private_records: Vec::new(),
            work: Work::none(),
            attendance: Vec::new(),
            exemptions: Vec::new(),
            steps: Vec::new(),
        }
    }

    /// The mandate in force on the day. Where two could be, the later version is.
    #[must_use]
    pub fn mandate_on(&self, day: NaiveDate) -> Option<&Mandate> {
        self.mandates
            .iter()
            .rev()
            .find(|mandate| mandate.status == MandateStatus::Adopted && mandate.period.contains(day))
    }

    /// The seats that exist on the day under the mandate in force, in the order of its groups.
    #[must_use]
    pub fn seats_on(&self, day: NaiveDate) -> Vec<&Seat> {
        let Some(mandate) = self.mandate_on(day) else { return Vec::new() };
        mandate
            .composition
            .groups
            .iter()
            .filter_map(|group| self.group(&group.key))
            .flat_map(|group| self.seats_of(group.id, day))
            .collect()
    }

    /// The seats of a group that exist on the day.
    pub fn seats_of(&self, group: SeatGroupId, day: NaiveDate) -> impl Iterator<Item = &Seat> {
        self.seats.iter().filter(move |seat| seat.group == group && seat.period.contains(day))
    }

    /// The group of this name.
    #[must_use]
    pub fn group(&self, key: &Key) -> Option<&SeatGroup> {
        self.groups.iter().find(|group| group.key == *key)
    }

    /// The group of this identity.
    #[must_use]
    pub fn group_by_id(&self, id: SeatGroupId) -> Option<&SeatGroup> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The seat of this identity.
    #[must_use]
    pub fn seat(&self, id: SeatId) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.id == id)
    }

    /// The membership of this identity.
    #[must_use]
    pub fn membership(&self, id: MembershipId) -> Option<&Membership> {
        self.memberships.iter().find(|membership| membership.id == id)
    }

    /// Who holds the seat on the day, and who stands in: by alternate rank.
    pub fn at_seat(&self, seat: SeatId, day: NaiveDate) -> impl Iterator<Item = &Membership> {
        self.memberships.iter().filter(move |membership| membership.seat == seat && membership.in_force_on(day))
    }

    /// Who holds the seat on the day.
    #[must_use]
    pub fn holder(&self, seat: SeatId, day: NaiveDate) -> Option<&Membership> {
        self.at_seat(seat, day).find(|membership| membership.alternate_rank == 0)
    }

    /// The memberships that are in force on the day, of seats that exist then.
    pub fn in_office(&self, day: NaiveDate) -> impl Iterator<Item = &Membership> {
        let seats: std::collections::HashSet<SeatId> = self.seats_on(day).into_iter().map(|seat| seat.id).collect();
        self.memberships
            .iter()
            .filter(move |membership| seats.contains(&membership.seat) && membership.in_force_on(day))
    }

    /// Since when the seat has been vacant, as seen on the day: the end of the last holding before it. None where
    /// somebody holds it, or nobody ever did.
    #[must_use]
    pub fn vacant_since(&self, seat: SeatId, day: NaiveDate) -> Option<NaiveDate> {
        if self.holder(seat, day).is_some() {
            return None;
        }
        let of_seat =
            self.memberships.iter().filter(|membership| membership.seat == seat && membership.alternate_rank == 0);
        of_seat.filter_map(Membership::until).filter(|until| *until <= day).max()
    }
}
