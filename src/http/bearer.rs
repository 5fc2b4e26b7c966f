//! The bearer token in a request's head. Its form only: what it is worth is for the access layer.
//!
//! May import: HTTP types, `access`, `domain`, [`super`].

use axum::http::{HeaderMap, header};

use super::{front::Asked, problem::Problem, tongue};
use crate::{access::token::LONGEST_TOKEN, domain::message::said};

/// Longest key in the header, in characters: it is kept with the name of the field that it is for.
const LONGEST_KEY: usize = 100;

/// What the head says about who sent the request.
pub(super) fn asked(headers: &HeaderMap) -> Result<Asked, Problem> {
    let lang = tongue::preferred(headers);
    let idempotency_key = idempotency_key(headers)?;
    Ok(Asked { token: token(headers)?, lang, idempotency_key, ..Asked::default() })
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
