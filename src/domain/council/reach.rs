//! Which seat groups of a mandate a clause is about.
//!
//! May import: `domain`.

use super::Mandate;
use crate::domain::{
    mandate::{
        clause::{Provision, scope::Scope},
        composition::GroupRules,
    },
    word::Key,
};

impl Mandate {
    /// The sub-body that the seats of the group are in, where they are in one.
    #[must_use]
    pub fn sub_body_of(&self, rules: &GroupRules) -> Option<&Key> {
        match &self.clauses.get(rules.clause)?.clause.provision {
            Provision::Seats(seats) => seats.group.as_ref()?.sub_body.as_ref(),
            _ => None,
        }
    }

    /// Whether a clause of this scope is about the seats of the group.
    #[must_use]
    pub fn reaches(&self, scope: &Scope, rules: &GroupRules) -> bool {
        scope.reaches(&rules.key, rules.sector(), rules.class, self.sub_body_of(rules))
    }

    /// The groups that a clause of this scope is about, whether or not they have seats on some day.
    pub fn reached<'m>(&'m self, scope: &'m Scope) -> impl Iterator<Item = &'m GroupRules> {
        self.composition.groups.iter().filter(move |rules| self.reaches(scope, rules))
    }
}
