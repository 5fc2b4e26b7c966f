//! Designates who stands in for the holder of a seat, in the place of whoever did so before.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appoint::Appoint,
    meanwhile::{Meanwhile, called},
    place::Place,
};
use crate::{
    access::acting::Acting,
    domain::{
        change::{Change, MembershipEnd},
        council::{Body, Continuation, Council, Membership},
        directory::Directory,
        id::{CouncilId, MembershipId, OrganisationId, PersonId, SeatId},
        message::{Message, said},
        text::{Lang, Text},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Designates a deputy.
#[derive(Clone, Debug)]
pub struct DesignateDeputy {
    /// The council.
    pub council: CouncilId,
    /// The seat whose holder is stood in for.
    pub seat: SeatId,
    /// Whose turn it is first: 1, 2 and so on.
    pub rank: u32,
    /// Who stands in.
    pub person: PersonId,
    /// First day.
    pub start: NaiveDate,
    /// The planned first day after; what the mandate plans where it is not said.
    pub expected_end: Option<NaiveDate>,
    /// The organisation that the deputy speaks for; the holder's where it is not said.
    pub on_behalf_of: Option<OrganisationId>,
    /// Who decided; whoever acts where it is not said.
    pub decided_by: Option<Body>,
    /// When it was decided; today where it is not said.
    pub decided_on: Option<NaiveDate>,
    /// On what basis, where it departs from the mandate or is worth saying.
    pub basis: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Designated {
    /// The membership that begins.
    pub membership: MembershipId,
    /// The memberships that end or become something else.
    pub former: Vec<MembershipId>,
}

impl Act for DesignateDeputy {
    const NAME: &'static str = "designateDeputy";
    type Outcome = Designated;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { persons: vec![self.person], ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        self.appoint(council).authorise(facts)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Designated>, Refusals> {
        let council = facts.council(self.council)?;
        if self.rank == 0 {
            let message = said!(
                "varaer telles fra 1; den som har plassen, oppnevnes, og utpekes ikke",
                "deputies are counted from 1; the holder of the seat is appointed, not designated"
            );
            return Err(vec![Refusal::bad_input("rank", message)]);
        }
        let mut changes = Vec::new();
        let former = self.predecessor(council)?;
        changes.extend(former.map(|held| {
            let ground = Some(Continuation::Replaced.into());
            let end = MembershipEnd { membership: held.id, on: self.start, ground, reason: None };
            Change::MembershipEnd(self.council, end)
        }));
        let mut meanwhile = Meanwhile::before(facts);
        meanwhile.take(self.council, &changes);
        let names = [("alternateRank", "rank")];
        let appointed =
            self.appoint(council).decide(&meanwhile.facts(facts), acting).map_err(|refused| called(refused, &names))?;
        changes.extend(appointed.changes);
        let label = council
            .seat(self.seat)
            .and_then(|seat| council.group_by_id(seat.group))
            .and_then(|group| council.mandate_on(self.start)?.composition.group(&group.key))
            .map(|group| group.label.clone())
            .unwrap_or_default();
        Ok(Decision {
            changes,
            outcome: Designated {
                membership: appointed.outcome.membership,
                former: former.map(|held| held.id).into_iter().collect(),
            },
            warnings: called(appointed.warnings, &names),
            summary: Text::nb_en(
                &format!("Utpekte en vara i gruppen {}.", label.in_lang(Lang::Nb)),
                &format!("Designated a deputy in the group {}.", label.in_lang(Lang::En)),
            ),
        })
    }
}

impl DesignateDeputy {
    fn appoint(&self, council: &Council) -> Appoint {
        let holder = council.holder(self.seat, self.start);
        Appoint {
            council: self.council,
            place: Place::Seat(self.seat),
            person: self.person,
            start: self.start,
            expected_end: self.expected_end,
            decided_by: self.decided_by,
            decided_on: self.decided_on,
            on_behalf_of: self.on_behalf_of.or_else(|| holder.and_then(|held| held.on_behalf_of)),
            alternate_rank: self.rank,
            role: None,
            basis: self.basis.clone(),
            source: None,
            history: false,
        }
    }

    /// Whoever stands in at this rank on the day, and ends then.
    fn predecessor<'c>(&self, council: &'c Council) -> Result<Option<&'c Membership>, Refusal> {
        let at_seat = council.at_seat(self.seat, self.start).find(|held| held.alternate_rank == self.rank);
        let Some(held) = at_seat else { return Ok(None) };
        let conflict = |field: &str, message: Message| Err(Refusal::conflict(field, message));
        if held.person == self.person {
            return conflict(
                "person",
                said!(
                    "denne personen er vara i denne rekkefølgen allerede; forleng perioden i stedet",
                    "this person stands in at this rank already; renew the term instead"
                ),
            );
        }
        if held.start == self.start {
            return conflict(
                "start",
                said!(
                    "en annen vara begynner {}; begynn senere, eller rett den føringen",
                    "another deputy starts on {}; start later, or correct that entry",
                    held.start
                ),
            );
        }
        if let Some(ended) = held.ended {
            return conflict(
                "start",
                said!("varaplassen er opptatt til {ended}; begynn da", "the place is taken until {ended}; start then"),
            );
        }
        Ok(Some(held))
    }
}
