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
    /// A digest of what was seen last, where not every rise of the revision is news.
    seen: Option<u64>,
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

    /// The event, if what is seen is not what was seen last; at the first look if the council is beyond `after`. So
    /// whoever comes back is told at least once of what they missed. After `first` events it is over.
    pub fn tell_of<T>(
        &self,
        seen: u64,
        place: i64,
        after: Option<i64>,
        first: Option<u32>,
        event: impl FnOnce() -> T,
    ) -> Event<T> {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = match told.seen.replace(seen) {
            None => after.is_some_and(|after| place > after),
            Some(last) => last != seen,
        };
        told.revision = Some(place);
        let tells = is_news && !told.over;
        if tells {
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
    fn only_what_is_seen_otherwise_is_news() {
        let told = |following: &Following, seen, place, after| {
            let mut event = following.tell_of(seen, place, after, Some(2), || ());
            event.next().now_or_never().flatten().is_some()
        };
        let here = Following::default();
        let tells: Vec<bool> = [(1, 5), (1, 6), (2, 7), (2, 8), (1, 9), (3, 10)]
            .map(|(seen, place)| told(&here, seen, place, None))
            .into();
        assert_eq!(tells, [false, false, true, false, true, false], "two, then it is over");
        assert!(told(&Following::default(), 1, 5, Some(4)));
        assert!(!told(&Following::default(), 1, 5, Some(5)));
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
