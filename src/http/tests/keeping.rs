//! Answers to anybody: their names, and when they are given again.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};

use async_graphql::{Context, EmptySubscription, Object, Schema};
use axum::{
    Router,
    http::{Method, StatusCode},
};
use chrono::{DateTime, Days, TimeDelta, Utc};
use serde_json::json;

use super::{Answer, get, post, router, send_to, with};
use crate::{
    domain::text::Lang,
    graphql::lasting::Lasting,
    http::{Front, NotAdmitted, Standing},
};

/// What a request knows, as the server's session does.
struct Asking {
    lang: Lang,
    lasting: Lasting,
}

/// How often something was made, and until when one of them holds.
#[derive(Clone)]
struct Register {
    made: Arc<AtomicU32>,
    standing: Arc<Mutex<Standing>>,
}

struct Query;

#[Object]
impl Query {
    async fn made(&self, context: &Context<'_>, of: Option<i32>) -> String {
        let register = context.data_unchecked::<Register>();
        let asking = context.data_unchecked::<Asking>();
        format!("{:?} {:?} {}", of, asking.lang, register.made.fetch_add(1, Ordering::SeqCst))
    }

    async fn next(&self, context: &Context<'_>) -> u32 {
        let register = context.data_unchecked::<Register>();
        context.data_unchecked::<Asking>().lasting.until(soon());
        register.made.fetch_add(1, Ordering::SeqCst)
    }

    async fn failing(&self, context: &Context<'_>) -> async_graphql::Result<Option<u32>> {
        context.data_unchecked::<Register>().made.fetch_add(1, Ordering::SeqCst);
        Err(async_graphql::Error::new("no"))
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn change(&self, context: &Context<'_>) -> u32 {
        context.data_unchecked::<Register>().made.fetch_add(1, Ordering::SeqCst)
    }
}

fn start() -> DateTime<Utc> {
    "2026-05-04T10:00:00Z".parse().expect("an instant")
}

fn soon() -> DateTime<Utc> {
    start() + TimeDelta::minutes(5)
}

impl Register {
    fn new() -> Self {
        let standing = Standing { seq: 7, day: start().date_naive(), now: start() };
        Self { made: Arc::default(), standing: Arc::new(Mutex::new(standing)) }
    }

    fn change(&self, change: impl FnOnce(&mut Standing)) {
        change(&mut self.standing.lock().expect("nobody failed with it"));
    }

    fn server(&self, bytes: usize) -> Router {
        let schema = Schema::build(Query, Mutation, EmptySubscription).data(self.clone()).finish();
        let standing = Arc::clone(&self.standing);
        let front = Front::new(schema)
            .authenticate(|asked| async move {
                asked.beginning.look().await.map_err(|_| NotAdmitted::Unavailable)?;
                Ok::<_, NotAdmitted>(Asking { lang: asked.lang.unwrap_or_default(), lasting: asked.lasting })
            })
            .keep_answers(bytes, move || {
                let standing = *standing.lock().expect("nobody failed with it");
                async move { Ok(standing) }
            });
        router(front)
    }

