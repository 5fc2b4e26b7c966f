//! A register of its own for each test: a store, the server in front of it, a clock that stands still, and an issuer for
//! tokens. Who asks is in [`persona`](crate::persona).

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use http_body_util::BodyExt;
use mandat::{
    access::{caller::Caller, issuer::DevIssuer, token::Verifier},
    acts::{council::register::RegisterCouncil, demo::FillWithInventedPeople, founding},
    clock::Clock,
    config::Config,
    domain::{council::Council, id::CouncilId, register},
    error::Refusals,
    http::App,
    store::{Looks, Settings, Store, WriteOptions, act::Act},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::persona::Persona;

/// The variable that names the PostgreSQL server of the test command.
const SERVER: &str = "MANDAT_TEST_POSTGRES_URL";

/// The instant at which every test begins; time goes on only where a test says so.
pub fn now() -> DateTime<Utc> {
    "2026-03-12T09:00:00Z".parse().unwrap()
}

/// The day on which every test takes place.
pub fn today() -> NaiveDate {
    Clock::day_of(now())
}

/// A register.
pub struct World {
    pub store: Store,
    pub config: Config,
    pub issuer: DevIssuer,
    /// So many seconds later it is than when the test began.
    later: Arc<AtomicI64>,
    /// The whole server, asked without a network.
    server: Router,
    /// Holds the database file and the issuer's key until the test is over.
    pub folder: TempDir,
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("test.sqlite").display());
        Self::at(url, folder).await
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
        Self::at(format!("{base}/{name}"), TempDir::new().unwrap()).await
    }

    async fn at(url: String, folder: TempDir) -> Self {
        let config = config(&url, &folder);
        let store = Store::open(&settings(&config)).await.unwrap();
        let issuer = DevIssuer::open_or_create(folder.path()).unwrap();
        let later = Arc::default();
        let server = server(&store, &config, &issuer, &later);
        Self { store, config, issuer, later, server, folder }
    }

    /// Another node on the same database: a store and a server of its own, with the same issuer.
    pub async fn second_node(&self) -> Self {
        self.node_with(settings(&self.config)).await
    }

    /// Another node, opened with these settings.
    pub async fn node_with(&self, settings: Settings) -> Self {
        let store = Store::open(&settings).await.unwrap();
        let issuer = DevIssuer::open_or_create(self.folder.path()).unwrap();
        let later = Arc::clone(&self.later);
        let server = server(&store, &self.config, &issuer, &later);
        Self { store, config: self.config.clone(), issuer, later, server, folder: TempDir::new().unwrap() }
    }

    /// From now on it is this instant, for whoever asks the server.
    pub fn move_to(&self, at: &str) {
        let at: DateTime<Utc> = at.parse().unwrap();
        self.later.store((at - now()).num_seconds(), Ordering::SeqCst);
    }

    /// The server's clock.
    pub fn clock(&self) -> Clock {
        clock(&self.later)
    }

    /// Whom the server believes.
    pub fn verifier(&self) -> Verifier {
        verifier(&self.issuer)
    }

    /// The server as it can be set up otherwise.
    pub fn app(&self) -> App {
        app(&self.store, &self.config, &self.issuer, &self.later)
    }

    /// The status and the text at an address that is not GraphQL's.
    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.server.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    /// Another connection to the same database, for what the program itself never does.
    pub async fn database(&self) -> DatabaseConnection {
        Database::connect(self.config.database_url.expose()).await.unwrap()
    }

    /// Imports the founding councils.
    pub async fn found(&self) {
        founding::import(&self.store, now(), today()).await.unwrap();
    }

    /// Imports the founding councils, and fills one of them with invented people.
    pub async fn people(&self, slug: &str) {
        self.found().await;
        let council = self.council_id(slug).await;
        self.act(&Caller::console(), FillWithInventedPeople { council }).await;
    }

    /// The answer of the server, whatever it is.
    pub async fn send(&self, persona: &Persona, document: &str, variables: Value, operation: Option<&str>) -> Value {
        let body = json!({ "query": document, "variables": variables, "operationName": operation });
        self.send_body(persona, &body, &[]).await
    }

    /// The answer to a document from a client that prefers these languages.
    pub async fn send_in(&self, languages: &str, persona: &Persona, document: &str, variables: Value) -> Value {
        let body = json!({ "query": document, "variables": variables });
        self.send_body(persona, &body, &[("accept-language", languages)]).await
    }

    /// The answer to a whole body, sent with more lines in its head.
    pub async fn send_body(&self, persona: &Persona, body: &Value, head: &[(&str, &str)]) -> Value {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json");
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        if let Some(token) = &persona.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let answer = self.server.clone().oneshot(request).await.unwrap();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(&body).unwrap()
    }

    /// The data of the answer, which has no errors.
    pub async fn send_well(&self, persona: &Persona, document: &str, variables: Value) -> Value {
        let mut answer = self.send(persona, document, variables, None).await;
        assert!(answer.get("errors").is_none(), "{}", answer["errors"]);
        answer["data"].take()
    }

    /// The payload of a document's only mutation, whether or not it was refused.
    pub async fn payload(&self, persona: &Persona, document: &str, input: Value) -> Value {
        let mut data = self.send_well(persona, document, json!({ "input": input })).await;
        let fields = data.as_object_mut().unwrap();
        assert_eq!(fields.len(), 1, "one mutation at a time");
        fields.values_mut().next().unwrap().take()
    }

    /// The payload of a document's only mutation, which was done.
    pub async fn done(&self, persona: &Persona, document: &str, input: Value) -> Value {
        let payload = self.payload(persona, document, input).await;
        assert_eq!(payload["userErrors"], json!([]));
        payload
    }

    /// The data of an answer to the public, without errors.
    pub async fn ask(&self, document: &str, variables: Value) -> Value {
        self.send_well(&Persona::anonymous(), document, variables).await
    }

    /// The code and message of the only error of an answer to the public.
    pub async fn refusal(&self, document: &str) -> (String, String) {
        let answer = self.send(&Persona::anonymous(), document, json!({}), None).await;
        let Some([error]) = answer["errors"].as_array().map(Vec::as_slice) else { panic!("{answer}") };
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&error["extensions"]["code"]), text(&error["message"]))
    }

    /// The identity of the council of this slug.
    pub async fn council_id(&self, slug: &str) -> CouncilId {
        self.store.current().await.unwrap().directory.council_by_slug(slug).unwrap().id
    }

    /// The value of the council of this slug.
    pub async fn council(&self, slug: &str) -> Arc<Council> {
        let snapshot = self.store.current().await.unwrap();
        let id = snapshot.directory.council_by_slug(slug).unwrap().id;
        self.store.council(&snapshot, id).await.unwrap().unwrap()
    }

    /// How many changes the register has seen.
    pub async fn seq(&self) -> i64 {
        self.store.current().await.unwrap().seq
    }

    /// Does an act that nothing is wrong with.
    pub async fn act<A: Act>(&self, caller: &Caller, act: A) -> A::Outcome {
        self.store.write(caller, act, now(), today(), WriteOptions::default()).await.unwrap().unwrap().outcome
    }

    /// Registers a council as the operator.
    pub async fn register(&self, input: register::RegisterCouncil) -> Result<CouncilId, Refusals> {
        let act = RegisterCouncil { input };
        let done = self.store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await.unwrap()?;
        Ok(done.outcome.council)
    }
}

