//! Hearing from other nodes, on PostgreSQL: LISTEN on one connection, which is made again when it is lost.
//!
//! What is heard is only that there is something to look for. A notification may be lost: with a connection, or where
//! something stands between that shares connections among sessions (a pooler in transaction mode). So after each connection
//! it is looked at once, and where a change is found that should have been heard and was not, nothing more is relied on
//! until something is heard again.
//!
//! May import: sqlx as sea-orm brings it, tokio, `store`.

use std::time::Duration;

use sea_orm::{
    DbBackend,
    sqlx::{self, PgPool, postgres::PgListener},
};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::{connect::Connections, feed::Looks, tell::CHANNEL};

/// How long to wait before a connection is made again: at first, and at most.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(30));

/// What was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// The register is said to have come this far.
    News(i64),
    /// Nothing that says so: it is time to look.
    Nothing,
}

/// Who listens.
pub(super) struct Ear {
    /// Where connections come from; none where there is nothing to listen to.
    pool: Option<PgPool>,
    listener: Option<PgListener>,
    looks: Looks,
    /// When a connection may be made again, and how long to wait after that one fails.
    again: (Instant, Duration),
    trust: Trust,
}

/// Whether what is not heard has not happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Trust {
    /// Something was heard on this connection.
    hears: bool,
    /// How far the register was heard to have come.
    heard: i64,
    /// How far it was found to have come, at the last look.
    found: Option<i64>,
}

impl Trust {
    fn hears(&mut self, seq: Option<i64>) {
        self.hears = true;
        self.heard = self.heard.max(seq.unwrap_or(0));
    }

    /// The first look after a connection counts as heard: it is for what was written before.
    fn found(&mut self, seq: i64) {
        if self.found.is_none() {
            self.heard = self.heard.max(seq);
        }
        self.found = Some(seq);
    }

    /// Whether something was found at the last look that has not been heard in all the time since.
    fn is_broken(&self) -> bool {
        self.found.is_some_and(|found| found > self.heard)
    }
}

impl Ear {
    pub(super) fn of(connections: &Connections, looks: Looks) -> Self {
        let postgres = connections.read.get_database_backend() == DbBackend::Postgres;
        Self {
            pool: postgres.then(|| connections.read.get_postgres_connection_pool().clone()),
            listener: None,
            looks,
            again: (Instant::now(), BACK_OFF.0),
            trust: Trust::default(),
        }
    }

    /// Waits until there is something to look for, or it is time to look.
    pub(super) async fn wait(&mut self) -> Heard {
        let Some(pool) = self.pool.clone() else {
            sleep_until(Instant::now() + self.looks.often).await;
            return Heard::Nothing;
        };
        if self.listener.is_none() && Instant::now() >= self.again.0 {
            match listen(&pool).await {
                Ok(listener) => {
                    self.listener = Some(listener);
                    self.trust = Trust::default();
                    return Heard::Nothing;
                }
                Err(wrong) => self.lost(&wrong.to_string()),
            }
        }
        let look = Instant::now() + if self.trust.hears { self.looks.seldom } else { self.looks.often };
        let Some(listener) = &mut self.listener else {
            sleep_until(look.min(self.again.0)).await;
            return Heard::Nothing;
        };
        match timeout_at(look, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                let seq = notification.payload().parse().ok();
                self.trust.hears(seq);
                self.again.1 = BACK_OFF.0;
                return seq.map_or(Heard::Nothing, Heard::News);
            }
            Ok(Ok(None)) => self.lost("the connection ended"),
            Ok(Err(wrong)) => self.lost(&wrong.to_string()),
            Err(_) if self.trust.hears && self.trust.is_broken() => self.lost("a change was not heard"),
            Err(_) => {}
        }
        Heard::Nothing
    }

    /// The register was found to have come this far.
    pub(super) fn found(&mut self, seq: i64) {
        self.trust.found(seq);
    }

    /// Nothing is heard any more. A connection is made again, later each time that nothing is heard on it.
    fn lost(&mut self, why: &str) {
        tracing::warn!(why, again_in = ?self.again.1, "what other nodes write is not heard; it is looked for");
        self.listener = None;
        self.trust.hears = false;
        self.again = (Instant::now() + self.again.1, (self.again.1 * 2).min(BACK_OFF.1));
    }
}

/// A connection that listens, and a word to it from another one: what arrives shows that it hears.
async fn listen(pool: &PgPool) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    // It is made again here, so that it is looked in between.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    sqlx::query("SELECT pg_notify($1, '')").bind(CHANNEL).execute(pool).await?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_and_was_not_heard_breaks_trust() {
        let mut trust = Trust::default();
        trust.found(7);
        assert!(!trust.is_broken(), "what was written before could not be heard");
        trust.hears(Some(8));
        trust.found(8);
        assert!(!trust.is_broken());
        trust.found(9);
        assert!(trust.is_broken(), "it was written, and nothing was heard of it");
        trust.hears(Some(9));
        assert!(!trust.is_broken(), "it was on its way");
        trust.hears(None);
        assert_eq!((trust.heard, trust.hears), (9, true));
    }
}
