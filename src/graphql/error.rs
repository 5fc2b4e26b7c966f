//! Errors as clients see them: a code that a program can read, a sentence for people, and nothing of the inside.
//!
//! May import: `error`, `access`.

use async_graphql::{Error, ErrorExtensions};

use crate::access::door::Denied;

/// The result of a resolver.
pub type Result<T> = async_graphql::Result<T>;

/// A field that is null where it fails, instead of taking its parent along: `Result<Option<T>>` would null the parent.
pub type Nullable<T> = Option<Result<T>>;

fn coded(code: &'static str, message: impl Into<String>) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// Something in the request that cannot be right.
#[must_use]
pub fn bad_input(message: impl Into<String>) -> Error {
    coded("BAD_USER_INPUT", message)
}

/// Something went wrong inside. What it was goes to the log and nowhere else.
#[must_use]
pub fn internal(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "a resolver failed inside");
    coded("INTERNAL", "Something went wrong on the server.")
}

/// The database has more to do than it can. Trying again helps.
#[must_use]
pub fn busy(error: impl std::fmt::Display) -> Error {
    tracing::warn!(%error, "writes collided too often");
    coded("UNAVAILABLE", "The register is busy; try again.")
}

/// What a shut door says; None where it is as if there were no such council.
#[must_use]
pub fn denied(why: Denied) -> Option<Error> {
    match why {
        Denied::Unauthenticated => {
            Some(coded("UNAUTHENTICATED", "Sign in first: send an access token as a bearer token."))
        }
        Denied::Forbidden => Some(coded("FORBIDDEN", "You are not admitted here.")),
        Denied::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_inside_is_told() {
        let error = internal("relation \"seat\" does not exist");
        assert!(!error.message.contains("seat"));
        let code = error.extensions.and_then(|extensions| extensions.get("code").cloned());
        assert_eq!(code, Some("INTERNAL".into()));
        assert!(denied(Denied::Unknown).is_none());
    }
}
