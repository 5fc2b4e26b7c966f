//! Media types, in and out.

use axum::http::StatusCode;
use serde_json::json;

use super::{ask, post, raw, send, with};

const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

#[tokio::test]
async fn the_client_chooses_how_the_answer_is_written() {
    let cases = [
        ("application/graphql-response+json", GRAPHQL),
        ("application/json", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", GRAPHQL),
        ("application/json, application/graphql-response+json", JSON),
        ("application/json;q=0.5, application/graphql-response+json;q=0.6", GRAPHQL),
        ("application/graphql-response+json;q=0, */*", JSON),
        ("application/json;q=0, */*;q=0.1", GRAPHQL),
        ("text/html, */*;q=0.8", JSON),
        ("APPLICATION/GraphQL-Response+JSON", GRAPHQL),
    ];
    for (accept, expected) in cases {
        let answer = send(with(post(&json!({"query": "{ hello }"})), "accept", accept)).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, expected), "{accept}");
    }
    let unsaid = send(post(&json!({"query": "{ hello }"}))).await;
    assert_eq!(unsaid.header("content-type"), JSON);
}

#[tokio::test]
async fn what_is_not_served_is_not_acceptable() {
    for accept in ["text/html", "application/json;q=0", "application/json; charset=utf-16", "application/graphql"] {
        let answer = send(with(post(&json!({"query": "{ hello }"})), "accept", accept)).await;
        assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
        assert_eq!(answer.code(), "NOT_ACCEPTABLE");
    }
}

#[tokio::test]
async fn a_document_that_does_not_run_is_400_or_legacy_200() {
    for query in ["{", "{ nothingOfTheKind }", "query ($id: ID!) { __typename }"] {
        let strict = ask(query).await;
        assert_eq!(strict.status, StatusCode::BAD_REQUEST, "{query}");
        let legacy = send(with(post(&json!({"query": query})), "accept", "application/json")).await;
        assert_eq!(legacy.status, StatusCode::OK, "{query}");
        for answer in [strict, legacy] {
            assert!(answer.json().get("data").is_none(), "no data entry: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn a_body_is_json_in_utf8_and_nothing_else() {
    let body = json!({"query": "{ hello }"}).to_string();
    for (content_type, expected) in [
        (Some("application/json"), StatusCode::OK),
        (Some("application/json; charset=utf-8"), StatusCode::OK),
        (Some("Application/JSON;charset=\"UTF-8\""), StatusCode::OK),
        (Some("application/json; charset=iso-8859-1"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Some("text/plain"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Some("application/x-www-form-urlencoded"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Some("multipart/form-data; boundary=x"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Some("application/graphql"), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (None, StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let mut request = raw(body.clone());
        request.headers_mut().remove("content-type");
        let request = match content_type {
            Some(content_type) => with(request, "content-type", content_type),
            None => request,
        };
        assert_eq!(send(request).await.status, expected, "{content_type:?}");
    }
    let compressed = send(with(raw(body), "content-encoding", "gzip")).await;
    assert_eq!(compressed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}
