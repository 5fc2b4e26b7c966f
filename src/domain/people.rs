//! Persons and organisations, accounts and what they may do.
//!
//! May import: `domain`.

use async_graphql::Enum;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    id::{AccountId, AuthorityId, CouncilId, OrganisationId, PersonId},
    organisation_number::OrganisationNumber,
    text::Text,
    time::Period,
    word::{Code, Slug},
};

/// A person, as far as anybody may see who sees a membership of theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Name in full.
    pub name: String,
}

/// An organisation: it owns councils, holds seats, appoints, is the secretariat, or is only named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// Name in addresses and clauses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// Norwegian organisation number, where it has one that is known.
    pub number: Option<OrganisationNumber>,
    /// An entry of the code list `organisation-kind`.
    pub kind: Option<Code>,
    /// An entry of the code list `sector`.
    pub sector: Option<Code>,
    /// When it ceased to exist.
    pub dissolved_on: Option<NaiveDate>,
}

/// Who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// The issuer that vouches for the subject.
    pub issuer: String,
    /// Who it is, in the issuer's words.
    pub subject: String,
    /// What the account is called in the audit log.
    pub label: Option<String>,
    /// The person whose account it is, once linked.
    pub person: Option<PersonId>,
}

/// What an account may do, for whom, in which period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Authority {
    /// Identity.
    pub id: AuthorityId,
    /// Whose it is.
    pub account: AccountId,
    /// What it allows, for whom.
    pub grant: Grant,
    /// When.
    pub period: Period,
    /// When it was granted.
    pub granted_at: DateTime<Utc>,
}

/// What an authority allows, for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Grant {
    /// Runs a council.
    Secretariat(CouncilId),
    /// Fills the seats that are an organisation's to fill.
    Appointer(OrganisationId),
    /// Registers councils of an organisation and answers for its own data.
    Registrar(OrganisationId),
    /// Keeps the register.
    Operator,
}

/// The kinds of authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AuthorityKind {
    /// Runs a council.
    Secretariat,
    /// Fills the seats that are an organisation's to fill.
    Appointer,
    /// Registers councils of an organisation and answers for its own data.
    Registrar,
    /// Keeps the register.
    Operator,
}

impl Grant {
    /// The kind of authority.
    #[must_use]
    pub const fn kind(self) -> AuthorityKind {
        match self {
            Self::Secretariat(_) => AuthorityKind::Secretariat,
            Self::Appointer(_) => AuthorityKind::Appointer,
            Self::Registrar(_) => AuthorityKind::Registrar,
            Self::Operator => AuthorityKind::Operator,
        }
    }

    /// The council that it is for.
    #[must_use]
    pub const fn council(self) -> Option<CouncilId> {
        if let Self::Secretariat(council) = self { Some(council) } else { None }
    }

    /// The organisation that it is for.
    #[must_use]
    pub const fn organisation(self) -> Option<OrganisationId> {
        if let Self::Appointer(organisation) | Self::Registrar(organisation) = self { Some(organisation) } else { None }
    }
}
