//! Nominates somebody for a seat: a step on the way, which binds nobody.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    appointer::{Appointer, Named, Rules, entitled, named},
    place::{self, Place},
    qualified::Candidate,
    renew::over_unknown,
    who::Who,
};
use crate::{
    access::acting::{Acting, ActingFor},
    acts::{mandate::text::as_refusals, names::slug_of, standing},
    domain::{
        change::Change,
        council::{Body, Council, SeatGroup, StepTaken},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, PersonId, SeatId, StepId},
        mandate::{
            clause::{Clause, Provision, procedure::StepAct},
            verdict::Severity,
        },
        message::{Message, said},
        people::Grant,
        text::{Lang, Text, examine_line},
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Nominates somebody.
#[derive(Clone, Debug)]
pub struct Nominate {
    /// The council.
    pub council: CouncilId,
    /// The seat.
    pub place: Place,
    /// Who is nominated.
    pub who: Who,
    /// Who nominates; whoever acts where it is not said.
    pub by: Option<Body>,
    /// When; today where it is not said.
    pub on: Option<NaiveDate>,
    /// What is said of it.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nominated {
    /// The step.
    pub step: StepId,
    /// The seat.
    pub seat: SeatId,
    /// The candidate.
    pub person: PersonId,
}

/// Who nominates for the seats of a group.
struct Nominators<'c> {
    bodies: Vec<Body>,
    clause: Option<&'c Clause>,
    /// Those who sit in the council too.
    members: bool,
    /// Everybody who signs in too.
    open: bool,
}

