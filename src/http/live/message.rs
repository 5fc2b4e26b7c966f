//! The messages of `graphql-transport-ws`.
//!
//! May import: JSON, [`crate::http::json`].

use axum::body::Bytes;
use serde_json::{Map, Value};

use crate::http::json::{Unread, read};

/// A message from a client.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    /// `connection_init`, with what the client says of itself.
    Init(Map<String, Value>),
    /// `ping`.
    Ping,
    /// `pong`.
    Pong,
    /// `subscribe`: an operation under this identity.
    Subscribe {
        /// The client's name for it.
        id: String,
        /// The operation.
        payload: Map<String, Value>,
    },
    /// `complete`: the client wants no more of it.
    Complete(String),
}

impl Heard {
    /// Reads a message.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let bad = |wrong: &str| wrong.to_owned();
        let mut fields = match read(text) {
            Ok(Value::Object(fields)) => fields,
            Err(Unread::GivenTwice(key)) => return Err(format!("\"{key}\" is given more than once.")),
            _ => return Err(bad("A message is a JSON object.")),
        };
        let Some(Value::String(kind)) = fields.remove("type") else {
            return Err(bad("A message has a \"type\"."));
        };
        let id = match fields.remove("id") {
            Some(Value::String(id)) if !id.is_empty() => Some(id),
            _ => None,
        };
        let payload = match fields.remove("payload") {
            None | Some(Value::Null) => None,
            Some(Value::Object(payload)) => Some(payload),
            Some(_) => return Err(bad("\"payload\" is an object.")),
        };
        match (kind.as_str(), id, payload) {
            ("connection_init", _, payload) => Ok(Self::Init(payload.unwrap_or_default())),
            ("ping", ..) => Ok(Self::Ping),
            ("pong", ..) => Ok(Self::Pong),
            ("subscribe", Some(id), Some(payload)) => Ok(Self::Subscribe { id, payload }),
            ("subscribe", Some(_), None) => Err(bad("\"subscribe\" has a \"payload\" with the operation.")),
            ("complete", Some(id), _) => Ok(Self::Complete(id)),
            ("subscribe" | "complete", None, _) => Err(format!("\"{kind}\" has an \"id\" that is not empty.")),
            _ => Err(bad("There is no such type of message.")),
        }
    }
}

/// A message without an identity.
pub(super) fn plain(kind: &str) -> String {
    format!("{{\"type\":\"{kind}\"}}")
}

/// A message about an operation. The payload is JSON already.
pub(super) fn about(id: &str, kind: &str, payload: Option<&Bytes>) -> String {
    let id = Value::from(id);
    match payload {
        // What the server wrote as JSON is UTF-8.
        Some(payload) => {
            format!("{{\"id\":{id},\"type\":\"{kind}\",\"payload\":{}}}", String::from_utf8_lossy(payload))
        }
        None => format!("{{\"id\":{id},\"type\":\"{kind}\"}}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_protocol_has_is_read() {
        let read = |message: Value| Heard::read(&message.to_string()).unwrap();
        assert_eq!(read(json!({"type": "connection_init"})), Heard::Init(Map::new()));
        assert_eq!(read(json!({"type": "ping", "payload": {"at": 1}})), Heard::Ping);
        assert_eq!(read(json!({"type": "pong", "payload": null})), Heard::Pong);
        assert_eq!(read(json!({"type": "complete", "id": "a"})), Heard::Complete("a".to_owned()));
        let Heard::Subscribe { id, payload } =
            read(json!({"type": "subscribe", "id": "a", "payload": {"query": "{ x }"}}))
        else {
            panic!("another message");
        };
        assert_eq!((id.as_str(), &payload["query"]), ("a", &json!("{ x }")));
    }

    #[test]
    fn anything_else_is_not() {
        for wrong in [
            "",
            "{",
            "null",
            "[]",
            "\"ping\"",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"nonsense"}"#,
            r#"{"type":"start","id":"a","payload":{}}"#,
            r#"{"type":"connection_init","payload":[]}"#,
            r#"{"type":"ping","payload":"x"}"#,
            r#"{"type":"subscribe","payload":{}}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","id":1,"payload":{}}"#,
            r#"{"type":"subscribe","id":"a"}"#,
            r#"{"type":"complete"}"#,
            r#"{"type":"connection_ack"}"#,
            r#"{"type":"subscribe","id":"a","payload":{"query":"{ x }","variables":{"a":1,"a":2}}}"#,
            r#"{"type":"ping","type":"pong"}"#,
            r#"{"type":"next","id":"a","payload":{}}"#,
        ] {
            assert!(Heard::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_identity_is_written_as_json_whatever_is_in_it() {
        let payload = Bytes::from_static(b"{\"data\":null}");
        let written: Value = serde_json::from_str(&about("a\"\n", "next", Some(&payload))).unwrap();
        assert_eq!(written, json!({"id": "a\"\n", "type": "next", "payload": {"data": null}}));
    }
}
