//! Verdicts without their words, kept for those who ask about many councils again and again: filters and counts.
//!
//! May import: `domain`, `store`. A ruling is kept with everything that it was found from: the council's place in the
//! order of changes and those of its relatives, the directory's revision, and the day. What does not match is judged
//! anew, so nothing that is kept can go stale.

use std::sync::Arc;

use chrono::NaiveDate;
use quick_cache::sync::Cache;

use super::Store;
use crate::domain::{
    council::Council,
    id::CouncilId,
    mandate::{
        check::{self, Around, Audience},
        verdict::{Severity, Verdict, VerdictStatus},
    },
};

/// Of how many councils rulings are kept, for the day that was asked about last. A ruling takes a few bytes, a council
/// has some forty. One entry for each council, so that a walk over all pages of a day finds them all again.
const MOST: usize = 50_000;

/// A verdict without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What was found.
    pub status: VerdictStatus,
    /// How serious a breach would be.
    pub severity: Severity,
    /// The place of the clause in the mandate in force; None where it is about the council as a whole.
    pub clause: Option<usize>,
}

/// The rulings on a council on a day, and what they were found from.
#[derive(Clone, Debug)]
struct Kept {
    from: Arc<From>,
    rulings: Arc<[Ruling]>,
}

/// What rulings are found from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct From {
    on: NaiveDate,
    own: i64,
    relatives: Vec<(CouncilId, i64)>,
    directory: i64,
}

/// The rulings that are kept.
#[derive(Debug)]
pub(super) struct Rulings(Cache<CouncilId, Kept>);

impl Default for Rulings {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl Rulings {
    pub(super) fn clear(&self) {
        self.0.clear();
    }
}

impl From {
    fn of(council: &Council, around: Around<'_>, on: NaiveDate) -> Self {
        Self {
            on,
            own: council.changed_seq,
            relatives: relatives(around).collect(),
            directory: around.directory.revision,
        }
    }

    /// Whether it would be found from the same today. Asked for every council of a list, so it puts nothing together.
    fn still(&self, council: &Council, around: Around<'_>, on: NaiveDate) -> bool {
        self.on == on
            && self.own == council.changed_seq
            && self.directory == around.directory.revision
            && self.relatives.iter().copied().eq(relatives(around))
    }
}

fn relatives(around: Around<'_>) -> impl Iterator<Item = (CouncilId, i64)> {
    around.family.iter().map(|other| (other.head.id, other.changed_seq))
}

impl Store {
    /// The verdicts on a council on a day, as everybody may know them, without their words; worst first.
    #[must_use]
    pub fn rulings(&self, council: &Council, around: Around<'_>, on: NaiveDate) -> Arc<[Ruling]> {
        let judged = || -> Arc<[Ruling]> {
            let around = Around { words: false, ..around };
            let verdicts = check::compliance(council, around, on);
            let ruling = |verdict: &Verdict| Ruling {
                status: verdict.status,
                severity: verdict.severity,
                clause: verdict.clause,
            };
            verdicts.iter().map(ruling).collect()
        };
        if around.audience != Audience::Public {
            return judged();
        }
        let key = council.head.id;
        if let Some(kept) = self.inner.rulings.0.get(&key)
            && kept.from.still(council, around, on)
        {
            return kept.rulings;
        }
        // All of them, though a filter may ask whether there is a breach and no more: what is kept whole is found again
        // after a change elsewhere in the register, whatever is asked then.
        let rulings = judged();
        let from = From::of(council, around, on);
        self.inner.rulings.0.insert(key, Kept { from: Arc::new(from), rulings: Arc::clone(&rulings) });
        rulings
    }
}
