//! Takes an item off the agenda of a meeting to come. Its case waits for another meeting.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{
    known::{self, OfCase},
    order,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, meeting::times},
    domain::{
        change::Change,
        council::{Council, Record},
        directory::Directory,
        fault::{Faults, Form},
        id::{AgendaItemId, CouncilId},
        text::Text,
        work::{AgendaItem, Case, CaseStatus},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Takes an item off an agenda.
#[derive(Clone, Debug)]
pub struct UnscheduleCase {
    /// The council.
    pub council: CouncilId,
    /// The item.
    pub item: AgendaItemId,
    /// Why.
    pub reason: Option<Text>,
}

impl Act for UnscheduleCase {
    const NAME: &'static str = "unscheduleCase";
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
        let item = known::item(council, self.item)?;
        let meeting = times::to_come(council, item.meeting)?;
        let case = known::case(council, item.case)?;
        let refused = as_refusals(self.faults());
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut changes = taken_off(council, item, case);
        changes.push(known::moved(self.council, case, CaseStatus::Accepted, facts.now, self.reason.as_ref()));
        let day = meeting.day;
        Ok(Decision {
            changes,
            outcome: OfCase { case: case.id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Tok en sak av sakslisten {day}."),
                &format!("Took a case off the agenda of {day}."),
            ),
        })
    }
}

/// The changes that take an item off its agenda; those below it move up.
pub(in crate::acts) fn taken_off(council: &Council, item: &AgendaItem, case: &Case) -> Vec<Change> {
    // What was said on the way to a meeting that does not deal with it is no longer owed, nor done.
    let of_item = |record: &&Record| item.record.is_some_and(|id| record.concerns(id));
    let mut records: Vec<&Record> = council.all_records().filter(of_item).collect();
    records.sort_by_key(|record| record.about != item.record);
    let left = council.work.agenda(item.meeting).map(|other| other.id).filter(|other| *other != item.id);
    let id = council.head.id;
    let mut changes = vec![
        Change::AgendaItemGone(id, item.id, case.public),
        order::change(id, &council.work, item.meeting, left.collect()),
    ];
    changes.extend(records.into_iter().map(|record| Change::RecordWithdrawn(id, record.clone())));
    changes
}

impl Form for UnscheduleCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("reason", &self.reason);
    }
}
