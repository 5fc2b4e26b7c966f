//! The bearer token in a request's head. Its form only: what it is worth is for the access layer.
//!
//! May import: HTTP types, `access`, [`super`].

use axum::http::{HeaderMap, header};

use super::{front::Asked, problem::Problem, tongue};
use crate::access::token::LONGEST_TOKEN;

/// What the head says about who sent the request.
pub(super) fn asked(headers: &HeaderMap) -> Result<Asked, Problem> {
    Ok(Asked { token: token(headers)?, lang: tongue::preferred(headers) })
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
    match line.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && is_token(token) => Ok(Some(token.to_owned())),
        _ => Err(Problem::Unauthorised),
    }
}

/// The letters RFC 6750 allows in a token.
fn is_token(text: &str) -> bool {
    let letters = text.trim_end_matches('=');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !letters.is_empty() && text.len() <= LONGEST_TOKEN && letters.bytes().all(allowed)
}
