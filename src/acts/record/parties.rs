//! The bodies that a clause names by their part in or around the council, and the authorities that act for bodies.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    access::acting::{Acting, ActingFor},
    acts::roster,
    domain::{
        council::{Body, Council},
        id::OrganisationId,
        mandate::clause::{
            actor::{Actor, Part},
            relation::RelationKind,
        },
        people::Grant,
    },
    store::act::Facts,
};

/// The bodies that the actor of a clause is. None where the clause names nobody who could sign in.
pub(super) fn bodies(facts: &Facts<'_>, council: &Council, actor: &Actor) -> Vec<Body> {
    let own = Body::Council(council.head.id);
    match actor {
        Actor::Organisation(_) | Actor::Council(_) => facts.directory.body(actor).into_iter().collect(),
        Actor::Part(part) => match part.part {
            Part::Council | Part::Members | Part::EachMember | Part::Deputies => vec![own],
            Part::Owner => vec![Body::Organisation(council.head.owner)],
            Part::Secretariat => {
                let ties = facts.directory.ties_to(RelationKind::SecretariatOf, &council.head.slug, facts.today);
                ties.filter_map(|tie| facts.directory.body(&tie.of)).collect()
            }
            Part::Appointer => roster::appointers(facts, council).into_iter().filter_map(body).collect(),
            Part::MemberOrganisations => {
                let seated = council.in_office(facts.today).filter_map(|membership| membership.on_behalf_of);
                seated.map(Body::Organisation).collect()
            }
            Part::CaseOwner | Part::ResponsibleActors | Part::Public => Vec::new(),
        },
        Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => Vec::new(),
    }
}

/// The authority that acts for a body: for a council its secretariat, which writes down what it decided.
pub(super) const fn grant(body: Body) -> Grant {
    match body {
        Body::Organisation(organisation) => Grant::Appointer(organisation),
        Body::Council(council) => Grant::Secretariat(council),
    }
}

const fn body(grant: Grant) -> Option<Body> {
    match grant {
        Grant::Secretariat(council) => Some(Body::Council(council)),
        Grant::Appointer(organisation) | Grant::Registrar(organisation) => Some(Body::Organisation(organisation)),
        Grant::Operator => None,
    }
}

/// The organisation that somebody acts for, where it is one.
pub(super) const fn organisation(acting: Acting) -> Option<OrganisationId> {
    match acting.for_whom() {
        ActingFor::Appointer(organisation) | ActingFor::Registrar(organisation) => Some(organisation),
        ActingFor::Secretariat(_) | ActingFor::Operator | ActingFor::Account(_) => None,
    }
}
