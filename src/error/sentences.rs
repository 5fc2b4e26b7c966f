//! What each code means and what to do about it, in both languages.
//!
//! May import: `domain`, [`super::code`].

use super::code::ErrorCode;
use crate::domain::message::{Message, said};

/// The meaning and the remedy.
pub(super) fn sentences(code: ErrorCode) -> (Message, Message) {
    match code {
        ErrorCode::BadUserInput => (
            said!("En verdi som ble sendt, kan ikke være riktig.", "A value that was sent cannot be right."),
            said!(
                "Rett verdien; meldingen sier hva som ville vært riktig, og `field` hvor den står.",
                "Correct the value; the message says what would be right, and `field` where it stands."
            ),
        ),
        ErrorCode::Unauthenticated => (
            said!(
                "Dette krever innlogging, og det kom ikke noe tilgangstoken, eller et som ikke godtas.",
                "This needs a signed-in caller, and no access token came, or one that is not accepted."
            ),
            said!(
                "Logg inn og send tilgangstokenet som `Authorization: Bearer …`; hent et nytt når det er utløpt.",
                "Sign in and send the access token as `Authorization: Bearer …`; get a new one when it has expired."
            ),
        ),
        ErrorCode::Forbidden => (
            said!(
                "Den som er logget inn, har ikke fullmakt til dette.",
                "Whoever signed in has no authority for this."
            ),
            said!(
                "La dem som meldingen nevner, gjøre det, eller be dem om fullmakt.",
                "Let those whom the message names do it, or ask them for the authority."
            ),
        ),
        ErrorCode::NotFound => (
            said!(
                "Det som er nevnt, finnes ikke, eller ikke for den som spør; de to ser helt like ut.",
                "What is named does not exist, or not for whoever asks; the two look exactly alike."
            ),
            said!("Se etter om navnet, id-en eller adressen er riktig.", "Check the name, the id or the address."),
        ),
        ErrorCode::Conflict => (
            said!(
                "Det kolliderer med noe som står i registeret: et navn i bruk, en plass som er opptatt.",
                "It clashes with what the register has: a name in use, a seat that is taken."
            ),
            said!(
                "Les det som står der, og velg et annet navn, en annen dag eller en annen plass.",
                "Read what is there, and choose another name, day or seat."
            ),
        ),
        ErrorCode::VersionConflict => (
            said!(
                "Registeret er endret etter den revisjonen som `expectedRevision` nevner.",
                "The register changed after the revision that `expectedRevision` names."
            ),
            said!(
                "Les på nytt det du endrer, avgjør på nytt, og send `currentRevision` i feilen som `expectedRevision`.",
                "Read again what you change, decide anew, and send the error's `currentRevision` as `expectedRevision`."
            ),
        ),
        ErrorCode::IdempotencyKeyReused => (
            said!(
                "Idempotensnøkkelen er brukt før, for en annen forespørsel.",
                "The idempotency key was used before, for another request."
            ),
            said!(
                "Lag en ny nøkkel for hver ny forespørsel, og send den samme bare når den samme forespørselen sendes igjen.",
                "Make a new key for each new request, and send the same one only when the same request is sent again."
            ),
        ),
        ErrorCode::AgainstMandate => (
            said!("En bestemmelse i rådets mandat er til hinder.", "A clause of the council's mandate forbids it."),
            said!(
                "Følg bestemmelsen som `clause` nevner, eller endre mandatet først.",
                "Follow the clause that `clause` names, or amend the mandate first."
            ),
        ),
        ErrorCode::Notice => (
            said!(
                "Ingenting er til hinder. Noe mangler ennå, eller følger med. Bare i advarsler.",
                "Nothing stands in the way. Something is still missing, or comes along. In warnings only."
            ),
            said!(
                "Les meldingen; den sier hva du kan gjøre hvis det ikke var meningen.",
                "Read the message; it says what you can do if you did not mean that."
            ),
        ),
        ErrorCode::CannotResume => (
            said!(
                "Hendelsene kan ikke fortelles én for én derfra: de er for mange, eller den siste er ukjent her.",
                "Events cannot be told one by one from there: they are too many, or the last is not known here."
            ),
            said!(
                "Les det du følger på nytt, og følg det derfra med `lastEventId` eller `revision` fra svaret.",
                "Read what you follow anew, and follow it from there with `lastEventId` or `revision` of that answer."
            ),
        ),
        _ => of_document(code),
    }
}

/// Of the codes of documents that cannot run as they stand.
fn of_document(code: ErrorCode) -> (Message, Message) {
    match code {
        ErrorCode::TooCostly => (
            said!(
                "Dokumentet er større, dypere eller dyrere enn én forespørsel kan være, eller svaret ville bli det.",
                "The document is larger, deeper or dearer than one request may be, or its answer would be."
            ),
            said!(
                "Be om færre felt eller kortere sider; `limit` og `measured` sier grensen og hva dokumentet er \
                 på.",
                "Ask for fewer fields or shorter pages; `limit` and `measured` say the ceiling and what the \
                 document has."
            ),
        ),
        ErrorCode::GraphqlParseFailed => (
            said!("Teksten er ikke et GraphQL-dokument.", "The text is not a GraphQL document."),
            said!("Rett teksten der `locations` peker.", "Correct the text where `locations` points."),
        ),
        ErrorCode::GraphqlValidationFailed => (
            said!(
                "Dokumentet eller variablene passer ikke til skjemaet.",
                "The document or its variables do not fit the schema."
            ),
            said!(
                "Rett dokumentet etter skjemaet; `mandat schema` skriver det ut.",
                "Correct the document by the schema, which `mandat schema` prints."
            ),
        ),
        _ => of_http(code),
    }
}

