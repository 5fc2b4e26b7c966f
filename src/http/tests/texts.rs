//! Documents that are named instead of sent.

use std::{fs, path::Path};

use axum::{Router, http::StatusCode};
use serde_json::{Value, json};

use super::{Answer, front, get, post, router, send_to};
use crate::{
    digest::sha256,
    http::{Trusted, Untrusted, pages::start_query},
};

const HELLO: &str = "{ hello }";

fn server(documents: Option<(&Path, bool)>) -> Router {
    let trusted = documents.map(|(path, alone)| Trusted::read(path, alone).expect("documents"));
    router(front().trusted(trusted.unwrap_or_default()))
}

fn by_hash(query: Option<&str>, hash: &str) -> Value {
    json!({ "query": query, "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } })
}

async fn send(server: &Router, body: &Value) -> Answer {
    send_to(server.clone(), post(body)).await
}

#[tokio::test]
async fn clients_teach_the_documents_that_they_use() {
    let server = server(None);
    let hash = sha256(HELLO);
    let unknown = send(&server, &by_hash(None, &hash)).await;
    assert_eq!((unknown.status, unknown.code().as_str()), (StatusCode::BAD_REQUEST, "PERSISTED_QUERY_NOT_FOUND"));
    assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound", "clients look for this");
    let taught = send(&server, &by_hash(Some(HELLO), &hash)).await;
    assert_eq!(taught.json()["data"]["hello"], "hello nobody");
    for body in [by_hash(None, &hash), json!({ "documentId": format!("sha256:{hash}") }), json!({ "documentId": hash })]
    {
        assert_eq!(send(&server, &body).await.json()["data"]["hello"], "hello nobody", "{body}");
    }
    let url =
        format!("/graphql?extensions=%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22{hash}%22%7D%7D");
    assert_eq!(send_to(server.clone(), get(&url)).await.json()["data"]["hello"], "hello nobody");
}

#[tokio::test]
async fn only_what_ran_is_learnt_and_only_under_its_own_name() {
    let server = server(None);
    for wrong in ["{ nothing }", "{ hello", "query($n: Int!) { leaves(first: $n) { id } }"] {
        let hash = sha256(wrong);
        send(&server, &by_hash(Some(wrong), &hash)).await;
        assert_eq!(send(&server, &by_hash(None, &hash)).await.code(), "PERSISTED_QUERY_NOT_FOUND", "{wrong}");
    }
    let forged = send(&server, &by_hash(Some(HELLO), &sha256("{ leaves { id } }"))).await;
    assert_eq!((forged.status, forged.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"));
    for body in [
        json!({ "query": HELLO, "documentId": "a" }),
        json!({ "documentId": 1 }),
        json!({ "extensions": { "persistedQuery": { "version": 2, "sha256Hash": "a" } } }),
        json!({ "extensions": { "persistedQuery": "a" } }),
    ] {
        assert_eq!(send(&server, &body).await.code(), "BAD_REQUEST", "{body}");
    }
}

#[tokio::test]
async fn where_trusted_documents_stand_alone_nothing_else_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("hello.graphql"), HELLO).expect("written");
    fs::write(folder.path().join("read.me"), "not a document").expect("written");
    let server = server(Some((folder.path(), true)));
    let hash = sha256(HELLO);
    for body in [json!({ "query": HELLO }), json!({ "documentId": hash }), by_hash(None, &hash)] {
        assert_eq!(send(&server, &body).await.json()["data"]["hello"], "hello nobody", "{body}");
    }
    // The start page asks the register, which this server has none of: it is let through, and does not fit the schema.
    assert_eq!(send(&server, &json!({ "query": start_query() })).await.code(), "GRAPHQL_VALIDATION_FAILED");
    let other = "{ leaves { id } }";
    for body in [json!({ "query": other }), by_hash(Some(other), &sha256(other)), json!({ "query": "{ __typename }" })]
    {
        let answer = send(&server, &body).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::BAD_REQUEST, "DOCUMENT_NOT_TRUSTED"),
            "{body}"
        );
    }
    assert_eq!(send(&server, &by_hash(None, &sha256(other))).await.code(), "PERSISTED_QUERY_NOT_FOUND");
}

#[tokio::test]
async fn manifests_of_both_forms_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("manifest.json");
    for manifest in [
        json!({ "page": HELLO }),
        json!({ "format": "apollo-persisted-query-manifest", "version": 1,
            "operations": [{ "id": "page", "name": "Hello", "type": "query", "body": HELLO }] }),
    ] {
        fs::write(&file, manifest.to_string()).expect("written");
        let server = server(Some((&file, false)));
        assert_eq!(send(&server, &json!({ "documentId": "page" })).await.json()["data"]["hello"], "hello nobody");
        assert_eq!(send(&server, &json!({ "query": "{ leaves { id } }" })).await.status, StatusCode::OK);
    }
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(Trusted::read(folder.path(), true), Err(Untrusted::None { .. })));
    assert!(matches!(Trusted::read(&folder.path().join("absent"), true), Err(Untrusted::Unreadable { .. })));
    let file = folder.path().join("manifest.json");
    for (text, said) in [("[1]", "map of identities"), ("{\"a\": \"{ hello\"}", "a is not GraphQL")] {
        fs::write(&file, text).expect("written");
        let wrong = Trusted::read(&file, false).expect_err("wrong").to_string();
        assert!(wrong.contains(said), "{wrong}");
    }
}
