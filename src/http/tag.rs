//! The name of an answer, for `ETag` and `If-None-Match` (RFC 9110, section 8.8.3).
//!
//! It is made of the answer's bytes alone: the same on every node, and it tells nothing that the answer does not.
//!
//! May import: a hash, HTTP types, [`super::accept`].

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::accept::Answering;

/// So many bytes of the hash: enough that no two answers to one question meet.
const BYTES: usize = 16;

/// The name of an answer's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag([u8; BYTES]);

impl Tag {
    pub(super) fn of(body: &[u8]) -> Self {
        let mut tag = [0; BYTES];
        tag.copy_from_slice(&digest(&SHA256, body).as_ref()[..BYTES]);
        Self(tag)
    }

    /// The name in quotes. The same bytes under another media type are another representation.
    fn text(self, answering: Answering) -> String {
        let kind = match answering {
            Answering::GraphqlResponse => 'g',
            Answering::Json => 'j',
        };
        format!("\"{}{kind}\"", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// The value of `ETag`.
    pub(super) fn header(self, answering: Answering) -> Option<HeaderValue> {
        HeaderValue::try_from(self.text(answering)).ok()
    }

    /// The value of `ETag` of a calendar.
    pub(super) fn header_of_calendar(self) -> Option<HeaderValue> {
        HeaderValue::try_from(self.calendar()).ok()
    }

    /// Whether the client says that it has this calendar.
    pub(super) fn is_had_as_calendar(self, asked: &HeaderMap) -> bool {
        is_named(asked, &self.calendar())
    }

    fn calendar(self) -> String {
        format!("\"{}c\"", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// Whether the client says that it has this answer. Proxies that compress call a name weak: it is the same to them
    /// and to us (section 13.1.2).
    pub(super) fn is_had(self, asked: &HeaderMap, answering: Answering) -> bool {
        is_named(asked, &self.text(answering))
    }
}

/// Whether the client names the answer, or any.
fn is_named(asked: &HeaderMap, name: &str) -> bool {
    let lines = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|had| had == "*" || had.strip_prefix("W/").unwrap_or(had) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(line: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::IF_NONE_MATCH, line.parse().unwrap())])
    }

    #[test]
    fn it_is_found_among_others_and_made_weak() {
        let tag = Tag::of(b"{}");
        let name = tag.text(Answering::Json);
        assert!(tag.is_had(&has(&name), Answering::Json));
        assert!(tag.is_had(&has(&format!("\"other\", W/{name}")), Answering::Json));
        assert!(tag.is_had(&has("*"), Answering::Json));
        assert!(!tag.is_had(&has("\"other\""), Answering::Json));
        assert!(!tag.is_had(&HeaderMap::new(), Answering::Json));
    }

    #[test]
    fn other_bytes_and_other_media_types_have_other_names() {
        let tag = Tag::of(b"{}");
        assert!(!Tag::of(b"{} ").is_had(&has(&tag.text(Answering::Json)), Answering::Json));
        assert!(!tag.is_had(&has(&tag.text(Answering::Json)), Answering::GraphqlResponse));
    }
}
