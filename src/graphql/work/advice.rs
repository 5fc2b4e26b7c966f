//! Advice, to whom it went, and what came of it.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Enum, ID, Object, SimpleObject};

use super::Case;
use crate::{
    domain::{
        council,
        id::{AdviceId, OrganisationId},
        text::Lang,
        time::Date,
        work::{self, FollowUpStatus},
    },
    graphql::{
        error::Result,
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        public::{
            body::Body, clause::Clause, meeting::Meeting, organisation::Organisation, record::Record, view::View,
        },
    },
};

/// What a council recommended.
#[derive(Clone)]
pub struct Advice {
    view: View,
    advice: work::Advice,
}

/// To whom an advice goes.
#[derive(SimpleObject)]
pub struct AdviceAddressee {
    /// As what they are addressed.
    kind: AddresseeKind,
    /// The organisation or council, where it is one that everybody may see; null for the members, who are many, and where
    /// the case was brought by nobody beside the council.
    body: Option<Body>,
}

/// As what somebody is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AddresseeKind {
    /// As whoever brought the case.
    CaseOwner,
    /// As the members of the council.
    Members,
    /// By name.
    Named,
}

/// What a responsible organisation did about an advice, as of a day.
pub struct FollowUp {
    view: View,
    follow_up: work::FollowUp,
}

/// What a responsible organisation does about an advice: the latest that it said, with what it said before.
pub struct AdviceMeasure {
    view: View,
    advice: work::Advice,
    /// By day; never empty.
    reports: Vec<work::FollowUp>,
}

impl Advice {
    fn of(view: &View, advice: &work::Advice) -> Self {
        Self { view: view.clone(), advice: advice.clone() }
    }

    /// The advice of this identity, if it is seen through the door of the view.
    #[must_use]
    pub fn by_id(view: &View, id: AdviceId) -> Option<Self> {
        view.work().advice(id).map(|advice| Self::of(view, advice))
    }

    /// A page of the advice that is seen through the door of the view and was adopted up to the day, the latest first.
    pub fn page(view: &View, page: &Page) -> Result<Connection<Self>> {
        let seen = view.work().all_advice().filter(|advice| shown_on_day(view, advice));
        let placed = seen.map(|advice| (Place::by_day(Some(advice.adopted_on), advice.id), advice));
        Ok(Connection::last_to_first(page, placed, |advice| Self::of(view, advice)))
    }
}

/// Whether it was there on the day of the view: adopted, and published too for whoever sees no more than everybody.
fn shown_on_day(view: &View, advice: &work::Advice) -> bool {
    let since = if view.sight.is_private() { Some(advice.adopted_on) } else { advice.published_on };
    since.is_some_and(|since| since <= view.scope.as_of)
}

impl AdviceMeasure {
    /// A page of what responsible organisations do, up to the day of the view, the latest said first.
    pub fn page(view: &View, page: &Page, responsible: Option<OrganisationId>) -> Result<Connection<Self>> {
        let seen = view.work();
        let mut measures: Vec<Self> = Vec::new();
        for advice in seen.all_advice().filter(|advice| shown_on_day(view, advice)) {
            for report in seen.follow_ups(advice.id).filter(|report| report.on <= view.scope.as_of) {
                if responsible.is_some_and(|only| only != report.organisation) {
                    continue;
                }
                let same = |measure: &&mut Self| {
                    measure.advice.id == advice.id && measure.latest().organisation == report.organisation
                };
                match measures.iter_mut().find(same) {
                    Some(measure) => measure.reports.push(report.clone()),
                    None => measures.push(Self {
                        view: view.clone(),
                        advice: advice.clone(),
                        reports: vec![report.clone()],
                    }),
                }
            }
        }
        let place = |measure: &Self| Place::by_day(Some(measure.latest().on), measure.latest().id);
        let placed = measures.into_iter().map(|measure| (place(&measure), measure));
        Ok(Connection::last_to_first(page, placed, |measure| measure))
    }

    fn latest(&self) -> &work::FollowUp {
        &self.reports[self.reports.len() - 1]
    }
}

/// What a council recommended.
#[Object]
impl Advice {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Advice(self.view.sight.council(), self.advice.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.advice.title.in_lang(self.view.scope.lang(lang))
    }

