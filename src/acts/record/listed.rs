//! Whether code lists have the entries that an input names.
//!
//! May import: `domain`, `error`.

use crate::{
    domain::{directory::Directory, message::said, word::Code},
    error::Refusal,
};

/// How many entries a message names.
const NAMED: usize = 12;

/// What is said about an entry that the code list does not have. A word that is no code is a fault of its form.
pub(super) fn unlisted(directory: &Directory, field: &str, list: &str, code: &Code) -> Option<Refusal> {
    if !code.is_well_formed() || directory.code(list, code).is_some() {
        return None;
    }
    let mut known: Vec<&str> =
        directory.codes().filter(|(of, ..)| &***of == list).map(|(_, code, _)| &**code).collect();
    known.sort_unstable();
    let has = match known.len() {
        0 => said!("den har ingen ennå, og en operatør kan legge til", "it has none yet, and an operator can add some"),
        1..=NAMED => said!("den har {}", "it has {}", known.join(", ")),
        more => said!("den har {} og {} til", "it has {} and {} more", known[..NAMED].join(", "), more - NAMED),
    };
    // What was sent is not repeated: it may say something of a person.
    let message = said!(
        ["kodelisten {list} har ikke denne koden; {}", has.nb],
        ["the code list {list} has no such entry; {}", has.en]
    );
    Some(Refusal::not_found(field, message))
}

/// Whether the register has a code list of this name.
pub(super) fn has_list(directory: &Directory, list: &str) -> bool {
    directory.codes().any(|(of, ..)| &**of == list)
}
