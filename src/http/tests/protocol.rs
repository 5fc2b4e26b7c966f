//! GraphQL over HTTP: methods and parameters.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use serde_json::json;

use super::{front, get, post, raw, router, send, send_to, with};

fn encoded(parameters: &[(&str, &str)]) -> Request<Body> {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    get(&format!("/graphql?{query}"))
}

#[tokio::test]
async fn queries_come_by_post_and_by_get() {
    let variables = json!({"n": "you"});
    let query = "query Q($n: String) { hello(name: $n) } query R { caller }";
    let body = json!({"query": query, "variables": variables, "operationName": "Q", "extensions": {}});
    let posted = send(post(&body)).await;
    let got = send(encoded(&[
        ("query", query),
        ("variables", &variables.to_string()),
        ("operationName", "Q"),
        ("extensions", "{}"),
    ]))
    .await;
    for answer in [posted, got] {
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json()["data"], json!({"hello": "hello you"}));
    }
}

#[tokio::test]
async fn get_changes_nothing() {
    for query in [
        "mutation { change { echo(n: 1) } }",
        "query A { hello } mutation B { change { echo(n: 1) } }",
        "mutation($n: Int!) { change { echo(n: $n) } }",
    ] {
        let answer =
            send(encoded(&[("query", query), ("operationName", if query.contains('A') { "B" } else { "" })])).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{query}");
        assert_eq!(answer.header("allow"), "POST");
    }
}

#[tokio::test]
async fn other_methods_are_told_which_there_are() {
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder().method(method).uri("/graphql").body(Body::empty()).expect("a request");
        let answer = send(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.header("allow"), "GET, HEAD, POST, OPTIONS");
    }
}

#[tokio::test]
async fn each_parameter_has_its_type() {
    let wrong = [json!(0), json!(false), json!(["array"])];
    for parameter in ["query", "operationName", "variables", "extensions"] {
        let other =
            if matches!(parameter, "query" | "operationName") { json!({"an": "object"}) } else { json!("text") };
        for value in wrong.iter().chain([&other]) {
            let mut body = json!({"query": "{ hello }"});
            body[parameter] = value.clone();
            let answer = send(post(&body)).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parameter}: {value}");
            assert_eq!(answer.code(), "BAD_REQUEST");
        }
        if parameter != "query" {
            let mut body = json!({"query": "{ hello }"});
            body[parameter] = json!(null);
            assert_eq!(send(post(&body)).await.json()["data"]["hello"], "hello nobody", "{parameter}: null");
        }
    }
}

#[tokio::test]
async fn what_is_not_a_request_is_bad() {
    for body in ["", "{", "null", "\"{ hello }\"", "{}", "[{\"query\": \"{ hello }\"}]", "[]"] {
        assert_eq!(send(raw(body)).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert_eq!(send(raw(vec![b'{', 0xff, b'}'])).await.status, StatusCode::BAD_REQUEST);
    for request in [
        get("/graphql"),
        encoded(&[("query", "{ hello }"), ("variables", "{")]),
        encoded(&[("query", "{ hello }"), ("variables", "[]")]),
    ] {
        assert_eq!(send(request).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_body_has_a_ceiling_announced_or_not() {
    let large = format!("{{\"query\": \"{{ hello }}\", \"x\": \"{}\"}}", "x".repeat(64 * 1024));
    let announced = with(raw(large.clone()), "content-length", &large.len().to_string());
    let chunks =
        large.into_bytes().chunks(1_000).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect::<Vec<_>>();
    let unannounced = raw(Body::from_stream(futures_util::stream::iter(chunks)));
    for request in [announced, unannounced] {
        let answer = send(request).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(answer.code(), "PAYLOAD_TOO_LARGE");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let request = raw(Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>()));
    let started = tokio::time::Instant::now();
    let answer = send(request).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    assert_eq!(started.elapsed(), super::PATIENCE);
}

#[tokio::test]
async fn a_token_has_one_form() {
    let query = json!({"query": "{ caller }"});
    let good = send(with(post(&query), "authorization", "Bearer good")).await;
    assert_eq!(good.json()["data"]["caller"], "a caller");
    assert_eq!(send(post(&query)).await.json()["data"]["caller"], json!(null));
    let mut refusals = Vec::new();
    for wrong in
        ["Bearer bad", "Bearer", "Bearer ", "Basic Z29vZA==", "good", "Bearer good good", "Bearer  good", "Bearer g\"d"]
    {
        refusals.push(send(with(post(&query), "authorization", wrong)).await);
    }
    let twice = with(with(post(&query), "authorization", "Bearer good"), "authorization", "Bearer good");
    refusals.push(send(twice).await);
    for answer in &refusals {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"mandat\", error=\"invalid_token\"");
        assert_eq!(answer.text, refusals[0].text, "every refusal is the same");
    }
}

/// Asking who somebody is may cost a look into the database; a document that is refused costs none.
#[tokio::test]
async fn a_refused_document_asks_nobody_who_sent_it() {
    let front = front().authenticate(|_| async { panic!("asked") as Result<(), _> });
    let request = with(post(&json!({"query": "{ a(first: -1) { b } }"})), "authorization", "Bearer good");
    assert_eq!(send_to(router(front), request).await.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn no_key_is_given_twice() {
    let bodies = [
        (r#"{"query":"{ hello }","query":"{ caller }"}"#, "query"),
        (r#"{"query":"query A($name: String) { hello(name: $name) }","variables":{"name":"a","name":"b"}}"#, "name"),
        (r#"{"query":"{ hello }","variables":{"deep":[{"x":{"y":1,"y":1}}]}}"#, "y"),
        (r#"{"query":"{ hello }","extensions":{"persistedQuery":{"version":1,"version":1}}}"#, "version"),
    ];
    for (body, key) in bodies {
        for (accept, status) in [("application/json", 200), ("application/graphql-response+json", 400)] {
            let answer = send(with(raw(body), "accept", accept)).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, "BAD_USER_INPUT"), "{body}");
            let message = answer.json()["errors"][0]["message"].clone();
            assert_eq!(message, format!("\"{key}\" is given more than once."));
            assert!(answer.json().get("data").is_none(), "nothing ran");
        }
    }
    for query in [
        "query=%7Bhello%7D&query=%7Bcaller%7D",
        "query=%7Bhello%7D&variables=%7B%22a%22:1,%22a%22:2%7D",
        "query=%7Bhello%7D&extensions=%7B%22a%22:1,%22a%22:2%7D",
    ] {
        assert_eq!(send(get(&format!("/graphql?{query}"))).await.code(), "BAD_USER_INPUT", "{query}");
    }
}

#[tokio::test]
async fn a_required_variable_that_is_absent_is_the_clients_fault() {
    let query = "query Page($first: Int!, $name: String! = \"a\") { hello(name: $name) leaves(first: $first) { id } }";
    for variables in [json!({}), json!({ "first": null }), json!({ "first": 1, "name": null })] {
        let body = post(&json!({ "query": query, "variables": variables }));
        let answer = send(with(body, "accept", "application/graphql-response+json")).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"), "{variables}");
        let message = answer.json()["errors"][0]["message"].to_string();
        assert!(message.contains("$first") || message.contains("$name"), "{message}");
        assert!(answer.json().get("data").is_none(), "nothing ran");
    }
    let answer = send(post(&json!({ "query": query, "variables": { "first": 1 } }))).await;
    assert_eq!(answer.json()["data"]["hello"], "hello a", "a default stands in for what is not sent");
}
