//! Persons, as far as a membership in a public council shows them.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{membership::Membership, view::View};
use crate::{
    domain::{id::PersonId, time::Date},
    graphql::{
        error::{Nullable, Result, failed},
        global_id::GlobalId,
        paging::{Connection, List, Page},
        session::{Scope, Session},
    },
};

/// A person who has or had a seat in a council that may be seen.
#[derive(Clone)]
pub struct Person {
    view: View,
    id: PersonId,
}

impl Person {
    /// The person, as the council shows them; None where the council knows them for something else than a seat.
    #[must_use]
    pub fn of(view: &View, id: PersonId) -> Option<Self> {
        let seated = view.value.memberships.iter().any(|membership| membership.person == id);
        (seated && view.value.persons.contains_key(&id)).then(|| Self { view: view.clone(), id })
    }

    /// The person, where a council that everybody may see shows them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn public(scope: &Arc<Scope>, id: PersonId) -> Result<Option<Self>> {
        let views = views_of(scope, id).await?;
        Ok(views.iter().find_map(|view| Self::of(view, id)))
    }

    pub(super) fn full_name(&self) -> &str {
        self.view.value.persons.get(&self.id).map_or("", |person| &person.name)
    }
}

/// The public councils in which the person has or had a seat, by their slugs.
async fn views_of(scope: &Arc<Scope>, id: PersonId) -> Result<Vec<View>> {
    let councils = scope.store.councils_of_persons(&[id]).await.map_err(failed)?;
    let doors: Vec<_> = councils.into_iter().filter_map(|id| Some(scope.public(id)?.0)).collect();
    let mut values = scope.values(&doors).await?;
    let views = doors.into_iter().filter_map(|access| {
        let value = values.remove(&access.council())?;
        Some(View::public(Arc::clone(scope), access, value))
    });
    let mut views: Vec<View> = views.collect();
    views.sort_by(|one, other| one.value.head.slug.cmp(&other.value.head.slug));
    Ok(views)
}

/// A person who has or had a seat in a public council.
#[Object]
impl Person {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Person(self.id).encode()
    }

    /// Name in full.
    async fn name(&self) -> &str {
        self.full_name()
    }

    /// The memberships in public councils, by their first day.
    async fn memberships(
        &self,
        #[graphql(default, desc = "Whether those of other days are listed too.")] history: bool,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Membership>> {
        let page = Page::of(List::Memberships, first, after.as_deref(), last, before.as_deref())?;
        let day = self.view.scope.as_of;
        let views = views_of(&self.view.scope, self.id).await?;
        let views: Vec<&View> = views.iter().collect();
        Ok(Membership::page(&page, &views, |one| one.person == self.id && (history || one.in_force_on(day))))
    }
}

/// Persons.
#[derive(Default)]
pub struct PersonQueries;

#[Object]
impl PersonQueries {
    /// One person, by id; null where no public council shows them.
    async fn person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id.")] id: ID,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Nullable<Person> {
        find(ctx, &id, as_of).await.transpose()
    }
}

async fn find(ctx: &Context<'_>, id: &str, as_of: Option<Date>) -> Result<Option<Person>> {
    let scope = Session::of(ctx)?.scope(as_of);
    match GlobalId::decode(id) {
        Some(GlobalId::Person(id)) => Person::public(&scope, id).await,
        _ => Ok(None),
    }
}
