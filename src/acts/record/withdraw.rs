//! Takes back what was entered wrongly: that a person declared something, or that something was done or happened.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! What was so and is so no longer ends; what never was is withdrawn, from its first day on. The audit log keeps both the
//! wrong entry and why it was taken back.

use serde::{Deserialize, Serialize};

use super::{declare_fact::keeper_of, end_fact, parties};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        council::{Body, Council, Record},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, FactId, PersonId, RecordId},
        message::said,
        people::Grant,
        text::{Text, examine_line},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Takes back a fact that was never so.
#[derive(Clone, Debug)]
pub struct WithdrawFact {
    /// A council that knows the person.
    pub council: CouncilId,
    /// The person.
    pub person: PersonId,
    /// The fact.
    pub fact: FactId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactTakenBack {
    /// The fact that was.
    pub fact: FactId,
}

/// Takes back a record of what never happened.
#[derive(Clone, Debug)]
pub struct WithdrawRecord {
    /// The council.
    pub council: CouncilId,
    /// The record.
    pub record: RecordId,
    /// Why.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordTakenBack {
    /// The record that was.
    pub record: RecordId,
}

fn reasoned(reason: &str) -> Refusals {
    let mut faults = Faults::default();
    faults.within("reason", |faults| examine_line(reason, 2_000, faults));
    as_refusals(faults.into_found())
}

impl Act for WithdrawFact {
    const NAME: &'static str = "withdrawFact";
    type Outcome = FactTakenBack;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        keeper_of(facts, facts.council(self.council)?, self.person)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<FactTakenBack>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = reasoned(&self.reason);
        let fact = match end_fact::known(council, self.person, self.fact) {
            Ok(fact) => fact,
            Err(refusal) => {
                refused.push(refusal);
                return Err(refused);
            }
        };
        if !refused.is_empty() {
            return Err(refused);
        }
        // The audit log does not keep what was declared: the attribute and the reason are enough.
        let (attribute, reason) = (&fact.attribute, &self.reason);
        Ok(Decision {
            changes: vec![Change::FactWithdrawn(self.council, fact.clone())],
            outcome: FactTakenBack { fact: fact.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Trakk noe som feilaktig var ført at en person hadde oppgitt om {attribute}: {reason}"),
                &format!("Withdrew what a person was wrongly recorded to have declared about {attribute}: {reason}"),
            ),
        })
    }
}

impl Act for WithdrawRecord {
    const NAME: &'static str = "withdrawRecord";
    type Outcome = RecordTakenBack;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut grants = vec![Grant::Secretariat(self.council)];
        let own = self.found(council).and_then(|record| record.by);
        grants.extend(own.filter(|by| matches!(by, Body::Organisation(_))).map(parties::grant));
        let message = said!(
            "bare rådets sekretariat trekker det som er ført, og en organisasjon det den selv gjorde",
            "only the secretariat of the council withdraws what was recorded, and an organisation what it did itself"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<RecordTakenBack>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = reasoned(&self.reason);
        let Some(record) = self.found(council) else {
            refused.push(Refusal::not_found(
                "record",
                said!(
                    "rådet har ikke ført dette; ta id-en fra det som er ført",
                    "the council has no such record; take its id from what is on record"
                ),
            ));
            return Err(refused);
        };
        if council.all_records().any(|other| other.about == Some(record.id)) {
            refused.push(Refusal::conflict(
                "record",
                said!(
                    "noe annet som er ført, gjelder denne saken; trekk det først",
                    "something else on record is about this item; withdraw that first"
                ),
            ));
        }
        let work = &council.work;
        if work.cases.iter().any(|case| case.record == Some(record.id))
            || work.advice.iter().any(|advice| advice.record == record.id)
        {
            refused.push(Refusal::conflict(
                "record",
                said!(
                    "dette står for en sak eller en anbefaling som rådet har; det kan ikke trekkes for seg",
                    "this stands for a case or an advice that the council has; it cannot be withdrawn by itself"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let (what, on, reason) = (&record.what, record.on, &self.reason);
        Ok(Decision {
            changes: vec![Change::RecordWithdrawn(self.council, record.clone())],
            outcome: RecordTakenBack { record: record.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Trakk noe som feilaktig var ført {on} ({what}): {reason}"),
                &format!("Withdrew what was wrongly recorded on {on} ({what}): {reason}"),
            ),
        })
    }
}

impl WithdrawRecord {
    fn found<'c>(&self, council: &'c Council) -> Option<&'c Record> {
        council.records.iter().find(|record| record.id == self.record)
    }
}
