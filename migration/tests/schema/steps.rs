//! Up, down and up again on both databases, and what a database says about its own state.

use migration::{Migrator, MigratorTrait, SchemaState, migrate, schema_state};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::databases::{execute, on_both};

on_both!(
    up_down_and_up_again,
    down_leaves_nothing_behind,
    every_single_step_goes_back,
    a_later_schema_is_recognised_and_left_alone,
    migrating_twice_changes_nothing,
    nodes_that_start_together_wait_for_each_other,
    the_register_state_is_one_row,
);

async fn up_down_and_up_again(db: DatabaseConnection) {
    Migrator::up(&db, None).await.expect("up");
    let first = objects(&db).await;
    assert!(first.len() > 40, "{first:?}");
    Migrator::down(&db, None).await.expect("down");
    Migrator::up(&db, None).await.expect("up again");
    assert_eq!(objects(&db).await, first);
}

async fn down_leaves_nothing_behind(db: DatabaseConnection) {
    Migrator::up(&db, None).await.expect("up");
    Migrator::down(&db, None).await.expect("down");
    assert_eq!(objects(&db).await, Vec::<String>::new());
}

async fn every_single_step_goes_back(db: DatabaseConnection) {
    let mut before = vec![];
    for _ in Migrator::migrations() {
        before.push(objects(&db).await);
        Migrator::up(&db, Some(1)).await.expect("one step up");
    }
    while let Some(expected) = before.pop() {
        Migrator::down(&db, Some(1)).await.expect("one step down");
        assert_eq!(objects(&db).await, expected);
    }
}

async fn a_later_schema_is_recognised_and_left_alone(db: DatabaseConnection) {
    let steps = Migrator::migrations().len();
    let Ok(SchemaState::Behind { missing }) = schema_state(&db).await else {
        panic!("an empty database lacks every step");
    };
    assert_eq!((missing.len(), missing[0].as_str()), (steps, "m0001_directory"));
    assert_eq!(objects(&db).await, Vec::<String>::new(), "asking writes nothing");

    migrate(&db).await.expect("migrates");
    assert_eq!(schema_state(&db).await, Ok(SchemaState::Current));

    execute(&db, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)")
        .await
        .expect("recorded");
    assert_eq!(schema_state(&db).await, Ok(SchemaState::Newer { unknown: vec!["m9999_later".into()] }));
    migrate(&db).await.expect_err("refuses a later schema");
}

async fn migrating_twice_changes_nothing(db: DatabaseConnection) {
    migrate(&db).await.expect("migrates");
    let first = objects(&db).await;
    migrate(&db).await.expect("has nothing to do");
    assert_eq!(objects(&db).await, first);
}

async fn nodes_that_start_together_wait_for_each_other(db: DatabaseConnection) {
    let (one, other) = tokio::join!(migrate(&db), migrate(&db));
    one.expect("one node migrates");
    other.expect("the other finds it done");
    assert_eq!(schema_state(&db).await, Ok(SchemaState::Current));
}

async fn the_register_state_is_one_row(db: DatabaseConnection) {
    migrate(&db).await.expect("migrates");
    assert_eq!(texts(&db, "SELECT CAST(one + seq + directory_revision AS text) AS x FROM register_state").await, ["1"]);
    for one in [1, 2] {
        let sql = format!("INSERT INTO register_state (one, created_at) VALUES ({one}, '2026-01-01T00:00:00+00:00')");
        execute(&db, &sql).await.expect_err("there is one row and stays one");
    }
}

/// Every table, index, trigger and function that is the register's own.
async fn objects(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT relkind::text || ' ' || relname AS x FROM pg_class c
             WHERE relnamespace = current_schema()::regnamespace AND relname NOT LIKE 'seaql_migrations%'
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
             UNION ALL
             SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
             UNION ALL
             SELECT 'function ' || proname FROM pg_proc p
             WHERE pronamespace = current_schema()::regnamespace
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
             ORDER BY 1"
        }
        _ => {
            "SELECT type || ' ' || name AS x FROM sqlite_master
             WHERE name NOT LIKE 'seaql_migrations%' AND tbl_name <> 'seaql_migrations' ORDER BY 1"
        }
    };
    texts(db, sql).await
}

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("a readable catalogue")
        .iter()
        .map(|row| row.try_get("", "x").expect("a text"))
        .collect()
}
