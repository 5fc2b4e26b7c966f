//! What waits for the secretariat.

use serde_json::json;

use super::sample::*;
use crate::domain::{
    council::Council,
    forecast::expiring_memberships,
    work::{About, ToDo, ToDoKind, for_secretariat},
};

fn board() -> Council {
    let two = json!({ "exactly": { "number": 2 } });
    council(mandate(1, Some("2020-01-01"), None, clauses(&[group("members", two)])))
}

fn decisions(board: &Council) -> Vec<ToDo> {
    let waiting = for_secretariat(board, day("2026-03-01"), "2026-03-01T09:00:00Z".parse().unwrap());
    waiting.into_iter().filter(|one| one.kind == ToDoKind::DecideOnTerm).collect()
}

#[test]
fn a_term_that_runs_out_wants_a_decision_until_its_end_is_entered() {
    let mut board = board();
    board.memberships = vec![held(61, 101, Some("2026-08-28")), held(62, 102, Some("2026-08-29"))];
    let wanted = decisions(&board);
    assert_eq!(wanted.len(), 1, "180 days ahead, not 181: {wanted:?}");
    assert_eq!((wanted[0].due, wanted[0].about), (Some(day("2026-08-28")), About::Membership(id(61))));
    // It ends next month, whatever was planned: it runs out, and nothing is left to decide.
    board.memberships[0].ended = Some(day("2026-04-01"));
    board.memberships[0].expected_end = Some(day("2029-01-01"));
    let expiring = expiring_memberships(&board, day("2026-03-01"), day("2026-08-28"));
    assert_eq!(
        expiring.into_iter().map(|(end, held)| (end, held.id)).collect::<Vec<_>>(),
        [(day("2026-04-01"), id(61))]
    );
    assert_eq!(decisions(&board), []);
    // Whoever stays past the planned end waits for a decision all the same.
    board.memberships[1].expected_end = Some(day("2025-01-01"));
    board.memberships[1].holds_over = true;
    assert_eq!(decisions(&board).iter().map(|one| one.due).collect::<Vec<_>>(), [Some(day("2025-01-01"))]);
}
