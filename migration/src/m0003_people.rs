//! Persons, the accounts they sign in with, what an account may do, and what organisations confirm about councils.
//!
//! A person is shared by the councils he or she sits in; contact details stand apart from the name, so that reading who
//! sits somewhere never reads how to reach them. Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[]);

/// In the order of their references.
const TABLES: &[&str] = &["person", "person_contact", "person_fact", "account", "authority", "claim", "idempotency"];

const UP: &[Sql] = &[
    Both(
        "CREATE TABLE person (
            {id id} NOT NULL PRIMARY KEY,
            name text NOT NULL,
            search_name text NOT NULL,
            {id origin_council_id} REFERENCES council (id),
            {timestamp created_at} NOT NULL,
            {timestamp erased_at}
        )",
    ),
    Both("CREATE INDEX person_search_name ON person (search_name)"),
    Both(
        "CREATE TABLE person_contact (
            {id person_id} NOT NULL PRIMARY KEY REFERENCES person (id),
            email text,
            phone text,
            {timestamp updated_at} NOT NULL
        )",
    ),
    Both(
        "CREATE TABLE person_fact (
            {id id} NOT NULL PRIMARY KEY,
            {id person_id} NOT NULL REFERENCES person (id),
            attribute text NOT NULL,
            value text NOT NULL,
            {date start},
            {date until},
            source text NOT NULL,
            {timestamp declared_at} NOT NULL,
            CHECK (until > start)
        )",
    ),
    Both("CREATE INDEX person_fact_person_id ON person_fact (person_id)"),
    Both(
        "CREATE TABLE account (
            {id id} NOT NULL PRIMARY KEY,
            issuer text NOT NULL,
            subject text NOT NULL,
            label text,
            {id person_id} REFERENCES person (id),
            {timestamp created_at} NOT NULL,
            UNIQUE (issuer, subject)
        )",
    ),
    Both("CREATE INDEX account_person_id ON account (person_id)"),
    Both(
        "CREATE TABLE authority (
            {id id} NOT NULL PRIMARY KEY,
            {id account_id} NOT NULL REFERENCES account (id),
            {one_of kind: SECRETARIAT APPOINTER REGISTRAR OPERATOR} NOT NULL,
            {id council_id} REFERENCES council (id),
            {id organisation_id} REFERENCES organisation (id),
            {date start} NOT NULL,
            {date ended},
            {id granted_by} REFERENCES account (id),
            {timestamp created_at} NOT NULL,
            CHECK ((kind = 'SECRETARIAT') = (council_id IS NOT NULL)),
            CHECK ((kind IN ('APPOINTER', 'REGISTRAR')) = (organisation_id IS NOT NULL)),
            CHECK (ended >= start)
        )",
    ),
    Both("CREATE INDEX authority_account_id ON authority (account_id)"),
    Both("CREATE INDEX authority_council_id ON authority (council_id)"),
    Both("CREATE INDEX authority_organisation_id ON authority (organisation_id)"),
    Both(
        "CREATE TABLE claim (
            {id council_id} NOT NULL REFERENCES council (id),
            {id id} NOT NULL,
            {id organisation_id} NOT NULL REFERENCES organisation (id),
            {one_of role: OWNER ADOPTER APPOINTER SECRETARIAT MEMBER_BODY} NOT NULL,
            {one_of status: ASSERTED CONFIRMED REJECTED} NOT NULL,
            {timestamp decided_at},
            {id decided_by} REFERENCES account (id),
            PRIMARY KEY (council_id, id),
            UNIQUE (council_id, organisation_id, role)
        ){clustered}",
    ),
    Both("CREATE INDEX claim_organisation_id ON claim (organisation_id)"),
    // The answer already given to an account's request, so that a retry repeats the answer and not the act.
    Both(
        "CREATE TABLE idempotency (
            {id account_id} NOT NULL REFERENCES account (id),
            key text NOT NULL,
            body_hash text NOT NULL,
            {json answer} NOT NULL,
            {timestamp created_at} NOT NULL,
            PRIMARY KEY (account_id, key)
        )",
    ),
    Both("CREATE INDEX idempotency_created_at ON idempotency (created_at)"),
];
