//! Runs the statements of a step on the connection's database. Imports `dialect`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect::{Dialect, render};

/// One statement of a step; the text may use the words of [`crate::dialect`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sql {
    /// The same statement on both databases.
    Both(&'static str),
    /// A statement that only PostgreSQL has or needs.
    Postgres(&'static str),
    /// A statement that only SQLite has or needs.
    Sqlite(&'static str),
}

impl Sql {
    const fn text_for(self, dialect: Dialect) -> Option<&'static str> {
        match (self, dialect) {
            (Self::Both(text), _)
            | (Self::Postgres(text), Dialect::Postgres)
            | (Self::Sqlite(text), Dialect::Sqlite) => Some(text),
            _ => None,
        }
    }
}

/// Runs the statements in order, one at a time, so that an error belongs to one statement.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[Sql]) -> Result<(), DbErr> {
    let dialect = dialect_of(manager.get_database_backend())?;
    for text in statements.iter().filter_map(|sql| sql.text_for(dialect)) {
        let sql = render(text, dialect).map_err(DbErr::Migration)?;
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Drops tables, the last one first: each may refer to the ones before it.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        manager.get_connection().execute_unprepared(&format!("DROP TABLE {table}")).await?;
    }
    Ok(())
}

fn dialect_of(backend: DbBackend) -> Result<Dialect, DbErr> {
    match backend {
        DbBackend::Postgres => Ok(Dialect::Postgres),
        DbBackend::Sqlite => Ok(Dialect::Sqlite),
        other => Err(DbErr::BackendNotSupported { db: other.as_str(), ctx: "the schema of the register" }),
    }
}

/// Makes the file's [`MigrationTrait`]: `up` runs those statements, `down` drops the tables, the last one first, and runs
/// the others. It is named after the file in which it stands, which an applied step must keep.
macro_rules! step {
    (up: $up:expr, tables: $tables:expr, down: $down:expr) => {
        /// The step.
        #[derive(Debug, sea_orm_migration::prelude::DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl sea_orm_migration::prelude::MigrationTrait for Migration {
            async fn up(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $crate::step::run(manager, $up).await
            }

            async fn down(
                &self,
                manager: &sea_orm_migration::prelude::SchemaManager,
            ) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $crate::step::drop_tables(manager, $tables).await?;
                $crate::step::run(manager, $down).await
            }

            fn use_transaction(&self) -> Option<bool> {
                Some(true)
            }
        }
    };
}

pub(crate) use step;
