//! What operators are told: traces at a collector, numbers, readiness. Never who asked what.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{Request, StatusCode},
    routing::post,
};
use futures_util::future::pending;
use http_body_util::BodyExt;
use mandat::http::{Listening, Observer, Traces, serve};
use opentelemetry_proto::tonic::{
    collector::trace::v1::ExportTraceServiceRequest, common::v1::any_value::Value as Any, trace::v1::Span,
};
use prost::Message;
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};
use tower::ServiceExt;

use crate::{
    agency::council,
    documents::{CREATE_PERSON, REGISTER_COUNCIL},
    on_both,
    persona::Persona,
    world::World,
};

/// Text of a user's that must never reach an operator's instruments.
const CANARY: &str = "kanarifugl";

/// A collector on loopback: where it listens, and what is sent to it.
async fn collector() -> (String, mpsc::UnboundedReceiver<Bytes>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    let (sender, received) = mpsc::unbounded_channel();
    let router = Router::new().route("/v1/traces", post(take)).with_state(sender);
    tokio::spawn(serve(listener, router, Listening::default(), pending()));
    (endpoint, received)
}

async fn take(State(sender): State<mpsc::UnboundedSender<Bytes>>, body: Bytes) -> StatusCode {
    sender.send(body).unwrap();
    StatusCode::OK
}

