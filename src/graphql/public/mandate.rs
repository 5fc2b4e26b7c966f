//! Mandates.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object, SimpleObject};

use super::{
    body::Body, clause::Clause, compliance::Verdict, council::Council, mandate_diff::MandateDiff,
    seat_group::SeatGroup, template::MandateTemplate, view::View,
};
use crate::{
    domain::{
        council::{self, MandateStatus},
        id::MandateId,
        mandate::{
            check::{Around, Audience},
            clause::{
                ClauseKind,
                concern::{Concern, Stance, stances},
            },
            diff::followed_by,
            rehearsal::rehearse,
            verdict::VerdictStatus,
        },
        text::Lang,
        time::Date,
    },
    graphql::{error::Result, global_id::GlobalId},
};

/// A mandate of a council.
#[derive(Clone)]
pub struct Mandate {
    view: View,
    place: usize,
    on_desk: bool,
}

impl Mandate {
    /// The mandate at this place in the council's value. Who asks for a draft has to be let through the door that
    /// drafts stand behind.
    #[must_use]
    pub fn at(view: &View, place: usize) -> Self {
        Self { view: view.clone(), place, on_desk: false }
    }

    /// The same on the secretariat's desk, where verdicts look at everything. Only who holds the proof of that door may
    /// ask for it.
    #[must_use]
    pub fn on_desk(view: &View, place: usize) -> Self {
        Self { on_desk: true, ..Self::at(view, place) }
    }

    /// The mandate of this identity, where everybody may see it.
    #[must_use]
    pub fn by_id(view: &View, id: MandateId) -> Option<Self> {
        let place = view.mandate_places().find(|place| view.value.mandates[*place].id == id)?;
        Some(Self::at(view, place))
    }

    /// The mandate of this identity, for whoever has just entered it, be it a draft.
    #[must_use]
    pub fn entered(view: &View, id: MandateId) -> Option<Self> {
        let place = view.value.mandates.iter().position(|mandate| mandate.id == id)?;
        Some(Self::at(view, place))
    }

    fn value(&self) -> &council::Mandate {
        &self.view.value.mandates[self.place]
    }

    /// The place of the adopted mandate of this version, or of the one that this one follows.
    fn earlier(&self, version: Option<u32>) -> Option<usize> {
        let mandates = &self.view.value.mandates;
        let Some(version) = version else { return followed_by(&self.view.value, self.place, self.view.scope.as_of) };
        mandates.iter().position(|mandate| mandate.version == version && mandate.status == MandateStatus::Adopted)
    }
}

