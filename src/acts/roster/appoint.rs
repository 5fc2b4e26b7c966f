//! Appoints somebody to a seat, as its holder or as an alternate.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Only who fills the seats of the group appoints. What happened in the past, lawful or not, is recorded by the
//! secretariat or an operator as history, with its source: then what the mandate forbids is noticed, not refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appointer::{Appointer, Rules, appointers},
    place::{self, Holding, Place},
    service,
    standing_for::{self, Speaks},
    term::{self, Departure},
};
use crate::{
    access::acting::{Acting, ActingFor},
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::{Change, MembershipEnd},
        council::{Appointment, Body, Membership, Role},
        directory::Directory,
        fault::Faults,
        id::{AppointmentId, CouncilId, MembershipId, OrganisationId, PersonId, SeatId},
        people::Grant,
        text::{Lang, Text, examine_line},
        word::Code,
    },
    error::{Refusal, RefusalCode, Refusals},
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
        Needs { councils: vec![self.council], persons: vec![self.person], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council("council", Some(self.council))?;
        let history = if self.history { vec![Grant::Secretariat(self.council), Grant::Operator] } else { Vec::new() };
        let rules = self.place.group(council).ok().and_then(|group| Rules::on(council, &group.key, self.start));
        let Some(rules) = rules else {
            // There is nothing to appoint to; those who could have appointed learn what is wrong.
            let grants: Vec<Grant> =
                appointers(facts, council).into_iter().chain(standing::keepers(&council.head)).collect();
            let message = "only those who fill seats of the council appoint";
            return standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message));
        };
        let appointer = Appointer::of(facts.directory, rules, self.on_behalf_of);
        let grants: Vec<Grant> = appointer.grants().into_iter().chain(history).collect();
        let who = appointer.in_words(facts);
        let message = format!(
            "the seats of {} are filled by {who}; an appointer or registrar of {who} appoints (what is past is recorded by the secretariat, with history and its source)",
            rules.group.key
        );
        let refusal = Refusal::forbidden(message);
        let refusal = if let Some(key) = appointer.clause { refusal.because_of(key) } else { refusal };
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Appointed>, Refusals> {
        let one = |refusal| vec![refusal];
        let council = facts.council("council", Some(self.council)).map_err(one)?;
        let mut refused = self.form(facts, council.head.dissolved_on);
        let group = self.place.group(council).map_err(one)?;
        let rules = Rules::on(council, &group.key, self.start)
            .ok_or_else(|| vec![place::not_in_mandate(&group.key, self.start)])?;
        let planned = term::planned(rules, self.start);
        let end = self.end(rules, planned).map_err(one)?;

        let mut found: Vec<(Departure, Refusal)> = Vec::new();
        found.extend(term::outside_mandate(rules, self.start, end).map(|refusal| (Departure::Forbidden, refusal)));
        if let Some(planned) = planned {
            // To end with the mandate is no departure from it.
            if self.expected_end.is_some() && self.expected_end != rules.mandate.period.end {
                found.extend(term::departs(planned, self.expected_end, self.basis.is_some()));
            }
            if self.alternate_rank == 0 {
                found.extend(service::limits(rules, planned, self.person, self.start, end));
            }
        }
        let speaks = Speaks { rules, acting, on_behalf_of: self.on_behalf_of, day: self.start };
        let (on_behalf_of, other) = speaks.resolve(facts).map_err(one)?;
        found.extend(other.map(|refusal| (Departure::Forbidden, refusal)));
        let (role, other) = standing_for::role(rules, self.role, self.alternate_rank).map_err(one)?;
        found.extend(other.map(|refusal| (Departure::Forbidden, refusal)));
        let decided_by = self.decided_by(facts, rules, acting, &mut found).map_err(one)?;
        let mut warnings = Vec::new();
        for (departure, refusal) in found {
            // Of the past the register keeps what was, and the verdict says what it thinks of it.
            if departure == Departure::Forbidden && !self.history {
                refused.push(refusal);
            } else {
                warnings.push(refusal);
            }
        }

        let holding = Holding {
            rank: self.alternate_rank,
            start: self.start,
            expected_end: end,
            holds_over: rules.group.holds_over,
        };
        let (seat, fit, made) = match self.place.find(facts, rules, group, holding) {
            Ok(found) => found,
            Err(refusal) => {
                refused.push(refusal);
                return Err(refused);
            }
        };
        refused.extend(standing_for::stands_in_for_self(rules, self.person, seat.id, holding));
        if !refused.is_empty() {
            return Err(refused);
        }
        warnings.extend(standing_for::other_seat(rules, self.person, seat.id, holding));

        let id = self.council;
        let appointment = Appointment {
            id: facts.new_id(),
            seat: seat.id,
            person: self.person,
            decided_by,
            decided_on: self.decided_on.or((!self.history).then_some(facts.today)),
            basis: self.basis.clone(),
            source: self.source.clone(),
            history: self.history,
        };
        let membership = Membership {
            id: facts.new_id(),
            appointment: appointment.id,
            seat: seat.id,
            person: self.person,
            role,
            alternate_rank: self.alternate_rank,
            on_behalf_of,
            start: self.start,
            expected_end: end,
            ended: fit.ended,
            end_ground: None,
            end_reason: None,
            holds_over: rules.group.holds_over,
            acting: false,
            post: None,
        };
        let outcome = Appointed { appointment: appointment.id, membership: membership.id, seat: seat.id };
        let label = &rules.group.label;
        let summary = Text::nb_en(
            &format!("Oppnevnte til plass {} i gruppen {}.", seat.ordinal, label.in_lang(Lang::Nb)),
            &format!("Appointed to seat {} of the group {}.", seat.ordinal, label.in_lang(Lang::En)),
        );
        let mut changes = Vec::new();
        // The predecessor goes first: a seat has one holder on every day, in the database too.
        changes.extend(fit.replaces.map(|membership| replaced(id, membership, self.start)));
        if made {
            changes.push(Change::Seat(id, seat));
        }
        changes.push(Change::Appointment(id, appointment));
        changes.push(Change::Membership(id, membership));
        Ok(Decision { changes, outcome, warnings, summary })
    }
}

