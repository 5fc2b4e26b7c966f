//! Lines of the log about what comes over connections that last.

use serde_json::{Value, json};

use super::{CANARY, Register, Server};
use crate::http::{
    router,
    tests::{observing::Lines, post, send_to, with},
};

/// The lines about operations: name, kind, cost and code, and that they have an id and a time.
fn operations(lines: &Lines) -> Vec<[Value; 4]> {
    let lines = lines.read();
    for line in &lines {
        let line = line.to_string();
        assert!(!line.contains(CANARY) && !line.contains("hello") && !line.contains("good"), "{line}");
    }
    let ended = lines.iter().filter(|line| line["fields"]["message"] == "operation ended");
    let told = ended.map(|line| {
        assert!(line["fields"]["id"].is_string() && line["fields"]["milliseconds"].is_u64(), "{line}");
        ["name", "kind", "cost", "code"].map(|field| line["fields"][field].clone())
    });
    told.collect()
}

fn logging(lines: &Lines) -> tracing::subscriber::DefaultGuard {
    let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(lines.clone());
    tracing::subscriber::set_default(subscriber.finish())
}

#[tokio::test]
async fn each_operation_over_a_socket_has_one_line() {
    let lines = Lines::default();
    let guard = logging(&lines);
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({"token": "good"})).await;
    let ask = format!("query Greets {{ hello(name: \"{CANARY}\") }}");
    for (query, answers) in [
        (ask.as_str(), 2),
        ("mutation { change { echo(n: 1) } }", 2),
        ("subscription Follows { ticks(after: 0, first: 1) { number } }", 2),
        ("{ nope_canary }", 1),
        ("{ leaves(first: -1) { id } }", 1),
        ("{", 1),
    ] {
        client.ask(CANARY, query).await;
        for _ in 0..answers {
            client.hear().await;
        }
    }
    drop(client);
    drop(guard);
    let (query, none) = (json!("query"), Value::Null);
    assert_eq!(
        operations(&lines),
        [
            [json!("Greets"), query.clone(), json!(1), json!("OK")],
            [none.clone(), json!("mutation"), json!(2), json!("OK")],
            [json!("Follows"), json!("subscription"), json!(2), json!("OK")],
            [none.clone(), query, json!(1), json!("GRAPHQL_VALIDATION_FAILED")],
            [none.clone(), none.clone(), none.clone(), json!("BAD_USER_INPUT")],
            [none.clone(), none.clone(), none, json!("GRAPHQL_PARSE_FAILED")],
        ]
    );
}

#[tokio::test]
async fn each_event_stream_has_one_line() {
    let lines = Lines::default();
    let guard = logging(&lines);
    let router = router(Register::new().front());
    for query in ["subscription Follows { ticks(after: 0, first: 1) { number } }", "query Greets { hello }", "{"] {
        let request = with(post(&json!({ "query": query })), "accept", "text/event-stream");
        send_to(router.clone(), request).await;
    }
    drop(guard);
    let told = operations(&lines);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], [json!("Follows"), json!("subscription"), json!(2), json!("OK")]);
    assert_eq!(told[1][..2], [json!("Greets"), json!("query")]);
    assert_eq!(told[2][3], "GRAPHQL_PARSE_FAILED");
    // The requests have lines of their own, in which nothing of the operation is said a second time.
    let requests = lines.read().into_iter().filter(|line| line["fields"]["message"] == "answered");
    assert!(requests.inspect(|line| assert_eq!(line["fields"].get("kind"), None, "{line}")).count() == 3);
}
