//! What one subscription has told so far.
//!
//! May import: nothing of this crate.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::stream::{self, Iter};

/// At most one event: what one look at the register gives.
pub type Event<T> = Iter<std::option::IntoIter<T>>;

/// The memory of one subscription, from one look at the register to the next. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Following(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    /// The revision that was told last; none before the first look.
    revision: Option<i64>,
    events: u32,
    over: bool,
}

impl Following {
    /// The event, if the revision has risen since the last one; since `after` where there was none, and where that is
    /// not said since the first look. After `first` events it is over.
    pub fn tell<T>(
        &self,
        revision: i64,
        after: Option<i64>,
        first: Option<u32>,
        event: impl FnOnce() -> T,
    ) -> Event<T> {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last = *told.revision.get_or_insert(after.unwrap_or(revision));
        let tells = revision > last && !told.over;
        if tells {
            told.revision = Some(revision);
            told.events += 1;
            told.over = first.is_some_and(|first| told.events >= first);
        }
        stream::iter(tells.then(event))
    }

    /// Whether there was a first look: nothing was wrong with the question.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).revision.is_some()
    }

    /// Whether all events that were asked for have been told.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).over
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};

    use super::*;

    fn told(following: &Following, revision: i64, after: Option<i64>, first: Option<u32>) -> bool {
        let mut event = following.tell(revision, after, first, || ());
        event.next().now_or_never().flatten().is_some()
    }

    #[test]
    fn each_rise_is_told_once() {
        let following = Following::default();
        assert!(!following.has_begun());
        let tells: Vec<bool> =
            [5, 5, 6, 6, 9, 8, 10].into_iter().map(|revision| told(&following, revision, None, None)).collect();
        assert_eq!(tells, [false, false, true, false, true, false, true]);
        assert!(following.has_begun() && !following.is_over());
    }

    #[test]
    fn who_saw_less_is_told_at_once_and_who_saw_more_later() {
        assert!(told(&Following::default(), 5, Some(4), None));
        assert!(!told(&Following::default(), 5, Some(5), None));
        let ahead = Following::default();
        let tells: Vec<bool> = [5, 6, 7].into_iter().map(|revision| told(&ahead, revision, Some(6), None)).collect();
        assert_eq!(tells, [false, false, true]);
    }

    #[test]
    fn so_many_events_and_no_more() {
        let following = Following::default();
        let tells: Vec<bool> =
            [1, 2, 3, 4].into_iter().map(|revision| told(&following, revision, Some(0), Some(2))).collect();
        assert_eq!(tells, [true, true, false, false]);
        assert!(following.is_over());
    }
}
