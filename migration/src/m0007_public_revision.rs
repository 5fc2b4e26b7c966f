//! A counter of what everybody may see change, and an index for the persons that a council brought into the register.
//!
//! The directory's own revision rises when a draft is registered, so it cannot be told to everybody.
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: &[], down: DOWN);

const UP: &[Sql] = &[
    Both(
        "ALTER TABLE register_state
            ADD COLUMN {bigint public_revision} NOT NULL DEFAULT 0 CHECK (public_revision >= 0)",
    ),
    // What was told so far was the directory's revision: it never falls.
    Both("UPDATE register_state SET public_revision = directory_revision"),
    Both("CREATE INDEX person_origin_council_id ON person (origin_council_id)"),
];

const DOWN: &[Sql] =
    &[Both("DROP INDEX person_origin_council_id"), Both("ALTER TABLE register_state DROP COLUMN public_revision")];
