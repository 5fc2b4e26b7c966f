//! The clause that an input names.
//!
//! May import: `domain`, `error`.

use chrono::NaiveDate;

use crate::{
    domain::{
        council::{Council, MandateStatus},
        mandate::clause::Clause,
        message::said,
        word::Key,
    },
    error::Refusal,
};

/// The clause of this name: of the mandate in force on the day, or else of the latest adopted one that has it.
pub(super) fn find<'c>(council: &'c Council, key: &Key, day: NaiveDate) -> Option<&'c Clause> {
    let adopted = council.mandates.iter().rev().filter(|mandate| mandate.status == MandateStatus::Adopted);
    let mandates = council.mandate_on(day).into_iter().chain(adopted);
    mandates.flat_map(|mandate| &mandate.clauses).map(|at| &*at.clause).find(|clause| clause.key == *key)
}

/// What is said about a clause that no mandate has.
pub(super) fn unknown(field: &str, key: &Key) -> Refusal {
    let message = said!(
        "ingen av rådets mandater har en bestemmelse {key}; ta en nøkkel fra bestemmelsene i mandatene",
        "no mandate of the council has a clause {key}; take a key from the clauses of its mandates"
    );
    Refusal::not_found(field, message)
}
