//! Numbers of seats that are reckoned, against counting up one by one: formulas, shares, remainders, lists and totals.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_body::Given;
use crate::domain::mandate::{
    clause::{measure::Rounding, seat_count::SeatFormula},
    verdict::VerdictStatus::{self, Breached, Met, Unknown},
};

const ON: &str = "2025-06-01";

fn group(key: &str, size: &Value) -> Value {
    json!({ "seats": { "group": { "key": key, "label": { "nb": key, "en": key }, "size": size, "for": { "personal": {} } } } })
}

fn rounding() -> impl Strategy<Value = (Rounding, &'static str)> {
    prop_oneof![Just((Rounding::Down, "DOWN")), Just((Rounding::Nearest, "NEAREST")), Just((Rounding::Up, "UP"))]
}

/// The quotient as a child would find it: handing out whole divisors until no more fit.
fn handed_out(mut value: u32, divisor: u32, rounding: Rounding) -> u32 {
    let mut times = 0;
    while value >= divisor {
        value -= divisor;
        times += 1;
    }
    let more = match rounding {
        Rounding::Down => false,
        Rounding::Nearest => value + value >= divisor,
        Rounding::Up => value > 0,
    };
    times + u32::from(more)
}

/// The number of seats that a share of the total is: every number is tried.
fn share_of(total: u32, parts: u32, of: u32, more_than: bool, rounding: Rounding) -> u32 {
    let reaches = |seats: &u32| seats * of >= parts * total;
    let up = (0..=total).find(reaches).unwrap();
    let down = (0..=total).rev().find(|seats| seats * of <= parts * total).unwrap();
    match rounding {
        _ if more_than => (0..=total + 1).find(|seats| seats * of > parts * total).unwrap(),
        Rounding::Down => down,
        Rounding::Up => up,
        // Up where it is as near or nearer.
        Rounding::Nearest => {
            if up * of - parts * total <= parts * total - down * of {
                up
            } else {
                down
            }
        }
    }
}

/// What is found of a group of just so many seats, so many of them held.
fn fixed(number: u32, held: u32, complete: bool) -> VerdictStatus {
    match held {
        held if held == number => Met,
        _ if complete => Breached,
        _ => Unknown,
    }
}

proptest! {
    #[test]
    fn a_formula_hands_out_seats(
        value in 0_u32..6_000, divisor in 1_u32..900, (how, _) in rounding(), added in 0_u32..5,
        floor in proptest::option::of(0_u32..20), above in proptest::option::of(0_u32..20),
    ) {
        let ceiling = above.map(|above| floor.unwrap_or(0) + above);
        let formula = SeatFormula {
            measure: "inhabitants".into(), body: None, value: Some(value), counted_on: None, divisor, rounding: how, added, floor, ceiling,
        };
        let mut expected = handed_out(value, divisor, how) + added;
        while floor.is_some_and(|floor| expected < floor) {
            expected += 1;
        }
        while expected > ceiling.unwrap_or(2_000) {
            expected -= 1;
        }
        prop_assert_eq!(formula.result(), Some(expected));
        prop_assert_eq!(SeatFormula { value: None, ..formula }.result(), None);
    }
}

