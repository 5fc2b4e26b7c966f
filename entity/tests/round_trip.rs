//! Every entity is written and read back through SeaORM on both databases, with every column filled and with every
//! column that may be empty empty; and what it wrote is stored as the schema says.

#![allow(clippy::panic, reason = "a test says what went wrong by failing")]

#[path = "../../migration/tests/schema/databases.rs"]
mod databases;

mod rows;

use chrono::TimeDelta;
use databases::on_both;
use entity::{clause, council_alias, membership, register_state};
use rows::{day, id, moment, round_trip, write_all};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait,
    IntoActiveModel, QueryFilter, Statement,
};
use serde_json::json;

on_both!(
    full_rows_come_back_as_written,
    sparse_rows_come_back_as_written,
    the_register_state_is_updated_in_place,
    an_ended_membership_is_computed_anew,
    json_keeps_numbers_texts_and_nesting,
    moments_and_days_are_stored_so_that_text_order_is_time_order,
);

async fn migrated(db: DatabaseConnection) -> DatabaseConnection {
    migration::migrate(&db).await.expect("migrates");
    db
}

async fn full_rows_come_back_as_written(db: DatabaseConnection) {
    let db = migrated(db).await;
    write_all(&db, 1, true).await;
    every_table_has_a_row(&db).await;
    ids_are_stored_as_ids(&db).await;
}

async fn sparse_rows_come_back_as_written(db: DatabaseConnection) {
    let db = migrated(db).await;
    write_all(&db, 2, false).await;
    every_table_has_a_row(&db).await;
}

/// A table without an entity in [`write_all`] would stay empty.
async fn every_table_has_a_row(db: &DatabaseConnection) {
    for table in tables(db).await {
        let rows = numbers(db, &format!("SELECT CAST(count(*) AS bigint) AS x FROM {table}")).await;
        assert!(rows[0] > 0, "{table} has no row");
    }
}

/// Asks SQLite itself what lies in the columns declared as blobs: only ids are.
async fn ids_are_stored_as_ids(db: &DatabaseConnection) {
    if db.get_database_backend() != DbBackend::Sqlite {
        return;
    }
    let columns = texts(
        db,
        "SELECT t.name || '.' || c.name AS x FROM sqlite_master t JOIN pragma_table_info(t.name) c
         WHERE t.type = 'table' AND c.type = 'BLOB'",
    )
    .await;
    assert!(columns.len() > 80, "{columns:?}");
    for column in columns {
        let (table, name) = column.split_once('.').expect("table and column");
        let found = texts(
            db,
            &format!("SELECT DISTINCT typeof({name}) || length({name}) AS x FROM {table} WHERE {name} IS NOT NULL"),
        )
        .await;
        assert!(found.iter().all(|kind| kind == "blob16"), "{column}: {found:?}");
    }
}

async fn the_register_state_is_updated_in_place(db: DatabaseConnection) {
    let db = migrated(db).await;
    let state = register_state::Entity::find_by_id(1).one(&db).await.expect("readable").expect("the one row");
    assert_eq!((state.seq, state.directory_revision, state.public_revision), (0, 0, 0));
    let mut active = state.clone().into_active_model();
    active.seq = ActiveValue::Set(5_000_000_000);
    let updated = active.update(&db).await.expect("updates");
    assert_eq!(updated, register_state::Model { seq: 5_000_000_000, ..state });
}

async fn an_ended_membership_is_computed_anew(db: DatabaseConnection) {
    let db = migrated(db).await;
    write_all(&db, 3, false).await;
    let row = membership::Entity::find().one(&db).await.expect("readable").expect("a row");
    assert_eq!(row.until, None);
    let mut active = row.into_active_model();
    active.ended = ActiveValue::Set(Some(day(2022)));
    let ended = active.update(&db).await.expect("an update leaves `until` alone");
    assert_eq!(ended.until, Some(day(2022)));

    let mut again = ended.into_active_model();
    again.id = ActiveValue::Set(id(1));
    membership::Entity::insert(again).exec_without_returning(&db).await.expect_err("`until` is never written");
}

async fn json_keeps_numbers_texts_and_nesting(db: DatabaseConnection) {
    let db = migrated(db).await;
    write_all(&db, 4, false).await;
    for (number, body) in [
        (1, json!({ "nested": [{ "empty": {} }, [], null, true], "number": 1.5, "large": 9_007_199_254_740_993_i64 })),
        (2, json!("«sitat» \"quoted\" \\ \n")),
        (3, json!(0)),
    ] {
        round_trip::<clause::Entity, clause::ActiveModel>(
            &db,
            clause::Model {
                council_id: id(4004),
                id: id(number),
                mandate_id: id(4006),
                key: format!("key-{number}"),
                position: 2,
                kind: "STATEMENT".into(),
                modality: None,
                body,
                format: 1,
            },
        )
        .await;
    }
}

async fn moments_and_days_are_stored_so_that_text_order_is_time_order(db: DatabaseConnection) {
    let db = migrated(db).await;
    write_all(&db, 5, false).await;
    let whole = moment(9).date_naive().and_hms_opt(9, 30, 15).expect("a moment").and_utc();
    let moments = [whole, whole + TimeDelta::milliseconds(100), moment(9), whole + TimeDelta::seconds(1)];
    for (number, at) in [1, 2, 3, 4].into_iter().zip(moments).rev() {
        round_trip::<council_alias::Entity, council_alias::ActiveModel>(
            &db,
            council_alias::Model { slug: format!("a{number}"), council_id: id(5004), until: at },
        )
        .await;
    }
    let found = texts(&db, "SELECT slug AS x FROM council_alias WHERE slug <> 'gammelt-5' ORDER BY until").await;
    assert_eq!(found, ["a1", "a2", "a3", "a4"]);
    let after = council_alias::Entity::find()
        .filter(council_alias::Column::Until.gt(moments[1]))
        .filter(council_alias::Column::Until.lte(moments[3]))
        .all(&db)
        .await
        .expect("readable");
    assert_eq!(after.len(), 2);
}

async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT tablename::text AS x FROM pg_tables WHERE schemaname = current_schema()",
        _ => "SELECT name AS x FROM sqlite_master WHERE type = 'table'",
    };
    texts(db, sql).await
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("readable");
    rows.iter().map(|row| row.try_get("", "x").expect("a text")).collect()
}

async fn numbers(db: &DatabaseConnection, sql: &str) -> Vec<i64> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.expect("readable");
    rows.iter().map(|row| row.try_get("", "x").expect("a number")).collect()
}
