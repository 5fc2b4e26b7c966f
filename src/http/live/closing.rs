//! Why the server closes a WebSocket, as the other end is told: a code of `graphql-transport-ws` or of WebSockets, and a
//! short sentence.
//!
//! May import: the WebSocket library's types.

use tokio_tungstenite::tungstenite::{
    Error,
    protocol::{CloseFrame, frame::coding::CloseCode},
};

/// The longest reason that fits into a frame, in bytes.
const LONGEST: usize = 123;

/// Why the server closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// A message that the protocol does not have, in words.
    BadMessage(String),
    /// An operation before the connection was acknowledged.
    NotAcknowledged,
    /// The token is not accepted.
    NotAdmitted,
    /// The token was accepted, and is not any more.
    Expired,
    /// The first message did not come in time.
    NoInit,
    /// The identity is that of an operation that runs.
    Duplicate(String),
    /// The first message came twice.
    SecondInit,
    /// A message is longer than this many bytes.
    TooLong(usize),
    /// A message is not UTF-8.
    NotUtf8,
    /// The other end does not speak as WebSockets do.
    NotWebSocket,
    /// The server stops.
    GoingAway,
    /// The server cannot answer right now.
    TryLater,
}

impl Closing {
    /// What is wrong with what cannot be read; `None` where nobody is there any more.
    pub(super) fn unreadable(error: &Error, most: usize) -> Option<Self> {
        match error {
            Error::Capacity(_) => Some(Self::TooLong(most)),
            Error::Utf8(_) => Some(Self::NotUtf8),
            Error::Protocol(_) => Some(Self::NotWebSocket),
            _ => None,
        }
    }

    const fn code(&self) -> u16 {
        match self {
            Self::BadMessage(_) => 4400,
            Self::NotAcknowledged => 4401,
            Self::NotAdmitted | Self::Expired => 4403,
            Self::NoInit => 4408,
            Self::Duplicate(_) => 4409,
            Self::SecondInit => 4429,
            Self::GoingAway => 1001,
            Self::NotWebSocket => 1002,
            Self::NotUtf8 => 1007,
            Self::TooLong(_) => 1009,
            Self::TryLater => 1013,
        }
    }

    fn reason(&self) -> String {
        match self {
            Self::BadMessage(wrong) => wrong.clone(),
            Self::NotAcknowledged => "Unauthorized: send connection_init and wait for connection_ack.".to_owned(),
            Self::NotAdmitted => "Forbidden: the token is not accepted.".to_owned(),
            Self::Expired => "Forbidden: the token is not accepted any more.".to_owned(),
            Self::NoInit => "Connection initialisation timeout".to_owned(),
            Self::Duplicate(id) => format!("Subscriber for {id} already exists"),
            Self::SecondInit => "Too many initialisation requests".to_owned(),
            Self::TooLong(most) => format!("A message is at most {most} bytes."),
            Self::NotUtf8 => "A message is UTF-8.".to_owned(),
            Self::NotWebSocket => "This is not a frame.".to_owned(),
            Self::GoingAway => "The server stops; connect again.".to_owned(),
            Self::TryLater => "The register cannot answer right now; try again later.".to_owned(),
        }
    }

    /// The last frame.
    pub(super) fn frame(&self) -> CloseFrame {
        let mut reason = self.reason();
        reason.truncate(reason.floor_char_boundary(LONGEST));
        CloseFrame { code: CloseCode::from(self.code()), reason: reason.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_into_its_frame_whatever_the_client_calls_its_operation() {
        let frame = Closing::Duplicate("ø".repeat(200)).frame();
        assert_eq!(u16::from(frame.code), 4409);
        assert!(frame.reason.len() <= LONGEST && frame.reason.len() > LONGEST - 2);
    }
}
