//! Health, the start page, and what is not there.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::json;

use super::{CANARY, front, get, router, send, send_to, with};
use crate::http::NotReady;

#[tokio::test]
async fn health_is_told_without_reasons() {
    assert_eq!(send(get("/livez")).await.json(), json!({"status": "live"}));
    assert_eq!(send(get("/readyz")).await.json(), json!({"status": "ready"}));
    let waiting = front().ready(|| async { Err(NotReady(CANARY.to_owned())) });
    let answer = send_to(router(waiting), get("/readyz")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!answer.text.contains(CANARY));
}

#[tokio::test]
async fn what_is_not_there_is_json_too() {
    let answer = send(get("/graphql/")).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "NOT_FOUND"));
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
}

#[tokio::test]
async fn the_start_page_loads_from_here_alone() {
    let page = send(get("/")).await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let files = [("/start.css", "text/css"), ("/start.js", "text/javascript"), ("/icon.svg", "image/svg+xml")];
    let mut texts = vec![page.text.clone(), send(get("/?lang=en")).await.text];
    for (reference, media_type) in files {
        assert!(
            texts.iter().take(2).all(|text| text.contains(&format!("\"{reference}\""))),
            "the pages use {reference}"
        );
        let file = send(get(reference)).await;
        assert!(file.header("content-type").starts_with(media_type));
        texts.push(file.text);
    }
    for text in &texts {
        for outside in ["src=\"http", "@import", "url(", "innerHTML", "eval(", " style=", "onclick="] {
            assert!(!text.contains(outside), "{outside}");
        }
    }
}

#[tokio::test]
async fn the_start_page_speaks_the_language_of_its_reader() {
    let asked = async |path: &str, accepted: &str| {
        let page = send(with(get(path), "accept-language", accepted)).await;
        assert_eq!(page.header("vary").split(", ").next(), Some("accept-language"));
        let lang = page.text.split("lang=\"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        lang.expect("the page says its language")
    };
    assert_eq!(asked("/", "en-GB, nb;q=0.5").await, "en");
    assert_eq!(asked("/", "nn, en;q=0.5").await, "nb");
    assert_eq!(asked("/", "fr").await, "nb");
    assert_eq!(asked("/?lang=en", "nb").await, "en");
    assert_eq!(asked("/?lang=nb", "en").await, "nb");
    assert_eq!(asked("/?lang=xx", "en").await, "en");
}

#[tokio::test]
async fn both_languages_of_the_start_page_say_the_same() {
    let (english, norwegian) = (send(get("/?lang=en")).await.text, send(get("/?lang=nb")).await.text);
    // The same tags in the same order, whatever is written between them and in them for readers.
    let shape = |page: &str| -> Vec<String> {
        let tags = page.split('<').skip(1).filter_map(|part| part.split('>').next());
        tags.map(|tag| {
            tag.split([' ', '"']).filter(|word| word.starts_with("id=") || !word.contains('=')).take(1).collect()
        })
        .collect()
    };
    assert_eq!(shape(&english), shape(&norwegian));
}

#[tokio::test]
async fn the_schema_and_the_guide_are_served_as_text() {
    for (address, beginning) in [("/schema.graphql", crate::graphql::sdl()), ("/README.md", "# Mandat\n".to_owned())] {
        let answer = send(get(address)).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        assert!(answer.text.starts_with(&beginning), "{address}");
    }
}

#[tokio::test]
async fn pages_are_read_and_not_written() {
    let addresses = ["/", "/start.js", "/schema.graphql", "/playground", "/playground/x/playground.js"];
    for address in addresses {
        let answer = send(Request::post(address).body(Body::empty()).expect("a request")).await;
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"), "{address}");
    }
}
