//! Roles as the command line and the playground name them, what an account needs to have one, and development tokens
//! whose bearer has it.
//!
//! May import: `store`, `access`, `domain`, `clock`, `error`.

use std::{fmt, str::FromStr};

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error as ThisError;

use super::{
    authority::grant::GrantAuthority,
    invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
};
use crate::{
    access::{
        caller::Caller,
        issuer::DevIssuer,
        token::{Identity, Verifier},
    },
    clock::Clock,
    domain::{council, id::CouncilId, people::Grant},
    error::{Error, Refusal},
    store::{Store, WriteOptions, act::Act},
};

/// A role, with the slug that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// On the staff of a council.
    Secretariat(String),
    /// Somebody who has a seat in a council.
    Member(String),
    /// Who appoints for an organisation.
    Appointer(String),
    /// Who answers for an organisation.
    Registrar(String),
    /// Who runs the register.
    Operator,
}

/// Why an account does not get what a role needs.
#[derive(Debug, ThisError)]
pub enum NotGiven {
    /// What the role is for is not there; in words.
    #[error("{0}")]
    Unknown(String),
    /// The register refuses the act that would give it.
    #[error("the register refuses this: {}", in_words(.0))]
    Refused(Vec<Refusal>),
    /// The token that was made is not believed here.
    #[error("development tokens are not believed here")]
    NotBelieved,
    /// A fault of ours.
    #[error(transparent)]
    Failed(#[from] Error),
}

fn in_words(refusals: &[Refusal]) -> String {
    refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// A token of the development issuer, whose bearer has the role. The token says who its bearer is; what the bearer may
/// do stands in the database, so this writes there.
///
/// # Errors
/// When the verifier does not trust the issuer, when there is no such council or organisation, and when the database
/// does not answer.
pub async fn token(
    issuer: &DevIssuer,
    verifier: &Verifier,
    desk: &Desk,
    role: &Role,
    lifetime: TimeDelta,
) -> Result<Given, NotGiven> {
    let now = desk.clock.now();
    let mut claims = DevIssuer::claims(role.subject(), None, lifetime, now);
    claims.name = Some(role.subject());
    let token = issuer.sign(&claims);
    // Believed by the same verifier as every other token, before anything is written.
    let identity = verifier.verify(&token, now).await.map_err(|_| NotGiven::NotBelieved)?;
    desk.equip(&identity, role).await?;
    Ok(Given { token, expires_at: now + lifetime })
}

/// A token, and when it ends.
#[derive(Clone, Debug)]
pub struct Given {
    /// What goes behind `Bearer`.
    pub token: String,
    /// From then on it is not believed.
    pub expires_at: DateTime<Utc>,
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            Some(("secretariat", slug)) => Ok(Self::Secretariat(slug.to_owned())),
            Some(("member", slug)) => Ok(Self::Member(slug.to_owned())),
            Some(("appointer", slug)) => Ok(Self::Appointer(slug.to_owned())),
            Some(("registrar", slug)) => Ok(Self::Registrar(slug.to_owned())),
            None if text == "operator" => Ok(Self::Operator),
            _ => Err("one of secretariat:COUNCIL, member:COUNCIL, appointer:ORGANISATION, registrar:ORGANISATION or operator is needed".to_owned()),
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secretariat(slug) => write!(f, "secretariat:{slug}"),
            Self::Member(slug) => write!(f, "member:{slug}"),
            Self::Appointer(slug) => write!(f, "appointer:{slug}"),
            Self::Registrar(slug) => write!(f, "registrar:{slug}"),
            Self::Operator => f.write_str("operator"),
        }
    }
}

impl Role {
    /// The account that bears a development token.
    #[must_use]
    pub fn subject(&self) -> String {
        match self {
            Self::Secretariat(slug) => format!("dev-secretariat-{slug}"),
            Self::Member(slug) => format!("dev-member-{slug}"),
            Self::Appointer(slug) => format!("dev-appointer-{slug}"),
            Self::Registrar(slug) => format!("dev-registrar-{slug}"),
            Self::Operator => "dev-operator".to_owned(),
        }
    }
}

