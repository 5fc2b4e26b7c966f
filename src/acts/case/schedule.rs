//! Puts a case on the agenda of a meeting to come.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{known, order};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, meeting::times},
    domain::{
        change::Change,
        council::{Body, Council, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{AgendaItemId, CaseId, CouncilId, MeetingId, RecordId},
        mandate::clause::{Clause, Modality, Provision},
        message::said,
        text::Text,
        work::{AgendaItem, Case, CaseStatus},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// The verb and the subject of a duty to say what happens to a case next.
const CLARIFY: &str = "clarify";
const NEXT_PROCESS: &str = "next-process";

/// What stands for an item of an agenda among the records.
const ITEM: &str = "agenda-item";

/// The most items that an agenda has.
const MOST_ITEMS: usize = 100;

/// Puts a case on an agenda.
#[derive(Clone, Debug)]
pub struct ScheduleCase {
    /// The council.
    pub council: CouncilId,
    /// The case.
    pub case: CaseId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Its place on the agenda, from 1; the last one where it is not said.
    pub ordinal: Option<u32>,
    /// When its turn comes.
    pub starts_at: Option<DateTime<Utc>>,
    /// What happens after the council has dealt with it.
    pub next_process: Option<Text>,
}

/// The item that came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// The item.
    pub item: AgendaItemId,
}

impl Act for ScheduleCase {
    const NAME: &'static str = "scheduleCase";
    const MATTER: Matter = Matter::Private;
    type Outcome = Scheduled;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Scheduled>, Refusals> {
        let council = facts.council(self.council)?;
        let case = known::case(council, self.case)?;
        let meeting = times::to_come(council, self.meeting)?;
        let mut refused = as_refusals(self.faults());
        // A case that a meeting did not finish goes on to another one.
        if !case.status.is_open() || known::item_to_come(council, case.id).is_some() {
            refused.push(known::stands_elsewhere(case));
        }
        let agenda: Vec<&AgendaItem> = council.work.agenda(self.meeting).collect();
        if agenda.len() >= MOST_ITEMS {
            let message = said!("sakslisten er full; den har 100 punkter", "the agenda is full; it has 100 items");
            refused.push(Refusal::conflict("meeting", message));
        }
        let last = u32::try_from(agenda.len()).unwrap_or(u32::MAX).saturating_add(1);
        let ordinal = self.ordinal.unwrap_or(last);
        if !(1..=last).contains(&ordinal) {
            let message = said!("en plass fra 1 til {last} trengs", "a place from 1 to {last} is needed");
            refused.push(Refusal::bad_input("ordinal", message));
        }
        let outside = |at| at < meeting.starts_at || meeting.ends_at.is_some_and(|end| at >= end);
        if self.starts_at.is_some_and(outside) {
            let message = said!(
                "tidspunktet er utenfor møtet; ta et mens det varer",
                "the time is outside the meeting; take one while it lasts"
            );
            refused.push(Refusal::bad_input("startsAt", message));
        }
        let missing = self.next_process.is_none() && case.next_process.is_none();
        let unclear = clarity(council, facts).filter(|_| missing).map(unclear);
        let (must, should): (Vec<_>, Vec<_>) =
            unclear.into_iter().partition(|(clause, _)| clause.modality == Some(Modality::Shall));
        refused.extend(must.into_iter().map(|(_, refusal)| refusal));
        if !refused.is_empty() {
            return Err(refused);
        }
        let (record, mut changes) = self.on_record(council, case, facts);
        let item = AgendaItem {
            id: facts.new_id(),
            meeting: self.meeting,
            case: case.id,
            ordinal: last,
            starts_at: self.starts_at,
            outcome: None,
            record: Some(record),
        };
        let id = item.id;
        changes.push(Change::AgendaItem(self.council, item, case.public));
        if ordinal != last {
            let mut ids: Vec<AgendaItemId> = agenda.iter().map(|item| item.id).collect();
            ids.insert(ordinal as usize - 1, id);
            changes.push(order::change(self.council, &council.work, self.meeting, ids));
        }
        changes.push(known::moved(self.council, case, CaseStatus::Scheduled, facts.now, None));
        let day = meeting.day;
        Ok(Decision {
            changes,
            outcome: Scheduled { item: id },
            warnings: should.into_iter().map(|(_, refusal)| refusal).collect(),
            summary: Text::nb_en(
                &format!("Satte en sak på sakslisten {day}."),
                &format!("Put a case on the agenda of {day}."),
            ),
        })
    }
}

impl ScheduleCase {
    /// What is on record from now on: that there is this item, and what happens to its case next where that is said.
    fn on_record(&self, council: &Council, case: &Case, facts: &Facts<'_>) -> (RecordId, Vec<Change>) {
        let by = Some(Body::Council(self.council));
        let item = Record {
            by,
            about: case.record,
            title: Some(case.title.clone()),
            public: case.public,
            ..Record::of(facts.new_id(), RecordKind::Item, ITEM.into(), facts.today)
        };
        let id = item.id;
        let mut changes = vec![Change::Record(self.council, item)];
        if let Some(next) = &self.next_process {
            changes.push(Change::CaseData(self.council, Case { next_process: Some(next.clone()), ..case.clone() }));
        }
        if self.next_process.is_some() || case.next_process.is_some() {
            let clarified = Record {
                subjects: vec![NEXT_PROCESS.into()],
                clause: clarity(council, facts).map(|clause| clause.key.clone()),
                by,
                about: Some(id),
                public: case.public,
                ..Record::of(facts.new_id(), RecordKind::Activity, CLARIFY.into(), facts.today)
            };
            changes.push(Change::Record(self.council, clarified));
        }
        (id, changes)
    }
}

/// The clause that asks for what happens next to be clear.
fn clarity<'c>(council: &'c Council, facts: &Facts<'_>) -> Option<&'c Clause> {
    let clauses = council.mandate_on(facts.today)?.clauses.iter().map(|at| &*at.clause);
    clauses.into_iter().find(|clause| match &clause.provision {
        Provision::Duty(duty) => {
            &*duty.activity.verb == CLARIFY && duty.activity.subjects.iter().any(|subject| &**subject == NEXT_PROCESS)
        }
        _ => false,
    })
}

fn unclear(clause: &Clause) -> (&Clause, Refusal) {
    let message = said!(
        "mandatet krever at det er klart hva som skjer videre med en sak; si det",
        "the mandate asks that it is clear what happens to a case next; say it"
    );
    (clause, Refusal::bad_input("nextProcess", message).because_of(&clause.key))
}

impl Form for ScheduleCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("nextProcess", &self.next_process);
    }
}
