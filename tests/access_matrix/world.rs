//! A register with councils at work, private data with a mark in each, and everybody who may ask.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use mandat::{
    access::{caller::Caller, issuer::DevIssuer, token::Verifier},
    acts::{
        authority::grant::GrantAuthority,
        council::register::RegisterCouncil,
        demo::FillWithInventedPeople,
        founding,
        invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    },
    clock::Clock,
    config::Config,
    domain::{
        council::{Council, Role},
        id::{CouncilId, PersonId},
        people::Grant,
        register,
    },
    http::App,
    store::{Looks, Settings, Store, WriteOptions, act::Act},
};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::record;

/// The variable that names the PostgreSQL server of the test command.
const SERVER: &str = "MANDAT_TEST_POSTGRES_URL";

/// The council that everything is asked about.
pub const COUNCIL: &str = "strategiradet";
/// The organisation that owns the council, and whose registrar asks.
pub const OWNER: &str = "helsedirektoratet";
/// The organisation that fills some of its seats.
pub const APPOINTER: &str = "ks";
/// Another council, whose secretariat also sets up a draft.
pub const OTHER: &str = "national-advisory-council-nursing-research";

/// Councils of other registers, so that more shapes of clauses have something to show.
const EXAMPLES: [&str; 2] = [
    include_str!("../../templates/examples/national-advisory-council-nursing-research.toml"),
    include_str!("../../templates/examples/north-american-wetlands-conservation-council.toml"),
];

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Persona {
    Anonymous,
    Member,
    Secretariat,
    OtherSecretariat,
    Appointer,
    Registrar,
    Operator,
}

impl Persona {
    /// In the order of the columns.
    pub const ALL: [Self; 7] = [
        Self::Anonymous,
        Self::Member,
        Self::Secretariat,
        Self::OtherSecretariat,
        Self::Appointer,
        Self::Registrar,
        Self::Operator,
    ];
}

/// A word that only some may read.
#[derive(Clone, Debug)]
pub struct Canary {
    pub word: &'static str,
    pub readers: &'static [Persona],
}

/// The instant at which everything takes place.
pub fn now() -> DateTime<Utc> {
    "2026-03-12T09:00:00Z".parse().unwrap()
}

/// Its day.
pub fn today() -> NaiveDate {
    Clock::day_of(now())
}

pub struct World {
    pub store: Store,
    pub router: Router,
    pub url: String,
    pub tokens: BTreeMap<Persona, String>,
    /// The words to look for in every answer.
    pub canaries: Vec<Canary>,
    /// Who has read which word.
    pub read: Mutex<BTreeSet<(Persona, &'static str)>>,
    pub folder: TempDir,
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.sqlite").display());
        Box::pin(Self::at(url, folder)).await
    }

