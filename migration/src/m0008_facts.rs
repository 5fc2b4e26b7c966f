//! What checks look at beside the roster: more about declared facts, memberships and meetings; what was done and
//! happened, who was at meetings, exemptions, and the steps on the way to a seat.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: DOWN);

/// In the order of their references.
const TABLES: &[&str] = &["record", "record_towards", "attendance", "exemption", "procedure_step"];

const UP: &[Sql] = &[
    // That somebody was asked and does not say is another thing than that nobody has asked.
    Both(
        "ALTER TABLE person_fact
            ADD COLUMN {one_of declared_as: VALUE UNDECLARED NOT_APPLICABLE} NOT NULL DEFAULT 'VALUE'",
    ),
    Both("ALTER TABLE person_fact ADD COLUMN {bool is_public} NOT NULL DEFAULT FALSE"),
    Both("ALTER TABLE membership ADD COLUMN {bool acting} NOT NULL DEFAULT FALSE"),
    Both("ALTER TABLE membership ADD COLUMN post text"),
    Both("ALTER TABLE meeting ADD COLUMN {json held}"),
    Both(
        "CREATE TABLE record (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {one_of kind: ACTIVITY EVENT ITEM} NOT NULL,
            what text NOT NULL,
            {json subjects} NOT NULL,
            clause_key text,
            {date on_date} NOT NULL,
            {id by_organisation_id} REFERENCES organisation (id),
            {id by_council_id} REFERENCES council (id),
            {id by_membership_id},
            {id about_id},
            {json title},
            url text,
            source text,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, by_membership_id) REFERENCES membership (council_id, id),
            FOREIGN KEY (council_id, about_id) REFERENCES record (council_id, id),
            CHECK (by_organisation_id IS NULL OR by_council_id IS NULL)
        ){clustered}",
    ),
    Both("CREATE INDEX record_on_date ON record (council_id, on_date)"),
    Both(
        "CREATE TABLE record_towards (
            {id council_id} NOT NULL,
            {id record_id} NOT NULL,
            {int position} NOT NULL,
            {id organisation_id} REFERENCES organisation (id),
            {id towards_council_id} REFERENCES council (id),
            PRIMARY KEY (council_id, record_id, position),
            FOREIGN KEY (council_id, record_id) REFERENCES record (council_id, id),
            CHECK ((organisation_id IS NULL) <> (towards_council_id IS NULL))
        ){clustered}",
    ),
    Both(
        "CREATE TABLE attendance (
            {id council_id} NOT NULL,
            {id meeting_id} NOT NULL,
            {id seat_id} NOT NULL,
            {id membership_id},
            {one_of presence: HOLDER ALTERNATE SUBSTITUTE ABSENT} NOT NULL,
            {bool agreed},
            PRIMARY KEY (council_id, meeting_id, seat_id),
            FOREIGN KEY (council_id, meeting_id) REFERENCES meeting (council_id, id),
            FOREIGN KEY (council_id, seat_id) REFERENCES seat (council_id, id),
            FOREIGN KEY (council_id, membership_id) REFERENCES membership (council_id, id)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE exemption (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            clause_key text NOT NULL,
            {id seat_id},
            {id granted_by_organisation_id} REFERENCES organisation (id),
            {id granted_by_council_id} REFERENCES council (id),
            {date decided_on} NOT NULL,
            reason text NOT NULL,
            {date valid_from},
            {date valid_to},
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, seat_id) REFERENCES seat (council_id, id),
            CHECK (granted_by_organisation_id IS NULL OR granted_by_council_id IS NULL),
            CHECK (valid_to > valid_from)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE procedure_step (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id seat_id} NOT NULL,
            {id person_id} REFERENCES person (id),
            {one_of act: CALL NOMINATE CONSULT AGREE APPOINT CONFIRM ELECT DRAW_BY_LOT DESIGNATE NOTIFY} NOT NULL,
            {id by_organisation_id} REFERENCES organisation (id),
            {id by_council_id} REFERENCES council (id),
            {date on_date} NOT NULL,
            note text,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, seat_id) REFERENCES seat (council_id, id),
            CHECK (by_organisation_id IS NULL OR by_council_id IS NULL)
        ){clustered}",
    ),
];

const DOWN: &[Sql] = &[
    Both("ALTER TABLE meeting DROP COLUMN held"),
    Both("ALTER TABLE membership DROP COLUMN post"),
    Both("ALTER TABLE membership DROP COLUMN acting"),
    Both("ALTER TABLE person_fact DROP COLUMN is_public"),
    Both("ALTER TABLE person_fact DROP COLUMN declared_as"),
];
