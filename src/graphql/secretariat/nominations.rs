//! Nominations: who was named for which seat, by whom.
//!
//! May import: `graphql`, `domain`. They are private: whoever nominates gets back what he or she sent, and only the
//! secretariat's desk lists them.

use async_graphql::SimpleObject;

use crate::{
    domain::{council, id::StepId, mandate::clause::procedure::StepAct, time::Date},
    graphql::public::{body::Body, seat::Seat, view::View},
};

/// Somebody was nominated for a seat.
#[derive(SimpleObject)]
pub struct NominationStep {
    /// The seat.
    seat: Option<Seat>,
    /// The candidate's name in full; null where only another council knows the person, or where it would tell whoever
    /// nominates a name that only the desk knows.
    person_name: Option<String>,
    /// Who nominated; null where a person did in their own name.
    by: Option<Body>,
    /// When.
    on: Date,
    /// What was said of it.
    note: Option<String>,
}

impl NominationStep {
    /// The nomination of this identity, for whoever has just made it. The id of a person does not tell others than the
    /// desk what he or she is called, unless a seat made the name public: `knows_name` where the caller knows it anyway.
    #[must_use]
    pub fn made(view: &View, id: StepId, knows_name: bool) -> Option<Self> {
        let step = view.value.steps.iter().find(|step| step.id == id)?;
        let seated = view.value.memberships.iter().any(|held| Some(held.person) == step.person);
        let made = Self::of(view, step);
        Some(if knows_name || seated { made } else { Self { person_name: None, ..made } })
    }

    /// The nominations for the seats of the council, latest first.
    pub(super) fn all(view: &View) -> Vec<Self> {
        let steps = view.value.steps.iter().rev().filter(|step| step.act == StepAct::Nominate);
        steps.map(|step| Self::of(view, step)).collect()
    }

    fn of(view: &View, step: &council::StepTaken) -> Self {
        let person = step.person.and_then(|person| view.value.persons.get(&person));
        Self {
            seat: Seat::by_id(view, step.seat),
            person_name: person.map(|person| person.name.clone()),
            by: step.by.and_then(|by| Body::public(&view.scope, by)),
            on: step.on.into(),
            note: step.note.clone(),
        }
    }
}
