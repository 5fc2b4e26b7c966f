//! Development tokens over HTTP: who gets one, and how everybody else is kept from it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use chrono::DateTime;
use serde_json::json;

use super::{Answer, CANARY, front, get, send, send_to, with};
use crate::{
    acts::development::{Given, NotGiven, Role},
    error::Error,
    http::router::router_with,
};

const ADDRESS: &str = "/playground/token";

/// A server that gives tokens to members of one council, with a count of those it gave.
fn giving() -> (Router, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let count = given.clone();
    let give = move |role| -> futures_util::future::BoxFuture<'static, Result<Given, NotGiven>> {
        let count = count.clone();
        Box::pin(async move {
            match role {
                Role::Member(slug) if slug == "here" => {
                    count.fetch_add(1, Ordering::SeqCst);
                    let expires_at = DateTime::from_timestamp(1_800_000_000, 0).expect("a moment");
                    Ok(Given { token: "a.b.c".to_owned(), expires_at })
                }
                Role::Operator => Err(NotGiven::Failed(Error::Database(CANARY.to_owned()))),
                _ => Err(NotGiven::Unknown("there is no such council".to_owned())),
            }
        })
    };
    (router_with(front(), Some(Arc::new(give)), None), given)
}

/// What the playground sends.
fn request(role: &str) -> Request<Body> {
    let body = json!({"role": role}).to_string();
    Request::post(ADDRESS)
        .header("host", "127.0.0.1:8000")
        .header("origin", "http://127.0.0.1:8000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .header("x-mandat-playground", "token")
        .body(Body::from(body))
        .expect("a request")
}

/// The answer, and how many tokens were given.
async fn sent(request: Request<Body>) -> (Answer, usize) {
    let (router, given) = giving();
    let answer = send_to(router, request).await;
    (answer, given.load(Ordering::SeqCst))
}

fn changed(name: &'static str, value: Option<&str>) -> Request<Body> {
    let mut request = request("member:here");
    request.headers_mut().remove(name);
    match value {
        Some(value) => with(request, name, value),
        None => request,
    }
}

#[tokio::test]
async fn the_servers_own_page_gets_a_token_that_nobody_keeps() {
    let (answer, given) = sent(request("member:here")).await;
    assert_eq!((answer.status, given), (StatusCode::OK, 1));
    assert_eq!(answer.json(), json!({"token": "a.b.c", "expiresAt": "2027-01-15T08:00:00Z"}));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "");
    for host in ["localhost", "localhost:8000", "[::1]:8000"] {
        let mut asked = changed("host", Some(host));
        asked.headers_mut().insert("origin", format!("http://{host}").parse().expect("a value"));
        assert_eq!(sent(asked).await.1, 1, "{host}");
    }
}

#[tokio::test]
async fn a_server_that_gives_none_has_no_such_address() {
    let answer = send(request("member:here")).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
    assert!(send(get("/playground")).await.text.contains("data-development-tokens=\"no\""));
    assert!(send_to(giving().0, get("/playground")).await.text.contains("data-development-tokens=\"yes\""));
}

#[tokio::test]
async fn a_name_that_was_pointed_here_gets_nothing() {
    let hosts =
        ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "0.0.0.0:8000"];
    for host in hosts.into_iter().chain(["localhost@evil.example", "evil@localhost", "[::]:8000", "192.168.0.9", ""]) {
        for origin in [None, Some(format!("http://{host}"))] {
            let mut asked = changed("host", Some(host));
            asked.headers_mut().remove("origin");
            let asked = match &origin {
                Some(origin) => with(asked, "origin", origin),
                None => asked,
            };
            let (answer, given) = sent(asked).await;
            assert_eq!(
                (answer.status, answer.code().as_str(), given),
                (StatusCode::FORBIDDEN, "ORIGIN_NOT_ALLOWED", 0),
                "{host}"
            );
        }
    }
    assert_eq!(sent(changed("host", None)).await.1, 0);
    assert_eq!(sent(with(request("member:here"), "host", "evil.example")).await.1, 0);
    let mut elsewhere = request("member:here");
    *elsewhere.uri_mut() = "http://evil.example/playground/token".parse().expect("an address");
    assert_eq!(sent(elsewhere).await.1, 0);
}