/// Gives accounts what their roles need.
#[derive(Clone)]
pub struct Desk {
    /// Where what roles need is written.
    pub store: Store,
    /// What day it is.
    pub clock: Clock,
}

impl Desk {
    /// Gives the account what the role needs, unless it has it.
    ///
    /// # Errors
    /// When there is nothing of that slug, nobody has a seat in the council, or the database does not answer.
    pub async fn equip(&self, identity: &Identity, role: &Role) -> Result<(), NotGiven> {
        match self.give(identity, role).await {
            // Who asked for the same at the same moment may have been quicker; then the account has it by now.
            Err(NotGiven::Refused(_)) => self.give(identity, role).await,
            given => given,
        }
    }

    async fn give(&self, identity: &Identity, role: &Role) -> Result<(), NotGiven> {
        let snapshot = self.store.current().await?;
        let caller = &self.store.recognise(identity, &snapshot, self.clock.now()).await?;
        let directory = &snapshot.directory;
        let council = |slug: &str| {
            let head = directory.council_by_slug(slug);
            head.map(|head| head.id).ok_or_else(|| unknown("council", slug, "councils"))
        };
        let organisation = |slug: &str| {
            let known = directory.organisation_by_slug(slug);
            known.map(|known| known.id).ok_or_else(|| unknown("organisation", slug, "organisations"))
        };
        match role {
            Role::Secretariat(slug) => self.grant(caller, Grant::Secretariat(council(slug)?)).await,
            Role::Appointer(slug) => self.grant(caller, Grant::Appointer(organisation(slug)?)).await,
            Role::Registrar(slug) => self.grant(caller, Grant::Registrar(organisation(slug)?)).await,
            Role::Operator => self.grant(caller, Grant::Operator).await,
            Role::Member(slug) => self.seat(caller, council(slug)?, slug).await,
        }
    }

    async fn grant(&self, caller: &Caller, grant: Grant) -> Result<(), NotGiven> {
        let today = Clock::day_of(self.clock.now());
        if caller.authorities_on(today).any(|authority| authority.grant == grant) {
            return Ok(());
        }
        let account = caller.account_id().ok_or_else(|| NotGiven::Unknown("the token has no account".to_owned()))?;
        self.write(&Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await?;
        Ok(())
    }

    /// Links the account to somebody who holds a seat: by an invitation, as a secretariat would.
    async fn seat(&self, caller: &Caller, id: CouncilId, slug: &str) -> Result<(), NotGiven> {
        let snapshot = self.store.current().await?;
        let council = self.store.council(&snapshot, id).await?.ok_or_else(|| unknown("council", slug, "councils"))?;
        let today = Clock::day_of(self.clock.now());
        let seated = |person| council.in_office(today).any(|membership| membership.person == person);
        if caller.person().is_some_and(seated) {
            return Ok(());
        }
        let person = council
            .in_office(today)
            .find(|membership| membership.role == council::Role::Member)
            .map(|membership| membership.person)
            .ok_or_else(|| {
                NotGiven::Unknown(format!("nobody has a seat in {slug} today; run `mandat demo` for invented members"))
            })?;
        let code_hash = uuid_digest();
        self.write(&Caller::console(), InviteHolder { council: id, person, code_hash: code_hash.clone() }).await?;
        self.write(caller, ClaimInvitation { code_hash }).await?;
        Ok(())
    }

    async fn write<A: Act>(&self, caller: &Caller, act: A) -> Result<(), NotGiven> {
        let now = self.clock.now();
        let done = self.store.write(caller, act, now, Clock::day_of(now), WriteOptions::default()).await?;
        done.map(drop).map_err(NotGiven::Refused)
    }
}

fn unknown(what: &str, slug: &str, list: &str) -> NotGiven {
    NotGiven::Unknown(format!("there is no {what} {slug}; ask for {{ {list} {{ nodes {{ slug }} }} }}"))
}

/// A digest that no code leads to: the invitation is taken up at once, and never told.
fn uuid_digest() -> String {
    let random = || uuid::Uuid::now_v7().simple().to_string();
    random() + &random()
}
