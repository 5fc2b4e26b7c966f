//! Revokes an authority.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use super::grant;
use crate::{
    access::acting::{Acting, ActingFor},
    acts::standing,
    domain::{
        change::Change,
        council::CouncilStatus,
        directory::Directory,
        id::AuthorityId,
        message::said,
        people::{Authority, Grant},
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Revokes an authority from today on.
#[derive(Clone, Debug)]
pub struct RevokeAuthority {
    /// Which.
    pub authority: AuthorityId,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoked {
    /// The authority.
    pub authority: AuthorityId,
}

impl Act for RevokeAuthority {
    const NAME: &'static str = "revokeAuthority";
    type Outcome = Revoked;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { authority: Some(self.authority), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let Some(authority) = self.found(facts) else {
            // Whether an authority exists is for those to know who could revoke it.
            return standing::require(facts, &[Grant::Operator], no_such_authority());
        };
        grant::may(facts, authority.grant, &said!("trekke tilbake", "revoke")).map_err(|refusal| {
            if facts.caller.is_anonymous() { Refusal::unauthenticated() } else { hidden(facts, authority, refusal) }
        })
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Revoked>, Refusals> {
        let authority = self.found(facts).ok_or_else(|| vec![no_such_authority()])?;
        if let Some(end) = authority.period.end.filter(|end| *end <= facts.today) {
            let message = said!(
                "fullmakten endte {end}; det er ingenting igjen å trekke tilbake",
                "the authority ended on {end}; there is nothing left to revoke"
            );
            return Err(vec![Refusal::conflict("authority", message)]);
        }
        if let Some(refusal) = last_of_secretariat(facts, acting, authority) {
            return Err(vec![refusal]);
        }
        // One that has not started yet never starts.
        let end = authority.period.start.map_or(facts.today, |start| start.max(facts.today));
        Ok(Decision {
            outcome: Revoked { authority: authority.id },
            changes: vec![Change::AuthorityEnd(authority.clone(), end)],
            warnings: Vec::new(),
            summary: Text::nb_en("Trakk tilbake en fullmakt.", "Revoked an authority."),
        })
    }
}

impl RevokeAuthority {
    fn found<'f>(&self, facts: &Facts<'f>) -> Option<&'f Authority> {
        facts.authority.filter(|authority| authority.id == self.authority)
    }
}

fn no_such_authority() -> Refusal {
    Refusal::not_found(
        "authority",
        said!(
            "denne fullmakten finnes ikke; ta en fra listen over dem som kan handle for rådet eller organisasjonen",
            "there is no such authority; take one from the list of those who may act for the council or organisation"
        ),
    )
}

/// Of an authority over a draft nobody learns who could not see the draft.
fn hidden(facts: &Facts<'_>, authority: &Authority, refusal: Refusal) -> Refusal {
    let head = authority.grant.council().and_then(|council| facts.directory.council(council));
    if head.is_some_and(|head| !standing::sees(facts, head)) { no_such_authority() } else { refusal }
}

/// A council that everybody sees has somebody who runs it.
fn last_of_secretariat(facts: &Facts<'_>, acting: Acting, authority: &Authority) -> Option<Refusal> {
    let head = facts.directory.council(authority.grant.council()?)?;
    let others = facts
        .holders
        .iter()
        .any(|held| held.id != authority.id && held.grant == authority.grant && held.period.contains(facts.today));
    let needed = head.visibility == CouncilStatus::Public && acting.for_whom() != ActingFor::Operator;
    let message = said!(
        "dette er den siste kontoen i rådets sekretariat; inviter noen andre først, eller spør en operatør",
        "this is the last account of the council's secretariat; invite somebody else first, or ask an operator"
    );
    (needed && !others).then(|| Refusal::conflict("authority", message))
}
