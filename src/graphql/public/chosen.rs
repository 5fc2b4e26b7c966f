//! Lists of councils as filters and values decide them, kept for whoever pages through them: what every council was
//! asked for the first page is known for the next.
//!
//! May import: a cache, `domain`, `graphql::paging`, [`super::roll`]. A list is kept with everything that it was found from,
//! so a kept one is never an old one.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::NaiveDate;
use quick_cache::{Weighter, sync::Cache};

use super::roll::{CouncilOrderField, Entry, Roll};
use crate::{domain::text::Lang, graphql::paging::Place};

/// Bytes of all lists that are kept.
const ROOM: u64 = 16 * 1024 * 1024;

/// What a list is found from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The place of the latest change in the register.
    pub seq: i64,
    /// The day of the request.
    pub today: NaiveDate,
    /// The day that the answer is for.
    pub as_of: NaiveDate,
    /// The language of names.
    pub lang: Lang,
    /// What the list is ordered by, upwards.
    pub field: CouncilOrderField,
    /// The test of the filter, in the program's words, which tell any two of them apart.
    pub test: String,
}

/// A list in its order.
pub struct Chosen {
    roll: Arc<Roll>,
    at: Vec<(Place, usize)>,
}

impl Chosen {
    /// These entries of the roll, by their places in it, in their order.
    #[must_use]
    pub const fn new(roll: Arc<Roll>, at: Vec<(Place, usize)>) -> Self {
        Self { roll, at }
    }

    /// The entries with their places in the order.
    #[must_use]
    pub fn places(&self) -> &[(Place, usize)] {
        &self.at
    }

    /// An entry.
    #[must_use]
    pub fn entry(&self, at: usize) -> &Entry {
        &self.roll.entries()[at]
    }
}

#[derive(Clone, Copy)]
struct Size;

impl Weighter<Question, Arc<Chosen>> for Size {
    fn weight(&self, question: &Question, chosen: &Arc<Chosen>) -> u64 {
        let places: usize = chosen.at.iter().map(|(place, _)| size_of::<(Place, usize)>() + place.bytes()).sum();
        (places + question.test.len() + size_of::<Question>()) as u64
    }
}

/// The lists that were asked for most since the register changed last. They stand in the data of the schema.
pub struct Lists {
    kept: Cache<Question, Arc<Chosen>, Size>,
    /// The place of the latest change that they are found from.
    seq: AtomicI64,
}

impl Default for Lists {
    fn default() -> Self {
        Self { kept: Cache::with_weighter(64, ROOM, Size), seq: AtomicI64::new(0) }
    }
}

impl Lists {
    /// The list that was found from the same, on the same roll.
    #[must_use]
    pub fn get(&self, question: &Question, roll: &Arc<Roll>) -> Option<Arc<Chosen>> {
        self.kept.get(question).filter(|chosen| Arc::ptr_eq(&chosen.roll, roll))
    }

    /// Keeps a list. Those from before the latest change nobody asks for again, and each would keep the roll and the
    /// directory of its time in memory.
    pub fn keep(&self, question: Question, chosen: &Arc<Chosen>) {
        if self.seq.swap(question.seq, Ordering::Relaxed) != question.seq {
            self.kept.clear();
        }
        self.kept.insert(question, Arc::clone(chosen));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::directory::{Directory, DirectoryParts};

    fn question(seq: i64, test: &str) -> Question {
        let day = NaiveDate::default();
        let (lang, field) = (Lang::Nb, CouncilOrderField::Name);
        Question { seq, today: day, as_of: day, lang, field, test: test.to_owned() }
    }

    fn roll() -> Arc<Roll> {
        Arc::new(Roll::of(&Arc::new(Directory::from(DirectoryParts::default()))))
    }

    #[test]
    fn a_change_in_the_register_lets_go_of_what_was_found_before() {
        let (lists, before, after) = (Lists::default(), roll(), roll());
        lists.keep(question(1, "a"), &Arc::new(Chosen::new(Arc::clone(&before), Vec::new())));
        lists.keep(question(1, "b"), &Arc::new(Chosen::new(Arc::clone(&before), Vec::new())));
        assert!(lists.get(&question(1, "a"), &before).is_some());
        assert_eq!(Arc::strong_count(&before), 3);
        lists.keep(question(2, "a"), &Arc::new(Chosen::new(Arc::clone(&after), Vec::new())));
        assert_eq!(Arc::strong_count(&before), 1, "nothing holds the roll of before");
        assert!(lists.get(&question(2, "a"), &after).is_some());
        assert!(lists.get(&question(2, "a"), &before).is_none());
    }
}
