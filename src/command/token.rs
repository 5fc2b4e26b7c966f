//! `mandat token`.
//!
//! May import: everything below `main`.

use std::{process::ExitCode, str::FromStr};

use chrono::TimeDelta;
use clap::Args;
use mandat::{
    access::{
        caller::Caller,
        issuer::{DevIssuer, dev_issuer_trust},
        token::Verifier,
    },
    acts::{
        authority::grant::GrantAuthority,
        invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    },
    clock::Clock,
    config::Config,
    domain::{council::Role, directory::Directory, id::CouncilId, people::Grant},
    store::{Store, WriteOptions, act::Act},
};

use super::{Failure, refused};

/// Print a token for development, and give its bearer what the role needs.
///
/// The token says who its bearer is; what the bearer may do stands in the database, so this writes there. The issuer of
/// such tokens is trusted only while the server listens on loopback and no other issuer is configured.
#[derive(Debug, Args)]
pub(crate) struct Token {
    /// secretariat:COUNCIL, member:COUNCIL, appointer:ORGANISATION, registrar:ORGANISATION or operator.
    #[arg(long = "as", value_name = "ROLE")]
    role: Wanted,
    /// How many hours the token is good for.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(i64).range(1..=720))]
    hours: i64,
}

/// A role, with the slug that it is for.
#[derive(Clone, Debug)]
enum Wanted {
    Secretariat(String),
    Member(String),
    Appointer(String),
    Registrar(String),
    Operator,
}

impl FromStr for Wanted {
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

impl Wanted {
    /// The account that bears the token.
    fn subject(&self) -> String {
        match self {
            Self::Secretariat(slug) => format!("dev-secretariat-{slug}"),
            Self::Member(slug) => format!("dev-member-{slug}"),
            Self::Appointer(slug) => format!("dev-appointer-{slug}"),
            Self::Registrar(slug) => format!("dev-registrar-{slug}"),
            Self::Operator => "dev-operator".to_owned(),
        }
    }
}

impl Token {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        if let Err(why) = dev_issuer_trust(config) {
            return Err(format!("no development token: {why}").into());
        }
        let issuer = DevIssuer::open(&config.data_dir)?.ok_or("the development issuer's key is gone")?;
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let mut claims = DevIssuer::claims(self.role.subject(), None, TimeDelta::hours(self.hours), clock.now());
        claims.name = Some(self.role.subject());
        let token = issuer.sign(&claims);
        let verifier = Verifier::from_config(config)?;
        let identity = verifier.verify(&token, clock.now()).await?;
        let snapshot = store.current().await?;
        let caller = store.recognise(&identity, &snapshot, clock.now()).await?;
        let desk = Desk { store, clock };
        desk.equip(&caller, &self.role, &snapshot.directory).await?;
        println!("{token}");
        Ok(ExitCode::SUCCESS)
    }
}

/// Gives accounts what their roles need.
struct Desk {
    store: Store,
    clock: Clock,
}

impl Desk {
    async fn equip(&self, caller: &Caller, role: &Wanted, directory: &Directory) -> Result<(), Failure> {
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
            Wanted::Secretariat(slug) => self.grant(caller, Grant::Secretariat(council(slug)?)).await,
            Wanted::Appointer(slug) => self.grant(caller, Grant::Appointer(organisation(slug)?)).await,
            Wanted::Registrar(slug) => self.grant(caller, Grant::Registrar(organisation(slug)?)).await,
            Wanted::Operator => self.grant(caller, Grant::Operator).await,
            Wanted::Member(slug) => self.seat(caller, council(slug)?, slug).await,
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
            .find(|membership| membership.role == Role::Member)
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