/// Of the codes of requests that did not come as far as their document.
fn of_http(code: ErrorCode) -> (Message, Message) {
    match code {
        ErrorCode::BadRequest => (
            said!(
                "Forespørselen er ikke slik GraphQL over HTTP skal være.",
                "The request is not what GraphQL over HTTP asks for."
            ),
            said!(
                "Send et JSON-objekt med `query`, slik meldingen sier.",
                "Send a JSON object with `query`, as the message says."
            ),
        ),
        ErrorCode::MethodNotAllowed => (
            said!("Adressen svarer ikke på denne metoden.", "The address does not answer to this method."),
            said!(
                "Bruk en metode som `Allow` nevner; det som endrer noe, sendes med POST.",
                "Use a method that `Allow` names; what changes something is sent by POST."
            ),
        ),
        ErrorCode::NotAcceptable => (
            said!("`Accept` nevner ingen medietype som finnes her.", "`Accept` names no media type that is served."),
            said!(
                "Godta `application/graphql-response+json` eller `application/json`.",
                "Accept `application/graphql-response+json` or `application/json`."
            ),
        ),
        ErrorCode::RequestTimeout => (
            said!("Innholdet i forespørselen kom ikke i tide.", "The body of the request did not arrive in time."),
            said!("Send det på nytt, i ett.", "Send it again, in one go."),
        ),
        ErrorCode::PayloadTooLarge => (
            said!("Innholdet i forespørselen er for stort.", "The body of the request is too large."),
            said!("Del det på flere forespørsler.", "Divide it among several requests."),
        ),
        ErrorCode::UnsupportedMediaType => (
            said!("Innholdet er ikke JSON i UTF-8.", "The body is not JSON in UTF-8."),
            said!(
                "Send `Content-Type: application/json`, uten komprimering.",
                "Send `Content-Type: application/json`, without compression."
            ),
        ),
        _ => of_not_now(code),
    }
}

/// Of the codes of requests that are right as HTTP, and are not answered here or not now.
fn of_not_now(code: ErrorCode) -> (Message, Message) {
    match code {
        ErrorCode::PersistedQueryNotFound => (
            said!(
                "Tjeneren kjenner ikke dokumentet med denne id-en.",
                "The server does not know the document of this identity."
            ),
            said!(
                "Send teksten også, med `sha256Hash`, så er det kjent neste gang.",
                "Send its text too, with `sha256Hash`; it is known from then on."
            ),
        ),
        ErrorCode::DocumentNotTrusted => (
            said!(
                "Her kjøres bare dokumenter som tjeneren kjenner, og dette er ikke ett av dem.",
                "Only documents that the server knows are run here, and this is none of them."
            ),
            said!(
                "Bruk et av dokumentene, eller be den som driver tjeneren, ta dette med.",
                "Use one of those documents, or ask whoever runs the server to add this one."
            ),
        ),
        ErrorCode::OriginNotAllowed => (
            said!(
                "En side fra et annet nettsted vil ha noe som ikke er for sider derfra: en WebSocket eller et utviklertoken.",
                "A page of another origin wants what pages from there may not have: a WebSocket, or a development token."
            ),
            said!(
                "Be den som driver tjeneren, ta nettstedet med i MANDAT_ORIGINS; utviklertokener er bare for tjenerens egne sider på dens egen maskin.",
                "Ask whoever runs the server to name the origin in MANDAT_ORIGINS; development tokens are for the server's own pages on its own machine alone."
            ),
        ),
        ErrorCode::TooManyOperations => (
            said!(
                "Det går alt så mange operasjoner på denne WebSocketen som den tillater.",
                "As many operations run on this WebSocket as it allows."
            ),
            said!(
                "Avslutt en av dem først, eller åpne en forbindelse til.",
                "Complete one of them first, or open another connection."
            ),
        ),
        ErrorCode::RateLimited => (
            said!(
                "Klienten eller kontoen har spurt om mer enn den har rom for.",
                "The client or account asked for more than it has room for."
            ),
            said!("Vent så lenge `Retry-After` sier.", "Wait for as long as `Retry-After` says."),
        ),
        ErrorCode::Timeout => (
            said!("Svaret tok for lang tid og ble oppgitt.", "Answering took too long and was given up."),
            said!(
                "Be om mindre, eller prøv igjen etter `Retry-After`; om noe ble endret, viser en ny lesing, og med \
                 `idempotencyKey` skjer det bare én gang.",
                "Ask for less, or try again after `Retry-After`; whether something changed shows when it is read \
                 again, and with an `idempotencyKey` it happens once only."
            ),
        ),
        ErrorCode::Unavailable => (
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
