//! Ends a mandate before its time, without another in its place.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{adopter, text::as_refusals};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::{Council, Mandate, MandateStatus},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MandateId},
        message::{Message, said},
        text::{Text, examine_line},
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Ends a mandate before its time.
#[derive(Clone, Debug)]
pub struct LapseMandate {
    /// The council.
    pub council: CouncilId,
    /// The mandate; the one in force on the last day before `on` where it is not said.
    pub mandate: Option<MandateId>,
    /// First day no longer in force.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lapsed {
    /// The mandate.
    pub mandate: MandateId,
}

impl Act for LapseMandate {
    const NAME: &'static str = "lapseMandate";
    type Outcome = Lapsed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let adopter = self.mandate(council).and_then(|mandate| mandate.adopted_by);
        let mut grants: Vec<_> = adopter.into_iter().map(adopter::grant).collect();
        grants.extend(standing::keepers(&council.head));
        let who = said!(
            "et mandat avsluttes av organet som vedtok det, eller slutten føres av sekretariatet eller en registrator \
             for eieren",
            "a mandate is ended by the body that adopted it, or its end is recorded by the secretariat or a registrar \
             of its owner"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(who))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Lapsed>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        faults.within("reason", |faults| examine_line(&self.reason, 2_000, faults));
        let mut refused = as_refusals(faults.into_found());
        let Some(mandate) = self.mandate(council) else {
            refused.push(Refusal::not_found("mandate", no_such_mandate(self.mandate, self.on)));
            return Err(refused);
        };
        refused.extend(wrong_day(mandate, self.on));
        if !refused.is_empty() {
            return Err(refused);
        }
        let (version, on, reason) = (mandate.version, self.on, &self.reason);
        Ok(Decision {
            changes: vec![Change::MandateEnd(self.council, mandate.id, on)],
            outcome: Lapsed { mandate: mandate.id },
            warnings: warnings(council, on),
            summary: Text::nb_en(
                &format!("Mandatet, versjon {version}, faller bort {on}: {reason}"),
                &format!("The mandate, version {version}, lapses on {on}: {reason}"),
            ),
        })
    }
}

impl LapseMandate {
    fn mandate<'c>(&self, council: &'c Council) -> Option<&'c Mandate> {
        match self.mandate {
            Some(id) => adopted(council, id),
            None => council.mandate_on(self.on.pred_opt()?),
        }
    }
}

/// The adopted mandate of this identity.
pub(super) fn adopted(council: &Council, id: MandateId) -> Option<&Mandate> {
    council.mandates.iter().find(|mandate| mandate.id == id && mandate.status == MandateStatus::Adopted)
}

fn no_such_mandate(named: Option<MandateId>, on: NaiveDate) -> Message {
    match named {
        Some(_) => said!(
            "rådet har ikke dette vedtatte mandatet; la mandate være ute for å avslutte det som gjelder",
            "the council has no such adopted mandate; leave mandate out to end the one in force"
        ),
        None => said!(
            "ikke noe mandat gjelder dagen før {on}; si hvilket mandat, eller en annen dag",
            "no mandate is in force on the day before {on}; say which mandate, or another day"
        ),
    }
}

fn wrong_day(mandate: &Mandate, on: NaiveDate) -> Option<Refusal> {
    let version = mandate.version;
    if let Some(start) = mandate.period.start.filter(|start| on <= *start) {
        let message = said!(
            "versjon {version} gjelder fra {start}; den kan ende dagen etter eller senere",
            "version {version} is in force from {start} on; it can end on the day after that or later"
        );
        return Some(Refusal::bad_input("on", message));
    }
    let end = mandate.period.end.filter(|end| *end <= on)?;
    let message = said!(
        "versjon {version} ender {end} allerede; bare en tidligere dag er før tiden",
        "version {version} ends on {end} already; only an earlier day is before its time"
    );
    Some(Refusal::conflict("on", message))
}

/// From the day on the council has no mandate, until another comes into force; whoever holds a seat then is told of.
fn warnings(council: &Council, on: NaiveDate) -> Vec<Refusal> {
    let adopted = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    let next = adopted.filter_map(|mandate| mandate.period.start).filter(|start| *start >= on).min();
    if next == Some(on) {
        return Vec::new();
    }
    let holders = council.memberships.iter().filter(|held| held.in_force_on(on)).count();
    let until = next.map_or_else(
        || said!("til et annet er vedtatt", "until another is adopted"),
        |day| said!("til {day}", "until {day}"),
    );
    let message = said!(
        ["ikke noe mandat gjelder fra {on} {}; {holders} medlemskap står som de er, uten mandat", until.nb],
        ["no mandate is in force from {on} on, {}; {holders} memberships stay as they are, under no mandate", until.en]
    );
    vec![Refusal::new(RefusalCode::AgainstMandate, "on", message)]
}
