//! Titles of papers as they are searched for, beside the words in papers: a row for every paper, also for one in which no
//! words were found.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: &[], down: DOWN);

const UP: &[Sql] = &[
    Both("ALTER TABLE paper_text ADD COLUMN folded_title text NOT NULL DEFAULT ''"),
    Both(
        "INSERT INTO paper_text (council_id, paper_id, folded)
         SELECT council_id, id, '' FROM paper WHERE NOT EXISTS (SELECT 1 FROM paper_text
            WHERE paper_text.council_id = paper.council_id AND paper_text.paper_id = paper.id)",
    ),
    // SQLite knows no capitals but those of English; the program folds them all, when a title is next written.
    Both(
        "UPDATE paper_text SET folded_title = (SELECT lower(COALESCE(title ->> 'nb', '') || ' | ' ||
            COALESCE(title ->> 'nn', '') || ' | ' || COALESCE(title ->> 'en', '') || ' | ' || COALESCE(title ->> 'se', ''))
         FROM paper WHERE paper.council_id = paper_text.council_id AND paper.id = paper_text.paper_id)",
    ),
];

const DOWN: &[Sql] =
    &[Both("ALTER TABLE paper_text DROP COLUMN folded_title"), Both("DELETE FROM paper_text WHERE folded = ''")];
