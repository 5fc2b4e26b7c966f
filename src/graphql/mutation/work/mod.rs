//! Mutations of the council at work: meetings to come, the year, cases, agendas.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

mod advice;
mod agenda;
mod calendar;
mod cases;
mod meetings;
mod papers;

use async_graphql::ID;

pub(super) use self::{
    advice::AdviceMutations, agenda::AgendaMutations, calendar::CalendarMutations, cases::CaseMutations,
    meetings::MeetingMutations, papers::PaperMutations,
};
use super::perform::After;
use crate::{domain::word::Key, graphql::work::Case};

/// A task of the mandate.
#[derive(Clone, Debug, async_graphql::InputObject)]
pub struct CaseTaskInput {
    /// Key of the clause that gives it.
    clause: Key,
    /// Key of the task in that clause.
    task: Key,
}

impl From<CaseTaskInput> for (Key, Key) {
    fn from(input: CaseTaskInput) -> Self {
        (input.clause, input.task)
    }
}

/// The case afterwards, behind the door that admits the caller.
fn case_after(after: &After, id: crate::domain::id::CaseId) -> Option<Case> {
    Case::by_id(&after.inside()?, id)
}

/// The ids of a list, each found by its own field.
fn each<T, E>(ids: &[ID], field: &str, find: impl Fn(&str, &ID) -> Result<T, E>) -> Result<Vec<T>, E> {
    ids.iter().enumerate().map(|(index, id)| find(&format!("{field}[{index}]"), id)).collect()
}
