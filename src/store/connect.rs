//! Opening the database: SQLite in a file, or PostgreSQL.
//!
//! May import: `config`, `error`.

use std::{path::Path, sync::Arc, time::Duration};

use migration::SchemaState;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{
        Connection,
        sqlite::{SqliteError, SqliteJournalMode, SqliteSynchronous},
    },
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};

use super::{Store, figures::Asked};
use crate::{config::DatabaseUrl, error::Error};

/// SQLite before this has a bug that can corrupt a database in WAL mode (sqlite.org, release notes of 3.51.3).
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// How long somebody waits for a connection, or for the turn to write.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many acts of this process are in the database at a time. They stand in one queue there, and each that waits holds a
/// connection that nobody reads with.
const WRITING: usize = 4;

/// How often the schema is tried to be brought up to date while somebody uses its tables, and the pause after each try.
const MIGRATIONS: u32 = 40;
const PAUSE: Duration = Duration::from_secs(2);

/// Why the database cannot be used; what to do is part of the text.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// It cannot be opened.
    #[error(
        "the database at {url} cannot be opened: {reason}\nCheck MANDAT_DATABASE_URL, and that the server runs or the folder can be written to."
    )]
    Unreachable {
        /// Where, without secrets.
        url: String,
        /// Why.
        reason: String,
    },
    /// A newer program has written it.
    #[error(
        "the database at {url} was written by a newer version of Mandat (it has the steps {steps}).\nUse that version, or restore a backup from before the upgrade. Nothing was changed."
    )]
    Newer {
        /// Where, without secrets.
        url: String,
        /// The steps that this program does not know.
        steps: String,
    },
    /// A newer program has written clauses in it.
    #[error(
        "the database at {url} was written by another version of Mandat: {reason}.\nUse that version, or restore a backup from before the upgrade. Nothing was changed."
    )]
    NewerClauses {
        /// Where, without secrets.
        url: String,
        /// Which format was found, and which is known.
        reason: String,
    },
    /// It is no database of this program, or damaged.
    #[error(
        "the database at {url} is damaged or not one of Mandat's: {reason}\nRestore a backup, or name another file in MANDAT_DATABASE_URL. Nothing was changed."
    )]
    Damaged {
        /// Where, without secrets.
        url: String,
        /// Why.
        reason: String,
    },
    /// Its schema could not be brought up to date.
    #[error(
        "the schema of the database at {url} could not be brought up to date: {reason}\nThe role needs the right to create tables: give its URL in MANDAT_MIGRATE_URL, or run `mandat migrate` with it."
    )]
    NotMigrated {
        /// Where, without secrets.
        url: String,
        /// Why.
        reason: String,
    },
    /// Its tables were in use whenever its schema was to be brought up to date.
    #[error(
        "the schema of the database at {url} could not be brought up to date: its tables are in use ({reason})\nWait until backups and long queries are over, or end them, and try again. Nothing was changed."
    )]
    InUse {
        /// Where, without secrets.
        url: String,
        /// What the last try met.
        reason: String,
    },
    /// The SQLite library is too old.
    #[error("SQLite {found} is too old; at least 3.51.3 is needed.")]
    OldSqlite {
        /// The version that was found.
        found: String,
    },
}

/// The connections: SQLite has one that writes and several that read, PostgreSQL one pool for both.
#[derive(Clone, Debug)]
pub(super) struct Connections {
    pub(super) read: DatabaseConnection,
    pub(super) write: DatabaseConnection,
    pub(super) asked: Arc<Asked>,
    turns: Arc<Semaphore>,
}

