//! Takes up an invitation: links the account to the person who holds a seat, or makes it one of the secretariat.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    domain::{
        change::{Change, Invitation},
        directory::Directory,
        id::{CouncilId, PersonId},
        message::said,
        people::{Account, Authority, Grant},
        text::Text,
        time::Period,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Takes up an invitation.
#[derive(Clone, Debug)]
pub struct ClaimInvitation {
    /// SHA-256 of the code, in lower-case hexadecimal digits.
    pub code_hash: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// The council.
    pub council: CouncilId,
    /// The person whose account it is now; None where it is one of the secretariat.
    pub person: Option<PersonId>,
}

impl Act for ClaimInvitation {
    const NAME: &'static str = "claimInvitation";
    type Outcome = Claimed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { invitation: Some(self.code_hash.clone()), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::oneself(facts.caller).ok_or_else(Refusal::unauthenticated)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Claimed>, Refusals> {
        let account = facts.caller.account().ok_or_else(|| vec![Refusal::unauthenticated()])?;
        // A code that has lapsed is told from one that never was by nobody but who invited.
        let (council, invitation) = facts
            .invitation
            .filter(|(_, invitation)| invitation.code_hash == self.code_hash && facts.now < invitation.expires_at)
            .ok_or_else(|| {
                vec![Refusal::not_found(
                    "code",
                    said!(
                        "ingen åpen invitasjon har denne koden; se etter, eller be om en ny invitasjon",
                        "no open invitation has this code; check it, or ask for a new invitation"
                    ),
                )]
            })?;
        if invitation.claimed_by.is_some() {
            let message = said!(
                "denne invitasjonen er tatt i bruk; be om en ny hvis det ikke var deg",
                "this invitation has been taken up; ask for a new one if that was not you"
            );
            return Err(vec![Refusal::conflict("code", message)]);
        }
        let taken_up = match invitation.person {
            Some(person) => link(*council, account, person),
            None => join(facts, *council, account),
        };
        Ok(Decision {
            changes: taken_up?.after(*council, invitation, account),
            outcome: Claimed { council: *council, person: invitation.person },
            warnings: Vec::new(),
            summary: Text::nb_en("Tok imot en invitasjon.", "Took up an invitation."),
        })
    }
}

/// What taking up an invitation brings, beside that it is taken up.
struct TakenUp(Option<Change>);

impl TakenUp {
    fn after(self, council: CouncilId, invitation: &Invitation, account: &Account) -> Vec<Change> {
        std::iter::once(Change::InvitationClaim(council, invitation.id, account.id)).chain(self.0).collect()
    }
}

fn link(council: CouncilId, account: &Account, person: PersonId) -> Result<TakenUp, Refusal> {
    match account.person {
        None => Ok(TakenUp(Some(Change::AccountPerson(council, account.id, person)))),
        Some(own) if own == person => Ok(TakenUp(None)),
        Some(_) => {
            let message = said!(
                "kontoen din hører til en annen person; logg inn med kontoen som skal være denne personens",
                "your account is linked to another person; sign in with the account that is to be this person's"
            );
            Err(Refusal::conflict("code", message))
        }
    }
}

fn join(facts: &Facts<'_>, council: CouncilId, account: &Account) -> Result<TakenUp, Refusal> {
    let grant = Grant::Secretariat(council);
    if facts.caller.authorities_on(facts.today).any(|held| held.grant == grant) {
        return Err(Refusal::conflict(
            "code",
            said!(
                "kontoen din hører til rådets sekretariat allerede; overlat koden til noen andre",
                "your account is one of the council's secretariat already; leave the code to somebody else"
            ),
        ));
    }
    let period = Period { start: Some(facts.today), end: None };
    let authority = Authority { id: facts.new_id(), account: account.id, grant, period, granted_at: facts.now };
    Ok(TakenUp(Some(Change::Authority(authority, None))))
}
