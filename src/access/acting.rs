//! Acting authority: the proof that somebody may do something, for whom.
//!
//! May import: `domain`, `access`. The field of [`Acting`] is private: only this file makes one. It is made inside the
//! write gate, from what the register says under the lock, so that an authority that has just ended ends there too.

use chrono::NaiveDate;

use super::caller::Caller;
use crate::domain::{
    id::{AccountId, CouncilId, OrganisationId, PersonId},
    people::Grant,
};

/// The proof that an act is done with authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acting {
    for_whom: ActingFor,
}

/// For whom somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActingFor {
    /// For the secretariat of a council.
    Secretariat(CouncilId),
    /// For an organisation, as one that appoints.
    Appointer(OrganisationId),
    /// For an organisation, in its own affairs.
    Registrar(OrganisationId),
    /// For the register.
    Operator,
    /// For nobody but the account's holder.
    Account(AccountId),
}

impl Acting {
    /// For whom.
    #[must_use]
    pub const fn for_whom(&self) -> ActingFor {
        self.for_whom
    }

    /// For the secretariat of the council.
    #[must_use]
    pub fn secretariat(caller: &Caller, council: CouncilId, today: NaiveDate) -> Option<Self> {
        holds(caller, Grant::Secretariat(council), today, ActingFor::Secretariat(council))
    }

    /// For an organisation that appoints. A registrar answers for the organisation as a whole, so may appoint too.
    #[must_use]
    pub fn appointer(caller: &Caller, organisation: OrganisationId, today: NaiveDate) -> Option<Self> {
        holds(caller, Grant::Appointer(organisation), today, ActingFor::Appointer(organisation))
            .or_else(|| Self::registrar(caller, organisation, today))
    }

    /// For an organisation in its own affairs.
    #[must_use]
    pub fn registrar(caller: &Caller, organisation: OrganisationId, today: NaiveDate) -> Option<Self> {
        holds(caller, Grant::Registrar(organisation), today, ActingFor::Registrar(organisation))
    }

    /// For the register.
    #[must_use]
    pub fn operator(caller: &Caller, today: NaiveDate) -> Option<Self> {
        holds(caller, Grant::Operator, today, ActingFor::Operator)
    }

    /// For nobody but oneself, as the person whose account it is.
    #[must_use]
    pub fn person(caller: &Caller, person: PersonId) -> Option<Self> {
        Self::oneself(caller).filter(|_| caller.person() == Some(person))
    }

    /// For nobody but oneself.
    #[must_use]
    pub fn oneself(caller: &Caller) -> Option<Self> {
        Some(Self { for_whom: ActingFor::Account(caller.account_id()?) })
    }
}

fn holds(caller: &Caller, grant: Grant, today: NaiveDate, for_whom: ActingFor) -> Option<Acting> {
    caller.holds(grant, today).then_some(Acting { for_whom })
}
