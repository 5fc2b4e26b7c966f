//! Cases and how they went.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};

use super::{AgendaItem, Paper};
use crate::{
    domain::{
        id::CaseId,
        text::Lang,
        time::{Date, Instant},
        work::{self, CaseStatus, Raiser},
    },
    graphql::{
        error::Result,
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        public::{clause::Clause, membership::Membership, view::View},
    },
};

/// A matter that somebody raised.
#[derive(Clone)]
pub struct Case {
    view: View,
    case: work::Case,
}

/// Where a case stood from a moment on.
pub struct CaseEvent {
    view: View,
    event: work::CaseEvent,
}

impl Case {
    fn of(view: &View, case: &work::Case) -> Self {
        Self { view: view.clone(), case: case.clone() }
    }

    /// The case of this identity, if it is seen through the door of the view.
    #[must_use]
    pub fn by_id(view: &View, id: CaseId) -> Option<Self> {
        view.work().case(id).map(|case| Self::of(view, case))
    }

    /// A page of the cases that are seen through the door of the view, latest first; only those that stand here, where
    /// that is said.
    pub fn page(view: &View, page: &Page, status: Option<&[CaseStatus]>) -> Result<Connection<Self>> {
        let wanted = |case: &&work::Case| {
            case.raised_on <= view.scope.as_of
                && status.is_none_or(|status| status.contains(&status_on_day(view, case)))
        };
        let seen = view.work().cases().filter(wanted);
        let placed = seen.map(|case| (Place::by_day(Some(case.raised_on), case.id), case));
        Ok(Connection::last_to_first(page, placed, |case| Self::of(view, case)))
    }
}

/// Where the case stands; on a day that is past, where it stood when that was over.
fn status_on_day(view: &View, case: &work::Case) -> CaseStatus {
    if view.scope.as_of >= view.scope.today {
        return case.status;
    }
    let then = case
        .history
        .iter()
        .rev()
        .find(|event| view.value.head.day_of(event.at).is_some_and(|day| day <= view.scope.as_of));
    then.map_or(case.status, |event| event.status)
}

/// A matter that somebody raised.
#[Object]
impl Case {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Case(self.view.sight.council(), self.case.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.case.title.in_lang(self.view.scope.lang(lang))
    }

    /// What it is about, where that is said.
    async fn description(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.case.description.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// Where it stands, or stood at the end of the day asked for.
    async fn status(&self) -> CaseStatus {
        status_on_day(&self.view, &self.case)
    }

    /// Where it stood from when on, the first first.
    async fn history(&self) -> Vec<CaseEvent> {
        let events = self.case.history.iter();
        events.map(|event| CaseEvent { view: self.view.clone(), event: event.clone() }).collect()
    }

    /// The membership of this council that raised it; null where the secretariat or a member of another council of the
    /// family did, or nobody recorded it.
    async fn raised_by(&self) -> Option<Membership> {
        Membership::by_id(&self.view, self.case.raised_by_own()?)
    }

    /// The membership of another council of the family that raised it, where one did and everybody may see that council.
    async fn raised_by_elsewhere(&self) -> Result<Option<Membership>> {
        let Some(Raiser::Elsewhere(council, membership)) = self.case.raised_by else { return Ok(None) };
        let Some((access, _)) = self.view.scope.public(council) else { return Ok(None) };
        let value = self.view.scope.value(access).await?;
        Ok(Membership::by_id(&View::public(std::sync::Arc::clone(&self.view.scope), access, value), membership))
    }

    /// When it was raised.
    async fn raised_on(&self) -> Date {
        Date(self.case.raised_on)
    }

    /// What happens after the council has dealt with it.
    async fn next_process(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.case.next_process.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// The clause that gives the task that it belongs to, of the mandate in force on the day; null where no task is named.
    async fn task_clause(&self) -> Option<Clause> {
        let (clause, _) = self.case.task.as_ref()?;
        Clause::of_key(&self.view, clause)
    }

    /// The key of the task in that clause.
    async fn task(&self) -> Option<&str> {
        self.case.task.as_ref().map(|(_, task)| &**task)
    }

    /// Whether everybody may see it; otherwise the members and the secretariat.
    async fn public(&self) -> bool {
        self.case.public
    }

    /// The items that deal with it, on agendas.
    async fn agenda_items(&self) -> Vec<AgendaItem> {
        self.view.work().items_of(self.case.id).map(|item| AgendaItem::of(&self.view, item)).collect()
    }

    /// The papers on it that the caller may see and whose embargo is over.
    async fn papers(&self) -> Vec<Paper> {
        let of_case = self.view.work().latest_papers().filter(|paper| paper.case == Some(self.case.id));
        of_case.map(|paper| Paper::of(&self.view, paper)).collect()
    }
}

/// Where a case stood from a moment on.
#[Object]
impl CaseEvent {
    /// Where.
    async fn status(&self) -> CaseStatus {
        self.event.status
    }

    /// From when on.
    async fn at(&self) -> Instant {
        Instant(self.event.at)
    }

    /// Why, where that is said.
    async fn reason(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.event.reason.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }
}
