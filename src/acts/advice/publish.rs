//! Opens an advice to everybody, and gives it to those whom it goes to.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known::{self, OfAdvice};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        change::Change,
        council::{Body, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{AdviceId, CouncilId},
        mandate::clause::measure::examine_url,
        message::said,
        text::Text,
        work::Advice,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// The verb and the subject of giving an advice to its addressees.
const GIVE: &str = "give";
const ADVICE: &str = "advice";

/// Publishes an advice.
#[derive(Clone, Debug)]
pub struct PublishAdvice {
    /// The council.
    pub council: CouncilId,
    /// The advice.
    pub advice: AdviceId,
    /// Where else it can be read.
    pub url: Option<String>,
}

impl Act for PublishAdvice {
    const NAME: &'static str = "publishAdvice";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfAdvice;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfAdvice>, Refusals> {
        let council = facts.council(self.council)?;
        let advice = known::advice(council, self.advice)?;
        let mut refused = as_refusals(self.faults());
        if advice.published_on.is_some() {
            let message = said!("rådet er offentlig allerede", "the advice is public already");
            refused.push(Refusal::conflict("advice", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let url = self.url.clone().or_else(|| advice.url.clone());
        let given = Record {
            subjects: vec![ADVICE.into()],
            by: Some(Body::Council(self.council)),
            towards: advice.addressees.iter().filter_map(|addressee| addressee.body()).collect(),
            about: Some(advice.record),
            title: Some(advice.title.clone()),
            url: url.clone(),
            public: true,
            ..Record::of(facts.new_id(), RecordKind::Activity, GIVE.into(), facts.today)
        };
        let open = Advice { published_on: Some(facts.today), url, ..advice.clone() };
        let mut changes = vec![Change::AdviceData(self.council, open)];
        let about = known::private_about(council, advice.record);
        changes.extend(about.map(|record| Change::RecordPublished(self.council, record.id)));
        changes.push(Change::Record(self.council, given));
        Ok(Decision {
            changes,
            outcome: OfAdvice { advice: self.advice },
            warnings: Vec::new(),
            summary: Text::nb_en(
                "Gjorde et råd offentlig og ga det til dem det gjelder.",
                "Published an advice and gave it to those whom it goes to.",
            ),
        })
    }
}

impl Form for PublishAdvice {
    fn examine(&self, faults: &mut Faults) {
        examine_url(self.url.as_deref(), faults);
    }
}
