//! An account has one budget, from whichever address it asks and whatever it asks for.

use std::net::SocketAddr;

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode},
};
use http_body_util::BodyExt;
use mandat::{
    access::caller::Caller, acts::organisation::create::CreateOrganisation, domain::id::PaperId,
    graphql::global_id::GlobalId,
};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{live::Stream, on_both, persona::Persona, world::World};

/// The world's server, at which an account has so many points: each takes half a minute or more to come back.
fn server(world: &mut World, points: usize) -> Router {
    assert!(points <= 2, "none comes back while a test runs");
    world.config.limits.account_points = points;
    world.app().router()
}

/// Asks from an address: the status, the head and the code of the error, if there is one.
async fn send(
    server: &Router,
    address: &str,
    persona: &Persona,
    request: (Method, &str, Value),
) -> (StatusCode, HeaderMap, String) {
    let (method, path, body) = request;
    let peer: SocketAddr = format!("{address}:4000").parse().unwrap();
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/json")
        .extension(ConnectInfo(peer));
    if let Some(token) = &persona.token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let answer = server.clone().oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
    let (head, body) = answer.into_parts();
    let body: Value = serde_json::from_slice(&body.collect().await.unwrap().to_bytes()).unwrap();
    (head.status, head.headers, body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned())
}

fn query(document: &str) -> (Method, &'static str, Value) {
    (Method::POST, "/graphql", json!({ "query": document }))
}

const CHEAP: &str = "{ register { revision } }";

on_both! {
    async fn an_account_has_one_budget_from_two_addresses(world) {
        let mut world = world;
        let (nobody, other) = (world.nobody(), world.account("somebody-else", None));
        let server = server(&mut world, 2);
        for address in ["192.0.2.1", "192.0.2.2"] {
            assert_eq!(send(&server, address, &nobody, query(CHEAP)).await.0, StatusCode::OK);
        }
        let (status, head, code) = send(&server, "192.0.2.3", &nobody, query(CHEAP)).await;
        assert_eq!((status, code.as_str()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
        assert!(head.get_all("ratelimit").iter().any(|line| line.to_str().unwrap().starts_with("\"account\";r=0;")), "{head:?}");
        assert!(head.contains_key("retry-after"));
        assert_eq!(send(&server, "192.0.2.3", &other, query(CHEAP)).await.0, StatusCode::OK);
        assert_eq!(send(&server, "192.0.2.3", &Persona::anonymous(), query(CHEAP)).await.0, StatusCode::OK);
    }

    async fn an_account_pays_for_what_its_documents_cost(world) {
        let mut world = world;
        let nobody = world.nobody();
        let server = server(&mut world, 2);
        let fields = (0..25).map(|number| format!("a{number}: id")).collect::<Vec<_>>().join(" ");
        let dear = format!("{{ councils(first: 50) {{ nodes {{ {fields} }} }} }}");
        assert_eq!(send(&server, "192.0.2.1", &nobody, query(&dear)).await.0, StatusCode::OK);
        assert_eq!(send(&server, "192.0.2.2", &nobody, query(CHEAP)).await.2, "RATE_LIMITED", "two points for one request");
    }

    async fn an_account_pays_for_events(world) {
        let mut world = world;
        let nobody = world.nobody();
        let server = server(&mut world, 2);
        let mut stream = Stream::open(&server, &nobody, "subscription { registerChanged { revision } }").await;
        let input = serde_json::from_value(json!({ "slug": "hendelse", "name": { "nb": "Hendelse" } })).unwrap();
        world.act(&Caller::console(), CreateOrganisation { input }).await;
        assert!(stream.next().await.is_some());
        assert_eq!(send(&server, "192.0.2.2", &nobody, query(CHEAP)).await.2, "RATE_LIMITED", "two points for one event");
    }

    async fn an_account_pays_for_papers(world) {
        let mut world = world;
        world.found().await;
        let nobody = world.nobody();
        let server = server(&mut world, 2);
        let paper = GlobalId::Paper(world.council_id("strategiradet").await, PaperId(uuid::Uuid::now_v7())).encode();
        let path = format!("/papers/{}", paper.as_str());
        for address in ["192.0.2.1", "192.0.2.2"] {
            let fetch = (Method::GET, path.as_str(), Value::Null);
            assert_eq!(send(&server, address, &nobody, fetch).await.2, "NOT_FOUND");
        }
        let fetch = (Method::GET, path.as_str(), Value::Null);
        assert_eq!(send(&server, "192.0.2.3", &nobody, fetch).await.2, "RATE_LIMITED");
        assert_eq!(send(&server, "192.0.2.3", &nobody, query(CHEAP)).await.2, "RATE_LIMITED");
    }
}
