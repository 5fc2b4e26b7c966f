//! The secretariat's desk: what those need who run a council.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

mod audit;
mod deputies;
mod lists;
mod nominations;

use async_graphql::{Context, ID, Object};

pub use audit::AuditEntry;
pub use deputies::{DeputiesUse, DeputiesUseOfGroup, DeputiesUseOfSeat};
pub use lists::{Contact, KnownPerson, Vacancy};
pub use nominations::NominationStep;

use self::lists::{expiring, vacancies};
use super::{
    entered::Role,
    error::{Nullable, Result, bad_input, denied, failed},
    facts::PersonFact,
    global_id::GlobalId,
    paging::{Connection, Page},
    public::{
        council::Council,
        forecast::{self, Forecast},
        mandate::Mandate,
        membership::Membership,
        view::View,
    },
    session::Session,
    subscription::last_event_id,
    work::{RoomWork, ToDo},
};
use crate::{
    access::door::{self, Access, Secretariat},
    domain::{council::MandateStatus, message::said, time::Date, work::for_secretariat},
};

/// The door to the secretariat's desk.
#[derive(Default)]
pub struct SecretariatQueries;

#[Object]
impl SecretariatQueries {
    /// The secretariat's desk of a council. Null where there is no such council; UNAUTHENTICATED without a token;
    /// FORBIDDEN for whoever is not on its staff today.
    async fn secretariat(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The slug of the council.")] council: String,
    ) -> Nullable<SecretariatDesk> {
        enter(ctx, &council).await.transpose()
    }
}

async fn enter(ctx: &Context<'_>, slug: &str) -> Result<Option<SecretariatDesk>> {
    let session = Session::of(ctx)?;
    let Some(head) = session.snapshot.directory.council_by_slug(slug) else { return Ok(None) };
    let access = match door::secretariat(&session.caller, head, session.today) {
        Ok(access) => access,
        Err(why) => return denied(why).map_or(Ok(None), Err),
    };
    session.enters(head, Role::Secretariat);
    let value = session.store.council(&session.snapshot, head.id).await.map_err(failed)?;
    Ok(value.map(|value| SecretariatDesk { access, view: View::through(session.scope(None), access.sight(), value) }))
}

/// The secretariat's desk.
pub struct SecretariatDesk {
    access: Access<Secretariat>,
    view: View,
}

/// The secretariat's desk: drafts, vacancies, terms that run out, contacts, cases, the audit log.
#[Object]
impl SecretariatDesk {
    /// The council.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// How many acts on the council are seen from here. Who is on the staff gives it as `expectedRevision` of acts on cases,
    /// agendas, papers, advice, nominations and drafts.
    async fn revision(&self) -> i64 {
        self.view.revision()
    }

    /// The latest event that is seen from here. Whoever follows the council, a case or a meeting `after` it is told of
    /// everything that this answer does not show yet.
    async fn last_event_id(&self) -> ID {
        last_event_id(&self.view)
    }

    /// What waits for the secretariat, the first due first. What the clauses ask for beside this stands in the forecast.
    async fn to_do(&self, ctx: &Context<'_>) -> Result<Vec<ToDo>> {
        let session = Session::of(ctx)?;
        Ok(ToDo::all(&self.view, for_secretariat(&self.view.value, session.today, session.now)))
    }

    /// Mandates that are being written.
    async fn drafts(&self) -> Vec<Mandate> {
        let mandates = self.view.value.mandates.iter().enumerate();
        let drafts = mandates.filter(|(_, mandate)| mandate.status == MandateStatus::Draft);
        drafts.map(|(place, _)| Mandate::on_desk(&self.view, place)).collect()
    }

    /// Seats that nobody holds today.
    async fn vacancies(&self) -> Vec<Vacancy> {
        vacancies(&self.view)
    }

    /// Memberships in force that are planned to end within so many days, the first to end first; those whose planned
    /// end has passed come along, since they wait for a decision.
    async fn expiring(
        &self,
        #[graphql(desc = "Within how many days, 0 to 3,650.", default = 180)] within_days: i32,
    ) -> Result<Vec<Membership>> {
        Ok(expiring(&self.view, forecast::until(self.view.scope.today, within_days)?))
    }

    /// What will happen in the council within so many days, as far as recorded.
    async fn forecast(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Within how many days, 0 to 3,650.", default = 180)] within_days: i32,
    ) -> Result<Forecast> {
        let until = forecast::until(self.view.scope.as_of, within_days)?;
        Ok(Forecast::on_desk(self.view.clone(), Session::of(ctx)?.scope(Some(until.into()))))
    }

    /// Those who stand in for holders today.
    async fn deputies(&self) -> Vec<Membership> {
        let in_office = self.view.value.in_office(self.view.scope.today);
        let deputies = in_office.filter(|membership| membership.alternate_rank > 0);
        deputies.filter_map(|membership| Membership::by_id(&self.view, membership.id)).collect()
    }

    /// How often somebody else than the holder attended for a seat, by seat group and seat; the clauses that limit it are
    /// judged by the same reckoning.
    async fn deputies_use(
        &self,
        #[graphql(desc = "The first day; twelve months before the last one where it is not said.")] from: Option<Date>,
        #[graphql(desc = "The last day; today where it is not said.")] until: Option<Date>,
    ) -> Result<DeputiesUse> {
        DeputiesUse::of(&self.view, from, until)
    }

    /// Who was nominated for seats of the council, latest first.
    async fn nominations(&self) -> Vec<NominationStep> {
        NominationStep::all(&self.view)
    }

    /// How to reach everybody who has or had a seat or was entered by the council, by name.
    async fn contacts(&self, ctx: &Context<'_>) -> Result<Vec<Contact>> {
        let session = Session::of(ctx)?;
        let rows = session.store.contacts(&self.access).await.map_err(failed)?;
        Ok(rows.into_iter().map(Contact::of).collect())
    }

    /// What is known of those who have or had a seat or were entered by the council, by person and attribute, with what
    /// no longer holds.
    async fn facts(
        &self,
        #[graphql(desc = "Only of this person; of everybody where nobody is named.")] person: Option<ID>,
    ) -> Result<Vec<PersonFact>> {
        let of = match person.map(|id| GlobalId::decode(&id)) {
            None => None,
            Some(Some(GlobalId::Person(person))) => Some(person),
            Some(_) => {
                return Err(bad_input(said!("person er ikke id-en til en person.", "person is no id of a person.")));
            }
        };
        Ok(PersonFact::all(&self.view.value, |fact| of.is_none_or(|person| person == fact.person)))
    }

    /// The council's work.
    #[graphql(flatten)]
    async fn work(&self) -> RoomWork {
        RoomWork::of(&self.view)
    }

    /// What was done to the council, latest first.
    async fn audit_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<AuditEntry>> {
        let page = Page::of(audit::LIST, first, after.as_deref(), last, before.as_deref())?;
        audit::page(Session::of(ctx)?, &self.access, &page).await
    }
}
