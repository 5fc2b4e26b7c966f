//! The council as everybody may see it.
//!
//! May import: `graphql`, `access`, `domain`. A council is only made with the proof that a door was open.

use std::sync::Arc;

use async_graphql::{ID, Object};

use super::{
    body::Body,
    claim::{Claim, Completeness},
    compliance::Compliance,
    family::CouncilFamily,
    mandate::Mandate,
    meeting::Meeting,
    membership::{self, Membership},
    organisation::Organisation,
    record::{self, Exemption, Record},
    seat::Seat,
    seat_group::SeatGroup,
    view::{SeatLine, View},
};
use crate::{
    access::door::{Access, Public},
    domain::{
        council::{self, CouncilHead, CouncilStatus, RecordKind},
        directory::Succession,
        id::OrganisationId,
        mandate::clause::relation::RelationKind,
        text::Lang,
        time::Date,
        word::{Code, Key, Slug},
        work::CaseStatus,
    },
    graphql::{
        error::{Nullable, Result},
        global_id::GlobalId,
        paging::{Connection, Page},
        session::Scope,
        work::{self, Advice, AdviceMeasure, Case},
    },
};

/// A council on a day.
#[derive(Clone)]
pub struct Council {
    scope: Arc<Scope>,
    access: Access<Public>,
    held: Held,
}

/// Lists carry the value; a council that is reached one by one loads it when a field needs it.
#[derive(Clone)]
enum Held {
    Head(Arc<CouncilHead>),
    Value(Arc<council::Council>),
}

impl Council {
    /// A council whose value is loaded once a field needs it.
    #[must_use]
    pub const fn of(scope: Arc<Scope>, access: Access<Public>, head: Arc<CouncilHead>) -> Self {
        Self { scope, access, held: Held::Head(head) }
    }

    /// The council of a view, with its value at hand.
    #[must_use]
    pub fn loaded(view: &View) -> Self {
        let View { scope, sight, value } = view.clone();
        Self { scope, access: sight.as_public(), held: Held::Value(value) }
    }

    /// A council with its value where it is at hand.
    #[must_use]
    pub fn held(
        scope: Arc<Scope>,
        access: Access<Public>,
        head: Arc<CouncilHead>,
        value: Option<Arc<council::Council>>,
    ) -> Self {
        Self { scope, access, held: value.map_or(Held::Head(head), Held::Value) }
    }

    fn head(&self) -> &CouncilHead {
        match &self.held {
            Held::Head(head) => head,
            Held::Value(value) => &value.head,
        }
    }

    /// The value, seen on the day.
    pub(super) async fn view(&self) -> Result<View> {
        let value = match &self.held {
            Held::Head(_) => self.scope.value(self.access).await?,
            Held::Value(value) => Arc::clone(value),
        };
        Ok(View::public(Arc::clone(&self.scope), self.access, value))
    }
}

/// The organisation that is the secretariat on the day.
pub(super) fn secretariat_of(scope: &Scope, head: &CouncilHead) -> Option<OrganisationId> {
    let ties = scope.ties_to(RelationKind::SecretariatOf, &head.slug);
    ties.into_iter().find_map(|tie| match scope.directory.body(&tie.of)? {
        council::Body::Organisation(id) => Some(id),
        council::Body::Council(_) => None,
    })
}

