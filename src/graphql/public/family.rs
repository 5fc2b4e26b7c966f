//! Families of councils.
//!
//! May import: `graphql`, `domain`. A family is public as soon as one of its councils is.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{
    collation::sort_key,
    council::Council,
    meeting::Meeting,
    roll::{Entry, Rolls},
    wheel::{AnnualWheel, Views},
};
use crate::{
    domain::{council, directory::Family, text::Lang, time::Date, word::Slug},
    graphql::{
        error::{Nullable, Result},
        global_id::GlobalId,
        paging::{Connection, List, Page, Place},
        session::{Scope, Session},
    },
};

/// A family of councils.
#[derive(Clone)]
pub struct CouncilFamily {
    scope: Arc<Scope>,
    value: Arc<Family>,
}

impl CouncilFamily {
    /// A family that is reached through a council that may be seen.
    #[must_use]
    pub const fn of(scope: Arc<Scope>, value: Arc<Family>) -> Self {
        Self { scope, value }
    }

    /// A family that everybody may see.
    #[must_use]
    pub fn public(scope: &Arc<Scope>, value: &Arc<Family>) -> Option<Self> {
        let mut heads = scope.public_councils();
        heads.any(|(_, head)| head.family == Some(value.id)).then(|| Self::of(Arc::clone(scope), Arc::clone(value)))
    }
}

/// Councils that belong together, with tiers.
#[Object]
impl CouncilFamily {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Family(self.value.id).encode()
    }

    /// The name in addresses.
    async fn slug(&self) -> &Slug {
        &self.value.slug
    }

    /// What it is called.
    async fn name(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.name.in_lang(self.scope.lang(lang))
    }

    /// What it is for.
    async fn purpose(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.value.purpose.as_ref().map(|text| text.in_lang(self.scope.lang(lang)))
    }

    /// Its councils, the top tier first.
    async fn councils(&self, ctx: &Context<'_>) -> Result<Vec<Council>> {
        let roll = Rolls::of(ctx, &self.scope.directory)?;
        let council = |entry: &Entry| Council::of(Arc::clone(&self.scope), entry.access, Arc::clone(&entry.head));
        Ok(roll.family(self.value.id).map(council).collect())
    }

    /// The calendar of the family: the meetings of all its councils that are planned and were held, by start.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection between two days")]
    async fn meetings(
        &self,
        #[graphql(desc = "Only those that start on this day or later, where their council is.")] from: Option<Date>,
        #[graphql(desc = "Only those that start before this day, where their council is.")] until: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        let page = Page::of(List::FamilyMeetings, first, after.as_deref(), last, before.as_deref())?;
        let views = Views::of_family(&self.scope, self.value.id).await?;
        let wanted = |meeting: &council::Meeting| {
            from.is_none_or(|from| from.0 <= meeting.day) && until.is_none_or(|until| meeting.day < until.0)
        };
        Ok(views.page(&page, wanted))
    }

    /// The annual wheel of a year: the plan for all its councils, published together. Null where none was published up to
    /// the day.
    async fn wheel(&self, #[graphql(desc = "The year.")] year: i32) -> Option<AnnualWheel> {
        let wheel = self.scope.directory.wheel(self.value.id, year)?;
        (wheel.published_on <= self.scope.as_of).then(|| AnnualWheel::of(&self.scope, wheel))
    }
}

/// Families.
#[derive(Default)]
pub struct FamilyQueries;

#[Object]
impl FamilyQueries {
    /// One family by slug; null where there is none that everybody may see.
    async fn family(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name in addresses.")] slug: String,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Nullable<CouncilFamily> {
        let find = |session: &Session| {
            let scope = session.scope(as_of);
            scope.directory.family_by_slug(&slug).and_then(|family| CouncilFamily::public(&scope, family))
        };
        Session::of(ctx).map(find).transpose()
    }

    /// All families, by name.
    async fn families(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<CouncilFamily>> {
        let scope = Session::of(ctx)?.scope(as_of);
        let page = Page::of(List::Families.in_lang(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        let roll = Rolls::of(ctx, &scope.directory)?;
        let families = scope.directory.families().filter(|family| roll.has_family(family.id));
        let placed = families.map(|family| (Place::new(&sort_key(family.name.in_lang(scope.lang)), family.id), family));
        let node = |family: &Arc<_>| CouncilFamily::of(Arc::clone(&scope), Arc::clone(family));
        Ok(Connection::first_to_last(&page, placed, node))
    }
}
