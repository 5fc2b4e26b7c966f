//! A responsible organisation says what it does about an advice. Each report stands; the latest counts.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::known::{self, OfAdvice};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        directory::Directory,
        fault::{Faults, Form},
        id::{AdviceId, CouncilId, OrganisationId},
        mandate::clause::measure::examine_url,
        message::said,
        people::Grant,
        text::Text,
        work::{FollowUp, FollowUpStatus},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Says what is done about an advice.
#[derive(Clone, Debug)]
pub struct ReportFollowUp {
    /// The council.
    pub council: CouncilId,
    /// The advice.
    pub advice: AdviceId,
    /// Who answers for it.
    pub organisation: OrganisationId,
    /// How far it has come.
    pub status: FollowUpStatus,
    /// What is done.
    pub body: Text,
    /// Where it can be read.
    pub url: Option<String>,
    /// As of which day; today where it is not said.
    pub on: Option<NaiveDate>,
}

impl Act for ReportFollowUp {
    const NAME: &'static str = "reportFollowUp";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfAdvice;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let refusal = Refusal::forbidden(said!(
            "organisasjonen selv sier hva den gjør med rådet, eller rådets sekretariat fører det",
            "the organisation itself says what it does about the advice, or the council's secretariat writes it down"
        ));
        let secretariat = Grant::Secretariat(self.council);
        let grants = [secretariat, Grant::Appointer(self.organisation), Grant::Registrar(self.organisation)];
        let acting = standing::over_council(facts, &council.head, &grants, refusal)?;
        // To an organisation an advice that is not public does not exist.
        let runs = Acting::secretariat(facts.caller, self.council, facts.today).is_some();
        let public = council.work.advice(self.advice).is_some_and(|advice| advice.published_on.is_some());
        if runs || public { Ok(acting) } else { Err(known::no_such_advice()) }
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfAdvice>, Refusals> {
        let council = facts.council(self.council)?;
        let advice = known::advice(council, self.advice)?;
        let mut refused = as_refusals(self.faults());
        let on = self.on.unwrap_or(facts.today);
        refused.extend(known::outside(advice, on, facts.today));
        if !refused.is_empty() {
            return Err(refused);
        }
        let follow_up = FollowUp {
            id: facts.new_id(),
            advice: self.advice,
            organisation: self.organisation,
            status: self.status,
            body: self.body.clone(),
            url: self.url.clone(),
            on,
        };
        Ok(Decision {
            changes: vec![Change::FollowUp(self.council, follow_up, advice.published_on.is_some())],
            outcome: OfAdvice { advice: self.advice },
            warnings: Vec::new(),
            summary: Text::nb_en("Førte hva som gjøres med et råd.", "Wrote down what is done about an advice."),
        })
    }
}

impl Form for ReportFollowUp {
    fn examine(&self, faults: &mut Faults) {
        faults.field("body", &self.body);
        examine_url(self.url.as_deref(), faults);
    }
}
