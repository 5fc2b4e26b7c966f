//! Closes a case that a meeting has dealt with, and writes down what came of it.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known::{self, OfCase};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        change::Change,
        council::MeetingStatus,
        directory::Directory,
        fault::{Faults, Form},
        id::{CaseId, CouncilId},
        message::said,
        text::Text,
        work::{AgendaItem, CaseStatus},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Closes a case.
#[derive(Clone, Debug)]
pub struct CloseCase {
    /// The council.
    pub council: CouncilId,
    /// The case.
    pub case: CaseId,
    /// What came of it.
    pub outcome: Text,
}

impl Act for CloseCase {
    const NAME: &'static str = "closeCase";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfCase;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfCase>, Refusals> {
        let council = facts.council(self.council)?;
        let case = known::case(council, self.case)?;
        let mut refused = as_refusals(self.faults());
        if case.status != CaseStatus::Scheduled {
            refused.push(known::stands_elsewhere(case));
        }
        // The latest meeting that was held with the case on its agenda.
        let held = |item: &&AgendaItem| {
            item.case == case.id
                && council.meeting(item.meeting).is_some_and(|meeting| meeting.status == MeetingStatus::Held)
        };
        let latest = council.work.items.iter().filter(held);
        let latest = latest.max_by_key(|item| council.meeting(item.meeting).map(|meeting| meeting.starts_at));
        if case.status == CaseStatus::Scheduled && latest.is_none() {
            let message = said!(
                "møtet som saken er satt opp til, er ikke ført som holdt; før det først",
                "the meeting on whose agenda the case is has not been recorded as held; record that first"
            );
            refused.push(Refusal::conflict("case", message));
        }
        let (Some(item), true) = (latest, refused.is_empty()) else { return Err(refused) };
        let item = AgendaItem { outcome: Some(self.outcome.clone()), ..item.clone() };
        Ok(Decision {
            changes: vec![
                Change::AgendaItemData(self.council, item, case.public),
                known::moved(self.council, case, CaseStatus::Closed, facts.now, None),
            ],
            outcome: OfCase { case: self.case },
            warnings: Vec::new(),
            summary: Text::nb_en("Avsluttet en sak.", "Closed a case."),
        })
    }
}

impl Form for CloseCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("outcome", &self.outcome);
    }
}
