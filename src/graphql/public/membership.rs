//! Memberships, and the acts of appointing that they result from.
//!
//! May import: `graphql`, `domain`.

use super::{body::Body, council::Council, organisation::Organisation, person::Person, seat::Seat, view::View};
use crate::{
    domain::{
        council::{self, Role},
        id::MembershipId,
        time::Date,
        word::Code,
    },
    graphql::{
        global_id::GlobalId,
        paging::{Connection, Page, Place},
    },
};
use async_graphql::{ID, Object, SimpleObject};

/// A membership in a council.
#[derive(Clone)]
pub struct Membership {
    view: View,
    place: usize,
}

impl Membership {
    /// The membership of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: MembershipId) -> Option<Self> {
        let place = view.value.memberships.iter().position(|membership| membership.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    /// A page of the memberships in these councils that are wanted, by their first day.
    #[must_use]
    pub fn page(page: &Page, views: &[&View], wanted: impl Fn(&council::Membership) -> bool) -> Connection<Self> {
        let mut placed = Vec::new();
        for view in views {
            for (at, membership) in view.value.memberships.iter().enumerate().filter(|(_, one)| wanted(one)) {
                placed.push((Place::by_day(Some(membership.start), membership.id), (*view, at)));
            }
        }
        Connection::first_to_last(page, placed, |(view, place)| Self { view: view.clone(), place })
    }

    fn value(&self) -> &council::Membership {
        &self.view.value.memberships[self.place]
    }
}

/// Somebody holds a seat, or stands in for its holder.
#[Object]
impl Membership {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Membership(self.view.sight.council(), self.value().id).encode()
    }

    /// Who.
    async fn person(&self) -> Option<Person> {
        Person::of(&self.view, self.value().person)
    }

    /// Which seat.
    async fn seat(&self) -> Option<Seat> {
        Seat::by_id(&self.view, self.value().seat)
    }

    /// In which council.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// As what.
    async fn role(&self) -> Role {
        self.value().role
    }

    /// Whether the role or post is held in the place of whoever holds it otherwise, as by an acting chair.
    async fn acting(&self) -> bool {
        self.value().acting
    }

    /// The post that goes with it beside the role, such as `vice-chair`: an entry of the code list `post`.
    async fn post(&self) -> Option<&Code> {
        self.value().post.as_ref()
    }

    /// 0 for the holder of the seat; 1 and more for deputies, in order.
    async fn deputy_rank(&self) -> u32 {
        self.value().alternate_rank
    }

    /// The organisation that the holder speaks for.
    async fn on_behalf_of(&self) -> Option<Organisation> {
        Organisation::by_id(&self.view.scope, self.value().on_behalf_of?)
    }

    /// The first day.
    async fn start(&self) -> Date {
        self.value().start.into()
    }

    /// The planned first day after; null where none is planned.
    async fn expected_end(&self) -> Option<Date> {
        self.value().expected_end.map(Date)
    }

    /// The first day after, once it has ended.
    async fn end(&self) -> Option<Date> {
        self.value().ended.map(Date)
    }

    /// On what ground it ended: an entry of the code list `ending`.
    async fn end_ground(&self) -> Option<&Code> {
        self.value().end_ground.as_ref()
    }

    /// Whether the holder stays past the planned end until replaced.
    async fn holds_over(&self) -> bool {
        self.value().holds_over
    }

    /// Whether the holder stays on the day although the planned end has passed, because the term clause lets holders stay
    /// until somebody comes.
    async fn held_over(&self) -> bool {
        self.value().held_over_on(self.view.scope.as_of)
    }

    /// The last day on which it is in force, that day included: the day before it ended, or before it is planned to. Null
    /// where no end is known, and where the holder stays until replaced.
    async fn last_day(&self) -> Option<Date> {
        self.value().until().and_then(|until| until.pred_opt()).map(Date)
    }

    /// Whether it is in force on the day.
    async fn in_force(&self) -> bool {
        self.value().in_force_on(self.view.scope.as_of)
    }

    /// The act of appointing that it results from.
    async fn appointment(&self) -> Option<Appointment> {
        let act = self.view.value.appointments.get(&self.value().appointment)?;
        let decided_by = act.decided_by.and_then(|body| Body::public(&self.view.scope, body));
        Some(Appointment {
            decided_by,
            decided_on: act.decided_on.map(Date),
            basis: act.basis.clone(),
            source: act.source.clone(),
            recorded_afterwards: act.history,
        })
    }
}

/// The act of appointing: who decided, when, on what basis.
#[derive(SimpleObject)]
pub struct Appointment {
    /// Who decided, where that is known.
    decided_by: Option<Body>,
    /// When, where that is known.
    decided_on: Option<Date>,
    /// On what basis.
    basis: Option<String>,
    /// Where it is known from, for what was recorded afterwards.
    source: Option<String>,
    /// Whether it was recorded afterwards, instead of decided here.
    recorded_afterwards: bool,
}
