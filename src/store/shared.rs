//! Equal clauses in memory once: councils of one template say mostly the same.
//!
//! May import: `domain`. What nobody holds any more is let go; nothing here keeps a value alive.

use std::{
    collections::HashMap,
    fmt,
    hash::{BuildHasher, Hash, RandomState},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use crate::domain::mandate::{clause::Clause, composition::Composition};

/// The clauses and compositions that are in memory.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) clauses: Once<Clause>,
    pub(super) compositions: Once<Composition>,
}

/// Values of one type, each in memory once.
pub(super) struct Once<T> {
    // Not to be foreseen by whoever writes clauses.
    hasher: RandomState,
    seen: Mutex<Seen<T>>,
}

struct Seen<T> {
    by_hash: HashMap<u64, Vec<Weak<T>>>,
    /// At so many hashes those that nobody holds are swept out.
    sweep_at: usize,
}

/// It is not worth sweeping fewer.
const FEW: usize = 1_000;

impl<T: Eq + Hash> Once<T> {
    /// The value, shared with everybody who holds an equal one.
    pub(super) fn share(&self, value: T) -> Arc<T> {
        let hash = self.hasher.hash_one(&value);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let alike = seen.by_hash.entry(hash).or_default();
        if let Some(same) = alike.iter().filter_map(Weak::upgrade).find(|known| **known == value) {
            return same;
        }
        let shared = Arc::new(value);
        alike.retain(|known| known.strong_count() > 0);
        alike.push(Arc::downgrade(&shared));
        if seen.by_hash.len() >= seen.sweep_at {
            seen.by_hash.retain(|_, alike| alike.iter().any(|known| known.strong_count() > 0));
            seen.sweep_at = (seen.by_hash.len() * 2).max(FEW);
        }
        shared
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        let seen = Seen { by_hash: HashMap::new(), sweep_at: FEW };
        Self { hasher: RandomState::new(), seen: Mutex::new(seen) }
    }
}

impl<T> fmt::Debug for Once<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Once")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_one() {
        let once = Once::default();
        let (one, other) = (once.share("a".to_owned()), once.share("a".to_owned()));
        assert!(Arc::ptr_eq(&one, &other));
        assert!(!Arc::ptr_eq(&one, &once.share("b".to_owned())));
    }

    #[test]
    fn what_nobody_holds_is_swept_out() {
        let once = Once::default();
        for number in 0..FEW * 5 {
            drop(once.share(number));
        }
        assert!(once.seen.lock().unwrap().by_hash.len() <= FEW);
        let held: Vec<_> = (0..FEW * 2).map(|number| once.share(number)).collect();
        assert!(held.iter().all(|number| Arc::ptr_eq(number, &once.share(**number))));
    }
}