    /// What is recommended.
    async fn body(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.advice.body.in_lang(self.view.scope.lang(lang))
    }

    /// The case that it answers, where the caller may see it.
    async fn case(&self) -> Option<Case> {
        Case::by_id(&self.view, self.advice.case)
    }

    /// The meeting at which it was adopted, where that is recorded.
    async fn meeting(&self) -> Option<Meeting> {
        Meeting::by_id(&self.view, self.advice.meeting?)
    }

    /// The clause that gives the task that it belongs to, of the mandate in force on the day; null where no task is named.
    async fn task_clause(&self) -> Option<Clause> {
        let (clause, _) = self.advice.task.as_ref()?;
        Clause::of_key(&self.view, clause)
    }

    /// The key of the task in that clause.
    async fn task(&self) -> Option<&str> {
        self.advice.task.as_ref().map(|(_, task)| &**task)
    }

    /// To whom it goes.
    async fn addressees(&self) -> Vec<AdviceAddressee> {
        let addressees = self.advice.addressees.iter();
        let shown = |body: Option<council::Body>| body.and_then(|body| Body::public(&self.view.scope, body));
        addressees
            .map(|addressee| AdviceAddressee {
                kind: match addressee {
                    work::Addressee::CaseOwner { .. } => AddresseeKind::CaseOwner,
                    work::Addressee::Members => AddresseeKind::Members,
                    work::Addressee::Body(_) => AddresseeKind::Named,
                },
                body: shown(addressee.body()),
            })
            .collect()
    }

    /// When it was adopted.
    async fn adopted_on(&self) -> Date {
        Date(self.advice.adopted_on)
    }

    /// Since when everybody may see it; null while the members and the secretariat do only.
    async fn published_on(&self) -> Option<Date> {
        self.advice.published_on.map(Date)
    }

    /// Where else it can be read.
    async fn url(&self) -> Option<&str> {
        self.advice.url.as_deref()
    }

    /// What the responsible organisations said that they do about it, by day.
    async fn follow_ups(&self) -> Vec<FollowUp> {
        let reports = self.view.work().follow_ups(self.advice.id);
        reports.map(|report| FollowUp { view: self.view.clone(), follow_up: report.clone() }).collect()
    }

    /// What members reported on anchoring it at home, by day.
    async fn anchoring(&self) -> Vec<Record> {
        let done = self.view.value.records.iter().filter(|record| self.advice.is_anchored_by(record));
        done.filter_map(|record| Record::by_id(&self.view, record.id)).collect()
    }
}

/// What a responsible organisation did about an advice, as of a day.
#[Object]
impl FollowUp {
    /// Who answers for it.
    async fn organisation(&self) -> Option<Organisation> {
        Organisation::by_id(&self.view.scope, self.follow_up.organisation)
    }

    /// How far it has come.
    async fn status(&self) -> FollowUpStatus {
        self.follow_up.status
    }

    /// What is done.
    async fn body(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.follow_up.body.in_lang(self.view.scope.lang(lang))
    }

    /// Where it can be read.
    async fn url(&self) -> Option<&str> {
        self.follow_up.url.as_deref()
    }

    /// As of which day.
    async fn on(&self) -> Date {
        Date(self.follow_up.on)
    }
}

/// What a responsible organisation does about an advice.
#[Object]
impl AdviceMeasure {
    /// The advice.
    async fn advice(&self) -> Advice {
        Advice::of(&self.view, &self.advice)
    }

    /// Who answers for it.
    async fn responsible(&self) -> Option<Organisation> {
        Organisation::by_id(&self.view.scope, self.latest().organisation)
    }

    /// How far it has come.
    async fn status(&self) -> FollowUpStatus {
        self.latest().status
    }

    /// What is done.
    async fn body(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.latest().body.in_lang(self.view.scope.lang(lang))
    }

    /// As of which day.
    async fn on(&self) -> Date {
        Date(self.latest().on)
    }

    /// Everything that the organisation said about it, by day.
    async fn history(&self) -> Vec<FollowUp> {
        let reports = self.reports.iter();
        reports.map(|report| FollowUp { view: self.view.clone(), follow_up: report.clone() }).collect()
    }
}
