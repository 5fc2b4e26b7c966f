//! The schema as a contract: everything is described, and what the engine does not see to itself holds.

use async_graphql::{Request, parser::parse_schema};
use mandat::graphql::schema::{schema, sdl};
use serde_json::Value;

const INTROSPECTION: &str = "{ __schema { types { kind name description
    fields { name description args { name description } }
    inputFields { name description } enumValues { name description } } } }";

fn undescribed(at: &str, entries: &Value, missing: &mut Vec<String>) {
    for entry in entries.as_array().into_iter().flatten() {
        let name = format!("{at}.{}", entry["name"].as_str().unwrap());
        if entry["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            missing.push(name.clone());
        }
        undescribed(&name, &entry["args"], missing);
    }
}

#[tokio::test]
async fn every_type_field_argument_and_value_is_described() {
    let answer = schema().execute(Request::new(INTROSPECTION)).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let answer = answer.data.into_json().unwrap();
    let mut missing = Vec::new();
    for kind in answer["__schema"]["types"].as_array().unwrap() {
        let name = kind["name"].as_str().unwrap();
        // The scalars of the language itself are described in its specification.
        if name.starts_with("__") || ["Int", "Float", "String", "Boolean", "ID"].contains(&name) {
            continue;
        }
        if kind["description"].as_str().is_none_or(|text| text.trim().is_empty()) {
            missing.push(name.to_owned());
        }
        for entries in ["fields", "inputFields", "enumValues"] {
            undescribed(name, &kind[entries], &mut missing);
        }
    }
    assert!(missing.is_empty(), "not described: {missing:#?}");
}

#[test]
fn the_text_of_the_schema_is_the_same_every_time_and_parses() {
    let text = sdl();
    assert_eq!(text, sdl());
    parse_schema(&text).unwrap();
}
