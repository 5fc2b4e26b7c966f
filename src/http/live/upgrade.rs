//! From a request to a WebSocket.
//!
//! A browser lets any page open a WebSocket to anybody, with no preflight. So a page's origin has to be this server's own
//! or one that is configured; what is not a browser sends none.
//!
//! May import: hyper, a hash, [`super`], [`crate::http`], `domain`.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::protocol::{Role, WebSocketConfig},
};

use super::socket::{self, Visitor};
use crate::{
    domain::message::said,
    http::{bearer, cors, front::Front, problem::Problem},
};

/// The one sub-protocol.
const PROTOCOL: &str = "graphql-transport-ws";

/// What RFC 6455 puts behind the client's key.
const AFTER_KEY: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Bytes that are read at a time. Messages are short, and there may be many connections.
const READS: usize = 4 * 1024;

/// Whether the request wants to become a WebSocket.
pub(in crate::http) fn is_upgrade(request: &Request) -> bool {
    request.method() == Method::GET
        && names(request.headers(), &header::UPGRADE).any(|name| name.eq_ignore_ascii_case("websocket"))
}

/// Makes a WebSocket of the connection.
///
/// # Errors
/// The request is not a proper one, or must not become one.
pub(in crate::http) fn upgrade(front: Front, mut request: Request) -> Result<Response, Problem> {
    let headers = request.headers();
    if !is_at_home(headers) && cors::allowed(&front.origins, headers).is_none() {
        return Err(Problem::ForeignOrigin);
    }
    if !names(headers, &header::CONNECTION).any(|name| name.eq_ignore_ascii_case("upgrade"))
        || headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13")
    {
        return Err(Problem::BadRequest(said!(
            "Dette er ikke åpningen av en WebSocket av versjon 13.",
            "This is not the opening of a WebSocket of version 13."
        )));
    }
    let key = headers.get(header::SEC_WEBSOCKET_KEY).map(HeaderValue::as_bytes);
    let key = key.filter(|key| STANDARD.decode(key).is_ok_and(|key| key.len() == 16));
    let key = key.ok_or_else(|| {
        Problem::BadRequest(said!(
            "\"Sec-WebSocket-Key\" er 16 byte i Base64.",
            "\"Sec-WebSocket-Key\" is 16 bytes in Base64."
        ))
    })?;
    if !names(headers, &header::SEC_WEBSOCKET_PROTOCOL).any(|name| name == PROTOCOL) {
        return Err(Problem::BadRequest(said!(
            "Underprotokollen her er graphql-transport-ws; be om den i Sec-WebSocket-Protocol.",
            "The sub-protocol spoken here is graphql-transport-ws; ask for it in Sec-WebSocket-Protocol."
        )));
    }
    let answer = accept(key);
    let asked = bearer::asked(headers, request.extensions())?;
    // A key for one change is no key for all that come over this connection.
    let asked = crate::http::Asked { idempotency_key: None, ..asked };
    let extensions = request.extensions_mut();
    let held = extensions.get().cloned();
    let upgrade = extensions.remove::<OnUpgrade>().ok_or_else(|| {
        Problem::BadRequest(said!(
            "Denne forbindelsen kan ikke bli en WebSocket.",
            "This connection cannot become a WebSocket."
        ))
    })?;
    let config = WebSocketConfig::default()
        .read_buffer_size(READS)
        .write_buffer_size(0)
        .max_message_size(Some(front.body_bytes))
        .max_frame_size(Some(front.body_bytes));
    tokio::spawn(async move {
        match upgrade.await {
            Ok(upgraded) => {
                let wire = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
                socket::serve(front, wire, Visitor { asked }, held).await;
            }
            Err(error) => tracing::debug!(%error, "a connection did not become a WebSocket"),
        }
    });
    let mut response = (StatusCode::SWITCHING_PROTOCOLS, Body::empty()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(PROTOCOL));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, answer?);
    Ok(response)
}

/// The proof that the key was read.
fn accept(key: &[u8]) -> Result<HeaderValue, Problem> {
    let proof = digest(&SHA1_FOR_LEGACY_USE_ONLY, &[key, AFTER_KEY.as_bytes()].concat());
    HeaderValue::try_from(STANDARD.encode(proof))
        .map_err(|_| Problem::BadRequest(said!("Ingen slik nøkkel.", "No such key.")))
}

/// The names in a header that lists some.
fn names<'h>(headers: &'h HeaderMap, header: &HeaderName) -> impl Iterator<Item = &'h str> + use<'h> {
    let lines = headers.get_all(header).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// Whether no page sent it, or one of this server. Which scheme the page came by is not known behind a proxy.
fn is_at_home(headers: &HeaderMap) -> bool {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let Some(origin) = origins.next() else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let page = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")));
    matches!((host, page), (Some(host), Some(page)) if host.eq_ignore_ascii_case(page)) && origins.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_that_of_the_standards_example() {
        assert_eq!(accept(b"dGhlIHNhbXBsZSBub25jZQ==").unwrap(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    #[test]
    fn a_page_is_at_home_where_it_came_from() {
        let at_home = |host: &str, origins: &[&str]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            for origin in origins {
                headers.append(header::ORIGIN, origin.parse().unwrap());
            }
            is_at_home(&headers)
        };
        assert!(at_home("mandat.example", &[]));
        assert!(at_home("mandat.example", &["https://mandat.example"]));
        assert!(at_home("localhost:8000", &["http://LOCALHOST:8000"]));
        for foreign in [
            "https://evil.example",
            "https://mandat.example.evil.example",
            "https://mandat.example:8443",
            "null",
            "https://",
            "file://mandat.example",
        ] {
            assert!(!at_home("mandat.example", &[foreign]), "{foreign}");
        }
        assert!(!at_home("mandat.example", &["https://mandat.example", "https://evil.example"]));
    }
}
