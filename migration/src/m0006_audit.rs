//! The audit log: one entry per council an act touched, with the act's id in common. Appended to, never changed.
//!
//! `account_id` refers to nothing on purpose: an account may go, what it did stays. Imports `step`.

use crate::step::Sql::{Both, Postgres, Sqlite};
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[Postgres("DROP FUNCTION refuse_audit_entry_change()")]);

/// In the order of their references.
const TABLES: &[&str] = &["audit_entry"];

const UP: &[Sql] = &[
    Both(
        "CREATE TABLE audit_entry (
            {id id} NOT NULL PRIMARY KEY,
            {bigint seq} NOT NULL CHECK (seq >= 0),
            {id act_id} NOT NULL,
            {id council_id} REFERENCES council (id),
            {timestamp at} NOT NULL,
            {id account_id},
            actor text NOT NULL,
            act text NOT NULL,
            {json summary} NOT NULL,
            {json changes} NOT NULL,
            {bool is_public} NOT NULL
        )",
    ),
    Both("CREATE INDEX audit_entry_council ON audit_entry (council_id, seq)"),
    Both("CREATE INDEX audit_entry_seq ON audit_entry (seq)"),
    Sqlite(
        "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
         BEGIN SELECT RAISE(ABORT, 'the audit log is appended to, never changed'); END",
    ),
    Sqlite(
        "CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
         BEGIN SELECT RAISE(ABORT, 'the audit log is appended to, never changed'); END",
    ),
    // REPLACE deletes without firing the trigger above.
    Sqlite(
        "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
         WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
         BEGIN SELECT RAISE(ABORT, 'the audit log is appended to, never changed'); END",
    ),
    Postgres(
        "CREATE FUNCTION refuse_audit_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
            RAISE EXCEPTION 'the audit log is appended to, never changed' USING ERRCODE = 'restrict_violation';
         END $$",
    ),
    Postgres(
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_entry_change()",
    ),
];
