//! Relay connections, written once. A page is cut between places in an order, not between numbers, so what is added or
//! removed elsewhere in the list never shifts it.
//!
//! May import: `graphql::error`, `domain`. [`Connection::first_to_last`] and [`Connection::last_to_first`] make the page of a list in
//! memory, which [`Cut::of`] cuts; [`Page::window`] says what to ask a database for, and [`Connection::of_rows`] makes the page
//! of what it answers.

mod connection;
mod cursor;
mod list;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, ops::Range};

pub use connection::{Connection, Edge, PageInfo};
pub use cursor::Place;
pub use list::{List, Listed};

use super::error::{Result, bad_input};
use crate::domain::message::said;

/// How many entries a page has where the client does not say.
pub const DEFAULT_PAGE: usize = 20;
/// How many entries a page has at most.
pub const LONGEST_PAGE: usize = 100;

/// A page that a client asks for, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    list: Listed,
    size: usize,
    backward: bool,
    after: Option<Place>,
    before: Option<Place>,
}

/// What a database is asked for: at most `limit` rows between the places, from the end if `backward`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window<'a> {
    /// Only what comes after this place.
    pub after: Option<&'a Place>,
    /// Only what comes before this place.
    pub before: Option<&'a Place>,
    /// Whether to begin at the end; the rows then come in reverse.
    pub backward: bool,
    /// One more than the page has, so that it shows whether there is more.
    pub limit: usize,
}

impl Page {
    /// Reads the four arguments. Cursors of another list, or of this one in another order, are refused.
    ///
    /// # Errors
    /// What is wrong with the arguments, as BAD_USER_INPUT.
    pub fn of(
        list: impl Into<Listed>,
        first: Option<i32>,
        after: Option<&str>,
        last: Option<i32>,
        before: Option<&str>,
    ) -> Result<Self> {
        let list = list.into();
        let size = match (size("first", first)?, size("last", last)?) {
            (Some(_), Some(_)) => {
                return Err(bad_input(said!("Si first eller last, ikke begge.", "Say first or last, not both.")));
            }
            (None, None) => DEFAULT_PAGE,
            (Some(size), None) | (None, Some(size)) => size,
        };
        let place = |name: &str, cursor: Option<&str>| match cursor {
            None => Ok(None),
            Some(cursor) => Place::decode(list, cursor).map(Some).ok_or_else(|| {
                bad_input(said!(
                    "{name} er ikke et merke i denne listen i denne rekkefølgen.",
                    "{name} is not a cursor of this list in this order."
                ))
            }),
        };
        Ok(Self {
            list,
            size,
            backward: last.is_some(),
            after: place("after", after)?,
            before: place("before", before)?,
        })
    }

    /// What to ask a database for.
    #[must_use]
    pub const fn window(&self) -> Window<'_> {
        Window {
            after: self.after.as_ref(),
            before: self.before.as_ref(),
            backward: self.backward,
            limit: self.size + 1,
        }
    }

    fn cursor(&self, place: &Place) -> String {
        place.encode(self.list)
    }
}

fn size(name: &str, asked: Option<i32>) -> Result<Option<usize>> {
    let Some(asked) = asked else { return Ok(None) };
    match usize::try_from(asked) {
        Ok(size) if size <= LONGEST_PAGE => Ok(Some(size)),
        Ok(_) => Err(bad_input(said!(
            "{name} er {asked}; en side har høyst {LONGEST_PAGE} oppføringer.",
            "{name} is {asked}; a page has at most {LONGEST_PAGE} entries."
        ))),
        Err(_) => Err(bad_input(said!(
            "{name} er {asked}; en side har 0 til {LONGEST_PAGE} oppføringer.",
            "{name} is {asked}; a page has 0 to {LONGEST_PAGE} entries."
        ))),
    }
}

/// A page cut out of a list in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where the page stands in the list.
    pub range: Range<usize>,
    /// How long the list is.
    pub total: usize,
}

impl Cut {
    /// Cuts the page out of a list whose entries stand in order. `place` is the place of an entry; `descending` says
    /// that places fall along the list.
    #[must_use]
    pub fn of<T>(page: &Page, list: &[T], descending: bool, place: impl Fn(&T) -> &Place) -> Self {
        let order = |entry: &T, to: &Place| {
            let order = place(entry).cmp(to);
            if descending { order.reverse() } else { order }
        };
        let start = page
            .after
            .as_ref()
            .map_or(0, |after| list.partition_point(|entry| order(entry, after) != Ordering::Greater));
        let end = page
            .before
            .as_ref()
            .map_or(list.len(), |before| list.partition_point(|entry| order(entry, before) == Ordering::Less));
        let end = end.max(start);
        let range = if page.backward {
            end.saturating_sub(page.size).max(start)..end
        } else {
            start..end.min(start + page.size)
        };
        Self { range, total: list.len() }
    }
}
