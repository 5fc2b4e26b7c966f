//! Whether somebody decides on what is still so: the revision that an act is compared with, and what is told of it.
//!
//! May import: `access`, `domain`, `error`, `store`.
//!
//! What is told is what the caller can read: of private work the number of the furthest door that opens, and where none
//! does, the public one.

use chrono::NaiveDate;

use super::{act::Matter, shown::Loaded};
use crate::{
    access::door,
    domain::{
        council::Council,
        message::{Message, said},
        work::Level,
    },
    error::{Refusal, Refusals},
};

/// Compares the revision that the caller expects with the one that there is.
///
/// # Errors
/// That something changed since.
pub(super) fn check(matter: Matter, expected: Option<i64>, loaded: &Loaded, today: NaiveDate) -> Result<(), Refusals> {
    let Some(expected) = expected else { return Ok(()) };
    let council = loaded.first.and_then(|first| loaded.councils.get(&first));
    let (current, message) = match (matter, council) {
        (Matter::Shared, _) => in_register(loaded.public_revision),
        (_, None) => return Ok(()),
        (Matter::Public, Some(council)) => in_council(council, Level::Public),
        (Matter::Private, Some(council)) => {
            let sight = door::private(&loaded.caller, council, today);
            in_council(council, sight.map_or(Level::Public, door::Sight::level))
        }
    };
    if current == expected { Ok(()) } else { Err(vec![Refusal::version_conflict(current, message)]) }
}

fn in_register(current: i64) -> (i64, Message) {
    let message = said!(
        "registeret er på revisjon {current}; les igjen det du endrer, og avgjør på nytt",
        "the register is at revision {current}; read what you change again and decide anew"
    );
    (current, message)
}

/// The number that is read from this level, and how its reader knows it.
fn in_council(council: &Council, level: Level) -> (i64, Message) {
    let current = council.reached(level);
    let message = match level {
        Level::Public => said!(
            "rådet er på revisjon {current}; les det igjen og avgjør på nytt",
            "the council is at revision {current}; read it again and decide anew"
        ),
        Level::Member => said!(
            "rommet for medlemmene er på revisjon {current}; les det igjen og avgjør på nytt",
            "the members' room is at revision {current}; read it again and decide anew"
        ),
        Level::Secretariat => said!(
            "sekretariatets arbeidsbord er på revisjon {current}; les det igjen og avgjør på nytt",
            "the secretariat's desk is at revision {current}; read it again and decide anew"
        ),
    };
    (current, message)
}
