//! The whole server as one value: the schema behind the front, with everything that a request needs.
//!
//! May import: `graphql`, `store`, `access`, `config`, `clock`.

use std::sync::Arc;

use axum::Router;

use super::{Asked, Front, NotAdmitted, NotReady, router};
use crate::{
    access::{caller::Caller, token::Verifier},
    clock::Clock,
    config,
    graphql::{limits::Limits, schema, session::Session},
    store::Store,
};

/// The server.
#[derive(Clone)]
pub struct App {
    store: Store,
    verifier: Arc<Verifier>,
    clock: Clock,
    limits: config::Limits,
    origins: Vec<String>,
}

impl App {
    /// A server on this store, which trusts what the verifier trusts.
    #[must_use]
    pub fn new(store: Store, verifier: Verifier, clock: Clock, limits: &config::Limits) -> Self {
        Self { store, verifier: Arc::new(verifier), clock, limits: limits.clone(), origins: Vec::new() }
    }

    /// The web origins whose pages may read answers in a browser.
    #[must_use]
    pub fn origins(mut self, origins: &[String]) -> Self {
        self.origins = origins.to_vec();
        self
    }

    /// What answers its addresses.
    pub fn router(self) -> Router {
        let body_bytes = self.limits.body_bytes;
        let patience = self.limits.request_timeout;
        let limits = document_limits(&self.limits);
        let ready = self.clone();
        let origins = self.origins.clone();
        let front = Front::new(schema())
            .authenticate(move |asked| {
                let app = self.clone();
                async move { app.session(asked).await }
            })
            .ready(move || {
                let store = ready.store.clone();
                async move { store.current().await.map(drop).map_err(|wrong| NotReady(wrong.to_string())) }
            })
            .origins(origins)
            .limits(limits)
            .body_bytes(body_bytes)
            .patience(patience);
        router(front)
    }

    /// What a request knows: who asks, and the register as it is now.
    ///
    /// # Errors
    /// When the token is not accepted, or the database does not answer.
    pub async fn session(&self, asked: Asked) -> Result<Session, NotAdmitted> {
        let now = self.clock.now();
        let identity = match &asked.token {
            Some(token) => Some(self.verifier.verify(token, now).await.map_err(|_| NotAdmitted::Unauthorised)?),
            None => None,
        };
        let unavailable = |wrong: crate::error::Error| {
            tracing::error!(error = %wrong, "the caller could not be looked up");
            NotAdmitted::Unavailable
        };
        let snapshot = self.store.current().await.map_err(unavailable)?;
        let caller = match identity {
            Some(identity) => self.store.recognise(&identity, &snapshot, now).await.map_err(unavailable)?,
            None => Caller::anonymous(),
        };
        Ok(Session::new(self.store.clone(), caller, snapshot, now, Clock::day_of(now), asked.lang))
    }
}

/// The ceilings for documents, from the settings. What the settings do not name keeps its default.
fn document_limits(limits: &config::Limits) -> Limits {
    let number = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    Limits {
        length: number(limits.characters),
        tokens: number(limits.tokens),
        brackets: number(limits.brackets),
        depth: number(limits.depth),
        aliases: number(limits.aliases),
        directives: number(limits.directives),
        page: number(limits.page_size),
        cost: number(limits.cost),
        errors: limits.errors,
        error_bytes: limits.error_bytes,
        ..Limits::default()
    }
}
