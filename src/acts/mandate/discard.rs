//! Gives up a draft of a mandate.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use super::{adopt, draft::no_such_draft};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        directory::Directory,
        id::{CouncilId, MandateId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Gives up a draft.
#[derive(Clone, Debug)]
pub struct DiscardDraft {
    /// The council.
    pub council: CouncilId,
    /// The draft.
    pub draft: MandateId,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discarded {
    /// The draft that was.
    pub mandate: MandateId,
}

impl Act for DiscardDraft {
    const NAME: &'static str = "discardDraft";
    const MATTER: Matter = Matter::Private;
    type Outcome = Discarded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let who = said!(
            "det er rådets sekretariat eller en registrator for eieren som forkaster et utkast",
            "the secretariat of the council or a registrar of its owner discards a draft"
        );
        standing::over_council(facts, &council.head, &standing::keepers(&council.head), Refusal::forbidden(who))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Discarded>, Refusals> {
        let council = facts.council(self.council)?;
        let draft = adopt::draft(council, self.draft).ok_or_else(|| vec![no_such_draft("draft")])?;
        let version = draft.version;
        Ok(Decision {
            changes: vec![Change::MandateRevoked(self.council, draft.id)],
            outcome: Discarded { mandate: draft.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Forkastet utkastet til mandat, versjon {version}."),
                &format!("Discarded the draft mandate, version {version}."),
            ),
        })
    }
}
