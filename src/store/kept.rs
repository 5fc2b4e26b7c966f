//! What is kept in memory, valid by revision.
//!
//! May import: `domain`, `store`. A council's value is used only while the register's list of latest changes says that
//! it is the current one, so the cache is exact on every node without invalidation messages.

use std::{collections::HashMap, sync::Arc};

use quick_cache::{Weighter, sync::Cache};

use super::weight::weighed;
use crate::domain::{council::Council, directory::Directory, id::CouncilId};

/// The register at one moment: the directory, and which value of each council is current.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The place of the latest change in the order of all changes.
    pub seq: i64,
    /// How many acts have changed something that everybody may see.
    pub public_revision: i64,
    /// What councils share.
    pub directory: Arc<Directory>,
    pub(super) latest: Arc<HashMap<CouncilId, i64>>,
}

/// The councils in memory, the most useful ones where not all fit.
pub(super) type Kept = Cache<CouncilId, Held, Bytes>;

/// A council in memory, and what it takes there.
#[derive(Clone, Debug)]
pub(super) struct Held {
    council: Arc<Council>,
    bytes: u64,
}

/// Weighs a council by the bytes that it was held to take when it came: the cache wants the same answer later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bytes;

impl Held {
    /// The council, weighed.
    pub(super) fn of(council: &Arc<Council>) -> Self {
        Self { council: Arc::clone(council), bytes: weighed(council) }
    }
}

impl Weighter<CouncilId, Held> for Bytes {
    fn weight(&self, _: &CouncilId, held: &Held) -> u64 {
        held.bytes
    }
}

/// Room for councils of so many bytes in all.
pub(super) fn room(bytes: usize) -> Kept {
    // The estimate of items only sizes the cache's tables.
    Cache::with_weighter(bytes / 50_000 + 100, bytes as u64, Bytes)
}

impl Snapshot {
    /// The kept value of the council, if it is the current one.
    pub(super) fn current(&self, kept: &Kept, id: CouncilId) -> Option<Arc<Council>> {
        let latest = *self.latest.get(&id)?;
        kept.get(&id).map(|held| held.council).filter(|council| council.changed_seq >= latest)
    }

    /// Whether there is such a council.
    pub(super) fn knows(&self, id: CouncilId) -> bool {
        self.latest.contains_key(&id)
    }
}
