//! Says that what was declared of a person no longer holds.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::declare_fact::keeper_of;
use crate::{
    access::acting::Acting,
    domain::{
        change::Change,
        council::{Council, Fact},
        directory::Directory,
        id::{CouncilId, FactId, PersonId},
        message::said,
        text::Text,
        time::Period,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Ends a fact.
#[derive(Clone, Debug)]
pub struct EndFact {
    /// A council that knows the person.
    pub council: CouncilId,
    /// The person.
    pub person: PersonId,
    /// The fact.
    pub fact: FactId,
    /// First day on which it is no longer so.
    pub on: NaiveDate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactEnded {
    /// The fact.
    pub fact: FactId,
}

impl Act for EndFact {
    const NAME: &'static str = "endFact";
    type Outcome = FactEnded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        keeper_of(facts, facts.council(self.council)?, self.person)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<FactEnded>, Refusals> {
        let council = facts.council(self.council)?;
        let fact = known(council, self.person, self.fact)?;
        if let Some(refusal) = ends_already(fact.period, self.on) {
            return Err(refusal.into());
        }
        if let Some(start) = fact.period.start.filter(|start| self.on <= *start) {
            let message = said!(
                "det er slik siden {start}; en senere dag trengs: det er den første dagen det ikke er slik",
                "it is so since {start}; a later day is needed: it is the first day on which it is not"
            );
            return Err(vec![Refusal::bad_input("on", message)]);
        }
        Ok(Decision {
            changes: vec![Change::FactEnd(self.council, self.person, fact.id, self.on)],
            outcome: FactEnded { fact: fact.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Førte at noe en person har oppgitt om {}, gjelder til {}.", fact.attribute, self.on),
                &format!("Wrote down that what a person declared about {} held until {}.", fact.attribute, self.on),
            ),
        })
    }
}

/// The fact of this identity about the person.
pub(super) fn known(council: &Council, person: PersonId, id: FactId) -> Result<&Fact, Refusal> {
    council.facts.iter().find(|fact| fact.id == id && fact.person == person).ok_or_else(|| {
        let message = said!(
            "rådet kjenner ikke denne opplysningen; ta en fra opplysningene på arbeidsbordet, eller fra dine egne",
            "the council knows no such fact; take one from the facts on its desk, or from your own"
        );
        Refusal::not_found("fact", message)
    })
}

/// That what holds in the period has ended by the day.
pub(super) fn ends_already(period: Period, on: NaiveDate) -> Option<Refusal> {
    let end = period.end.filter(|end| *end <= on)?;
    let message = said!(
        "det ender {end} allerede; en tidligere dag tilfører noe",
        "it ends on {end} already; an earlier day adds something"
    );
    Some(Refusal::conflict("on", message))
}