/// Asks, with these lines in the head.
async fn ask(server: &Router, persona: &Persona, body: &Value, head: &[(&str, &str)]) -> Value {
    let mut request = Request::post("/graphql").header("content-type", "application/json");
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    if let Some(token) = &persona.token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let answer = server.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
    serde_json::from_slice(&answer.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

fn texts(span: &Span, key: &str) -> Vec<String> {
    let value = span.attributes.iter().find(|attribute| attribute.key == key).and_then(|found| found.value.clone());
    match value.and_then(|value| value.value) {
        Some(Any::StringValue(text)) => vec![text],
        Some(Any::IntValue(number)) => vec![number.to_string()],
        Some(Any::BoolValue(yes)) => vec![yes.to_string()],
        Some(Any::ArrayValue(array)) => array
            .values
            .into_iter()
            .map(|value| match value.value {
                Some(Any::StringValue(text)) => text,
                other => panic!("{key}: {other:?}"),
            })
            .collect(),
        other => panic!("{key}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_is_one_span_that_tells_nothing_of_anybody() {
    let (endpoint, mut received) = collector().await;
    let traces = Traces::to(Some(&endpoint)).unwrap();
    let world = World::sqlite().await;
    let agency = world.settled_agency().await;
    let observer = Observer::new(Some(traces.clone()), Some(world.store.clone()), None);
    let server = world.app().observed(observer.clone()).router();
    let parent = [
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("tracestate", "vendor=kanarifugl"),
        ("user-agent", CANARY),
    ];

    let registered = json!({ "query": REGISTER_COUNCIL, "variables": { "input": council("arkivradet") } });
    assert_eq!(ask(&server, &agency, &registered, &[]).await["errors"], Value::Null);
    let person = json!({ "council": "arkivradet", "name": format!("Kari {CANARY}"), "email": format!("{CANARY}@example.invalid") });
    let created = json!({ "query": CREATE_PERSON, "variables": { "input": person } });
    assert_eq!(ask(&server, &agency, &created, &parent).await["errors"], Value::Null);
    let query = format!(
        "query {CANARY} {{ {CANARY}: council(slug: \"arkivradet\") {{ name }} other: council(slug: \"{CANARY}\") {{ name }} \
         secretariat(council: \"arkivradet\") {{ __typename }} }}"
    );
    let answer = ask(&server, &agency, &json!({ "query": query, "operationName": CANARY }), &parent).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
    let refused = ask(&server, &Persona::anonymous(), &json!({ "query": format!("{{ {CANARY} }}") }), &[]).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
    let wrong = Persona { token: Some(format!("{CANARY}.a.b")) };
    ask(&server, &wrong, &json!({ "query": "{ __typename }" }), &[]).await;
    for _ in 0..2 {
        let kept = json!({ "query": "{ register { revision } }" });
        assert_eq!(ask(&server, &Persona::anonymous(), &kept, &[]).await["errors"], Value::Null);
    }
    let over = json!({ "query": format!("{{ councils(first: -1, after: \"{CANARY}\") {{ totalCount }} }}") });
    assert_eq!(ask(&server, &agency, &over, &[]).await["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");

    traces.finish().await;
    let mut spans = Vec::new();
    while spans.len() < 8 {
        let body = timeout(Duration::from_secs(10), received.recv()).await.expect("spans").unwrap();
        assert!(!String::from_utf8_lossy(&body).contains(CANARY), "nothing of anybody's in what is sent");
        let request = ExportTraceServiceRequest::decode(body).unwrap();
        let scopes = request.resource_spans.into_iter().flat_map(|resource| resource.scope_spans);
        spans.extend(scopes.flat_map(|scope| scope.spans));
    }
    let told: Vec<_> = spans
        .iter()
        .map(|span| {
            (
                span.name.as_str(),
                texts(span, "mandat.councils"),
                texts(span, "mandat.roles"),
                texts(span, "mandat.code"),
            )
        })
        .collect();
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    assert_eq!(
        told,
        [
            ("mutation", words(&["arkivradet"]), words(&["acting"]), words(&["OK"])),
            ("mutation", words(&["arkivradet"]), words(&["acting"]), words(&["OK"])),
            ("query", words(&["arkivradet", "arkivradet"]), words(&["public", "secretariat"]), words(&["OK"])),
            ("query", words(&[]), words(&[]), words(&["GRAPHQL_VALIDATION_FAILED"])),
            ("query", words(&[]), words(&[]), words(&["UNAUTHENTICATED"])),
            ("query", words(&[]), words(&[]), words(&["OK"])),
            ("query", words(&[]), words(&[]), words(&["OK"])),
            ("GraphQL Operation", words(&[]), words(&[]), words(&["BAD_USER_INPUT"])),
        ]
    );
    let keys = |span: &Span| {
        let mut keys: Vec<String> = span.attributes.iter().map(|attribute| attribute.key.clone()).collect();
        keys.sort();
        keys
    };
    let always =
        ["mandat.code", "mandat.cost", "mandat.councils", "mandat.kept_answer", "mandat.request_id", "mandat.roles"];
    for span in &spans {
        // The kind where it is known, and what went wrong where something did.
        let mut known = always.map(str::to_owned).to_vec();
        known.extend((span.name != "GraphQL Operation").then(|| "graphql.operation.type".to_owned()));
        known.extend((texts(span, "mandat.code") != ["OK"]).then(|| "error.type".to_owned()));
        known.sort();
        assert_eq!(keys(span), known);
        assert!(span.events.is_empty() && span.links.is_empty());
    }
    let kept: Vec<_> = spans.iter().map(|span| texts(span, "mandat.kept_answer") == ["true"]).collect();
    assert_eq!(kept, [false, false, false, false, false, false, true, false]);
    assert_eq!(texts(&spans[7], "error.type"), ["BAD_USER_INPUT"]);
    // No proxy is believed here, so nobody tells the server which trace it belongs to.
    assert!(spans.iter().all(|span| span.parent_span_id.is_empty() && span.trace_state.is_empty()));
    let numbers = observer.text();
    assert!(!numbers.contains(CANARY), "{numbers}");
    assert!(numbers.contains("mandat_operation_duration_seconds_count{kind=\"mutation\",code=\"OK\"} 2"), "{numbers}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trusted_proxy_says_which_trace_it_is() {
    let (endpoint, mut received) = collector().await;
    let traces = Traces::to(Some(&endpoint)).unwrap();
    let mut world = World::sqlite().await;
    world.config.trusted_proxy_hops = 1;
    let server = world.app().observed(Observer::new(Some(traces.clone()), None, None)).router();
    let head = [
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        ("tracestate", "vendor=kanarifugl"),
    ];
    ask(&server, &Persona::anonymous(), &json!({ "query": "{ __typename }" }), &head).await;
    traces.finish().await;
    let body = timeout(Duration::from_secs(10), received.recv()).await.expect("a span").unwrap();
    assert!(!String::from_utf8_lossy(&body).contains(CANARY));
    let request = ExportTraceServiceRequest::decode(body).unwrap();
    let span = &request.resource_spans[0].scope_spans[0].spans[0];
    assert_eq!(span.trace_id, 0x0af7_6519_16cd_43dd_8448_eb21_1c80_319c_u128.to_be_bytes());
    assert_eq!(span.parent_span_id, 0xb7ad_6b71_6920_3331_u64.to_be_bytes());
}

on_both! {
    /// The numbers of the store are those of the register.
    async fn numbers_tell_of_the_store(world) {
        world.people("strategiradet").await;
        world.council("strategiradet").await;
        let text = Observer::new(None, Some(world.store.clone()), None).text();
        let number = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(&format!("{name} ")));
            line.unwrap_or_else(|| panic!("{name} is not in\n{text}")).parse::<f64>().unwrap()
        };
        assert!(number("mandat_councils_kept") >= 1.0);
        assert!(number("mandat_councils_kept_bytes") > 1_000.0);
        assert!(number("mandat_database_statements_total") > 10.0);
        assert!(number("mandat_database_statements_seconds_total") > 0.0);
        assert!(number("mandat_database_statements_failed_total") == 0.0);
        assert!(number("mandat_database_connections") >= 1.0);
        assert!(number("mandat_database_connections_most") >= number("mandat_database_connections"));
        let revision = world.store.current().await.unwrap().public_revision;
        assert!((number("mandat_revision") - f64::from(i32::try_from(revision).unwrap())).abs() < 0.5);
        assert!(text.ends_with("# EOF\n"));
    }

    /// A node whose tables are not those that it needs is not ready, and says no more than that.
    async fn readiness_needs_the_tables(world) {
        assert_eq!(world.get("/readyz").await.0, StatusCode::OK);
        let db = world.database().await;
        let undone = "DELETE FROM seaql_migrations WHERE version = (SELECT max(version) FROM seaql_migrations)";
        db.execute_unprepared(undone).await.unwrap();
        let (status, text) = world.get("/readyz").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!text.contains("schema") && !text.contains("seaql"), "{text}");
        db.execute_unprepared("ALTER TABLE register_state RENAME TO elsewhere").await.unwrap();
        let (status, text) = world.get("/readyz").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!text.contains("register_state"), "{text}");
        assert_eq!(world.get("/livez").await.0, StatusCode::OK, "the process is alive all the same");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_needs_the_database() {
    let world = World::postgres().await;
    assert_eq!(world.get("/readyz").await.0, StatusCode::OK);
    let (base, name) = world.config.database_url.expose().rsplit_once('/').unwrap();
    let admin = Database::connect(format!("{base}/postgres")).await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    let (status, text) = world.get("/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!text.contains(name), "{text}");
}
