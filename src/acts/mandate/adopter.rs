//! Who adopts mandates of a council, and that adoption does not go in a circle.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use chrono::NaiveDate;

use crate::{
    acts::names::Names,
    domain::{
        council::{Body, CouncilHead, MandateStatus},
        id::CouncilId,
        mandate::clause::{Clause, Provision, relation::RelationKind},
        message::said,
        people::Grant,
        time::Period,
    },
    error::Refusal,
    store::act::Facts,
};

/// Who adopts the mandate of a council, as far as that is a council: in which period.
type Above = (CouncilId, Period);

/// Whether a body adopting the mandates of `council` in the period, and whatever `clauses` say about adopting, closes a
/// circle of any length: on the first day, or on a later one when another mandate comes into force that closes it.
pub(in crate::acts) fn circle(
    facts: &Facts<'_>,
    council: CouncilId,
    period: Period,
    adopter: Option<Body>,
    clauses: &[Clause],
    names: &Names<'_>,
) -> Option<Refusal> {
    let mut stated = stated(council, clauses, names);
    stated.extend(adopter.map(|adopter| (adopter, council)));
    let mut above: BTreeMap<CouncilId, Vec<Above>> = BTreeMap::new();
    let touched: BTreeSet<CouncilId> = stated.iter().map(|(_, of)| *of).collect();
    let mut open: Vec<CouncilId> = touched.iter().copied().collect();
    while let Some(below) = open.pop() {
        if let Entry::Vacant(place) = above.entry(below) {
            let mut adopters = adopters_of(facts, council, period, below, &stated);
            adopters.retain(|(_, when)| when.overlaps(&period));
            open.extend(adopters.iter().map(|(id, _)| *id));
            place.insert(adopters);
        }
    }
    // Who adopts changes only when a mandate comes into force or ends, so no other days have to be looked at.
    let starts = above.values().flatten().filter_map(|(_, when)| when.start).filter(|day| period.contains(*day));
    let mut days = starts.chain([period.start.unwrap_or(NaiveDate::MIN)]);
    days.any(|day| touched.iter().any(|council| comes_back(&above, *council, day))).then(|| {
        let message = said!(
            "et råd kan ikke vedta sitt eget mandat, verken direkte eller gjennom råd som det vedtar mandatene for; \
             nevn en annen som vedtar",
            "a council cannot adopt its own mandate, neither directly nor through councils whose mandates it adopts; \
             name another adopter"
        );
        Refusal::conflict("mandate.adoptedBy", message)
    })
}

/// Whether the way up from the council leads back to it on the day.
fn comes_back(above: &BTreeMap<CouncilId, Vec<Above>>, council: CouncilId, day: NaiveDate) -> bool {
    let (mut open, mut seen) = (vec![council], BTreeSet::new());
    while let Some(below) = open.pop() {
        for (id, _) in above.get(&below).into_iter().flatten().filter(|(_, when)| when.contains(day)) {
            if *id == council {
                return true;
            }
            if seen.insert(*id) {
                open.push(*id);
            }
        }
    }
    false
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

/// The councils that adopt the mandates of `below`. In the period of the new mandate of `council`, what its other
/// mandates say does not hold.
fn adopters_of(
    facts: &Facts<'_>,
    council: CouncilId,
    period: Period,
    below: CouncilId,
    stated: &[(Body, CouncilId)],
) -> Vec<Above> {
    let directory = facts.directory;
    let of_council = |body: Body, when: Period| match body {
        Body::Council(id) => Some((id, when)),
        Body::Organisation(_) => None,
    };
    let newly = stated.iter().filter(|(_, of)| *of == below);
    let mut adopters: Vec<Above> = newly.filter_map(|(adopter, _)| of_council(*adopter, period)).collect();
    if let Some(head) = directory.council(below) {
        let ties = directory.ties_ever_to(RelationKind::AdoptsMandateOf, &head.slug).iter();
        let ties = ties.filter(|tie| tie.stated_by != council);
        adopters.extend(ties.filter_map(|tie| of_council(directory.body(&tie.of)?, tie.period)));
    }
    if below != council {
        adopters.extend(directory.adoptions(below).iter().filter_map(|(when, adopter)| of_council(*adopter, *when)));
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

/// Who acts for a body that adopts mandates.
pub(super) const fn grant(body: Body) -> Grant {
    match body {
        Body::Organisation(organisation) => Grant::Appointer(organisation),
        Body::Council(above) => Grant::Secretariat(above),
    }
}
