//! Queries and mutations over a socket, and what is refused.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::{Client, Register, Server};
use crate::{
    graphql::limits::Limits,
    http::{Trusted, tests::CANARY},
};

impl Client {
    /// The one answer to an operation.
    async fn answer(&mut self, id: &str, query: &str) -> Value {
        self.ask(id, query).await;
        let said = self.hear().await;
        assert_eq!((&said["type"], &said["id"]), (&json!("next"), &json!(id)), "{said}");
        assert_eq!(self.hear().await, json!({"id": id, "type": "complete"}));
        said["payload"].clone()
    }
}

#[tokio::test]
async fn queries_and_mutations_are_answered_once() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({"token": "good"})).await;
    let answer = client.answer("1", "{ caller }").await;
    assert_eq!(
        answer,
        json!({"data": {"caller": "a caller"}, "extensions": {"cost": {"requested": 1, "budget": 10000}}})
    );
    assert_eq!(client.answer("1", "mutation { change { echo(n: 3) } }").await["data"]["change"]["echo"], 3);
    let payload = json!({"query": "query A { hello } query B($n: String) { hello(name: $n) }", "operationName": "B", "variables": {"n": "you"}});
    client.say(json!({"id": "2", "type": "subscribe", "payload": payload})).await;
    assert_eq!(client.hear().await["payload"]["data"]["hello"], "hello you");
}

#[tokio::test]
async fn the_token_of_the_head_serves_where_the_first_message_has_none() {
    let server = Server::start(Register::new().front()).await;
    let mut request = server.opening();
    request.headers_mut().insert("authorization", "Bearer good".parse().expect("a header"));
    let mut client = server.open(request).await.expect("a WebSocket");
    client.say(json!({"type": "connection_init"})).await;
    assert_eq!(client.hear().await["type"], "connection_ack");
    assert_eq!(client.answer("1", "{ caller }").await["data"]["caller"], "a caller");
}

#[tokio::test]
async fn a_document_that_is_refused_is_an_error_and_the_socket_stays_open() {
    let front = Register::new().front().limits(Limits { cost: 10, ..Limits::default() });
    let server = Server::start(front).await;
    let mut client = server.client(json!({})).await;
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ doesNotExist }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ hidden_canar }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ leaves(first: 20) { id } }", "TOO_COSTLY"),
        ("{ leaves(first: -1) { id } }", "BAD_USER_INPUT"),
        ("mutation { change { echo(n: 99999999999) } }", "BAD_USER_INPUT"),
    ] {
        client.ask("1", query).await;
        assert_eq!(client.refused("1").await, code, "{query}");
    }
    client.say(json!({"id": "1", "type": "subscribe", "payload": {"documentId": "unknown"}})).await;
    assert_eq!(client.refused("1").await, "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(client.answer("1", "{ hello }").await["data"]["hello"], "hello nobody");
}

#[tokio::test]
async fn errors_of_fields_come_with_the_answer_and_tell_nothing() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    let answer = client.answer("1", "{ nullableFailing hello }").await;
    assert_eq!(answer["data"], json!({"nullableFailing": null, "hello": "hello nobody"}));
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INTERNAL");
    assert!(!answer.to_string().contains(CANARY), "{answer}");
    client.ask("2", "{ panics }").await;
    assert_eq!(client.refused("2").await, "INTERNAL");
}

#[tokio::test]
async fn an_operation_has_the_time_of_a_request() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "{ endless }").await;
    assert_eq!(client.answer("2", "{ hello }").await["data"]["hello"], "hello nobody", "others do not wait for it");
    tokio::time::pause();
    let started = tokio::time::Instant::now();
    assert_eq!(client.refused("1").await, "TIMEOUT");
    assert!(started.elapsed() <= crate::http::tests::PATIENCE);
}

#[tokio::test]
async fn so_many_operations_run_at_a_time_and_no_more() {
    let server = Server::start(Register::new().front().operations(2)).await;
    let mut client = server.client(json!({})).await;
    for id in ["a", "b"] {
        client.ask(id, "subscription { ticks { number } }").await;
    }
    client.ask("c", "{ hello }").await;
    assert_eq!(client.refused("c").await, "TOO_MANY_OPERATIONS");
    client.say(json!({"id": "a", "type": "complete"})).await;
    assert_eq!(client.answer("c", "{ hello }").await["data"]["hello"], "hello nobody");
}

#[tokio::test]
async fn where_trusted_documents_stand_alone_nothing_else_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("hello.graphql"), "{ hello }").expect("written");
    let trusted = Trusted::read(folder.path(), true).expect("one document");
    let server = Server::start(Register::new().front().trusted(trusted)).await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks { number } }").await;
    assert_eq!(client.refused("1").await, "DOCUMENT_NOT_TRUSTED");
    assert_eq!(client.answer("1", "{ hello }").await["data"]["hello"], "hello nobody");
}

#[tokio::test]
async fn both_ends_may_ask_whether_the_other_is_there() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.silent().await;
    client.say(json!({"type": "pong"})).await;
    client.say(json!({"type": "ping", "payload": {"any": "thing"}})).await;
    assert_eq!(client.hear().await, json!({"type": "pong"}));
    client.send(Message::Ping("x".into())).await;
    client.say(json!({"type": "connection_init"})).await;
    assert_eq!(client.hear().await, json!({"type": "connection_ack"}));
}
