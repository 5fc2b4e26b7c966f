//! News of changes, for those who wait for them.
//!
//! The news is how far the register has come, not what was done: that is read from what was written with each act, so
//! whoever is slow to look misses nothing. What this process writes is announced at once. What another one writes is heard
//! on PostgreSQL; it is looked for too, seldom where it is heard and often where it is not, and only while somebody waits.
//!
//! May import: tokio, `store`.

use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use tokio::sync::watch;

use super::{
    Inner, Store,
    listening::{Ear, Heard},
};

/// How often it is looked for what other processes wrote.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    /// While they are heard: in case one is not.
    pub seldom: Duration,
    /// While they are not: nothing else tells.
    pub often: Duration,
}

impl Default for Looks {
    fn default() -> Self {
        Self { seldom: Duration::from_secs(5), often: Duration::from_millis(250) }
    }
}

/// The place of the latest change, as it rises.
#[derive(Debug)]
pub(super) struct Feed {
    latest: watch::Sender<i64>,
    looks: Looks,
    /// Whether somebody looks.
    looking: Mutex<bool>,
}

impl Feed {
    pub(super) fn at(seq: i64, looks: Looks) -> Self {
        Self { latest: watch::Sender::new(seq), looks, looking: Mutex::new(false) }
    }

    /// The register has come this far.
    pub(super) fn announce(&self, seq: i64) {
        self.latest.send_if_modified(|latest| {
            let rises = seq > *latest;
            *latest = seq.max(*latest);
            rises
        });
    }

    /// Whether nobody waits any more; then nobody looks either.
    fn is_over(&self) -> bool {
        let mut looking = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        *looking = self.latest.receiver_count() > 0;
        !*looking
    }
}

impl Store {
    /// How far the register has come, to be waited on: what this process writes shows at once, what others write when it
    /// is heard or looked for.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<i64> {
        let feed = &self.inner.standing.feed;
        let mut looking = feed.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = feed.latest.subscribe();
        if !*looking {
            *looking = true;
            let ear = Ear::of(&self.inner.connections, feed.looks);
            tokio::spawn(look(Arc::downgrade(&self.inner), ear));
        }
        changes
    }
}

/// Listens and looks until nobody waits, or the store is gone.
async fn look(inner: Weak<Inner>, mut ear: Ear) {
    loop {
        let heard = ear.wait().await;
        let Some(inner) = inner.upgrade() else { return };
        if inner.standing.feed.is_over() {
            return;
        }
        // Most of what is heard is what this process wrote itself.
        if matches!(heard, Heard::News(seq) if seq <= inner.standing.latest()) {
            continue;
        }
        // What is heard is a hint: two registers may share a database. Asking announces what is so.
        match (Store { inner }).ask_standing().await {
            Ok(seq) => ear.found(seq),
            Err(wrong) => tracing::warn!(error = %wrong, "how far the register has come could not be asked"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_rises_and_never_falls() {
        let feed = Feed::at(7, Looks::default());
        let mut changes = feed.latest.subscribe();
        feed.announce(7);
        feed.announce(6);
        assert!(!changes.has_changed().unwrap());
        feed.announce(9);
        feed.announce(8);
        assert_eq!(*changes.borrow_and_update(), 9);
        assert!(!changes.has_changed().unwrap());
    }

    #[test]
    fn nobody_looks_when_nobody_waits() {
        let feed = Feed::at(0, Looks::default());
        let waiting = feed.latest.subscribe();
        assert!(!feed.is_over());
        drop(waiting);
        assert!(feed.is_over());
        assert!(!*feed.looking.lock().unwrap());
    }
}
