//! Development tokens over HTTP, for the playground's choice of roles.
//!
//! Whoever may call this may be anybody, so it exists only where the development issuer is trusted, which listens on
//! loopback alone, and it answers no page but the server's own: it wants a media type and a header that no page of
//! another origin can send without asking first, which is refused, and a host that names this machine, so that a name
//! which is pointed here afterwards does not pass.
//!
//! May import: [`crate::acts::development`], `domain::message`, HTTP types, [`super`].

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header, uri::Authority},
    response::{IntoResponse, Response},
};
use chrono::SecondsFormat;
use futures_util::future::BoxFuture;
use http_body_util::{BodyExt, Limited};
use serde::Deserialize;
use serde_json::json;
use tokio::time::timeout;

use super::{media, problem::Problem, tongue};
use crate::{
    acts::development::{Given, NotGiven, Role},
    domain::message::said,
};

/// What gives a token for a role.
pub type GiveToken = dyn Fn(Role) -> BoxFuture<'static, Result<Given, NotGiven>> + Send + Sync;

/// The header without which nothing is given.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-mandat-playground");

const PATIENCE: Duration = Duration::from_secs(5);
const BODY_BYTES: usize = 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    role: String,
}

/// `POST /playground/token`: a token for a role, or in words why there is none.
pub(super) async fn give(State(give): State<Arc<GiveToken>>, request: Request) -> Response {
    let lang = tongue::of_errors(request.headers());
    answer(&*give, request).await.unwrap_or_else(|problem| problem.plain(lang))
}

async fn answer(give: &GiveToken, request: Request) -> Result<Response, Problem> {
    let (head, body) = request.into_parts();
    if !is_own_page(&head.headers) || head.uri.authority().is_some_and(|authority| !is_this_machine(authority)) {
        return Err(Problem::NotAtHome);
    }
    media::check(&head.headers)?;
    let reading = Limited::new(body, BODY_BYTES).collect();
    let body = timeout(PATIENCE, reading).await.map_err(|_| Problem::BodyTimeout)?;
    let body = body.map_err(|_| Problem::TooLarge(BODY_BYTES))?.to_bytes();
    let bad = || {
        Problem::BadRequest(said!(
            "Innholdet er et JSON-objekt med \"role\".",
            "The body is a JSON object with \"role\"."
        ))
    };
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| bad())?;
    let given = match asked.role.parse() {
        Ok(role) => match give(role).await {
            Ok(Given { token, expires_at }) => {
                json!({"token": token, "expiresAt": expires_at.to_rfc3339_opts(SecondsFormat::Secs, true)})
            }
            Err(NotGiven::Failed(wrong)) => {
                tracing::error!(error = %wrong, "no development token could be given");
                return Err(Problem::Unavailable);
            }
            Err(why_not) => json!({"refusal": why_not.to_string()}),
        },
        Err(why_not) => json!({"refusal": why_not}),
    };
    let mut response = given.to_string().into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Whether a page of this server asks, on this machine. What is not a browser must say as much as one.
fn is_own_page(headers: &HeaderMap) -> bool {
    let Some(host) = only(headers, &header::HOST) else { return false };
    let here = host.parse().is_ok_and(|authority| is_this_machine(&authority));
    let origin = !headers.contains_key(header::ORIGIN)
        || only(headers, &header::ORIGIN).is_some_and(|origin| origin.strip_prefix("http://") == Some(host));
    let site = HeaderName::from_static("sec-fetch-site");
    let site = !headers.contains_key(&site) || only(headers, &site) == Some("same-origin");
    here && origin && site && only(headers, &HEADER) == Some("token")
}

/// The value of a header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Names of this machine that nobody else can give to another.
fn is_this_machine(authority: &Authority) -> bool {
    let plain = !authority.as_str().contains('@');
    plain && matches!(authority.host(), "127.0.0.1" | "[::1]" | "localhost")
}
