//! Roles as the command line names them, and what an account needs to have one.
//!
//! May import: everything below `main`.

use std::{fmt, str::FromStr};

use mandat::{
    access::caller::Caller,
    acts::{
        authority::grant::GrantAuthority,
        invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    },
    clock::Clock,
    domain::{council, directory::Directory, id::CouncilId, people::Grant},
    store::{Store, WriteOptions, act::Act},
};

use super::{Failure, refused};

/// A role, with the slug that it is for.
#[derive(Clone, Debug)]
pub(super) enum Role {
    Secretariat(String),
    Member(String),
    Appointer(String),
    Registrar(String),
    Operator,
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
    pub(super) fn subject(&self) -> String {
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
pub(super) struct Desk {
    pub(super) store: Store,
    pub(super) clock: Clock,
}

impl Desk {
    /// Gives the account what the role needs, unless it has it.
    pub(super) async fn equip(&self, caller: &Caller, role: &Role, directory: &Directory) -> Result<(), Failure> {
        let council = |slug: &str| {
            let head = directory.council_by_slug(slug);
            head.map(|head| head.id)
                .ok_or_else(|| format!("there is no council {slug}; there are {}", super::slugs(directory)))
        };
        let organisation = |slug: &str| {
            let known = directory.organisation_by_slug(slug);
            known.map(|known| known.id).ok_or_else(|| {
                format!("there is no organisation {slug}; ask for {{ organisations {{ nodes {{ slug }} }} }}")
            })
        };
        match role {
            Role::Secretariat(slug) => self.grant(caller, Grant::Secretariat(council(slug)?)).await,
            Role::Appointer(slug) => self.grant(caller, Grant::Appointer(organisation(slug)?)).await,
            Role::Registrar(slug) => self.grant(caller, Grant::Registrar(organisation(slug)?)).await,
            Role::Operator => self.grant(caller, Grant::Operator).await,
            Role::Member(slug) => self.seat(caller, council(slug)?, slug).await,
        }
    }

    async fn grant(&self, caller: &Caller, grant: Grant) -> Result<(), Failure> {
        let today = Clock::day_of(self.clock.now());
        if caller.authorities_on(today).any(|authority| authority.grant == grant) {
            return Ok(());
        }
        let account = caller.account_id().ok_or("the token has no account")?;
        self.write(&Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await?;
        Ok(())
    }

    /// Links the account to somebody who holds a seat: by an invitation, as a secretariat would.
    async fn seat(&self, caller: &Caller, id: CouncilId, slug: &str) -> Result<(), Failure> {
        let snapshot = self.store.current().await?;
        let council = self.store.council(&snapshot, id).await?.ok_or("the council is gone")?;
        let today = Clock::day_of(self.clock.now());
        let seated = |person| council.in_office(today).any(|membership| membership.person == person);
        if caller.person().is_some_and(seated) {
            return Ok(());
        }
        let person = council
            .in_office(today)
            .find(|membership| membership.role == council::Role::Member)
            .map(|membership| membership.person)
            .ok_or_else(|| format!("nobody has a seat in {slug} today; run `mandat demo` for invented members"))?;
        let code_hash = uuid_digest();
        self.write(&Caller::console(), InviteHolder { council: id, person, code_hash: code_hash.clone() }).await?;
        self.write(caller, ClaimInvitation { code_hash }).await?;
        Ok(())
    }

    async fn write<A: Act>(&self, caller: &Caller, act: A) -> Result<(), Failure> {
        let now = self.clock.now();
        let done = self.store.write(caller, act, now, Clock::day_of(now), WriteOptions::default()).await?;
        done.map(drop).map_err(|refusals| refused(&refusals))
    }
}

/// A digest that no code leads to: the invitation is taken up at once, and never told.
fn uuid_digest() -> String {
    let random = || uuid::Uuid::now_v7().simple().to_string();
    random() + &random()
}
