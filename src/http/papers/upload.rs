//! `PUT /papers/upload/<link>`: the bytes of a paper that was offered.
//!
//! May import: `graphql::global_id`, `acts`, `store`, `access`, `domain`, `error`, `clock`, HTTP types, [`super`],
//! [`crate::http`]. The act is done dry before a byte is
//! read, and for good once all have come and are what was said. Until then they lie beside; whatever goes wrong, they go.

use std::time::Duration;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use serde_json::json;
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::{Papers, unavailable};
use crate::{
    access::{
        caller::Caller,
        link::{Purpose, Sealed},
    },
    acts::paper::add::{AddPaper, Offer},
    clock::Clock,
    domain::message::said,
    error::{Error, Refusal},
    graphql::global_id::GlobalId,
    http::{problem::Problem, tongue},
    store::{
        WriteOptions,
        depot::{Arrival, Arrived, words},
    },
};

/// How long nothing may come.
const PAUSE: Duration = Duration::from_secs(30);

/// How long all of it may take to come.
const PATIENCE: Duration = Duration::from_mins(15);

/// How long the words in a paper are waited for.
const READING: Duration = Duration::from_secs(10);

/// Takes the bytes.
pub(super) async fn upload(papers: Papers, link: String, request: Request) -> Response {
    let lang = tongue::of_errors(request.headers());
    match take(&papers, &link, request).await {
        Ok(response) => response,
        Err(problem) => {
            let mut response = problem.plain(lang);
            // The rest of a body that is not read would be taken for the next request.
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            response
        }
    }
}

async fn take(papers: &Papers, link: &str, request: Request) -> Result<Response, Problem> {
    let now = papers.clock.now();
    let key = papers.store.link_key(now).await.map_err(unavailable)?;
    let Sealed { account, what: offer, .. } = key.open::<Offer>(Purpose::Upload, link, now).ok_or(Problem::NotFound)?;
    let (head, body) = request.into_parts();
    // The link is enough; but whoever signs in signs in as the one who asked for it.
    let snapshot = papers.store.current().await.map_err(unavailable)?;
    let caller = match papers.bearer(&head, &snapshot).await? {
        Some(bearer) if bearer.account_id() != Some(account) => return Err(Problem::NotFound),
        Some(_) => papers.store.linked(account).await.map_err(unavailable)?.ok_or(Problem::NotFound)?,
        None => papers.linked(account).await?,
    };
    told(&head.headers, &offer)?;
    add(papers, &caller, offer.clone(), None, true).await?;
    let Ok(_permit) = papers.uploads.clone().try_acquire_owned() else { return Err(Problem::Unavailable) };
    let arrived = receive(papers, &offer, body).await?;
    // All has come: from here on it is done to its end, whether or not anybody waits for the answer.
    let papers = papers.clone();
    let done = tokio::spawn(async move { settle(&papers, &caller, offer, arrived).await }.in_current_span());
    done.await.map_err(|wrong| unavailable(Error::Task(wrong.to_string())))?
}

/// What the head says about the body has to be right.
fn told(headers: &HeaderMap, offer: &Offer) -> Result<(), Problem> {
    let encoded = headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity");
    if encoded || headers.contains_key(header::CONTENT_RANGE) {
        let message = said!(
            "send fila hel, som den er, uten komprimering",
            "send the file whole, as it is, without content encoding"
        );
        return Err(Problem::Refused(Refusal::bad_input("", message)));
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if length > u64::from(offer.size) => Err(Problem::TooLarge(offer.size as usize)),
        Some(length) if length < u64::from(offer.size) => Err(too_short(offer)),
        _ => Ok(()),
    }
}

fn too_short(offer: &Offer) -> Problem {
    let size = offer.size;
    let message = said!(
        "det kom færre enn de {size} bytene som ble sagt; be om en ny lenke om fila er en annen",
        "fewer than the {size} bytes that were said came; ask for another link if the file is another one"
    );
    Problem::Refused(Refusal::bad_input("size", message))
}

/// Takes in the body, counted and hashed, and not more of it than was said.
async fn receive(papers: &Papers, offer: &Offer, body: Body) -> Result<Arrived, Problem> {
    let mut arrival = papers.depot.arrive(offer.council, offer.paper).await.map_err(unavailable)?;
    match fill(&mut arrival, offer, body).await {
        Ok(()) => arrival.finish().await.map_err(unavailable),
        Err(problem) => {
            arrival.give_up().await;
            Err(problem)
        }
    }
}

