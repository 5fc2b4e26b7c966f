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
        standing, unknown,
    },
    domain::{
        change::{Change, MembershipEnd},
        council::{Council, Membership, is_death},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MembershipId},
        mandate::{
            clause::{Clause, Provision, procedure::Ending, scope::HolderKind},
            verdict::Severity,
        },
        message::{Message, said},
        people::Grant,
        text::{Text, examine_line},
        word::Code,
    },
    error::{Refusal, RefusalCode, Refusals},
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
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut grants = vec![Grant::Secretariat(self.council), Grant::Operator];
        let mut who = said!("sekretariatet", "the secretariat");
        if let Some(appointer) = council.membership(self.membership).and_then(|held| appointer_of(facts, council, held))
        {
            grants.extend(appointer.grants());
            who = or_appointer(&who, &appointer.in_words(facts));
        }
        let message = said!(["{} avslutter dette medlemskapet", who.nb], ["{} ends this membership", who.en]);
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Ended>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        faults.field("ground", &self.ground);
        if let Some(reason) = &self.reason {
            faults.within("reason", |faults| examine_line(reason, 2_000, faults));
        }
        let mut refused = as_refusals(faults.into_found());
        let Some(held) = council.membership(self.membership) else {
            refused.push(unknown::membership("membership"));
            return Err(refused);
        };
        refused.extend(wrong_day(held, self.on));
        refused.extend(self.ground.as_ref().and_then(|ground| unknown_ground(facts.directory, ground)));
        let mut warnings = Vec::new();
        for (severity, refusal) in self.not_among_the_endings(council, held) {
            if severity == Severity::Error { refused.push(refusal) } else { warnings.push(refusal) }
        }
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
            warnings,
            summary: Text::nb_en(
                &format!("Avsluttet et medlemskap {}.", self.on),
                &format!("Ended a membership on {}.", self.on),
            ),
        })
    }
}

impl EndMembership {
    /// What the mandate has against the ground. It says how a holding can end before its time; a term that has run out
    /// needs no ground, and no mandate forbids to die.
    fn not_among_the_endings(&self, council: &Council, held: &Membership) -> Vec<(Severity, Refusal)> {
        let early = held.expected_end.is_none_or(|end| self.on < end);
        let Some(rules) = Rules::of_membership(council, held, self.on).filter(|rules| rules.in_force && early) else {
            return Vec::new();
        };
        if self.ground.as_ref().is_some_and(is_death) {
            return Vec::new();
        }
        let whom = if held.alternate_rank == 0 { HolderKind::Members } else { HolderKind::Alternates };
        let endings = rules.clauses_on(whom).filter_map(|(clause, _)| match &clause.provision {
            Provision::Procedure(procedure) if !procedure.endings.is_empty() => {
                Some((clause, procedure.endings.as_slice()))
            }
            _ => None,
        });
        let endings: Vec<(&Clause, &[Ending])> = endings.collect();
        let is_named = |ending: &Ending| Some(&ending.ground) == self.ground.as_ref();
        if endings.iter().any(|(_, endings)| endings.iter().any(is_named)) {
            return Vec::new();
        }
        let against = |(clause, endings): (&Clause, &[Ending])| {
            let named = list(endings.iter().map(|ending| &*ending.ground));
            let message = said!(
                "etter bestemmelsen {} ender et medlemskap før tiden av disse grunnene: {named}; nevn den som gjelder",
                "by the clause {} a membership ends before its time on these grounds: {named}; name the one that \
                 applies",
                clause.key
            );
            let refusal = Refusal::new(RefusalCode::AgainstMandate, "ground", message).because_of(&clause.key);
            Some((clause.severity()?, refusal))
        };
        endings.into_iter().filter_map(against).collect()
    }
}

/// Those who may, and an appointer beside them.
pub(super) fn or_appointer(who: &Message, of: &Message) -> Message {
    said!(["{} eller en oppnevner for {}", who.nb, of.nb], ["{}, or an appointer of {},", who.en, of.en])
}

/// Who fills the seat of a membership.
pub(super) fn appointer_of<'c>(facts: &Facts<'_>, council: &'c Council, held: &Membership) -> Option<Appointer<'c>> {
    let rules = Rules::of_membership(council, held, facts.today)?;
    Some(Appointer::of_rank(facts.directory, rules, held.on_behalf_of, held.alternate_rank))
}

fn wrong_day(held: &Membership, on: NaiveDate) -> Option<Refusal> {
    if let Some(ended) = held.ended {
        return Some(Refusal::conflict(
            "membership",
            said!(
                "medlemskapet endte {ended}; det som har endt, ender ikke igjen",
                "the membership ended on {ended}; what has ended does not end again"
            ),
        ));
    }
    if on <= held.start {
        let message = said!(
            "medlemskapet begynte {}; en senere dag trengs: det er den første dagen plassen ikke lenger er besatt",
            "the membership started on {}; a later day is needed: it is the first day no longer held",
            held.start
        );
        return Some(Refusal::bad_input("on", message));
    }
    let until = held.until().filter(|until| on > *until)?;
    Some(Refusal::bad_input(
        "on",
        said!(
            "medlemskapet skal etter planen ende {until}; en dag senest da trengs",
            "the membership is planned to end on {until}; a day no later than that is needed"
        ),
    ))
}

/// A ground that the code list of endings does not have, where there is such a list.
fn unknown_ground(directory: &Directory, ground: &Code) -> Option<Refusal> {
    let mut known: Vec<&str> =
        directory.codes().filter(|(list, ..)| &***list == "ending").map(|(_, code, _)| &**code).collect();
    known.sort_unstable();
    let unknown = ground.is_well_formed() && !known.is_empty() && !known.contains(&&**ground);
    unknown.then(|| {
        let known = list(known.into_iter());
        Refusal::not_found(
            "ground",
            said!(
                "kodelisten ending har ikke koden {ground}; den har {known}",
                "the code list ending has no entry {ground}; it has {known}"
            ),
        )
    })
}