impl Connections {
    pub(super) async fn open(
        url: &DatabaseUrl,
        migrate_url: Option<&DatabaseUrl>,
        statement_timeout: Duration,
    ) -> Result<Self, Unusable> {
        let unreachable = |reason: String| Unusable::Unreachable { url: url.to_string(), reason };
        if url.is_sqlite() {
            make_folder(url).map_err(unreachable)?;
        }
        migrate(migrate_url.unwrap_or(url)).await?;
        // On PostgreSQL one of them listens, while anybody follows the register.
        let (readers, writers) = if url.is_sqlite() { (4, 1) } else { (17, 0) };
        let asked = Arc::<Asked>::default();
        let connect = async |connections| {
            let mut db = connect(url, connections, statement_timeout).await?;
            asked.count(&mut db);
            Ok::<_, DbErr>(db)
        };
        let read = connect(readers).await.map_err(|wrong| unreachable(wrong.to_string()))?;
        let write = if writers == 0 {
            read.clone()
        } else {
            connect(writers).await.map_err(|wrong| unreachable(wrong.to_string()))?
        };
        check_sqlite_version(&read).await?;
        Ok(Self { read, write, asked, turns: Arc::new(Semaphore::new(WRITING)) })
    }

    /// A transaction that sees one state of the database from its first statement to its last.
    pub(super) async fn begin_read(&self) -> Result<DatabaseTransaction, DbErr> {
        let postgres = self.read.get_database_backend() == DbBackend::Postgres;
        self.read
            .begin_with_options(TransactionOptions {
                isolation_level: postgres.then_some(IsolationLevel::RepeatableRead),
                access_mode: postgres.then_some(AccessMode::ReadOnly),
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
            })
            .await
    }

    /// The turn to write, to be held for as long as a transaction that writes.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, Error> {
        let turn = timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await.ok().and_then(Result::ok);
        turn.ok_or_else(|| Error::OutOfTime("the acts before it did not end".to_owned()))
    }

    /// A transaction that writes. On SQLite it takes the write lock at once: a lock taken later does not wait.
    pub(super) async fn begin_write(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }
}

async fn connect(
    url: &DatabaseUrl,
    connections: u32,
    statement_timeout: Duration,
) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.expose());
    let millis = statement_timeout.as_millis();
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                // SQLite ends no statement for taking long. Whoever waits for the lock waits no longer than this.
                .busy_timeout(statement_timeout)
        })
        // SQLite ends a transaction by itself where the disk is full or fails. The connection still counts it, takes the next
        // for a part of it, and commits nothing any more: such a one is closed.
        .map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| {
                Box::pin(async move {
                    if connection.is_in_transaction() {
                        // What was dropped is rolled back before this is answered.
                        connection.ping().await?;
                    }
                    Ok(!connection.is_in_transaction())
                })
            })
        })
        .map_sqlx_postgres_opts(move |postgres| {
            postgres.application_name("mandat").options([
                ("statement_timeout", format!("{millis}")),
                ("idle_in_transaction_session_timeout", format!("{}", millis * 2)),
                ("lock_timeout", format!("{millis}")),
            ])
        });
    Database::connect(options).await
}

async fn migrate(url: &DatabaseUrl) -> Result<(), Unusable> {
    let place = url.to_string();
    let db =
        connect(url, 1, Duration::from_mins(10)).await.map_err(|wrong| unopened(place.clone(), wrong.to_string()))?;
    let state = migration::schema_state(&db)
        .await
        .map_err(|wrong| Unusable::Damaged { url: place.clone(), reason: wrong.to_string() })?;
    match state {
        SchemaState::Current => {}
        SchemaState::Newer { unknown } => return Err(Unusable::Newer { url: place, steps: unknown.join(", ") }),
        SchemaState::Behind { .. } => bring_up_to_date(&db, &place).await?,
    }
    db.close().await.map_err(|wrong| Unusable::Unreachable { url: place, reason: wrong.to_string() })
}

/// Whoever waits for a table on PostgreSQL keeps all others from it who come later, so this waits shortly and often.
async fn bring_up_to_date(db: &DatabaseConnection, place: &str) -> Result<(), Unusable> {
    let mut tries = 1;
    loop {
        let Err(wrong) = migration::migrate(db).await else { return Ok(()) };
        let (url, reason) = (place.to_owned(), wrong.to_string());
        if what_happened(&wrong).is_none() {
            return Err(Unusable::NotMigrated { url, reason });
        }
        if tries == MIGRATIONS {
            return Err(Unusable::InUse { url, reason });
        }
        tracing::warn!(tries, %reason, "the schema cannot be brought up to date yet: its tables are in use; trying again");
        tries += 1;
        sleep(PAUSE).await;
    }
}

