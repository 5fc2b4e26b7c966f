//! The council in the middle of an act: what the act has decided so far is in it, so that what it decides next fits.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::{
        change::Change,
        council::{Council, Membership},
        id::{CouncilId, PersonId},
        people::Person,
    },
    error::{Refusal, Refusals},
    store::act::Facts,
};

/// What the register would hold, were the act over now.
pub(super) struct Meanwhile {
    councils: BTreeMap<CouncilId, Arc<Council>>,
    persons: BTreeMap<PersonId, Person>,
}

impl Meanwhile {
    /// As it is before the act.
    pub fn before(facts: &Facts<'_>) -> Self {
        Self { councils: facts.councils.clone(), persons: facts.persons.clone() }
    }

    /// The facts of the act with what it has decided so far.
    pub fn facts<'s>(&'s self, facts: &Facts<'s>) -> Facts<'s> {
        Facts { councils: &self.councils, persons: &self.persons, ..*facts }
    }

    /// Shows a person whom the council knows, although the act did not ask for the person by identity.
    pub fn know(&mut self, council: CouncilId, person: PersonId) {
        let known = self.councils.get(&council).and_then(|council| council.persons.get(&person));
        if let Some(known) = known.cloned() {
            self.persons.entry(person).or_insert(known);
        }
    }

    /// Takes in what the act decided about the roster of the council.
    pub fn take(&mut self, council: CouncilId, changes: &[Change]) {
        let Some(council) = self.councils.get_mut(&council).map(Arc::make_mut) else { return };
        for change in changes {
            match change {
                Change::Person(person, _) => {
                    self.persons.insert(person.id, person.clone());
                    council.persons.insert(person.id, person.clone());
                }
                Change::Seat(_, seat) => council.seats.push(seat.clone()),
                Change::Appointment(_, appointment) => {
                    council.appointments.insert(appointment.id, appointment.clone());
                }
                Change::Membership(_, membership) => council.memberships.push(membership.clone()),
                Change::MembershipEnd(_, end) => {
                    for held in council.memberships.iter_mut().filter(|held| held.id == end.membership) {
                        held.ended = Some(end.on);
                        held.end_ground.clone_from(&end.ground);
                        held.end_reason.clone_from(&end.reason);
                    }
                }
                Change::MembershipCorrected { was, is, .. } => {
                    council.memberships.retain(|held: &Membership| held.id != was.id);
                    council.memberships.extend(is.clone());
                }
                _ => {}
            }
        }
    }
}

/// The refusal with its field below the path, such as `appointments[3]`.
pub(super) fn below(path: &str, mut refusal: Refusal) -> Refusal {
    refusal.field = Some(match refusal.field {
        Some(field) => format!("{path}.{field}"),
        None => path.to_owned(),
    });
    refusal
}

/// The refusals, where an act calls a field otherwise than the act that it builds on.
pub(super) fn called(refusals: Refusals, names: &[(&str, &str)]) -> Refusals {
    let renamed = |mut refusal: Refusal| {
        if let Some((_, name)) = names.iter().find(|(field, _)| refusal.field.as_deref() == Some(*field)) {
            refusal.field = Some((*name).to_owned());
        }
        refusal
    };
    refusals.into_iter().map(renamed).collect()
}
