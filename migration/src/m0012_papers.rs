//! Papers in full: of a meeting too, minutes and their approval, versions, the name of the file, who added it, whether it
//! was withdrawn; the words in it, for searching; the key under which links to papers are made.
//!
//! Imports `step`.

use crate::step::Sql::{Both, Postgres};
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: DOWN);

/// In the order of their references.
const TABLES: &[&str] = &["paper_text", "link_key"];

// The table is made anew, since SQLite cannot alter a check. Nothing refers to it yet.
const UP: &[Sql] = &[
    Both(
        "CREATE TABLE paper_anew (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id agenda_item_id},
            {id case_id},
            {id meeting_id},
            {one_of kind: PAPER MINUTES} NOT NULL,
            {id series_id} NOT NULL,
            {localised title} NOT NULL,
            {one_of visibility: PUBLIC MEMBERS SECRETARIAT} NOT NULL,
            language text NOT NULL,
            {int version} NOT NULL CHECK (version >= 1),
            file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
            media_type text NOT NULL,
            {bigint size} NOT NULL CHECK (size >= 0),
            sha256 text NOT NULL CHECK (length(sha256) = 64),
            {timestamp embargo_until},
            {date approved_on},
            {id approved_meeting_id},
            {timestamp withdrawn_at},
            {id added_by_id} REFERENCES account (id),
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, series_id, version),
            FOREIGN KEY (council_id, agenda_item_id) REFERENCES agenda_item (council_id, id),
            FOREIGN KEY (council_id, case_id) REFERENCES council_case (council_id, id),
            FOREIGN KEY (council_id, meeting_id) REFERENCES meeting (council_id, id),
            FOREIGN KEY (council_id, approved_meeting_id) REFERENCES meeting (council_id, id),
            CHECK (case_id IS NOT NULL OR meeting_id IS NOT NULL),
            CHECK (kind <> 'MINUTES' OR meeting_id IS NOT NULL),
            CHECK ((approved_on IS NULL) = (approved_meeting_id IS NULL)),
            CHECK (approved_on IS NULL OR kind = 'MINUTES')
        ){clustered}",
    ),
    // A paper of an item is one of its case too, so that it stays when the item is taken off the agenda.
    Both(
        "INSERT INTO paper_anew (council_id, id, agenda_item_id, case_id, kind, series_id, title, visibility, language,
            version, file_name, media_type, size, sha256, embargo_until, created_at)
         SELECT council_id, id, agenda_item_id, COALESCE(case_id, (SELECT item.case_id FROM agenda_item item
                WHERE item.council_id = paper.council_id AND item.id = paper.agenda_item_id)),
            'PAPER', id, title, visibility, language,
            version, 'paper', media_type, size, sha256, embargo_until, created_at
         FROM paper",
    ),
    Both("DROP TABLE paper"),
    Both("ALTER TABLE paper_anew RENAME TO paper"),
    Postgres("ALTER INDEX paper_anew_pkey RENAME TO paper_pkey"),
    Postgres(
        "ALTER INDEX paper_anew_council_id_series_id_version_key RENAME TO paper_council_id_series_id_version_key",
    ),
    Both("CREATE INDEX paper_agenda_item_id ON paper (council_id, agenda_item_id)"),
    Both("CREATE INDEX paper_case_id ON paper (council_id, case_id)"),
    Both("CREATE INDEX paper_meeting_id ON paper (council_id, meeting_id)"),
    // Beside the papers, since every load of a council reads those.
    Both(
        "CREATE TABLE paper_text (
            {id council_id} NOT NULL,
            {id paper_id} NOT NULL,
            folded text NOT NULL,
            PRIMARY KEY (council_id, paper_id),
            FOREIGN KEY (council_id, paper_id) REFERENCES paper (council_id, id)
        ){clustered}",
    ),
    Both(
        "CREATE TABLE link_key (
            {int one} NOT NULL PRIMARY KEY CHECK (one = 1),
            secret text NOT NULL CHECK (length(secret) = 64),
            {timestamp created_at} NOT NULL
        )",
    ),
];

// What the former table could not hold, papers of a meeting alone, is lost.
const DOWN: &[Sql] = &[
    Both(
        "CREATE TABLE paper_before (
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
    // Nobody but the secretariat saw what was withdrawn.
    Both(
        "INSERT INTO paper_before (council_id, id, agenda_item_id, case_id, title, visibility, language, version,
            media_type, size, sha256, embargo_until, created_at)
         SELECT council_id, id, agenda_item_id, case_id, title,
            CASE WHEN withdrawn_at IS NULL THEN visibility ELSE 'SECRETARIAT' END, language, version,
            media_type, size, sha256, embargo_until, created_at
         FROM paper WHERE case_id IS NOT NULL",
    ),
    Both("DROP TABLE paper"),
    Both("ALTER TABLE paper_before RENAME TO paper"),
    Postgres("ALTER INDEX paper_before_pkey RENAME TO paper_pkey"),
    Both("CREATE INDEX paper_agenda_item_id ON paper (council_id, agenda_item_id)"),
    Both("CREATE INDEX paper_case_id ON paper (council_id, case_id)"),
];
