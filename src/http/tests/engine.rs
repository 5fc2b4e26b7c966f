//! What the engine has to do by the specification of GraphQL, and what some of its versions do not.

use serde_json::json;

use super::{CANARY, ask};

/// An answer's keys stand as in the question, whatever was ready first.
#[tokio::test]
async fn answers_keep_the_order_of_the_question() {
    let answer = ask("{ late z: hello leaves { id } a: late hello }").await;
    let places: Vec<_> =
        ["\"late\"", "\"z\"", "\"leaves\"", "\"a\"", "\"hello\""].map(|key| answer.text.find(key)).to_vec();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}", answer.text);
}

/// Where a field that cannot be null fails, its parent is null; no key is missing.
#[tokio::test]
async fn a_failure_where_null_cannot_be_takes_the_parent() {
    let answer = ask("{ hello branches { echo(n: 1) strict } }").await;
    assert_eq!(answer.json()["data"], json!({"hello": "hello nobody", "branches": [null, null]}), "{}", answer.text);
    let whole = ask("{ branches { echo(n: 1) } caller nullableFailing }").await.json();
    assert_eq!(whole["data"], json!({"branches": [{"echo": 1}, {"echo": 1}], "caller": null, "nullableFailing": null}));
    assert_eq!(ask("mutation { change { strict } }").await.json()["data"], json!(null));
}

/// An error leads to the very field that failed.
#[tokio::test]
async fn an_error_names_the_whole_way_to_its_field() {
    let answer = ask("{ twigs: branches { leaf: strict } }").await;
    assert!(!answer.text.contains(CANARY));
    let answer = answer.json();
    let paths: Vec<_> = answer["errors"].as_array().unwrap().iter().map(|error| &error["path"]).collect();
    assert!(paths.contains(&&json!(["twigs", 0, "leaf"])), "{paths:?}");
}