/// A council's adopted document: what it is for, who sits in it, how it works.
#[Object]
impl Mandate {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Mandate(self.view.sight.council(), self.value().id).encode()
    }

    /// The council whose mandate it is.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// Counted from 1; of a draft, the version that it would become if it were adopted next.
    async fn version(&self) -> u32 {
        self.value().version
    }

    /// Whether it was adopted.
    async fn status(&self) -> MandateStatus {
        self.value().status
    }

    /// What the document is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.value().title.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// Where the document can be read.
    async fn url(&self) -> Option<&str> {
        self.value().url.as_deref()
    }

    /// When it was adopted, where that is known.
    async fn adopted_on(&self) -> Option<Date> {
        self.value().adopted_on.map(Date)
    }

    /// Who adopted it, where that is known.
    async fn adopted_by(&self) -> Option<Body> {
        Body::public(&self.view.scope, self.value().adopted_by?)
    }

    /// The first day in force; null where it is not known.
    async fn valid_from(&self) -> Option<Date> {
        self.value().period.start.map(Date)
    }

    /// The first day no longer in force; null where it is open.
    async fn valid_to(&self) -> Option<Date> {
        self.value().period.end.map(Date)
    }

    /// How many seats the text states in all; null where it states no single number.
    async fn declared_seat_count(&self) -> Option<u32> {
        self.value().composition.declared_total
    }

    /// How many seats its groups have together; null where that is not one number.
    async fn seat_count(&self) -> Option<u32> {
        self.value().composition.seat_count()
    }

    /// What the council is for.
    async fn purpose(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<String> {
        let place = self.value().composition.purpose_clause?;
        Clause::of_mandate(&self.view, self.place, place).map(|clause| clause.core().said(lang))
    }

    /// Its clauses, in the order of the document.
    async fn clauses(
        &self,
        #[graphql(desc = "Only clauses of these shapes; all where it is not said.")] kinds: Option<Vec<ClauseKind>>,
        #[graphql(desc = "Only clauses with these keys; all where it is not said.")] keys: Option<Vec<String>>,
    ) -> Result<Vec<Clause>> {
        let wanted = |at: &council::MandateClause| {
            kinds.as_ref().is_none_or(|kinds| kinds.contains(&at.clause.provision.kind()))
                && keys.as_ref().is_none_or(|keys| keys.iter().any(|key| *key == *at.clause.key))
        };
        let places = self.value().clauses.iter().enumerate().filter(|(_, at)| wanted(at));
        let clauses = places.filter_map(|(place, _)| Clause::of_mandate(&self.view, self.place, place));
        self.view.scope.volume.list(clauses)
    }

    /// What the mandate does about everything that mandates usually have rules on.
    async fn concerns(&self) -> Vec<ConcernStance> {
        let found = stances(self.value().clauses.iter().map(|at| &*at.clause));
        let clauses = |places: Vec<usize>| {
            places.into_iter().filter_map(|place| Clause::of_mandate(&self.view, self.place, place)).collect()
        };
        found
            .into_iter()
            .map(|(concern, stance, places)| ConcernStance { concern, stance, clauses: clauses(places) })
            .collect()
    }

    /// The seat groups that it makes; their seats and holders are those of the day asked for.
    async fn seat_groups(&self) -> Result<Vec<SeatGroup>> {
        SeatGroup::all(&self.view, self.place)
    }

    /// What changed since another version: the one that it follows where none is named. Null where there is no such
    /// version that may be seen here.
    async fn changes_from(
        &self,
        #[graphql(desc = "The number of the other version.")] version: Option<u32>,
    ) -> Option<MandateDiff> {
        Some(MandateDiff::of(&self.view, self.earlier(version)?, self.place, self.on_desk))
    }

    /// What a draft would breach if it were in force, judged by what is known on the day; null where it is no draft.
    async fn would_breach(
        &self,
        #[graphql(desc = "The day that is judged; the day of the council where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "Verdicts of these kinds; breaches where it is not said.")] status: Option<Vec<VerdictStatus>>,
    ) -> Result<Option<Vec<Verdict>>> {
        if self.value().status != MandateStatus::Draft {
            return Ok(None);
        }
        let family = self.view.family().await?;
        let audience = if self.on_desk { Audience::Inside } else { Audience::Public };
        let around = Around { audience, ..self.view.around(&family, true) };
        let day = as_of.map_or(self.view.scope.as_of, |day| day.0);
        let status = status.unwrap_or_else(|| vec![VerdictStatus::Breached]);
        let verdicts = rehearse(&self.view.value, self.value(), around, day).into_iter();
        let wanted = verdicts.filter(|verdict| status.contains(&verdict.status));
        Ok(Some(wanted.map(|verdict| Verdict::of(&self.view, Some(self.place), verdict)).collect()))
    }

    /// The template that it was made from.
    async fn template(&self) -> Option<MandateTemplate> {
        let (id, _) = self.value().template?;
        MandateTemplate::by_id(&self.view.scope, id)
    }

    /// The version of the template that it was made from.
    async fn template_version(&self) -> Option<u32> {
        self.value().template.map(|(_, version)| version)
    }
}

/// What a mandate does about a concern. Silence is not the same as saying that there is no rule.
#[derive(Clone, SimpleObject)]
pub struct ConcernStance {
    /// The concern.
    concern: Concern,
    /// Whether there is a rule, explicitly none, or silence.
    stance: Stance,
    /// The clauses that speak of it.
    clauses: Vec<Clause>,
}
