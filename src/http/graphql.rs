//! The GraphQL handler: GraphQL over HTTP to the letter, the document weighed, then the engine.
//!
//! The order is what keeps refusals cheap: the head first, then the body up to its ceiling, then the document. Only for one
//! that may run is it looked who sent it, and only once the engine has found it valid is the database asked anything.
//!
//! May import: [`super`], `error`, `domain`.

use async_graphql::{Response as Answered, parser::types::OperationType};
use axum::{
    body::Body,
    extract::{Extension, Request, State},
    http::{HeaderMap, header},
    response::Response,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::{Instant, timeout_at};
use tracing::Instrument;

use super::{
    accept::{self, Accepted, Answering, Streaming},
    answer::{self, Circumstances, Written},
    answers::{Kept, Question},
    bearer,
    beginning::Beginning,
    errors,
    frame::RequestId,
    front::{Asked, Front},
    live::{self, Operation},
    media,
    observe::{About, Observation, Outcome, parent},
    params::Params,
    problem::Problem,
    serve::Held,
    tag::Tag,
    tongue,
    weighed::{Unfit, Weighed},
};
use crate::{
    domain::{message::said, text::Lang},
    error::ErrorCode,
};

/// The methods this address has, for `Allow`.
/// The address.
pub(super) const PATH: &str = "/graphql";

pub(super) const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// A request whose parameters have been read: everything about it but them.
struct Call {
    asked: Asked,
    head: HeaderMap,
    held: Option<Held>,
    accepted: Accepted,
    deadline: Instant,
    /// GET and HEAD change nothing.
    reading: bool,
}

impl Call {
    fn circumstances<'a>(&self, front: &'a Front, request_id: &'a str, cost: u64) -> Circumstances<'a> {
        Circumstances { lang: self.asked.errors_in(), limits: &front.limits, request_id, cost }
    }
}

/// `GET /graphql`: queries, subscriptions, and WebSockets.
pub(super) async fn get(State(front): State<Front>, Extension(id): Extension<RequestId>, request: Request) -> Response {
    let deadline = Instant::now() + front.patience;
    let lang = tongue::of_errors(request.headers());
    if live::is_upgrade(&request) {
        return live::upgrade(front, request).unwrap_or_else(|problem| problem.plain(lang));
    }
    let Some(accepted) = accept::negotiate(request.headers()) else {
        return refuse(Problem::NotAcceptable, lang, Answering::Json, &front);
    };
    let call = bearer::asked(request.headers(), request.extensions()).and_then(|asked| {
        let params = Params::from_url(request.uri().query().unwrap_or_default())?;
        let held = request.extensions().get().cloned();
        let head = request.headers().clone();
        Ok((params, Call { asked, head, held, accepted, deadline, reading: true }))
    });
    match call {
        Ok(call) => {
            run(&front, id, call).await.unwrap_or_else(|problem| refuse(problem, lang, accepted.answering, &front))
        }
        Err(problem) => refuse(problem, lang, accepted.answering, &front),
    }
}

/// `POST /graphql`: queries and mutations.
pub(super) async fn post(
    State(front): State<Front>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let deadline = Instant::now() + front.patience;
    let lang = tongue::of_errors(request.headers());
    let Some(accepted) = accept::negotiate(request.headers()) else {
        return refuse(Problem::NotAcceptable, lang, Answering::Json, &front);
    };
    let answer = async {
        let (head, body) = request.into_parts();
        media::check(&head.headers)?;
        let asked = bearer::asked(&head.headers, &head.extensions)?;
        let reading = read(&head.headers, body, front.body_bytes);
        let body = timeout_at(deadline, reading).await.map_err(|_| Problem::BodyTimeout)??;
        let params = Params::from_body(&body)?;
        let held = head.extensions.get().cloned();
        let call = Call { asked, head: head.headers, held, accepted, deadline, reading: false };
        run(&front, id, (params, call)).await
    };
    answer.await.unwrap_or_else(|problem| refuse(problem, lang, accepted.answering, &front))
}

/// Any other method.
pub(super) async fn not_allowed(headers: HeaderMap) -> Response {
    Problem::MethodNotAllowed(ALLOW).plain(tongue::of_errors(&headers))
}

fn refuse(problem: Problem, lang: Lang, answering: Answering, front: &Front) -> Response {
    problem.into_answer(lang, answering, Some(front.limits.cost))
}

/// The body, up to its ceiling; one that announces more is not read at all.
async fn read(headers: &HeaderMap, body: Body, most: usize) -> Result<Vec<u8>, Problem> {
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most as u64) {
        return Err(Problem::TooLarge(most));
    }
    match Limited::new(body, most).collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(error) if error.is::<LengthLimitError>() => Err(Problem::TooLarge(most)),
        Err(_) => Err(Problem::BadRequest(said!("Innholdet brøt av.", "The body broke off."))),
    }
}

