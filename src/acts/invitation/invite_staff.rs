//! Invites somebody to the secretariat of a council.
//!
//! May import: `store`, `access`, `domain`, `error`.

use super::offer::{self, Invited};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{directory::Directory, id::CouncilId, message::said},
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Invites somebody to the secretariat. The code is random and made outside; only its digest comes here.
#[derive(Clone, Debug)]
pub struct InviteStaff {
    /// The council.
    pub council: CouncilId,
    /// SHA-256 of the code, in lower-case hexadecimal digits.
    pub code_hash: String,
}

impl Act for InviteStaff {
    const NAME: &'static str = "inviteStaff";
    type Outcome = Invited;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let head = &facts.council(self.council)?.head;
        let message = said!(
            "bare rådets sekretariat eller en registrator for eieren inviterer til sekretariatet",
            "only the secretariat of the council or a registrar of its owner invites to the secretariat"
        );
        standing::over_council(facts, head, &standing::keepers(head), Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Invited>, Refusals> {
        match offer::wrong_digest(&self.code_hash) {
            Some(wrong) => Err(vec![wrong]),
            None => Ok(offer::open(facts, self.council, None, &self.code_hash)),
        }
    }
}
