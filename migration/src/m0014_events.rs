//! What is told of acts, to whom, in the order in which they were done: one row for each stream that an act is part of.
//!
//! A stream is a council, a case or a meeting as it is seen through one of the doors. Each door of a council has numbers of
//! its own, which rise with the acts that are seen there and with no others: those of the public door are `revision`, those
//! of the secretariat's `revision + private_revision`, those of the members' `member_revision`. Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: DOWN);

/// In the order of their references.
const TABLES: &[&str] = &["council_event", "register_event"];

const UP: &[Sql] = &[
    Both(
        "ALTER TABLE council
            ADD COLUMN {bigint member_revision} NOT NULL DEFAULT 0 CHECK (member_revision >= 0)",
    ),
    Both("UPDATE council SET member_revision = revision + private_revision"),
    // `subject_id` is the council itself, one of its cases or one of its meetings; a case may be gone, what was told stays.
    Both(
        "CREATE TABLE council_event (
            {id council_id} NOT NULL REFERENCES council (id),
            {id subject_id} NOT NULL,
            {one_of level: PUBLIC MEMBER SECRETARIAT} NOT NULL,
            {bigint number} NOT NULL CHECK (number >= 0),
            {bigint seq} NOT NULL CHECK (seq >= 0),
            {timestamp at} NOT NULL,
            {json areas} NOT NULL DEFAULT '[]',
            PRIMARY KEY (council_id, subject_id, level, number)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE register_event (
            {bigint number} NOT NULL PRIMARY KEY CHECK (number >= 0),
            {bigint seq} NOT NULL CHECK (seq >= 0),
            {timestamp at} NOT NULL,
            {json areas} NOT NULL DEFAULT '[]'
        )",
    ),
    // What was done before events were kept is one event, of which no more is known.
    Both(
        "INSERT INTO council_event (council_id, subject_id, level, number, seq, at)
            SELECT id, id, 'PUBLIC', revision, changed_seq, {now} FROM council WHERE visibility <> 'DRAFT'",
    ),
    Both(
        "INSERT INTO council_event (council_id, subject_id, level, number, seq, at)
            SELECT id, id, 'MEMBER', member_revision, changed_seq, {now} FROM council",
    ),
    Both(
        "INSERT INTO council_event (council_id, subject_id, level, number, seq, at)
            SELECT id, id, 'SECRETARIAT', revision + private_revision, changed_seq, {now} FROM council",
    ),
    Both(
        "INSERT INTO register_event (number, seq, at)
            SELECT public_revision, seq, {now} FROM register_state WHERE public_revision > 0",
    ),
];

const DOWN: &[Sql] = &[Both("ALTER TABLE council DROP COLUMN member_revision")];
