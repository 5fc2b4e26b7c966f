//! The year of a family of councils, and calendars that follow it: the annual wheel, which meetings are part of it, when
//! a meeting was written last, and the secrets under which private calendars are fetched.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: DOWN);

/// In the order of their references.
const TABLES: &[&str] = &["annual_wheel", "calendar_feed"];

const UP: &[Sql] = &[
    Both(
        "CREATE TABLE annual_wheel (
            {id family_id} NOT NULL REFERENCES family (id),
            {int year} NOT NULL CHECK (year BETWEEN 1900 AND 9999),
            {date published_on} NOT NULL,
            url text,
            {id published_by} REFERENCES account (id),
            PRIMARY KEY (family_id, year)
        ){clustered}",
    ),
    Both("ALTER TABLE meeting ADD COLUMN {int wheel_year}"),
    // Rows that are older than the column were last changed nobody knows when; they count from when they were made.
    Both("ALTER TABLE meeting ADD COLUMN {timestamp changed_at}"),
    // One for each account and council: making another puts an end to the one before.
    Both(
        "CREATE TABLE calendar_feed (
            {id council_id} NOT NULL REFERENCES council (id),
            {id account_id} NOT NULL REFERENCES account (id),
            secret_hash text NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
            {timestamp made_at} NOT NULL,
            PRIMARY KEY (council_id, account_id)
        ){clustered}",
    ),
    Both("CREATE INDEX calendar_feed_account_id ON calendar_feed (account_id)"),
];

const DOWN: &[Sql] =
    &[Both("ALTER TABLE meeting DROP COLUMN changed_at"), Both("ALTER TABLE meeting DROP COLUMN wheel_year")];
