//! The year of a family: the annual wheel, and meetings that clash.
//!
//! May import: `graphql`, `store`, `access`, `domain`. Only what everybody may see is looked at; behind a private door
//! that is joined by the meeting one stands before.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Object, SimpleObject};

use super::{family::CouncilFamily, meeting::Meeting, organisation::Organisation, person::Person, view::View};
use crate::{
    access::door::{Access, Public},
    domain::{
        calendar::{self, Clash, Sitting, clashes},
        council,
        id::{CouncilId, FamilyId, MeetingId, PersonId},
        time::Date,
    },
    graphql::{
        error::{Result, failed},
        paging::{Connection, Page, Place},
        session::Scope,
    },
};

/// The annual wheel of a family.
pub struct AnnualWheel {
    scope: Arc<Scope>,
    wheel: calendar::AnnualWheel,
}

/// Two meetings at the same time with somebody who is expected at both.
#[derive(SimpleObject)]
pub struct MeetingClash {
    /// The one that starts first.
    first: Meeting,
    /// The other one.
    second: Meeting,
    /// The persons who hold a seat in both, by name. Those who stand in for a holder are not counted.
    persons: Vec<Person>,
    /// The organisations for which somebody holds a seat in both, by their names in addresses.
    organisations: Vec<Organisation>,
}

/// Councils that everybody may see, with their values.
pub(super) struct Views(HashMap<CouncilId, View>);

impl Views {
    /// The councils of the family.
    pub(super) async fn of_family(scope: &Arc<Scope>, family: FamilyId) -> Result<Self> {
        let heads = scope.directory.councils_of(family);
        let doors: Vec<Access<Public>> = heads.filter_map(|head| Some(scope.public(head.id)?.0)).collect();
        Self::of(scope, &doors).await
    }

    async fn of(scope: &Arc<Scope>, doors: &[Access<Public>]) -> Result<Self> {
        let mut values = scope.values(doors).await?;
        let views = doors.iter().filter_map(|access| {
            let value = values.remove(&access.council())?;
            Some((access.council(), View::public(Arc::clone(scope), *access, value)))
        });
        Ok(Self(views.collect()))
    }

    fn values(&self) -> Vec<&council::Council> {
        self.0.values().map(|view| &*view.value).collect()
    }

    /// The meetings that are wanted, by their places in the order of starts.
    fn by_start<'v>(
        &'v self,
        wanted: impl Fn(&council::Meeting) -> bool + 'v,
    ) -> impl Iterator<Item = (Place, (&'v View, MeetingId))> {
        let all = self.0.values().flat_map(|view| view.value.meetings.iter().map(move |meeting| (view, meeting)));
        all.filter(move |(_, meeting)| wanted(meeting))
            .map(|(view, meeting)| (Place::by_instant(meeting.starts_at, meeting.id), (view, meeting.id)))
    }

    /// A page of the meetings that are wanted, by start.
    pub(super) fn page(&self, page: &Page, wanted: impl Fn(&council::Meeting) -> bool) -> Connection<Meeting> {
        Connection::first_to_last(page, self.by_start(wanted), |(view, id)| Meeting::by_id(view, id))
    }

    fn shown(&self, scope: &Arc<Scope>, clash: &Clash) -> Option<MeetingClash> {
        let meeting = |(council, meeting)| Meeting::by_id(self.0.get(&council)?, meeting);
        // Whoever sits in a council that is met with may be known there alone.
        let person = |id: &PersonId| self.0.values().find_map(|view| Person::of(view, *id));
        let mut persons: Vec<Person> = clash.persons.iter().filter_map(person).collect();
        persons.sort_by(|one, other| one.full_name().cmp(other.full_name()));
        let mut organisations: Vec<_> =
            clash.organisations.iter().filter_map(|id| scope.directory.organisation(*id)).collect();
        organisations.sort_by(|one, other| one.slug.cmp(&other.slug));
        Some(MeetingClash {
            first: meeting(clash.first)?,
            second: meeting(clash.second)?,
            persons,
            organisations: organisations.into_iter().filter_map(|known| Organisation::by_id(scope, known.id)).collect(),
        })
    }
}

