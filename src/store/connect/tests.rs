//! How SQLite is opened: what lasts, who writes, which version.

use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use tempfile::TempDir;

use super::*;
use crate::config::Config;

async fn opened(folder: &TempDir) -> (Connections, String) {
    let url = Config::from_sources(None, |_| None, folder.path()).unwrap().database_url;
    (Connections::open(&url, None, Duration::from_secs(7)).await.unwrap(), url.expose().to_owned())
}

async fn pragma(db: &DatabaseConnection, name: &str) -> String {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"))).await.unwrap();
    let row = row.unwrap();
    row.try_get_by_index::<String>(0)
        .or_else(|_| row.try_get_by_index::<i64>(0).map(|number| number.to_string()))
        .unwrap()
}

#[tokio::test]
async fn what_was_written_lasts_and_references_hold_on_every_connection() {
    let folder = TempDir::new().unwrap();
    let (connections, _) = opened(&folder).await;
    for db in [&connections.read, &connections.write] {
        assert_eq!(pragma(db, "journal_mode").await, "wal");
        assert_eq!(pragma(db, "synchronous").await, "2", "FULL: a commit waits for the disk");
        assert_eq!(pragma(db, "foreign_keys").await, "1");
        assert_eq!(pragma(db, "busy_timeout").await, "7000", "so long a writer waits for another");
    }
    assert_eq!(connections.write.get_sqlite_connection_pool().options().get_max_connections(), 1, "one writes");
}

#[tokio::test]
async fn a_transaction_that_writes_has_the_lock_before_its_first_statement() {
    let folder = TempDir::new().unwrap();
    let (connections, url) = opened(&folder).await;
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).map_sqlx_sqlite_opts(|sqlite| sqlite.busy_timeout(Duration::ZERO));
    let other = Database::connect(options).await.unwrap();
    let tx = connections.begin_write().await.unwrap();
    let refused = other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap_err();
    assert!(matches!(what_happened(&refused), Some(Hitch::Collision)), "{refused}");
    // A reader takes no lock that would be in the way.
    tx.rollback().await.unwrap();
    let reading = connections.begin_read().await.unwrap();
    reading.query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT count(*) FROM council")).await.unwrap();
    other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    reading.commit().await.unwrap();
}

#[tokio::test]
async fn a_transaction_that_sqlite_ended_by_itself_takes_no_later_one_with_it() {
    let folder = TempDir::new().unwrap();
    let (connections, _) = opened(&folder).await;
    let tx = connections.begin_write().await.unwrap();
    // As SQLite does where the disk is full.
    tx.execute_unprepared("ROLLBACK").await.unwrap();
    tx.commit().await.unwrap_err();
    // An act that was refused, and one that was done.
    connections.begin_write().await.unwrap().rollback().await.unwrap();
    let tx = connections.begin_write().await.unwrap();
    tx.execute_unprepared("UPDATE register_state SET seq = 7").await.unwrap();
    tx.commit().await.unwrap();
    let seen = Statement::from_string(DbBackend::Sqlite, "SELECT seq FROM register_state");
    let row = connections.read.query_one_raw(seen).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<i64>(0).unwrap(), 7);
}

#[test]
fn versions_are_compared_as_numbers() {
    for old in ["3.51.2", "3.9.9", "2.99.0", "3.51", "", "unknown"] {
        assert!(is_old(old), "{old}");
    }
    for new in ["3.51.3", "3.51.10", "3.100.0", "4.0.0"] {
        assert!(!is_old(new), "{new}");
    }
}
