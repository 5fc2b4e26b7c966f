//! Event streams.

use std::sync::atomic::Ordering;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Duration, Instant, timeout},
};
use tower::ServiceExt;

use super::{LONG, Register, Server};
use crate::http::{
    Listening, router,
    tests::{Answer, CANARY, get, post, send_to, with},
};

const ENDS: &str = "event: complete\ndata:\n\n";

fn streamed(request: Request<Body>) -> Request<Body> {
    with(request, "accept", "text/event-stream")
}

async fn ask(register: &Register, query: &str) -> Answer {
    send_to(router(register.front()), streamed(post(&json!({ "query": query })))).await
}

/// The answers in a stream, and whether it says that it is complete.
fn answers(stream: &str) -> (Vec<Value>, bool) {
    let events = stream.split("\n\n").filter(|event| event.starts_with("event: next\n"));
    let data = events.map(|event| event.strip_prefix("event: next\ndata: ").expect("an answer"));
    (data.map(|data| serde_json::from_str(data).expect("JSON")).collect(), stream.ends_with(ENDS))
}

#[tokio::test]
async fn a_subscription_is_a_stream_of_answers_that_completes() {
    let answer = ask(&Register::new(), "subscription { ticks(after: 0, first: 1) { number } }").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/event-stream; charset=utf-8");
    assert_eq!((answer.header("cache-control"), answer.header("x-accel-buffering")), ("no-store", "no"));
    let (answers, complete) = answers(&answer.text);
    assert!(complete && answers.len() == 1, "{}", answer.text);
    assert_eq!(answers[0]["data"]["ticks"]["number"], 1);
    assert!(answers[0]["extensions"]["cost"].is_object());
}

#[tokio::test]
async fn a_query_is_answered_once() {
    let answer = ask(&Register::new(), "{ hello }").await;
    let (answers, complete) = answers(&answer.text);
    assert_eq!((answers.len(), complete), (1, true));
    assert_eq!(answers[0]["data"]["hello"], "hello nobody");
    let got = send_to(router(Register::new().front()), streamed(get("/graphql?query=%7Bhello%7D"))).await;
    assert!(got.text.contains("hello nobody") && got.text.ends_with(ENDS), "{}", got.text);
}

