//! Filling a seat: what every act that appoints somebody decides alike.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::{
    appoint::{Appoint, Appointed},
    appointer::{Appointer, Rules},
    place::{self, Holding, Place},
    post_service::PostService,
    qualified::Candidate,
    service,
    standing_for::{self, Speaks},
    term::{self, Departure},
};
use crate::{
    access::acting::{Acting, ActingFor},
    acts::{mandate::text::as_refusals, unknown},
    domain::{
        change::{Change, MembershipEnd},
        council::{Appointment, Body, Council, Membership, Role},
        fault::Faults,
        id::{CouncilId, MembershipId, OrganisationId, SeatId},
        message::said,
        text::{Lang, Text, examine_line},
        word::{Code, Key},
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Decision, Facts},
};

/// What an act that builds on appointing says beside it.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The first day after, of a holding that is recorded when it has ended already.
    pub ended: Option<NaiveDate>,
    /// Whether somebody stays on.
    pub renewal: bool,
    /// Whether the role is held in the place of whoever holds it otherwise.
    pub acting: bool,
    /// The post that goes with it.
    pub post: Option<Code>,
}

/// On which terms a seat is held.
struct Terms {
    /// What the mandate has against it.
    found: Vec<(Departure, Refusal)>,
    on_behalf_of: Option<OrganisationId>,
    role: Role,
    decided_by: Option<Body>,
}

