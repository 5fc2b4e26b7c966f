//! A register of its own for each test: a store, a clock that stands still, and an issuer for tokens.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use mandat::{
    access::caller::Caller,
    acts::council::register::RegisterCouncil,
    clock::Clock,
    config::Config,
    domain::{id::CouncilId, register},
    error::Refusals,
    store::{Settings, Store, WriteOptions},
};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

/// The variable that names the PostgreSQL server of the test command.
const SERVER: &str = "MANDAT_TEST_POSTGRES_URL";

/// The instant at which every test takes place.
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
        let settings = Settings {
            url: config.database_url.clone(),
            migrate_url: None,
            kept_bytes: 64 * 1024 * 1024,
            statement_timeout: Duration::from_secs(20),
        };
        let store = Store::open(&settings).await.unwrap();
        Self { store, config, folder }
    }

    /// Registers a council as the operator.
    pub async fn register(&self, input: register::RegisterCouncil) -> Result<CouncilId, Refusals> {
        let act = RegisterCouncil { input };
        let done = self.store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await.unwrap()?;
        Ok(done.outcome.council)
    }
}

fn config(url: &str, folder: &TempDir) -> Config {
    let path = folder.path().display().to_string();
    let environment = |name: &str| match name {
        "MANDAT_DATABASE_URL" => Some(url.to_owned()),
        "MANDAT_DATA_DIR" => Some(path.clone()),
        _ => None,
    };
    Config::from_sources(None, environment, folder.path()).unwrap()
}