    fn made(&self) -> u32 {
        self.made.load(Ordering::SeqCst)
    }
}

const ROOM: usize = 1024 * 1024;

async fn ask(server: &Router, query: &str) -> Answer {
    send_to(server.clone(), post(&json!({ "query": query }))).await
}

#[tokio::test]
async fn a_question_that_came_before_is_not_asked_of_the_engine_again() {
    let register = Register::new();
    let server = register.server(ROOM);
    let first = ask(&server, "{ made }").await;
    let again = ask(&server, "{ made }").await;
    assert_eq!((first.text.as_str(), register.made()), (again.text.as_str(), 1));
    assert_eq!(first.header("etag"), again.header("etag"));
    assert_eq!(again.header("cache-control"), "public, no-cache");
    assert!(again.header("vary").contains("accept-language"), "{}", again.header("vary"));
    assert_eq!(again.json()["extensions"], first.json()["extensions"]);
}

#[tokio::test]
async fn it_is_asked_again_when_anything_was_written_or_another_day_began() {
    let register = Register::new();
    let server = register.server(ROOM);
    ask(&server, "{ made }").await;
    register.change(|standing| standing.seq += 1);
    ask(&server, "{ made }").await;
    assert_eq!(register.made(), 2);
    register.change(|standing| standing.day = standing.day + Days::new(1));
    ask(&server, "{ made }").await;
    ask(&server, "{ made }").await;
    assert_eq!(register.made(), 3);
}

#[tokio::test]
async fn what_was_about_to_change_is_given_until_then() {
    let register = Register::new();
    let server = register.server(ROOM);
    ask(&server, "{ next }").await;
    register.change(|standing| standing.now = soon());
    ask(&server, "{ next }").await;
    assert_eq!(register.made(), 1);
    register.change(|standing| standing.now = soon() + TimeDelta::milliseconds(1));
    ask(&server, "{ next }").await;
    assert_eq!(register.made(), 2);
}

#[tokio::test]
async fn another_language_variable_or_operation_is_another_question() {
    let register = Register::new();
    let server = register.server(ROOM);
    let document = "query A($of: Int) { made(of: $of) } query B($of: Int) { made(of: $of) }";
    for (name, of, languages) in [("A", 1, "nb"), ("A", 2, "nb"), ("B", 1, "nb"), ("A", 1, "en")] {
        let body = json!({ "query": document, "operationName": name, "variables": { "of": of } });
        let answer = send_to(server.clone(), with(post(&body), "accept-language", languages)).await;
        assert!(answer.text.contains(&of.to_string()), "{}", answer.text);
    }
    assert_eq!(register.made(), 4);
    // Languages that the register does not have make no difference.
    let body = json!({ "query": document, "operationName": "A", "variables": { "of": 1 } });
    send_to(server.clone(), with(post(&body), "accept-language", "fr, en-GB;q=0.9")).await;
    assert_eq!(register.made(), 4);
}

#[tokio::test]
async fn nothing_is_kept_of_those_who_sign_in_of_changes_and_of_failures() {
    let register = Register::new();
    let server = register.server(ROOM);
    for query in ["mutation { change }", "{ failing }"] {
        for _ in 0..2 {
            let answer = ask(&server, query).await;
            assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""), "{query}");
        }
    }
    assert_eq!(register.made(), 4);
    ask(&server, "{ made }").await;
    for _ in 0..2 {
        let request = with(post(&json!({ "query": "{ made }" })), "authorization", "Bearer good");
        let answer = send_to(server.clone(), request).await;
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-store", ""));
    }
    assert_eq!(register.made(), 7);
}

#[tokio::test]
async fn with_no_room_every_question_is_asked() {
    let register = Register::new();
    let server = register.server(0);
    ask(&server, "{ made }").await;
    let answer = ask(&server, "{ made }").await;
    assert_eq!(register.made(), 2);
    assert!(!answer.header("etag").is_empty(), "the answer has a name all the same");
}

#[tokio::test]
async fn who_has_the_answer_is_told_so() {
    let register = Register::new();
    let server = register.server(ROOM);
    let page = "/graphql?query=%7Bmade%7D";
    let first = send_to(server.clone(), get(page)).await;
    let name = first.header("etag").to_owned();
    for method in [Method::GET, Method::HEAD] {
        let mut request = with(get(page), "if-none-match", &format!("W/{name}, \"else\""));
        *request.method_mut() = method;
        let answer = send_to(server.clone(), request).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!((answer.header("etag"), answer.header("content-type")), (name.as_str(), ""));
        assert_eq!(answer.header("cache-control"), "public, no-cache");
    }
    assert_eq!(register.made(), 1, "the engine was not asked");
    let other = send_to(server.clone(), with(get(page), "accept", "application/graphql-response+json")).await;
    assert_ne!(other.header("etag"), name, "another media type is another representation");
    register.change(|standing| standing.seq += 1);
    let changed = send_to(server.clone(), with(get(page), "if-none-match", &name)).await;
    assert_eq!(changed.status, StatusCode::OK);
    // A POST is answered in full: it has no 304.
    let request = with(post(&json!({ "query": "{made}" })), "if-none-match", changed.header("etag"));
    assert_eq!(send_to(server, request).await.status, StatusCode::OK);
}
