//! Seats and who holds them: seat groups, seats, appointments, memberships, invitations, and what is asserted complete.
//!
//! # Two holders of one seat on one day
//! A membership is in force from `start` up to, not including, `until`: the day it ended, else for ever where the holder
//! stays until replaced, else the day it was expected to end. The database computes `until`; nobody writes it. No two
//! memberships of one seat and one `alternate_rank` (0 is the holder, 1 and on the ordered alternates) may share a day.
//! PostgreSQL holds this with an exclusion constraint, SQLite with two triggers. Both judge row by row, so an act ends
//! the predecessor's row before it inserts the successor's. Empty periods are forbidden: they would overlap nothing.
//!
//! The exclusion constraint compares uuids and an integer beside the range in one GiST index, which needs `btree_gist`
//! (see the crate's page for who may install it). Imports `step`.

use crate::step::Sql::{Both, Postgres, Sqlite};
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["seat_group", "seat", "appointment", "membership", "invitation", "completeness"];

const UP: &[Sql] = &[
    Postgres("CREATE EXTENSION IF NOT EXISTS btree_gist"),
    Both(
        "CREATE TABLE seat_group (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            key text NOT NULL,
            {int position} NOT NULL,
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, key)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE seat (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id group_id} NOT NULL,
            {int ordinal} NOT NULL CHECK (ordinal >= 1),
            {date valid_from},
            {date valid_to},
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, group_id, ordinal),
            FOREIGN KEY (council_id, group_id) REFERENCES seat_group (council_id, id),
            CHECK (valid_to > valid_from)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE appointment (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id seat_id} NOT NULL,
            {id person_id} NOT NULL REFERENCES person (id),
            {id decided_by_organisation_id} REFERENCES organisation (id),
            {id decided_by_council_id} REFERENCES council (id),
            {date decided_on},
            basis text,
            source text,
            {bool history} NOT NULL,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, seat_id) REFERENCES seat (council_id, id),
            CHECK (decided_by_organisation_id IS NULL OR decided_by_council_id IS NULL)
        ){clustered}",
    ),
    Both("CREATE INDEX appointment_person_id ON appointment (person_id)"),
    Both(
        "CREATE TABLE membership (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id appointment_id} NOT NULL,
            {id seat_id} NOT NULL,
            {id person_id} NOT NULL REFERENCES person (id),
            {one_of role: MEMBER CHAIR DEPUTY OBSERVER} NOT NULL,
            {int alternate_rank} NOT NULL DEFAULT 0 CHECK (alternate_rank >= 0),
            {id on_behalf_of_id} REFERENCES organisation (id),
            {date start} NOT NULL,
            {date expected_end},
            {date ended},
            end_ground text,
            end_reason text,
            {bool holds_over} NOT NULL,
            {date until} GENERATED ALWAYS AS
                (coalesce(ended, CASE WHEN holds_over THEN NULL ELSE expected_end END)) STORED,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, appointment_id) REFERENCES appointment (council_id, id),
            FOREIGN KEY (council_id, seat_id) REFERENCES seat (council_id, id),
            CHECK (ended > start),
            CHECK (expected_end > start)
        ){clustered}",
    ),
    Both("CREATE INDEX membership_person_id ON membership (person_id)"),
    Postgres(
        "ALTER TABLE membership ADD CONSTRAINT two_holders_of_one_seat_on_one_day EXCLUDE USING gist
            (council_id WITH =, seat_id WITH =, alternate_rank WITH =, daterange(start, until) WITH &&)",
    ),
    Sqlite("CREATE INDEX membership_seat ON membership (council_id, seat_id, alternate_rank, start)"),
    // The triggers spell out the new row's `until`: before an UPDATE, SQLite computes NEW's generated columns from those
    // columns only that the trigger itself names. A letter sorts after every date, so the word stands for no end.
    Sqlite(
        "CREATE TRIGGER membership_one_holder_on_insert BEFORE INSERT ON membership
         WHEN EXISTS (
            SELECT 1 FROM membership AS other
            WHERE other.council_id = NEW.council_id AND other.seat_id = NEW.seat_id
              AND other.alternate_rank = NEW.alternate_rank
              AND other.start < coalesce(NEW.ended,
                    CASE WHEN NOT NEW.holds_over THEN NEW.expected_end END, 'after every day')
              AND NEW.start < coalesce(other.until, 'after every day')
         )
         BEGIN SELECT RAISE(ABORT, 'two holders of one seat on one day'); END",
    ),
    Sqlite(
        "CREATE TRIGGER membership_one_holder_on_update BEFORE UPDATE ON membership
         WHEN EXISTS (
            SELECT 1 FROM membership AS other
            WHERE other.council_id = NEW.council_id AND other.seat_id = NEW.seat_id
              AND other.alternate_rank = NEW.alternate_rank
              AND NOT (other.council_id = OLD.council_id AND other.id = OLD.id)
              AND other.start < coalesce(NEW.ended,
                    CASE WHEN NOT NEW.holds_over THEN NEW.expected_end END, 'after every day')
              AND NEW.start < coalesce(other.until, 'after every day')
         )
         BEGIN SELECT RAISE(ABORT, 'two holders of one seat on one day'); END",
    ),
    Both(
        "CREATE TABLE invitation (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {one_of kind: HOLDER STAFF} NOT NULL,
            {id person_id} REFERENCES person (id),
            code_hash text NOT NULL UNIQUE,
            {timestamp expires_at} NOT NULL,
            {id created_by} REFERENCES account (id),
            {id claimed_by} REFERENCES account (id),
            {timestamp claimed_at},
            PRIMARY KEY (council_id, id),
            CHECK ((kind = 'HOLDER') = (person_id IS NOT NULL)),
            CHECK ((claimed_by IS NULL) = (claimed_at IS NULL))
        ){clustered}",
    ),
    // Without a row here, no record is not the same as nobody.
    Both(
        "CREATE TABLE completeness (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            subject text NOT NULL,
            {date since} NOT NULL,
            {date until},
            {id asserted_by} REFERENCES account (id),
            source text,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            CHECK (until > since)
        ){clustered}",
    ),
];
