//! How far the register has come, asked for by many requests at once.
//!
//! May import: `error`, `store`.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

use super::{
    Store,
    feed::{Feed, Looks},
    load,
};
use crate::error::Error;

/// For how long an answer to "how far are we?" serves others who ask the same. What this process writes counts at
/// once; what another one writes, this much later at most.
const SERVES: Duration = Duration::from_millis(5);

/// The place of the latest change, as it was known lately.
#[derive(Debug)]
pub(super) struct Standing {
    /// The latest place that is known, asked or written.
    seq: AtomicI64,
    /// Those who wait for it to rise.
    pub(super) feed: Feed,
    asked: Mutex<Option<Instant>>,
    /// Held while one of those who want to know asks.
    asking: tokio::sync::Mutex<()>,
}

impl Standing {
    pub(super) fn at(seq: i64, looks: Looks) -> Self {
        Self {
            seq: AtomicI64::new(seq),
            feed: Feed::at(seq, looks),
            asked: Mutex::new(None),
            asking: tokio::sync::Mutex::const_new(()),
        }
    }

    /// The register has come this far.
    pub(super) fn reached(&self, seq: i64) {
        if self.seq.fetch_max(seq, Ordering::AcqRel) < seq {
            self.feed.announce(seq);
        }
    }

    /// The latest place that is known, without asking.
    pub(super) fn latest(&self) -> i64 {
        self.seq.load(Ordering::Acquire)
    }

    fn known(&self) -> Option<i64> {
        let asked = *self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.is_some_and(|at| at.elapsed() < SERVES).then(|| self.latest())
    }
}

impl Store {
    /// The place of the latest change: everything that this process has written, and what others have written up to a
    /// few milliseconds ago. [`Store::current`] is exact, and costs a question to the database each time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standing(&self) -> Result<i64, Error> {
        let standing = &self.inner.standing;
        if let Some(seq) = standing.known() {
            return Ok(seq);
        }
        let _one_at_a_time = standing.asking.lock().await;
        if let Some(seq) = standing.known() {
            return Ok(seq);
        }
        self.ask_standing().await
    }

    /// The place of the latest change, asked now.
    pub(super) async fn ask_standing(&self) -> Result<i64, Error> {
        let standing = &self.inner.standing;
        // Before the question: what is written after it was asked may be missing from the answer.
        let asked = Instant::now();
        standing.reached(load::directory::counters(&self.inner.connections.read).await?.seq);
        *standing.asked.lock().unwrap_or_else(PoisonError::into_inner) = Some(asked);
        Ok(standing.latest())
    }
}
