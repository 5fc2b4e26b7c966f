//! What the members' room and the secretariat's desk share: the lists of the council's work.
//!
//! May import: `graphql`, `domain`. It is no type of the schema: its fields are those of the room and of the desk, and the view
//! says how far each sees.

use async_graphql::{Context, Object};

use super::{Advice, Case, Paper, RoomMeeting};
use crate::{
    domain::work::CaseStatus,
    graphql::{
        error::Result,
        paging::{Connection, List, Page},
        public::{search, view::View},
        session::Session,
    },
};

/// The council's work, behind a private door.
pub struct RoomWork {
    view: View,
}

impl RoomWork {
    /// That of the council, as far as it is seen through the door of the view.
    #[must_use]
    pub fn of(view: &View) -> Self {
        Self { view: view.clone() }
    }
}

/// The council's work, behind a private door.
#[Object]
impl RoomWork {
    /// The meetings with their agendas, by start.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only meetings that have not begun.", default)] upcoming: bool,
    ) -> Result<Connection<RoomMeeting>> {
        let page = Page::of(List::Meetings, first, after.as_deref(), last, before.as_deref())?;
        RoomMeeting::page(&self.view, &page, upcoming, Session::of(ctx)?.now)
    }

    /// What the council recommended, published or not, latest first.
    async fn advice(
        &self,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Advice>> {
        let page = Page::of(List::Advice, first, after.as_deref(), last, before.as_deref())?;
        Advice::page(&self.view, &page)
    }

    /// The papers in whose titles or words all words of a text are found, as far as the caller may see them, the latest first.
    async fn search_papers(
        &self,
        #[graphql(desc = "What to look for, up to 200 characters.")] text: String,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Paper>> {
        let page = Page::of(List::Papers, first, after.as_deref(), last, before.as_deref())?;
        Paper::search(&self.view, &page, &search::question(&text)?).await
    }

    /// The cases, latest first.
    async fn cases(
        &self,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only cases that stand here.")] status: Option<Vec<CaseStatus>>,
    ) -> Result<Connection<Case>> {
        let page = Page::of(List::Cases, first, after.as_deref(), last, before.as_deref())?;
        Case::page(&self.view, &page, status.as_deref())
    }
}
