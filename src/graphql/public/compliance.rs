//! Compliance: the verdicts on a council on a day, with what they were found from.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Enum, Object, SimpleObject};

use super::{clause::Clause, view::View};
use crate::{
    domain::{
        mandate::{
            check,
            clause::ClauseKind,
            verdict::{self, Severity, Subject, Told, VerdictStatus},
        },
        text::Lang,
        time::Date,
    },
    graphql::{error::Result, node::Node},
};

/// The verdicts on a council on a day.
pub struct Compliance {
    view: View,
    verdicts: Vec<verdict::Verdict>,
}

impl Compliance {
    /// Judges the council.
    ///
    /// # Errors
    /// When the database fails, or the answer has others to bring already: who judges looks at every seat and holding.
    pub async fn of(view: View) -> Result<Self> {
        view.scope.volume.add(view.value.seats.len() + view.value.memberships.len())?;
        let family = view.family().await?;
        let verdicts = check::compliance(&view.value, view.around(&family, true), view.scope.as_of);
        Ok(Self { view, verdicts })
    }

    fn count(&self, status: VerdictStatus) -> usize {
        self.verdicts.iter().filter(|verdict| verdict.status == status).count()
    }

    fn kind_of(&self, verdict: &verdict::Verdict) -> Option<ClauseKind> {
        let clause = self.view.mandate()?.clauses.get(verdict.clause?)?;
        Some(clause.clause.provision.kind())
    }
}

/// Whether a council is what its mandate says, on a day. Only clauses whose check exists are judged.
#[Object]
impl Compliance {
    /// The day that is judged.
    async fn as_of(&self) -> Date {
        self.view.scope.as_of.into()
    }

    /// How many rules are kept.
    async fn met(&self) -> usize {
        self.count(VerdictStatus::Met)
    }

    /// How many rules are broken.
    async fn breached(&self) -> usize {
        self.count(VerdictStatus::Breached)
    }

    /// How many rules cannot be judged, because a fact is missing.
    async fn unknown(&self) -> usize {
        self.count(VerdictStatus::Unknown)
    }

    /// How many rules do not bite yet.
    async fn not_due(&self) -> usize {
        self.count(VerdictStatus::NotDue)
    }

    /// How many rules would be broken, but somebody decided an exemption.
    async fn exempted(&self) -> usize {
        self.count(VerdictStatus::Exempted)
    }

    /// The verdicts, the worst first.
    async fn verdicts(
        &self,
        #[graphql(desc = "Only verdicts of these kinds; all where it is not said.")] status: Option<Vec<VerdictStatus>>,
        #[graphql(desc = "Only verdicts on clauses of these shapes; all where it is not said.")] kinds: Option<
            Vec<ClauseKind>,
        >,
        #[graphql(desc = "Only verdicts at least this serious; all where it is not said.")] severity: Option<Severity>,
    ) -> Result<Vec<Verdict>> {
        let wanted = |verdict: &&verdict::Verdict| {
            status.as_ref().is_none_or(|wanted| wanted.contains(&verdict.status))
                && severity.is_none_or(|least| verdict.severity >= least)
                && kinds.as_ref().is_none_or(|kinds| self.kind_of(verdict).is_some_and(|kind| kinds.contains(&kind)))
        };
        let mandate = self.view.mandate_place();
        let verdicts = self.verdicts.iter().filter(wanted);
        self.view.scope.volume.list(verdicts.map(|verdict| Verdict::of(&self.view, mandate, verdict.clone())))
    }
}

/// What a check found.
pub struct Verdict {
    view: View,
    mandate: Option<usize>,
    value: verdict::Verdict,
}

impl Verdict {
    /// What a check found about a clause of the mandate at this place.
    #[must_use]
    pub fn of(view: &View, mandate: Option<usize>, value: verdict::Verdict) -> Self {
        Self { view: view.clone(), mandate, value }
    }
}

/// What a check found about one clause, or about the mandate as a whole.
#[Object]
impl Verdict {
    /// What was found.
    async fn status(&self) -> VerdictStatus {
        self.value.status
    }

