//! A document that is refused asks the database nothing, by whichever way it came and whoever sent it.

use std::future::pending;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode},
};
use futures_util::{SinkExt, StreamExt};
use http_body_util::BodyExt;
use mandat::http::{Listening, serve};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use tower::ServiceExt;

use crate::{live::Stream, on_both, persona::Persona, world::World};

/// Documents that the engine refuses, or that are over a limit: what is sent, and the code of the answer.
fn refused() -> Vec<(Value, &'static str)> {
    let of_type = |kind: &str| format!("{kind} Named($slug: Int!) {{ council(slug: $slug) {{ name }} }}");
    vec![
        (json!({ "query": "{ nope }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": "{ register { nope } }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": of_type("query"), "variables": { "slug": 1 } }), "GRAPHQL_VALIDATION_FAILED"),
        (
            json!({ "query": "query A($slug: String) { council(slug: $slug) { name } }", "variables": { "slug": [1] } }),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (json!({ "query": "query A { register { revision } }", "operationName": "B" }), "GRAPHQL_VALIDATION_FAILED"),
        (
            json!({ "query": "query A { register { revision } } query B { register { revision } }" }),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (json!({ "query": "mutation { nope }" }), "GRAPHQL_VALIDATION_FAILED"),
        (
            json!({ "query": "mutation { createPerson(input: { nope: 1 }) { userErrors { code } } }" }),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (json!({ "query": "subscription { nope }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": "subscription { registerChanged(after: {}) { revision } }" }), "GRAPHQL_VALIDATION_FAILED"),
        (json!({ "query": "query A($slug: String!) { council(slug: $slug) { name } }" }), "BAD_USER_INPUT"),
        (json!({ "query": "{ councils(first: -1) { totalCount } }" }), "BAD_USER_INPUT"),
        (json!({ "query": "{ councils { totalCount" }), "GRAPHQL_PARSE_FAILED"),
    ]
}

fn asked(world: &World) -> u64 {
    world.store.figures().statements.asked
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("{answer}"))
}

/// A WebSocket to a server of its own, acknowledged.
async fn socket(server: Router, persona: &Persona) -> WebSocketStream<TcpStream> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, server, Listening::default(), pending()));
    let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    let (mut socket, _) = client_async(request, TcpStream::connect(address).await.unwrap()).await.unwrap();
    let init = json!({ "type": "connection_init", "payload": { "token": persona.token } });
    socket.send(Message::text(init.to_string())).await.unwrap();
    assert_eq!(hear(&mut socket).await["type"], "connection_ack");
    socket
}

async fn hear(socket: &mut WebSocketStream<TcpStream>) -> Value {
    loop {
        if let Message::Text(text) = socket.next().await.unwrap().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

async fn accounts(world: &World) -> usize {
    let db = world.database().await;
    db.query_all_raw(Statement::from_string(db.get_database_backend(), "SELECT id FROM account")).await.unwrap().len()
}

on_both! {
    async fn a_refused_document_asks_the_database_nothing(world) {
        let (nobody, server) = (world.nobody(), world.app().router());
        let (before, known) = (asked(&world), accounts(&world).await);
        for (body, expected) in refused() {
            // One answer tells of no events, right or wrong.
            let follows = body["query"].as_str().unwrap().starts_with("subscription");
            let expected = if follows { "NOT_ACCEPTABLE" } else { expected };
            for persona in [&nobody, &Persona::anonymous()] {
                assert_eq!(code(&world.send_body(persona, &body, &[]).await), expected, "{body}");
            }
        }
        let mut socket = socket(server.clone(), &nobody).await;
        for (body, expected) in refused() {
            socket.send(Message::text(json!({ "type": "subscribe", "id": "a", "payload": body }).to_string())).await.unwrap();
            let answer = hear(&mut socket).await;
            assert_eq!(answer["payload"][0]["extensions"]["code"], expected, "{body}: {answer}");
        }
        for (body, expected) in refused() {
            let answer = Stream::open_with(&server, &nobody, &body).await.next().await.unwrap();
            assert_eq!(code(&answer), expected, "{body}");
        }
        assert_eq!(asked(&world) - before, 0, "statements");
        assert_eq!(accounts(&world).await, known, "accounts");

        // The same count rises when a document runs.
        world.send_well(&nobody, "{ viewer { __typename } }", json!({})).await;
        assert!(asked(&world) > before && accounts(&world).await == known + 1, "who asks is looked up");
    }

    async fn a_token_is_looked_at_before_the_document(world) {
        let wrong = Persona { token: Some("a.b.c".to_owned()) };
        for query in ["{ nope }", "{ register { revision } }", "{ __typename }", "mutation { nope }"] {
            assert_eq!(code(&world.send(&wrong, query, json!({}), None).await), "UNAUTHENTICATED", "{query}");
        }
    }

    /// What the schema says of itself is in no database.
    async fn the_schema_is_told_without_the_database(world) {
        let nobody = world.nobody();
        let before = asked(&world);
        world.send_well(&nobody, "{ __typename __schema { queryType { name } } }", json!({})).await;
        assert_eq!(asked(&world) - before, 0);
    }
}

on_both! {
    /// Why is for the log.
    async fn while_the_database_is_away_clients_are_told_to_come_back(world) {
        let (nobody, server) = (world.nobody(), world.app().router());
        world.database().await.execute_unprepared("ALTER TABLE register_state RENAME TO elsewhere").await.unwrap();
        for persona in [&nobody, &Persona::anonymous()] {
            for query in ["{ register { revision } }", "mutation { markPaperRead(input: { paper: \"x\" }) { userErrors { code } } }"] {
                let mut request = Request::post("/graphql").header("content-type", "application/json");
                if let Some(token) = &persona.token {
                    request = request.header("authorization", format!("Bearer {token}"));
                }
                let request = request.body(Body::from(json!({ "query": query }).to_string())).unwrap();
                let answer = server.clone().oneshot(request).await.unwrap();
                assert_eq!((answer.status(), &answer.headers()["retry-after"]), (StatusCode::SERVICE_UNAVAILABLE, &"5".parse().unwrap()), "{query}");
                let body = answer.into_body().collect().await.unwrap().to_bytes();
                let answer: Value = serde_json::from_slice(&body).unwrap();
                assert_eq!((code(&answer), answer.get("data")), ("UNAVAILABLE", None), "{query}");
            }
        }
        let mut stream = Stream::open(&server, &nobody, "subscription { registerChanged { revision } }").await;
        assert_eq!(code(&stream.next().await.unwrap()), "UNAVAILABLE");
        assert!(stream.next().await.is_none(), "it is over");
        assert_eq!(code(&world.send(&nobody, "{ nope }", json!({}), None).await), "GRAPHQL_VALIDATION_FAILED");
    }
}
