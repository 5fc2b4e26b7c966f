//! What leaves the server when something is wrong, and what does not.

use axum::http::StatusCode;
use serde_json::json;

use super::{CANARY, Mutation, PATIENCE, Query, ask, post, raw, send, send_to, with};
use crate::{
    graphql::limits::Limits,
    http::{Front, router, tests::front},
};

#[tokio::test]
async fn a_foreign_error_leaves_as_internal_with_the_requests_id() {
    for query in [
        "{ nullableFailing }",
        "{ branches { failing } }",
        "{ branches { strict } }",
        "mutation { change { failing } }",
    ] {
        let answer = ask(query).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert_eq!(answer.code(), "INTERNAL", "{query}");
        assert!(!answer.text.contains(CANARY), "{}", answer.text);
        let error = &answer.json()["errors"][0];
        assert_eq!(error["extensions"]["requestId"], answer.header("x-request-id"));
        assert!(error["path"].is_array(), "{error}");
        assert!(answer.json().get("data").is_some(), "it ran: {}", answer.text);
    }
}

#[tokio::test]
async fn a_panic_ends_the_request_and_nothing_else() {
    let router = router(front());
    let panicked = send_to(router.clone(), post(&json!({"query": "{ panics }"}))).await;
    assert_eq!(panicked.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(panicked.code(), "INTERNAL");
    assert_eq!(panicked.json()["errors"][0]["extensions"]["requestId"], panicked.header("x-request-id"));
    assert!(!panicked.text.contains(CANARY));
    assert_eq!(panicked.header("x-content-type-options"), "nosniff");
    assert_eq!(send_to(router, post(&json!({"query": "{ hello }"}))).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn an_endless_resolver_is_given_up() {
    let started = tokio::time::Instant::now();
    let answer = ask("{ endless }").await;
    assert_eq!(started.elapsed(), PATIENCE);
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT"));
}

#[tokio::test]
async fn the_engines_word_on_a_document_is_coded_and_names_nothing_hidden() {
    let answer = ask("{ hidden_canar hell }").await;
    assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED");
    assert!(answer.text.contains("hidden_canar"), "what the client wrote may be said");
    assert!(!answer.text.contains("Did you mean"), "{}", answer.text);
    assert!(!answer.text.contains("hiddenCanary"), "{}", answer.text);
    assert_eq!(ask("{ hello").await.code(), "GRAPHQL_PARSE_FAILED");
}

/// The engine would run the mutation first and fail afterwards.
#[tokio::test]
async fn a_number_out_of_range_is_refused_before_the_mutation() {
    let answer = ask("mutation { change { echo(n: 99999999999) } }").await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"));
    assert!(answer.json().get("data").is_none());
    let body =
        json!({"query": "mutation ($n: Int!) { change { echo(n: $n) } }", "variables": {"n": 99_999_999_999_u64}});
    assert_eq!(send(post(&body)).await.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn errors_are_few() {
    let fields = (0..40).map(|n| format!("a{n}: nullableFailing")).collect::<Vec<_>>().join(" ");
    let answer = ask(&format!("{{ {fields} }}")).await.json();
    assert_eq!(answer["errors"].as_array().map(Vec::len), Some(5));
    assert_eq!(answer["extensions"]["errorsOmitted"], 35);
    let unknown = ask(&format!("{{ {} }}", "q ".repeat(1_000))).await;
    assert!(unknown.json()["errors"].as_array().is_some_and(|errors| errors.len() <= 5));
}

#[tokio::test]
async fn errors_are_short() {
    for size in [1, 2_000, 60_000] {
        let answer = ask(&format!("{{ refused(size: {size}) }}")).await.json();
        let error = &answer["errors"][0];
        assert!(error.to_string().len() <= 4_096, "{size}");
        assert_eq!(error["extensions"]["code"], "FORBIDDEN");
    }
    let long = format!("{{ hello(name: [{}]) }}", "\"ø\" ".repeat(400));
    assert!(ask(&long).await.json()["errors"][0].to_string().len() <= 4_096);
}

#[tokio::test]
async fn every_answer_tells_the_cost() {
    let budget = Limits::default().cost;
    let cases = [
        ("{ leaves(first: 10) { id } }", 11),
        ("{ leaves(first: 100) { id } nothing }", 102),
        ("{", 0),
        ("{ leaves(first: -1) { id } }", 0),
    ];
    for (query, requested) in cases {
        let answer = ask(query).await.json();
        assert_eq!(answer["extensions"]["cost"], json!({"requested": requested, "budget": budget}), "{query}");
    }
    assert_eq!(send(raw("{")).await.json()["extensions"]["cost"]["budget"], budget);
}

#[tokio::test]
async fn a_document_over_the_budget_is_told_both_numbers() {
    let schema = async_graphql::Schema::new(Query, Mutation, async_graphql::EmptySubscription);
    let front = Front::new(schema).limits(Limits { cost: 10, ..Limits::default() });
    let request =
        with(post(&json!({"query": "{ leaves(first: 20) { id } }"})), "accept", "application/graphql-response+json");
    let answer = send_to(router(front), request).await;
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "TOO_COSTLY"));
    assert_eq!(answer.json()["errors"][0]["extensions"], json!({"code": "TOO_COSTLY", "limit": 10, "measured": 21}));
    assert_eq!(answer.json()["extensions"]["cost"], json!({"requested": 21, "budget": 10}));
}

#[tokio::test]
async fn a_front_without_authentication_admits_no_token() {
    let schema = async_graphql::Schema::new(Query, Mutation, async_graphql::EmptySubscription);
    let request = with(post(&json!({"query": "{ hello }"})), "authorization", "Bearer good");
    assert_eq!(send_to(router(Front::new(schema)), request).await.status, StatusCode::UNAUTHORIZED);
}