/// A council: an advisory body with a mandate, seats and members.
#[Object]
impl Council {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Council(self.access.council()).encode()
    }

    /// The name in addresses.
    pub async fn slug(&self) -> &Slug {
        &self.head().slug
    }

    /// What it is called.
    pub async fn name(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.head().name.in_lang(self.scope.lang(lang))
    }

    /// What it is, in a few sentences.
    async fn description(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.head().description.as_ref().map(|text| text.in_lang(self.scope.lang(lang)))
    }

    /// Where it stands in its life on the day.
    async fn status(&self) -> CouncilStatus {
        self.head().status_on(self.scope.as_of)
    }

    /// The day that everything here is told for.
    async fn as_of(&self) -> Date {
        self.scope.as_of.into()
    }

    /// Counts the public changes to this council: where it has not grown, nothing that everybody may see has changed.
    async fn revision(&self) -> Result<i64> {
        Ok(self.view().await?.value.revision)
    }

    /// When it was set up, where that is known.
    async fn established_on(&self) -> Option<Date> {
        self.head().established_on.map(Date)
    }

    /// The first day on which it no longer exists.
    async fn dissolved_on(&self) -> Option<Date> {
        self.head().dissolved_on.map(Date)
    }

    /// The time zone of its meetings (IANA).
    async fn time_zone(&self) -> &str {
        &self.head().time_zone
    }

    /// The family that it belongs to.
    async fn family(&self) -> Option<CouncilFamily> {
        let family = self.scope.directory.family(self.head().family?)?;
        Some(CouncilFamily::of(Arc::clone(&self.scope), Arc::clone(family)))
    }

    /// The tier in the family; 1 is the top.
    async fn tier(&self) -> Option<u32> {
        self.head().tier
    }

    /// The organisation that answers for it.
    async fn owner(&self) -> Option<Organisation> {
        Organisation::by_id(&self.scope, self.head().owner)
    }

    /// The organisation that does its work, as its own mandate says, or else another council's.
    async fn secretariat(&self) -> Option<Organisation> {
        Organisation::by_id(&self.scope, secretariat_of(&self.scope, self.head())?)
    }

    /// The bodies that came before it, as far as that has happened on the day.
    async fn predecessors(&self) -> Vec<Body> {
        let successions = self.scope.directory.predecessors(council::Body::Council(self.access.council()));
        let happened = successions.filter(|succession| has_happened(&self.scope, succession));
        happened.filter_map(|succession| Body::public(&self.scope, succession.predecessor)).collect()
    }

    /// The bodies that came after it, as far as that has happened on the day.
    async fn successors(&self) -> Vec<Body> {
        let successions = self.scope.directory.successors(council::Body::Council(self.access.council()));
        let happened = successions.filter(|succession| has_happened(&self.scope, succession));
        happened.filter_map(|succession| Body::public(&self.scope, succession.successor)).collect()
    }

    /// The mandate in force on the day; null where there is none.
    async fn mandate(&self) -> Nullable<Mandate> {
        self.view().await.map(|view| Some(Mandate::at(&view, view.mandate_place()?))).transpose()
    }

    /// All its mandates that were adopted, whether in force or not, oldest version first.
    async fn mandates(&self) -> Result<Vec<Mandate>> {
        let view = self.view().await?;
        Ok(view.mandate_places().map(|place| Mandate::at(&view, place)).collect())
    }

    /// Who adopts its mandate: whoever adopted the one in force, or else whoever a mandate says adopts it.
    async fn mandate_adopter(&self) -> Nullable<Body> {
        self.view().await.map(|view| mandate_adopter(&view)).transpose()
    }

    /// The seat groups of the mandate in force.
    async fn seat_groups(&self) -> Result<Vec<SeatGroup>> {
        let view = self.view().await?;
        view.mandate_place().map_or_else(|| Ok(Vec::new()), |mandate| SeatGroup::all(&view, mandate))
    }

    /// The seats that exist on the day, by group and number.
    async fn seats(
        &self,
        #[graphql(
            desc = "Only those that are vacant, or only those that are held; all where it is not said."
        )]
        vacant: Option<bool>,
    ) -> Result<Vec<Seat>> {
        let view = self.view().await?;
        let lines = view.seats();
        let chosen = lines.iter().filter(|line| vacant.is_none_or(|vacant| line.holder.is_none() == vacant));
        view.scope.volume.list(chosen.filter_map(|line| Seat::by_id(&view, line.seat.id)))
    }

    /// The memberships in force on the day, by their first day.
    async fn memberships(
        &self,
        #[graphql(default, desc = "Whether those of other days are listed too.")] history: bool,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Membership>> {
        let page = Page::of(membership::LIST, first, after.as_deref(), last, before.as_deref())?;
        let view = self.view().await?;
        let day = view.scope.as_of;
        let in_office: Vec<_> = view.value.in_office(day).map(|membership| membership.id).collect();
        Ok(Membership::page(&page, &[&view], |membership| history || in_office.contains(&membership.id)))
    }

    /// How many seats the mandate in force gives it; null where that is not one number, or there is no mandate.
    async fn seat_count(&self) -> Nullable<u32> {
        self.view().await.map(|view| view.mandate()?.composition.seat_count()).transpose()
    }

    /// How many seats nobody holds, of the groups whose number of seats the mandate fixes; null without a mandate.
    async fn vacant_seat_count(&self) -> Nullable<usize> {
        let count = |view: &View| view.seats().iter().filter(|line| SeatLine::is_vacancy(line)).count();
        self.view().await.map(|view| view.mandate().map(|_| count(&view))).transpose()
    }

    /// The first meeting that is planned from now on, or from the day that was asked for.
    async fn next_meeting(&self) -> Nullable<Meeting> {
        self.view().await.map(|view| Meeting::next(&view)).transpose()
    }

    /// Whether it is what its mandate says, on the day.
    async fn compliance(&self) -> Result<Compliance> {
        Compliance::of(self.view().await?).await
    }

    /// What is stated about organisations, and whether they have confirmed it.
    async fn claims(&self) -> Result<Vec<Claim>> {
        let view = self.view().await?;
        Ok(Claim::all(&view))
    }

    /// For which kinds of facts somebody has said that the register has them all. Without that, no record does not
    /// mean that there is nothing.
    async fn completeness(&self) -> Result<Vec<Completeness>> {
        let view = self.view().await?;
        Ok(view.value.completeness.iter().map(Completeness::from).collect())
    }

    /// What was done and happened up to and with the day, and the items there were, the latest first. Evaluations are
    /// those with `what: "evaluate"`.
    #[expect(clippy::too_many_arguments, reason = "four of them page, as in every list")]
    async fn records(
        &self,
        #[graphql(desc = "Only those of this kind.")] kind: Option<RecordKind>,
        #[graphql(desc = "Only this verb, event or item.")] what: Option<Code>,
        #[graphql(desc = "Only what is meant to fulfil the clause of this key.")] clause: Option<Key>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Record>> {
        let page = Page::of(record::LIST, first, after.as_deref(), last, before.as_deref())?;
        let wanted = |record: &council::Record| {
            kind.is_none_or(|kind| kind == record.kind)
                && what.as_ref().is_none_or(|what| *what == record.what)
                && clause.as_ref().is_none_or(|clause| Some(clause) == record.clause.as_ref())
        };
        Ok(Record::page(&page, &self.view().await?, wanted))
    }

    /// Exemptions from clauses that hold on the day, the first decided first.
    async fn exemptions(&self) -> Result<Vec<Exemption>> {
        let view = self.view().await?;
        Ok(Exemption::all(&view))
    }

    /// The meetings that are planned and were held, by start.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection between two days")]
    async fn meetings(
        &self,
        #[graphql(desc = "Only those that start on this day or later.")] from: Option<Date>,
        #[graphql(desc = "Only those that start before this day.")] until: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Meeting>> {
        let page = Page::of(work::MEETINGS, first, after.as_deref(), last, before.as_deref())?;
        Ok(Meeting::page(&self.view().await?, &page, from.map(|day| day.0), until.map(|day| day.0)))
    }

    /// The cases that everybody may see, raised up to the day, latest first.
    async fn cases(
        &self,
        #[graphql(desc = "Only cases that stand here.")] status: Option<Vec<CaseStatus>>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Case>> {
        let page = Page::of(work::CASES, first, after.as_deref(), last, before.as_deref())?;
        Case::page(&self.view().await?, &page, status.as_deref())
    }

    /// What the council recommended, published up to the day, latest first.
    async fn advice(
        &self,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Advice>> {
        let page = Page::of(work::ADVICE, first, after.as_deref(), last, before.as_deref())?;
        Advice::page(&self.view().await?, &page)
    }

    /// What responsible organisations do about what the council recommended, as far as said up to the day, the latest
    /// said first.
    async fn measures(
        &self,
        #[graphql(desc = "Only those of the organisation of this slug.")] responsible: Option<Slug>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AdviceMeasure>> {
        let page = Page::of(work::MEASURES, first, after.as_deref(), last, before.as_deref())?;
        let only = responsible.map(|slug| self.scope.directory.organisation_by_slug(&slug).map(|known| known.id));
        // Of an organisation that the register does not know there are none.
        let only = only.map(|known| known.unwrap_or(OrganisationId(uuid::Uuid::nil())));
        AdviceMeasure::page(&self.view().await?, &page, only)
    }
}

/// Whether one body had come after another on the day; what nobody knows the day of has.
fn has_happened(scope: &Scope, succession: &Succession) -> bool {
    succession.on.is_none_or(|on| on <= scope.as_of)
}

fn mandate_adopter(view: &View) -> Option<Body> {
    let own = view.mandate().and_then(|mandate| mandate.adopted_by);
    let stated = || {
        let ties = view.scope.ties_to(RelationKind::AdoptsMandateOf, &view.value.head.slug);
        ties.into_iter().find_map(|tie| Body::public(&view.scope, view.scope.directory.body(&tie.of)?))
    };
    own.and_then(|body| Body::public(&view.scope, body)).or_else(stated)
}
