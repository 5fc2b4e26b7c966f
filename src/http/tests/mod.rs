//! The front over a tiny invented schema, in process and over real sockets.

mod dev_tokens;
mod edges;
mod engine;
mod errors;
mod keeping;
mod languages;
mod live;
mod negotiation;
mod observing;
mod playground;
mod protocol;
mod rate;
mod sockets;
mod standing;
mod texts;

use std::time::Duration;

use async_graphql::{Context, EmptySubscription, ErrorExtensions, Object, Result, Schema, SimpleObject};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{Front, NotAdmitted, router};

/// Text that must never leave the server.
pub(super) const CANARY: &str = "canary-7f3a";

pub(super) struct Caller(Option<String>);

#[derive(SimpleObject)]
struct Leaf {
    id: i32,
}

struct Branch;

#[Object]
impl Branch {
    async fn failing(&self) -> Result<i32> {
        Err(std::io::Error::other(format!("no such table: {CANARY}")).into())
    }

    async fn strict(&self) -> Result<i32> {
        Err(async_graphql::Error::new(CANARY))
    }

    async fn echo(&self, n: i32) -> i32 {
        n
    }
}

pub(super) struct Query;

#[Object]
impl Query {
    async fn hello(&self, name: Option<String>) -> String {
        format!("hello {}", name.unwrap_or_else(|| "nobody".to_owned()))
    }

    async fn caller(&self, context: &Context<'_>) -> Option<String> {
        context.data_opt::<Caller>().and_then(|caller| caller.0.clone())
    }

    async fn leaves(&self, #[graphql(default = 2)] first: i32) -> Vec<Leaf> {
        (0..first).map(|id| Leaf { id }).collect()
    }

    async fn branches(&self) -> Vec<Option<Branch>> {
        vec![Some(Branch), Some(Branch)]
    }

    // The engine keeps a failure to its own nullable field in this form only; `Result<Option<_>>` takes the parent.
    async fn nullable_failing(&self) -> Option<Result<i32>> {
        Some(Err(std::io::Error::other(format!("connection refused by {CANARY}")).into()))
    }

    async fn refused(&self, #[graphql(default = 1)] size: i32) -> Result<Option<i32>> {
        let message = "x".repeat(usize::try_from(size).unwrap_or_default());
        let detail = message.clone();
        Err(async_graphql::Error::new(message).extend_with(|_, extensions| {
            extensions.set("code", "FORBIDDEN");
            extensions.set("detail", detail.clone());
        }))
    }

    #[allow(unreachable_code, clippy::diverging_sub_expression, reason = "the macro writes on after a panic")]
    async fn panics(&self) -> i32 {
        std::panic::panic_any(CANARY)
    }

    /// Ready after whatever is ready at once.
    async fn late(&self) -> i32 {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        0
    }

    async fn endless(&self) -> i32 {
        std::future::pending().await
    }

    #[graphql(visible = false)]
    async fn hidden_canary(&self) -> i32 {
        0
    }
}

pub(super) struct Mutation;

#[Object]
impl Mutation {
    async fn change(&self) -> Branch {
        Branch
    }
}

pub(super) fn front() -> Front {
    let schema = Schema::build(Query, Mutation, EmptySubscription).finish();
    Front::new(schema).authenticate(|asked| async move {
        match asked.token.as_deref() {
            Some("good") => Ok(Caller(Some("a caller".to_owned()))),
            None => Ok(Caller(None)),
            Some(_) => Err(NotAdmitted::Unauthorised),
        }
    })
}

/// An answer, taken apart.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("readable"))
    }

    /// The code of the first error.
    pub fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub(super) async fn send_to(router: Router, request: Request<Body>) -> Answer {
    let Ok(response) = router.oneshot(request).await;
    let (head, body) = response.into_parts();
    let body = body.collect().await.expect("a whole body").to_bytes();
    Answer { status: head.status, headers: head.headers, text: String::from_utf8(body.to_vec()).expect("UTF-8") }
}

pub(super) async fn send(request: Request<Body>) -> Answer {
    send_to(router(front()), request).await
}

/// A POST of JSON, its headers to be changed.
pub(super) fn post(body: &Value) -> Request<Body> {
    raw(body.to_string())
}

pub(super) fn raw(body: impl Into<Body>) -> Request<Body> {
    Request::post("/graphql").header(header::CONTENT_TYPE, "application/json").body(body.into()).expect("a request")
}

pub(super) fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().append(name, value.parse().expect("a header value"));
    request
}

/// A query by POST, answered as the current draft has it.
pub(super) async fn ask(query: &str) -> Answer {
    send(with(post(&json!({"query": query})), "accept", "application/graphql-response+json")).await
}

pub(super) fn get(path_and_query: &str) -> Request<Body> {
    Request::builder().method(Method::GET).uri(path_and_query).body(Body::empty()).expect("a request")
}

pub(super) const PATIENCE: Duration = Duration::from_secs(10);
