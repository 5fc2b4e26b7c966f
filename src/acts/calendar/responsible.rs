//! Whose secretariat plans the year of which council.
//!
//! May import: `store`, `access`, `domain`.

use crate::{
    access::acting::Acting,
    domain::{
        council::{Body, Council, CouncilHead},
        id::{CouncilId, FamilyId},
        mandate::clause::{
            Provision,
            actor::{Actor, Part},
        },
    },
    store::act::Facts,
};

/// What the secretariat does: an entry of the code list `verb`.
pub(super) const PREPARE: &str = "prepare";

/// With what: an entry of the code list `subject`.
pub(super) const ANNUAL_WHEEL: &str = "annual-wheel";

/// The proof that the caller plans the year of the council: as its own secretariat, or as that of a council of the family
/// whose mandate in force makes its secretariat responsible. A mandate speaks for the councils of its own owner only, or
/// whoever joins a family could write a mandate that reaches into the others.
pub(super) fn planner(facts: &Facts<'_>, family: FamilyId, council: CouncilId) -> Option<Acting> {
    let head = facts.directory.council(council).filter(|head| head.family == Some(family))?;
    Acting::secretariat(facts.caller, council, facts.today).or_else(|| {
        let same_owner = facts.directory.councils_of(family).filter(|other| other.owner == head.owner);
        same_owner.filter_map(|other| facts.councils.get(&other.id)).find_map(|other| {
            let acting = Acting::secretariat(facts.caller, other.head.id, facts.today)?;
            speaks_for(facts, other, head).then_some(acting)
        })
    })
}

/// Whether the mandate in force of `responsible` has its secretariat prepare the annual wheel of the other council.
fn speaks_for(facts: &Facts<'_>, responsible: &Council, other: &CouncilHead) -> bool {
    let Some(mandate) = responsible.mandate_on(facts.today) else { return false };
    let named = |actor: &Actor| facts.directory.body(actor) == Some(Body::Council(other.id));
    mandate.clauses.iter().any(|at| {
        let Provision::Duty(duty) = &at.clause.provision else { return false };
        let activity = &duty.activity;
        let by_secretariat = matches!(&activity.actor, Actor::Part(actor) if actor.part == Part::Secretariat);
        !duty.refrain
            && by_secretariat
            && &*activity.verb == PREPARE
            && activity.subjects.iter().any(|subject| &**subject == ANNUAL_WHEEL)
            && activity.towards.iter().any(named)
    })
}
