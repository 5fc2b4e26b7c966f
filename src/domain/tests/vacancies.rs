//! When nobody held a seat, and who stays past the planned end.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::sample::*;
use crate::domain::time::Period;

fn period(from: &str, until: &str) -> Period {
    let side = |text: &str| (!text.is_empty()).then(|| day(text));
    Period { start: side(from), end: side(until) }
}

#[test]
fn a_seat_is_vacant_between_its_holders_while_a_mandate_has_it() {
    let mut board =
        council(mandate(1, Some("2020-06-01"), Some("2027-01-01"), clauses(&[group("members", exactly(1))])));
    let today = day("2026-03-01");
    assert_eq!(board.vacancies(id(101), today), [period("2020-06-01", "2027-01-01")], "nobody ever held it");
    board.memberships = vec![held(61, 101, Some("2023-01-01")), held(62, 101, None)];
    board.memberships[1].start = day("2024-05-01");
    assert_eq!(
        board.vacancies(id(101), today),
        [period("2020-06-01", "2021-01-01"), period("2023-01-01", "2024-05-01")]
    );
    assert_eq!(board.vacancies(id(101), day("2022-01-01")).len(), 1, "what comes after the day is not told");
    // An alternate holds nothing, and who holds over leaves nothing vacant.
    board.memberships[1].alternate_rank = 1;
    assert_eq!(board.vacancies(id(101), today)[1], period("2023-01-01", "2027-01-01"));
    board.memberships[0].holds_over = true;
    assert_eq!(board.vacancies(id(101), today), [period("2020-06-01", "2021-01-01")]);
    assert_eq!(board.vacancies(id(999), today), []);
}

#[test]
fn whoever_stays_past_the_planned_end_is_held_over() {
    let mut kari = held(61, 101, Some("2023-01-01"));
    assert!(!kari.held_over_on(day("2023-06-01")), "nothing lets Kari stay");
    kari.holds_over = true;
    assert!(kari.held_over_on(day("2023-01-01")));
    assert!(!kari.held_over_on(day("2022-12-31")), "the planned time is not over");
    kari.ended = Some(day("2023-05-01"));
    assert!(kari.held_over_on(day("2023-04-30")) && !kari.held_over_on(day("2023-05-01")));
    kari.expected_end = None;
    assert!(!kari.held_over_on(day("2023-04-30")), "no end was planned");
}

proptest! {
    /// Against asking on every single day.
    #[test]
    fn vacancies_are_the_days_on_which_nobody_holds_the_seat(
        holdings in proptest::collection::vec((0_u64..600, 1_u64..200, proptest::bool::weighted(0.2)), 0..5),
        first in (0_u64..300, 1_u64..300), second in proptest::option::of((0_u64..300, 1_u64..300)), on in 0_u64..900,
    ) {
        let origin = day("2021-01-01");
        let dated = |offset: u64| origin + Days::new(offset);
        let seats = || clauses(&[group("members", exactly(1))]);
        let text = |day: NaiveDate| day.to_string();
        let end = first.0 + first.1;
        let mut board = council(mandate(1, Some(&text(dated(first.0))), Some(&text(dated(end))), seats()));
        let mut force = vec![(first.0, end)];
        if let Some((gap, length)) = second {
            let from = end + gap;
            board.mandates.push(mandate(2, Some(&text(dated(from))), Some(&text(dated(from + length))), seats()));
            force.push((from, from + length));
        }
        for (number, (from, length, open)) in (61..).zip(&holdings) {
            let mut one = held(number, 101, Some(&text(dated(from + length))));
            (one.start, one.holds_over) = (dated(*from), *open);
            board.memberships.push(one);
        }
        let free = |offset: u64| {
            force.iter().any(|(from, until)| (*from..*until).contains(&offset))
                && !holdings.iter().any(|(from, length, open)| *from <= offset && (*open || offset < from + length))
        };
        let found = board.vacancies(id(101), dated(on));
        let told = |offset: u64| found.iter().any(|period| period.contains(dated(offset)));
        for offset in 0..=on {
            prop_assert_eq!(told(offset), free(offset), "{}", offset);
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].end < pair[1].start, "they do not touch");
        }
    }
}
