//! What the database refuses, whoever writes: other tenants' rows, changed history, values that are none.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::databases::on_both;
use crate::seed::{CHECK, FOREIGN_KEY, Register, UNIQUE, VALUE};

on_both!(
    a_row_never_points_into_another_tenant,
    every_reference_among_tenant_tables_carries_the_tenant,
    a_published_template_version_stays,
    the_audit_log_is_only_appended_to,
    an_authority_names_what_its_kind_needs,
    a_succession_has_one_predecessor_and_one_successor,
    values_that_are_none_are_refused,
    uuids_are_sixteen_bytes,
);

async fn a_row_never_points_into_another_tenant(db: DatabaseConnection) {
    let register = Register::new(db).await;
    for sql in [
        "INSERT INTO seat (council_id, id, group_id, ordinal) VALUES (#2, #90, #30, 2)",
        "INSERT INTO appointment (council_id, id, seat_id, person_id, history, created_at)
            VALUES (#2, #90, #31, #4, FALSE, '2026-01-01T00:00:00+00:00')",
        "INSERT INTO membership (council_id, id, appointment_id, seat_id, person_id, role, start, holds_over)
            VALUES (#2, #90, #22, #31, #4, 'MEMBER', '2026-01-01', FALSE)",
        "INSERT INTO membership (council_id, id, appointment_id, seat_id, person_id, role, start, holds_over)
            VALUES (#2, #90, #32, #21, #4, 'MEMBER', '2026-01-01', FALSE)",
        "INSERT INTO exemption (council_id, id, clause_key, seat_id, decided_on, reason)
            VALUES (#2, #91, 's21', #31, '2026-01-01', 'a seat of another tenant')",
        "UPDATE seat SET group_id = #30 WHERE council_id = #2",
        "UPDATE seat_group SET council_id = #3, key = 'moved' WHERE id = #20",
    ] {
        register.refuses(sql, FOREIGN_KEY).await;
    }
}

/// The rule for all tables at once: where both sides carry `council_id`, it is part of the reference.
async fn every_reference_among_tenant_tables_carries_the_tenant(db: DatabaseConnection) {
    let register = Register::new(db).await;
    let sql = match register.db().get_database_backend() {
        DbBackend::Postgres => {
            "WITH tenant AS (SELECT attrelid AS id FROM pg_attribute a JOIN pg_constraint k ON k.conrelid = a.attrelid
                WHERE k.contype = 'p' AND a.attname = 'council_id' AND a.attnum = ANY (k.conkey))
             SELECT conrelid::regclass::text AS x,
                CAST(EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = k.confrelid
                    AND a.attname = 'council_id' AND a.attnum = ANY (k.confkey)) AS integer) AS carries
             FROM pg_constraint k WHERE contype = 'f' AND conrelid IN (SELECT id FROM tenant)
                AND confrelid IN (SELECT id FROM tenant)"
        }
        _ => {
            "WITH tenant AS (SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
                WHERE t.type = 'table' AND c.name = 'council_id' AND c.pk > 0)
             SELECT t.name AS x, max(f.\"from\" = 'council_id' AND f.\"to\" = 'council_id') AS carries
             FROM tenant t JOIN pragma_foreign_key_list(t.name) f
             WHERE f.\"table\" IN (SELECT name FROM tenant) GROUP BY t.name, f.id"
        }
    };
    let rows = register
        .db()
        .query_all_raw(Statement::from_string(register.db().get_database_backend(), sql))
        .await
        .expect("a readable catalogue");
    assert_eq!(rows.len(), 29, "references among tenant tables");
    for row in rows {
        let table: String = row.try_get("", "x").expect("a name");
        let carries: i32 = row.try_get("", "carries").expect("a number");
        assert_eq!(carries, 1, "{table} refers to a tenant's row without the tenant");
    }
}

async fn a_published_template_version_stays(db: DatabaseConnection) {
    let register = Register::new(db).await;
    register
        .accepts(
            r#"INSERT INTO template (id, slug, name, created_at)
               VALUES (#50, 'mal', '{"nb":"Mal"}', '2026-01-01T00:00:00+00:00')"#,
        )
        .await;
    let insert = "INTO template_version (template_id, version, body, format, published_at)
                  VALUES (#50, 1, '[]', 1, '2026-01-01T00:00:00+00:00')";
    register.accepts(&format!("INSERT {insert}")).await;
    let reasons = &["a published template version does not change"];
    register.refuses("UPDATE template_version SET format = 2", reasons).await;
    register.refuses("DELETE FROM template_version", reasons).await;
    register.refuses("DELETE FROM template WHERE id = #50", FOREIGN_KEY).await;
    if register.db().get_database_backend() == DbBackend::Postgres {
        register.refuses("TRUNCATE template_version CASCADE", reasons).await;
    } else {
        register.refuses(&format!("REPLACE {insert}"), reasons).await;
    }
}

async fn the_audit_log_is_only_appended_to(db: DatabaseConnection) {
    let register = Register::new(db).await;
    let insert = |id: u8| {
        format!(
            "INTO audit_entry (id, seq, act_id, council_id, at, actor, act, summary, changes, is_public)
             VALUES (#{id}, 1, #61, #2, '2026-01-01T00:00:00+00:00', 'operator', 'appoint', '{{}}', '{{}}', TRUE)"
        )
    };
    register.accepts(&format!("INSERT {}", insert(60))).await;
    register.accepts(&format!("INSERT {}", insert(62))).await;
    let reasons = &["the audit log is appended to, never changed"];
    register.refuses("UPDATE audit_entry SET actor = 'nobody'", reasons).await;
    register.refuses("DELETE FROM audit_entry", reasons).await;
    if register.db().get_database_backend() == DbBackend::Postgres {
        register.refuses("TRUNCATE audit_entry", reasons).await;
    } else {
        register.refuses(&format!("REPLACE {}", insert(60)), reasons).await;
    }
}

async fn an_authority_names_what_its_kind_needs(db: DatabaseConnection) {
    let register = Register::new(db).await;
    let authority = |id: u8, kind: &str, council: &str, organisation: &str, ended: &str| {
        format!(
            "INSERT INTO authority (id, account_id, kind, council_id, organisation_id, start, ended, created_at)
             VALUES (#{id}, #6, '{kind}', {council}, {organisation}, '2026-01-01', {ended}, '2026-01-01T00:00:00+00:00')"
        )
    };
    let right = [
        ("SECRETARIAT", "#2", "NULL"),
        ("APPOINTER", "NULL", "#1"),
        ("REGISTRAR", "NULL", "#1"),
        ("OPERATOR", "NULL", "NULL"),
    ];
    for (number, (kind, council, organisation)) in (70_u8..).zip(right) {
        register.accepts(&authority(number, kind, council, organisation, "NULL")).await;
        for (other_council, other_organisation) in [("#2", "NULL"), ("NULL", "#1"), ("NULL", "NULL"), ("#2", "#1")] {
            if (other_council, other_organisation) != (council, organisation) {
                register.refuses(&authority(90, kind, other_council, other_organisation, "NULL"), CHECK).await;
            }
        }
    }
    register.refuses(&authority(90, "OPERATOR", "NULL", "NULL", "'2025-12-31'"), CHECK).await;
    register.accepts(&authority(90, "OPERATOR", "NULL", "NULL", "'2026-01-01'")).await;
}

async fn a_succession_has_one_predecessor_and_one_successor(db: DatabaseConnection) {
    let register = Register::new(db).await;
    let succession = |values: &str| {
        format!(
            "INSERT INTO succession (id, predecessor_organisation_id, predecessor_council_id,
                successor_organisation_id, successor_council_id) VALUES (#80, {values})"
        )
    };
    for values in
        ["NULL, NULL, NULL, #3", "#1, #2, NULL, #3", "NULL, #2, NULL, NULL", "NULL, #2, #1, #3", "NULL, #2, NULL, #2"]
    {
        register.refuses(&succession(values), CHECK).await;
    }
    register.accepts(&succession("NULL, #2, NULL, #3")).await;
}

async fn values_that_are_none_are_refused(db: DatabaseConnection) {
    let register = Register::new(db).await;
    for change in [
        "visibility = 'HIDDEN'",
        "slug = 'Ett'",
        "slug = 'ett--to'",
        "slug = '-ett'",
        "slug = 'råd'",
        "slug = ''",
        "established_on = '2026-02-30'",
        "established_on = 'later'",
        "name = '{\"de\":\"Rat\"}'",
        "name = '[]'",
        "name = '\"Ett\"'",
        "name = 'Ett'",
        "created_at = 'now-ish'",
        "revision = -1",
    ] {
        register.refuses(&format!("UPDATE council SET {change} WHERE id = #2"), VALUE).await;
    }
    register.refuses("UPDATE council SET slug = 'to' WHERE id = #2", UNIQUE).await;
    for number in ["12345678", "1234567890", "12345678x"] {
        register.refuses(&format!("UPDATE organisation SET number = '{number}'"), CHECK).await;
    }
    register.accepts("UPDATE organisation SET number = '123456785'").await;
    register
        .refuses(
            r#"INSERT INTO paper (council_id, id, kind, series_id, title, visibility, language, version, file_name, media_type, size, sha256, created_at)
               VALUES (#2, #90, 'PAPER', #90, '{"nb":"P"}', 'PUBLIC', 'nb', 1, 'p.pdf', 'application/pdf', 1,
                '0000000000000000000000000000000000000000000000000000000000000000', '2026-01-01T00:00:00+00:00')"#,
            CHECK,
        )
        .await;
}

async fn uuids_are_sixteen_bytes(db: DatabaseConnection) {
    let register = Register::new(db).await;
    if register.db().get_database_backend() == DbBackend::Postgres {
        return;
    }
    for id in ["'0123456789abcdef'", "'00000000-0000-0000-0000-000000000002'", "X'02'", "2"] {
        register
            .refuses(
                &format!("INSERT INTO person (id, name, search_name, created_at) VALUES ({id}, 'x', 'x', '2026-01-01T00:00:00+00:00')"),
                CHECK,
            )
            .await;
    }
}