/// How the tests open a store.
pub fn settings(config: &Config) -> Settings {
    Settings {
        url: config.database_url.clone(),
        migrate_url: None,
        kept_bytes: 64 * 1024 * 1024,
        statement_timeout: Duration::from_secs(20),
        looks: Looks::default(),
    }
}

fn server(store: &Store, config: &Config, issuer: &DevIssuer, later: &Arc<AtomicI64>) -> Router {
    app(store, config, issuer, later).router()
}

fn app(store: &Store, config: &Config, issuer: &DevIssuer, later: &Arc<AtomicI64>) -> App {
    App::new(store.clone(), verifier(issuer), clock(later), config)
}

fn verifier(issuer: &DevIssuer) -> Verifier {
    Verifier::new(&[], None).unwrap().and(issuer)
}

fn clock(later: &Arc<AtomicI64>) -> Clock {
    let later = Arc::clone(later);
    Clock::showing(move || now() + TimeDelta::seconds(later.load(Ordering::SeqCst)))
}

/// The settings of a register on this database.
pub fn config(url: &str, folder: &TempDir) -> Config {
    let path = folder.path().display().to_string();
    let environment = |name: &str| match name {
        "MANDAT_DATABASE_URL" => Some(url.to_owned()),
        "MANDAT_DATA_DIR" => Some(path.clone()),
        _ => None,
    };
    Config::from_sources(None, environment, folder.path()).unwrap()
}
