//! What the front is built with: the engine, who may answer for a token, whether the rest is ready, the ceilings.
//!
//! May import: `acts`, [`crate::graphql`], `domain`, [`super`].

use std::{
    any::Any,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_graphql::{Data, Executor, Request, Response};
use futures_util::{future::BoxFuture, stream::BoxStream};
use tokio::{sync::watch, time::Instant};

use super::{
    answers::{Answers, Standing},
    beginning::Beginning,
    observe::Observer,
    payers::Payers,
    problem::Problem,
    rate::{Client, Left, Rates},
    texts::Texts,
    tongue,
    trusted::Trusted,
};
use crate::{
    acts::calendar::read::{Calendar, Which},
    domain::text::Lang,
    graphql::{
        entered::Entered,
        lasting::Lasting,
        limits::{Documents, Limits},
    },
};

/// What a request says about who sent it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The bearer token, where there is one.
    pub token: Option<String>,
    /// The language that the client prefers among those of the register.
    pub lang: Option<Lang>,
    /// To be told until when the answer holds.
    pub lasting: Lasting,
    /// To be asked before anything is read from the register.
    pub beginning: Beginning,
    /// The key under which changes are made once, however often they are asked for.
    pub idempotency_key: Option<String>,
    /// A digest of what that key stands for: the document, the operation and the variables. Empty without a key.
    pub request: String,
    /// The measured cost of the document.
    pub cost: u64,
    /// To be told by which doors the operation comes to which councils.
    pub entered: Entered,
    /// Who pays for it, to be told which account does.
    pub payers: Payers,
    /// To be told for how long who asks stays admitted.
    pub stay: Stay,
    /// It was asked before, and is asked again since the register changed: the account has paid.
    pub again: bool,
}

impl Asked {
    /// The language of messages about what is wrong.
    pub(super) fn errors_in(&self) -> Lang {
        tongue::for_errors(self.lang)
    }
}

/// For how long somebody stays admitted. Clones are one.
#[derive(Debug, Clone, Default)]
pub struct Stay(Arc<OnceLock<Instant>>);

/// No stay is longer, whatever a token says.
const LONGEST_STAY: Duration = Duration::from_hours(24 * 365);

impl Stay {
    /// It ends so much later. What is said first counts.
    pub fn ends_in(&self, left: Duration) {
        self.0.get_or_init(|| Instant::now() + left.min(LONGEST_STAY));
    }

    /// When it ends, where that was said.
    pub(super) fn end(&self) -> Option<Instant> {
        self.0.get().copied()
    }
}

/// Why nobody is admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAdmitted {
    /// The token is not accepted. It says nothing more: every failure looks the same from outside.
    Unauthorised,
    /// What knows about accounts cannot answer now.
    Unavailable,
    /// The account has asked for more than its budget.
    RateLimited(Left),
}

impl From<NotAdmitted> for Problem {
    fn from(not: NotAdmitted) -> Self {
        match not {
            NotAdmitted::Unauthorised => Self::Unauthorised,
            NotAdmitted::Unavailable => Self::Unavailable,
            NotAdmitted::RateLimited(left) => Self::RateLimited(left),
        }
    }
}

/// What the server is still waiting for, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReady(pub String);

/// What the headers call the budget of an address.
const CLIENT: &str = "client";

type Engine = dyn Fn(Request) -> BoxFuture<'static, Response> + Send + Sync;
type Events = dyn Fn(Request) -> BoxStream<'static, Response> + Send + Sync;
pub(super) type Changes = dyn Fn() -> watch::Receiver<i64> + Send + Sync;
type Authenticate = dyn Fn(Asked) -> BoxFuture<'static, Result<Data, NotAdmitted>> + Send + Sync;
pub(super) type Stand = dyn Fn() -> BoxFuture<'static, Result<Standing, NotReady>> + Send + Sync;
type Calendars = dyn Fn(Which, Lang) -> BoxFuture<'static, Result<Option<Calendar>, NotReady>> + Send + Sync;
type Ready = dyn Fn() -> BoxFuture<'static, Result<(), NotReady>> + Send + Sync;

/// Answers to anybody that are kept, and how to know whether they are still right.
#[derive(Clone)]
pub(super) struct Keeping {
    pub(super) answers: Answers,
    pub(super) stand: Arc<Stand>,
}

impl Keeping {
    /// Where the register stands.
    pub(super) async fn standing(&self) -> Result<Standing, Problem> {
        (self.stand)().await.map_err(|NotReady(reason)| {
            tracing::error!(reason, "where the register stands could not be asked");
            Problem::Unavailable
        })
    }
}

/// The front's parts. Cheap to clone.
#[derive(Clone)]
pub struct Front {
    pub(super) engine: Arc<Engine>,
    pub(super) events: Arc<Events>,
    pub(super) changes: Arc<Changes>,
    pub(super) operations: usize,
    pub(super) authenticate: Arc<Authenticate>,
    pub(super) ready: Arc<Ready>,
    pub(super) calendars: Arc<Calendars>,
    pub(super) limits: Arc<Limits>,
    pub(super) documents: Arc<Documents>,
    pub(super) texts: Arc<Texts>,
    pub(super) rates: Rates<Client>,
    pub(super) trusted_hops: usize,
    pub(super) keeping: Option<Keeping>,
    pub(super) body_bytes: usize,
    pub(super) patience: Duration,
    pub(super) origins: Arc<[String]>,
    pub(super) observer: Observer,
}

