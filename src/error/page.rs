//! The table of codes as a page: `docs/errors.md`.
//!
//! May import: `domain`, [`super::code`].

use std::fmt::Write;

use super::code::{ErrorCode, Place, Retry};
use crate::domain::{
    message::{Message, said},
    text::Lang,
};

/// What stands above the tables.
const HEAD: &str = "\
# Error codes

Written by `mandat errors > docs/errors.md` from the table in `src/error`; a test fails when this page is not up to date.

Programs read the code: it is never used for a second meaning and never renamed. People read the message, which says what would be
right and may be worded better in any version. Both stand in `userErrors` and `warnings` of a mutation as `code` and `message`, everywhere
else in `errors` as `extensions.code` and `message`, over HTTP too where a request did not come as far as its document.

Messages are in Bokmål or English. `Accept-Language` decides (`nb`, `nn`, `no` and `se`: Bokmål; `en`: English), for a user error also
`message(lang:)`; where a request names no language of the register, the messages are in English. What the GraphQL engine says of a document
is translated too; a sentence of it that is not known stays English inside a Bokmål frame that says so. The command line speaks English.

What somebody may not know to exist looks exactly like what does not exist. One thing cannot: a slug is everybody's, so whoever wants one that a draft
has is told that it is in use, and nothing more.
";

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for lang in [Lang::En, Lang::Nb] {
        let say = |message: Message| message.in_lang(lang).to_owned();
        let titles = [
            said!("kode", "code"),
            said!("hva den betyr", "what it means"),
            said!("hvor", "where"),
            said!("HTTP-status", "HTTP status"),
            said!("hva du gjør", "what to do"),
            said!("prøve igjen", "try again"),
        ];
        let heading = say(said!("På norsk", "In English"));
        let titles = titles.map(say).join(" | ");
        // Writing into a string does not fail.
        let _ = write!(page, "\n## {heading}\n\n| {titles} |\n|---|---|---|---|---|---|\n");
        for code in ErrorCode::ALL {
            let promise = code.promise();
            let places = promise.places.iter().map(|place| say(where_it_is(*place)));
            let statuses = promise.places.iter().map(|place| say(status(*place)));
            let retry = match promise.retry {
                Retry::No => said!("nei, ikke slik den er", "not as it stands"),
                Retry::Later => said!("ja, senere", "yes, later"),
            };
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} | {} | {} |",
                code.word(),
                say(promise.meaning),
                places.collect::<Vec<_>>().join("; "),
                statuses.collect::<Vec<_>>().join("; "),
                say(promise.remedy),
                say(retry),
            );
        }
    }
    page
}

fn where_it_is(place: Place) -> Message {
    match place {
        Place::UserErrors => said!("`userErrors` i en mutasjon", "`userErrors` of a mutation"),
        Place::Field => said!("`errors`, fra et felt", "`errors`, from a field"),
        Place::Document => said!("`errors`, for hele dokumentet", "`errors`, for the whole document"),
        Place::Http(_) => said!("`errors`, for forespørselen", "`errors`, for the request"),
    }
}

fn status(place: Place) -> Message {
    match place {
        Place::UserErrors | Place::Field => Message::same("200"),
        Place::Document => said!("400 (200 som `application/json`)", "400 (200 in `application/json`)"),
        Place::Http(status) => Message::same(status.to_string()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_in_the_repository_is_this_one() {
        let written = include_str!("../../docs/errors.md");
        assert!(written == super::page(), "docs/errors.md is out of date: cargo run -- errors > docs/errors.md");
    }
}
