//! The whole server as one value: the schema behind the front, with everything that a request needs.
//!
//! May import: `graphql`, `acts`, `store`, `access`, `domain`, `config`, `error`, `clock`.

use std::{sync::Arc, time::Duration};

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Asked, Front, NotAdmitted, NotReady, Observer, Standing, Trusted, dev_token::GiveToken, papers::Papers,
    rate::Rates, router::router_with,
};
use crate::{
    access::{
        caller::Caller,
        issuer::DevIssuer,
        token::{Identity, LEEWAY, Verifier},
    },
    acts::{
        calendar::read::{Calendar, Which, read},
        development::{self, Desk},
    },
    clock::Clock,
    config::{self, Config},
    domain::text::Lang,
    error::Error,
    graphql::{
        error::NotOpened,
        limits::{Limits, list_lengths, root_costs},
        opening::Opening,
        schema,
        session::{HeadKey, Session},
    },
    store::{Store, depot::Depot},
};

/// How long a development token is good for.
const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(12);

/// How old bytes are that arrived and that nobody can still be dealing with.
const LEFT_BEHIND: TimeDelta = TimeDelta::hours(1);

/// For how long it is known what was done under an idempotency key: what clients are told in `docs/clients.md`.
const KNOWN_FOR: TimeDelta = TimeDelta::hours(24);

/// How many rows of that are deleted by one statement, so that nobody waits long for it, and by how many statements at
/// most, the rest being left to the next time.
const FORGETTING: (u64, u32) = (1_000, 100);

/// How often it is looked for what to clear away.
const HOUR: Duration = Duration::from_hours(1);

/// The server.
#[derive(Clone)]
pub struct App {
    store: Store,
    verifier: Arc<Verifier>,
    clock: Clock,
    limits: config::Limits,
    answer_cache_bytes: usize,
    depot: Depot,
    paper_bytes: u32,
    origins: Vec<String>,
    trusted_hops: usize,
    trusted: Trusted,
    /// By issuer and subject: who asks too much is not even looked up.
    rates: Rates<(String, String)>,
    development: Option<Arc<DevIssuer>>,
    observer: Option<Observer>,
}

impl App {
    /// A server on this store, which trusts what the verifier trusts.
    #[must_use]
    pub fn new(store: Store, verifier: Verifier, clock: Clock, config: &Config) -> Self {
        Self {
            store,
            verifier: Arc::new(verifier),
            clock,
            limits: config.limits.clone(),
            answer_cache_bytes: config.answer_cache_bytes,
            depot: Depot::at(config.papers.clone()),
            paper_bytes: config.paper_bytes,
            origins: config.origins.clone(),
            trusted_hops: config.trusted_proxy_hops,
            trusted: Trusted::default(),
            rates: Rates::new("account", config.limits.account_points as u64),
            development: None,
            observer: None,
        }
    }

    /// Documents that are known from the start.
    #[must_use]
    pub fn trusted(mut self, trusted: Trusted) -> Self {
        self.trusted = trusted;
        self
    }

