//! Headers around every answer, and who may read it.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::json;
use uuid::Uuid;

use super::{ask, front, get, post, raw, router, send, send_to, with};

#[tokio::test]
async fn every_answer_has_an_id_of_ours_and_safe_headers() {
    for request in
        [get("/"), get("/livez"), get("/nowhere"), get("/graphql"), raw("{"), post(&json!({"query": "{ hello }"}))]
    {
        let place = request.uri().to_string();
        let answer = send(with(request, "x-request-id", "forged")).await;
        let id = Uuid::parse_str(answer.header("x-request-id")).expect("an id");
        assert_eq!(id.get_version_num(), 7, "{place}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{place}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{place}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{place}");
    }
}

#[tokio::test]
async fn what_is_private_is_not_kept() {
    let query = json!({"query": "{ hello }"});
    assert_eq!(send(post(&query)).await.header("cache-control"), "public, no-cache");
    let signed_in = send(with(post(&query), "authorization", "Bearer good")).await;
    assert_eq!(signed_in.header("cache-control"), "no-store");
    assert_eq!(ask("mutation { change { echo(n: 1) } }").await.header("cache-control"), "no-store");
    assert_eq!(ask("{ nullableFailing }").await.header("cache-control"), "no-store");
    assert_eq!(send(raw("{")).await.header("cache-control"), "no-store");
}

fn preflight(origin: &str) -> Request<Body> {
    let request = Request::builder().method(Method::OPTIONS).uri("/graphql").body(Body::empty()).expect("a request");
    with(with(request, "origin", origin), "access-control-request-method", "POST")
}

#[tokio::test]
async fn origins_are_allowed_by_name_only() {
    let front = front().origins(["https://councils.example".to_owned()]);
    for (origin, allowed) in
        [("https://councils.example", true), ("https://councils.example.evil.example", false), ("null", false)]
    {
        let expected = if allowed { origin } else { "" };
        let asked = send_to(router(front.clone()), preflight(origin)).await;
        assert_eq!(asked.status, StatusCode::NO_CONTENT);
        assert_eq!(asked.header("access-control-allow-origin"), expected);
        assert_eq!(asked.headers.contains_key("access-control-allow-methods"), allowed);
        let mut calendar = preflight(origin);
        *calendar.uri_mut() = "/calendar/strategiradet.ics".parse().expect("an address");
        let asked = send_to(router(front.clone()), calendar).await;
        assert_eq!((asked.status, asked.header("allow")), (StatusCode::NO_CONTENT, "GET, HEAD, OPTIONS"));
        assert_eq!(asked.header("access-control-allow-headers").contains("if-none-match"), allowed);
        let answer = send_to(router(front.clone()), with(post(&json!({"query": "{ hello }"})), "origin", origin)).await;
        assert_eq!(answer.header("access-control-allow-origin"), expected);
        assert!(answer.headers.get_all("vary").iter().any(|vary| vary == "origin"));
        assert!(!answer.headers.contains_key("access-control-allow-credentials"));
    }
}

#[tokio::test]
async fn no_origin_is_allowed_unless_configured() {
    assert_eq!(send(preflight("https://councils.example")).await.header("access-control-allow-origin"), "");
    let open = front().origins(["*".to_owned()]);
    let answer = send_to(router(open), preflight("https://anyone.example")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}
