//! Appoints a whole set of people in one act: all of them, or nobody.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appoint::Appoint,
    meanwhile::{Meanwhile, below},
    place::Place,
    renew::over_unknown,
};
use crate::{
    access::acting::Acting,
    domain::{
        council::{Body, Role},
        directory::Directory,
        id::{CouncilId, MembershipId, OrganisationId, PersonId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// The most people that one act appoints, and the most entries of history that one act records.
pub const MOST_ENTRIES: usize = 200;

/// Appoints a set of people.
#[derive(Clone, Debug)]
pub struct AppointSet {
    /// The council.
    pub council: CouncilId,
    /// First day of all of them.
    pub start: NaiveDate,
    /// The planned first day after; what the mandate plans where it is not said.
    pub expected_end: Option<NaiveDate>,
    /// Who decided; whoever acts where it is not said.
    pub decided_by: Option<Body>,
    /// When it was decided; today where it is not said.
    pub decided_on: Option<NaiveDate>,
    /// On what basis.
    pub basis: Option<String>,
    /// Who is appointed to what.
    pub appointments: Vec<Appointee>,
}

/// One of those who are appointed.
#[derive(Clone, Debug)]
pub struct Appointee {
    /// The seat.
    pub place: Place,
    /// Who.
    pub person: PersonId,
    /// The organisation that the holder speaks for.
    pub on_behalf_of: Option<OrganisationId>,
    /// 0 for the holder; 1 and more for alternates, in order.
    pub alternate_rank: u32,
    /// As what; as the mandate says where it is not said.
    pub role: Option<Role>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The memberships, in the order of the input.
    pub memberships: Vec<MembershipId>,
}

impl Act for AppointSet {
    const NAME: &'static str = "appointSet";
    type Outcome = Entered;

    fn needs(&self, _: &Directory) -> Needs {
        let persons = self.appointments.iter().take(MOST_ENTRIES).map(|one| one.person).collect();
        Needs { persons, ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut first = None;
        for (index, appointee) in self.appointments.iter().take(MOST_ENTRIES).enumerate() {
            // Whoever fills one group may not fill the next.
            let acting = self.appoint(appointee).authorise(facts);
            let acting = acting.map_err(|refusal| below(&path(index), refusal))?;
            first.get_or_insert(acting);
        }
        first.map_or_else(|| over_unknown(facts, council), Ok)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Entered>, Refusals> {
        let count = self.appointments.len();
        if count == 0 || count > MOST_ENTRIES {
            let message = said!(
                "1 til {MOST_ENTRIES} oppnevninger trengs; her er det {count}",
                "1 to {MOST_ENTRIES} appointments are needed; these are {count}"
            );
            return Err(vec![Refusal::bad_input("appointments", message)]);
        }
        let mut meanwhile = Meanwhile::before(facts);
        let (mut changes, mut warnings, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        let mut memberships = Vec::new();
        for (index, appointee) in self.appointments.iter().enumerate() {
            let at = |refusal| below(&path(index), refusal);
            let appoint = self.appoint(appointee);
            let decided = {
                let facts = meanwhile.facts(facts);
                appoint.authorise(&facts).map_err(Refusals::from).and_then(|it| appoint.decide(&facts, it))
            };
            match decided {
                Ok(decision) => {
                    meanwhile.take(self.council, &decision.changes);
                    changes.extend(decision.changes);
                    warnings.extend(decision.warnings.into_iter().map(at));
                    memberships.push(decision.outcome.membership);
                }
                Err(refusals) => refused.extend(refusals.into_iter().map(at)),
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        Ok(Decision {
            changes,
            outcome: Entered { memberships },
            warnings,
            summary: Text::nb_en(
                &format!("Oppnevnte {count} personer fra {}.", self.start),
                &format!("Appointed {count} people from {} on.", self.start),
            ),
        })
    }
}

fn path(index: usize) -> String {
    format!("appointments[{index}]")
}

impl AppointSet {
    fn appoint(&self, appointee: &Appointee) -> Appoint {
        Appoint {
            council: self.council,
            place: appointee.place.clone(),
            person: appointee.person,
            start: self.start,
            expected_end: self.expected_end,
            decided_by: self.decided_by,
            decided_on: self.decided_on,
            on_behalf_of: appointee.on_behalf_of,
            alternate_rank: appointee.alternate_rank,
            role: appointee.role,
            basis: self.basis.clone(),
            source: None,
            history: false,
        }
    }
}