impl Front {
    /// A front for `engine` that admits no token, is always ready, and has the ceilings to start from.
    pub fn new<E: Executor>(engine: E) -> Self {
        let following = engine.clone();
        let engine = move |request| -> BoxFuture<'static, Response> {
            let engine = engine.clone();
            Box::pin(async move { engine.execute(request).await })
        };
        let events = move |request| -> BoxStream<'static, Response> { following.execute_stream(request, None) };
        Self {
            engine: Arc::new(engine),
            events: Arc::new(events),
            changes: Arc::new(|| watch::channel(0).1),
            operations: 20,
            authenticate: Arc::new(|asked| {
                Box::pin(async move {
                    if asked.token.is_none() { Ok(Data::default()) } else { Err(NotAdmitted::Unauthorised) }
                })
            }),
            ready: Arc::new(|| Box::pin(async { Ok(()) })),
            calendars: Arc::new(|_, _| Box::pin(async { Ok(None) })),
            limits: Arc::new(Limits::default()),
            documents: Arc::default(),
            texts: Arc::new(Texts::new(Trusted::default())),
            rates: Rates::new(CLIENT, 0),
            trusted_hops: 0,
            keeping: None,
            body_bytes: 64 * 1024,
            patience: Duration::from_secs(10),
            origins: Arc::from([]),
            observer: Observer::default(),
        }
    }

    /// Who the bearer of a token is; a request may come without one. What it returns is in the request's data,
    /// under its own type, for resolvers to find. It is asked before the engine has looked at the document, so that what
    /// needs the database is left for later.
    #[must_use]
    pub fn authenticate<T, F, Fut>(mut self, authenticate: F) -> Self
    where
        T: Any + Send + Sync,
        F: Fn(Asked) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<T, NotAdmitted>> + Send + 'static,
    {
        self.authenticate = Arc::new(move |asked| {
            let found = authenticate(asked);
            Box::pin(async move {
                let mut data = Data::default();
                data.insert(found.await?);
                Ok(data)
            })
        });
        self
    }

    /// Whether what stands behind can answer, for `/readyz`.
    #[must_use]
    pub fn ready<F, Fut>(mut self, ready: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), NotReady>> + Send + 'static,
    {
        self.ready = Arc::new(move || Box::pin(ready()));
        self
    }

    /// Where calendars come from: which one is asked for, and in which language.
    #[must_use]
    pub fn calendars<F, Fut>(mut self, calendars: F) -> Self
    where
        F: Fn(Which, Lang) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Option<Calendar>, NotReady>> + Send + 'static,
    {
        self.calendars = Arc::new(move |which, lang| Box::pin(calendars(which, lang)));
        self
    }

    /// Keeps answers to anybody, up to so many bytes of them; they are given again while the register stands where it
    /// stood when they were made. Without this, none are kept.
    #[must_use]
    pub fn keep_answers<F, Fut>(mut self, bytes: usize, stand: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Standing, NotReady>> + Send + 'static,
    {
        self.keeping =
            (bytes > 0).then(|| Keeping { answers: Answers::room(bytes), stand: Arc::new(move || Box::pin(stand())) });
        self
    }

    /// How far the register has come, for those who follow it. Without this, nothing ever changes.
    #[must_use]
    pub fn changes(mut self, changes: impl Fn() -> watch::Receiver<i64> + Send + Sync + 'static) -> Self {
        self.changes = Arc::new(changes);
        self
    }

    /// How many operations one WebSocket may run at a time.
    #[must_use]
    pub const fn operations(mut self, most: usize) -> Self {
        self.operations = most;
        self
    }

    /// The ceilings for documents and errors.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Arc::new(limits);
        // What was admitted with other ceilings might not be with these.
        self.documents = Arc::default();
        self
    }

    /// Documents that are known from the start.
    #[must_use]
    pub fn trusted(mut self, trusted: Trusted) -> Self {
        self.texts = Arc::new(Texts::new(trusted));
        self
    }

    /// The budget of one client in points a minute (0: none is limited), and how many proxies are believed about who the
    /// client is.
    #[must_use]
    pub fn rates(mut self, points: u64, trusted_hops: usize) -> Self {
        self.rates = Rates::new(CLIENT, points);
        self.trusted_hops = trusted_hops;
        self
    }

    /// The largest request body.
    #[must_use]
    pub const fn body_bytes(mut self, bytes: usize) -> Self {
        self.body_bytes = bytes;
        self
    }

    /// How long one request may take, reading its body included.
    #[must_use]
    pub const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Who counts and traces what is asked. Without this, nobody reads what is counted.
    #[must_use]
    pub fn observed(mut self, observer: Observer) -> Self {
        self.observer = observer;
        self
    }

    /// Web origins whose scripts may read answers (`https://host`), or `*` for all. None are allowed at first.
    #[must_use]
    pub fn origins(mut self, origins: impl IntoIterator<Item = String>) -> Self {
        self.origins = origins.into_iter().collect();
        self
    }
}
