//! Whether a request's body is JSON in UTF-8.
//!
//! May import: HTTP types, [`super::problem`].

use axum::http::{HeaderMap, header};

use super::problem::Problem;

/// Accepts `application/json`, alone or with `charset=utf-8`, not compressed.
pub(super) fn check(headers: &HeaderMap) -> Result<(), Problem> {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(one), None) = (types.next(), types.next()) else {
        return Err(Problem::UnsupportedMediaType);
    };
    let encoded = headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity");
    let Ok(one) = one.to_str() else {
        return Err(Problem::UnsupportedMediaType);
    };
    let mut parts = one.split(';').map(str::trim);
    let json = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    let utf8 = parts.filter_map(|parameter| parameter.split_once('=')).all(|(key, value)| {
        !key.trim().eq_ignore_ascii_case("charset") || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
    });
    if json && utf8 && !encoded { Ok(()) } else { Err(Problem::UnsupportedMediaType) }
}
