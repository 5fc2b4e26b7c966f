//! The GraphQL handler: GraphQL over HTTP to the letter, the document weighed, then the engine.
//!
//! The order is what keeps refusals cheap: the head first, then the body up to its ceiling, then the document, and
//! only for a document that may run is it asked who sent it.
//!
//! May import: [`super`], [`crate::graphql::limits`], `domain`.

use async_graphql::{
    Request as GraphqlRequest, Response as Answered,
    parser::types::{ExecutableDocument, OperationType},
};
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
    frame::RequestId,
    front::{Asked, Front},
    live::{self, Operation},
    media,
    params::Params,
    problem::Problem,
    rate::Client,
    serve::Held,
    tag::Tag,
    texts::Found,
    tongue,
};
use crate::{
    domain::{message::said, text::Lang},
    graphql::limits::{Admitted, Measured, selected},
};

/// The methods this address has, for `Allow`.
pub(super) const ALLOW: &str = "GET, HEAD, POST, OPTIONS";

/// A request that has reached the point where its document is known to be text.
struct Call {
    params: Params,
    asked: Asked,
    head: HeaderMap,
    client: Option<Client>,
    held: Option<Held>,
    accepted: Accepted,
    deadline: Instant,
    /// GET and HEAD change nothing.
    reading: bool,
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
    let call = bearer::asked(request.headers()).and_then(|asked| {
        let params = Params::from_url(request.uri().query().unwrap_or_default())?;
        let client = request.extensions().get().copied();
        let held = request.extensions().get().cloned();
        let head = request.headers().clone();
        Ok(Call { params, asked, head, client, held, accepted, deadline, reading: true })
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
        let asked = bearer::asked(&head.headers)?;
        let reading = read(&head.headers, body, front.body_bytes);
        let body = timeout_at(deadline, reading).await.map_err(|_| Problem::BodyTimeout)??;
        let params = Params::from_body(&body)?;
        let client = head.extensions.get().copied();
        let held = head.extensions.get().cloned();
        let call = Call { params, asked, head: head.headers, client, held, accepted, deadline, reading: false };
        run(&front, id, call).await
    };
    answer.await.unwrap_or_else(|problem| refuse(problem, lang, accepted.answering, &front))
}

/// Any other method.
pub(super) async fn not_allowed(headers: HeaderMap) -> Response {
    Problem::MethodNotAllowed(ALLOW).plain(tongue::of_errors(&headers))
}

fn refuse(problem: Problem, lang: Lang, answering: Answering, front: &Front) -> Response {
    problem.into_answer(lang, answering.media_type(), Some(front.limits.cost))
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

/// Answers: from what is kept, where the question came before and nothing has changed since.
async fn run(front: &Front, id: RequestId, call: Call) -> Result<Response, Problem> {
    if call.accepted.streaming == Streaming::Everything {
        return stream(front, id, call).await;
    }
    let Params { document, operation_name, variables } = &call.params;
    let found = front.texts.find(document)?;
    let asks = call.asked.token.is_none() && front.keeping.is_some();
    let lang = call.asked.lang.unwrap_or_default();
    let question = asks.then(|| Question::of(&found.text, operation_name.as_deref(), variables, lang)).flatten();
    if let (Some(question), Some(keeping)) = (&question, &front.keeping) {
        // Only what ran before is in there, so a document that would be refused still asks nobody anything.
        if keeping.answers.knows(question)
            && let Some(kept) = keeping.answers.get(question, keeping.standing().await?)
        {
            tracing::debug!("answered from what is kept");
            return Ok(answer::public(kept.body, kept.tag, &call.head, call.accepted.answering, call.reading));
        }
    }
    execute(front, id, call, found, question).await
}

/// Weighs the document, runs it, and keeps the answer where anybody may have it again.
async fn execute(
    front: &Front,
    id: RequestId,
    call: Call,
    Found { text, taught }: Found,
    question: Option<Question>,
) -> Result<Response, Problem> {
    let Params { operation_name, variables, .. } = &call.params;
    let request_id = id.to_string();
    let signed_in = call.asked.token.is_some();
    let lang = call.asked.errors_in();
    let circumstances = |cost| Circumstances { lang, limits: &front.limits, request_id: &request_id, cost };
    let Admitted { document, measured } =
        match front.documents.admit(&text, operation_name.as_deref(), variables, &front.limits) {
            Ok(admitted) => admitted,
            Err(denied) => {
                let cost = denied.measured.map_or(0, |measured: Measured| measured.cost);
                let written = Written::of(Answered::from_errors(vec![denied.error]), &circumstances(cost))?;
                return Ok(written.into_private(call.accepted.answering));
            }
        };
    let kind = kind(&document, operation_name.as_deref());
    if call.reading && kind == Some(OperationType::Mutation) {
        return Err(Problem::MethodNotAllowed("POST"));
    }
    if kind == Some(OperationType::Subscription) {
        return match call.accepted.streaming {
            Streaming::No => Err(Problem::NotAcceptable),
            Streaming::Subscriptions | Streaming::Everything => stream(front, id, call).await,
        };
    }
    let Params { operation_name, variables, .. } = call.params;
    let span = tracing::info_span!(
        "operation",
        name = name(&document, operation_name.as_deref()),
        kind = kind.map(tracing::field::display),
        cost = measured.cost,
    );
    if let Some(client) = &call.client {
        front.rates.charge(client, measured.cost);
    }
    let mut request = GraphqlRequest::new(&*text).variables(variables);
    request.operation_name = operation_name;
    request.set_parsed_query(document);
    let lasting = call.asked.lasting.clone();
    let keeping = question.zip(front.keeping.as_ref());
    let execution = async {
        // Before the register is looked at: what is written meanwhile may be in the answer, but is never missing.
        let standing = match keeping {
            Some((_, keeping)) => Some(keeping.standing().await?),
            None => None,
        };
        let asked = Asked { cost: measured.cost, ..call.asked };
        request.data = (front.authenticate)(asked).await?;
        Ok::<_, Problem>((standing, (front.engine)(request).await))
    };
    let (standing, answered) =
        timeout_at(call.deadline, execution.instrument(span)).await.map_err(|_| Problem::Timeout)??;
    let written = Written::of(answered, &circumstances(measured.cost))?;
    if let Some(hash) = taught.filter(|_| written.executed) {
        front.texts.learn(hash, text);
    }
    if signed_in || kind != Some(OperationType::Query) || !written.flawless {
        return Ok(written.into_private(call.accepted.answering));
    }
    let tag = Tag::of(&written.body);
    if let (Some((question, keeping)), Some(standing)) = (keeping, standing) {
        keeping.answers.keep(question, Kept::new(written.body.clone(), tag, standing, lasting.last()));
    }
    Ok(answer::public(written.body, tag, &call.head, call.accepted.answering, call.reading))
}

/// Answers as an event stream.
async fn stream(front: &Front, id: RequestId, call: Call) -> Result<Response, Problem> {
    let Call { params, asked, client, held, reading, .. } = call;
    live::stream(front, Operation { params, asked, client, id, reading }, held).await
}

pub(super) fn kind(document: &ExecutableDocument, operation_name: Option<&str>) -> Option<OperationType> {
    selected(document, operation_name).map(|operation| operation.node.ty)
}

/// The name as it stands in the document, so that a log line never holds free text from a client.
pub(super) fn name<'d>(document: &'d ExecutableDocument, operation_name: Option<&str>) -> Option<&'d str> {
    let chosen = selected(document, operation_name)?;
    let (name, _) = document.operations.iter().find(|(_, one)| std::ptr::eq(*one, chosen))?;
    name.map(async_graphql::Name::as_str)
}
