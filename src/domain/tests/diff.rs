//! What changed from one mandate to another.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::sample::*;
use crate::domain::{
    council::Mandate,
    id::MembershipId,
    mandate::diff::{GroupChange, MandateDiff, diff, followed_by, memberships_without_seat},
};

fn keys(mandate: &Mandate, places: &[usize]) -> Vec<String> {
    places.iter().map(|place| mandate.clauses[*place].clause.key.to_string()).collect()
}

#[test]
fn clauses_are_added_removed_and_changed_by_key() {
    let before = mandate(1, None, None, clauses(&[group("members", exactly(3)), term("P4Y"), total(3)]));
    let mut longer = term("P2Y");
    longer["modality"] = json!("SHALL");
    longer["wording"] = json!({ "nb": "To år." });
    let after = mandate(2, None, None, clauses(&[group("guests", exactly(1)), longer, total(3)]));
    let found = diff(&before, &after);
    assert_eq!(keys(&after, &found.added), ["guests"]);
    assert_eq!(keys(&before, &found.removed), ["members"]);
    let [change] = &found.changed[..] else { panic!("{found:?}") };
    assert_eq!((change.before, change.after), (1, 1));
    let told: Vec<_> =
        change.parameters.iter().map(|one| (one.path.as_str(), one.before.clone(), one.after.clone())).collect();
    assert_eq!(
        told,
        [
            ("modality", Some(json!("SHOULD")), Some(json!("SHALL"))),
            ("provision.term.length", Some(json!("P4Y")), Some(json!("P2Y"))),
            ("wording", None, Some(json!({ "nb": "To år.", "nn": null, "en": null, "se": null }))),
        ]
        .map(|(path, before, after)| (path, before, after.map(without_nulls)))
    );
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect()),
        other => other,
    }
}

#[test]
fn seats_are_gained_and_lost_group_by_group() {
    let range = |min: u32, max: u32| json!({ "range": { "min": min, "max": max } });
    let before = mandate(
        1,
        None,
        None,
        clauses(&[
            group("grows", exactly(2)),
            group("same", exactly(1)),
            group("range", range(1, 4)),
            group("goes", exactly(3)),
        ]),
    );
    let after = mandate(
        2,
        None,
        None,
        clauses(&[
            group("range", range(2, 3)),
            group("comes", exactly(1)),
            group("same", exactly(1)),
            group("grows", exactly(5)),
        ]),
    );
    let told: Vec<_> = diff(&before, &after)
        .groups
        .into_iter()
        .map(|group| {
            (group.key.to_string(), group.before.is_some(), group.after.is_some(), group.gained(), group.lost())
        })
        .collect();
    let wanted = [
        ("range", true, true, 0, 1),
        ("comes", false, true, 1, 0),
        ("grows", true, true, 3, 0),
        ("goes", true, false, 0, 3),
    ];
    assert_eq!(told, wanted.map(|(key, was, is, gained, lost)| (key.to_owned(), was, is, gained, lost)));
}

#[test]
fn memberships_lose_their_seat_vacant_seats_first() {
    let before =
        mandate(1, Some("2020-01-01"), None, clauses(&[group("members", exactly(3)), group("guests", exactly(1))]));
    let mut council = council(before);
    council.memberships = vec![held(61, 101, None), held(62, 103, None), held(63, 201, None)];
    let without = |council: &_, after: &Mandate| -> Vec<MembershipId> {
        memberships_without_seat(council, after, day("2026-03-01")).into_iter().map(|held| held.id).collect()
    };
    let members = |number: u32| mandate(2, Some("2026-06-01"), None, clauses(&[group("members", exactly(number))]));
    assert_eq!(without(&council, &members(3)), [id(63)], "the group of the guests is gone");
    assert_eq!(without(&council, &members(2)), [id(63)], "a vacant seat goes first");
    assert_eq!(without(&council, &members(1)), [id(62), id(63)], "then the highest number");
    council.memberships[1].ended = Some(day("2025-01-01"));
    assert_eq!(without(&council, &members(1)), [id(63)]);
    let any = mandate(
        2,
        None,
        None,
        clauses(&[group("members", json!({ "atMost": { "number": 9 } })), group("guests", exactly(1))]),
    );
    assert_eq!(without(&council, &any), []);
}