    /// Who counts and traces what is asked.
    #[must_use]
    pub fn observed(mut self, observer: Observer) -> Self {
        self.observer = Some(observer);
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

    /// Where the bytes of papers lie.
    #[must_use]
    pub const fn depot(&self) -> &Depot {
        &self.depot
    }

    /// Clears away at once, and each hour from then on, what is of no more use.
    pub async fn look_after(self) {
        loop {
            self.clear_away().await;
            tokio::time::sleep(HOUR).await;
        }
    }

    /// Clears away what uploads left behind that broke off with the server, and what was done under idempotency keys so
    /// long ago that nobody sends it again.
    pub async fn clear_away(&self) {
        match self.depot.sweep(&self.store, self.clock.now() - LEFT_BEHIND).await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "cleared away what uploads had left behind"),
            Err(wrong) => tracing::warn!(error = %wrong, "what uploads left behind could not be cleared away"),
        }
        match self.forget_answers().await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "forgot what was done under old idempotency keys"),
            Err(wrong) => tracing::warn!(error = %wrong, "old idempotency keys could not be forgotten"),
        }
    }

    async fn forget_answers(&self) -> Result<u64, Error> {
        let (before, (most, times)) = (self.clock.now() - KNOWN_FOR, FORGETTING);
        let mut forgotten = 0;
        for _ in 0..times {
            let some = self.store.forget_answers(before, most).await?;
            forgotten += some;
            if some < most {
                break;
            }
        }
        Ok(forgotten)
    }

    /// What answers its addresses.
    pub fn router(self) -> Router {
        let body_bytes = self.limits.body_bytes;
        let patience = self.limits.request_timeout;
        let limits = document_limits(&self.limits);
        let ready = self.clone();
        let (stand, calendars) = (self.clone(), self.clone());
        let origins = self.origins.clone();
        let answer_cache_bytes = self.answer_cache_bytes;
        let client_points = self.limits.client_points as u64;
        let (trusted, trusted_hops) = (self.trusted.clone(), self.trusted_hops);
        let (feed, operations) = (self.store.clone(), self.limits.subscriptions_per_connection);
        let papers = Papers::of(&self.store, &self.depot, &self.verifier, &self.clock, &self.rates, self.paper_bytes);
        let (development, observer) = (self.give_tokens(), self.observer.clone().unwrap_or_default());
        let front = Front::new(schema())
            .authenticate(move |asked| self.clone().admit(asked))
            .ready(move || {
                let store = ready.store.clone();
                async move { store.ready().await.map_err(|wrong| NotReady(wrong.to_string())) }
            })
            .keep_answers(answer_cache_bytes, move || {
                let app = stand.clone();
                async move { app.standing().await }
            })
            .calendars(move |which, lang| {
                let app = calendars.clone();
                async move { app.calendar(&which, lang).await }
            })
            .changes(move || feed.changes())
            .operations(operations)
            .trusted(trusted)
            .rates(client_points, trusted_hops)
            .origins(origins)
            .limits(limits)
            .observed(observer)
            .body_bytes(body_bytes)
            .patience(patience);
        router_with(front, development, Some(papers))
    }

    /// Looks who asks, as far as the token tells. The rest is asked of the database, when the document is found valid.
    ///
    /// # Errors
    /// When the token is not accepted, or the account has used up its budget.
    pub async fn admit(self, asked: Asked) -> Result<Opening, NotAdmitted> {
        let now = self.clock.now();
        let identity = match &asked.token {
            Some(token) => Some(self.verifier.verify(token, now).await.map_err(|_| NotAdmitted::Unauthorised)?),
            None => None,
        };
        if let Some(identity) = &identity {
            let account = (identity.issuer.clone(), identity.subject.clone());
            if let Some(budget) = self.rates.budget(&account).filter(|_| !asked.again) {
                asked.payers.join(budget, asked.cost).map_err(NotAdmitted::RateLimited)?;
            }
            // The token is accepted for that much longer than it says.
            let seconds = identity.expires_at.saturating_add(LEEWAY).saturating_sub(now.timestamp());
            asked.stay.ends_in(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)));
        }
        Ok(Opening::new(async move { self.session(asked, identity, now).await }))
    }

    /// What a request knows: who asks, and the register as it is now.
    async fn session(
        &self,
        asked: Asked,
        identity: Option<Identity>,
        now: DateTime<Utc>,
    ) -> Result<Session, NotOpened> {
        let unavailable = |wrong: Error| {
            tracing::error!(error = %wrong, "the caller could not be looked up");
            NotOpened
        };
        asked.beginning.look().await.map_err(|NotReady(reason)| {
            tracing::error!(reason, "where the register stands could not be asked");
            NotOpened
        })?;
        // Whoever follows hears of a change together with many others.
        let snapshot = if asked.again { self.store.lately().await } else { self.store.current().await };
        let snapshot = snapshot.map_err(unavailable)?;
        let caller = match identity {
            Some(identity) => self.store.recognise(&identity, &snapshot, now).await.map_err(unavailable)?,
            None => Caller::anonymous(),
        };
        let session = Session::new(self.store.clone(), caller, snapshot, now, Clock::day_of(now), asked.lang);
        let session = session.papers_up_to(self.paper_bytes);
        let head_key = asked.idempotency_key.map(|key| HeadKey { key, request: asked.request });
        Ok(session.telling(asked.lasting).entering(asked.entered).once(head_key))
    }

    async fn calendar(&self, which: &Which, lang: Lang) -> Result<Option<Calendar>, NotReady> {
        let now = self.clock.now();
        let calendar = read(&self.store, which, lang, now, Clock::day_of(now)).await;
        calendar.map_err(|wrong| NotReady(wrong.to_string()))
    }

    async fn standing(&self) -> Result<Standing, NotReady> {
        let now = self.clock.now();
        let seq = self.store.standing().await.map_err(|wrong| NotReady(wrong.to_string()))?;
        Ok(Standing { seq, day: Clock::day_of(now), now })
    }
}

/// The ceilings for documents: those of the settings, with what is known of the schema's lists.
fn document_limits(limits: &config::Limits) -> Limits {
    Limits { list_lengths: list_lengths(), root_costs: root_costs(), ..Limits::of(limits) }
}
