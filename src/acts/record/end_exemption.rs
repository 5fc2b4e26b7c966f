//! Ends an exemption before it would end by itself.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{end_fact::ends_already, parties};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::{Council, Exemption},
        directory::Directory,
        id::{CouncilId, ExemptionId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Ends an exemption.
#[derive(Clone, Debug)]
pub struct EndExemption {
    /// The council.
    pub council: CouncilId,
    /// The exemption.
    pub exemption: ExemptionId,
    /// First day on which it no longer holds.
    pub on: NaiveDate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExemptionEnded {
    /// The exemption.
    pub exemption: ExemptionId,
}

impl EndExemption {
    fn found<'c>(&self, council: &'c Council) -> Option<&'c Exemption> {
        council.exemptions.iter().find(|exemption| exemption.id == self.exemption)
    }
}

impl Act for EndExemption {
    const NAME: &'static str = "endExemption";
    type Outcome = ExemptionEnded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut grants = standing::keepers(&council.head).to_vec();
        grants.extend(self.found(council).and_then(|exemption| exemption.granted_by).map(parties::grant));
        let message = said!(
            "bare den som ga unntaket, sekretariatet, rådets eier og operatører avslutter det",
            "only whoever granted the exemption, the secretariat, the owner of the council and operators end it"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<ExemptionEnded>, Refusals> {
        let council = facts.council(self.council)?;
        let Some(exemption) = self.found(council) else {
            let message = said!(
                "rådet har ikke dette unntaket; ta et fra listen over rådets unntak",
                "the council has no such exemption; take one from its list of exemptions"
            );
            return Err(vec![Refusal::not_found("exemption", message)]);
        };
        if let Some(refusal) = ends_already(exemption.period, self.on) {
            return Err(refusal.into());
        }
        if let Some(start) = exemption.period.start.filter(|start| self.on <= *start) {
            let message = said!(
                "det gjelder siden {start}; en senere dag trengs: det er den første dagen det ikke gjelder",
                "it holds since {start}; a later day is needed: it is the first day on which it does not"
            );
            return Err(vec![Refusal::bad_input("on", message)]);
        }
        Ok(Decision {
            changes: vec![Change::ExemptionEnd(self.council, exemption.id, self.on)],
            outcome: ExemptionEnded { exemption: exemption.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Avsluttet et unntak fra bestemmelsen {} {}.", exemption.clause, self.on),
                &format!("Ended an exemption from the clause {} on {}.", exemption.clause, self.on),
            ),
        })
    }
}
