//! News of changes, for those who wait for them.
//!
//! The news is how far the register has come, not what was done: whoever is slow to look misses nothing that still holds.
//! What this process writes is announced at once. What another one writes is found by looking, four times a second, and
//! only while somebody waits.
//!
//! May import: tokio, `store`.

use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use tokio::{sync::watch, time::sleep};

use super::{Inner, Store};

/// How often it is looked for what other processes wrote.
const LOOKS: Duration = Duration::from_millis(250);

/// The place of the latest change, as it rises.
#[derive(Debug)]
pub(super) struct Feed {
    latest: watch::Sender<i64>,
    /// Whether somebody looks.
    looking: Mutex<bool>,
}

impl Feed {
    pub(super) fn at(seq: i64) -> Self {
        Self { latest: watch::Sender::new(seq), looking: Mutex::new(false) }
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
    /// How far the register has come, to be waited on: what this process writes shows at once, what others write within
    /// a quarter of a second.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<i64> {
        let feed = &self.inner.standing.feed;
        let mut looking = feed.looking.lock().unwrap_or_else(PoisonError::into_inner);
        let changes = feed.latest.subscribe();
        if !*looking {
            *looking = true;
            tokio::spawn(look(Arc::downgrade(&self.inner)));
        }
        changes
    }
}

/// Looks until nobody waits, or the store is gone.
async fn look(inner: Weak<Inner>) {
    loop {
        sleep(LOOKS).await;
        let Some(inner) = inner.upgrade() else { return };
        if inner.standing.feed.is_over() {
            return;
        }
        // It announces what it finds.
        if let Err(wrong) = (Store { inner }).standing().await {
            tracing::warn!(error = %wrong, "how far the register has come could not be asked");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_rises_and_never_falls() {
        let feed = Feed::at(7);
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
        let feed = Feed::at(0);
        let waiting = feed.latest.subscribe();
        assert!(!feed.is_over());
        drop(waiting);
        assert!(feed.is_over());
        assert!(!*feed.looking.lock().unwrap());
    }
}
