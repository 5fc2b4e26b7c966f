//! Grants an authority to an account.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{standing, unknown},
    domain::{
        change::Change,
        directory::Directory,
        id::{AccountId, AuthorityId},
        message::{Message, said},
        people::{Authority, Grant},
        text::Text,
        time::Period,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs, no_such_council},
};

/// Grants an authority.
#[derive(Clone, Debug)]
pub struct GrantAuthority {
    /// To whom.
    pub account: AccountId,
    /// What, for whom.
    pub grant: Grant,
    /// First day; today where it is not said.
    pub from: Option<NaiveDate>,
    /// First day no longer; until it is revoked where it is not said.
    pub until: Option<NaiveDate>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The authority.
    pub authority: AuthorityId,
}

impl Act for GrantAuthority {
    const NAME: &'static str = "grantAuthority";
    type Outcome = Granted;

    fn needs(&self, _: &Directory) -> Needs {
        Needs {
            councils: self.grant.council().into_iter().collect(),
            account: Some(self.account),
            grant: Some(self.grant),
            ..Needs::default()
        }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        may(facts, self.grant, &said!("gi", "grant"))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Granted>, Refusals> {
        let mut refused = Vec::new();
        let start = self.from.unwrap_or(facts.today);
        if facts.account.is_none_or(|account| account.id != self.account) {
            let message = said!(
                "denne kontoen finnes ikke; en konto finnes når noen har logget inn, og viewer viser id-en dens",
                "there is no such account; an account exists once somebody has signed in, and its viewer shows its \
                 identity"
            );
            refused.push(Refusal::not_found("account", message));
        }
        if start < facts.today {
            refused.push(Refusal::bad_input(
                "from",
                said!(
                    "en fullmakt begynner tidligst i dag; la from være ute for å begynne i dag",
                    "an authority starts today at the earliest; leave from out to start today"
                ),
            ));
        }
        if self.until.is_some_and(|until| until <= start) {
            refused.push(Refusal::bad_input(
                "until",
                said!(
                    "en dag etter from trengs: until er den første dagen uten fullmakten",
                    "a day after from is needed: until is the first day without the authority"
                ),
            ));
        }
        let period = Period { start: Some(start), end: self.until };
        let has = facts
            .holders
            .iter()
            .find(|held| held.account == self.account && held.grant == self.grant && held.period.overlaps(&period));
        if has.is_some() {
            refused.push(Refusal::conflict(
                "account",
                said!(
                    "denne kontoen har fullmakten i den tiden allerede; trekk den tilbake først, eller velg en annen \
                     tid",
                    "this account has the authority in that time already; revoke that one first, or choose another \
                     time"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let authority =
            Authority { id: facts.new_id(), account: self.account, grant: self.grant, period, granted_at: facts.now };
        Ok(Decision {
            outcome: Granted { authority: authority.id },
            changes: vec![Change::Authority(authority, facts.caller.account_id())],
            warnings: Vec::new(),
            summary: Text::nb_en("Ga en konto fullmakt.", "Granted an authority to an account."),
        })
    }
}

/// Who grants and revokes: the staff of a council among themselves and the owner of the council, the registrars of an
/// organisation, operators.
pub(super) fn may(facts: &Facts<'_>, grant: Grant, what: &Message) -> Result<Acting, Refusal> {
    match grant {
        Grant::Secretariat(council) => {
            let head = facts.directory.council(council).ok_or_else(no_such_council)?;
            let message = said!(
                ["bare rådets sekretariat eller en registrator for eieren kan {} denne", what.nb],
                ["only the secretariat of the council or a registrar of its owner can {} this", what.en]
            );
            standing::over_council(facts, head, &standing::keepers(head), Refusal::forbidden(message))
        }
        Grant::Appointer(organisation) | Grant::Registrar(organisation) => {
            if let Some(refusal) = unknown::organisation(facts, "organisation", organisation) {
                return Err(refusal);
            }
            let grants = [Grant::Registrar(organisation), Grant::Operator];
            let message = said!(
                ["bare en registrator for organisasjonen eller en operatør kan {} denne", what.nb],
                ["only a registrar of the organisation or an operator can {} this", what.en]
            );
            standing::require(facts, &grants, Refusal::forbidden(message))
        }
        Grant::Operator => standing::require(
            facts,
            &[Grant::Operator],
            Refusal::forbidden(said!(
                ["bare en operatør kan {} denne", what.nb],
                ["only an operator can {} this", what.en]
            )),
        ),
    }
}
