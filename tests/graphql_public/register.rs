//! A register in a directory of its own, with the founding councils and invented people, and a client that asks it.

use std::time::Duration;

use async_graphql::{Request, Response, Variables};
use chrono::{DateTime, NaiveDate, Utc};
use mandat::{
    access::caller::Caller,
    acts::{demo::FillWithInventedPeople, founding},
    config::Config,
    domain::text::Lang,
    graphql::{
        schema::{Schema, schema},
        session::Session,
    },
    store::{Settings, Store, WriteOptions},
};
use serde_json::Value;
use tempfile::TempDir;

/// The day of every request.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 12).unwrap()
}

/// The instant of every request.
pub fn now() -> DateTime<Utc> {
    today().and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// A register and a client.
pub struct Register {
    pub store: Store,
    schema: Schema,
    _directory: TempDir,
}

impl Register {
    /// With the founding councils.
    pub async fn founded() -> Self {
        let directory = TempDir::new().unwrap();
        let folder = directory.path().display().to_string();
        let environment = |name: &str| (name == "MANDAT_DATA_DIR").then(|| folder.clone());
        let config = Config::from_sources(None, environment, directory.path()).unwrap();
        let settings = Settings {
            url: config.database_url,
            migrate_url: None,
            kept_bytes: 1 << 24,
            statement_timeout: Duration::from_secs(5),
        };
        let store = Store::open(&settings).await.unwrap();
        founding::import(&store, now(), today()).await.unwrap();
        Self { store, schema: schema(), _directory: directory }
    }

    /// With the founding councils and invented people in one of them.
    pub async fn peopled(slug: &str) -> Self {
        let register = Self::founded().await;
        let council = register.store.current().await.unwrap().directory.council_by_slug(slug).unwrap().id;
        let act = FillWithInventedPeople { council };
        let done = register.store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await;
        assert!(done.unwrap().is_ok());
        register
    }

    /// What the register answers, whatever it is.
    pub async fn answer(&self, request: Request) -> Response {
        let snapshot = self.store.current().await.unwrap();
        let session = Session::new(self.store.clone(), Caller::anonymous(), snapshot, now(), today(), Lang::Nb);
        self.schema.execute(request.data(session)).await
    }

    /// The data of an answer without errors.
    pub async fn ask(&self, document: &str, variables: Value) -> Value {
        let request = Request::new(document).variables(Variables::from_json(variables));
        let answer = self.answer(request).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        answer.data.into_json().unwrap()
    }

    /// The code and message of the only error.
    pub async fn refusal(&self, document: &str) -> (String, String) {
        let answer = self.answer(Request::new(document)).await;
        let [error] = answer.errors.as_slice() else { panic!("{:?}", answer.errors) };
        let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code")).cloned();
        (code.map_or_else(String::new, |code| code.to_string()), error.message.clone())
    }
}
