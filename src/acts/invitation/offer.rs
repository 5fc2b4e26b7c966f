//! What all invitations have in common.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        change::{Change, Invitation},
        id::{CouncilId, InvitationId, PersonId},
        message::said,
        text::Text,
    },
    error::Refusal,
    store::act::{Decision, Facts},
};

/// How long an invitation can be taken up.
const OPEN_FOR: Duration = Duration::days(14);

/// What came of an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The council.
    pub council: CouncilId,
    /// The invitation.
    pub invitation: InvitationId,
}

/// What is wrong with the digest of a code: it is made where the code is, so nobody but a programmer sees this.
pub(super) fn wrong_digest(code_hash: &str) -> Option<Refusal> {
    let right = code_hash.len() == 64 && code_hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    (!right).then(|| {
        Refusal::bad_input(
            "code",
            said!(
                "SHA-256-summen av koden trengs, med 64 heksadesimale sifre i små bokstaver",
                "the SHA-256 digest of the code is needed, in 64 lower-case hexadecimal digits"
            ),
        )
    })
}

/// The invitation, open from now on.
pub(super) fn open(
    facts: &Facts<'_>,
    council: CouncilId,
    person: Option<PersonId>,
    code_hash: &str,
) -> Decision<Invited> {
    let invitation = Invitation {
        id: facts.new_id(),
        person,
        code_hash: code_hash.to_owned(),
        expires_at: facts.now + OPEN_FOR,
        claimed_by: None,
    };
    let outcome = Invited { council, invitation: invitation.id };
    let summary = if person.is_some() {
        Text::nb_en("Inviterte innehaveren av en plass.", "Invited the holder of a seat.")
    } else {
        Text::nb_en("Inviterte til sekretariatet.", "Invited to the secretariat.")
    };
    Decision { changes: vec![Change::Invitation(council, invitation)], outcome, warnings: Vec::new(), summary }
}
