//! The council at work: meetings, cases, agenda items and papers. Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["meeting", "council_case", "agenda_item", "paper"];

const UP: &[Sql] = &[
    Both(
        "CREATE TABLE meeting (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {localised title} NOT NULL,
            kind text NOT NULL,
            {one_of status: PLANNED CALLED HELD CANCELLED MOVED} NOT NULL,
            {timestamp starts_at} NOT NULL,
            {timestamp ends_at},
            {json place},
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            CHECK (ends_at > starts_at)
        ){clustered}",
    ),
    Both("CREATE INDEX meeting_starts_at ON meeting (council_id, starts_at)"),
    Both(
        "CREATE TABLE council_case (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {localised title} NOT NULL,
            {one_of status: RAISED ACCEPTED DECLINED SCHEDULED WITHDRAWN CLOSED} NOT NULL,
            {id raised_by_id},
            {date raised_on} NOT NULL,
            {json next_process},
            task_key text,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, raised_by_id) REFERENCES membership (council_id, id)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE agenda_item (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id meeting_id} NOT NULL,
            {id case_id} NOT NULL,
            {int ordinal} NOT NULL CHECK (ordinal >= 1),
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, meeting_id, ordinal),
            FOREIGN KEY (council_id, meeting_id) REFERENCES meeting (council_id, id),
            FOREIGN KEY (council_id, case_id) REFERENCES council_case (council_id, id)
        ){clustered}",
    ),
    Both("CREATE INDEX agenda_item_case_id ON agenda_item (council_id, case_id)"),
    // The content lies elsewhere under its hash; a row says what it is and from when it may be seen.
    Both(
        "CREATE TABLE paper (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id agenda_item_id},
            {id case_id},
            {localised title} NOT NULL,
            {one_of visibility: PUBLIC MEMBERS SECRETARIAT} NOT NULL,
            language text NOT NULL,
            {int version} NOT NULL CHECK (version >= 1),
            media_type text NOT NULL,
            {bigint size} NOT NULL CHECK (size >= 0),
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {timestamp embargo_until},
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            FOREIGN KEY (council_id, agenda_item_id) REFERENCES agenda_item (council_id, id),
            FOREIGN KEY (council_id, case_id) REFERENCES council_case (council_id, id),
            CHECK (agenda_item_id IS NOT NULL OR case_id IS NOT NULL)
        ){clustered}",
    ),
    Both("CREATE INDEX paper_agenda_item_id ON paper (council_id, agenda_item_id)"),
    Both("CREATE INDEX paper_case_id ON paper (council_id, case_id)"),
];