proptest! {
    // Each case founds a council anew.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_formula_makes_seats_that_are_held_or_vacant(
        value in 0_u32..4_000, divisor in 300_u32..900, (how, name) in rounding(), empty in 0_u32..3, complete: bool, counted: bool,
    ) {
        let size = json!({ "formula": {
            "measure": "inhabitants", "divisor": divisor, "rounding": name, "added": 1, "value": counted.then_some(value),
        } });
        let mut given = Given::of(&[group("g", &size)]);
        if complete {
            given.complete("roster");
        }
        let number = handed_out(value, divisor, how) + 1;
        let held = number.saturating_sub(empty);
        for ordinal in 1..=held {
            if !counted {
                given.more_seats("g", ordinal);
            }
            given.sits("g", ordinal, "2024-01-01");
        }
        let expected = if counted { fixed(number, held, complete) } else { Unknown };
        prop_assert_eq!(given.status("c0", ON), expected);
    }

    #[test]
    fn a_share_and_what_is_left_add_up_to_the_total(
        total in 1_u32..25, of in 1_u32..8, parts in 0_u32..8, more_than: bool, (how, name) in rounding(), own in 1_u32..4,
        held in 0_u32..25, complete: bool,
    ) {
        let parts = parts.min(of);
        let share = json!({ "share": { "share": { "parts": parts, "of": of, "moreThan": more_than }, "rounding": name } });
        let mut given = Given::of(&[
            json!({ "seats": { "total": { "exactly": { "number": total } } } }),
            group("part", &share),
            group("own", &json!({ "exactly": { "number": own } })),
            group("rest", &json!({ "remainder": {} })),
        ]);
        let part = share_of(total, parts, of, more_than, how);
        let rest = total.checked_sub(part + own);
        let seats: Vec<Option<u32>> = given.council.mandates[0].composition.groups.iter().map(|group| group.seats).collect();
        prop_assert_eq!(seats, [Some(part), Some(own), rest]);
        // Where the parts are more than the whole, that is what is wrong.
        prop_assert_eq!(given.status("c0", ON), if rest.is_some() { Met } else { Breached });
        if complete {
            given.complete("roster");
        }
        let held = held.min(part);
        for ordinal in 1..=held {
            given.sits("part", ordinal, "2024-01-01");
        }
        // A group of no seats is about nobody.
        if let Ok(verdict) = given.verdict("c1", ON) {
            prop_assert_eq!(verdict.status, fixed(part, held, complete));
        } else {
            prop_assert_eq!(part, 0);
        }
        if part > 0 {
            given.more_seats("part", part + 1);
            prop_assert_eq!(given.status("c1", ON), Breached, "a seat that the mandate does not give");
        }
    }

    #[test]
    fn a_body_inside_the_body_is_not_counted_with_it(
        total in 1_u32..6, inside_total in 1_u32..6, outside in 1_u32..6, inside in 1_u32..6, held in 0_u32..6,
    ) {
        let mut within = group("inside", &json!({ "exactly": { "number": inside } }));
        within["seats"]["group"]["subBody"] = json!("committee");
        let exactly = |number: u32| json!({ "seats": { "total": { "exactly": { "number": number } } } });
        let mut given = Given::of(&[
            exactly(total),
            exactly(inside_total),
            group("outside", &json!({ "exactly": { "number": outside } })),
            within,
            json!({ "seats": { "subBody": { "key": "committee", "label": { "nb": "Utvalget" } } } }),
        ]).reaching("c1", json!({ "subBody": "committee" }));
        prop_assert_eq!(given.council.mandates[0].composition.declared_total, Some(total));
        for ordinal in 1..=held.min(inside) {
            given.sits("inside", ordinal, "2024-01-01");
        }
        prop_assert_eq!(given.status("c0", ON), if outside == total { Met } else { Breached });
        prop_assert_eq!(given.status("c1", ON), if inside == inside_total { Met } else { Breached });
    }

    #[test]
    fn as_many_as_somebody_decides_within_bounds(
        min in proptest::option::of(0_u32..4), above in proptest::option::of(1_u32..4), number: bool, held in 0_u32..8, complete: bool,
    ) {
        let max = above.map(|above| min.unwrap_or(0) + above);
        // What was decided lies within the bounds.
        let number = number.then(|| max.or(min).unwrap_or(2).max(1)).filter(|number| max.is_none_or(|max| *number <= max));
        let by = json!({ "organisation": { "slug": "helsedirektoratet" } });
        let mut given = Given::of(&[group("g", &json!({ "decided": { "by": by, "min": min, "max": max, "number": number } }))]);
        given.council.seats.clear();
        for ordinal in 1..=number.map_or(held, |number| number.max(held)) {
            given.more_seats("g", ordinal);
        }
        for ordinal in 1..=held {
            given.sits("g", ordinal, "2024-01-01");
        }
        if complete {
            given.complete("roster");
        }
        let too_few = held < min.unwrap_or(0) && complete;
        let too_many = max.is_some_and(|max| held > max);
        let expected = match number {
            Some(number) if held > number => Breached,
            Some(number) => fixed(number, held, complete),
            None if too_few || too_many => Breached,
            None if min.is_some() && max.is_some() && complete => Met,
            None => Unknown,
        };
        prop_assert_eq!(given.status("c0", ON), expected);
    }

    #[test]
    fn at_most_so_many_leaves_nothing_vacant(most in 1_u32..6, held in 0_u32..9, complete: bool) {
        let mut given = Given::of(&[group("g", &json!({ "atMost": { "number": most } }))]);
        given.council.seats.clear();
        for ordinal in 1..=held {
            given.more_seats("g", ordinal);
            given.sits("g", ordinal, "2024-01-01");
        }
        if complete {
            given.complete("roster");
        }
        let expected = if held > most { Breached } else if complete { Met } else { Unknown };
        prop_assert_eq!(given.status("c0", ON), expected);
    }

    #[test]
    fn each_entry_has_its_seats_while_it_is_listed(
        each in 1_u32..3,
        entries in proptest::collection::vec((proptest::option::of(2020_i32..2030), proptest::option::of(1_i32..7), 0_u32..3), 1..4),
        complete: bool,
    ) {
        let slugs = ["ks", "norsk-helsenett", "helse-vest-rhf"];
        let first = |year: Option<i32>| year.map(|year| format!("{year}-01-01"));
        let entries: Vec<(Option<i32>, Option<i32>, u32)> =
            entries.into_iter().map(|(from, years, held)| (from, years.map(|years| from.unwrap_or(2021) + years), held)).collect();
        let list: Vec<Value> = entries.iter().zip(slugs).map(|((from, until, _), slug)| {
            json!({ "label": { "nb": slug }, "organisation": slug, "from": first(*from), "until": first(*until) })
        }).collect();
        let mut provision = group("g", &json!({ "perEntry": { "each": each } }));
        provision["seats"]["group"]["for"] = json!({ "list": { "list": { "exhaustive": true, "entries": list } } });
        let mut given = Given::of(&[provision]);
        if complete {
            given.complete("roster");
        }
        // The day asked is in the middle of 2025.
        let listed = |from: Option<i32>, until: Option<i32>| from.is_none_or(|from| from <= 2025) && until.is_none_or(|until| until > 2025);
        let (mut wrong, mut missing, mut number, mut ordinal) = (false, false, 0, 0);
        for ((from, until, held), slug) in entries.iter().zip(slugs) {
            let held = (*held).min(each);
            let on_it = listed(*from, *until);
            wrong |= !on_it && held > 0;
            missing |= on_it && held < each;
            number += if on_it { each } else { 0 };
            for _ in 0..held {
                ordinal += 1;
                let membership = given.sits("g", ordinal, "2019-01-01");
                given.held(membership).on_behalf_of = Some(given.organisation(slug));
            }
        }
        prop_assume!(number > 0);
        let expected = match (wrong, missing) {
            (true, _) => Breached,
            (_, true) if complete => Breached,
            (_, true) => Unknown,
            _ => Met,
        };
        prop_assert_eq!(given.status("c0", ON), expected);
    }
}
