//! Whether somebody who could be appointed is what the mandate asks of each holder.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{
    answer, known_facts,
    predicate::{About, Missing, Sight, Tri},
    roll,
};
use crate::domain::{
    council::{Council, Mandate},
    directory::Directory,
    id::{OrganisationId, PersonId},
    mandate::{
        clause::{
            Clause, Provision,
            requirement::{QuantifierKind, Tested},
            scope::HolderKind,
            seats::SeatRole,
        },
        composition::GroupRules,
    },
    word::Code,
};

/// Somebody who could be appointed to a seat.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The mandate that the appointment stands on, in force on the day or not.
    pub mandate: &'a Mandate,
    /// What it says about the group of the seat.
    pub rules: &'a GroupRules,
    /// Who.
    pub person: PersonId,
    /// The organisation that he or she is to speak for, where it is said.
    pub on_behalf_of: Option<OrganisationId>,
    /// Whether as an alternate, instead of as the holder.
    pub alternate: bool,
    /// The day of the appointment.
    pub on: NaiveDate,
}

/// Whether a candidate is as the holders of the seats have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Qualified {
    /// The candidate is.
    Met,
    /// The candidate is not.
    Broken,
    /// That depends on this attribute, which nobody has recorded; None where it depends on whom the candidate is to
    /// represent.
    Unknown(Option<Code>),
}

/// Whether the candidate is what the clause asks of each holder, from as much of what is recorded as may be looked at.
/// None where the clause asks nothing of the kind of this candidate.
#[must_use]
pub fn qualified(
    council: &Council,
    directory: &Directory,
    clause: &Clause,
    candidate: Candidate<'_>,
    sight: Sight,
) -> Option<Qualified> {
    let Provision::Requirement(requirement) = &clause.provision else { return None };
    let single = matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None);
    if !single || requirement.tested == Tested::OnOccasion || !concerns(clause, candidate) {
        return None;
    }
    let about = About {
        person: candidate.person,
        represented: roll::represented(directory, Some(candidate.rules), candidate.on_behalf_of),
    };
    let known = known_facts(requirement, council);
    Some(match answer(requirement, about, &known, [candidate.on; 2], sight)? {
        Tri::True => Qualified::Met,
        Tri::False => Qualified::Broken,
        Tri::Unknown(Missing::Attribute(attribute)) => Qualified::Unknown(Some(attribute.clone())),
        Tri::Unknown(Missing::Represented) => Qualified::Unknown(None),
    })
}

/// Whether the clause reaches the seat that the candidate is for.
fn concerns(clause: &Clause, candidate: Candidate<'_>) -> bool {
    let Candidate { mandate, rules, alternate, .. } = candidate;
    let scope = &clause.applies_to;
    let wanted = if alternate { HolderKind::Alternates } else { HolderKind::Members };
    // Posts are given to members later; only the chair can come with the seat.
    let post = rules.role == SeatRole::Chair && !alternate && scope.posts.iter().any(|post| &**post == "chair");
    scope.holders.is_none_or(|holders| holders == wanted)
        && (scope.posts.is_empty() || post)
        && mandate.reaches(scope, rules)
}
