//! The council at work, in full: what kind of meeting it is and with whom, what became of it; who raised a case from
//! where, what it is about and how it went; when an item is due, what came of it, and who stood aside; records that are
//! not for everybody.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: DOWN);

/// In the order of their references.
const TABLES: &[&str] = &["case_event", "recusal"];

const UP: &[Sql] = &[
    Both("ALTER TABLE meeting ADD COLUMN link text"),
    Both("ALTER TABLE meeting ADD COLUMN {json together_with}"),
    Both("ALTER TABLE meeting ADD COLUMN {json past}"),
    // The kind was one word for all until there were two.
    Both("UPDATE meeting SET kind = 'ORDINARY'"),
    Both("ALTER TABLE council_case ADD COLUMN {json description}"),
    Both("ALTER TABLE council_case ADD COLUMN {bool is_public} NOT NULL DEFAULT FALSE"),
    Both("ALTER TABLE council_case ADD COLUMN clause_key text"),
    // A member of another council of the family may raise a case too: the membership is that council's.
    Both("ALTER TABLE council_case ADD COLUMN {id raised_from_council_id}"),
    Both("ALTER TABLE council_case ADD COLUMN {id raised_from_membership_id}"),
    Both("ALTER TABLE council_case ADD COLUMN {id record_id}"),
    Both("ALTER TABLE agenda_item ADD COLUMN {timestamp starts_at}"),
    Both("ALTER TABLE agenda_item ADD COLUMN {json outcome}"),
    Both("ALTER TABLE agenda_item ADD COLUMN {id record_id}"),
    // What is about a case or an advice that is not public is not public either.
    Both("ALTER TABLE record ADD COLUMN {bool is_public} NOT NULL DEFAULT TRUE"),
    Both(
        "CREATE TABLE case_event (
            {id council_id} NOT NULL,
            {id case_id} NOT NULL,
            {int position} NOT NULL CHECK (position >= 1),
            {one_of status: RAISED ACCEPTED DECLINED SCHEDULED WITHDRAWN CLOSED} NOT NULL,
            {timestamp at} NOT NULL,
            {json reason},
            PRIMARY KEY (council_id, case_id, position),
            FOREIGN KEY (council_id, case_id) REFERENCES council_case (council_id, id)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE recusal (
            {id council_id} NOT NULL,
            {id agenda_item_id} NOT NULL,
            {id membership_id} NOT NULL,
            reason text,
            {timestamp noted_at} NOT NULL,
            PRIMARY KEY (council_id, agenda_item_id, membership_id),
            FOREIGN KEY (council_id, agenda_item_id) REFERENCES agenda_item (council_id, id),
            FOREIGN KEY (council_id, membership_id) REFERENCES membership (council_id, id)
        ){clustered}",
    ),
];

const DOWN: &[Sql] = &[
    Both("ALTER TABLE record DROP COLUMN is_public"),
    Both("ALTER TABLE agenda_item DROP COLUMN record_id"),
    Both("ALTER TABLE agenda_item DROP COLUMN outcome"),
    Both("ALTER TABLE agenda_item DROP COLUMN starts_at"),
    Both("ALTER TABLE council_case DROP COLUMN record_id"),
    Both("ALTER TABLE council_case DROP COLUMN raised_from_membership_id"),
    Both("ALTER TABLE council_case DROP COLUMN raised_from_council_id"),
    Both("ALTER TABLE council_case DROP COLUMN clause_key"),
    Both("ALTER TABLE council_case DROP COLUMN is_public"),
    Both("ALTER TABLE council_case DROP COLUMN description"),
    Both("UPDATE meeting SET kind = 'ordinary'"),
    Both("ALTER TABLE meeting DROP COLUMN past"),
    Both("ALTER TABLE meeting DROP COLUMN together_with"),
    Both("ALTER TABLE meeting DROP COLUMN link"),
];
