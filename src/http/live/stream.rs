//! Event streams: the answers of one operation as `text/event-stream`, as `graphql-sse` has it for distinct connections.
//!
//! What is wrong with the request is answered as HTTP; what is wrong with the document comes as the one answer in the
//! stream, since clients of the protocol look for errors nowhere else.
//!
//! May import: [`super`], [`crate::http`], `domain`.

use std::{convert::Infallible, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use futures_util::stream::unfold;
use tokio::{
    sync::{mpsc, oneshot},
    task::JoinSet,
    time::{Instant, Interval, interval_at},
};

use super::{
    operation::{Operation, Teller, Told, guarded},
    prepare::Refusal,
};
use crate::{
    domain::text::Lang,
    http::{
        answer::{DEPENDS_ON, Refused},
        front::Front,
        problem::Problem,
        serve::{Held, stopped},
    },
};

/// How often a stream shows that it lives. Proxies give up on silence.
const KEEPS_ALIVE: Duration = Duration::from_secs(12);

/// A comment, which clients pass over.
const COMMENT: &[u8] = b":\n\n";

const COMPLETE: &str = "event: complete\ndata:\n\n";

/// The answers of an operation, on their way.
struct Events {
    told: mpsc::Receiver<(u64, Told)>,
    /// Ends when nobody reads any more.
    _work: JoinSet<()>,
    alive: Interval,
    held: Option<Held>,
    /// The language of messages about what is wrong.
    lang: Lang,
    over: bool,
}

/// Answers an operation with a stream.
///
/// # Errors
/// What is wrong with the request.
pub(in crate::http) async fn stream(
    front: &Front,
    operation: Operation,
    held: Option<Held>,
) -> Result<Response, Problem> {
    let (id, lang) = (operation.id, operation.asked.errors_in());
    let mut running = match operation.prepare(front).await {
        Ok(running) => running,
        Err(Refusal::Document(refused)) => return Ok(only(refused, lang, held)),
        Err(Refusal::Problem(problem)) => return Err(problem),
    };
    let (sender, told) = mpsc::channel(1);
    let teller = Teller { number: 0, sender };
    let mut work = JoinSet::new();
    let (begun, has_begun) = oneshot::channel();
    running.begun = Some(begun);
    work.spawn(async move { guarded(id, lang, &teller, running.run(&teller)).await });
    // What happens once the client has the head is told: so the stream has begun before. It is dropped then, never sent.
    let _ = has_begun.await;
    Ok(flow(told, work, lang, held))
}

/// A stream in which nothing stands but why a document did not run.
pub(in crate::http) fn only(refused: Refused, lang: Lang, held: Option<Held>) -> Response {
    let (sender, told) = mpsc::channel(1);
    // There is room for the one, and who receives it is right here.
    let _ = sender.try_send((0, Told::Refused(refused)));
    flow(told, JoinSet::new(), lang, held)
}

fn flow(told: mpsc::Receiver<(u64, Told)>, work: JoinSet<()>, lang: Lang, held: Option<Held>) -> Response {
    // The first comment goes at once: some browsers wait for a byte before they believe the head.
    let alive = interval_at(Instant::now(), KEEPS_ALIVE);
    let events = Events { told, _work: work, alive, held, lang, over: false };
    let body = Body::from_stream(unfold(events, |mut events| async move {
        let bytes = events.next().await?;
        Some((Ok::<_, Infallible>(bytes), events))
    }));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    headers.append(header::VARY, HeaderValue::from_static(DEPENDS_ON));
    response
}

impl Events {
    async fn next(&mut self) -> Option<Bytes> {
        if self.over {
            return None;
        }
        let told = tokio::select! {
            told = self.told.recv() => told,
            // Not complete: the client asks anew, of whoever answers then.
            () = stopped(&mut self.held) => None,
            _ = self.alive.tick() => return Some(Bytes::from_static(COMMENT)),
        };
        let (_, told) = told?;
        self.over = !matches!(told, Told::Next(_));
        Some(match told {
            Told::Next(answer) => next(&answer).into(),
            Told::Refused(Refused { answer, .. }) => (next(&answer) + COMPLETE).into(),
            Told::Expelled => (next(&Refused::because(&Problem::Unauthorised, self.lang).answer) + COMPLETE).into(),
            Told::Complete => Bytes::from_static(COMPLETE.as_bytes()),
        })
    }
}

/// An answer as an event. JSON as the server writes it is one line.
fn next(answer: &Bytes) -> String {
    format!("event: next\ndata: {}\n\n", String::from_utf8_lossy(answer))
}
