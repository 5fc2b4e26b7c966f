//! A second register that is the first one to the byte; and what stands at addresses.

use std::sync::Mutex;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use mandat::{
    access::{caller::Caller, token::Verifier},
    acts::invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    clock::Clock,
    http::App,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::world::{OTHER, Persona, World, config, now, open, today, write};

/// What came back from an address.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: StatusCode,
    pub head: HeaderMap,
    pub text: String,
}

impl World {
    /// Another register that holds the same to the byte, and that the same tokens open.
    pub async fn twin(&self) -> Self {
        let folder = TempDir::new().unwrap();
        let url = if self.url.starts_with("sqlite") {
            let copy = folder.path().join("test.sqlite");
            let database = Database::connect(&self.url).await.unwrap();
            database.execute_unprepared(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
            database.close().await.unwrap();
            format!("sqlite://{}?mode=rwc", copy.display())
        } else {
            self.cloned_in_postgres().await
        };
        for file in std::fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap) {
            let name = file.file_name();
            if file.file_type().unwrap().is_file() && !name.to_string_lossy().contains("sqlite") {
                std::fs::copy(file.path(), folder.path().join(name)).unwrap();
            }
        }
        let config = config(&url, &folder);
        let store = open(&config).await;
        let verifier = Verifier::from_config(&config).unwrap();
        let router = App::new(store.clone(), verifier, Clock::showing(now), &config).router();
        let tokens = self.tokens.clone();
        Self { store, router, url, tokens, canaries: Vec::new(), read: Mutex::default(), folder }
    }

    /// PostgreSQL copies a database only while nobody is connected to it, so this register is of no more use afterwards, but
    /// to be copied again.
    async fn cloned_in_postgres(&self) -> String {
        let (server, own) = self.url.rsplit_once('/').unwrap();
        let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
        let name = format!("mandat_{}", uuid::Uuid::now_v7().simple());
        let part = format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{own}'");
        let copy = format!("CREATE DATABASE {name} TEMPLATE {own}");
        let mut copied = false;
        for _ in 0..20 {
            admin.execute_unprepared(&part).await.unwrap();
            copied = admin.execute_unprepared(&copy).await.is_ok();
            if copied {
                break;
            }
        }
        assert!(copied, "{own} cannot be copied");
        admin.close().await.unwrap();
        format!("{server}/{name}")
    }

    /// A connection of the test's own.
    pub async fn database(&self) -> DatabaseConnection {
        Database::connect(&self.url).await.unwrap()
    }

    /// Gives the bearer of this persona's token a seat in another council.
    pub async fn seat_elsewhere(&self, persona: Persona) {
        let council = self.council(OTHER).await;
        let person = council.in_office(today()).next().unwrap().person;
        let code_hash = "ba".repeat(32);
        let invite = InviteHolder { council: council.head.id, person, code_hash: code_hash.clone() };
        write(&self.store, &Caller::console(), invite).await;
        let verifier = Verifier::from_config(&config(&self.url, &self.folder)).unwrap();
        let identity = verifier.verify(&self.tokens[&persona], now()).await.unwrap();
        let snapshot = self.store.current().await.unwrap();
        let caller = self.store.recognise(&identity, &snapshot, now()).await.unwrap();
        write(&self.store, &caller, ClaimInvitation { code_hash }).await;
    }

    /// What stands at an address, for whoever asks.
    pub async fn get(&self, persona: Persona, path: &str) -> Answer {
        let mut request = Request::get(path).header("accept", "*/*").body(Body::empty()).unwrap();
        if let Some(token) = self.tokens.get(&persona) {
            request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, mut head) = (response.status(), response.headers().clone());
        // Each request has a number of its own.
        head.remove("x-request-id");
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, head, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}
