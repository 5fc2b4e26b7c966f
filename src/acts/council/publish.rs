//! Publishes a council that was a draft.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::{CouncilHead, CouncilStatus},
        directory::Directory,
        id::CouncilId,
        message::said,
        text::{Lang, Text},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Publishes a draft.
#[derive(Clone, Debug)]
pub struct PublishCouncil {
    /// Which.
    pub council: CouncilId,
}

/// What came of an act on a council as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The council.
    pub council: CouncilId,
}

impl Act for PublishCouncil {
    const NAME: &'static str = "publishCouncil";
    type Outcome = Changed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let head = &facts.council(self.council)?.head;
        let refusal = Refusal::forbidden(said!(
            "bare rådets sekretariat eller en registrator for eieren publiserer det",
            "only the secretariat of the council or a registrar of its owner publishes it"
        ));
        standing::over_council(facts, head, &standing::keepers(head), refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Changed>, Refusals> {
        let head = &facts.council(self.council)?.head;
        if head.visibility != CouncilStatus::Draft {
            let message = said!(
                "rådet står i det offentlige registeret allerede; bare et utkast publiseres",
                "the council is in the public register already; only a draft is published"
            );
            return Err(vec![Refusal::conflict("council", message)]);
        }
        let head = CouncilHead { visibility: CouncilStatus::Public, ..head.clone() };
        let summary = Text::nb_en(
            &format!("Publiserte {}.", head.name.in_lang(Lang::Nb)),
            &format!("Published {}.", head.name.in_lang(Lang::En)),
        );
        Ok(Decision {
            changes: vec![Change::CouncilHead { head, former_slug: None }],
            outcome: Changed { council: self.council },
            warnings: Vec::new(),
            summary,
        })
    }
}
