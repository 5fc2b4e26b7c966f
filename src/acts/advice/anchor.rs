//! A member reports that an advice was told and anchored at home, in the organisation or the sector represented.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::known::{self, OfAdvice};
use crate::{
    access::acting::Acting,
    acts::{case::raise::represented, mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        council::{Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{AdviceId, CouncilId, MembershipId},
        message::said,
        text::Text,
        work::Advice,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// What is anchored, among the subjects.
const ADVICE: &str = "advice";

/// Reports that an advice was anchored.
#[derive(Clone, Debug)]
pub struct AnchorAdvice {
    /// The council.
    pub council: CouncilId,
    /// The advice.
    pub advice: AdviceId,
    /// Whose membership it is.
    pub membership: MembershipId,
    /// When it was done; today where it is not said.
    pub on: Option<NaiveDate>,
    /// How, in a few words.
    pub how: Option<Text>,
}

impl Act for AnchorAdvice {
    const NAME: &'static str = "reportAnchoring";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfAdvice;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "medlemmet melder selv at rådet er forankret, eller sekretariatet fører det",
            "members report themselves that an advice was anchored, or the secretariat notes it"
        );
        standing::member_or_secretariat(facts, self.council, Some(self.membership), message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfAdvice>, Refusals> {
        let council = facts.council(self.council)?;
        let advice = known::advice(council, self.advice)?;
        let mut refused = as_refusals(self.faults());
        let on = self.on.unwrap_or(facts.today);
        refused.extend(known::outside(advice, on, facts.today));
        let Some(membership) = council.membership(self.membership).filter(|membership| membership.in_force_on(on))
        else {
            let message = said!(
                "medlemskapet gjelder ikke den dagen; ta et som gjør det",
                "the membership is not in force on that day; take one that is"
            );
            refused.push(Refusal::not_found("membership", message));
            return Err(refused);
        };
        let mut done = council.all_records().filter(|record| advice.is_anchored_by(record));
        if done.any(|record| record.by_membership == Some(self.membership)) {
            let message = said!("det er meldt allerede", "it has been reported already");
            refused.push(Refusal::conflict("advice", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let by = represented(facts, council, membership);
        let record = Record {
            subjects: vec![ADVICE.into()],
            by,
            by_membership: Some(self.membership),
            towards: by.into_iter().collect(),
            about: Some(advice.record),
            title: self.how.clone(),
            public: advice.published_on.is_some(),
            ..Record::of(facts.new_id(), RecordKind::Activity, Advice::ANCHOR.into(), on)
        };
        Ok(Decision {
            changes: vec![Change::Record(self.council, record)],
            outcome: OfAdvice { advice: self.advice },
            warnings: Vec::new(),
            summary: Text::nb_en("Meldte at et råd er forankret.", "Reported that an advice was anchored."),
        })
    }
}

impl Form for AnchorAdvice {
    fn examine(&self, faults: &mut Faults) {
        faults.field("how", &self.how);
    }
}
