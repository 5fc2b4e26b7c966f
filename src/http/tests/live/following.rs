//! Subscriptions: what is told, when, and to whom.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};
use tokio::time::{Duration, Instant, pause};

use super::{Caller, Client, Register, Server};

const TICKS: &str = "subscription { ticks { number } }";

impl Client {
    /// The number in the next event of an operation.
    async fn tick(&mut self, id: &str) -> Value {
        let said = self.hear().await;
        assert_eq!((&said["type"], &said["id"]), (&json!("next"), &json!(id)), "{said}");
        said["payload"]["data"]["ticks"]["number"].clone()
    }

    /// That everything said before has been dealt with.
    async fn heard_out(&mut self) {
        self.say(json!({"type": "ping"})).await;
        assert_eq!(self.hear().await["type"], "pong");
    }
}

#[tokio::test]
async fn each_rise_is_told_and_the_stream_completes_after_so_many() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks(after: 0, first: 3) { number } }").await;
    for number in 1..=3 {
        assert_eq!(client.tick("1").await, number);
        register.rises();
    }
    assert_eq!(client.hear().await, json!({"id": "1", "type": "complete"}));
    client.ask("1", "{ hello }").await;
    assert_eq!(client.hear().await["id"], "1", "the identity is free again");
}

#[tokio::test]
async fn who_saw_the_latest_waits_for_the_next() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({})).await;
    for (id, query) in [("new", TICKS), ("same", "subscription { ticks(after: 1) { number } }")] {
        client.ask(id, query).await;
    }
    client.ask("done", "{ hello }").await;
    assert_eq!(client.hear().await["id"], "done");
    assert_eq!(client.hear().await["type"], "complete");
    // Both have looked once: the register is not asked before they wait.
    register.followed_by(2).await;
    register.rises();
    let mut told = [client.hear().await["id"].clone(), client.hear().await["id"].clone()];
    told.sort_by_key(ToString::to_string);
    assert_eq!(told, ["new", "same"]);
}

#[tokio::test]
async fn what_the_client_completes_is_not_told_any_more() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks(after: 0) { number } }").await;
    assert_eq!(client.tick("1").await, 1);
    client.say(json!({"id": "1", "type": "complete"})).await;
    client.say(json!({"id": "never", "type": "complete"})).await;
    client.heard_out().await;
    register.followed_by(0).await;
    register.rises();
    client.heard_out().await;
}

#[tokio::test]
async fn a_client_that_leaves_leaves_nothing_behind() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks(after: 0) { number } }").await;
    assert_eq!(client.tick("1").await, 1);
    assert_eq!(register.number.receiver_count(), 1);
    drop(client);
    register.followed_by(0).await;
}

#[tokio::test]
async fn who_asks_is_looked_up_anew_for_each_event() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({"token": "good"})).await;
    client.ask("1", "subscription { ticks(after: 0) { caller } }").await;
    assert_eq!(client.hear().await["payload"]["data"]["ticks"]["caller"], "a caller");
    register.admits.store(false, Ordering::SeqCst);
    register.rises();
    assert_eq!(client.closed().await.0, 4403);
}

