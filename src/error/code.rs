//! The one table of codes: every code that an answer can carry, and what it promises.
//!
//! May import: `domain`. `docs/errors.md` is written from this table, and what answers reads its words and statuses
//! here, so that a code means one thing wherever it occurs.

use crate::domain::message::{Message, said};

/// Why something was not done, for programs. A code is never used for a second meaning and never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ErrorCode {
    /// The input is not of the right form.
    BadUserInput,
    /// Somebody has to sign in first.
    Unauthenticated,
    /// The caller has no authority for this.
    Forbidden,
    /// What is named does not exist, or not for the caller.
    NotFound,
    /// It clashes with what is there.
    Conflict,
    /// The register changed since the revision that the caller expected.
    VersionConflict,
    /// A clause of the mandate forbids it.
    AgainstMandate,
    /// The document weighs more than one request may.
    TooCostly,
    /// The text is not a GraphQL document.
    GraphqlParseFailed,
    /// The document does not fit the schema.
    GraphqlValidationFailed,
    /// The request is not what GraphQL over HTTP asks for.
    BadRequest,
    /// The address does not answer to this method.
    MethodNotAllowed,
    /// None of the media types asked for is served.
    NotAcceptable,
    /// The body did not arrive in time.
    RequestTimeout,
    /// The body is too large.
    PayloadTooLarge,
    /// The body is not JSON in UTF-8.
    UnsupportedMediaType,
    /// Answering took too long.
    Timeout,
    /// The register cannot answer right now.
    Unavailable,
    /// A fault of the server.
    Internal,
}

/// Where a code occurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In `userErrors` and `warnings` of a mutation: the answer is one, with status 200.
    UserErrors,
    /// In `errors`, from a field of a document that ran: status 200.
    Field,
    /// In `errors`, for a document that did not run: status 400, or 200 where the answer is `application/json`.
    Document,
    /// In `errors`, as the answer to a request that did not come as far as its document, with this status.
    Http(u16),
}

/// Whether the same request can succeed later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not as it stands.
    No,
    /// After a pause; `Retry-After` says how long where it is known.
    Later,
}

/// What a code promises.
#[derive(Clone, Debug)]
pub struct Promise {
    /// What it means.
    pub meaning: Message,
    /// Where it occurs.
    pub places: &'static [Place],
    /// What to do about it.
    pub remedy: Message,
    /// Whether the same request can succeed later.
    pub retry: Retry,
}

