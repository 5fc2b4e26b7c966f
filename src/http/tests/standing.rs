//! Health, the start page, and what is not there.

use axum::http::StatusCode;
use serde_json::json;

use super::{CANARY, front, get, router, send, send_to};
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
    let mut texts = vec![page.text.clone()];
    for (reference, media_type) in [("/start.css", "text/css"), ("/start.js", "text/javascript")] {
        assert!(page.text.contains(&format!("\"{reference}\"")), "the page uses {reference}");
        let file = send(get(reference)).await;
        assert!(file.header("content-type").starts_with(media_type));
        texts.push(file.text);
    }
    for text in &texts {
        for outside in ["http:", "https:", "@import", "url(", "innerHTML", "eval(", " style=", "onclick="] {
            assert!(!text.contains(outside), "{outside}");
        }
    }
    for (field, label) in [("query", "for=\"query\""), ("variables", "for=\"variables\""), ("token", "for=\"token\"")] {
        assert!(page.text.contains(&format!("id=\"{field}\"")) && page.text.contains(label), "{field} has a label");
    }
}
