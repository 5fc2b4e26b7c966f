//! Errors as clients see them: a code that a program can read, a sentence for people, and nothing of the inside.
//!
//! May import: `error`, `access`, `domain`.

use std::borrow::Borrow;

use async_graphql::{ComplexObject, Context, Error};

use super::session::Session;
use crate::{
    access::door::Denied,
    domain::{
        message::{Message, said},
        text::Lang,
    },
    error::{self, ErrorCode, Refusal},
};

/// The result of a resolver.
pub type Result<T> = async_graphql::Result<T>;

/// A field that is null where it fails, instead of taking its parent along: `Result<Option<T>>` would null the parent.
pub type Nullable<T> = Option<Result<T>>;

/// The error has English words until it leaves; its source brings those of the other language along.
fn coded(code: ErrorCode, message: Message) -> Error {
    let mut error = Error::new_with_source(message);
    error.extensions.get_or_insert_default().set("code", code.word());
    error
}

/// Something in the request that cannot be right.
#[must_use]
pub fn bad_input(message: Message) -> Error {
    coded(ErrorCode::BadUserInput, message)
}

/// What is named does not exist, or not for the caller.
#[must_use]
pub fn not_found(message: Message) -> Error {
    coded(ErrorCode::NotFound, message)
}

/// What a client has seen last is not where it can go on from.
#[must_use]
pub fn cannot_resume(message: Message) -> Error {
    coded(ErrorCode::CannotResume, message)
}

/// Something went wrong inside. What it was goes to the log and nowhere else.
#[must_use]
pub fn internal(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "a resolver failed inside");
    coded(ErrorCode::Internal, went_wrong())
}

/// All that is told of what went wrong inside.
#[must_use]
pub fn went_wrong() -> Message {
    said!("Noe gikk galt på tjeneren.", "Something went wrong on the server.")
}

/// The register could not be asked, or could not be told.
#[must_use]
pub fn failed(error: impl Borrow<error::Error>) -> Error {
    match error.borrow() {
        error::Error::Busy(reason) | error::Error::OutOfTime(reason) => busy(reason),
        wrong => internal(wrong),
    }
}

/// The database has more to do than it can. Trying again helps.
#[must_use]
fn busy(error: impl std::fmt::Display) -> Error {
    tracing::warn!(%error, "the database has too much to do");
    coded(ErrorCode::Unavailable, said!("Registeret er opptatt; prøv igjen.", "The register is busy; try again."))
}

/// The session of a request could not be made: the database does not answer. Why is in the log by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session of the request could not be made")]
pub struct NotOpened;

/// The error of a document that could not run for want of a session; [`NotOpened`] is its source.
#[must_use]
pub(super) fn not_opened() -> Error {
    let mut error = Error::new_with_source(NotOpened);
    error.extensions.get_or_insert_default().set("code", ErrorCode::Unavailable.word());
    error
}

/// More goes into the answer than one may have.
#[must_use]
pub fn too_much(most: u64) -> Error {
    let message = said!(
        "Svaret ville få mer enn {most} oppføringer i listene sine; spør om færre lister inne i lister.",
        "The answer would have more than {most} entries in its lists; ask for fewer lists within lists."
    );
    let mut error = coded(ErrorCode::TooCostly, message);
    error.extensions.get_or_insert_default().set("limit", most);
    error
}

/// What a shut door says; None where it is as if there were no such council.
#[must_use]
pub fn denied(why: Denied) -> Option<Error> {
    match why {
        Denied::Unauthenticated => Some(coded(
            ErrorCode::Unauthenticated,
            said!(
                "Logg inn først: send et tilgangstoken som Bearer-token.",
                "Sign in first: send an access token as a bearer token."
            ),
        )),
        Denied::Forbidden => {
            Some(coded(ErrorCode::Forbidden, said!("Du har ikke adgang her.", "You are not admitted here.")))
        }
        Denied::Unknown => None,
    }
}

#[ComplexObject]
impl Refusal {
    /// What is wrong and what would be right.
    async fn message(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The language; that of the request where it is not said, English where the request names none."
        )]
        lang: Option<Lang>,
    ) -> Result<&str> {
        let lang = lang.map_or_else(|| Session::of(ctx).map(|session| session.error_lang), Ok)?;
        Ok(self.message.in_lang(lang))
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
