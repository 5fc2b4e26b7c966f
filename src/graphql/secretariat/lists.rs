//! The lists on the secretariat's desk: vacancies, terms that run out, contacts.
//!
//! May import: `graphql`, `store`, `domain`.

use async_graphql::{ID, Object, SimpleObject};
use chrono::NaiveDate;

use crate::{
    domain::{forecast::expiring_memberships, people::Person, time::Date},
    graphql::{
        global_id::GlobalId,
        public::{membership::Membership, seat::Seat, seat_group::SeatGroup, view::View},
    },
    store::ContactRow,
};

/// A seat that nobody holds.
#[derive(SimpleObject)]
pub struct Vacancy {
    /// The group of the seat.
    seat_group: Option<SeatGroup>,
    /// The seat.
    seat: Option<Seat>,
    /// The number of the seat in its group, from 1.
    ordinal: u32,
    /// Since when nobody holds it; null where nobody is known ever to have held it.
    vacant_since: Option<Date>,
}

/// The seats that nobody holds on the day of the view.
pub(super) fn vacancies(view: &View) -> Vec<Vacancy> {
    let lines = view.seats();
    let vacant = lines.iter().filter(|line| line.is_vacancy());
    vacant
        .map(|line| Vacancy {
            seat_group: SeatGroup::by_id(view, line.seat.group),
            seat: Seat::by_id(view, line.seat.id),
            ordinal: line.seat.ordinal,
            vacant_since: view.value.vacant_since(line.seat.id, view.scope.as_of).map(Date),
        })
        .collect()
}

/// The memberships in force on the day of the view that end or are planned to end up to and with `until`.
pub(super) fn expiring(view: &View, until: NaiveDate) -> Vec<Membership> {
    let expiring = expiring_memberships(&view.value, view.scope.as_of, until).into_iter();
    expiring.filter_map(|(_, held)| Membership::by_id(view, held.id)).collect()
}

/// A person with how to reach them.
pub struct Contact {
    row: ContactRow,
}

impl Contact {
    pub(super) const fn of(row: ContactRow) -> Self {
        Self { row }
    }
}

/// Whom the council knows, and how to reach them.
#[Object]
impl Contact {
    /// The person.
    async fn person(&self) -> KnownPerson {
        KnownPerson::of(&self.row.person)
    }

    /// Address for electronic mail.
    async fn email(&self) -> Option<&str> {
        self.row.email.as_deref()
    }

    /// Telephone number.
    async fn phone(&self) -> Option<&str> {
        self.row.phone.as_deref()
    }
}

/// A person whom the council knows, seated or not.
#[derive(SimpleObject)]
pub struct KnownPerson {
    /// The global id, for acts such as `appoint`.
    id: ID,
    /// Name in full.
    name: String,
}

impl KnownPerson {
    /// The person, as somebody sees them whose council knows them.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        Self { id: GlobalId::Person(person.id).encode(), name: person.name.clone() }
    }
}
