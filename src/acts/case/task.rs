//! The tasks that a mandate gives, to which cases and advice belong.
//!
//! May import: `store`, `domain`, `error`.

use chrono::NaiveDate;

use crate::{
    domain::{
        council::Council,
        mandate::clause::{Provision, statement::Task},
        message::said,
        word::Key,
    },
    error::Refusal,
    store::act::Facts,
};

/// The task that is named by the key of its clause and its own, as the mandate in force on the day gives it.
pub(in crate::acts) fn on<'c>(council: &'c Council, (clause, task): &(Key, Key), day: NaiveDate) -> Option<&'c Task> {
    council.mandate_on(day)?.clauses.iter().find_map(|at| match &at.clause.provision {
        Provision::Statement(statement) if at.clause.key == *clause => {
            statement.tasks.iter().find(|known| known.key == *task)
        }
        _ => None,
    })
}

/// That no clause of the mandate in force gives the task, where one is named.
pub(in crate::acts) fn unknown(facts: &Facts<'_>, council: &Council, named: Option<&(Key, Key)>) -> Option<Refusal> {
    named.filter(|named| on(council, named, facts.today).is_none()).map(|_| {
        let message = said!(
            "ingen bestemmelse i mandatet som gjelder, gir denne oppgaven; ta en av oppgavene der",
            "no clause of the mandate in force gives this task; take one of the tasks there"
        );
        Refusal::not_found("task", message)
    })
}
