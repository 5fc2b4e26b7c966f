//! Withdraws a paper: nobody but the secretariat sees it any more. Its bytes stay, since the audit log tells of it.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known::{self, OfPaper};
use crate::{
    access::acting::Acting,
    domain::{
        directory::Directory,
        id::{CouncilId, PaperId},
        text::Text,
        work::Paper,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Withdraws a paper.
#[derive(Clone, Debug)]
pub struct WithdrawPaper {
    /// The council.
    pub council: CouncilId,
    /// The paper.
    pub paper: PaperId,
}

impl Act for WithdrawPaper {
    const NAME: &'static str = "withdrawPaper";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfPaper;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfPaper>, Refusals> {
        let council = facts.council(self.council)?;
        let paper = known::standing_paper(council, "paper", self.paper)?;
        let withdrawn = Paper { withdrawn_at: Some(facts.now), ..paper.clone() };
        Ok(Decision {
            changes: vec![known::changed(self.council, paper, withdrawn, facts.now)],
            outcome: OfPaper { paper: self.paper },
            warnings: Vec::new(),
            summary: Text::nb_en("Trakk tilbake et papir.", "Withdrew a paper."),
        })
    }
}