    /// How serious a breach of this rule would be, whatever was found: it follows from the modality of the clause. Whether
    /// there is a breach stands in `status`; a rule that is MET has a severity too, and nothing is wrong with it.
    async fn severity(&self) -> Severity {
        self.value.severity
    }

    /// What was found, in a sentence: that of the worst finding, and how many more are as bad. `findings` has them one by
    /// one.
    async fn message(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.message.in_lang(self.view.scope.lang(lang))
    }

    /// The clause that was judged; null where the verdict is about the mandate as a whole.
    async fn clause(&self) -> Option<Clause> {
        Clause::of_mandate(&self.view, self.mandate?, self.value.clause?)
    }

    /// What it was found from: the evidence of the findings that are as bad as the verdict, in one list.
    async fn evidence(&self) -> Vec<Evidence> {
        Evidence::told(&self.view, &self.value.evidence)
    }

    /// What was found subject by subject, the worst first: one for each vacant seat, each membership, each year.
    async fn findings(&self) -> Vec<Finding> {
        let told = |finding: &check::Finding| Finding { view: self.view.clone(), value: finding.clone() };
        self.value.findings.iter().map(told).collect()
    }
}

/// What a check found about one subject.
pub struct Finding {
    view: View,
    value: check::Finding,
}

/// What a check found about one subject.
#[Object]
impl Finding {
    /// What was found.
    async fn status(&self) -> VerdictStatus {
        self.value.status
    }

    /// What was found, in a sentence.
    async fn message(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.message.in_lang(self.view.scope.lang(lang))
    }

    /// What it is about; null where it is about the council as a whole.
    async fn subject(&self) -> Option<Node> {
        Node::of_subject(&self.view, self.value.subject?)
    }

    /// What it was found from.
    async fn evidence(&self) -> Vec<Evidence> {
        Evidence::told(&self.view, &self.value.evidence)
    }
}

/// What an entry of evidence is, so that it can be shown as that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum EvidenceRole {
    /// A seat, by its number: `number` is that, `node` the seat, and `date` since when nobody holds it, where somebody
    /// once did.
    Seat,
    /// A membership, by the name of who holds it: `node` is the membership.
    Membership,
    /// An organisation or a council, by its name: `node` is it, where everybody may see it.
    Body,
    /// A day: `date` is it, `label` says which day, and `node` of what, where that is a node.
    Day,
    /// A number: `number` is it, and `label` says of what.
    Number,
    /// Something else, in words; `node` is what they are about, where that is a node.
    Words,
}

/// One thing that a verdict was found from.
#[derive(SimpleObject)]
pub struct Evidence {
    /// What this entry is.
    role: EvidenceRole,
    /// What it is called, in the language of the request: "vacant since", "planned end", the name of a seat group.
    label: String,
    /// Its value, as text; a day as in `date`.
    value: String,
    /// The day, where it is one or has one.
    date: Option<Date>,
    /// The number, where it is one or has one.
    number: Option<u32>,
    /// What it can be followed to.
    node: Option<Node>,
}

impl Evidence {
    fn told(view: &View, evidence: &[verdict::Evidence]) -> Vec<Self> {
        let one = |evidence: &verdict::Evidence| Self {
            role: EvidenceRole::of(evidence),
            label: evidence.label.in_lang(view.scope.lang).to_owned(),
            value: evidence.value.in_lang(view.scope.lang).into_owned(),
            date: evidence.value.day().map(Date),
            number: evidence.value.number(),
            node: evidence.subject.and_then(|subject| Node::of_subject(view, subject)),
        };
        evidence.iter().map(one).collect()
    }
}

impl EvidenceRole {
    const fn of(evidence: &verdict::Evidence) -> Self {
        match (&evidence.value, evidence.subject) {
            (Told::Seat { .. }, _) => Self::Seat,
            (Told::Day(_), _) => Self::Day,
            (Told::Number(_), _) => Self::Number,
            (Told::Words(_), Some(Subject::Membership(_))) => Self::Membership,
            (Told::Name(_), Some(Subject::Organisation(_) | Subject::Council(_))) => Self::Body,
            (Told::Name(_) | Told::Words(_), _) => Self::Words,
        }
    }
}
