//! The secretariat takes a case up, or declines it and says why.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known::{self, OfCase};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        directory::Directory,
        fault::{Faults, Form},
        id::{CaseId, CouncilId},
        message::said,
        text::Text,
        work::CaseStatus,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Answers a case that somebody raised.
#[derive(Clone, Debug)]
pub struct AnswerCase {
    /// The council.
    pub council: CouncilId,
    /// The case.
    pub case: CaseId,
    /// Whether it is taken up.
    pub accepted: bool,
    /// Why; owed where it is declined.
    pub reason: Option<Text>,
}

impl Act for AnswerCase {
    const NAME: &'static str = "answerCase";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfCase;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfCase>, Refusals> {
        let council = facts.council(self.council)?;
        let case = known::case(council, self.case)?;
        let mut refused = as_refusals(self.faults());
        // What was declined can be taken up after all.
        let open = case.status == CaseStatus::Raised || (self.accepted && case.status == CaseStatus::Declined);
        if !open {
            let message = said!(
                "saken er besvart; bare en sak som er reist og ikke besvart, kan tas opp eller avslås",
                "the case has been answered; only one that was raised and not answered is accepted or declined"
            );
            refused.push(Refusal::conflict("case", message));
        }
        if !self.accepted && self.reason.is_none() {
            let message = said!("den som reiste saken, skal få vite hvorfor", "whoever raised the case is to know why");
            refused.push(Refusal::bad_input("reason", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let (status, nb, en) = if self.accepted {
            (CaseStatus::Accepted, "Tok opp en sak.", "Accepted a case.")
        } else {
            (CaseStatus::Declined, "Avslo en sak.", "Declined a case.")
        };
        Ok(Decision {
            changes: vec![known::moved(self.council, case, status, facts.now, self.reason.as_ref())],
            outcome: OfCase { case: self.case },
            warnings: Vec::new(),
            summary: Text::nb_en(nb, en),
        })
    }
}

impl Form for AnswerCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("reason", &self.reason);
    }
}