/// Answers: from what is kept, where the question came before and nothing has changed since; otherwise the document is
/// weighed, and runs.
async fn run(front: &Front, id: RequestId, (params, mut call): (Params, Call)) -> Result<Response, Problem> {
    let Params { document, operation_name, variables } = params;
    let streaming = call.accepted.streaming;
    let mut watched = front.observer.begin(id, parent(&call.head, front.trusted_hops));
    if streaming == Streaming::Everything {
        watched.has_a_line();
    }
    let found = front.texts.find(&document).map_err(|problem| watched.failed(problem))?;
    if call.asked.idempotency_key.is_some() {
        call.asked.request = bearer::request(&found.text, operation_name.as_deref(), &variables);
    }
    let lang = call.asked.lang.unwrap_or_default();
    let asks = streaming != Streaming::Everything && call.asked.token.is_none() && front.keeping.is_some();
    let question = asks.then(|| Question::of(&found.text, operation_name.as_deref(), &variables, lang)).flatten();
    if let (Some(question), Some(keeping)) = (&question, &front.keeping) {
        // Only what ran before is in there, so a document that would be refused still asks nobody anything.
        if keeping.answers.knows(question)
            && let Some(kept) =
                keeping.answers.get(question, keeping.standing().await.map_err(|problem| watched.failed(problem))?)
        {
            tracing::debug!("answered from what is kept");
            front.observer.looked_for_kept(true);
            let answer = answer::public(kept.body, kept.tag, &call.head, call.accepted.answering, call.reading);
            watched.is(kept.about);
            watched.was_kept();
            return Ok(ended(answer, watched, None));
        }
        front.observer.looked_for_kept(false);
    }
    let weighed = match Weighed::of(front, found, operation_name, variables, call.reading) {
        Ok(weighed) => weighed,
        Err(Unfit::Problem(problem)) => return Err(watched.failed(problem)),
        Err(Unfit::Document { error, cost }) if streaming == Streaming::Everything => {
            let refused = live::refused(front, call.asked.errors_in(), id, cost, vec![error]);
            watched.is(About::of(None, None, cost));
            watched.ends(refused.code);
            return Ok(live::only(refused, call.asked.errors_in(), call.held));
        }
        Err(Unfit::Document { error, cost }) => {
            let request_id = id.to_string();
            let written =
                Written::of(Answered::from_errors(vec![error]), &call.circumstances(front, &request_id, cost))?;
            let code = written.code;
            watched.is(About::of(None, None, cost));
            return Ok(ended(written.into_private(call.accepted.answering), watched, code));
        }
    };
    watched.is(weighed.about());
    call.asked.entered = watched.entered();
    if streaming == Streaming::Everything || (weighed.follows() && streaming == Streaming::Subscriptions) {
        watched.has_a_line();
        let operation = Operation { weighed, asked: call.asked, id, watched };
        return live::stream(front, operation, call.held).await;
    }
    if weighed.follows() {
        return Err(watched.failed(Problem::NotAcceptable));
    }
    let (accepted, lang) = (call.accepted, call.asked.errors_in());
    let (answer, code) = match execute(front, id, call, weighed, question).await {
        Ok(done) => done,
        Err(problem) => {
            let code = problem.code();
            (refuse(problem, lang, accepted.answering, front), Some(code))
        }
    };
    Ok(ended(answer, watched, code))
}

/// The answer, with a word on it for who counts.
fn ended(mut answer: Response, mut watched: Observation, code: Option<ErrorCode>) -> Response {
    watched.ends(code);
    answer.extensions_mut().insert(Outcome { about: watched.about(), code });
    answer
}

/// Runs the document, and keeps the answer where anybody may have it again.
async fn execute(
    front: &Front,
    id: RequestId,
    call: Call,
    weighed: Weighed,
    question: Option<Question>,
) -> Result<(Response, Option<ErrorCode>), Problem> {
    call.asked.payers.charge(weighed.cost);
    let (span, found, kind, cost) = (weighed.span(id), weighed.found.clone(), weighed.kind, weighed.cost);
    let about = weighed.about();
    let (signed_in, lasting) = (call.asked.token.is_some(), call.asked.lasting.clone());
    let keeping = question.zip(front.keeping.as_ref());
    let beginning = keeping.map_or_else(Beginning::default, |(_, keeping)| Beginning::kept(&keeping.stand));
    let asked = Asked { cost, beginning: beginning.clone(), ..call.asked.clone() };
    let execution = async {
        let data = (front.authenticate)(asked).await?;
        let answered = (front.engine)(weighed.into_request(data)).await;
        if errors::not_opened(&answered) {
            return Err(Problem::Unavailable);
        }
        if answered.errors.is_empty() && beginning.look().await.is_err() {
            // For want of a session nothing of the register was looked at: the answer is right, and not kept.
            tracing::warn!("where the register stands could not be asked");
        }
        Ok::<_, Problem>(answered)
    };
    let answered = timeout_at(call.deadline, execution.instrument(span)).await.map_err(|_| Problem::Timeout)??;
    let request_id = id.to_string();
    let written = Written::of(answered, &call.circumstances(front, &request_id, cost))?;
    if written.executed {
        front.texts.learn(&found);
    }
    if signed_in || kind != Some(OperationType::Query) || !written.flawless {
        let code = written.code;
        return Ok((written.into_private(call.accepted.answering), code));
    }
    let tag = Tag::of(&written.body);
    if let (Some((question, keeping)), Some(standing)) = (keeping, beginning.standing()) {
        keeping.answers.keep(question, Kept::new(&written.body, tag, about, standing, lasting.last()));
    }
    Ok((answer::public(written.body, tag, &call.head, call.accepted.answering, call.reading), None))
}
