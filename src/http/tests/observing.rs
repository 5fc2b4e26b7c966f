//! What is counted and logged, and that nothing of anybody's is in it.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use super::{CANARY, front, get, post, raw, router, send_to, with};
use crate::http::{Observer, metrics, observe::parent};

/// The lines of a log.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

impl Lines {
    /// What was written so far.
    pub(super) fn read(&self) -> Vec<Value> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }
}

#[tokio::test]
async fn a_log_line_has_the_requests_id_and_nothing_of_anybodys() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(lines.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    let router = router(front());
    let text =
        format!("query Greeting($name: String) {{ canary_7f3a: hello(name: $name) other: hello(name: \"{CANARY}\") }}");
    let asked = json!({ "query": text, "variables": { "name": CANARY } });
    let asked = with(with(post(&asked), "authorization", "Bearer good"), "idempotency-key", CANARY);
    let answer = send_to(router.clone(), with(asked, "user-agent", CANARY)).await;
    assert!(answer.text.contains(CANARY), "{}", answer.text);
    let id = answer.header("x-request-id").to_owned();
    let refused = send_to(
        router.clone(),
        with(post(&json!({ "query": format!("{{ a(x: \"{CANARY}\") }}") })), "authorization", "Bearer canary-7f3a"),
    )
    .await;
    send_to(router, get(&format!("/graphql?query=%7Bhello(name:%22{CANARY}%22)%7D"))).await;
    drop(guard);
    let lines = lines.read();
    assert_eq!(lines.len(), 3, "one line for each: {lines:?}");
    assert_eq!(lines[0]["span"]["id"].as_str(), Some(id.as_str()));
    assert_eq!((&lines[0]["fields"]["message"], &lines[0]["fields"]["status"]), (&json!("answered"), &json!(200)));
    let told = |line: &Value| ["name", "kind", "cost", "code"].map(|field| line["fields"][field].clone());
    assert_eq!(told(&lines[0]), [json!("Greeting"), json!("query"), json!(2), Value::Null]);
    assert_eq!(told(&lines[1]), [Value::Null, json!("query"), json!(1), json!("UNAUTHENTICATED")]);
    assert_eq!(told(&lines[2]), [Value::Null, json!("query"), json!(1), Value::Null]);
    assert_eq!(lines[1]["span"]["id"].as_str(), Some(refused.header("x-request-id")));
    for line in lines {
        let line = line.to_string();
        assert!(!line.contains(CANARY) && !line.contains("canary_7f3a"), "{line}");
        assert!(!line.contains("Bearer") && !line.contains("hello"), "{line}");
    }
}

#[tokio::test]
async fn a_log_line_has_no_long_names_and_nothing_of_what_is_not_a_request() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(lines.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    let long = "N".repeat(80);
    let asked = json!({ "query": format!("query {long} {{ leaves(first: 100) {{ id }} }}") });
    let router = router(front());
    send_to(router.clone(), post(&asked)).await;
    send_to(router, raw("no json")).await;
    drop(guard);
    let lines = lines.read();
    assert_eq!(lines[0]["fields"]["name"], "N".repeat(64), "no name is as long as a document");
    assert_eq!((&lines[1]["fields"]["code"], &lines[1]["fields"]["cost"]), (&json!("BAD_REQUEST"), &Value::Null));
}

#[tokio::test]
async fn what_fails_inside_is_logged_under_the_requests_id() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::WARN).with_writer(lines.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    let answer = send_to(router(front()), post(&json!({ "query": "{ nullableFailing }" }))).await;
    drop(guard);
    let lines = lines.read();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!(line["fields"]["request_id"].as_str(), Some(answer.header("x-request-id")));
}

#[tokio::test]
async fn answers_are_counted_by_kind_and_code() {
    let observer = Observer::default();
    let router = router(front().observed(observer.clone()));
    for document in
        ["{ hello }", "{ hello }", "mutation { change { echo(n: 1) } }", "{ refused }", "{ unknown }", "{ ["]
    {
        send_to(router.clone(), post(&json!({ "query": document }))).await;
    }
    send_to(router.clone(), raw("no json")).await;
    send_to(router.clone(), post(&json!({ "query": "{ hello }", "operationName": CANARY }))).await;
    let text = send_to(metrics(observer), get("/metrics")).await;
    assert_eq!(text.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let count = |kind: &str, code: &str| {
        let name = format!("mandat_operation_duration_seconds_count{{kind=\"{kind}\",code=\"{code}\"}} ");
        let line = text.text.lines().find_map(|line| line.strip_prefix(&name));
        line.map_or(0, |number| number.parse::<u64>().expect("a number"))
    };
    assert_eq!(count("query", "OK"), 2, "{}", text.text);
    assert_eq!(count("mutation", "OK"), 1);
    assert_eq!(count("query", "FORBIDDEN"), 1);
    assert_eq!(count("query", "GRAPHQL_VALIDATION_FAILED"), 1);
    assert_eq!(count("none", "GRAPHQL_PARSE_FAILED"), 1);
    assert_eq!(count("none", "BAD_REQUEST"), 1);
    let has = |line: &str| assert!(text.text.lines().any(|one| one == line), "{line}\n{}", text.text);
    has("mandat_documents_refused_total{code=\"GRAPHQL_PARSE_FAILED\"} 1");
    has("mandat_parsed_documents_total{result=\"hit\"} 2");
    has("mandat_websockets_open 0");
    let tasks = text.text.lines().find_map(|line| line.strip_prefix("mandat_tasks_alive "));
    assert!(tasks.is_some_and(|number| number.parse::<u64>().is_ok()), "{}", text.text);
    assert!(!text.text.contains(CANARY), "{}", text.text);
}

/// A task counts from when it begins to when it ends.
#[tokio::test]
async fn tasks_are_counted_while_they_live() {
    let observer = Observer::default();
    let alive = || {
        let text = observer.text();
        let number = text.lines().find_map(|line| line.strip_prefix("mandat_tasks_alive ")?.parse::<u64>().ok());
        number.expect("a number")
    };
    let before = alive();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..50 {
        tasks.spawn(std::future::pending::<()>());
    }
    assert_eq!(alive(), before + 50);
    tasks.shutdown().await;
    assert_eq!(alive(), before);
}

#[tokio::test]
async fn the_public_port_does_not_tell_numbers() {
    assert_eq!(send_to(router(front()), get("/metrics")).await.status, 404);
    assert_eq!(send_to(metrics(Observer::default()), get("/graphql")).await.status, 404);
}

#[test]
fn only_a_trusted_proxy_is_believed_about_a_trace() {
    let mut headers = axum::http::HeaderMap::new();
    let parent_of =
        |headers: &axum::http::HeaderMap, hops| parent(headers, hops).map(|span| span.trace_id().to_string());
    assert_eq!(parent_of(&headers, 1), None);
    headers.insert("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".parse().expect("a value"));
    assert_eq!(parent_of(&headers, 0), None);
    assert_eq!(parent_of(&headers, 1).as_deref(), Some("0af7651916cd43dd8448eb211c80319c"));
    headers.insert("traceparent", CANARY.parse().expect("a value"));
    assert_eq!(parent_of(&headers, 1), None);
}