fn replaced(council: CouncilId, membership: MembershipId, on: NaiveDate) -> Change {
    let ground: Option<Code> = None;
    let reason = Some("A successor was appointed.".to_owned());
    Change::MembershipEnd(council, MembershipEnd { membership, on, ground, reason })
}

impl Appoint {
    /// What is wrong with the input by itself.
    fn form(&self, facts: &Facts<'_>, dissolved_on: Option<NaiveDate>) -> Refusals {
        let mut faults = Faults::default();
        for (name, text) in [("basis", &self.basis), ("source", &self.source)] {
            if let Some(text) = text {
                faults.within(name, |faults| examine_line(text, 2_000, faults));
            }
        }
        faults.require(
            "source",
            !self.history || self.source.is_some(),
            "what is recorded as history needs the source that it is known from",
        );
        faults.require(
            "start",
            !self.history || self.start <= facts.today,
            "history starts today at the latest; leave history out for what is to come",
        );
        faults.require(
            "decidedOn",
            self.decided_on.is_none_or(|day| day <= facts.today),
            "a decision was taken today at the latest",
        );
        faults.require(
            "expectedEnd",
            self.expected_end.is_none_or(|end| end > self.start),
            "a date after start is needed: expectedEnd is the first day no longer held",
        );
        let mut refused = as_refusals(faults.into_found());
        if !facts.persons.contains_key(&self.person) {
            refused.push(Refusal::not_found("person", "there is no such person; create the person first"));
        }
        if let Some(day) = dissolved_on.filter(|day| self.start >= *day) {
            refused.push(Refusal::conflict(
                "start",
                format!("the council was dissolved on {day}; nobody holds a seat from then on"),
            ));
        }
        refused
    }

    /// The planned end: the one chosen, or else what the mandate plans, but not beyond the mandate itself.
    fn end(&self, rules: Rules<'_>, planned: Option<term::Planned<'_>>) -> Result<Option<NaiveDate>, Refusal> {
        if self.expected_end.is_some() {
            return Ok(self.expected_end);
        }
        let of_mandate = rules.mandate.period.end.filter(|_| rules.in_force);
        let by_term = planned.and_then(|planned| planned.end);
        let end = match (by_term, of_mandate) {
            (Some(term), Some(mandate)) => Some(term.min(mandate)),
            (term, mandate) => term.or(mandate),
        };
        match (end, planned) {
            (Some(end), Some(planned)) if end <= self.start => {
                let key = &planned.clause.key;
                let message =
                    format!("by the clause {key} the term ends on {end}; start before that, or say when it ends");
                Err(Refusal::new(RefusalCode::AgainstMandate, "start", message).because_of(key))
            }
            _ => Ok(end),
        }
    }

    /// Who decided: the one named, or else whoever acts. Only who fills the seats can have decided.
    fn decided_by(
        &self,
        facts: &Facts<'_>,
        rules: Rules<'_>,
        acting: Acting,
        found: &mut Vec<(Departure, Refusal)>,
    ) -> Result<Option<Body>, Refusal> {
        let appointer = Appointer::of(facts.directory, rules, self.on_behalf_of);
        let Some(named) = self.decided_by else {
            return Ok(match acting.for_whom() {
                ActingFor::Appointer(organisation) | ActingFor::Registrar(organisation) => {
                    Some(Body::Organisation(organisation))
                }
                ActingFor::Secretariat(council) => {
                    Some(Body::Council(council)).filter(|body| appointer.bodies.contains(body))
                }
                ActingFor::Operator | ActingFor::Account(_) => None,
            });
        };
        let known = match named {
            Body::Organisation(id) => facts.directory.organisation(id).is_some(),
            Body::Council(id) => facts.directory.council(id).is_some_and(|head| standing::sees(facts, head)),
        };
        if !known {
            return Err(Refusal::not_found(
                "decidedBy",
                "there is no such organisation or council; name one that the register has",
            ));
        }
        if !appointer.bodies.contains(&named) {
            let message = format!(
                "the seats of {} are filled by {}; nobody else decides",
                rules.group.key,
                appointer.in_words(facts)
            );
            let code = if self.history { RefusalCode::AgainstMandate } else { RefusalCode::Forbidden };
            let refusal = Refusal::new(code, "decidedBy", message);
            found.push((
                Departure::Forbidden,
                if let Some(key) = appointer.clause { refusal.because_of(key) } else { refusal },
            ));
        }
        Ok(Some(named))
    }
}
