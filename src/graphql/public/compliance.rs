//! Compliance: the verdicts on a council on a day, with what they were found from.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Object, SimpleObject};

use super::{clause::Clause, view::View};
use crate::{
    domain::{
        mandate::{
            check,
            clause::ClauseKind,
            verdict::{self, Severity, VerdictStatus},
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
    /// When the database fails.
    pub async fn of(view: View) -> Result<Self> {
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
    ) -> Vec<Verdict> {
        let wanted = |verdict: &&verdict::Verdict| {
            status.as_ref().is_none_or(|wanted| wanted.contains(&verdict.status))
                && severity.is_none_or(|least| verdict.severity >= least)
                && kinds.as_ref().is_none_or(|kinds| self.kind_of(verdict).is_some_and(|kind| kinds.contains(&kind)))
        };
        let mandate = self.view.mandate_place();
        self.verdicts.iter().filter(wanted).map(|verdict| Verdict::of(&self.view, mandate, verdict.clone())).collect()
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

    /// How serious a breach is.
    async fn severity(&self) -> Severity {
        self.value.severity
    }

    /// What was found, in a sentence.
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

    /// What it was found from.
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

/// One thing that a verdict was found from.
#[derive(SimpleObject)]
pub struct Evidence {
    /// What it is.
    label: String,
    /// Its value, as text.
    value: String,
    /// What it can be followed to.
    node: Option<Node>,
}

impl Evidence {
    fn told(view: &View, evidence: &[verdict::Evidence]) -> Vec<Self> {
        let one = |evidence: &verdict::Evidence| Self {
            label: evidence.label.in_lang(view.scope.lang).to_owned(),
            value: evidence.value.clone(),
            node: evidence.subject.and_then(|subject| Node::of_subject(view, subject)),
        };
        evidence.iter().map(one).collect()
    }
}