impl Act for Nominate {
    const NAME: &'static str = "nominate";
    const MATTER: Matter = Matter::Private;
    type Outcome = Nominated;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { persons: self.who.known().into_iter().collect(), ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let rules = self.place.group(council).ok().and_then(|group| Rules::on(council, &group.key, self.day(facts)));
        let Some(rules) = rules else { return over_unknown(facts, council) };
        let nominators = Nominators::of(facts.directory, rules);
        let grant = |body: &Body| match *body {
            Body::Organisation(organisation) => Grant::Appointer(organisation),
            Body::Council(council) => Grant::Secretariat(council),
        };
        let mut grants: Vec<Grant> = nominators.bodies.iter().map(grant).collect();
        grants.extend([Grant::Secretariat(self.council), Grant::Operator]);
        if let Some(acting) = standing::first_of(facts, &grants) {
            return Ok(acting);
        }
        let seated = |person| council.in_office(facts.today).any(|held| held.person == person);
        let member = nominators.members && facts.caller.person().is_some_and(seated);
        if (member || nominators.open)
            && standing::sees(facts, &council.head)
            && let Some(acting) = Acting::oneself(facts.caller)
        {
            return Ok(acting);
        }
        let refusal = Refusal::forbidden(nominators.those(facts.directory, rules));
        let refusal = if let Some(clause) = nominators.clause { refusal.because_of(&clause.key) } else { refusal };
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Nominated>, Refusals> {
        let council = facts.council(self.council)?;
        let on = self.day(facts);
        let mut faults = Faults::default();
        if let Some(note) = &self.note {
            faults.within("note", |faults| examine_line(note, 2_000, faults));
        }
        faults.require(
            "on",
            on <= facts.today,
            said!("noen ble foreslått senest i dag", "somebody was nominated today at the latest"),
        );
        let mut refused = as_refusals(faults.into_found());
        let group = self.place.group(council)?;
        let rules = Rules::on(council, &group.key, on).ok_or_else(|| vec![place::not_in_mandate(&group.key, on)])?;
        if matches!((&self.who, acting.for_whom()), (Who::New(_), ActingFor::Account(_))) {
            let message = said!(
                "bare sekretariatet og organisasjoner som foreslår, fører inn nye personer; be dem om det",
                "only the secretariat and organisations that nominate enter new persons; ask them to"
            );
            refused.push(Refusal::forbidden(message));
        }
        let seat = self.seat(council, group, on)?;
        let (person, entered) = match self.who.enter(facts, self.council) {
            Ok(found) => found,
            Err(refusals) => {
                refused.extend(refusals);
                return Err(refused);
            }
        };
        let mut warnings = Vec::new();
        let by = match self.nominator(facts, acting, rules) {
            Ok((by, None)) => by,
            Ok((by, Some(warning))) => {
                warnings.push(warning);
                by
            }
            Err(refusal) => {
                refused.push(refusal);
                None
            }
        };
        let again = |step: &StepTaken| {
            step.act == StepAct::Nominate && step.seat == seat && step.person == Some(person) && step.by == by
        };
        if council.steps.iter().any(again) {
            let message = said!(
                "denne personen er foreslått til plassen allerede, av den samme; ingenting trenger å gjøres om igjen",
                "this person is nominated for the seat already, by the same; nothing has to be done again"
            );
            refused.push(Refusal::conflict("person", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        // A nomination binds nobody: what the candidate lacks can still come. Those who will decide are told of it; to
        // others it would tell what is recorded of the candidate.
        let fills = Appointer::of(facts.directory, rules, None).bodies;
        if matches!(acting.for_whom(), ActingFor::Secretariat(_)) || by.is_some_and(|by| fills.contains(&by)) {
            let candidate = Candidate { rules, person, on_behalf_of: None, rank: 0, day: on };
            warnings.extend(candidate.departs(facts.directory, Some(seat)).into_iter().map(|(_, refusal)| refusal));
        }
        let step = StepTaken {
            id: facts.new_id(),
            seat,
            person: Some(person),
            act: StepAct::Nominate,
            by,
            on,
            note: self.note.clone(),
        };
        let outcome = Nominated { step: step.id, seat, person };
        let mut changes: Vec<Change> = entered.into_iter().collect();
        changes.push(Change::Step(self.council, step));
        let label = &rules.group.label;
        Ok(Decision {
            changes,
            outcome,
            warnings,
            summary: Text::nb_en(
                &format!("Foreslo en kandidat i gruppen {}.", label.in_lang(Lang::Nb)),
                &format!("Nominated a candidate in the group {}.", label.in_lang(Lang::En)),
            ),
        })
    }
}

impl Nominate {
    fn day(&self, facts: &Facts<'_>) -> NaiveDate {
        self.on.unwrap_or(facts.today)
    }

    /// The seat: the one named, or a vacant one of the group, or its first.
    fn seat(&self, council: &Council, group: &SeatGroup, on: NaiveDate) -> Result<SeatId, Refusal> {
        match self.place {
            Place::Seat(seat) => {
                let ended = council.seat(seat).and_then(|seat| seat.period.end).filter(|end| *end <= on);
                match ended {
                    Some(end) => Err(Refusal::conflict(
                        "seat",
                        said!(
                            "plassen falt bort {end}; velg en annen",
                            "the seat ceased to exist on {end}; choose another"
                        ),
                    )),
                    None => Ok(seat),
                }
            }
            Place::Group(_) => {
                let vacant = council.seats_of(group.id, on).find(|seat| council.holder(seat.id, on).is_none());
                let seat = vacant.or_else(|| council.seats_of(group.id, on).next());
                seat.map(|seat| seat.id).ok_or_else(|| {
                    let message = said!(
                        "gruppen {} har ingen plasser {on}; velg en annen gruppe eller dag",
                        "the group {} has no seats on {on}; choose another group or day",
                        group.key
                    );
                    Refusal::conflict("group", message)
                })
            }
        }
    }

    /// Who nominates, and what the mandate has against that.
    fn nominator(
        &self,
        facts: &Facts<'_>,
        acting: Acting,
        rules: Rules<'_>,
    ) -> Result<(Option<Body>, Option<Refusal>), Refusal> {
        let own = match acting.for_whom() {
            ActingFor::Appointer(organisation) | ActingFor::Registrar(organisation) => {
                Some(Body::Organisation(organisation))
            }
            ActingFor::Secretariat(council) => Some(Body::Council(council)),
            ActingFor::Operator | ActingFor::Account(_) => None,
        };
        let Some(by) = self.by.filter(|by| Some(*by) != own) else { return Ok((self.by.or(own), None)) };
        let records = acting.for_whom() == ActingFor::Secretariat(self.council);
        if !records && acting.for_whom() != ActingFor::Operator {
            let message = said!(
                "ingen foreslår på vegne av andre, bortsett fra sekretariatet, som fører det; la by være ute",
                "nobody nominates in the name of somebody else but the secretariat, which writes it down; leave by out"
            );
            return Err(Refusal::new(RefusalCode::Forbidden, "by", message));
        }
        let nominators = Nominators::of(facts.directory, rules);
        if nominators.open || nominators.bodies.contains(&by) {
            return Ok((Some(by), None));
        }
        let message = nominators.those(facts.directory, rules);
        let refusal = Refusal::new(RefusalCode::AgainstMandate, "by", message);
        let Some(clause) = nominators.clause else { return Ok((Some(by), Some(refusal))) };
        let refusal = refusal.because_of(&clause.key);
        if clause.severity() == Some(Severity::Error) { Err(refusal) } else { Ok((Some(by), Some(refusal))) }
    }
}

impl<'c> Nominators<'c> {
    /// Who nominates for the seats, in words.
    fn those(&self, directory: &Directory, rules: Rules<'_>) -> Message {
        let names: Vec<String> = self.bodies.iter().map(|body| slug_of(directory, *body)).collect();
        said!(
            "til plassene i {} foreslår disse: {}",
            "for the seats of {} these nominate: {}",
            rules.group.key,
            names.join(", ")
        )
    }

    fn of(directory: &Directory, rules: Rules<'c>) -> Self {
        let fills = Appointer::of(directory, rules, None).bodies;
        let mut nominators = Self { bodies: Vec::new(), clause: None, members: false, open: false };
        for (clause, _) in rules.clauses() {
            let Provision::Procedure(procedure) = &clause.provision else { continue };
            for step in procedure.steps.iter().filter(|step| step.act == StepAct::Nominate) {
                nominators.clause = Some(clause);
                nominators.open |= step.by.is_empty();
                for actor in step.by.iter().chain(&step.otherwise) {
                    match named(directory, rules, actor, &fills, None) {
                        Named::Bodies(bodies) => nominators.bodies.extend(bodies),
                        Named::Holders => nominators.members = true,
                        Named::Anybody => nominators.open = true,
                    }
                }
            }
        }
        for body in entitled(directory, rules, None).into_iter().chain(fills) {
            if !nominators.bodies.contains(&body) {
                nominators.bodies.push(body);
            }
        }
        nominators
    }
}
