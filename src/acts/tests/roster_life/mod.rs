//! The roster's whole life: what each act changes, and what it refuses or warns of.

mod chair;
mod correct;
mod deputy;
mod endings;
mod history;
mod nominate;
mod posts;
mod qualified;
mod renew;
mod represent;
mod set;
mod terms;

use serde_json::{Value, json};

use super::{
    appoint::{appoint, council_with, held},
    clauses::{group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    domain::{
        change::{Change, MembershipEnd},
        council::{Membership, Role},
        people::Grant,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn ministry() -> Caller {
    with(&[Grant::Appointer(organisation_id("ministry"))])
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn owner() -> Caller {
    with(&[Grant::Appointer(organisation_id("agency"))])
}

fn term(modality: &str, term: Value) -> Value {
    json!({ "key": "term", "modality": modality, "provision": { "term": term } })
}

fn alternates(number: u32) -> Value {
    json!({ "key": "deputies", "modality": "MAY", "appliesTo": { "groups": ["members"] },
        "provision": { "seats": { "alternates": { "number": number } } } })
}

/// The membership that begins.
#[track_caller]
fn begins(changes: &[Change]) -> &Membership {
    let mut begin = changes.iter().filter_map(|change| match change {
        Change::Membership(_, held) => Some(held),
        _ => None,
    });
    let first = begin.next().expect("a membership begins");
    assert!(begin.next().is_none(), "one membership begins");
    first
}

/// The end of a membership.
#[track_caller]
fn ends(changes: &[Change]) -> &MembershipEnd {
    let end = changes.iter().find_map(|change| match change {
        Change::MembershipEnd(_, end) => Some(end),
        _ => None,
    });
    end.expect("a membership ends")
}

fn words(warnings: &[crate::error::Refusal]) -> Vec<(Option<&str>, Option<&str>)> {
    warnings.iter().map(|warning| (warning.field.as_deref(), warning.clause.as_deref())).collect()
}
