//! Who holds the seats: acts of appointing, and the memberships that result from them.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Body;
use crate::domain::{
    id::{AppointmentId, MembershipId, OrganisationId, PersonId, SeatId},
    time::Period,
    word::Code,
};

/// The act of appointing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// The seat.
    pub seat: SeatId,
    /// Who was appointed.
    pub person: PersonId,
    /// Who decided.
    pub decided_by: Option<Body>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// On what basis.
    pub basis: Option<String>,
    /// Where it is known from, for what was recorded afterwards.
    pub source: Option<String>,
    /// Whether it was recorded afterwards, instead of decided here.
    pub history: bool,
}

/// A holding of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Membership {
    /// Identity.
    pub id: MembershipId,
    /// The act that it results from.
    pub appointment: AppointmentId,
    /// The seat.
    pub seat: SeatId,
    /// Who holds it.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// Whether the role is held in the place of whoever holds it otherwise: an acting chair.
    pub acting: bool,
    /// The post that goes with it beside the role, such as vice-chair: an entry of the code list `post`.
    pub post: Option<Code>,
    /// 0 for the holder of the seat; 1 and more for alternates, in order.
    pub alternate_rank: u32,
    /// The organisation that the holder speaks for.
    pub on_behalf_of: Option<OrganisationId>,
    /// First day.
    pub start: NaiveDate,
    /// The planned first day after.
    pub expected_end: Option<NaiveDate>,
    /// The first day after, once it has ended.
    pub ended: Option<NaiveDate>,
    /// On what ground it ended: an entry of the code list `ending`.
    pub end_ground: Option<Code>,
    /// Why, in words.
    pub end_reason: Option<String>,
    /// Whether the holder stays past the planned end until replaced.
    pub holds_over: bool,
}

/// As what somebody holds a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// The chair.
    Chair,
    /// A member.
    Member,
    /// A deputy of the holder.
    Deputy,
    /// An observer.
    Observer,
}

impl Membership {
    /// The first day on which the seat is free again; None while nothing frees it.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.ended.or(if self.holds_over { None } else { self.expected_end })
    }

    /// The days on which it is in force.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { start: Some(self.start), end: self.until() }
    }

    /// Whether the holder stays on the day although the planned end has passed, until somebody comes.
    #[must_use]
    pub fn held_over_on(&self, day: NaiveDate) -> bool {
        self.holds_over && self.in_force_on(day) && self.expected_end.is_some_and(|end| end <= day)
    }

    /// Whether its holder holds the post. The chair is a role; other posts go with a membership of any role.
    #[must_use]
    pub fn holds_post(&self, post: &Code) -> bool {
        (self.role == Role::Chair && &**post == "chair") || self.post.as_ref() == Some(post)
    }

    /// Whether it is in force on the day.
    #[must_use]
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.period().contains(day)
    }
}
