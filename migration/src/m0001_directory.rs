//! What councils share: organisations, families, coded vocabularies and templates, and the state of the register itself.
//!
//! A published template version is a promise to those who built on it: the database refuses to change or delete one.
//! Imports `step`.

use crate::step::Sql::{Both, Postgres, Sqlite};
use crate::step::{Sql, step};

step!(up: UP, tables: TABLES, down: &[Postgres("DROP FUNCTION refuse_template_version_change()")]);

/// In the order of their references.
const TABLES: &[&str] = &["register_state", "organisation", "family", "code_entry", "template", "template_version"];

const UP: &[Sql] = &[
    // One row, whatever happens: `seq` counts committed acts, `directory_revision` counts changes to what is shared.
    Both(
        "CREATE TABLE register_state (
            {int one} PRIMARY KEY CHECK (one = 1),
            {bigint seq} NOT NULL DEFAULT 0 CHECK (seq >= 0),
            {bigint directory_revision} NOT NULL DEFAULT 0 CHECK (directory_revision >= 0),
            {timestamp created_at} NOT NULL
        )",
    ),
    Both("INSERT INTO register_state (one, seq, directory_revision, created_at) VALUES (1, 0, 0, {now})"),
    Both(
        "CREATE TABLE organisation (
            {id id} NOT NULL PRIMARY KEY,
            {slug slug} NOT NULL UNIQUE,
            {localised name} NOT NULL,
            {organisation_number number} UNIQUE,
            kind text,
            sector text,
            {date dissolved_on},
            search_name text NOT NULL,
            {timestamp created_at} NOT NULL
        )",
    ),
    Both(
        "CREATE TABLE family (
            {id id} NOT NULL PRIMARY KEY,
            {slug slug} NOT NULL UNIQUE,
            {localised name} NOT NULL,
            {localised purpose},
            {id owner_id} REFERENCES organisation (id)
        )",
    ),
    // The words of open vocabularies: kinds of organisation, sectors, attributes of persons.
    Both(
        "CREATE TABLE code_entry (
            list text NOT NULL,
            code text NOT NULL,
            {localised label} NOT NULL,
            {int position} NOT NULL,
            PRIMARY KEY (list, code)
        )",
    ),
    Both(
        "CREATE TABLE template (
            {id id} NOT NULL PRIMARY KEY,
            {slug slug} NOT NULL UNIQUE,
            {localised name} NOT NULL,
            {localised description},
            {id owner_id} REFERENCES organisation (id),
            {timestamp created_at} NOT NULL
        )",
    ),
    Both(
        "CREATE TABLE template_version (
            {id template_id} NOT NULL REFERENCES template (id),
            {int version} NOT NULL CHECK (version >= 1),
            {json body} NOT NULL,
            {int format} NOT NULL,
            {timestamp published_at} NOT NULL,
            PRIMARY KEY (template_id, version)
        )",
    ),
    Sqlite(
        "CREATE TRIGGER template_version_no_update BEFORE UPDATE ON template_version
         BEGIN SELECT RAISE(ABORT, 'a published template version does not change'); END",
    ),
    Sqlite(
        "CREATE TRIGGER template_version_no_delete BEFORE DELETE ON template_version
         BEGIN SELECT RAISE(ABORT, 'a published template version does not change'); END",
    ),
    // REPLACE deletes without firing the trigger above.
    Sqlite(
        "CREATE TRIGGER template_version_no_replace BEFORE INSERT ON template_version
         WHEN EXISTS (SELECT 1 FROM template_version WHERE template_id = NEW.template_id AND version = NEW.version)
         BEGIN SELECT RAISE(ABORT, 'a published template version does not change'); END",
    ),
    Postgres(
        "CREATE FUNCTION refuse_template_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
            RAISE EXCEPTION 'a published template version does not change' USING ERRCODE = 'restrict_violation';
         END $$",
    ),
    Postgres(
        "CREATE TRIGGER template_version_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON template_version
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_template_version_change()",
    ),
];
