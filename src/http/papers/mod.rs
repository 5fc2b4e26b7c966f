//! Papers outside GraphQL: their bytes come and go over links that GraphQL gives out.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`, `clock`, HTTP types, [`super`]. What somebody may is asked of
//! the act and of the doors, at the time of use; a link says whose it is, and nothing more.

mod disposition;
mod download;
mod upload;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, request::Parts},
    middleware::from_fn_with_state,
    routing::{get, put},
};
use tokio::sync::Semaphore;

use super::{cors, front::Front, limited, problem::Problem, rate::Rates, tongue};
use crate::{
    access::{caller::Caller, token::Verifier},
    clock::Clock,
    domain::id::AccountId,
    store::{Snapshot, Store, depot::Depot},
};

/// Where bytes are sent. What follows is a link, which is for nobody else to read.
pub(super) const UPLOAD: &str = "/papers/upload/";

/// How many papers are sent at a time.
const UPLOADS: usize = 16;

/// How many papers are looked into at a time; each is in memory as long as that takes.
const READINGS: usize = 2;

/// What the routes are built with. Cheap to clone.
#[derive(Clone)]
pub(super) struct Papers {
    store: Store,
    depot: Depot,
    verifier: Arc<Verifier>,
    clock: Clock,
    rates: Rates<(String, String)>,
    most_bytes: u32,
    uploads: Arc<Semaphore>,
    readings: Arc<Semaphore>,
}

impl Papers {
    pub(super) fn of(
        store: &Store,
        depot: &Depot,
        verifier: &Arc<Verifier>,
        clock: &Clock,
        rates: &Rates<(String, String)>,
        most_bytes: u32,
    ) -> Self {
        Self {
            store: store.clone(),
            depot: depot.clone(),
            verifier: Arc::clone(verifier),
            clock: clock.clone(),
            rates: rates.clone(),
            most_bytes,
            uploads: Arc::new(Semaphore::new(UPLOADS)),
            readings: Arc::new(Semaphore::new(READINGS)),
        }
    }

    /// Who the bearer of the token in the head is; None where there is none.
    async fn bearer(&self, head: &Parts, snapshot: &Snapshot) -> Result<Option<Caller>, Problem> {
        let asked = super::bearer::asked(&head.headers, &head.extensions)?;
        let Some(token) = asked.token else { return Ok(None) };
        let now = self.clock.now();
        let identity = self.verifier.verify(&token, now).await.map_err(|_| Problem::Unauthorised)?;
        self.pays(&identity.issuer, &identity.subject)?;
        self.store.recognise(&identity, snapshot, now).await.map(Some).map_err(unavailable)
    }

    /// The account in whose name a link was made.
    async fn linked(&self, account: AccountId) -> Result<Caller, Problem> {
        let caller = self.store.linked(account).await.map_err(unavailable)?.ok_or(Problem::NotFound)?;
        if let Some(account) = caller.account() {
            self.pays(&account.issuer, &account.subject)?;
        }
        Ok(caller)
    }

    /// An account pays for a paper as the address does. What is left to it is not told: whoever has a link need not be the
    /// account, and what may not be seen answers everybody alike.
    fn pays(&self, issuer: &str, subject: &str) -> Result<(), Problem> {
        let budget = self.rates.budget(&(issuer.to_owned(), subject.to_owned()));
        budget.map_or(Ok(()), |budget| budget.take().map(drop)).map_err(Problem::RateLimited)
    }
}

/// What went wrong inside goes to the log.
fn unavailable(wrong: crate::error::Error) -> Problem {
    tracing::error!(error = %wrong, "a paper could not be dealt with");
    Problem::Unavailable
}

/// The addresses of papers.
pub(super) fn routes(papers: Papers, front: &Front) -> Router<Front> {
    let (fetching, sending) = (papers.clone(), papers);
    let fetched =
        get(move |Path(id): Path<String>, request: Request| download::download(fetching.clone(), id, request));
    let fetched = fetched.options(fetch_options).fallback(only_get);
    let sent = put(move |Path(link): Path<String>, request: Request| upload::upload(sending.clone(), link, request));
    let sent = sent.options(send_options).fallback(only_put);
    Router::new()
        .route("/papers/{id}", fetched)
        .route("/papers/upload/{link}", sent)
        .layer(from_fn_with_state(front.clone(), limited::limited))
}

async fn fetch_options(State(front): State<Front>, asked: HeaderMap) -> axum::response::Response {
    cors::preflight(&front, &asked, "GET, HEAD, OPTIONS", "GET")
}

async fn send_options(State(front): State<Front>, asked: HeaderMap) -> axum::response::Response {
    cors::preflight(&front, &asked, "PUT, OPTIONS", "PUT")
}

async fn only_get(headers: HeaderMap) -> axum::response::Response {
    Problem::MethodNotAllowed("GET, HEAD, OPTIONS").plain(tongue::of_errors(&headers))
}

async fn only_put(headers: HeaderMap) -> axum::response::Response {
    Problem::MethodNotAllowed("PUT, OPTIONS").plain(tongue::of_errors(&headers))
}