#[tokio::test]
async fn a_page_of_another_origin_gets_nothing() {
    let origins =
        ["http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:3000", "http://localhost:8000", "null", ""];
    for origin in origins {
        let (answer, given) = sent(changed("origin", Some(origin))).await;
        assert_eq!((answer.status, given), (StatusCode::FORBIDDEN, 0), "{origin}");
    }
    for site in ["cross-site", "same-site", "none"] {
        let (answer, given) = sent(changed("sec-fetch-site", Some(site))).await;
        assert_eq!((answer.status, given), (StatusCode::FORBIDDEN, 0), "{site}");
    }
    assert_eq!(sent(with(request("member:here"), "origin", "http://evil.example")).await.1, 0);
}

#[tokio::test]
async fn what_a_page_can_send_without_asking_first_gets_nothing() {
    for value in [None, Some(""), Some("yes")] {
        assert_eq!(sent(changed("x-mandat-playground", value)).await.0.status, StatusCode::FORBIDDEN, "{value:?}");
    }
    for media_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let (answer, given) = sent(changed("content-type", Some(media_type))).await;
        assert_eq!((answer.status, given), (StatusCode::UNSUPPORTED_MEDIA_TYPE, 0), "{media_type}");
    }
}

#[tokio::test]
async fn asking_first_is_refused_even_where_all_origins_may_read() {
    let origins = || front().origins(["*".to_owned()]);
    let give = |_| -> futures_util::future::BoxFuture<'static, Result<Given, NotGiven>> {
        Box::pin(async { Err(NotGiven::NotBelieved) })
    };
    let preflight = Request::builder()
        .method(Method::OPTIONS)
        .uri(ADDRESS)
        .header("host", "127.0.0.1:8000")
        .header("origin", "http://evil.example")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type, x-mandat-playground")
        .body(Body::empty())
        .expect("a request");
    let answer = send_to(router_with(origins(), Some(Arc::new(give)), None), preflight).await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
    assert_eq!(answer.header("access-control-allow-headers"), "");
    assert_eq!(answer.header("access-control-allow-methods"), "");
}

#[tokio::test]
async fn reading_gets_nothing() {
    let (answer, given) = {
        let mut asked = request("member:here");
        *asked.method_mut() = Method::GET;
        sent(asked).await
    };
    assert_eq!((answer.status, answer.header("allow"), given), (StatusCode::METHOD_NOT_ALLOWED, "POST", 0));
}

#[tokio::test]
async fn why_there_is_no_token_is_said_in_words() {
    for role in ["member:nowhere", "nobody", ""] {
        let (answer, given) = sent(request(role)).await;
        assert_eq!((answer.status, given), (StatusCode::OK, 0), "{role}");
        assert!(answer.json()["refusal"].as_str().is_some_and(|words| words.len() > 10), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let (answer, _) = sent(request("operator")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.text.contains(CANARY));
}

#[tokio::test]
async fn a_body_of_another_form_or_size_is_refused() {
    for body in ["", "[]", "{}", "{\"role\": 1}", "{\"role\": \"operator\", \"more\": 1}"] {
        let mut asked = request("member:here");
        *asked.body_mut() = Body::from(body);
        assert_eq!(sent(asked).await.0.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let mut asked = request("member:here");
    *asked.body_mut() = Body::from(" ".repeat(2_000));
    asked.headers_mut().remove(header::CONTENT_LENGTH);
    assert_eq!(sent(asked).await.0.status, StatusCode::PAYLOAD_TOO_LARGE);
}
