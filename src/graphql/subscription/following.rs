//! What one subscription has told so far, and what it has yet to tell.
//!
//! May import: `domain`, `store`.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{domain::work::Level, store};

/// So many events are looked up at a time.
pub const PAGE: u64 = 50;

/// The memory of one subscription, from one look at the register to the next. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Following(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
struct Told {
    begun: Option<Begun>,
    /// What has been looked up and not told yet, the earliest first.
    pending: VecDeque<store::Event>,
    events: u32,
}

impl Told {
    /// Whether all events that were asked for have been told.
    fn is_over(&self) -> bool {
        self.begun.and_then(|begun| begun.first).is_some_and(|first| self.events >= first)
    }
}

#[derive(Clone, Copy, Debug)]
struct Begun {
    level: Level,
    /// Up to here everything has been looked up.
    reached: i64,
    /// How far there was something to look up, at the last look.
    latest: i64,
    /// The event that was told last, or the one before the first that will be.
    previous: Option<i64>,
    /// How many events are wanted.
    first: Option<u32>,
}

/// An event to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// From where it is seen.
    pub level: Level,
    /// The event.
    pub event: store::Event,
    /// The one before it in the stream.
    pub previous: Option<i64>,
}

impl Following {
    fn told(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It begins: what comes after this number is told, as it is seen from this level, and no more than `first` events.
    pub fn begin(&self, level: Level, after: i64, previous: Option<i64>, first: Option<u32>) {
        self.told().begun = Some(Begun { level, reached: after, latest: after, previous, first });
    }

    /// From where the stream is seen, once it has begun. It stays so for as long as it lasts.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        self.told().begun.map(|begun| begun.level)
    }

    /// After which number it is to be looked for events, up to the latest: nowhere while there is something to tell.
    #[must_use]
    pub fn looks_after(&self, latest: i64) -> Option<i64> {
        let mut told = self.told();
        let idle = told.pending.is_empty() && !told.is_over();
        let begun = told.begun.as_mut()?;
        begun.latest = latest.max(begun.latest);
        (idle && latest > begun.reached).then_some(begun.reached)
    }

    /// These were found up to that number, one page at most.
    pub fn found(&self, events: &[store::Event], upto: i64) {
        let mut told = self.told();
        let is_all = u64::try_from(events.len()).is_ok_and(|found| found < PAGE);
        let last = events.last().map(|event| event.number);
        if let Some(begun) = &mut told.begun {
            begun.reached = if is_all { upto } else { last.unwrap_or(upto) };
        }
        told.pending.extend(events.iter().cloned());
    }

    /// The next event, if there is one.
    #[must_use]
    pub fn next(&self) -> Option<Next> {
        let mut told = self.told();
        if told.is_over() {
            return None;
        }
        let event = told.pending.pop_front()?;
        told.events += 1;
        let begun = told.begun.as_mut()?;
        Some(Next { level: begun.level, previous: begun.previous.replace(event.number), event })
    }

    /// Whether there was a first look: nothing was wrong with the question.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.told().begun.is_some()
    }

    /// How many events have been told.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.told().events
    }

    /// Whether there is more to tell, without anything having to change.
    #[must_use]
    pub fn has_more(&self) -> bool {
        let told = self.told();
        !told.is_over() && (!told.pending.is_empty() || told.begun.is_some_and(|begun| begun.reached < begun.latest))
    }

    /// Whether all events that were asked for have been told.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.told().is_over()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(number: i64) -> store::Event {
        store::Event { number, seq: number, at: chrono::DateTime::UNIX_EPOCH, areas: Vec::new() }
    }

    /// What is told where these numbers are on record up to the latest.
    fn told(following: &Following, on_record: &[i64], latest: i64) -> Vec<(Option<i64>, i64)> {
        let mut told = Vec::new();
        loop {
            if let Some(after) = following.looks_after(latest) {
                let found = on_record.iter().copied().filter(|number| *number > after && *number <= latest);
                let found: Vec<_> = found.take(usize::try_from(PAGE).unwrap()).map(event).collect();
                following.found(&found, latest);
            }
            match following.next() {
                Some(next) => told.push((next.previous, next.event.number)),
                None => return told,
            }
        }
    }

    #[test]
    fn each_event_is_told_once_and_names_the_one_before() {
        let following = Following::default();
        assert!(!following.has_begun());
        following.begin(Level::Public, 5, Some(3), None);
        assert!(following.has_begun() && !following.has_more());
        let on_record = [1, 3, 6, 9, 10];
        assert_eq!(told(&following, &on_record, 5), []);
        assert_eq!(told(&following, &on_record, 9), [(Some(3), 6), (Some(6), 9)]);
        assert_eq!(told(&following, &on_record, 9), []);
        assert_eq!(told(&following, &on_record, 10), [(Some(9), 10)]);
        assert_eq!((following.events(), following.is_over()), (3, false));
    }

    #[test]
    fn many_are_told_page_by_page() {
        let following = Following::default();
        following.begin(Level::Member, 0, None, None);
        let on_record: Vec<i64> = (1..=130).collect();
        let told = told(&following, &on_record, 130);
        assert_eq!(told.iter().map(|(_, number)| *number).collect::<Vec<_>>(), on_record);
        assert!(told.windows(2).all(|two| two[1].0 == Some(two[0].1)));
    }

    #[test]
    fn there_is_more_until_everything_was_looked_up_and_told() {
        let following = Following::default();
        following.begin(Level::Public, 0, None, None);
        assert_eq!(following.looks_after(60), Some(0));
        assert!(following.has_more(), "it has yet to be looked up");
        following.found(&(1..=50).map(event).collect::<Vec<_>>(), 60);
        for _ in 0..50 {
            assert!(following.has_more() && following.next().is_some());
        }
        assert!(following.has_more(), "ten have yet to be looked up");
        following.found(&(51..=60).map(event).collect::<Vec<_>>(), 60);
        for _ in 0..10 {
            assert!(following.next().is_some());
        }
        assert!(!following.has_more());
    }

    #[test]
    fn so_many_events_and_no_more() {
        let following = Following::default();
        following.begin(Level::Public, 0, None, Some(2));
        assert_eq!(told(&following, &[1, 2, 3], 3), [(None, 1), (Some(1), 2)]);
        assert!(following.is_over() && !following.has_more());
    }
}
