//! Renews a term: somebody stays on, by a new act of appointing.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appoint::Appoint,
    filling::Beside,
    meanwhile::{Meanwhile, called},
    place::Place,
};
use crate::{
    access::acting::Acting,
    acts::{standing, unknown},
    domain::{
        change::{Change, MembershipEnd},
        council::{Body, Continuation, Council, Membership},
        directory::Directory,
        id::{CouncilId, MembershipId},
        message::said,
        people::Grant,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Renews a term.
#[derive(Clone, Debug)]
pub struct RenewTerm {
    /// The council.
    pub council: CouncilId,
    /// The membership that is renewed.
    pub membership: MembershipId,
    /// First day of the new term; the planned end of the present one where it is not said.
    pub start: Option<NaiveDate>,
    /// The planned first day after; what the mandate plans where it is not said.
    pub expected_end: Option<NaiveDate>,
    /// Who decided; whoever acts where it is not said.
    pub decided_by: Option<Body>,
    /// When it was decided; today where it is not said.
    pub decided_on: Option<NaiveDate>,
    /// On what basis, where it departs from the mandate or is worth saying.
    pub basis: Option<String>,
}

/// What came of an act after which one membership goes on as another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continued {
    /// The membership that begins.
    pub membership: MembershipId,
    /// The membership that it follows.
    pub former: MembershipId,
}

impl Act for RenewTerm {
    const NAME: &'static str = "renewTerm";
    type Outcome = Continued;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        match council.membership(self.membership) {
            Some(held) => self.appoint(held, self.start.or(held.expected_end).unwrap_or(facts.today)).authorise(facts),
            None => over_unknown(facts, council),
        }
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Continued>, Refusals> {
        let council = facts.council(self.council)?;
        let held = council.membership(self.membership).ok_or_else(|| unknown::membership("membership"))?;
        let start = self.first_day(held)?;
        let ground = Some(Continuation::Renewal.into());
        let end = MembershipEnd { membership: held.id, on: start, ground, reason: None };
        let mut changes = vec![Change::MembershipEnd(self.council, end)];
        let mut meanwhile = Meanwhile::before(facts);
        meanwhile.take(self.council, &changes);
        // Whoever the register knows through the council alone is known to the act too.
        meanwhile.know(self.council, held.person);
        let beside = Beside { renewal: true, acting: held.acting, post: held.post.clone(), ..Beside::default() };
        let renewed = self
            .appoint(held, start)
            .fill(&meanwhile.facts(facts), acting, &beside)
            .map_err(|refused| called(refused, &[("person", "membership"), ("seat", "membership")]))?;
        changes.extend(renewed.changes);
        Ok(Decision {
            changes,
            outcome: Continued { membership: renewed.outcome.membership, former: held.id },
            warnings: called(renewed.warnings, &[("person", "membership"), ("seat", "membership")]),
            summary: Text::nb_en(
                &format!("Forlenget et medlemskap fra {start}."),
                &format!("Renewed a membership from {start} on."),
            ),
        })
    }
}

impl RenewTerm {
    fn appoint(&self, held: &Membership, start: NaiveDate) -> Appoint {
        Appoint {
            council: self.council,
            place: Place::Seat(held.seat),
            person: held.person,
            start,
            expected_end: self.expected_end,
            decided_by: self.decided_by,
            decided_on: self.decided_on,
            on_behalf_of: held.on_behalf_of,
            alternate_rank: held.alternate_rank,
            role: Some(held.role),
            basis: self.basis.clone(),
            source: None,
            history: false,
        }
    }

    fn first_day(&self, held: &Membership) -> Result<NaiveDate, Refusal> {
        if let Some(ended) = held.ended {
            let message = said!(
                "medlemskapet endte {ended}; oppnevn personen på nytt",
                "the membership ended on {ended}; appoint the person anew"
            );
            return Err(Refusal::conflict("membership", message));
        }
        let Some(start) = self.start.or(held.expected_end) else {
            let message = said!(
                "medlemskapet har ingen planlagt slutt; si hvilken dag den nye perioden begynner",
                "no end of the membership is planned; say on which day the new term starts"
            );
            return Err(Refusal::bad_input("start", message));
        };
        if start <= held.start {
            let message = said!(
                "medlemskapet begynte {}; en senere dag trengs",
                "the membership started on {}; a later day is needed",
                held.start
            );
            return Err(Refusal::bad_input("start", message));
        }
        match held.until().filter(|until| start > *until) {
            Some(until) => {
                let message = said!(
                    "perioden ender {until}, og den som fortsetter, gjør det uten opphold; begynn da, eller oppnevn \
                     personen på nytt",
                    "the term ends on {until}, and who stays on does so without a break; start then, or appoint the \
                     person anew"
                );
                Err(Refusal::bad_input("start", message))
            }
            None => Ok(start),
        }
    }
}

/// Who learns that a membership does not exist: those who could have acted on it.
pub(super) fn over_unknown(facts: &Facts<'_>, council: &Council) -> Result<Acting, Refusal> {
    let grants: Vec<Grant> =
        super::appointers(facts, council).into_iter().chain(standing::keepers(&council.head)).collect();
    let message = said!(
        "bare de som oppnevner til rådets plasser, og sekretariatet gjør noe med medlemskapene",
        "only those who fill seats of the council, and its secretariat, act on its memberships"
    );
    standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
}
