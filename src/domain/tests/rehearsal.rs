//! A council as it would be under a draft.

use serde_json::json;

use super::sample::*;
use crate::domain::{
    council::{Council, MandateStatus},
    directory::Directory,
    mandate::{
        check::{Around, Audience},
        rehearsal::{as_if_in_force, rehearse},
        verdict::VerdictStatus,
    },
};

fn with_mandate() -> Council {
    let in_force =
        mandate(1, Some("2020-01-01"), None, clauses(&[group("members", exactly(2)), group("guests", exactly(1))]));
    let mut council = council(in_force);
    council.memberships = vec![held(61, 101, None), held(62, 201, None)];
    council
}

#[test]
fn the_seats_are_those_that_the_draft_would_bring() {
    let council = with_mandate();
    let draft = draft(2, Some("2027-01-01"), clauses(&[group("members", exactly(3)), group("experts", exactly(2))]));
    let on = day("2026-03-01");
    let would = as_if_in_force(&council, &draft, on);
    assert_eq!(would.mandate_on(on).map(|mandate| mandate.id), Some(draft.id));
    assert_eq!(would.mandate_on(day("2026-02-28")).map(|mandate| mandate.version), Some(1));
    let numbers = |key: &str| would.seats_of(would.group(&key.into()).unwrap().id, on).count();
    assert_eq!((numbers("members"), numbers("experts"), numbers("guests")), (3, 2, 0));
    let holders: Vec<_> = would.in_office(on).map(|held| held.id).collect();
    assert_eq!(holders, [id(61)], "the seat of the guest is gone");
    // Nothing of it has happened.
    assert_eq!(council.seats_on(on).len(), 3);
    assert!(council.mandates.iter().all(|mandate| mandate.status == MandateStatus::Adopted));
}

#[test]
fn a_draft_is_judged_clause_by_clause() {
    let mut council = with_mandate();
    let directory = Directory::default();
    let around = Around { directory: &directory, family: &[], audience: Audience::Inside, words: true };
    let period = json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2027-01-01" } } });
    let draft = draft(2, None, clauses(&[group("members", exactly(2)), total(7), period]));
    council.mandates.push(draft.clone());
    let verdicts = rehearse(&council, &draft, around, day("2026-03-01"));
    let of = |place: usize| verdicts.iter().find(|verdict| verdict.clause == Some(place)).map(|verdict| verdict.status);
    assert_eq!(of(1), Some(VerdictStatus::Breached), "seven seats are declared and two made: {verdicts:?}");
    assert_eq!(of(2), None, "when it is in force is not judged before it is");
    assert!(verdicts.is_sorted_by_key(|verdict| verdict.status));
}
