//! The tenants: councils, the slugs they once had, what succeeded what, and their mandates with their clauses.
//!
//! From here on a table that belongs to a council has the primary key `(council_id, id)` and refers to its siblings by
//! both columns. Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["council", "council_alias", "succession", "mandate", "clause"];

const UP: &[Sql] = &[
    // `revision` counts public changes, `private_revision` the rest; `changed_seq` is the register's `seq` of the last.
    Both(
        "CREATE TABLE council (
            {id id} NOT NULL PRIMARY KEY,
            {slug slug} NOT NULL UNIQUE,
            {localised name} NOT NULL,
            {localised description},
            {one_of visibility: DRAFT PUBLIC DISSOLVED} NOT NULL,
            {id owner_id} NOT NULL REFERENCES organisation (id),
            {id family_id} REFERENCES family (id),
            {int tier} CHECK (tier >= 0),
            time_zone text NOT NULL DEFAULT 'Europe/Oslo',
            {date established_on},
            {date dissolved_on},
            search_name text NOT NULL,
            {bigint revision} NOT NULL DEFAULT 0 CHECK (revision >= 0),
            {bigint private_revision} NOT NULL DEFAULT 0 CHECK (private_revision >= 0),
            {bigint changed_seq} NOT NULL DEFAULT 0 CHECK (changed_seq >= 0),
            {timestamp created_at} NOT NULL,
            CHECK (dissolved_on >= established_on)
        )",
    ),
    Both("CREATE INDEX council_changed_seq ON council (changed_seq)"),
    Both("CREATE INDEX council_owner_id ON council (owner_id)"),
    Both("CREATE INDEX council_family_id ON council (family_id)"),
    Both(
        "CREATE TABLE council_alias (
            {slug slug} NOT NULL PRIMARY KEY,
            {id council_id} NOT NULL REFERENCES council (id),
            {timestamp until} NOT NULL
        )",
    ),
    Both("CREATE INDEX council_alias_council_id ON council_alias (council_id)"),
    Both(
        "CREATE TABLE succession (
            {id id} NOT NULL PRIMARY KEY,
            {id predecessor_organisation_id} REFERENCES organisation (id),
            {id predecessor_council_id} REFERENCES council (id),
            {id successor_organisation_id} REFERENCES organisation (id),
            {id successor_council_id} REFERENCES council (id),
            {date on_date},
            source text,
            CHECK ((predecessor_organisation_id IS NULL) <> (predecessor_council_id IS NULL)),
            CHECK ((successor_organisation_id IS NULL) <> (successor_council_id IS NULL)),
            CHECK (predecessor_organisation_id <> successor_organisation_id),
            CHECK (predecessor_council_id <> successor_council_id)
        )",
    ),
    Both(
        "CREATE TABLE mandate (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {int version} NOT NULL CHECK (version >= 1),
            {one_of status: DRAFT ADOPTED REVOKED} NOT NULL,
            {localised title},
            {date adopted_on},
            {id adopted_by_organisation_id} REFERENCES organisation (id),
            {id adopted_by_council_id} REFERENCES council (id),
            {date valid_from},
            {date valid_to},
            {id template_id},
            {int template_version},
            {json source},
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, version),
            FOREIGN KEY (template_id, template_version) REFERENCES template_version (template_id, version),
            CHECK (valid_to > valid_from),
            CHECK (adopted_by_organisation_id IS NULL OR adopted_by_council_id IS NULL),
            CHECK ((template_id IS NULL) = (template_version IS NULL))
        ){clustered}",
    ),
    Both(
        "CREATE TABLE clause (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id mandate_id} NOT NULL,
            key text NOT NULL,
            {int position} NOT NULL,
            {one_of kind: SEATS PROCEDURE REQUIREMENT REPRESENTATION TERM POST MEETINGS DUTY RIGHT RELATION PERIOD STATEMENT} NOT NULL,
            {one_of modality: SHALL NORMALLY SHOULD EXPECTED MAY BY_DEFAULT},
            {json body} NOT NULL,
            {int format} NOT NULL,
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, mandate_id, key),
            FOREIGN KEY (council_id, mandate_id) REFERENCES mandate (council_id, id)
        ){clustered}",
    ),
    Both("CREATE INDEX clause_kind ON clause (kind)"),
];
