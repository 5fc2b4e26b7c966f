//! How much goes into an answer, bounded while it is made.
//!
//! What a document costs is weighed before it runs, with lengths that lists are assumed to have. A council may have
//! seats by the thousand, and lists lead back to where they came from, so what really comes is counted as well.
//!
//! May import: `graphql`, `domain`, `error`.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::error::{Result, too_much};

/// The most entries of long lists in one answer. A page of a hundred councils with all their seats and verdicts has some
/// ten thousand; so many with ten fields each are less than a second and some hundred MiB.
const MOST: u64 = 50_000;

/// How many entries the long lists of an answer have by now. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Volume(Arc<AtomicU64>);

impl Volume {
    /// So many entries are to come, or as much work as they would be.
    ///
    /// # Errors
    /// TOO_COSTLY where the answer would have too many.
    pub fn add(&self, entries: usize) -> Result<()> {
        let entries = u64::try_from(entries).unwrap_or(MOST).min(MOST);
        let before = self.0.fetch_add(entries, Ordering::Relaxed);
        if before.saturating_add(entries) > MOST { Err(too_much(MOST)) } else { Ok(()) }
    }

    /// The list, if there is room for it.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn list<T>(&self, entries: impl Iterator<Item = T>) -> Result<Vec<T>> {
        // What came before may have been too much: nothing more is put together then.
        self.add(0)?;
        let entries: Vec<T> = entries.collect();
        self.add(entries.len())?;
        Ok(entries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_so_many_entries_and_no_more() {
        let volume = Volume::default();
        let most = usize::try_from(MOST).unwrap();
        assert_eq!(volume.list(0..most - 1).unwrap().len(), most - 1);
        assert!(volume.clone().add(1).is_ok());
        let refused = volume.add(1).unwrap_err();
        assert_eq!(refused.extensions.unwrap().get("code"), Some(&"TOO_COSTLY".into()));
        assert!(volume.add(usize::MAX).is_err());
        assert!(Volume::default().add(usize::MAX).is_ok(), "one list may be as long as it is");
    }
}
