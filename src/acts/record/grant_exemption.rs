//! Writes down the decision that a clause need not be followed.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{clauses, parties};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, names::slug_of, standing},
    domain::{
        change::Change,
        council::{Body, Council, Exemption},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, ExemptionId, SeatId},
        mandate::clause::{Clause, scope::Exception},
        message::said,
        people::Grant,
        text::{Text, examine_line},
        time::Period,
        word::Key,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

/// Writes down an exemption.
#[derive(Clone, Debug)]
pub struct GrantExemption {
    /// The council.
    pub council: CouncilId,
    /// The clause, by its name in the mandates.
    pub clause: Key,
    /// For this seat only.
    pub seat: Option<SeatId>,
    /// Who decided; the organisation that acts where it is not said.
    pub granted_by: Option<Body>,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// First day on which it holds; the day of the decision where it is not said.
    pub from: Option<NaiveDate>,
    /// First day on which it no longer holds.
    pub until: Option<NaiveDate>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The exemption.
    pub exemption: ExemptionId,
}

impl Act for GrantExemption {
    const NAME: &'static str = "grantExemption";
    type Outcome = Granted;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let exceptions = self.clause_in(council).map_or(&[][..], |clause| &clause.exceptions);
        let granters: Vec<Vec<Body>> =
            exceptions.iter().map(|exception| granters_of(facts, council, exception)).collect();
        let mut grants = vec![Grant::Secretariat(self.council)];
        grants.extend(granters.iter().flatten().copied().map(parties::grant));
        if granters.iter().any(Vec::is_empty) || granters.is_empty() {
            grants.extend(standing::keepers(&council.head));
        }
        let message = said!(
            "bare den som bestemmelsen sier, kan gi unntak fra den, eller sekretariatet som fører en slik beslutning; \
             der den ikke nevner noen, rådets eier, sekretariatet og operatører",
            "only whoever the clause says may grant exemptions from it, or the secretariat that records such a \
             decision; where it names nobody the owner of the council, the secretariat and operators"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Granted>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        if self.decided_on > facts.today {
            refused.push(Refusal::bad_input(
                "decidedOn",
                said!(
                    "en dag senest i dag trengs: beslutningen er tatt",
                    "a day up to today is needed: the decision was taken"
                ),
            ));
        }
        if let Some(seat) = self.seat
            && !council.seat(seat).is_some_and(|seat| seat.period.overlaps(&self.period()))
        {
            refused.push(Refusal::not_found(
                "seat",
                said!(
                    "rådet har ikke denne plassen på den tiden; ta en av rådets plasser",
                    "the council has no such seat at that time; take one of its seats"
                ),
            ));
        }
        let Some(clause) = self.clause_in(council) else {
            refused.push(clauses::unknown("clause", &self.clause));
            return Err(refused);
        };
        if clause.severity().is_none() {
            let message = said!(
                "denne bestemmelsen binder ingen, så det er ingenting å unnta fra; nevn en som gjør det",
                "this clause binds nobody, so there is nothing to be exempt from; name one that does"
            );
            refused.push(Refusal::bad_input("clause", message).because_of(&clause.key));
        }
        let granted_by = match self.granter(facts, council, clause, acting) {
            Ok(by) => Some(by),
            Err(refusal) => {
                refused.push(refusal);
                None
            }
        };
        if let Some(by) = granted_by {
            refused.extend(self.beyond_ceiling(facts, council, clause, by));
        }
        refused.extend(self.twice(council));
        if !refused.is_empty() {
            return Err(refused);
        }
        let exemption = Exemption {
            id: facts.new_id(),
            clause: self.clause.clone(),
            seat: self.seat,
            granted_by,
            decided_on: self.decided_on,
            reason: self.reason.trim().to_owned(),
            period: self.period(),
        };
        Ok(Decision {
            outcome: Granted { exemption: exemption.id },
            changes: vec![Change::Exemption(self.council, exemption)],
            warnings: no_exception(clause).into_iter().collect(),
            summary: Text::nb_en(
                &format!("Førte et unntak fra bestemmelsen {}, besluttet {}.", self.clause, self.decided_on),
                &format!("Recorded an exemption from the clause {}, decided on {}.", self.clause, self.decided_on),
            ),
        })
    }
}

/// The bodies that grant an exception: none where nobody has to, or nobody who is named could sign in.
fn granters_of(facts: &Facts<'_>, council: &Council, exception: &Exception) -> Vec<Body> {
    exception.granted_by.iter().flat_map(|actor| parties::bodies(facts, council, actor)).collect()
}

