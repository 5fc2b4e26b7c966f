//! Who holds a seat on a day: one person, in periods that are not empty.

use sea_orm::DatabaseConnection;

use crate::databases::on_both;
use crate::seed::{CHECK, Register};

on_both!(
    two_holders_on_one_day_are_refused,
    a_holder_who_stays_until_replaced_has_no_last_day,
    an_update_cannot_make_two_holders,
    what_ends_early_makes_room,
    alternates_and_other_seats_do_not_collide,
    an_empty_or_reversed_period_is_refused,
    the_end_of_a_membership_is_computed_not_written,
);

const OVERLAP: &[&str] = &["two holders of one seat on one day", "two_holders_of_one_seat_on_one_day"];

fn membership(council: u8, id: u8, rank: u8, start: &str, rest: &str) -> String {
    let (expected_end, ended, holds_over) = match rest.split(' ').collect::<Vec<_>>()[..] {
        [expected] => (expected, "NULL", "FALSE"),
        [expected, "stays"] => (expected, "NULL", "TRUE"),
        [expected, ended] => (expected, ended, "FALSE"),
        _ => (rest, "NULL", "FALSE"),
    };
    let day = |text: &str| {
        if text == "NULL" { text.to_owned() } else { format!("'{text}'") }
    };
    format!(
        "INSERT INTO membership (council_id, id, appointment_id, seat_id, person_id, role, alternate_rank, start,
            expected_end, ended, holds_over)
         VALUES (#{council}, #{id}, #{council}2, #{council}1, #4, 'MEMBER', {rank}, '{start}', {}, {}, {holds_over})",
        day(expected_end),
        day(ended),
    )
}

async fn two_holders_on_one_day_are_refused(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "2026-01-01")).await;
    for (start, end) in [
        ("2025-06-01", "2025-07-01"),
        ("2025-12-31", "2027-01-01"),
        ("2024-01-01", "2025-01-02"),
        ("2024-01-01", "NULL"),
    ] {
        register.refuses(&membership(2, 91, 0, start, end), OVERLAP).await;
    }
    // Half-open periods: one ends on the day the next begins.
    register.accepts(&membership(2, 92, 0, "2026-01-01", "2027-01-01")).await;
    register.accepts(&membership(2, 93, 0, "2024-01-01", "2025-01-01")).await;
}

async fn a_holder_who_stays_until_replaced_has_no_last_day(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "2026-01-01 stays")).await;
    register.refuses(&membership(2, 91, 0, "2040-01-01", "2041-01-01"), OVERLAP).await;
    register.refuses(&membership(2, 91, 0, "2026-01-01", "NULL"), OVERLAP).await;
    register.accepts("UPDATE membership SET ended = '2026-03-01' WHERE id = #90").await;
    register.accepts(&membership(2, 91, 0, "2026-03-01", "NULL")).await;
}

async fn an_update_cannot_make_two_holders(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "2026-01-01")).await;
    register.accepts(&membership(2, 91, 0, "2026-01-01", "2027-01-01")).await;
    register.refuses("UPDATE membership SET holds_over = TRUE WHERE id = #90", OVERLAP).await;
    register.refuses("UPDATE membership SET start = '2025-12-31' WHERE id = #91", OVERLAP).await;
    register.accepts("UPDATE membership SET end_reason = 'same period' WHERE id = #90").await;
}

async fn what_ends_early_makes_room(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "2029-01-01 2025-06-01")).await;
    register.accepts(&membership(2, 91, 0, "2025-06-01", "2029-01-01")).await;
}

async fn alternates_and_other_seats_do_not_collide(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "NULL")).await;
    register.accepts(&membership(2, 91, 1, "2025-01-01", "NULL")).await;
    register.accepts(&membership(2, 92, 2, "2025-01-01", "NULL")).await;
    register.accepts(&membership(3, 90, 0, "2025-01-01", "NULL")).await;
    register.refuses(&membership(2, 93, 1, "2026-01-01", "NULL"), OVERLAP).await;
}

async fn an_empty_or_reversed_period_is_refused(db: DatabaseConnection) {
    let register = Register::new(db).await;
    let reasons = &[CHECK[0], "range lower bound"];
    for rest in ["2025-01-01", "2024-12-31", "NULL 2025-01-01", "NULL 2024-12-31"] {
        register.refuses(&membership(2, 90, 0, "2025-01-01", rest), reasons).await;
    }
    register.refuses("UPDATE seat SET valid_from = '2025-01-01', valid_to = '2025-01-01' WHERE id = #21", CHECK).await;
    register.refuses("UPDATE meeting SET ends_at = '2026-02-01T09:00:00+00:00' WHERE id = #24", CHECK).await;
}

async fn the_end_of_a_membership_is_computed_not_written(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register.accepts(&membership(2, 90, 0, "2025-01-01", "2026-01-01")).await;
    register
        .refuses("UPDATE membership SET until = '2030-01-01'", &["generated column", "can only be updated to default"])
        .await;
}
