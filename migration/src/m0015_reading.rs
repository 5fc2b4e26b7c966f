//! Who has read which paper: a mark of the reader's own.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["reading_mark"];

const UP: &[Sql] = &[
    // Neither when nor how often: that somebody has read something is all that the reader wants to know again. A mark goes
    // with its reader, and with its paper.
    Both(
        "CREATE TABLE reading_mark (
            {id council_id} NOT NULL,
            {id person_id} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
            {id paper_id} NOT NULL,
            PRIMARY KEY (council_id, person_id, paper_id),
            FOREIGN KEY (council_id, paper_id) REFERENCES paper (council_id, id) ON DELETE CASCADE
        ){clustered}",
    ),
    Both("CREATE INDEX reading_mark_person_id ON reading_mark (person_id)"),
    Both("CREATE INDEX reading_mark_paper_id ON reading_mark (council_id, paper_id)"),
];
