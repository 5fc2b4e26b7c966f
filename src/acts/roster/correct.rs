//! Corrects a membership that was recorded wrongly. The wrong entry stays in the audit log.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! A correction says what always was so; what changes from a day on is another act.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appointer::Rules,
    end::{appointer_of, or_appointer},
    place,
    renew::over_unknown,
    standing_for,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing, unknown},
    domain::{
        change::Change,
        council::{Appointment, Council, Membership, Role},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MembershipId, OrganisationId, PersonId},
        message::said,
        people::Grant,
        text::{Text, examine_line},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Corrects a membership.
#[derive(Clone, Debug)]
pub struct CorrectMembership {
    /// The council.
    pub council: CouncilId,
    /// The membership.
    pub membership: MembershipId,
    /// Why the entry was wrong.
    pub reason: String,
    /// Whether there never was such a membership.
    pub withdraw: bool,
    /// First day.
    pub start: Option<NaiveDate>,
    /// The planned first day after.
    pub expected_end: Option<NaiveDate>,
    /// The first day after.
    pub ended: Option<NaiveDate>,
    /// The organisation that the holder speaks for.
    pub on_behalf_of: Option<OrganisationId>,
    /// As what the seat is held.
    pub role: Option<Role>,
    /// Who.
    pub person: Option<PersonId>,
    /// Where there is nothing to say.
    pub clear: Vec<MembershipField>,
}

/// The fields of a membership that can be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum MembershipField {
    /// The planned first day after.
    ExpectedEnd,
    /// The first day after: the membership has not ended.
    End,
    /// The organisation that the holder speaks for.
    OnBehalfOf,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// The membership.
    pub membership: MembershipId,
}

impl Act for CorrectMembership {
    const NAME: &'static str = "correctMembership";
    type Outcome = Corrected;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { persons: self.person.into_iter().collect(), ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let Some(held) = council.membership(self.membership) else { return over_unknown(facts, council) };
        let mut grants = vec![Grant::Secretariat(self.council), Grant::Operator];
        let mut who = said!("sekretariatet", "the secretariat");
        if let Some(appointer) = appointer_of(facts, council, held) {
            grants.extend(appointer.grants());
            who = or_appointer(&who, &appointer.in_words(facts));
        }
        let message = said!(["{} retter dette medlemskapet", who.nb], ["{} corrects this membership", who.en]);
        let refusal = Refusal::forbidden(message);
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Corrected>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        faults.within("reason", |faults| examine_line(&self.reason, 2_000, faults));
        self.examine_cleared(&mut faults);
        let mut refused = as_refusals(faults.into_found());
        let Some(was) = council.membership(self.membership) else {
            refused.push(unknown::membership("membership"));
            return Err(refused);
        };
        let mut warnings = Vec::new();
        let mut changes = Vec::new();
        let is = if self.withdraw {
            refused.extend(self.cannot_withdraw(council, was));
            None
        } else {
            let mut is = self.corrected(was);
            refused.extend(self.wrong(facts, council, was, &is));
            warnings.extend(noticed(council, &is));
            // Somebody else was appointed than the act of appointing says: that entry was wrong too.
            if is.person != was.person
                && let Some(act) = council.appointments.get(&was.appointment)
            {
                let act = Appointment { id: facts.new_id(), person: is.person, ..act.clone() };
                is.appointment = act.id;
                changes.push(Change::Appointment(self.council, act));
            }
            Some(is)
        };
        if !refused.is_empty() {
            return Err(refused);
        }
        changes.push(Change::MembershipCorrected { council: self.council, was: was.clone(), is });
        let reason = &self.reason;
        Ok(Decision {
            changes,
            outcome: Corrected { membership: was.id },
            warnings,
            summary: if self.withdraw {
                Text::nb_en(
                    &format!("Trakk tilbake et medlemskap som var feilført: {reason}"),
                    &format!("Withdrew a membership that was recorded wrongly: {reason}"),
                )
            } else {
                Text::nb_en(&format!("Rettet et medlemskap: {reason}"), &format!("Corrected a membership: {reason}"))
            },
        })
    }
}

impl CorrectMembership {
    fn corrected(&self, was: &Membership) -> Membership {
        let mut is = was.clone();
        is.start = self.start.unwrap_or(was.start);
        let stays = |field| !self.clear.contains(&field);
        is.expected_end = self.expected_end.or(was.expected_end).filter(|_| stays(MembershipField::ExpectedEnd));
        is.ended = self.ended.or(was.ended).filter(|_| stays(MembershipField::End));
        is.on_behalf_of = self.on_behalf_of.or(was.on_behalf_of).filter(|_| stays(MembershipField::OnBehalfOf));
        is.role = self.role.unwrap_or(was.role);
        is.person = self.person.unwrap_or(was.person);
        if is.ended.is_none() {
            is.end_ground = None;
            is.end_reason = None;
        }
        is
    }

    fn names_something(&self) -> bool {
        self.start.is_some()
            || self.role.is_some()
            || self.person.is_some()
            || self.on_behalf_of.is_some()
            || self.expected_end.is_some()
            || self.ended.is_some()
            || !self.clear.is_empty()
    }

