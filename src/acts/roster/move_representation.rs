//! Moves a holder to another organisation: from a day on, whoever holds the seat speaks for somebody else.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::{
    appointer::Rules,
    end::{appointer_of, or_appointer},
    renew::{Continued, over_unknown},
    split::{Parting, split},
    standing_for::Speaks,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, names::slug_of, standing, unknown},
    domain::{
        council::{Body, Continuation, Membership},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MembershipId, OrganisationId},
        mandate::clause::seats::SeatFor,
        message::said,
        people::Grant,
        text::{Text, examine_line},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Moves a holder to another organisation.
#[derive(Clone, Debug)]
pub struct MoveRepresentation {
    /// The council.
    pub council: CouncilId,
    /// The membership.
    pub membership: MembershipId,
    /// The organisation that the holder speaks for.
    pub on_behalf_of: OrganisationId,
    /// First day.
    pub from: NaiveDate,
    /// Why, in words.
    pub reason: Option<String>,
}

impl Act for MoveRepresentation {
    const NAME: &'static str = "moveRepresentation";
    type Outcome = Continued;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let Some(held) = council.membership(self.membership) else { return over_unknown(facts, council) };
        let mut grants = Vec::new();
        let mut who = said!("sekretariatet", "the secretariat");
        if let Some(appointer) = appointer_of(facts, council, held) {
            grants.extend(appointer.grants());
            who = or_appointer(&who, &appointer.in_words(facts));
        }
        grants.extend([Grant::Secretariat(self.council), Grant::Operator]);
        let message = said!(
            ["{} sier hvem dette medlemmet representerer", who.nb],
            ["{} says for whom this member speaks", who.en]
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Continued>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        if let Some(reason) = &self.reason {
            faults.within("reason", |faults| examine_line(reason, 2_000, faults));
        }
        let mut refused = as_refusals(faults.into_found());
        let Some(held) = council.membership(self.membership) else {
            refused.push(unknown::membership("membership"));
            return Err(refused);
        };
        if held.on_behalf_of == Some(self.on_behalf_of) {
            let message = said!(
                "innehaveren representerer denne organisasjonen allerede; ingenting trenger å gjøres om igjen",
                "the holder speaks for this organisation already; nothing has to be done again"
            );
            refused.push(Refusal::conflict("onBehalfOf", message));
        }
        let mut warnings = Vec::new();
        let group = council.seat(held.seat).and_then(|seat| council.group_by_id(seat.group));
        if let Some(rules) = group.and_then(|group| Rules::on(council, &group.key, self.from)) {
            match self.against(facts, acting, rules) {
                Ok(Some(refusal)) if self.is_elsewhere(facts, rules) => refused.push(refusal),
                Ok(Some(refusal)) => warnings.push(refusal),
                Ok(None) => {}
                Err(refusal) => refused.push(refusal),
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let reason = self.reason.as_deref();
        let from = Parting {
            council: self.council,
            on: self.from,
            field: "from",
            ground: Continuation::NewRepresentation,
            reason,
        };
        let speaks = |second: &mut Membership| second.on_behalf_of = Some(self.on_behalf_of);
        let parted = split(facts, held, from, speaks)?;
        let name = slug_of(facts.directory, Body::Organisation(self.on_behalf_of));
        Ok(Decision {
            changes: parted.changes,
            outcome: Continued { membership: parted.membership, former: held.id },
            warnings,
            summary: Text::nb_en(
                &format!("Førte at et medlem representerer {name} fra {}.", self.from),
                &format!("Recorded that a member speaks for {name} from {} on.", self.from),
            ),
        })
    }
}

impl MoveRepresentation {
    /// What the mandate has against the organisation.
    fn against(&self, facts: &Facts<'_>, acting: Acting, rules: Rules<'_>) -> Result<Option<Refusal>, Refusal> {
        let speaks = Speaks { rules, acting, on_behalf_of: Some(self.on_behalf_of), day: self.from };
        Ok(speaks.resolve(facts)?.1)
    }

    /// Whether the seats are for one organisation, and this one did not come after it.
    fn is_elsewhere(&self, facts: &Facts<'_>, rules: Rules<'_>) -> bool {
        let SeatFor::Organisation(of) = &rules.group.meant_for else { return false };
        let Some(entitled) = facts.directory.organisation_by_slug(&of.slug) else { return false };
        let (entitled, moved_to) = (Body::Organisation(entitled.id), Body::Organisation(self.on_behalf_of));
        !facts.directory.is_or_succeeded(entitled, moved_to, self.from)
    }
}
