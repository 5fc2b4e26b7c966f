//! The parts that councils for tests are put together from.

use std::sync::Arc;

use uuid::Uuid;

use crate::domain::{
    council::{Council, CouncilHead, CouncilStatus, Mandate, MandateClause, MandateStatus, Seat, SeatGroup},
    id::CouncilId,
    mandate::{
        clause::{Clause, Provision, relation::Relation},
        composition::Composition,
    },
    text::Text,
    time::Period,
};

pub fn id<T: From<Uuid>>(next: &mut u128) -> T {
    *next += 1;
    T::from(Uuid::from_u128(*next))
}

pub fn empty(slug: &str, next: &mut u128) -> Council {
    Council::new(CouncilHead {
        id: id(next),
        slug: slug.into(),
        name: Text::nb_en(slug, slug),
        description: None,
        visibility: CouncilStatus::Public,
        owner: id(next),
        family: None,
        tier: None,
        time_zone: "Europe/Oslo".to_owned(),
        established_on: None,
        dissolved_on: None,
    })
}

pub fn adopt(council: &mut Council, clauses: Vec<Clause>, period: Period, next: &mut u128) {
    let composition = Arc::new(Composition::of(clauses.iter()));
    for rules in &composition.groups {
        let group = SeatGroup { id: id(next), key: rules.key.clone() };
        for ordinal in 1..=rules.seats.unwrap_or_else(|| rules.size.least()) {
            council.seats.push(Seat { id: id(next), group: group.id, ordinal, period: Period::default() });
        }
        council.groups.push(group);
    }
    let clauses = clauses.into_iter().map(|clause| MandateClause { id: id(next), clause: Arc::new(clause) }).collect();
    council.mandates.push(Mandate {
        id: id(next),
        version: 1,
        status: MandateStatus::Adopted,
        title: None,
        url: None,
        adopted_on: None,
        adopted_by: None,
        period,
        template: None,
        clauses,
        composition,
    });
}

pub fn relations_of(council: &Council) -> Vec<(CouncilId, Period, Relation)> {
    let adopted = council.mandates.iter().flat_map(|mandate| {
        mandate.clauses.iter().filter_map(|at| match &at.clause.provision {
            Provision::Relation(relation) => Some((council.head.id, mandate.period, relation.clone())),
            _ => None,
        })
    });
    adopted.collect()
}