impl ErrorCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 19] = [
        Self::BadUserInput,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::NotFound,
        Self::Conflict,
        Self::VersionConflict,
        Self::AgainstMandate,
        Self::TooCostly,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::BadRequest,
        Self::MethodNotAllowed,
        Self::NotAcceptable,
        Self::RequestTimeout,
        Self::PayloadTooLarge,
        Self::UnsupportedMediaType,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
    ];

    /// The code as clients see it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::Conflict => "CONFLICT",
            Self::VersionConflict => "VERSION_CONFLICT",
            Self::AgainstMandate => "AGAINST_MANDATE",
            Self::TooCostly => "TOO_COSTLY",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::BadRequest => "BAD_REQUEST",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::RequestTimeout => "REQUEST_TIMEOUT",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// The status of an answer that did not come as far as a document, where the code occurs in one.
    #[must_use]
    pub fn status(self) -> Option<u16> {
        self.promise().places.iter().find_map(|place| match place {
            Place::Http(status) => Some(*status),
            Place::UserErrors | Place::Field | Place::Document => None,
        })
    }

    /// What the code promises.
    #[must_use]
    pub fn promise(self) -> Promise {
        let (meaning, remedy) = self.sentences();
        let later = matches!(self, Self::RequestTimeout | Self::Timeout | Self::Unavailable | Self::Internal);
        Promise { meaning, places: self.places(), remedy, retry: if later { Retry::Later } else { Retry::No } }
    }

    const fn places(self) -> &'static [Place] {
        use Place::{Document, Field, Http, UserErrors};
        match self {
            Self::BadUserInput => &[UserErrors, Field, Document],
            Self::Unauthenticated => &[UserErrors, Field, Http(401)],
            Self::Forbidden => &[UserErrors, Field],
            Self::NotFound => &[UserErrors, Http(404)],
            Self::Conflict | Self::VersionConflict | Self::AgainstMandate => &[UserErrors],
            Self::TooCostly | Self::GraphqlParseFailed | Self::GraphqlValidationFailed => &[Document],
            Self::BadRequest => &[Http(400)],
            Self::MethodNotAllowed => &[Http(405)],
            Self::NotAcceptable => &[Http(406)],
            Self::RequestTimeout => &[Http(408)],
            Self::PayloadTooLarge => &[Http(413)],
            Self::UnsupportedMediaType => &[Http(415)],
            Self::Timeout => &[Http(503)],
            Self::Unavailable => &[Field, Http(503)],
            Self::Internal => &[Field, Http(500)],
        }
    }

    /// The meaning and the remedy.
    fn sentences(self) -> (Message, Message) {
        match self {
            Self::BadUserInput => (
                said!("En verdi som ble sendt, kan ikke være riktig.", "A value that was sent cannot be right."),
                said!(
                    "Rett verdien; meldingen sier hva som ville vært riktig, og `field` hvor den står.",
                    "Correct the value; the message says what would be right, and `field` where it stands."
                ),
            ),
            Self::Unauthenticated => (
                said!(
                    "Dette krever innlogging, og det kom ikke noe tilgangstoken, eller et som ikke godtas.",
                    "This needs a signed-in caller, and no access token came, or one that is not accepted."
                ),
                said!(
                    "Logg inn og send tilgangstokenet som `Authorization: Bearer …`; hent et nytt når det er utløpt.",
                    "Sign in and send the access token as `Authorization: Bearer …`; get a new one when it has expired."
                ),
            ),
            Self::Forbidden => (
                said!(
                    "Den som er logget inn, har ikke fullmakt til dette.",
                    "Whoever signed in has no authority for this."
                ),
                said!(
                    "La dem som meldingen nevner, gjøre det, eller be dem om fullmakt.",
                    "Let those whom the message names do it, or ask them for the authority."
                ),
            ),
            Self::NotFound => (
                said!(
                    "Det som er nevnt, finnes ikke, eller ikke for den som spør; de to ser helt like ut.",
                    "What is named does not exist, or not for whoever asks; the two look exactly alike."
                ),
                said!("Se etter om navnet, id-en eller adressen er riktig.", "Check the name, the id or the address."),
            ),
            Self::Conflict => (
                said!(
                    "Det kolliderer med noe som står i registeret: et navn i bruk, en plass som er opptatt.",
                    "It clashes with what the register has: a name in use, a seat that is taken."
                ),
                said!(
                    "Les det som står der, og velg et annet navn, en annen dag eller en annen plass.",
                    "Read what is there, and choose another name, day or seat."
                ),
            ),
            Self::VersionConflict => (
                said!(
                    "Registeret er endret etter den revisjonen som `expectedRevision` nevner.",
                    "The register changed after the revision that `expectedRevision` names."
                ),
                said!(
                    "Les rådet på nytt, avgjør på nytt, og send revisjonen som meldingen nevner.",
                    "Read the council again, decide anew, and send the revision that the message names."
                ),
            ),
            Self::AgainstMandate => (
                said!("En bestemmelse i rådets mandat er til hinder.", "A clause of the council's mandate forbids it."),
                said!(
                    "Følg bestemmelsen som `clause` nevner, eller endre mandatet først.",
                    "Follow the clause that `clause` names, or amend the mandate first."
                ),
            ),
            Self::TooCostly => (
                said!(
                    "Dokumentet er større, dypere eller dyrere enn én forespørsel kan være.",
                    "The document is larger, deeper or dearer than one request may be."
                ),
                said!(
                    "Be om færre felt eller kortere sider; `limit` og `measured` sier grensen og hva dokumentet er \
                     på.",
                    "Ask for fewer fields or shorter pages; `limit` and `measured` say the ceiling and what the \
                     document has."
                ),
            ),
            Self::GraphqlParseFailed => (
                said!("Teksten er ikke et GraphQL-dokument.", "The text is not a GraphQL document."),
                said!("Rett teksten der `locations` peker.", "Correct the text where `locations` points."),
            ),
            Self::GraphqlValidationFailed => (
                said!(
                    "Dokumentet eller variablene passer ikke til skjemaet.",
                    "The document or its variables do not fit the schema."
                ),
                said!(
                    "Rett dokumentet etter skjemaet; `mandat schema` skriver det ut.",
                    "Correct the document by the schema, which `mandat schema` prints."
                ),
            ),
            _ => self.sentences_of_http(),
        }
    }

    fn sentences_of_http(self) -> (Message, Message) {
        match self {
            Self::BadRequest => (
                said!(
                    "Forespørselen er ikke slik GraphQL over HTTP skal være.",
                    "The request is not what GraphQL over HTTP asks for."
                ),
                said!(
                    "Send et JSON-objekt med `query`, slik meldingen sier.",
                    "Send a JSON object with `query`, as the message says."
                ),
            ),
            Self::MethodNotAllowed => (
                said!("Adressen svarer ikke på denne metoden.", "The address does not answer to this method."),
                said!(
                    "Bruk en metode som `Allow` nevner; det som endrer noe, sendes med POST.",
                    "Use a method that `Allow` names; what changes something is sent by POST."
                ),
            ),
            Self::NotAcceptable => (
                said!(
                    "`Accept` nevner ingen medietype som finnes her.",
                    "`Accept` names no media type that is served."
                ),
                said!(
                    "Godta `application/graphql-response+json` eller `application/json`.",
                    "Accept `application/graphql-response+json` or `application/json`."
                ),
            ),
            Self::RequestTimeout => (
                said!("Innholdet i forespørselen kom ikke i tide.", "The body of the request did not arrive in time."),
                said!("Send det på nytt, i ett.", "Send it again, in one go."),
            ),
            Self::PayloadTooLarge => (
                said!("Innholdet i forespørselen er for stort.", "The body of the request is too large."),
                said!("Del det på flere forespørsler.", "Divide it among several requests."),
            ),
            Self::UnsupportedMediaType => (
                said!("Innholdet er ikke JSON i UTF-8.", "The body is not JSON in UTF-8."),
                said!(
                    "Send `Content-Type: application/json`, uten komprimering.",
                    "Send `Content-Type: application/json`, without compression."
                ),
            ),
            Self::Timeout => (
                said!("Svaret tok for lang tid og ble oppgitt.", "Answering took too long and was given up."),
                said!(
                    "Be om mindre, eller prøv igjen etter `Retry-After`; om noe ble endret, viser en ny lesing, og med \
                     `idempotencyKey` skjer det bare én gang.",
                    "Ask for less, or try again after `Retry-After`; whether something changed shows when it is read \
                     again, and with an `idempotencyKey` it happens once only."
                ),
            ),
            Self::Unavailable => (
                said!("Registeret kan ikke svare akkurat nå.", "The register cannot answer right now."),
                said!("Prøv igjen etter `Retry-After`.", "Try again after `Retry-After`."),
            ),
            _ => (
                said!(
                    "Noe gikk galt på tjeneren; hva det var, står bare i loggen der.",
                    "Something went wrong on the server; what it was stands only in its log."
                ),
                said!(
                    "Prøv én gang til; si fra til den som driver tjeneren, med `requestId`.",
                    "Try once more; tell whoever runs the server, with the `requestId`."
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;
    use crate::error::RefusalCode;

    #[test]
    fn every_code_is_in_the_table_once() {
        let words: std::collections::BTreeSet<_> = ErrorCode::ALL.into_iter().map(ErrorCode::word).collect();
        assert_eq!(words.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn no_two_codes_mean_the_same() {
        let promises = ErrorCode::ALL.map(ErrorCode::promise);
        let meanings: std::collections::BTreeSet<_> = promises.iter().map(|promise| &promise.meaning.en).collect();
        assert_eq!(meanings.len(), ErrorCode::ALL.len());
        assert!(promises.iter().all(|promise| !promise.places.is_empty()));
    }

    #[test]
    fn user_errors_carry_the_same_words_where_the_table_says() {
        let of_users: Vec<&str> = RefusalCode::items().iter().map(|item| item.name).collect();
        let told = |code: &ErrorCode| code.promise().places.contains(&Place::UserErrors);
        let of_table: Vec<&str> = ErrorCode::ALL.iter().filter(|code| told(code)).map(|code| code.word()).collect();
        assert_eq!(of_users, of_table);
        for item in RefusalCode::items() {
            assert_eq!(ErrorCode::from(item.value).word(), item.name);
        }
    }
}
