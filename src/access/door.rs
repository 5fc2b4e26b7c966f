//! The three doors. A door asks the roster and hands out a proof; what needs a proof cannot be reached without one.
//!
//! May import: `domain`, `access`. The fields of [`Access`], [`Sight`] and [`Own`] are private: only this file makes one.

use std::{marker::PhantomData, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};

use super::caller::Caller;
use crate::domain::{
    council::{Council, CouncilHead},
    id::{CouncilId, PersonId},
    people::Grant,
    work::{Level, Seen, Work},
};

/// What everybody may see of a council.
#[derive(Clone, Copy, Debug)]
pub enum Public {}

/// What the members of a council may see.
#[derive(Clone, Copy, Debug)]
pub enum Member {}

/// What the secretariat of a council may see.
#[derive(Clone, Copy, Debug)]
pub enum Secretariat {}

/// The audiences of the three doors, and how far each sees.
pub trait Audience {
    /// How far.
    const LEVEL: Level;
}

impl Audience for Public {
    const LEVEL: Level = Level::Public;
}

impl Audience for Member {
    const LEVEL: Level = Level::Member;
}

impl Audience for Secretariat {
    const LEVEL: Level = Level::Secretariat;
}

/// What is left of a proof where it no longer matters which door it was, only how far its holder sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sight {
    council: CouncilId,
    level: Level,
}

impl Sight {
    /// What its holder sees of the council's work at a moment; of another council than that of the door, nothing.
    #[must_use]
    pub fn of(self, council: &Council, now: DateTime<Utc>) -> Seen<'_> {
        static NOTHING: Work = Work::none();
        let work = if council.head.id == self.council { &council.work } else { &NOTHING };
        Seen::of(work, self.level, now)
    }

    /// The council whose door it was.
    #[must_use]
    pub const fn council(self) -> CouncilId {
        self.council
    }

    /// How far its holder sees.
    #[must_use]
    pub const fn level(self) -> Level {
        self.level
    }

    /// Whoever was let through any door sees what everybody sees.
    #[must_use]
    pub const fn as_public(self) -> Access<Public> {
        Access { council: self.council, audience: PhantomData }
    }

    /// Whether it was a private door.
    #[must_use]
    pub fn is_private(self) -> bool {
        self.level != Level::Public
    }

    /// The council as its holder may have it judged: what is not for everybody counts behind a private door only.
    #[must_use]
    pub fn judged(self, council: &Arc<Council>) -> Arc<Council> {
        if self.level == Level::Public || council.head.id != self.council || council.private_records.is_empty() {
            Arc::clone(council)
        } else {
            Arc::new(council.with_private_records())
        }
    }
}

/// The proof that somebody was let through a door of one council.
#[derive(Debug)]
pub struct Access<Audience> {
    council: CouncilId,
    audience: PhantomData<Audience>,
}

impl<Audience> Clone for Access<Audience> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Audience> Copy for Access<Audience> {}

impl<A: Audience> Access<A> {
    /// How far its holder sees.
    #[must_use]
    pub const fn sight(&self) -> Sight {
        Sight { council: self.council, level: A::LEVEL }
    }
}

impl<Audience> Access<Audience> {
    /// The council whose door it was: the tenant of everything that is reached with this proof.
    #[must_use]
    pub const fn council(&self) -> CouncilId {
        self.council
    }
}

/// The proof that a member of a council asks, and which one: what is that member's own is found with it, and with nothing
/// else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Own {
    council: CouncilId,
    person: PersonId,
}

impl Own {
    /// The council whose members' door it was.
    #[must_use]
    pub const fn council(self) -> CouncilId {
        self.council
    }

    /// Who asks.
    #[must_use]
    pub const fn person(self) -> PersonId {
        self.person
    }
}

/// Why a private door stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Nobody signed in.
    Unauthenticated,
    /// Somebody signed in who is not admitted.
    Forbidden,
    /// As if there were no such council.
    Unknown,
}

/// The public door: open for every council but drafts.
#[must_use]
pub fn public(head: &CouncilHead) -> Option<Access<Public>> {
    head.is_public().then_some(Access { council: head.id, audience: PhantomData })
}

/// The members' door: open for whoever holds a seat today, or stands in for its holder. A term that ended yesterday
/// admits nobody today.
///
/// # Errors
/// Why the door stays shut.
pub fn member(caller: &Caller, council: &Council, today: NaiveDate) -> Result<Access<Member>, Denied> {
    let seated =
        caller.person().is_some_and(|person| council.in_office(today).any(|membership| membership.person == person));
    admit(seated, caller, &council.head)
}

/// What is the caller's own in the council: for whoever the members' door opens to.
///
/// # Errors
/// Why the door stays shut.
pub fn own(caller: &Caller, council: &Council, today: NaiveDate) -> Result<Own, Denied> {
    let access = member(caller, council, today)?;
    caller.person().map(|person| Own { council: access.council(), person }).ok_or(Denied::Forbidden)
}

/// The secretariat's door: open for the staff of today.
///
/// # Errors
/// Why the door stays shut.
pub fn secretariat(caller: &Caller, head: &CouncilHead, today: NaiveDate) -> Result<Access<Secretariat>, Denied> {
    admit(caller.holds(Grant::Secretariat(head.id), today), caller, head)
}

/// As far as somebody sees behind the private doors of a council: through the secretariat's, else the members'. None where
/// both stay shut.
#[must_use]
pub fn private(caller: &Caller, council: &Council, today: NaiveDate) -> Option<Sight> {
    let desk = secretariat(caller, &council.head, today).map(|access| access.sight());
    desk.or_else(|_| member(caller, council, today).map(|access| access.sight())).ok()
}

/// As far as somebody sees of a council: through the furthest private door that opens, else the public one.
#[must_use]
pub fn furthest(caller: &Caller, council: &Council, today: NaiveDate) -> Option<Sight> {
    private(caller, council, today).or_else(|| public(&council.head).map(|access| access.sight()))
}

fn admit<Audience>(admitted: bool, caller: &Caller, head: &CouncilHead) -> Result<Access<Audience>, Denied> {
    if admitted {
        Ok(Access { council: head.id, audience: PhantomData })
    } else if !head.is_public() {
        Err(Denied::Unknown)
    } else if caller.is_anonymous() {
        Err(Denied::Unauthenticated)
    } else {
        Err(Denied::Forbidden)
    }
}