#[test]
fn a_mandate_follows_the_one_in_force_before_it_whatever_their_numbers() {
    let of = |version, from, until| mandate(version, from, until, clauses(&[total(1)]));
    let mut council = council(of(1, Some("2024-01-01"), None));
    council.mandates.push(of(2, None, Some("2020-01-01")));
    council.mandates.push(of(3, Some("2020-01-01"), Some("2024-01-01")));
    council.mandates.push(draft(4, None, clauses(&[total(1)])));
    council.mandates.push(draft(5, Some("2022-01-01"), clauses(&[total(1)])));
    let today = day("2026-03-01");
    let followed: Vec<_> = (0..5).map(|place| followed_by(&council, place, today)).collect();
    assert_eq!(followed, [Some(2), None, Some(1), Some(0), Some(2)]);
    assert_eq!(followed_by(&council, 3, day("2021-01-01")), Some(2));
    assert_eq!(followed_by(&council, 9, today), None);
}

/// A mandate out of a few keys, each with one of a few texts.
fn any_mandate() -> impl Strategy<Value = Mandate> {
    let clause = (0_usize..6, 1_u32..4).prop_map(|(key, number)| {
        let keys = ["a", "b", "c", "d", "term", "total"];
        match keys[key] {
            "term" => term(&format!("P{number}Y")),
            "total" => total(number),
            key if number == 3 => group(key, json!({ "range": { "min": 1, "max": 3 } })),
            key => group(key, exactly(number)),
        }
    });
    proptest::collection::vec(clause, 0..8).prop_map(|mut made| {
        let mut seen = Vec::new();
        made.retain(|clause| {
            let new = !seen.contains(&clause["key"]);
            seen.push(clause["key"].clone());
            new
        });
        mandate(1, None, None, clauses(&made))
    })
}

proptest! {
    #[test]
    fn a_mandate_does_not_differ_from_itself(one in any_mandate()) {
        prop_assert_eq!(diff(&one, &one), MandateDiff::default());
    }

    #[test]
    fn what_is_added_one_way_is_removed_the_other(one in any_mandate(), other in any_mandate()) {
        let (there, back) = (diff(&one, &other), diff(&other, &one));
        prop_assert_eq!(&there.added, &back.removed);
        prop_assert_eq!(&there.removed, &back.added);
        let mut reversed: Vec<_> = back.changed.into_iter().map(|mut change| {
            std::mem::swap(&mut change.before, &mut change.after);
            for parameter in &mut change.parameters {
                std::mem::swap(&mut parameter.before, &mut parameter.after);
            }
            change
        }).collect();
        reversed.sort_by_key(|change| change.after);
        prop_assert_eq!(there.changed, reversed);
        let sums = |found: &MandateDiff, of: fn(&GroupChange) -> u32| {
            found.groups.iter().map(of).sum::<u32>()
        };
        let back = diff(&other, &one);
        let there = diff(&one, &other);
        prop_assert_eq!(sums(&there, GroupChange::gained), sums(&back, GroupChange::lost));
        prop_assert_eq!(sums(&there, GroupChange::lost), sums(&back, GroupChange::gained));
    }

    #[test]
    fn every_clause_of_either_is_the_same_changed_added_or_removed(one in any_mandate(), other in any_mandate()) {
        let found = diff(&one, &other);
        let same = one.clauses.iter().filter(|at| other.clauses.iter().any(|is| is.clause == at.clause)).count();
        prop_assert_eq!(same + found.changed.len() + found.removed.len(), one.clauses.len());
        prop_assert_eq!(same + found.changed.len() + found.added.len(), other.clauses.len());
        prop_assert!(found.changed.iter().all(|change| !change.parameters.is_empty()));
    }
}
