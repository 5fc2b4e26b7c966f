//! An organisation confirms or rejects what is stated about it.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::{Claim, ClaimStatus},
        directory::Directory,
        id::{ClaimId, CouncilId},
        message::said,
        people::Grant,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs, no_such_council},
};

/// Answers a statement about an organisation.
#[derive(Clone, Debug)]
pub struct AnswerClaim {
    /// The council that the statement is made for.
    pub council: CouncilId,
    /// The statement.
    pub claim: ClaimId,
    /// Whether it is right.
    pub right: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The council.
    pub council: CouncilId,
    /// The statement.
    pub claim: ClaimId,
}

impl Act for AnswerClaim {
    const NAME: &'static str = "answerClaim";
    type Outcome = Answered;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { claim: Some((self.council, self.claim)), ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let claim = self.found(facts);
        if !standing::sees(facts, &council.head) {
            return Err(no_such_council());
        }
        let grants: Vec<Grant> = claim.map(|claim| Grant::Registrar(claim.organisation)).into_iter().collect();
        let otherwise = claim.map_or_else(no_such_claim, |_| {
            Refusal::forbidden(said!(
                "bare en registrator for organisasjonen som opplysningen gjelder, svarer på den",
                "only a registrar of the organisation that the statement is about answers it"
            ))
        });
        standing::require(facts, &grants, otherwise)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Answered>, Refusals> {
        let claim = self.found(facts).ok_or_else(|| vec![no_such_claim()])?;
        let status = if self.right { ClaimStatus::Confirmed } else { ClaimStatus::Rejected };
        if claim.status == status {
            let message = said!(
                "det er svaret allerede; ingenting trenger å sies om igjen",
                "that is the answer already; nothing has to be said again"
            );
            return Err(vec![Refusal::conflict("claim", message)]);
        }
        let summary = if self.right {
            Text::nb_en("Bekreftet en opplysning om organisasjonen.", "Confirmed a statement about the organisation.")
        } else {
            Text::nb_en("Avviste en opplysning om organisasjonen.", "Rejected a statement about the organisation.")
        };
        Ok(Decision {
            changes: vec![Change::ClaimAnswer(self.council, claim.id, status)],
            outcome: Answered { council: self.council, claim: claim.id },
            warnings: Vec::new(),
            summary,
        })
    }
}

impl AnswerClaim {
    fn found<'f>(&self, facts: &Facts<'f>) -> Option<&'f Claim> {
        let council = facts.councils.get(&self.council)?;
        council.claims.iter().find(|claim| claim.id == self.claim)
    }
}

fn no_such_claim() -> Refusal {
    Refusal::not_found(
        "claim",
        said!(
            "rådet har ikke denne opplysningen; ta en fra listen over rådets opplysninger",
            "the council has no such statement; take one from its list of statements"
        ),
    )
}