    fn examine_cleared(&self, faults: &mut Faults) {
        let said = |field: &MembershipField| match field {
            MembershipField::ExpectedEnd => self.expected_end.is_some(),
            MembershipField::End => self.ended.is_some(),
            MembershipField::OnBehalfOf => self.on_behalf_of.is_some(),
        };
        faults.require_either(&self.clear, said);
    }

    /// What depends on a membership cannot lose it.
    fn cannot_withdraw(&self, council: &Council, was: &Membership) -> Refusals {
        let mut refused = Vec::new();
        if self.names_something() {
            let message = said!(
                "det som aldri var, har ingen riktige datoer; la de andre feltene være ute, eller la withdraw være ute",
                "what never was has no right dates; leave the other fields out, or leave out withdraw"
            );
            refused.push(Refusal::bad_input("withdraw", message));
        }
        let attended = council.attendance.iter().any(|there| there.membership == Some(was.id));
        if attended || council.all_records().any(|record| record.by_membership == Some(was.id)) {
            let message = said!(
                "møter eller aktiviteter i rådet er ført med dette medlemskapet; rett dem først",
                "meetings or activities of the council are recorded with this membership; correct those records first"
            );
            refused.push(Refusal::conflict("membership", message));
        }
        refused
    }

    /// What cannot be.
    fn wrong(&self, facts: &Facts<'_>, council: &Council, was: &Membership, is: &Membership) -> Refusals {
        let mut refused = Vec::new();
        if !self.names_something() || is == was {
            let message = said!(
                "ingenting blir rettet; nevn feltet som er galt, med det som er riktig",
                "nothing is corrected; name the field that is wrong with what is right"
            );
            refused.push(Refusal::bad_input("membership", message));
        }
        for (field, end, sent) in [("expectedEnd", is.expected_end, self.expected_end), ("end", is.ended, self.ended)] {
            if end.is_some_and(|end| end <= is.start) {
                // The one that was sent is the one that is wrong.
                let field = if sent.is_none() && self.start.is_some() { "start" } else { field };
                let message = said!(
                    "en dato etter den første dagen, {}, trengs: det er den første dagen plassen ikke lenger er besatt",
                    "a date after the first day, {}, is needed: it is the first day no longer held",
                    is.start
                );
                refused.push(Refusal::bad_input(field, message));
            }
        }
        if self.person.is_some_and(|person| !facts.persons.contains_key(&person)) {
            refused.push(unknown::person());
        }
        if let Some(organisation) = self.on_behalf_of {
            refused.extend(unknown::organisation(facts, "onBehalfOf", organisation));
        }
        if let Some(seat) = council.seat(is.seat).filter(|seat| !seat.period.contains(is.start)) {
            let when = place::in_words(seat.period);
            let message = said!(
                ["plassen finnes {}; begynn i den tiden", when.nb],
                ["the seat exists {}; start within that time", when.en]
            );
            refused.push(Refusal::conflict("start", message));
        }
        if let Some(rules) = rules_of(council, is)
            && let Err(refusal) = standing_for::role(rules, Some(is.role), is.alternate_rank)
        {
            refused.push(refusal);
        }
        if refused.is_empty() {
            refused.extend(clash(council, was, is));
        }
        refused
    }
}

fn rules_of<'c>(council: &'c Council, held: &Membership) -> Option<Rules<'c>> {
    let group = council.group_by_id(council.seat(held.seat)?.group)?;
    Rules::ever(council, &group.key, held.start)
}

/// What the mandate has against it as it is: a correction tells what was, and the verdict says what it thinks of it.
fn noticed(council: &Council, is: &Membership) -> Option<Refusal> {
    let rules = rules_of(council, is)?;
    super::term::outside_mandate(rules, is.start, is.expected_end)
}

/// Two holders of one seat on one day, or one person twice at one seat.
fn clash(council: &Council, was: &Membership, is: &Membership) -> Option<Refusal> {
    let others = || {
        council
            .memberships
            .iter()
            .filter(|other| other.id != was.id && other.seat == is.seat && other.period().overlaps(&is.period()))
    };
    if let Some(other) = others().find(|other| other.alternate_rank == is.alternate_rank) {
        let when = place::in_words(other.period());
        let message = said!(
            [
                "et annet medlemskap på plassen varer {}; ingen har en plass sammen med en annen, så rett det først, \
              eller velg andre dager",
                when.nb
            ],
            [
                "another membership of the seat lasts {}; nobody holds a seat together with somebody else, so correct \
              that one first, or choose other days",
                when.en
            ]
        );
        let field = if other.start < is.start { "start" } else { "end" };
        return Some(Refusal::conflict(field, message));
    }
    others().any(|other| other.person == is.person).then(|| {
        let message = said!(
            "denne personen har en annen rolle på samme plass i den tiden, og ingen er vara for seg selv; rett det \
             først",
            "this person has another place at the same seat in that time, and nobody stands in for himself or \
             herself; correct that one first"
        );
        Refusal::conflict("person", message)
    })
}
