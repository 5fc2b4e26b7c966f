//! What will happen, as far as recorded.

use serde_json::json;

use super::sample::*;
use crate::domain::{
    council::Council,
    forecast::{days_after, drafts_to_come, expiring_mandate, expiring_memberships, vacancies},
};

fn board() -> Council {
    let in_force = mandate(
        1,
        Some("2020-01-01"),
        Some("2027-01-01"),
        clauses(&[group("members", exactly(3)), group("guests", json!({ "atMost": { "number": 2 } }))]),
    );
    council(in_force)
}

#[test]
fn memberships_expire_in_the_order_of_their_ends() {
    let mut board = board();
    board.memberships = vec![held(61, 101, Some("2026-09-01")), held(62, 102, Some("2026-06-01")), held(63, 103, None)];
    let (today, until) = (day("2026-03-01"), day("2026-09-01"));
    let found = |board: &Council| -> Vec<_> {
        expiring_memberships(board, today, until).into_iter().map(|(end, held)| (end, held.id)).collect()
    };
    assert_eq!(found(&board), [(day("2026-06-01"), id(62)), (day("2026-09-01"), id(61))]);
    assert_eq!(
        expiring_memberships(&board, today, day("2026-08-31")).len(),
        1,
        "the last day counts, the next does not"
    );
    // Somebody leaves before the planned end, and somebody stays past it.
    board.memberships[2].ended = Some(day("2026-04-01"));
    board.memberships[1].holds_over = true;
    board.memberships[1].expected_end = Some(day("2025-06-01"));
    assert_eq!(found(&board), [(day("2025-06-01"), id(62)), (day("2026-04-01"), id(63)), (day("2026-09-01"), id(61))]);
    // Whoever has left, or has not begun, is not in office.
    board.memberships[0].start = day("2026-04-01");
    board.memberships[1].holds_over = false;
    assert_eq!(found(&board), [(day("2026-04-01"), id(63))]);
}

#[test]
fn a_mandate_expires_and_is_followed_or_not() {
    let mut board = board();
    let today = day("2026-03-01");
    assert!(expiring_mandate(&board, today, day("2026-12-31")).is_none());
    let found = expiring_mandate(&board, today, day("2027-01-01")).unwrap();
    assert_eq!((found.mandate.version, found.end, found.followed), (1, day("2027-01-01"), false));
    board.mandates.push(mandate(2, Some("2027-01-01"), None, clauses(&[total(1)])));
    assert!(expiring_mandate(&board, today, day("2027-01-01")).unwrap().followed);
    assert!(expiring_mandate(&board, day("2027-01-01"), day("2040-01-01")).is_none());
    assert!(expiring_mandate(&board, day("2019-01-01"), day("2040-01-01")).is_none());
}

#[test]
fn seats_fall_vacant_when_their_holders_leave() {
    let mut board = board();
    board.memberships = vec![held(61, 101, Some("2026-09-01")), held(62, 102, None)];
    let on = |day_of: &str| -> Vec<_> {
        vacancies(&board, day(day_of)).into_iter().map(|one| (one.seat.id, one.since)).collect()
    };
    assert_eq!(on("2026-08-31"), [(id(103), None)]);
    assert_eq!(on("2026-09-01"), [(id(101), Some(day("2026-09-01"))), (id(103), None)]);
    // Without a mandate there is no seat that could be vacant.
    assert_eq!(on("2027-01-01"), []);
    // Who has been appointed already fills the seat from the first day on.
    let mut next = held(63, 101, None);
    next.start = day("2026-10-01");
    board.memberships.push(next);
    assert_eq!(vacancies(&board, day("2026-10-01")).len(), 1);
}

#[test]
fn drafts_wait_to_be_adopted() {
    let mut board = board();
    for (version, from) in [(2, Some("2026-06-01")), (3, Some("2026-03-01")), (4, None), (5, Some("2026-04-01"))] {
        board.mandates.push(draft(version, from, clauses(&[total(1)])));
    }
    let found = drafts_to_come(&board, day("2026-03-01"), day("2026-06-01"));
    assert_eq!(found.iter().map(|draft| draft.version).collect::<Vec<_>>(), [5, 2]);
}

#[test]
fn days_are_counted_to_the_end_of_the_calendar() {
    assert_eq!(days_after(day("2026-02-28"), 1), day("2026-03-01"));
    assert_eq!(days_after(chrono::NaiveDate::MAX, 7), chrono::NaiveDate::MAX);
}