impl Appoint {
    /// What applies to the seats of the group. The past is recorded although the mandate of the day knew no such group.
    pub(super) fn rules<'c>(&self, council: &'c Council, group: &Key) -> Option<Rules<'c>> {
        if self.history { Rules::ever(council, group, self.start) } else { Rules::on(council, group, self.start) }
    }

    /// Who fills the seat, or chooses who stands in.
    pub(super) fn appointer<'c>(&self, facts: &Facts<'_>, rules: Rules<'c>) -> Appointer<'c> {
        Appointer::of_rank(facts.directory, rules, self.on_behalf_of, self.alternate_rank)
    }

    const fn seat(&self) -> Option<SeatId> {
        if let Place::Seat(seat) = self.place { Some(seat) } else { None }
    }

    /// What changes when the seat is filled as asked.
    ///
    /// # Errors
    /// Everything that forbids it.
    pub(super) fn fill(
        &self,
        facts: &Facts<'_>,
        acting: Acting,
        beside: &Beside,
    ) -> Result<Decision<Appointed>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = self.form(facts, council.head.dissolved_on, beside);
        let group = self.place.group(council)?;
        let rules =
            self.rules(council, &group.key).ok_or_else(|| vec![place::not_in_mandate(&group.key, self.start)])?;
        let planned =
            if beside.renewal { term::planned_renewal(rules, self.start) } else { term::planned(rules, self.start) };
        let end = self.end(rules, planned, beside)?;

        let terms = self.terms(facts, acting, rules, planned, end, beside)?;
        let Terms { found, on_behalf_of, role, decided_by } = terms;
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
            expected_end: beside.ended.or(end),
            holds_over: rules.group.holds_over && beside.ended.is_none(),
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
            ended: beside.ended.or(fit.ended),
            end_ground: None,
            end_reason: None,
            holds_over: rules.group.holds_over,
            acting: beside.acting,
            post: beside.post.clone(),
        };
        let outcome = Appointed { appointment: appointment.id, membership: membership.id, seat: seat.id };
        let summary = in_words(rules, seat.ordinal);
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

    /// On which terms the seat is held, and what the mandate has against them.
    fn terms(
        &self,
        facts: &Facts<'_>,
        acting: Acting,
        rules: Rules<'_>,
        planned: Option<term::Planned<'_>>,
        end: Option<NaiveDate>,
        beside: &Beside,
    ) -> Result<Terms, Refusal> {
        let mut found: Vec<(Departure, Refusal)> = Vec::new();
        found.extend(term::outside_mandate(rules, self.start, end).map(|refusal| (Departure::Forbidden, refusal)));
        // A mandate that is not in force on the day has nothing to say about it but that.
        if let Some(planned) = planned.filter(|_| rules.in_force) {
            // To end with the mandate is no departure from it.
            if self.expected_end.is_some() && self.expected_end != rules.mandate.period.end {
                found.extend(term::departs(planned, self.expected_end, self.basis.is_some()));
            }
            if self.alternate_rank == 0 {
                let over = service::limits(rules, planned, self.person, self.start, end).into_iter();
                found.extend(over.filter(|(weight, _)| *weight == Departure::Forbidden || self.basis.is_none()));
            }
        }
        let speaks = Speaks { rules, acting, on_behalf_of: self.on_behalf_of, day: self.start };
        let (on_behalf_of, other) = speaks.resolve(facts)?;
        found.extend(other.map(|refusal| (Departure::Forbidden, refusal)));
        let (role, other) = standing_for::role(rules, self.role, self.alternate_rank)?;
        found.extend(other.map(|refusal| (Departure::Forbidden, refusal)));
        if self.alternate_rank == 0 && !beside.acting {
            let (council, post) = (rules.council, beside.post.as_ref());
            let (person, start) = (self.person, self.start);
            let service = PostService { council, person, appointment: None, role, post, start, end, field: "person" };
            found.extend(service.limits());
        }
        let decided_by = self.decided_by(facts, rules, acting, &mut found)?;
        if !self.history {
            let candidate =
                Candidate { rules, person: self.person, on_behalf_of, rank: self.alternate_rank, day: self.start };
            found.extend(candidate.departs(facts.directory, self.seat()));
        }
        Ok(Terms { found, on_behalf_of, role, decided_by })
    }

    /// What is wrong with the input by itself.
    fn form(&self, facts: &Facts<'_>, dissolved_on: Option<NaiveDate>, beside: &Beside) -> Refusals {
        let mut faults = Faults::default();
        for (name, text) in [("basis", &self.basis), ("source", &self.source)] {
            if let Some(text) = text {
                faults.within(name, |faults| examine_line(text, 2_000, faults));
            }
        }
        if self.history {
            examine_history(self.source.as_deref(), ("start", self.start), facts.today, &mut faults);
        }
        faults.require(
            "decidedOn",
            self.decided_on.is_none_or(|day| day <= facts.today),
            said!("en beslutning er tatt senest i dag", "a decision was taken today at the latest"),
        );
        faults.require(
            "expectedEnd",
            self.expected_end.is_none_or(|end| end > self.start),
            said!(
                "en dato etter start trengs: expectedEnd er den første dagen plassen ikke lenger er besatt",
                "a date after start is needed: expectedEnd is the first day no longer held"
            ),
        );
        faults.require(
            "end",
            beside.ended.is_none_or(|end| end > self.start && end <= facts.today),
            said!(
                "en dato etter start, senest i dag, trengs: end er den første dagen plassen ikke lenger er besatt",
                "a date after start, today at the latest, is needed: end is the first day no longer held"
            ),
        );
        let mut refused = as_refusals(faults.into_found());
        if !facts.persons.contains_key(&self.person) {
            refused.push(unknown::person());
        }
        if let Some(day) = dissolved_on.filter(|day| self.start >= *day) {
            refused.push(Refusal::conflict(
                "start",
                said!(
                    "rådet ble avviklet {day}; ingen har plass fra da av",
                    "the council was dissolved on {day}; nobody holds a seat from then on"
                ),
            ));
        }
        refused
    }

    /// The planned end: the one chosen, or else what the mandate plans, but not beyond the mandate itself.
    fn end(
        &self,
        rules: Rules<'_>,
        planned: Option<term::Planned<'_>>,
        beside: &Beside,
    ) -> Result<Option<NaiveDate>, Refusal> {
        // Nothing is known of what was planned where no mandate was in force, and the end is known.
        if self.expected_end.is_some() || (beside.ended.is_some() && !rules.in_force) {
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
                let message = said!(
                    "etter bestemmelsen {key} ender perioden {end}; begynn før det, eller si når den ender",
                    "by the clause {key} the term ends on {end}; start before that, or say when it ends"
                );
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
        let appointer = self.appointer(facts, rules);
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
        if let Some(refusal) = unknown::body(facts, "decidedBy", named) {
            return Err(refusal);
        }
        if !appointer.bodies.contains(&named) {
            let (key, who) = (&rules.group.key, appointer.in_words(facts));
            let message = said!(
                ["plassene i {key} fylles av {}; ingen andre bestemmer", who.nb],
                ["the seats of {key} are filled by {}; nobody else decides", who.en]
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

fn in_words(rules: Rules<'_>, ordinal: u32) -> Text {
    let label = &rules.group.label;
    Text::nb_en(
        &format!("Oppnevnte til plass {ordinal} i gruppen {}.", label.in_lang(Lang::Nb)),
        &format!("Appointed to seat {ordinal} of the group {}.", label.in_lang(Lang::En)),
    )
}

fn replaced(council: CouncilId, membership: MembershipId, on: NaiveDate) -> Change {
    let ground: Option<Code> = None;
    let reason = Some("A successor was appointed.".to_owned());
    Change::MembershipEnd(council, MembershipEnd { membership, on, ground, reason })
}

/// What is recorded as history has its source, and has begun: at this field of the input, on this day.
pub(super) fn examine_history(
    source: Option<&str>,
    (field, start): (&str, NaiveDate),
    today: NaiveDate,
    faults: &mut Faults,
) {
    faults.require(
        "source",
        source.is_some(),
        said!(
            "det som føres som historikk, trenger kilden det er kjent fra",
            "what is recorded as history needs the source that it is known from"
        ),
    );
    faults.require(
        field,
        start <= today,
        said!(
            "historikk begynner senest i dag; la history være ute for det som kommer",
            "history starts today at the latest; leave history out for what is to come"
        ),
    );
}
