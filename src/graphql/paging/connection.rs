//! The connection as clients see it: edges, nodes, page info and the number of all entries.
//!
//! May import: `graphql::paging`.

use std::borrow::{Borrow, Cow};

use async_graphql::{Object, OutputType, SimpleObject, TypeName};

use super::{Cut, Page, Place};

/// A page of a list.
#[derive(Debug)]
pub struct Connection<T> {
    edges: Vec<Edge<T>>,
    page_info: PageInfo,
    total_count: usize,
}

/// An entry of a page.
#[derive(Debug)]
pub struct Edge<T> {
    cursor: String,
    node: T,
}

/// Where a page stands in its list.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct PageInfo {
    /// Whether there are entries before this page.
    has_previous_page: bool,
    /// Whether there are entries after this page.
    has_next_page: bool,
    /// The cursor of the first entry; null on an empty page.
    start_cursor: Option<String>,
    /// The cursor of the last entry; null on an empty page.
    end_cursor: Option<String>,
}

impl<T> Connection<T> {
    /// The page of a list in memory, in the order of its places. `node` is asked for what stands on the page only.
    #[must_use]
    pub fn first_to_last<E, N: Into<Option<T>>>(
        page: &Page,
        placed: impl IntoIterator<Item = (Place, E)>,
        node: impl FnMut(E) -> N,
    ) -> Self {
        let mut placed: Vec<(Place, E)> = placed.into_iter().collect();
        placed.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self::sorted(page, placed, false, node)
    }

    /// The page of a list in memory, the last place first. `node` is asked for what stands on the page only.
    #[must_use]
    pub fn last_to_first<E, N: Into<Option<T>>>(
        page: &Page,
        placed: impl IntoIterator<Item = (Place, E)>,
        node: impl FnMut(E) -> N,
    ) -> Self {
        let mut placed: Vec<(Place, E)> = placed.into_iter().collect();
        placed.sort_by(|(one, _), (other, _)| other.cmp(one));
        Self::sorted(page, placed, true, node)
    }

    fn sorted<E, N: Into<Option<T>>>(
        page: &Page,
        mut placed: Vec<(Place, E)>,
        descending: bool,
        mut node: impl FnMut(E) -> N,
    ) -> Self {
        let cut = Cut::of(page, &placed, descending, |(place, _)| place);
        let shown = placed.drain(cut.range.clone());
        let nodes = shown.filter_map(|(place, entry)| {
            let node: Option<T> = node(entry).into();
            Some((place, node?))
        });
        Self::of_cut(page, &cut, nodes)
    }

    /// The page that was cut out of a list in memory: `entries` are those in the range of the cut, in its order.
    #[must_use]
    pub fn of_cut<P: Borrow<Place>>(page: &Page, cut: &Cut, entries: impl IntoIterator<Item = (P, T)>) -> Self {
        let edges: Vec<_> =
            entries.into_iter().map(|(place, node)| Edge { cursor: page.cursor(place.borrow()), node }).collect();
        Self::made(edges, cut.range.start > 0, cut.range.end < cut.total, cut.total)
    }

    /// The page of rows that a database gave for [`Page::window`].
    #[must_use]
    pub fn of_rows(page: &Page, mut rows: Vec<(Place, T)>, total_count: usize) -> Self {
        let more = rows.len() > page.size;
        rows.truncate(page.size);
        if page.backward {
            rows.reverse();
        }
        let edges = rows.into_iter().map(|(place, node)| Edge { cursor: page.cursor(&place), node }).collect();
        let (before, after) = (page.after.is_some(), page.before.is_some());
        let (previous, next) = if page.backward { (more || before, after) } else { (before, more || after) };
        Self::made(edges, previous, next, total_count)
    }

    fn made(edges: Vec<Edge<T>>, has_previous_page: bool, has_next_page: bool, total_count: usize) -> Self {
        let page_info = PageInfo {
            has_previous_page,
            has_next_page,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        };
        Self { edges, page_info, total_count }
    }

    /// The entries of the page.
    pub fn into_nodes(self) -> impl Iterator<Item = T> {
        self.edges.into_iter().map(|edge| edge.node)
    }

    /// Where the page stands.
    #[must_use]
    pub const fn info(&self) -> &PageInfo {
        &self.page_info
    }
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", T::type_name()))
    }
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", T::type_name()))
    }
}

/// A page of a list (Relay cursor connections).
#[Object(name_type)]
impl<T: OutputType> Connection<T> {
    /// The entries of the page with their cursors.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// The entries of the page without their cursors.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> &PageInfo {
        &self.page_info
    }

    /// How many entries the whole list has.
    async fn total_count(&self) -> usize {
        self.total_count
    }
}

/// An entry of a page.
#[Object(name_type)]
impl<T: OutputType> Edge<T> {
    /// The place of the entry in the list: what `after` and `before` take.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The entry.
    async fn node(&self) -> &T {
        &self.node
    }
}

#[cfg(test)]
impl PageInfo {
    pub(super) const fn has(&self) -> (bool, bool) {
        (self.has_previous_page, self.has_next_page)
    }

    pub(super) fn ends(&self) -> (Option<&str>, Option<&str>) {
        (self.start_cursor.as_deref(), self.end_cursor.as_deref())
    }
}
