//! Who adopts mandates of a council, and that adoption does not go in a circle.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::BTreeSet;

use crate::{
    acts::names::Names,
    domain::{
        council::{Body, CouncilHead, MandateStatus},
        id::CouncilId,
        mandate::clause::{Clause, Provision, relation::RelationKind},
    },
    error::Refusal,
    store::act::Facts,
};

/// Whether a body adopting the mandates of `council`, and whatever `clauses` say about adopting, closes a circle.
pub(in crate::acts) fn circle(
    facts: &Facts<'_>,
    council: CouncilId,
    adopter: Option<Body>,
    clauses: &[Clause],
    names: &Names<'_>,
) -> Option<Refusal> {
    let stated = stated(council, clauses, names);
    let mut open: Vec<Body> = adopter.into_iter().collect();
    open.extend(adopters_of(facts, council, &stated));
    let mut seen = BTreeSet::new();
    while let Some(body) = open.pop() {
        let Body::Council(above) = body else { continue };
        if above == council {
            let message = "a council cannot adopt its own mandate, neither directly nor through councils whose mandates it adopts; name another adopter";
            return Some(Refusal::conflict("mandate.adoptedBy", message));
        }
        if seen.insert(above) {
            open.extend(adopters_of(facts, above, &stated));
        }
    }
    None
}

/// Whose mandates the clauses say are adopted by whom.
fn stated(own: CouncilId, clauses: &[Clause], names: &Names<'_>) -> Vec<(Body, CouncilId)> {
    let mut stated = Vec::new();
    for clause in clauses {
        let Provision::Relation(relation) = &clause.provision else { continue };
        if relation.kind != RelationKind::AdoptsMandateOf {
            continue;
        }
        let Some(adopter) = relation.of.as_ref().map_or(Some(Body::Council(own)), |of| names.body(of)) else {
            continue;
        };
        if relation.to.is_empty() {
            stated.push((adopter, own));
        }
        stated.extend(relation.to.iter().filter_map(|to| match names.body(to) {
            Some(Body::Council(council)) => Some((adopter, council)),
            _ => None,
        }));
    }
    stated
}

fn adopters_of(facts: &Facts<'_>, council: CouncilId, stated: &[(Body, CouncilId)]) -> Vec<Body> {
    let mut adopters: Vec<Body> = stated.iter().filter(|(_, of)| *of == council).map(|(adopter, _)| *adopter).collect();
    if let Some(head) = facts.directory.council(council) {
        let ties = facts.directory.ties_to(RelationKind::AdoptsMandateOf, &head.slug, facts.today);
        adopters.extend(ties.filter_map(|tie| facts.directory.body(&tie.of)));
    }
    if let Some(loaded) = facts.councils.get(&council) {
        adopters.extend(loaded.mandate_on(facts.today).and_then(|mandate| mandate.adopted_by));
    }
    adopters
}

/// Whether the register knows the body as one that adopts mandates of the council: it owns it, has adopted one before,
/// or the council itself (or another one of the same owner) states that it does.
pub(in crate::acts) fn is_recognised(facts: &Facts<'_>, head: &CouncilHead, body: Body) -> bool {
    let adopted_before = facts.councils.get(&head.id).is_some_and(|council| {
        council
            .mandates
            .iter()
            .any(|mandate| mandate.status == MandateStatus::Adopted && mandate.adopted_by == Some(body))
    });
    let mut ties = facts.directory.ties_to(RelationKind::AdoptsMandateOf, &head.slug, facts.today);
    body == Body::Organisation(head.owner)
        || adopted_before
        || ties.any(|tie| {
            let same_owner = facts.directory.council(tie.stated_by).is_some_and(|by| by.owner == head.owner);
            same_owner && facts.directory.body(&tie.of) == Some(body)
        })
}
