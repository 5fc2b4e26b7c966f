//! Seats.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object, SimpleObject};

use super::{council::Council, membership::Membership, seat_group::SeatGroup, view::View};
use crate::{
    domain::{council, id::SeatId, time::Date},
    graphql::{
        error::Result,
        global_id::GlobalId,
        paging::{Connection, List, Page},
    },
};

/// A seat of a council.
#[derive(Clone)]
pub struct Seat {
    view: View,
    place: usize,
}

impl Seat {
    /// The seat of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: SeatId) -> Option<Self> {
        let place = view.value.seats.iter().position(|seat| seat.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    fn value(&self) -> &council::Seat {
        &self.view.value.seats[self.place]
    }

    fn alternates(&self) -> Vec<&council::Membership> {
        let at_seat = self.view.value.at_seat(self.value().id, self.view.scope.as_of);
        let mut alternates: Vec<_> = at_seat.filter(|membership| membership.alternate_rank > 0).collect();
        alternates.sort_by_key(|membership| membership.alternate_rank);
        alternates
    }
}

/// A period in which nobody is recorded as the holder of a seat.
#[derive(SimpleObject)]
pub struct SeatVacancy {
    /// The first day; null where nobody has said since when the mandate is in force.
    from: Option<Date>,
    /// The first day on which it is held again, or no longer exists; null where neither is known.
    until: Option<Date>,
}

/// A place in the body, held or vacant.
#[Object]
impl Seat {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Seat(self.view.sight.council(), self.value().id).encode()
    }

    /// Its number in the group, from 1.
    async fn ordinal(&self) -> u32 {
        self.value().ordinal
    }

    /// The group that it belongs to.
    async fn seat_group(&self) -> Option<SeatGroup> {
        SeatGroup::by_id(&self.view, self.value().group)
    }

    /// The council.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// Whether no holder is recorded for the day. Whether that is a breach is the verdict's affair.
    async fn is_vacant(&self) -> bool {
        self.view.value.holder(self.value().id, self.view.scope.as_of).is_none()
    }

    /// Since when it has been vacant; null where somebody holds it, or nobody ever did.
    async fn vacant_since(&self) -> Option<Date> {
        self.view.value.vacant_since(self.value().id, self.view.scope.as_of).map(Date)
    }

    /// When nobody held it although a mandate in force had its group: the earliest first, up to the day. Whether a vacancy
    /// is a breach is the verdict's affair.
    async fn vacancies(&self) -> Vec<SeatVacancy> {
        let vacancies = self.view.value.vacancies(self.value().id, self.view.scope.as_of).into_iter();
        vacancies.map(|period| SeatVacancy { from: period.start.map(Date), until: period.end.map(Date) }).collect()
    }

    /// Who holds it on the day.
    async fn holder(&self) -> Option<Membership> {
        let holder = self.view.value.holder(self.value().id, self.view.scope.as_of)?;
        Membership::by_id(&self.view, holder.id)
    }

    /// Who stands in for the holder on the day: the first of the deputies.
    async fn deputy(&self) -> Option<Membership> {
        Membership::by_id(&self.view, self.alternates().first()?.id)
    }

    /// All who stand in for the holder on the day, in order.
    async fn deputies(&self) -> Vec<Membership> {
        self.alternates().into_iter().filter_map(|one| Membership::by_id(&self.view, one.id)).collect()
    }

    /// All who hold it, held it or are appointed to it, by their first day; deputies are not among them.
    async fn holders(
        &self,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Membership>> {
        let page = Page::of(List::Memberships, first, after.as_deref(), last, before.as_deref())?;
        let seat = self.value().id;
        Ok(Membership::page(&page, &[&self.view], |membership| {
            membership.seat == seat && membership.alternate_rank == 0
        }))
    }
}