#[tokio::test]
async fn a_subscription_has_one_field_at_its_top() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    for wrong in [
        "subscription { a: ticks { number } b: ticks { number } }",
        "subscription { ... { a: ticks { number } b: ticks { number } } }",
        "subscription { ...f ticks { number } } fragment f on Ticks { ticks { number } }",
        "subscription { ...f } fragment f on Ticks { ...f }",
        "subscription { ...f } fragment f on Ticks { __typename }",
        "subscription { ...f } fragment f on Query { hello }",
        "subscription { ... on Query { ticks { number } } }",
        "subscription { ...f } fragment f on Ticks { doesNotExist }",
        "subscription { ...f @include(if: true) } fragment f on Ticks { ticks { number } }",
        "subscription { ... @skip(if: false) { ticks { number } } }",
        "subscription { ...f } fragment f on Ticks { ticks @skip(if: true) { number } }",
        "subscription { ...nowhere }",
        "subscription { ... { ticks { number } } } fragment unused on Ticks { ticks { number } }",
        "subscription { __typename }",
        "subscription { ticks @skip(if: true) { number } }",
        "subscription { doesNotExist }",
        "subscription { ticks }",
    ] {
        client.ask("1", wrong).await;
        let said = client.hear().await;
        assert_eq!((&said["type"], &said["id"]), (&json!("error"), &json!("1")), "{wrong}: {said}");
        assert_eq!(said["payload"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{wrong}");
    }
}

#[tokio::test]
async fn the_one_field_may_stand_in_fragments() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    for (name, document) in [
        (None, "subscription { ... { ticks(after: 0, first: 1) { number } } }"),
        (None, "subscription { ... on Ticks { ... { ticks(after: 0, first: 1) { number } } } }"),
        (
            None,
            "subscription { ...f } fragment f on Ticks { ticks(after: 0, first: 1) { ...t } } fragment t on Tick { number }",
        ),
        (
            None,
            "subscription { ...f } fragment f on Ticks { ...g } fragment g on Ticks { ticks(after: 0, first: 1) { number } }",
        ),
        (
            Some("B"),
            "subscription A { ...f } subscription B { ...f } query C { hello } fragment f on Ticks { ticks(after: 0, first: 1) { number } }",
        ),
    ] {
        let payload = json!({"query": document, "operationName": name});
        client.say(json!({"id": "1", "type": "subscribe", "payload": payload})).await;
        assert_eq!(client.tick("1").await, 1, "{document}");
        assert_eq!(client.hear().await, json!({"id": "1", "type": "complete"}), "told once: {document}");
    }
}

#[tokio::test]
async fn what_breaks_before_the_first_event_is_an_error_that_tells_nothing() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    for query in ["subscription { breaks }", "subscription { falls }"] {
        client.ask("1", query).await;
        let said = client.hear().await;
        assert_eq!((&said["type"], &said["payload"][0]["extensions"]["code"]), (&json!("error"), &json!("INTERNAL")));
        assert!(said["payload"][0]["extensions"]["requestId"].is_string(), "{said}");
        assert!(!said.to_string().contains(super::CANARY), "{said}");
    }
    client.heard_out().await;
}

/// Listening for changes may ask the database: for a document that is refused nobody does, nor for one that is answered once.
#[tokio::test]
async fn it_is_listened_for_changes_once_there_is_something_to_follow() {
    let register = Register::new();
    let (feed, times) = (register.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&times);
    let front = register.front().authenticate(|_| async { Ok(Caller(None)) }).changes(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        feed.number.subscribe()
    });
    let server = Server::start(front).await;
    let mut client = server.client(json!({})).await;
    for wrong in
        ["subscription { doesNotExist }", "subscription { ticks(after: {}) { number } }", "subscription { breaks }"]
    {
        client.ask("1", wrong).await;
        client.refused("1").await;
    }
    client.ask("1", "{ hello }").await;
    assert_eq!(
        (client.hear().await["type"].clone(), client.hear().await["type"].clone()),
        (json!("next"), json!("complete"))
    );
    assert_eq!(times.load(Ordering::SeqCst), 0);
    client.ask("1", "subscription { ticks(after: 0) { number } }").await;
    assert_eq!(client.tick("1").await, 1);
    register.followed_by(1).await;
    register.rises();
    assert_eq!((client.tick("1").await, times.load(Ordering::SeqCst)), (json!(2), 1));
}

/// Three points a minute: the request that opened the socket, the operation, and the first event.
#[tokio::test]
async fn events_are_paid_for_and_wait_when_the_budget_is_used_up() {
    let register = Register::new();
    let server = Server::start(register.front().rates(3, 0)).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks(after: 0) { number } }").await;
    assert_eq!(client.tick("1").await, 1);
    client.ask("2", "{ hello }").await;
    assert_eq!(client.refused("2").await, "RATE_LIMITED");
    register.rises();
    assert_eq!(client.tick("1").await, 2, "the event after the last point is still told");
    pause();
    let started = Instant::now();
    for _ in 0..5 {
        register.rises();
    }
    assert_eq!(client.tick("1").await, 7, "the latest");
    assert!(started.elapsed() > Duration::from_secs(10), "{:?}", started.elapsed());
}
