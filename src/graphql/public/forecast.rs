//! Forecasts across councils: who leaves, which mandates end, which seats will be empty, as far as recorded.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::{Context, Object};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    council_list, due::DutyDue, filter::CouncilFilter, mandate::Mandate, membership::Membership, seat::Seat, view::View,
};
use crate::{
    domain::{forecast, message::said, time::Date},
    graphql::{
        error::{Result, bad_input},
        paging::{Connection, List, Page, Place},
        session::{Scope, Session},
    },
};

/// Longest time ahead, in days.
const FURTHEST: i32 = 3_650;

/// The last day of so many days from the day on.
///
/// # Errors
/// That the number is out of its range.
pub fn until(day: NaiveDate, within_days: i32) -> Result<NaiveDate> {
    match u32::try_from(within_days) {
        Ok(days) if within_days <= FURTHEST => Ok(forecast::days_after(day, days)),
        _ => Err(bad_input(said!(
            "withinDays er {within_days}; et tall fra 0 til {FURTHEST} trengs.",
            "withinDays is {within_days}; a number from 0 to {FURTHEST} is needed."
        ))),
    }
}

/// The place of the mandate of this identity in the value of the council.
fn mandate_at(view: &View, id: crate::domain::id::MandateId) -> Option<usize> {
    view.value.mandates.iter().position(|mandate| mandate.id == id)
}

/// Forecasts.
#[derive(Default)]
pub struct ForecastQueries;

#[Object]
impl ForecastQueries {
    /// The memberships in force on the day that end, or are planned to end, within so many days, the first to end first.
    /// Those whose planned end has passed come along: their holders stay until they are replaced.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter and a day")]
    async fn expiring_memberships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Within how many days, 0 to 3,650.")] within_days: i32,
        #[graphql(desc = "In which councils; all where it is not said.")] filter: Option<CouncilFilter>,
        #[graphql(desc = "The day that the days are counted from; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Membership>> {
        let page = Page::of(List::ExpiringMemberships, first, after.as_deref(), last, before.as_deref())?;
        let scope = Session::of(ctx)?.scope(as_of);
        let until = until(scope.as_of, within_days)?;
        let views = council_list::views(ctx, &scope, filter).await?;
        let expiring = views.iter().flat_map(|view| {
            let found = forecast::expiring_memberships(&view.value, scope.as_of, until).into_iter();
            found.map(move |(end, held)| (Place::by_day(Some(end), held.id), (view, held.id)))
        });
        Ok(Connection::first_to_last(&page, expiring, |(view, id)| Membership::by_id(view, id)))
    }

    /// The mandates in force on the day that end within so many days, the first to end first.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter and a day")]
    async fn expiring_mandates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Within how many days, 0 to 3,650.")] within_days: i32,
        #[graphql(desc = "Only those after which no other mandate is in force.", default)] unfollowed: bool,
        #[graphql(desc = "Of which councils; all where it is not said.")] filter: Option<CouncilFilter>,
        #[graphql(desc = "The day that the days are counted from; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Mandate>> {
        let page = Page::of(List::ExpiringMandates, first, after.as_deref(), last, before.as_deref())?;
        let scope = Session::of(ctx)?.scope(as_of);
        let until = until(scope.as_of, within_days)?;
        let views = council_list::views(ctx, &scope, filter).await?;
        let expiring = views.iter().filter_map(|view| {
            let found = forecast::expiring_mandate(&view.value, scope.as_of, until)?;
            let wanted = !unfollowed || !found.followed;
            wanted.then(|| (Place::by_day(Some(found.end), found.mandate.id), (view, found.mandate.id)))
        });
        Ok(Connection::first_to_last(&page, expiring, |(view, id)| Some(Mandate::at(view, mandate_at(view, id)?))))
    }

    /// The seats that nobody will hold on a day, as far as recorded, of the groups whose number of seats the mandate
    /// then in force fixes; those that are vacant the longest first. What the seats say is for that day.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter and a day")]
    async fn future_vacancies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day.")] on: Date,
        #[graphql(desc = "In which councils, as they are on that day; all where it is not said.")] filter: Option<
            CouncilFilter,
        >,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Seat>> {
        let page = Page::of(List::FutureVacancies, first, after.as_deref(), last, before.as_deref())?;
        let scope = Session::of(ctx)?.scope(Some(on));
        let views = council_list::views(ctx, &scope, filter).await?;
        let vacant = views.iter().flat_map(|view| {
            let found = forecast::vacancies(&view.value, on.0).into_iter();
            found.map(move |one| (Place::by_day(one.since, one.seat.id), (view, one.seat.id)))
        });
        Ok(Connection::first_to_last(&page, vacant, |(view, id)| Seat::by_id(view, id)))
    }

    /// What councils still have to do by their mandates within so many days, the earliest first: meetings to hold this
    /// year, bodies to meet, plans to publish, evaluations. What can no longer be done in time is among the verdicts.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter and a day")]
    async fn duties_due(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Within how many days, 0 to 3,650.")] within_days: i32,
        #[graphql(desc = "In which councils; all where it is not said.")] filter: Option<CouncilFilter>,
        #[graphql(desc = "The day that the days are counted from; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<DutyDue>> {
        let page = Page::of(List::DutiesDue, first, after.as_deref(), last, before.as_deref())?;
        let scope = Session::of(ctx)?.scope(as_of);
        let until = until(scope.as_of, within_days)?;
        let views = council_list::views(ctx, &scope, filter).await?;
        let mut found = Vec::new();
        for view in &views {
            // One clause can ask for several things on one day, such as meeting each of two bodies: they are told apart
            // by their order.
            for (turn, due) in (0_u128..).zip(DutyDue::all(view, until).await?) {
                let id = Uuid::from_u128(due.clause_id().as_u128().wrapping_add(turn));
                found.push((Place::by_day(Some(due.value().by), id), due));
            }
        }
        Ok(Connection::first_to_last(&page, found, |due| due))
    }
}

