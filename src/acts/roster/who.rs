//! Whom an act is about: a person whom the register knows, or one whom the act brings into it.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    acts::{person::create::CreatePerson, unknown},
    domain::{
        change::Change,
        fault::Form,
        id::{CouncilId, PersonId},
        people::Person,
    },
    error::{Refusal, Refusals},
    store::act::Facts,
};

/// Whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// This person.
    Known(PersonId),
    /// A person of this name whom the register does not know yet.
    New(String),
}

impl Who {
    /// The person, where the register knows him or her.
    pub(super) const fn known(&self) -> Option<PersonId> {
        if let Self::Known(person) = self { Some(*person) } else { None }
    }

    /// The person, and what has to be changed for the register to know him or her.
    ///
    /// # Errors
    /// That there is no such person, or what is wrong with the name.
    pub(super) fn enter(&self, facts: &Facts<'_>, council: CouncilId) -> Result<(PersonId, Option<Change>), Refusals> {
        let name = match self {
            Self::Known(person) if facts.persons.contains_key(person) => return Ok((*person, None)),
            Self::Known(_) => return Err(unknown::person().into()),
            Self::New(name) => name,
        };
        let person = CreatePerson { council, name: name.clone(), email: None, phone: None };
        let faults = person.faults();
        if !faults.is_empty() {
            let named = |mut refusal: Refusal| {
                refusal.field = Some("personName".to_owned());
                refusal
            };
            return Err(faults.into_iter().map(Refusal::from).map(named).collect());
        }
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let person = Person { id: facts.new_id(), name };
        Ok((person.id, Some(Change::Person(person, Some(council)))))
    }
}