async fn fill(arrival: &mut Arrival, offer: &Offer, mut body: Body) -> Result<(), Problem> {
    let size = u64::from(offer.size);
    let end = Instant::now() + PATIENCE;
    loop {
        let pause = (Instant::now() + PAUSE).min(end);
        let Some(frame) = timeout_at(pause, body.frame()).await.map_err(|_| Problem::BodyTimeout)? else { break };
        let frame = frame.map_err(|_| {
            Problem::BadRequest(said!(
                "Fila kom ikke hel fram; send den igjen.",
                "The file did not come whole; send it again."
            ))
        })?;
        let Ok(bytes) = frame.into_data() else { continue };
        if arrival.size().saturating_add(bytes.len() as u64) > size {
            return Err(Problem::TooLarge(offer.size as usize));
        }
        arrival.take(&bytes).await.map_err(unavailable)?;
    }
    if arrival.size() == size { Ok(()) } else { Err(too_short(offer)) }
}

/// Looks into the bytes, writes the row, and moves the bytes to where they belong.
async fn settle(papers: &Papers, caller: &Caller, offer: Offer, arrived: Arrived) -> Result<Response, Problem> {
    let words = match look(papers, &offer, &arrived).await {
        Ok(words) => words,
        Err(problem) => {
            arrived.give_up().await;
            return Err(problem);
        }
    };
    let sha256 = arrived.sha256.clone();
    if let Err(problem) = add(papers, caller, offer.clone(), Some((sha256.clone(), words)), false).await {
        match problem {
            // The row may be there all the same, where the database went away while it committed.
            Problem::Unavailable => arrived.leave(),
            _ => arrived.give_up().await,
        }
        return Err(problem);
    }
    // The row is there. What cannot be moved now is moved when it is next looked after.
    arrived.keep(offer.council).await.map_err(unavailable)?;
    let id = GlobalId::Paper(offer.council, offer.paper).encode();
    let answer = json!({ "id": id.as_str(), "sha256": sha256, "size": offer.size });
    let mut response = (StatusCode::CREATED, answer.to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(place) = HeaderValue::try_from(format!("/papers/{}", id.as_str())) {
        headers.insert(header::LOCATION, place);
    }
    Ok(response)
}

/// Whether the bytes are of the kind that was said, and the words in them. That none are found, or not in time, is no
/// reason to refuse a paper.
async fn look(papers: &Papers, offer: &Offer, arrived: &Arrived) -> Result<Option<String>, Problem> {
    let Ok(permit) = papers.readings.clone().acquire_owned().await else { return Err(Problem::Unavailable) };
    let bytes = arrived.bytes().await.map_err(unavailable)?;
    let kind = offer.media_type;
    let (to_check, to_read) = (bytes.clone(), bytes);
    let is_of = tokio::task::spawn_blocking(move || words::is_of(kind, &to_check)).await;
    if !is_of.unwrap_or(false) {
        let message = said!(
            "fila er ikke av den typen som ble sagt; lagre den som det, eller si hva den er",
            "the file is not of the type that was said; save it as that, or say what it is"
        );
        return Err(Problem::Refused(Refusal::bad_input("mediaType", message)));
    }
    // The permit goes with the reading: one that takes too long takes the room of another.
    let reading = tokio::task::spawn_blocking(move || {
        let words = words::words(kind, &to_read);
        drop(permit);
        words
    });
    Ok(tokio::time::timeout(READING, reading).await.ok().and_then(Result::ok).flatten())
}

/// Does the act, or does it dry.
async fn add(
    papers: &Papers,
    caller: &Caller,
    offer: Offer,
    found: Option<(String, Option<String>)>,
    dry_run: bool,
) -> Result<(), Problem> {
    let now = papers.clock.now();
    let (sha256, words) = found.map_or((None, None), |(sha256, words)| (Some(sha256), words));
    let sha256 = sha256.or_else(|| dry_run.then(|| "0".repeat(64)));
    let act = AddPaper { offer, most_bytes: papers.most_bytes, sha256, words };
    let options = WriteOptions { dry_run, ..WriteOptions::default() };
    let done = papers.store.write(caller, act, now, Clock::day_of(now), options).await.map_err(unavailable)?;
    match done {
        Ok(_) => Ok(()),
        Err(refusals) => {
            let first = refusals.into_iter().next();
            Err(first.map_or(Problem::Unavailable, Problem::Refused))
        }
    }
}
