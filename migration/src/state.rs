//! Whether a database's schema is this program's, and bringing it there. Imports the steps through [`Migrator`].

use std::collections::BTreeSet;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    DatabaseConnection, DbBackend, EntityTrait, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::seaql_migrations;

use crate::Migrator;

/// The key of the advisory lock that lets one node migrate while the others wait: the word "Mandat" in ASCII.
const LOCK: i64 = 0x4d61_6e64_6174;

/// How a database's schema stands to the steps this program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// Every step is applied, and no other.
    Current,
    /// Steps are still to be applied; all of them on an empty database.
    Behind {
        /// Their names, in order.
        missing: Vec<String>,
    },
    /// A later program has applied steps that this one does not know: it must not touch this database.
    Newer {
        /// Their names, in order.
        unknown: Vec<String>,
    },
}

/// Compares the applied steps with the known ones. Only reads, so a role without the right to create tables may ask.
///
/// # Errors
/// When the database cannot be read.
pub async fn schema_state<C: ConnectionTrait>(db: &C) -> Result<SchemaState, DbErr> {
    let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let applied: BTreeSet<String> = if has_record(db).await? {
        seaql_migrations::Entity::find().all(db).await?.into_iter().map(|step| step.version).collect()
    } else {
        BTreeSet::new()
    };
    let unknown: Vec<String> = applied.iter().filter(|name| !known.contains(name)).cloned().collect();
    if !unknown.is_empty() {
        return Ok(SchemaState::Newer { unknown });
    }
    let missing: Vec<String> = known.into_iter().filter(|name| !applied.contains(name)).collect();
    Ok(if missing.is_empty() { SchemaState::Current } else { SchemaState::Behind { missing } })
}

/// Applies the missing steps, all or none of them. Nodes that start together on one PostgreSQL wait for each other.
///
/// # Errors
/// When a step fails, when a table is in use for longer than a moment (55P03, worth another try), or when the database has
/// steps that this program does not know; nothing is changed then.
pub async fn migrate(db: &DatabaseConnection) -> Result<(), DbErr> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = db.begin_with_options(options).await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        // Behind a step that waits for a table, everybody waits who only wants to read it.
        transaction.execute_unprepared("SET LOCAL lock_timeout = '2s'").await?;
    }
    Migrator::up(&transaction, None).await?;
    transaction.commit().await
}

/// Asks the catalogue for the table that records applied steps.
async fn has_record<C: ConnectionTrait>(db: &C) -> Result<bool, DbErr> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT 1 WHERE to_regclass('seaql_migrations') IS NOT NULL",
        _ => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
    };
    let row = db.query_one_raw(sea_orm::Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.is_some())
}
