//! What the store knows about itself, for operators.
//!
//! May import: `store`.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{DatabaseConnection, DbBackend};

use super::Store;

/// What the store knows about itself.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// The connections to the database.
    pub pool: Pool,
    /// What it was asked.
    pub statements: Statements,
    /// Councils in memory.
    pub councils: u64,
    /// What they are weighed as.
    pub council_bytes: u64,
    /// How many acts have changed something that everybody may see, as far as this process has seen.
    pub revision: i64,
}

/// Connections.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pool {
    /// Those that are open.
    pub open: u64,
    /// Those of them that nobody uses.
    pub idle: u64,
    /// How many there may be.
    pub most: u64,
}

/// Statements, since the start.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statements {
    /// How many.
    pub asked: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How long they took, together.
    pub took: Duration,
}

/// Counts statements; never what they say.
#[derive(Debug, Default)]
pub(super) struct Asked {
    statements: AtomicU64,
    failed: AtomicU64,
    nanos: AtomicU64,
}

impl Asked {
    /// Counts what this connection is asked from now on.
    pub(super) fn count(self: &Arc<Self>, db: &mut DatabaseConnection) {
        let asked = Arc::clone(self);
        db.set_metric_callback(move |info| {
            asked.statements.fetch_add(1, Ordering::Relaxed);
            asked.failed.fetch_add(u64::from(info.failed), Ordering::Relaxed);
            asked.nanos.fetch_add(u64::try_from(info.elapsed.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
        });
    }

    fn so_far(&self) -> Statements {
        Statements {
            asked: self.statements.load(Ordering::Relaxed),
            failed: self.failed.load(Ordering::Relaxed),
            took: Duration::from_nanos(self.nanos.load(Ordering::Relaxed)),
        }
    }
}

impl Pool {
    fn of(db: &DatabaseConnection) -> Self {
        let (open, idle, most) = if db.get_database_backend() == DbBackend::Postgres {
            let pool = db.get_postgres_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        } else {
            let pool = db.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle(), pool.options().get_max_connections())
        };
        Self { open: open.into(), idle: idle as u64, most: most.into() }
    }

    fn and(self, other: Self) -> Self {
        Self { open: self.open + other.open, idle: self.idle + other.idle, most: self.most + other.most }
    }
}

impl Store {
    /// What the store knows about itself now. The database is not asked.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let connections = &self.inner.connections;
        let pool = Pool::of(&connections.read);
        // SQLite has one more for writing; PostgreSQL has one pool for both.
        let apart = connections.read.get_database_backend() == DbBackend::Sqlite;
        let pool = if apart { pool.and(Pool::of(&connections.write)) } else { pool };
        let (councils, council_bytes) = self.kept();
        Figures {
            pool,
            statements: connections.asked.so_far(),
            councils: councils as u64,
            council_bytes,
            revision: self.known().public_revision,
        }
    }
}
