//! What the door refuses, what it lets through, and that its arithmetic is right.

mod lengths;
mod property;
mod text;
mod weight;

use async_graphql::Variables;
use serde_json::Value;

use super::{Admitted, Denied, Limits, admit};

/// The query that every GraphQL tool sends first.
pub(super) const STANDARD_INTROSPECTION: &str = include_str!("introspection.graphql");

fn enter(query: &str) -> Result<Admitted, Box<Denied>> {
    admit(query, None, &Variables::default(), &Limits::default())
}

fn enter_with(query: &str, variables: Value) -> Result<Admitted, Box<Denied>> {
    admit(query, None, &Variables::from_json(variables), &Limits::default())
}

/// The code of a refusal.
fn code(outcome: Result<Admitted, Box<Denied>>) -> String {
    let denied = outcome.map(|admitted| admitted.measured).expect_err("should be refused");
    let extensions = denied.error.extensions.expect("a refusal has extensions");
    match extensions.get("code") {
        Some(async_graphql::Value::String(code)) => code.clone(),
        other => panic!("no code: {other:?}"),
    }
}
