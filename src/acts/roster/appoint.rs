//! Appoints somebody to a seat, as its holder or as an alternate.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Only who fills the seats of the group appoints. What happened in the past, lawful or not, is recorded by the
//! secretariat or an operator as history, with its source: then what the mandate forbids is noticed, not refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{appointer::appointers, filling::Beside, place::Place};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        council::{Body, Role},
        directory::Directory,
        id::{AppointmentId, CouncilId, MembershipId, OrganisationId, PersonId, SeatId},
        message::said,
        people::Grant,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Appoints somebody to a seat.
#[derive(Clone, Debug)]
pub struct Appoint {
    /// The council.
    pub council: CouncilId,
    /// The seat.
    pub place: Place,
    /// Who is appointed.
    pub person: PersonId,
    /// First day.
    pub start: NaiveDate,
    /// The planned first day after; what the mandate plans where it is not said.
    pub expected_end: Option<NaiveDate>,
    /// Who decided; whoever acts where it is not said.
    pub decided_by: Option<Body>,
    /// When it was decided; today where it is not said.
    pub decided_on: Option<NaiveDate>,
    /// The organisation that the holder speaks for; the one that the seat is for where it is not said.
    pub on_behalf_of: Option<OrganisationId>,
    /// 0 for the holder; 1 and more for alternates, in order.
    pub alternate_rank: u32,
    /// As what; as the mandate says where it is not said.
    pub role: Option<Role>,
    /// On what basis, where it departs from the mandate or is worth saying.
    pub basis: Option<String>,
    /// Where it is known from; needed for history.
    pub source: Option<String>,
    /// Whether it is recorded afterwards.
    pub history: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointed {
    /// The act of appointing.
    pub appointment: AppointmentId,
    /// The membership.
    pub membership: MembershipId,
    /// The seat.
    pub seat: SeatId,
}

impl Act for Appoint {
    const NAME: &'static str = "appoint";
    type Outcome = Appointed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { persons: vec![self.person], ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let history = if self.history { vec![Grant::Secretariat(self.council), Grant::Operator] } else { Vec::new() };
        let group = self.place.group(council).ok();
        let rules = group.and_then(|group| self.rules(council, &group.key));
        let Some(rules) = rules else {
            // There is nothing to appoint to; those who could have appointed learn what is wrong.
            let grants: Vec<Grant> =
                appointers(facts, council).into_iter().chain(standing::keepers(&council.head)).collect();
            let message = said!(
                "bare de som oppnevner til rådets plasser, kan oppnevne",
                "only those who fill seats of the council appoint"
            );
            return standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message));
        };
        let appointer = self.appointer(facts, rules);
        if let Place::Seat(seat) = self.place
            && let Some(acting) = appointer.as_holder(facts, council, seat)
        {
            return Ok(acting);
        }
        let grants: Vec<Grant> = appointer.grants().into_iter().chain(history).collect();
        let who = appointer.in_words(facts);
        let places = if self.alternate_rank == 0 {
            said!("plassene", "the seats")
        } else {
            said!("varaplassene", "the places of the deputies")
        };
        let key = &rules.group.key;
        let message = said!(
            [
                "{} i {key} fylles av {who}; en oppnevner eller registrator for {who} oppnevner (det som er forbi, \
              føres av sekretariatet, med historikk og kilde)",
                places.nb,
                who = who.nb
            ],
            [
                "{} of {key} are filled by {who}; an appointer or registrar of {who} appoints (what is past is \
              recorded by the secretariat, with history and its source)",
                places.en,
                who = who.en
            ]
        );
        let refusal = Refusal::forbidden(message);
        let refusal = if let Some(key) = appointer.clause { refusal.because_of(key) } else { refusal };
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Appointed>, Refusals> {
        self.fill(facts, acting, &Beside::default())
    }
}
