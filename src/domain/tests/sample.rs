//! Councils made by hand.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::{
    council::{
        Council, CouncilHead, CouncilStatus, Mandate, MandateClause, MandateStatus, Membership, Role, Seat, SeatGroup,
    },
    mandate::{clause::Clause, composition::Composition, diff::SeatNumber},
    text::Text,
    time::Period,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn id<Id: From<Uuid>>(number: u128) -> Id {
    // As high as identities are that somebody made.
    Id::from(Uuid::from_u128((7 << 120) + number))
}

/// A clause that makes a group of so many seats.
pub fn group(key: &str, size: Value) -> Value {
    json!({
        "key": key, "modality": "SHALL",
        "provision": { "seats": { "group": { "key": key, "label": { "nb": key }, "size": size, "for": { "personal": {} } } } },
    })
}

pub fn exactly(number: u32) -> Value {
    json!({ "exactly": { "number": number } })
}

pub fn total(number: u32) -> Value {
    json!({ "key": "total", "modality": "SHALL", "provision": { "seats": { "total": { "exactly": { "number": number } } } } })
}

pub fn term(length: &str) -> Value {
    json!({ "key": "term", "modality": "SHOULD", "provision": { "term": { "length": length } } })
}

pub fn clauses(json: &[Value]) -> Vec<Clause> {
    json.iter().map(|clause| serde_json::from_value(clause.clone()).unwrap()).collect()
}

/// A mandate of this version, adopted and in force in this period.
pub fn mandate(version: u32, from: Option<&str>, until: Option<&str>, clauses: Vec<Clause>) -> Mandate {
    Mandate {
        id: id(900 + u128::from(version)),
        version,
        status: MandateStatus::Adopted,
        title: None,
        url: None,
        adopted_on: None,
        adopted_by: None,
        period: Period { start: from.map(day), end: until.map(day) },
        template: None,
        composition: Arc::new(Composition::of(clauses.iter())),
        clauses: (0_u128..)
            .zip(clauses)
            .map(|(n, clause)| MandateClause { id: id(u128::from(version) * 10_000 + n), clause: Arc::new(clause) })
            .collect(),
    }
}

pub fn draft(version: u32, from: Option<&str>, clauses: Vec<Clause>) -> Mandate {
    Mandate { status: MandateStatus::Draft, ..mandate(version, from, None, clauses) }
}

/// A council with this mandate, and its least seats since 2020: those of the first group are 101, 102 and so on, those
/// of the second 201 and so on.
pub fn council(mandate: Mandate) -> Council {
    let head = CouncilHead {
        id: id(1),
        slug: "board".into(),
        name: Text::nb_en("Rådet", "The board"),
        description: None,
        visibility: CouncilStatus::Public,
        owner: id(2),
        family: None,
        tier: None,
        time_zone: "Europe/Oslo".to_owned(),
        established_on: None,
        dissolved_on: None,
    };
    let mut council = Council::new(head);
    for (place, rules) in (1_u128..).zip(&mandate.composition.groups) {
        let group = SeatGroup { id: id(10 + place), key: rules.key.clone() };
        for ordinal in 1..=SeatNumber::of(rules).least {
            council.seats.push(Seat {
                id: id(100 * place + u128::from(ordinal)),
                group: group.id,
                ordinal,
                period: Period { start: Some(day("2020-01-01")), end: None },
            });
        }
        council.groups.push(group);
    }
    council.mandates.push(mandate);
    council
}

/// Somebody holds the seat from 2021 on, planned until a day.
pub fn held(number: u128, seat: u128, expected_end: Option<&str>) -> Membership {
    Membership {
        id: id(number),
        appointment: id(number),
        seat: id(seat),
        person: id(number),
        role: Role::Member,
        acting: false,
        post: None,
        alternate_rank: 0,
        on_behalf_of: None,
        start: day("2021-01-01"),
        expected_end: expected_end.map(day),
        ended: None,
        end_ground: None,
        end_reason: None,
        holds_over: false,
    }
}
