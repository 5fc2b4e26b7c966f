//! One operation, from the question to the last of its answers.
//!
//! A query and a mutation run once. A subscription runs each time the register has changed, and once more for each event
//! that is to be told: the document is asked anew of the register as it is then, by whoever asks as they are admitted then,
//! and what the engine has to tell is one event or none. To a client that is slow, or has used up its budget, events come
//! later: they are on record, and none is left out.
//!
//! May import: [`super`], [`crate::http`], [`crate::graphql`], `domain`, `error`.

use std::{panic::AssertUnwindSafe, time::Duration};

use async_graphql::{Data, Response as Answered};
use axum::body::Bytes;
use futures_util::{FutureExt, StreamExt};
use tokio::{
    sync::{mpsc, oneshot, watch},
    time::{Instant, sleep, sleep_until, timeout},
};
use tracing::{Instrument, Span};

use super::prepare::refused;
use crate::{
    domain::text::Lang,
    error::ErrorCode,
    graphql::subscription::Following,
    http::{
        answer::{Circumstances, Refused, Written},
        beginning::Beginning,
        errors::not_opened,
        frame::RequestId,
        front::{Asked, Front, NotAdmitted},
        observe::{Observation, Outcome},
        problem::Problem,
        weighed::Weighed,
    },
};

/// How long to wait when what knows about accounts cannot answer.
const AGAIN: Duration = Duration::from_secs(1);

/// An operation as it came.
pub(in crate::http) struct Operation {
    /// What is asked.
    pub weighed: Weighed,
    /// Who asks.
    pub asked: Asked,
    /// Its name in the log.
    pub id: RequestId,
    /// Who watches it.
    pub watched: Observation,
}

/// What is told about an operation: answers, and at last one of the others.
#[derive(Debug)]
pub(super) enum Told {
    /// An answer.
    Next(Bytes),
    /// It did not run.
    Refused(Refused),
    /// Who asks is not admitted any more.
    Expelled,
    /// It is done.
    Complete,
}

/// An operation that may run.
pub(super) struct Running {
    pub front: Front,
    pub weighed: Weighed,
    pub asked: Asked,
    pub id: RequestId,
    /// Whether it is a subscription.
    pub follows: bool,
    /// Dropped once it is settled from where on events are told; for whoever waits for that.
    pub begun: Option<oneshot::Sender<()>>,
    /// What tells that the register changed since the first run.
    pub changes: Option<watch::Receiver<i64>>,
    /// What the first run needs.
    pub data: Data,
    /// When who asks is admitted no more.
    pub stay: Option<Instant>,
    pub span: Span,
    pub watched: Observation,
}

/// Where answers go: to a connection, under the number that the operation has there.
#[derive(Clone)]
pub(super) struct Teller {
    pub number: u64,
    pub sender: mpsc::Sender<(u64, Told)>,
}

/// Nobody listens any more.
pub(super) struct Gone;

impl Teller {
    pub(super) async fn tell(&self, told: Told) -> Result<(), Gone> {
        self.sender.send((self.number, told)).await.map_err(|_| Gone)
    }
}

/// Does the work of one operation; a panic in it is told like any other fault.
pub(super) async fn guarded(
    id: RequestId,
    lang: Lang,
    teller: &Teller,
    work: impl Future<Output = Result<Told, Gone>>,
) {
    let last = AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(%id, "a panic ended the operation");
        Ok(Told::Refused(Refused::because(&Problem::Internal(id.to_string()), lang)))
    });
    if let Ok(last) = last {
        // Whether anybody still listens makes no difference now.
        let _ = teller.tell(last).await;
    }
}

impl Running {
    fn lang(&self) -> Lang {
        self.asked.errors_in()
    }

    /// Runs to its end, and says how it ended.
    pub(super) async fn run(self, teller: &Teller) -> Result<Told, Gone> {
        let span = self.span.clone();
        let work = async { if self.follows { self.follow(teller).await } else { self.once(teller).await } };
        work.instrument(span).await
    }

    async fn once(mut self, teller: &Teller) -> Result<Told, Gone> {
        self.begun = None;
        let started = Instant::now();
        let request = self.weighed.request(std::mem::take(&mut self.data));
        let Ok(answered) = timeout(self.front.patience, (self.front.engine)(request)).await else {
            return Ok(self.refuse(Refused::because(&Problem::Timeout, self.lang()), started));
        };
        if not_opened(&answered) {
            return Ok(self.refuse(Refused::because(&Problem::Unavailable, self.lang()), started));
        }
        match write(&self.front, self.lang(), self.id, &self.weighed, answered) {
            Ok((answer, code)) => {
                self.ran(code, started);
                teller.tell(Told::Next(answer)).await?;
                Ok(Told::Complete)
            }
            Err(refused) => Ok(self.refuse(refused, started)),
        }
    }