/// That the text of the clause knows no exceptions.
fn no_exception(clause: &Clause) -> Option<Refusal> {
    let message = said!(
        "bestemmelsen selv åpner ikke for unntak; se etter at den som besluttet dette, kunne gjøre det",
        "the clause itself provides for no exceptions; see to it that whoever decided this could"
    );
    clause
        .exceptions
        .is_empty()
        .then(|| Refusal::new(RefusalCode::AgainstMandate, "clause", message).because_of(&clause.key))
}

impl GrantExemption {
    fn period(&self) -> Period {
        Period { start: Some(self.from.unwrap_or(self.decided_on)), end: self.until }
    }

    fn clause_in<'c>(&self, council: &'c Council) -> Option<&'c Clause> {
        clauses::find(council, &self.clause, self.from.unwrap_or(self.decided_on))
    }

    /// Who decided, by what is said and who acts; an exception of the clause has to let them.
    fn granter(&self, facts: &Facts<'_>, council: &Council, clause: &Clause, acting: Acting) -> Result<Body, Refusal> {
        let own = parties::organisation(acting).map(Body::Organisation);
        let Some(by) = self.granted_by.or(own) else {
            return Err(Refusal::bad_input(
                "grantedBy",
                said!(
                    "si hvem som besluttet: en organisasjon eller et råd",
                    "say who decided: an organisation or a council"
                ),
            ));
        };
        let owner = Body::Organisation(council.head.owner);
        if own.is_some_and(|own| own != by && own != owner) {
            let message = said!(
                "en organisasjon gir unntak i eget navn; la grantedBy være ute, eller la sekretariatet føre det",
                "an organisation grants in its own name; leave grantedBy out, or let the secretariat record it"
            );
            return Err(Refusal::new(RefusalCode::Forbidden, "grantedBy", message));
        }
        let granters: Vec<Vec<Body>> =
            clause.exceptions.iter().map(|exception| granters_of(facts, council, exception)).collect();
        let named = granters.iter().flatten().count() > 0;
        if named && !granters.iter().any(|bodies| bodies.is_empty() || bodies.contains(&by)) {
            let names: Vec<String> = granters.iter().flatten().map(|body| slug_of(facts.directory, *body)).collect();
            let message = said!(
                "bestemmelsen lar {} gi unntak fra den, og ingen andre",
                "the clause lets {} grant exemptions from it, and nobody else",
                names.join(", ")
            );
            return Err(Refusal::new(RefusalCode::AgainstMandate, "grantedBy", message).because_of(&clause.key));
        }
        Ok(by)
    }

    /// That it lasts longer than any exception that `by` may grant.
    fn beyond_ceiling(&self, facts: &Facts<'_>, council: &Council, clause: &Clause, by: Body) -> Option<Refusal> {
        let from = self.from.unwrap_or(self.decided_on);
        let mut latest = None;
        for exception in &clause.exceptions {
            let granters = granters_of(facts, council, exception);
            if !granters.is_empty() && !granters.contains(&by) {
                continue;
            }
            // A ceiling beyond the calendar is none.
            let end = exception.at_most_for?.after(from)?;
            if self.until.is_some_and(|until| until <= end) {
                return None;
            }
            latest = latest.max(Some(end));
        }
        let end = latest?;
        let message = said!(
            "bestemmelsen lar unntak vare senest til {end}; nevn en dag til og med da",
            "the clause lets exemptions last until {end} at the latest; name a day up to that"
        );
        Some(Refusal::new(RefusalCode::AgainstMandate, "until", message).because_of(&clause.key))
    }

    /// That the same is granted for some of the days already.
    fn twice(&self, council: &Council) -> Option<Refusal> {
        let known = council.exemptions.iter().find(|known| {
            known.clause == self.clause && known.seat == self.seat && known.period.overlaps(&self.period())
        })?;
        let message = match known.period.end {
            Some(until) => said!(
                "et unntak fra denne bestemmelsen gjelder til {until} allerede; avslutt det, eller begynn der det \
                 ender",
                "an exemption from this clause holds until {until} already; end it, or begin where it ends"
            ),
            None => said!(
                "et unntak fra denne bestemmelsen gjelder inntil videre allerede; avslutt det først",
                "an exemption from this clause holds until further notice already; end it first"
            ),
        };
        Some(Refusal::conflict("from", message))
    }
}

impl Form for GrantExemption {
    fn examine(&self, faults: &mut Faults) {
        faults.field("clause", &self.clause);
        faults.within("reason", |faults| examine_line(&self.reason, LONGEST_REASON, faults));
        faults.require(
            "until",
            !self.period().is_empty(),
            said!(
                "en dag etter den første dagen det gjelder, trengs",
                "a day after the first day on which it holds is needed"
            ),
        );
    }
}
