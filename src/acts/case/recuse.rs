//! Somebody stands aside when an item is dealt with: the member says so, or the secretariat notes it.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{known, schedule::Scheduled};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        directory::Directory,
        fault::{Faults, Form},
        id::{AgendaItemId, CouncilId, MembershipId},
        message::said,
        text::{Text, examine_line},
        work::Recusal,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Longest reason, in characters.
const LONGEST: usize = 500;

/// Stands aside.
#[derive(Clone, Debug)]
pub struct Recuse {
    /// The council.
    pub council: CouncilId,
    /// The item.
    pub item: AgendaItemId,
    /// Whose membership it is.
    pub membership: MembershipId,
    /// Why.
    pub reason: Option<String>,
}

impl Act for Recuse {
    const NAME: &'static str = "recuse";
    const MATTER: Matter = Matter::Private;
    type Outcome = Scheduled;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "et medlem melder seg selv ugild, eller sekretariatet fører det",
            "members say themselves that they stand aside, or the secretariat notes it"
        );
        standing::member_or_secretariat(facts, self.council, Some(self.membership), message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Scheduled>, Refusals> {
        let council = facts.council(self.council)?;
        let item = known::item(council, self.item)?;
        let mut refused = as_refusals(self.faults());
        let day = council.meeting(item.meeting).map(|meeting| meeting.day);
        let seated = council.membership(self.membership);
        if !seated.zip(day).is_some_and(|(seated, day)| seated.in_force_on(day)) {
            let message = said!(
                "medlemskapet gjelder ikke den dagen møtet er; ta et som gjør det",
                "the membership is not in force on the day of the meeting; take one that is"
            );
            refused.push(Refusal::not_found("membership", message));
        }
        let known = |recusal: &Recusal| recusal.item == self.item && recusal.membership == self.membership;
        if council.work.recusals.iter().any(known) {
            let message = said!(
                "det er ført allerede at medlemmet står utenfor her",
                "that the member stands aside here is noted already"
            );
            refused.push(Refusal::conflict("membership", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let recusal = Recusal { item: self.item, membership: self.membership, reason: self.reason.clone() };
        Ok(Decision {
            changes: vec![Change::Recusal(self.council, recusal)],
            outcome: Scheduled { item: self.item },
            warnings: Vec::new(),
            summary: Text::nb_en("Førte at et medlem er ugild.", "Noted that a member stands aside."),
        })
    }
}

impl Form for Recuse {
    fn examine(&self, faults: &mut Faults) {
        if let Some(reason) = &self.reason {
            faults.within("reason", |faults| examine_line(reason, LONGEST, faults));
        }
    }
}