    /// Counts one run of the document.
    fn ran(&mut self, code: Option<ErrorCode>, started: Instant) {
        self.watched.ends(code);
        let outcome = Outcome { about: self.watched.about(), code };
        self.front.observer.answered(&outcome, started.elapsed());
    }

    fn refuse(&mut self, refused: Refused, started: Instant) -> Told {
        self.ran(refused.code, started);
        Told::Refused(refused)
    }

    async fn follow(mut self, teller: &Teller) -> Result<Told, Gone> {
        let _open = self.front.observer.subscription();
        let following = Following::default();
        let mut data = std::mem::take(&mut self.data);
        loop {
            data.insert(following.clone());
            let mut events = (self.front.events)(self.weighed.request(data));
            let (mut wait, mut missed, told) = (None, false, following.events());
            loop {
                let started = Instant::now();
                let Ok(event) = timeout(self.front.patience, events.next()).await else {
                    return Ok(self.refuse(Refused::because(&Problem::Timeout, self.lang()), started));
                };
                self.begun = None;
                let Some(answered) = event else { break };
                if not_opened(&answered) {
                    if !following.has_begun() {
                        return Ok(self.refuse(Refused::because(&Problem::Unavailable, self.lang()), started));
                    }
                    // What was asked for goes on when the database does.
                    (wait, missed) = (wait.max(Some(AGAIN)), true);
                    break;
                }
                // Nothing was told, and something is wrong: with the question, or with whoever asks it by now.
                if !answered.errors.is_empty() && following.events() == told {
                    let cost = self.weighed.cost;
                    let refused = refused(&self.front, self.lang(), self.id, cost, answered.errors);
                    return Ok(self.refuse(refused, started));
                }
                match write(&self.front, self.lang(), self.id, &self.weighed, answered) {
                    Ok((answer, code)) => {
                        self.ran(code, started);
                        wait = self.asked.payers.again(self.weighed.cost);
                        teller.tell(Told::Next(answer)).await?;
                    }
                    Err(refused) => return Ok(self.refuse(refused, started)),
                }
            }
            drop(events);
            if following.is_over() {
                return Ok(Told::Complete);
            }
            let stay = self.stay;
            data = tokio::select! {
                again = self.again(wait, missed || following.has_more()) => match again {
                    Some(data) => data,
                    None => return Ok(Told::Expelled),
                },
                () = end_of(stay) => return Ok(Told::Expelled),
            };
        }
    }

    /// Waits for a change where there is no more to tell, and asks anew who asks; `None` where they are admitted no more.
    async fn again(&mut self, wait: Option<Duration>, more: bool) -> Option<Data> {
        let Self { changes, front, asked, .. } = self;
        let changes = changes.get_or_insert_with(|| asked.beginning.changes().unwrap_or_else(|| (front.changes)()));
        // What happens while a client waits for points is told afterwards, one by one.
        sleep(wait.unwrap_or_default()).await;
        if !more && changes.changed().await.is_err() {
            // Nothing will change any more.
            std::future::pending::<()>().await;
        }
        loop {
            // Before it is looked: what is written meanwhile is looked at again.
            changes.mark_unchanged();
            let asked = Asked { again: true, beginning: Beginning::default(), ..asked.clone() };
            match (front.authenticate)(asked).await {
                Ok(data) => return Some(data),
                Err(NotAdmitted::Unauthorised) => return None,
                Err(NotAdmitted::Unavailable | NotAdmitted::RateLimited(_)) => sleep(AGAIN).await,
            }
        }
    }
}

/// Completes when a stay ends; never where it has no end.
pub(super) async fn end_of(stay: Option<Instant>) {
    match stay {
        Some(end) => sleep_until(end).await,
        None => std::future::pending().await,
    }
}

/// The answer as it goes out, or why the document did not run. One that ran is remembered where the client wants that.
fn write(
    front: &Front,
    lang: Lang,
    id: RequestId,
    weighed: &Weighed,
    answered: Answered,
) -> Result<(Bytes, Option<ErrorCode>), Refused> {
    let request_id = id.to_string();
    let errors = answered.errors.clone();
    let about = Circumstances { lang, limits: &front.limits, request_id: &request_id, cost: weighed.cost };
    let written = Written::of(answered, &about).map_err(|problem| Refused::because(&problem, lang))?;
    if !written.executed {
        return Err(refused(front, lang, id, weighed.cost, errors));
    }
    front.texts.learn(&weighed.found);
    Ok((written.body, written.code))
}