/// What will happen in one council, on the secretariat's desk.
pub struct Forecast {
    view: View,
    later: Arc<Scope>,
}

impl Forecast {
    /// What will happen up to and with the day of the scope. Only who holds the proof of the secretariat's door may
    /// ask for it: drafts are told of.
    #[must_use]
    pub const fn on_desk(view: View, later: Arc<Scope>) -> Self {
        Self { view, later }
    }
}

/// What will happen in the council, as far as recorded.
#[Object]
impl Forecast {
    /// The last day that is looked at.
    async fn until(&self) -> Date {
        self.later.as_of.into()
    }

    /// Memberships in force that end or are planned to end, the first to end first. Those whose planned end has passed
    /// come along: they wait for a decision.
    async fn expiring_memberships(&self) -> Vec<Membership> {
        let found = forecast::expiring_memberships(&self.view.value, self.view.scope.as_of, self.later.as_of);
        found.into_iter().filter_map(|(_, held)| Membership::by_id(&self.view, held.id)).collect()
    }

    /// The mandate in force, where it ends in this time.
    async fn expiring_mandate(&self) -> Option<Mandate> {
        let found = forecast::expiring_mandate(&self.view.value, self.view.scope.as_of, self.later.as_of)?;
        Some(Mandate::on_desk(&self.view, mandate_at(&self.view, found.mandate.id)?))
    }

    /// The seats that nobody will hold on the last day, of the groups whose number of seats the mandate then in force
    /// fixes.
    async fn future_vacancies(&self) -> Vec<Seat> {
        let then = View { scope: Arc::clone(&self.later), ..self.view.clone() };
        let vacant = forecast::vacancies(&then.value, self.later.as_of);
        vacant.into_iter().filter_map(|one| Seat::by_id(&then, one.seat.id)).collect()
    }

    /// What the council still has to do by its mandate in this time, the earliest first.
    async fn duties_due(&self) -> Result<Vec<DutyDue>> {
        DutyDue::all(&self.view, self.later.as_of).await
    }

    /// Drafts that are meant to come into force in this time, and still have to be adopted; the first one first.
    async fn drafts_to_come(&self) -> Vec<Mandate> {
        let drafts = forecast::drafts_to_come(&self.view.value, self.view.scope.as_of, self.later.as_of);
        let places = drafts.into_iter().filter_map(|draft| mandate_at(&self.view, draft.id));
        places.map(|place| Mandate::on_desk(&self.view, place)).collect()
    }
}