    pub async fn postgres() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the test command tells where its server is")]
        let server = std::env::var(SERVER).unwrap_or_else(|_| {
            panic!("{SERVER} is not set: run the tests with tests/run, which brings a PostgreSQL of its own")
        });
        let name = format!("mandat_{}", uuid::Uuid::now_v7().simple());
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        admin.close().await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Box::pin(Self::at(format!("{base}/{name}"), TempDir::new().unwrap())).await
    }

    async fn at(url: String, folder: TempDir) -> Self {
        let config = config(&url, &folder);
        let store = open(&config).await;
        founding::import(&store, now(), today()).await.unwrap();
        for text in EXAMPLES {
            let input: register::RegisterCouncil = toml::from_str(text).unwrap();
            write(&store, &Caller::console(), RegisterCouncil { input }).await;
        }
        let issuer = DevIssuer::open_or_create(&config.data_dir).unwrap();
        let verifier = Verifier::from_config(&config).unwrap();
        let router = App::new(store.clone(), verifier, Clock::showing(now), &config).router();
        let mut world =
            Self { store, router, url, tokens: BTreeMap::new(), canaries: Vec::new(), read: Mutex::default(), folder };
        for slug in [COUNCIL, OTHER] {
            let council = world.council_id(slug).await;
            write(&world.store, &Caller::console(), FillWithInventedPeople { council }).await;
        }
        let verifier = Verifier::from_config(&config).unwrap();
        let mut secretariat = None;
        // The secretariat comes before the member, whom it invites.
        for persona in Persona::ALL.into_iter().rev().filter(|persona| *persona != Persona::Anonymous) {
            let subject = format!("{persona:?}").to_lowercase();
            let mut claims = DevIssuer::claims(subject.clone(), None, TimeDelta::hours(12), now());
            claims.name = Some(subject);
            let token = issuer.sign(&claims);
            let identity = verifier.verify(&token, now()).await.unwrap();
            let snapshot = world.store.current().await.unwrap();
            let caller = world.store.recognise(&identity, &snapshot, now()).await.unwrap();
            if persona == Persona::Member {
                world.seat(&caller, secretariat.as_ref().unwrap()).await;
            } else {
                world.equip(persona, &caller).await;
            }
            if persona == Persona::Secretariat {
                let snapshot = world.store.current().await.unwrap();
                secretariat = Some(world.store.recognise(&identity, &snapshot, now()).await.unwrap());
            }
            world.tokens.insert(persona, token);
        }
        record::enter(&world).await;
        world
    }

    /// Gives an account what its role needs.
    async fn equip(&self, persona: Persona, caller: &Caller) {
        let directory = self.store.current().await.unwrap().directory;
        let organisation = |slug: &str| directory.organisation_by_slug(slug).unwrap().id;
        let council = |slug: &str| directory.council_by_slug(slug).unwrap().id;
        let grant = match persona {
            Persona::Anonymous | Persona::Member => return,
            Persona::Secretariat => Grant::Secretariat(council(COUNCIL)),
            Persona::OtherSecretariat => Grant::Secretariat(council(OTHER)),
            Persona::Appointer => Grant::Appointer(organisation(APPOINTER)),
            Persona::Registrar => Grant::Registrar(organisation(OWNER)),
            Persona::Operator => Grant::Operator,
        };
        self.grant(caller, grant).await;
    }

    async fn grant(&self, caller: &Caller, grant: Grant) {
        let account = caller.account_id().unwrap();
        write(&self.store, &Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await;
    }

    /// Gives the bearer of this persona's token one more authority.
    pub async fn grant_persona(&self, persona: Persona, grant: Grant) {
        let account = self.ask(persona, "{ viewer { account } }", json!({})).await;
        let account = account["data"]["viewer"]["account"].as_str().unwrap();
        let Some(mandat::graphql::global_id::GlobalId::Account(account)) =
            mandat::graphql::global_id::GlobalId::decode(account)
        else {
            panic!("{account} is no account");
        };
        write(&self.store, &Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await;
    }

    /// Links the account to somebody who holds a seat: by an invitation, as a secretariat would.
    async fn seat(&self, caller: &Caller, secretariat: &Caller) {
        let council = self.council_id(COUNCIL).await;
        let code_hash = "ab".repeat(32);
        let invite = InviteHolder { council, person: self.member().await, code_hash: code_hash.clone() };
        write(&self.store, secretariat, invite).await;
        write(&self.store, caller, ClaimInvitation { code_hash }).await;
    }

    /// The person who asks as the member.
    pub async fn member(&self) -> PersonId {
        let council = self.council(COUNCIL).await;
        council.in_office(today()).find(|membership| membership.role == Role::Member).unwrap().person
    }

    pub async fn council_id(&self, slug: &str) -> CouncilId {
        self.store.current().await.unwrap().directory.council_by_slug(slug).unwrap().id
    }

    pub async fn council(&self, slug: &str) -> Arc<Council> {
        let snapshot = self.store.current().await.unwrap();
        let id = snapshot.directory.council_by_slug(slug).unwrap().id;
        self.store.council(&snapshot, id).await.unwrap().unwrap()
    }

    /// Sends a request to the server, and gives the answer. No answer may hold a word that is not for this reader.
    pub async fn ask(&self, persona: Persona, document: &str, variables: Value) -> Value {
        let text = self.send(persona, document, variables).await;
        for canary in self.canaries.iter().filter(|canary| text.contains(canary.word)) {
            assert!(
                canary.readers.contains(&persona),
                "{persona:?} reads {}, which is for {:?}\nasked: {document}\nanswer: {text}",
                canary.word,
                canary.readers
            );
            self.read.lock().unwrap().insert((persona, canary.word));
        }
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("{document}: {text}"))
    }

    /// Sends a mutation that is expected to be done.
    pub async fn done(&self, persona: Persona, name: &str, input: Value) {
        let document = format!(
            "mutation($input: {}{}Input!) {{ {name}(input: $input) {{ userErrors {{ code message }} }} }}",
            name[..1].to_uppercase(),
            &name[1..]
        );
        let answer = self.ask(persona, &document, json!({ "input": input })).await;
        assert_eq!(answer["data"][name]["userErrors"], json!([]), "{name}: {answer}");
    }

    /// Sends a request to the server, and gives the answer as it came; to a subscription the first one.
    pub async fn send(&self, persona: Persona, document: &str, variables: Value) -> String {
        self.send_one(persona, document, variables, None).await
    }

    /// The same for one operation of a document.
    pub async fn send_one(
        &self,
        persona: Persona,
        document: &str,
        variables: Value,
        operation: Option<&str>,
    ) -> String {
        let body = json!({ "query": document, "variables": variables, "operationName": operation }).to_string();
        let follows = document.starts_with("subscription");
        let mut request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept", if follows { "text/event-stream" } else { "application/json" })
            .body(Body::from(body))
            .unwrap();
        if let Some(token) = self.tokens.get(&persona) {
            request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        if !follows {
            return text;
        }
        text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap_or(&text).to_owned()
    }
}

pub async fn open(config: &Config) -> Store {
    let settings = Settings {
        url: config.database_url.clone(),
        migrate_url: None,
        kept_bytes: 64 * 1024 * 1024,
        statement_timeout: Duration::from_secs(20),
        looks: Looks::default(),
    };
    Store::open(&settings).await.unwrap()
}

/// Does an act that is expected to succeed.
pub async fn write<A: Act>(store: &Store, caller: &Caller, act: A) -> A::Outcome {
    let done = store.write(caller, act, now(), today(), WriteOptions::default()).await.unwrap();
    done.unwrap_or_else(|refused| panic!("{}: {refused:?}", A::NAME)).outcome
}

pub fn config(url: &str, folder: &TempDir) -> Config {
    let path = folder.path().display().to_string();
    let environment = |name: &str| match name {
        "MANDAT_DATABASE_URL" => Some(url.to_owned()),
        "MANDAT_DATA_DIR" => Some(path.clone()),
        _ => None,
    };
    let mut config = Config::from_sources(None, environment, folder.path()).unwrap();
    // A document that asks for every field of a type in every council is more than a client would send.
    config.limits.cost = 100_000_000;
    config.limits.request_timeout = Duration::from_mins(1);
    (config.limits.client_points, config.limits.account_points) = (0, 0);
    config
}
