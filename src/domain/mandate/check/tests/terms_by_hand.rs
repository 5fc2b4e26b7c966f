//! Ends in turns, holding over, what is left of a term, and the terms of posts, against models that walk day by day.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_terms::{Given, day};
use crate::domain::{
    council::Role,
    mandate::verdict::VerdictStatus::{Breached, Met, NotDue, Unknown},
    time::CalendarDuration,
};

fn dated(offset: u64) -> NaiveDate {
    day("2020-01-01") + Days::new(offset)
}

fn text(offset: u64) -> String {
    dated(offset).to_string()
}

fn with_term(seats: u32, term: &Value) -> Given {
    let mut given = Given::with(seats, &[json!({"key": "term", "modality": "SHALL", "provision": {"term": term}})]);
    given.complete("roster");
    given
}

const NAMES: [&str; 6] = ["Anne", "Berit", "Carl", "David", "Eva", "Frank"];

/// Who has the post, one after the other: who, after how many days without anybody, for how long.
fn chairs() -> impl Strategy<Value = Vec<(usize, u64, u64)>> {
    proptest::collection::vec((0_usize..2, prop_oneof![2 => Just(0_u64), 1 => 1_u64..500], 30_u64..800), 1..6)
}

/// A chair with a term of its own, held like this; with it, the spans of days in order.
fn chaired(term: &Value, chairs: &[(usize, u64, u64)]) -> (Given, Vec<(usize, u64, u64)>) {
    let post = json!({"post": {"post": "chair", "filledBy": {"seat": {"group": "members"}}, "term": term}});
    let mut given = Given::with(1, &[json!({"key": "chair", "modality": "SHALL", "provision": post})]);
    given.complete("roster");
    let (mut spans, mut at) = (Vec::new(), 0);
    for (who, gap, length) in chairs {
        let (from, until) = (at + gap, at + gap + length);
        given.sit(NAMES[*who], "members/1", &text(from), &text(until), "").role = Role::Chair;
        spans.push((*who, from, until));
        at = until;
    }
    (given, spans)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn in_no_stretch_of_the_length_do_too_many_terms_end(
        seats in 2_u32..7, parts in 0_u32..4, every in 30_u32..900,
        ends in proptest::collection::vec(proptest::option::weighted(0.9, 1_001_u64..3_000), 6),
    ) {
        let given = &mut with_term(seats, &json!({"staggering": {"share": {"parts": parts, "of": 3}, "every": format!("P{every}D")}}));
        let ends = &ends[..seats as usize];
        for (at, end) in ends.iter().enumerate() {
            given.sit(NAMES[at], &format!("members/{}", at + 1), &text(0), &end.map(text).unwrap_or_default(), "");
        }
        // As many may end together as the share needs to be reached, no more.
        let most = (0..=seats).find(|some| some * 3 >= parts * seats).unwrap();
        let crowd = |known: &[u64]| (900..3_000_u64).map(|first| {
            known.iter().filter(|end| (first..first + u64::from(every)).contains(end)).count()
        }).max().unwrap();
        let known: Vec<u64> = ends.iter().flatten().copied().collect();
        let open = ends.len() - known.len();
        let expected = if crowd(&known) > most as usize {
            Breached
        } else if open > 0 && crowd(&known) + open > most as usize {
            Unknown
        } else {
            Met
        };
        prop_assert_eq!(given.status("term", &text(1_000)), expected);
    }

    #[test]
    fn who_stays_until_replaced_sits_on_and_others_do_not(
        length in 30_u64..900, stays: bool, ended in proptest::option::of(1_u64..1_500), successor in proptest::option::of(0_u64..800), on in 0_u64..2_500,
    ) {
        let given = &mut with_term(1, &json!({"length": format!("P{length}D"), "holdsOver": stays}));
        let successor = successor.map(|after| length + after);
        // A successor's start ends the predecessor, where that has not ended before.
        let ended = match (ended, successor) {
            (Some(ended), Some(start)) => Some(ended.min(start)),
            (ended, start) => ended.or(start.filter(|_| stays)),
        };
        let first = given.sit("Anne", "members/1", &text(0), &text(length), "");
        (first.ended, first.holds_over) = (ended.map(dated), stays);
        if let Some(start) = successor {
            given.sit("Berit", "members/1", &text(start), &text(start + length), "").holds_over = stays;
        }
        // Day by day: who sits, and whether past the planned end.
        let first_sits = ended.map_or(stays || on < length, |ended| on < ended);
        let next_sits = successor.is_some_and(|start| start <= on && (stays || on < start + length));
        let late = (first_sits && on >= length && !stays)
            || (next_sits && successor.is_some_and(|start| on >= start + length) && !stays);
        let expected = match (first_sits || next_sits, late) {
            (_, true) => Breached,
            (true, false) => Met,
            (false, false) => NotDue,
        };
        prop_assert_eq!(given.status("term", &text(on)), expected);
    }

    #[test]
    fn a_successor_gets_the_rest_or_a_term_of_his_own(
        length in 100_u64..900, left in 1_u64..1_200, gap in 0_u64..100, served in 1_u64..1_500, rest: bool, at_most: bool,
    ) {
        let how = if rest { "REMAINDER" } else { "FRESH_TERM" };
        let name = if at_most { "atMost" } else { "length" };
        let given = &mut with_term(1, &json!({name: format!("P{length}D"), "onVacancy": how}));
        let left = left.min(length);
        given.sit("Anne", "members/1", &text(0), &text(length), "").ended = Some(dated(left));
        let start = left + gap;
        given.sit("Berit", "members/1", &text(start), &text(start + served), "");
        // What is left of the first term, if anything is; a whole one otherwise.
        let full = start + length;
        let right = if rest && start < length { length } else { full };
        let end = start + served;
        let expected = if end == right || (at_most && end < right) { Met } else { Breached };
        prop_assert_eq!(given.status("term", &text(start)), expected);
    }

    #[test]
    fn a_post_is_held_for_its_own_term(months in 1_u32..30, chairs in chairs(), on in 0_u64..2_500) {
        let length = CalendarDuration { months, days: 0 };
        let (given, spans) = chaired(&json!({"length": length.to_string()}), &chairs);
        let held = spans.iter().find(|(_, from, until)| (from..until).contains(&&on));
        let expected = held.map_or(Breached, |(_, from, until)| {
            let over = length.after(dated(*from)).unwrap();
            if dated(*until) > over { Breached } else { Met }
        });
        // Without a holder the post is vacant.
        prop_assert_eq!(given.status("chair", &text(on)), expected);
    }

    #[test]
    fn nobody_has_a_post_more_often_or_longer_than_its_limit(
        chairs in chairs(), most in 1_usize..4, counted in prop_oneof![Just("TOTAL"), Just("CONSECUTIVE"), Just("IN_WINDOW")],
        window in 100_u64..1_500, days in proptest::option::of(100_u64..1_500), on in 0_u64..2_500,
    ) {
        let mut limit = json!({"counted": counted});
        if let Some(days) = days { limit["duration"] = json!(format!("P{days}D")) } else { limit["terms"] = json!(most) }
        if counted == "IN_WINDOW" { limit["window"] = json!(format!("P{window}D")) }
        let (given, spans) = chaired(&json!({"limits": [limit]}), &chairs);
        let now = spans.iter().position(|(_, from, until)| (from..until).contains(&&on));
        let Some(now) = now else {
            prop_assert_eq!(given.status("chair", &text(on)), Breached, "the post is vacant");
            return Ok(());
        };
        let (who, start, end) = spans[now];
        let own: Vec<(u64, u64)> = spans[..=now].iter().filter(|span| span.0 == who).map(|span| (span.1, span.2)).collect();
        let serves = |day: u64| own.iter().any(|(from, until)| (from..until).contains(&&day));
        // The first day of the unbroken service that the day asked is part of.
        let begun = (0..=start).rev().take_while(|day| serves(*day)).last().unwrap();
        let of_kind = |from: u64, until: u64| -> bool {
            match counted {
                "CONSECUTIVE" => from >= begun,
                "IN_WINDOW" => until + window > start + 1,
                _ => true,
            }
        };
        let (expected, sure) = match days {
            None => (own.iter().filter(|(from, until)| of_kind(*from, *until)).count() > most, true),
            Some(days) => {
                let count = |from: u64, until: u64| (from..until).filter(|day| serves(*day)).count() as u64;
                let served = match counted {
                    "TOTAL" => count(0, end),
                    "CONSECUTIVE" => end - begun,
                    _ => (start.saturating_sub(window - 1)..end).map(|from| count(from, (from + window).min(end))).max().unwrap(),
                };
                // Broken service is added in months and days, which can differ by a few days for each piece.
                (served > days, served.abs_diff(days) > 20)
            }
        };
        if sure {
            prop_assert_eq!(given.status("chair", &text(on)), if expected { Breached } else { Met });
        }
    }

    #[test]
    fn a_post_is_renewed_and_come_back_to_as_its_term_allows(chairs in chairs(), most in proptest::option::of(0_usize..3), pause in 1_u64..700, on in 0_u64..2_500) {
        let renewal = json!({"allowed": most.is_some(), "atMost": most});
        let (given, spans) = chaired(&json!({"renewal": renewal, "coolingOff": format!("P{pause}D")}), &chairs);
        let now = spans.iter().position(|(_, from, until)| (from..until).contains(&&on));
        prop_assume!(now.is_some());
        let own: Vec<(u64, u64)> = spans[..=now.unwrap()].iter().filter(|span| span.0 == spans[now.unwrap()].0).map(|span| (span.1, span.2)).collect();
        // Walked back from the last one, as long as there is no free day.
        let mut first = own.len() - 1;
        while first > 0 && own[first - 1].1 == own[first].0 {
            first -= 1;
        }
        let renewals = own.len() - 1 - first;
        let too_often = renewals > most.unwrap_or(0);
        let too_early = first > 0 && own[first].0 < own[first - 1].1 + pause;
        prop_assert_eq!(given.status("chair", &text(on)), if too_often || too_early { Breached } else { Met });
    }
}

#[test]
fn who_only_acts_serves_no_term_in_the_post() {
    let (mut given, _) = chaired(&json!({"renewal": {"allowed": false}}), &[(0, 0, 300), (0, 0, 300)]);
    assert_eq!(given.status("chair", &text(400)), Breached);
    given.council.memberships[0].acting = true;
    assert_eq!(given.status("chair", &text(400)), Met);
    given.council.memberships[0].acting = false;
    given.council.memberships[1].acting = true;
    assert_eq!(given.status("chair", &text(400)), Met);
}
