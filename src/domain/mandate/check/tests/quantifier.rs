//! Every quantifier against all ways in which the unknown can turn out, and what the public is told of a count.

use proptest::prelude::*;
use serde_json::json;

use super::{
    given_terms::Given,
    requirement::{ON, of_ways},
};
use crate::domain::mandate::{
    check::{
        Audience,
        requirement::{Possible, Spread, Tally, counted, numbers_tell_of_nobody, spread, tells_of_nobody},
    },
    clause::requirement::Quantifier,
    verdict::VerdictStatus as Status,
};

fn possible() -> impl Strategy<Value = Possible> {
    (any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(out, no, yes)| Possible { out, no, yes })
        .prop_filter("something is possible", |possible| possible.out || possible.no || possible.yes)
}

/// Every way in which each of them can turn out: how many are counted, and for how many the condition holds.
fn completions(of: &[Possible]) -> Vec<(u32, u32)> {
    let mut ways = vec![(0, 0)];
    for one in of {
        let mut next = Vec::new();
        for (yes, total) in ways {
            next.extend(one.out.then_some((yes, total)));
            next.extend(one.no.then_some((yes, total + 1)));
            next.extend(one.yes.then_some((yes + 1, total + 1)));
        }
        next.sort_unstable();
        next.dedup();
        ways = next;
    }
    ways
}

proptest! {
    #[test]
    fn a_quantifier_decides_when_the_unknown_cannot_change_it(
        of in proptest::collection::vec(possible(), 0..9), number in 0_u32..9, parts in 0_u32..5,
    ) {
        let mut tally = Tally::default();
        for one in &of {
            tally.add(*one);
        }
        let ways = completions(&of);
        let share = json!({"parts": parts, "of": 4});
        for many in [json!({"number": number}), json!({"share": share})] {
            let (many_number, by_share) = (many.get("number").is_some(), many.get("share").is_some());
            for (kind, right) in [("EVERY", 0), ("NONE", 1), ("EXACTLY", 2), ("AT_LEAST", 3), ("AT_MOST", 4), ("BALANCED", 5), ("EACH_VALUE", 6)] {
                let quantifier: Quantifier = serde_json::from_value(json!({"kind": kind, "howMany": many})).unwrap();
                let up = |total: u32| if by_share { (parts * total).div_ceil(4) } else { number };
                let down = |total: u32| if many_number { number } else { parts * total / 4 };
                let kept = ways.iter().map(|&(yes, total)| match right {
                    0 => yes == total,
                    1 => yes == 0,
                    2 => yes == up(total),
                    3 => yes >= up(total),
                    4 => yes <= down(total),
                    5 => yes.abs_diff(total - yes) <= 1,
                    _ => yes >= 1,
                });
                prop_assert_eq!(counted(&quantifier, &tally), of_ways(kept), "{} {:?}", kind, &many);
            }
        }
    }

    #[test]
    fn values_are_spread_as_every_completion_says(
        counts in proptest::collection::vec(0_u32..5, 2..4), others in 0_u32..3, open in 0_u32..4, perhaps in 0_u32..3,
    ) {
        let total = counts.iter().sum::<u32>() + others + open;
        let state = Spread { counts: counts.clone(), total, open, perhaps, any_value: false };
        let table = json!([{"from": 2, "to": 4, "atLeast": {"number": 1}}, {"from": 5, "atLeast": {"share": {"parts": 1, "of": 4}}}]);
        // Each of the unknown has one of the values, or another one; each of those who may be counted is or is not.
        let mut ways = vec![(counts.clone(), total)];
        for at in 0..open + perhaps {
            let mut next = Vec::new();
            for (counts, total) in ways {
                let size = total + u32::from(at >= open);
                next.push((counts.clone(), size));
                for value in 0..counts.len() {
                    let mut with = counts.clone();
                    with[value] += 1;
                    next.push((with, size));
                }
                if at >= open {
                    next.push((counts, total));
                }
            }
            next.sort();
            next.dedup();
            ways = next;
        }
        let by_size: Quantifier = serde_json::from_value(json!({"kind": "BY_SIZE", "table": table})).unwrap();
        let least = |total: u32| match total { 0 | 1 => 0, 2..=4 => 1, more => more.div_ceil(4) };
        let kept = ways.iter().map(|(counts, total)| counts.iter().all(|count| *count >= least(*total)));
        prop_assert_eq!(spread(&by_size, &state), of_ways(kept));
        let balanced: Quantifier = serde_json::from_value(json!({"kind": "BALANCED"})).unwrap();
        let kept = ways.iter().map(|(counts, _)| counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
        prop_assert_eq!(spread(&balanced, &state), of_ways(kept));
    }

    #[test]
    fn whatever_is_told_leaves_everybody_two_values(public in 0_u32..4, hidden in 1_u32..8, least in 0_u32..8) {
        // At least so many; how many of the hidden have it is what nobody may learn.
        let quantifier: Quantifier = serde_json::from_value(json!({"kind": "AT_LEAST", "howMany": {"number": least}})).unwrap();
        let outcome = |shares: &[u32]| counted(&quantifier, &Tally { yes: public + shares[0], no: shares[1], ..Tally::default() });
        let told = tells_of_nobody(hidden, 1, outcome);
        let consistent = |wanted| (0..=hidden).filter(move |yes| (public + yes >= least) == wanted).collect::<Vec<_>>();
        let reveals = [true, false].into_iter().any(|kept| matches!(consistent(kept)[..], [only] if only == 0 || only == hidden));
        prop_assert_eq!(told, !reveals);
    }

    #[test]
    fn the_public_is_told_the_same_or_that_it_is_not_known(
        kind in prop_oneof![Just("EVERY"), Just("NONE"), Just("AT_LEAST"), Just("AT_MOST"), Just("EXACTLY"), Just("DIFFERENT")],
        facts in proptest::collection::vec((0_usize..3, 0_usize..4, any::<bool>()), 0..7),
    ) {
        let many = matches!(kind, "AT_LEAST" | "AT_MOST" | "EXACTLY").then(|| json!({"number": 2}));
        let clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {
            "quantifier": {"kind": kind, "howMany": many},
            "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["law", "art"]}}}}});
        let mut given = Given::with(3, &[clause]);
        given.complete("roster");
        for at in 0..3 {
            given.sit(["A", "B", "C"][at], &format!("members/{}", at + 1), "2025-01-01", "", "");
        }
        for (person, value, public) in facts {
            given.fact(["A", "B", "C"][person], "field", ["law", "art", "", "war"][value]).public = public;
        }
        let inside = given.status("asked", ON);
        given.audience = Audience::Public;
        let told = given.status("asked", ON);
        prop_assert!(told == inside || told == Status::Unknown, "{:?} {:?}", inside, told);
    }
}

#[test]
fn numbers_are_told_of_groups_of_three_and_more() {
    for (groups, told) in
        [(vec![3, 7], true), (vec![3, 7, 0], true), (vec![2, 8], false), (vec![0, 10], false), (vec![3, 3, 1], false)]
    {
        assert_eq!(numbers_tell_of_nobody(groups.into_iter()), told);
    }
}