impl MeetingClash {
    /// Every clash of this meeting with one of a council that everybody may see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_with(view: &View, meeting: &council::Meeting) -> Result<Vec<Self>> {
        let (scope, own) = (&view.scope, view.sight.council());
        let this = Sitting { council: &view.value, meeting };
        if !this.takes_place() {
            return Ok(Vec::new());
        }
        let together = meeting.together_with.iter().filter_map(|body| match body {
            council::Body::Council(id) => Some(*id),
            council::Body::Organisation(_) => None,
        });
        let together: Vec<Access<Public>> = together.filter_map(|id| Some(scope.public(id)?.0)).collect();
        let met = Views::of(scope, &together).await?;
        let expected =
            met.values().into_iter().chain([&*view.value]).flat_map(|council| council.in_office(meeting.day));
        let mut persons: Vec<PersonId> = expected.map(|membership| membership.person).collect();
        persons.sort_unstable();
        persons.dedup();
        let mut ids = scope.store.councils_of_persons(&persons).await.map_err(failed)?;
        ids.extend(together.iter().map(Access::council));
        ids.sort_unstable();
        ids.dedup();
        let doors: Vec<_> =
            ids.into_iter().filter(|id| *id != own).filter_map(|id| Some(scope.public(id)?.0)).collect();
        let mut views = Views::of(scope, &doors).await?;
        let own_view = View::public(Arc::clone(scope), view.sight.as_public(), Arc::clone(&view.value));
        views.0.insert(own, own_view);
        let councils = views.values();
        let mut sittings: Vec<Sitting<'_>> =
            Sitting::all(councils.iter().copied()).filter(|other| other.overlaps(&this)).collect();
        sittings.retain(|other| other.id() != this.id());
        sittings.push(this);
        let found = clashes(&councils, &sittings);
        let with_this = found.iter().filter(|clash| [clash.first, clash.second].contains(&this.id()));
        Ok(with_this.filter_map(|clash| views.shown(scope, clash)).collect())
    }
}

impl AnnualWheel {
    /// The wheel as everybody may see it.
    #[must_use]
    pub fn of(scope: &Arc<Scope>, wheel: &calendar::AnnualWheel) -> Self {
        Self { scope: Arc::clone(scope), wheel: wheel.clone() }
    }

    /// The wheel of a family for a year, if it was published.
    #[must_use]
    pub fn by_year(scope: &Arc<Scope>, family: FamilyId, year: i32) -> Option<Self> {
        scope.directory.wheel(family, year).map(|wheel| Self::of(scope, wheel))
    }
}

/// The plan of a year for all councils of a family, published together.
#[Object]
impl AnnualWheel {
    /// The family.
    async fn family(&self) -> Option<CouncilFamily> {
        let family = self.scope.directory.family(self.wheel.family)?;
        CouncilFamily::public(&self.scope, family)
    }

    /// The year.
    async fn year(&self) -> i32 {
        self.wheel.year
    }

    /// The day on which it was published first.
    async fn published_on(&self) -> Date {
        Date(self.wheel.published_on)
    }

    /// Where it can be read.
    async fn url(&self) -> Option<&str> {
        self.wheel.url.as_deref()
    }

    /// Its meetings, by start: those that were called off too, so that nobody misses them.
    async fn meetings(&self) -> Result<Vec<Meeting>> {
        let views = Views::of_family(&self.scope, self.wheel.family).await?;
        let mut placed: Vec<_> = views.by_start(|meeting| meeting.wheel_year == Some(self.wheel.year)).collect();
        placed.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(placed.into_iter().filter_map(|(_, (view, id))| Meeting::by_id(view, id)).collect())
    }

    /// The clashes of its meetings with each other and with other meetings of the family.
    async fn clashes(&self) -> Result<Vec<MeetingClash>> {
        let views = Views::of_family(&self.scope, self.wheel.family).await?;
        let councils = views.values();
        let is_on_wheel = |sitting: &Sitting<'_>| sitting.meeting.wheel_year == Some(self.wheel.year);
        let sittings: Vec<Sitting<'_>> = Sitting::all(councils.iter().copied()).collect();
        let on_wheel: Vec<Sitting<'_>> = sittings.iter().copied().filter(is_on_wheel).collect();
        let near: Vec<Sitting<'_>> =
            sittings.into_iter().filter(|sitting| on_wheel.iter().any(|on_wheel| on_wheel.overlaps(sitting))).collect();
        let found = clashes(&councils, &near);
        let of_wheel = found
            .iter()
            .filter(|clash| on_wheel.iter().any(|sitting| [clash.first, clash.second].contains(&sitting.id())));
        Ok(of_wheel.filter_map(|clash| views.shown(&self.scope, clash)).collect())
    }
}
