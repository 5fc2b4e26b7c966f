//! Ends a membership before its planned end, or at it.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::appointer::{Appointer, Rules};
use crate::{
    access::acting::Acting,
    acts::{
        mandate::text::{as_refusals, list},
        standing,
    },
    domain::{
        change::{Change, MembershipEnd},
        council::{Council, Membership},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MembershipId},
        people::Grant,
        text::{Text, examine_line},
        word::Code,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Ends a membership.
#[derive(Clone, Debug)]
pub struct EndMembership {
    /// The council.
    pub council: CouncilId,
    /// The membership.
    pub membership: MembershipId,
    /// First day no longer held.
    pub on: NaiveDate,
    /// On what ground: an entry of the code list `ending`.
    pub ground: Option<Code>,
    /// Why, in words.
    pub reason: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// The membership.
    pub membership: MembershipId,
}

impl Act for EndMembership {
    const NAME: &'static str = "endMembership";
    type Outcome = Ended;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council("council", Some(self.council))?;
        let mut grants = vec![Grant::Secretariat(self.council), Grant::Operator];
        let mut who = "the secretariat".to_owned();
        if let Some(appointer) = council.membership(self.membership).and_then(|held| appointer_of(facts, council, held))
        {
            grants.extend(appointer.grants());
            who = format!("{who}, or an appointer of {}", appointer.in_words(facts));
        }
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(format!("{who} ends this membership")))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Ended>, Refusals> {
        let council = facts.council("council", Some(self.council)).map_err(|refusal| vec![refusal])?;
        let mut faults = Faults::default();
        faults.field("ground", &self.ground);
        if let Some(reason) = &self.reason {
            faults.within("reason", |faults| examine_line(reason, 2_000, faults));
        }
        let mut refused = as_refusals(faults.into_found());
        let Some(held) = council.membership(self.membership) else {
            refused.push(Refusal::not_found(
                "membership",
                "the council has no such membership; take one from its list of memberships",
            ));
            return Err(refused);
        };
        refused.extend(wrong_day(held, self.on));
        refused.extend(self.ground.as_ref().and_then(|ground| unknown_ground(facts.directory, ground)));
        if !refused.is_empty() {
            return Err(refused);
        }
        let end = MembershipEnd {
            membership: held.id,
            on: self.on,
            ground: self.ground.clone(),
            reason: self.reason.clone(),
        };
        Ok(Decision {
            changes: vec![Change::MembershipEnd(self.council, end)],
            outcome: Ended { membership: held.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Avsluttet et medlemskap {}.", self.on),
                &format!("Ended a membership on {}.", self.on),
            ),
        })
    }
}

/// Who fills the seat: by the mandate on the day on which it was filled.
fn appointer_of<'c>(facts: &Facts<'_>, council: &'c Council, held: &Membership) -> Option<Appointer<'c>> {
    let group = council.group_by_id(council.seat(held.seat)?.group)?;
    let rules = Rules::on(council, &group.key, facts.today).or_else(|| Rules::on(council, &group.key, held.start))?;
    Some(Appointer::of(facts.directory, rules, held.on_behalf_of))
}

fn wrong_day(held: &Membership, on: NaiveDate) -> Option<Refusal> {
    if let Some(ended) = held.ended {
        return Some(Refusal::conflict(
            "membership",
            format!("the membership ended on {ended}; what has ended does not end again"),
        ));
    }
    if on <= held.start {
        let message = format!(
            "the membership started on {}; a later day is needed: it is the first day no longer held",
            held.start
        );
        return Some(Refusal::bad_input("on", message));
    }
    let until = held.until().filter(|until| on > *until)?;
    Some(Refusal::bad_input(
        "on",
        format!("the membership is planned to end on {until}; a day no later than that is needed"),
    ))
}

/// A ground that the code list of endings does not have, where there is such a list.
fn unknown_ground(directory: &Directory, ground: &Code) -> Option<Refusal> {
    let mut known: Vec<&str> =
        directory.codes().filter(|(list, ..)| &***list == "ending").map(|(_, code, _)| &**code).collect();
    known.sort_unstable();
    let unknown = ground.is_well_formed() && !known.is_empty() && !known.contains(&&**ground);
    unknown.then(|| {
        Refusal::not_found(
            "ground",
            format!("the code list ending has no entry {ground}; it has {}", list(known.into_iter())),
        )
    })
}