#[tokio::test]
async fn what_is_wrong_with_the_document_is_the_one_answer() {
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("subscription { doesNotExist }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { ticks(first: 1000) { number } }", "BAD_USER_INPUT"),
        ("subscription { breaks }", "INTERNAL"),
        ("{ panics }", "INTERNAL"),
    ] {
        let answer = ask(&Register::new(), query).await;
        assert_eq!(answer.status, StatusCode::OK);
        let (answers, complete) = answers(&answer.text);
        assert_eq!((answers.len(), complete), (1, true), "{query}");
        assert_eq!(answers[0]["errors"][0]["extensions"]["code"], code, "{query}");
        assert!(answers[0].get("data").is_none() && !answer.text.contains(CANARY), "{}", answer.text);
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_request_is_said_as_http() {
    let server = || router(Register::new().front());
    let bad_token = with(streamed(post(&json!({"query": "{ hello }"}))), "authorization", "Bearer bad");
    let answer = send_to(server(), bad_token).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"));
    assert!(answer.header("content-type").starts_with("application/json"));
    assert_eq!(send_to(server(), streamed(post(&json!({})))).await.status, StatusCode::BAD_REQUEST);
    let changing = streamed(get("/graphql?query=mutation%7Bchange%7Becho(n:1)%7D%7D"));
    assert_eq!(send_to(server(), changing).await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_subscription_is_streamed_to_whoever_takes_it() {
    let query = json!({"query": "subscription { ticks(after: 0, first: 1) { number } }"});
    let asked = |accept: Option<&str>| match accept {
        Some(accept) => with(post(&query), "accept", accept),
        None => post(&query),
    };
    for accept in
        [None, Some("*/*"), Some("application/json, text/event-stream"), Some("text/*;q=0.1, application/json")]
    {
        let answer = send_to(router(Register::new().front()), asked(accept)).await;
        assert!(answer.header("content-type").starts_with("text/event-stream"), "{accept:?}");
        assert!(answers(&answer.text).1, "{}", answer.text);
    }
    for accept in ["application/json", "application/graphql-response+json", "application/json, text/event-stream;q=0"] {
        let answer = send_to(router(Register::new().front()), asked(Some(accept))).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE"), "{accept}");
    }
    let listed = with(post(&json!({"query": "{ hello }"})), "accept", "application/json, text/event-stream");
    let answer = send_to(router(Register::new().front()), listed).await;
    assert_eq!(answer.json()["data"]["hello"], "hello nobody", "a query is not streamed to who would rather have JSON");
}

/// A stream that is read as it comes.
struct Reading(Body);

impl Reading {
    async fn of(router: Router, query: &str, token: Option<&str>) -> Self {
        let mut request = streamed(post(&json!({ "query": query })));
        if let Some(token) = token {
            request = with(request, "authorization", &format!("Bearer {token}"));
        }
        let Ok(response) = router.oneshot(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body())
    }

    /// What comes next.
    async fn next(&mut self) -> String {
        let frame = self.0.frame().await.expect("more").expect("readable");
        String::from_utf8(frame.into_data().expect("data").to_vec()).expect("UTF-8")
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_shows_that_it_lives() {
    let register = Register::new();
    let mut stream = Reading::of(router(register.front()), "subscription { ticks { number } }", None).await;
    assert_eq!(stream.next().await, ":\n\n", "at once");
    let started = Instant::now();
    assert_eq!(stream.next().await, ":\n\n");
    assert_eq!(started.elapsed(), Duration::from_secs(12));
    register.rises();
    assert!(stream.next().await.contains("\"number\":2"));
}

#[tokio::test]
async fn a_reader_who_leaves_leaves_nothing_behind() {
    let register = Register::new();
    let mut stream = Reading::of(router(register.front()), "subscription { ticks { number } }", None).await;
    stream.next().await;
    assert_eq!(register.number.receiver_count(), 1);
    drop(stream);
    register.followed_by(0).await;
}

/// Not complete: the client asks anew, of whoever answers then.
#[tokio::test]
async fn a_stop_breaks_a_stream_off() {
    let listening = Listening { grace: Duration::from_mins(10), ..Listening::default() };
    let server = Server::listening(Register::new().front(), listening).await;
    let mut stream = TcpStream::connect(server.address).await.expect("a connection");
    let body = "{\"query\": \"subscription { ticks { number } }\"}";
    let head =
        "POST /graphql HTTP/1.1\r\nhost: here\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n";
    let request = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).await.expect("written");
    let mut read = Vec::new();
    while !read.windows(3).any(|three| three == b":\n\n") {
        stream.read_buf(&mut read).await.expect("readable");
    }
    server.stop.send(()).expect("it runs");
    timeout(LONG, stream.read_to_end(&mut read)).await.expect("it is closed").expect("in order");
    assert!(!String::from_utf8(read).expect("UTF-8").contains("event:"));
    server.task.await.expect("no panic").expect("no error");
}

#[tokio::test(start_paused = true)]
async fn a_right_that_ends_ends_the_stream() {
    let expires = Register::new();
    expires.seconds.store(5, Ordering::SeqCst);
    let revoked = Register::new();
    for (register, revoke) in [(expires, false), (revoked, true)] {
        let query = "subscription { ticks { number } }";
        let mut stream = Reading::of(router(register.front()), query, Some("good")).await;
        assert_eq!(stream.next().await, ":\n\n");
        if revoke {
            register.admits.store(false, Ordering::SeqCst);
            register.rises();
        }
        let (answers, complete) = answers(&stream.next().await);
        assert!(complete);
        assert_eq!(answers[0]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert!(stream.0.frame().await.is_none());
    }
}
