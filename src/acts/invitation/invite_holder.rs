//! Invites the person who holds a seat to link an account.
//!
//! May import: `store`, `access`, `domain`, `error`.

use super::offer::{self, Invited};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        directory::Directory,
        id::{CouncilId, PersonId},
        message::said,
        time::Period,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Invites the holder of a seat. The code is random and made outside; only its digest comes here.
#[derive(Clone, Debug)]
pub struct InviteHolder {
    /// The council.
    pub council: CouncilId,
    /// Who is invited.
    pub person: PersonId,
    /// SHA-256 of the code, in lower-case hexadecimal digits.
    pub code_hash: String,
}

impl Act for InviteHolder {
    const NAME: &'static str = "inviteHolder";
    type Outcome = Invited;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { persons: vec![self.person], ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "bare rådets sekretariat, eller en operatør, inviterer medlemmene",
            "only the secretariat of the council, or an operator, invites its members"
        );
        standing::secretariat_or_operator(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Invited>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused: Refusals = offer::wrong_digest(&self.code_hash).into_iter().collect();
        let from_today = Period { start: Some(facts.today), end: None };
        let holds =
            council.memberships.iter().any(|held| held.person == self.person && held.period().overlaps(&from_today));
        if !holds {
            let message = said!(
                "denne personen har ingen plass i rådet i dag eller senere, og er ikke vara for noen; oppnevn \
                 personen først",
                "this person holds no seat of the council today or later, and stands in for nobody; appoint the \
                 person first"
            );
            refused.push(Refusal::not_found("person", message));
        }
        if refused.is_empty() {
            Ok(offer::open(facts, self.council, Some(self.person), &self.code_hash))
        } else {
            Err(refused)
        }
    }
}