/// SQLite opens whatever file it is given, and finds out what is in it with the first statement, which is still part of
/// connecting (SQLITE_NOTADB and SQLITE_CORRUPT).
fn unopened(url: String, reason: String) -> Unusable {
    let damaged = ["file is not a database", "database disk image is malformed"];
    if damaged.iter().any(|sign| reason.contains(sign)) {
        Unusable::Damaged { url, reason }
    } else {
        Unusable::Unreachable { url, reason }
    }
}

async fn check_sqlite_version(db: &DatabaseConnection) -> Result<(), Unusable> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(());
    }
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version() AS version")).await;
    let found: String = row.ok().flatten().and_then(|row| row.try_get("", "version").ok()).unwrap_or_default();
    if is_old(&found) { Err(Unusable::OldSqlite { found }) } else { Ok(()) }
}

/// One that does not say which it is counts as old.
fn is_old(version: &str) -> bool {
    let parts: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    parts.as_slice() < OLDEST_SQLITE.as_slice()
}

fn make_folder(url: &DatabaseUrl) -> Result<(), String> {
    let path = url.expose().trim_start_matches("sqlite:").trim_start_matches("//");
    let path = Path::new(path.split('?').next().unwrap_or(path));
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => {
            std::fs::create_dir_all(folder).map_err(|wrong| wrong.to_string())
        }
        _ => Ok(()),
    }
}

impl Store {
    /// Whether the database answers, and has the tables that this program needs. A newer program may have added some.
    ///
    /// # Errors
    /// Why not.
    pub async fn ready(&self) -> Result<(), Error> {
        self.current().await?;
        match migration::schema_state(&self.inner.connections.read).await? {
            SchemaState::Current | SchemaState::Newer { .. } => Ok(()),
            SchemaState::Behind { .. } => Err(Error::Database("steps of the schema are missing".to_owned())),
        }
    }
}

impl From<DbErr> for Error {
    fn from(wrong: DbErr) -> Self {
        let reason = wrong.to_string();
        match what_happened(&wrong) {
            Some(Hitch::Collision) => Self::Busy(reason),
            Some(Hitch::OutOfTime) => Self::OutOfTime(reason),
            None => Self::Database(reason),
        }
    }
}

/// What can befall a statement with which nothing is wrong.
enum Hitch {
    /// Writes met, so that trying again helps.
    Collision,
    /// It took longer than it may, or waited that long for a lock or a connection.
    OutOfTime,
}

/// A serialisation failure or a deadlock on PostgreSQL (40001, 40P01), a database that stayed locked on SQLite
/// (SQLITE_BUSY and its kinds); a statement or a wait for a lock that was ended (57014, 55P03), or no connection that
/// became free. By code: a server may word it in any language.
fn what_happened(wrong: &DbErr) -> Option<Hitch> {
    let wrong = match wrong {
        DbErr::ConnectionAcquire(_) => return Some(Hitch::OutOfTime),
        DbErr::Exec(RuntimeErr::SqlxError(wrong)) | DbErr::Query(RuntimeErr::SqlxError(wrong)) => wrong,
        _ => return None,
    };
    let wrong = wrong.as_database_error()?;
    match wrong.code().as_deref()? {
        "40001" | "40P01" => Some(Hitch::Collision),
        "57014" | "55P03" => Some(Hitch::OutOfTime),
        // The low byte is the kind, the rest says which of it.
        code => {
            let of_sqlite = wrong.try_downcast_ref::<SqliteError>().is_some();
            (of_sqlite && code.parse::<u32>().is_ok_and(|code| code & 0xff == 5)).then_some(Hitch::Collision)
        }
    }
}

#[cfg(test)]
mod tests;
