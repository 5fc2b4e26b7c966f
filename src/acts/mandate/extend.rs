//! Lets a mandate be in force for longer than it said.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{adopter, lapse::adopted, text::as_refusals};
use crate::{
    access::acting::Acting,
    acts::{
        names::{Names, slug_of},
        standing,
    },
    domain::{
        change::Change,
        council::{Council, Mandate, MandateStatus},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MandateId},
        mandate::{
            clause::{Clause, Provision, validity::ValidityKind},
            verdict::Severity,
        },
        message::{Message, said},
        people::Grant,
        text::{Text, examine_line},
        time::Period,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Lets a mandate be in force for longer.
#[derive(Clone, Debug)]
pub struct ExtendMandate {
    /// The council.
    pub council: CouncilId,
    /// The mandate; the one in force today where it is not said.
    pub mandate: Option<MandateId>,
    /// First day no longer in force; None where it is open from now on.
    pub until: Option<NaiveDate>,
    /// On what basis.
    pub basis: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The mandate.
    pub mandate: MandateId,
}

impl Act for ExtendMandate {
    const NAME: &'static str = "extendMandate";
    type Outcome = Extended;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    /// Only the body that adopted the mandate extends it; where nobody knows which that is, those who look after the
    /// council record it.
    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let adopter = self.mandate(facts, council).and_then(|mandate| mandate.adopted_by);
        let (grants, who) = match adopter {
            Some(body) => (vec![adopter::grant(body), Grant::Operator], Message::same(slug_of(facts.directory, body))),
            None => (
                standing::keepers(&council.head).to_vec(),
                said!("sekretariatet eller en registrator for eieren", "the secretariat or a registrar of the owner"),
            ),
        };
        let message = said!(
            ["mandatet forlenges av organet som vedtok det: {}", who.nb],
            ["the mandate is extended by the body that adopted it: {}", who.en]
        );
        let refusal = Refusal::forbidden(message);
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Extended>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        if let Some(basis) = &self.basis {
            faults.within("basis", |faults| examine_line(basis, 2_000, faults));
        }
        let mut refused = as_refusals(faults.into_found());
        let Some(mandate) = self.mandate(facts, council) else {
            let message = match self.mandate {
                Some(_) => said!(
                    "rådet har ikke dette vedtatte mandatet; la mandate være ute for å forlenge det som gjelder",
                    "the council has no such adopted mandate; leave mandate out to extend the one in force"
                ),
                None => said!(
                    "ikke noe mandat gjelder i dag; si hvilket mandat som forlenges",
                    "no mandate is in force today; say which mandate is extended"
                ),
            };
            refused.push(Refusal::not_found("mandate", message));
            return Err(refused);
        };
        let mut warnings = Vec::new();
        match longer(council, mandate, self.until) {
            Ok(gained) => {
                let names = Names::new(facts);
                let clauses: Vec<Clause> = mandate.clauses.iter().map(|at| (*at.clause).clone()).collect();
                let circle = adopter::circle(facts, self.council, gained, mandate.adopted_by, &clauses, &names);
                refused.extend(circle.map(|refusal| Refusal { field: Some("until".to_owned()), ..refusal }));
            }
            Err(wrong) => refused.push(wrong),
        }
        for (refusal, forbids) in not_renewable(mandate) {
            if forbids { refused.push(refusal) } else { warnings.push(refusal) }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let period = Period { end: self.until, ..mandate.period };
        Ok(Decision {
            changes: vec![Change::MandatePeriod(self.council, mandate.id, period)],
            outcome: Extended { mandate: mandate.id },
            warnings,
            summary: in_words(mandate.version, self.until, self.basis.as_deref()),
        })
    }
}

impl ExtendMandate {
    fn mandate<'c>(&self, facts: &Facts<'_>, council: &'c Council) -> Option<&'c Mandate> {
        match self.mandate {
            Some(id) => adopted(council, id),
            None => council.mandate_on(facts.today),
        }
    }
}

/// The days that the mandate gains, or why it cannot.
fn longer(council: &Council, mandate: &Mandate, until: Option<NaiveDate>) -> Result<Period, Refusal> {
    let version = mandate.version;
    let Some(end) = mandate.period.end else {
        let message = said!(
            "versjon {version} gjelder uten sluttdato; ingenting trenger å forlenges",
            "version {version} is in force without an end; nothing has to be extended"
        );
        return Err(Refusal::conflict("until", message));
    };
    if until.is_some_and(|until| until <= end) {
        let message = said!(
            "versjon {version} gjelder til {end}; en senere dag trengs, eller la det falle bort i stedet",
            "version {version} is in force until {end}; a later day is needed, or lapse it instead"
        );
        return Err(Refusal::bad_input("until", message));
    }
    let gained = Period { start: Some(end), end: until };
    let others =
        council.mandates.iter().filter(|other| other.status == MandateStatus::Adopted && other.id != mandate.id);
    let next = others.filter(|other| other.period.overlaps(&gained)).min_by_key(|other| other.period.start);
    match next.and_then(|next| Some((next.version, next.period.start?))) {
        Some((later, start)) => Err(Refusal::conflict(
            "until",
            said!(
                "versjon {later} gjelder fra {start}; en dag senest da trengs",
                "version {later} is in force from {start} on; a day no later than that is needed"
            ),
        )),
        None => Ok(gained),
    }
}

/// The clauses that say that the mandate or the body is not renewed, and whether they forbid it.
fn not_renewable(mandate: &Mandate) -> Vec<(Refusal, bool)> {
    let says = |clause: &Clause| {
        matches!(&clause.provision, Provision::Period(period)
            if matches!(period.kind, ValidityKind::InForce | ValidityKind::Renewal) && period.renewable == Some(false))
    };
    let clauses = mandate.clauses.iter().map(|at| &*at.clause).filter(|clause| says(clause));
    clauses
        .map(|clause| {
            let message = said!(
                "mandatet sier at det ikke forlenges; vedta et nytt i stedet",
                "the mandate says that it is not extended; adopt a new one instead"
            );
            let refusal = Refusal::new(RefusalCode::AgainstMandate, "until", message).because_of(&clause.key);
            (refusal, clause.severity() == Some(Severity::Error))
        })
        .collect()
}

fn in_words(version: u32, until: Option<NaiveDate>, basis: Option<&str>) -> Text {
    let basis = basis.map_or_else(|| ".".to_owned(), |basis| format!(": {basis}"));
    match until {
        Some(day) => Text::nb_en(
            &format!("Forlenget mandatet, versjon {version}, til {day}{basis}"),
            &format!("Extended the mandate, version {version}, until {day}{basis}"),
        ),
        None => Text::nb_en(
            &format!("Forlenget mandatet, versjon {version}, uten sluttdato{basis}"),
            &format!("Extended the mandate, version {version}, without an end{basis}"),
        ),
    }
}
