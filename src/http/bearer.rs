//! What the head of a request says of who sent it: the bearer token above all, and the idempotency key. Their form only;
//! what they are worth is for the layers below.
//!
//! May import: HTTP types, the engine's variable types, `access`, `domain`, `digest`, [`super`].

use async_graphql::Variables;
use axum::http::{Extensions, HeaderMap, header};
use serde_json::json;

use super::{front::Asked, payers::Payers, problem::Problem, tongue};
use crate::{access::token::LONGEST_TOKEN, digest::sha256, domain::message::said};

/// Longest key in the header, in characters: it is kept with the name of the field that it is for.
const LONGEST_KEY: usize = 100;

/// What the head says about who sent the request, and who pays for it.
pub(super) fn asked(headers: &HeaderMap, extensions: &Extensions) -> Result<Asked, Problem> {
    let lang = tongue::preferred(headers);
    let idempotency_key = idempotency_key(headers)?;
    let payers = extensions.get::<Payers>().cloned().unwrap_or_default();
    Ok(Asked { token: token(headers)?, lang, idempotency_key, payers, ..Asked::default() })
}

/// The key of the one `Idempotency-Key` header, with or without the quotes of the IETF's draft.
fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let bad = || {
        Problem::BadRequest(said!(
            "Idempotency-Key er én nøkkel på 1 til {LONGEST_KEY} bokstaver, sifre og tegn.",
            "Idempotency-Key is one key of 1 to {LONGEST_KEY} letters, digits and signs."
        ))
    };
    let mut lines = headers.get_all("idempotency-key").iter();
    let Some(line) = lines.next() else { return Ok(None) };
    let line = line.to_str().map_err(|_| bad())?.trim();
    let key = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let fits = (1..=LONGEST_KEY).contains(&key.len()) && lines.next().is_none();
    if fits { Ok(Some(key.to_owned())) } else { Err(bad()) }
}

/// What an idempotency key stands for: the text of the document, whether it came itself or by its name, the operation, and
/// the variables in whatever order. Languages and media types are of the answer only.
pub(super) fn request(text: &str, operation_name: Option<&str>, variables: &Variables) -> String {
    sha256(&json!([text, operation_name, variables]).to_string())
}

/// The token of the one `Authorization: Bearer` header, `None` without the header; anything else is refused.
fn token(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut lines = headers.get_all(header::AUTHORIZATION).iter();
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    if lines.next().is_some() {
        return Err(Problem::Unauthorised);
    }
    let line = line.to_str().map_err(|_| Problem::Unauthorised)?;
    bearer(line).map(Some).ok_or(Problem::Unauthorised)
}

/// The token in the value of an `Authorization` header.
pub(super) fn bearer(line: &str) -> Option<String> {
    let (scheme, token) = line.split_once(' ')?;
    (scheme.eq_ignore_ascii_case("bearer") && is_token(token)).then(|| token.to_owned())
}

/// The letters RFC 6750 allows in a token.
pub(super) fn is_token(text: &str) -> bool {
    let letters = text.trim_end_matches('=');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !letters.is_empty() && text.len() <= LONGEST_TOKEN && letters.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_the_same_whatever_order_its_variables_come_in() {
        let of = |text: &str, operation: Option<&str>, variables: &str| {
            request(text, operation, &Variables::from_json(serde_json::from_str(variables).unwrap()))
        };
        let same = of("mutation M { a }", None, r#"{"a": {"x": 1, "y": [1, 2]}, "b": null}"#);
        assert_eq!(of("mutation M { a }", None, r#"{"b": null, "a": {"y": [1, 2], "x": 1}}"#), same);
        let others = [
            of("mutation M { b: a }", None, r#"{"a": {"x": 1, "y": [1, 2]}, "b": null}"#),
            of("mutation M { a }", Some("M"), r#"{"a": {"x": 1, "y": [1, 2]}, "b": null}"#),
            of("mutation M { a }", None, r#"{"a": {"x": 1, "y": [2, 1]}, "b": null}"#),
            of("mutation M { a }", None, r#"{"a": {"x": 1, "y": [1, 2]}}"#),
        ];
        assert!(!others.contains(&same));
    }
}
