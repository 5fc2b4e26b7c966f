//! Withdraws a case: whoever raised it does, or the secretariat for them.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{
    known::{self, OfCase},
    unschedule::taken_off,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        directory::Directory,
        fault::{Faults, Form},
        id::{CaseId, CouncilId},
        message::said,
        text::Text,
        work::{Case, CaseStatus},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Withdraws a case.
#[derive(Clone, Debug)]
pub struct WithdrawCase {
    /// The council.
    pub council: CouncilId,
    /// The case.
    pub case: CaseId,
    /// Why.
    pub reason: Option<Text>,
}

impl Act for WithdrawCase {
    const NAME: &'static str = "withdrawCase";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfCase;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let raiser = council.work.case(self.case).and_then(Case::raised_by_own);
        let message = said!(
            "den som reiste saken, trekker den, eller sekretariatet gjør det",
            "whoever raised the case withdraws it, or the secretariat does"
        );
        standing::member_or_secretariat(facts, self.council, raiser, message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfCase>, Refusals> {
        let council = facts.council(self.council)?;
        let case = known::case(council, self.case)?;
        let mut refused = as_refusals(self.faults());
        if !case.status.is_open() {
            refused.push(known::stands_elsewhere(case));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let item = known::item_to_come(council, case.id);
        let mut changes = item.map(|item| taken_off(council, item, case)).unwrap_or_default();
        changes.push(known::moved(self.council, case, CaseStatus::Withdrawn, facts.now, self.reason.as_ref()));
        Ok(Decision {
            changes,
            outcome: OfCase { case: self.case },
            warnings: Vec::new(),
            summary: Text::nb_en("Trakk en sak.", "Withdrew a case."),
        })
    }
}

impl Form for WithdrawCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("reason", &self.reason);
    }
}
