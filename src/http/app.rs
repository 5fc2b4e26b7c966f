//! The whole server as one value: the schema behind the front, with everything that a request needs.
//!
//! May import: `graphql`, `acts`, `store`, `access`, `config`, `clock`.

use std::sync::Arc;

use axum::Router;
use chrono::TimeDelta;

use super::{Asked, Front, NotAdmitted, NotReady, dev_token::GiveToken, router::router_with};
use crate::{
    access::{caller::Caller, issuer::DevIssuer, token::Verifier},
    acts::development::{self, Desk},
    clock::Clock,
    config,
    domain::text::Lang,
    graphql::{limits::Limits, schema, session::Session},
    store::Store,
};

/// How long a development token is good for.
const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(12);

/// The server.
#[derive(Clone)]
pub struct App {
    store: Store,
    verifier: Arc<Verifier>,
    clock: Clock,
    limits: config::Limits,
    origins: Vec<String>,
    development: Option<Arc<DevIssuer>>,
}

impl App {
    /// A server on this store, which trusts what the verifier trusts.
    #[must_use]
    pub fn new(store: Store, verifier: Verifier, clock: Clock, limits: &config::Limits) -> Self {
        Self {
            store,
            verifier: Arc::new(verifier),
            clock,
            limits: limits.clone(),
            origins: Vec::new(),
            development: None,
        }
    }

    /// The web origins whose pages may read answers in a browser.
    #[must_use]
    pub fn origins(mut self, origins: &[String]) -> Self {
        self.origins = origins.to_vec();
        self
    }

    /// Gives tokens of this issuer to the playground, to anybody who reaches the server: only for settings under which
    /// [`crate::access::issuer::dev_issuer_allowed`] says yes.
    #[must_use]
    pub fn development(mut self, issuer: DevIssuer) -> Self {
        self.development = Some(Arc::new(issuer));
        self
    }

    /// What gives development tokens, where something does.
    fn give_tokens(&self) -> Option<Arc<GiveToken>> {
        let issuer = self.development.clone()?;
        let (verifier, desk) = (self.verifier.clone(), Desk { store: self.store.clone(), clock: self.clock.clone() });
        Some(Arc::new(move |role| {
            let (issuer, verifier, desk) = (issuer.clone(), verifier.clone(), desk.clone());
            Box::pin(async move { development::token(&issuer, &verifier, &desk, &role, TOKEN_LIFETIME).await })
        }))
    }

    /// What answers its addresses.
    pub fn router(self) -> Router {
        let body_bytes = self.limits.body_bytes;
        let patience = self.limits.request_timeout;
        let limits = document_limits(&self.limits);
        let ready = self.clone();
        let origins = self.origins.clone();
        let development = self.give_tokens();
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
        router_with(front, development)
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
        let lang = asked.languages.as_deref().map_or_else(Lang::default, preferred);
        Ok(Session::new(self.store.clone(), caller, snapshot, now, Clock::day_of(now), lang))
    }
}

/// The best language of an Accept-Language line that the register has (RFC 9110, section 12.5.4).
pub(super) fn preferred(line: &str) -> Lang {
    let mut best = (0.0_f32, Lang::default());
    for range in line.split(',').take(20) {
        let mut parts = range.split(';').map(str::trim);
        let Some(lang) = parts.next().and_then(Lang::from_tag) else { continue };
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if quality > best.0 {
            best = (quality, lang);
        }
    }
    best.1
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_highest_quality_wins() {
        assert_eq!(preferred("en;q=0.5, nn;q=0.8, fr"), Lang::Nn);
        assert_eq!(preferred("en-GB"), Lang::En);
        assert_eq!(preferred("fr, de"), Lang::Nb);
        assert_eq!(preferred("en;q=0"), Lang::Nb);
    }
}
