//! Writes down an advice that the council adopted.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::known::{self, OfAdvice};
use crate::{
    access::acting::Acting,
    acts::{
        case::{known::case, task},
        mandate::text::as_refusals,
    },
    domain::{
        change::Change,
        council::{Body, Council, MeetingStatus, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{CaseId, CouncilId, MeetingId},
        message::said,
        text::Text,
        word::Key,
        work::{Addressee, Advice, Case},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// What stands for an advice among the records.
const ITEM: &str = "advice";

/// What happened, among the records.
const ADOPTED: &str = "advice-adopted";

/// The most addressees of one advice.
const MOST: usize = 50;

/// Writes down an advice.
#[derive(Clone, Debug)]
pub struct AdoptAdvice {
    /// The council.
    pub council: CouncilId,
    /// The case that it answers.
    pub case: CaseId,
    /// What it is called.
    pub title: Text,
    /// What is recommended.
    pub body: Text,
    /// The task that it belongs to; that of the case where it is not said.
    pub task: Option<(Key, Key)>,
    /// Whether it goes to whoever brought the case.
    pub to_case_owner: bool,
    /// Whether it goes to the members.
    pub to_members: bool,
    /// Who else it goes to.
    pub to: Vec<Body>,
    /// When it was adopted; today where it is not said.
    pub adopted_on: Option<NaiveDate>,
}

impl Act for AdoptAdvice {
    const NAME: &'static str = "adoptAdvice";
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
        let case = case(council, self.case)?;
        let mut refused = as_refusals(self.faults());
        let adopted_on = self.adopted_on.unwrap_or(facts.today);
        if adopted_on > facts.today || adopted_on < case.raised_on {
            let message = said!(
                "en dag fra saken ble reist, til i dag trengs",
                "a day from when the case was raised up to today is needed"
            );
            refused.push(Refusal::bad_input("adoptedOn", message));
        }
        let task = self.task.as_ref().or(case.task.as_ref());
        refused.extend(task::unknown(facts, council, self.task.as_ref()));
        if !refused.is_empty() {
            return Err(refused);
        }
        let addressees = self.addressees(council, case);
        let record = Record {
            // What the task is about, by the mandate of the day.
            subjects: task
                .and_then(|named| task::on(council, named, adopted_on))
                .map(|known| known.activity.subjects.clone())
                .unwrap_or_default(),
            by: Some(Body::Council(self.council)),
            towards: addressees.iter().filter_map(|addressee| addressee.body()).collect(),
            about: case.record,
            title: Some(self.title.clone()),
            ..Record::of(facts.new_id(), RecordKind::Item, ITEM.into(), adopted_on)
        };
        // Duties follow from the day of it.
        let adopted = Record {
            about: Some(record.id),
            title: Some(self.title.clone()),
            ..Record::of(facts.new_id(), RecordKind::Event, ADOPTED.into(), adopted_on)
        };
        let meeting = meeting_on(council, self.case, adopted_on);
        let advice = Advice {
            id: facts.new_id(),
            case: self.case,
            meeting,
            title: self.title.clone(),
            body: self.body.clone(),
            task: task.cloned(),
            addressees,
            adopted_on,
            published_on: None,
            url: None,
            record: record.id,
        };
        let outcome = OfAdvice { advice: advice.id };
        let mut warnings = Vec::new();
        if task.is_none() {
            let message = said!(
                "rådet hører ikke til noen oppgave i mandatet; si hvilken om det finnes en",
                "the advice belongs to no task of the mandate; say which if there is one"
            );
            warnings.push(Refusal::bad_input("task", message));
        }
        if meeting.is_none() {
            let message = said!(
                "det er ikke ført noe møte den dagen med saken på sakslisten",
                "no meeting on that day with the case on its agenda is recorded"
            );
            warnings.push(Refusal::conflict("adoptedOn", message));
        }
        Ok(Decision {
            changes: vec![
                Change::Record(self.council, record),
                Change::Record(self.council, adopted),
                Change::Advice(self.council, advice),
            ],
            outcome,
            warnings,
            summary: Text::nb_en(
                &format!("Førte et råd som ble vedtatt {adopted_on}."),
                &format!("Wrote down an advice that was adopted on {adopted_on}."),
            ),
        })
    }
}

impl AdoptAdvice {
    fn addressees(&self, council: &Council, case: &Case) -> Vec<Addressee> {
        let owner = case.record.and_then(|record| council.record(record)?.by);
        // A case of the council's own has no owner beside it.
        let owner = owner.filter(|owner| *owner != Body::Council(self.council));
        let mut addressees = Vec::new();
        addressees.extend(self.to_case_owner.then_some(Addressee::CaseOwner { body: owner }));
        addressees.extend(self.to_members.then_some(Addressee::Members));
        addressees.extend(self.to.iter().copied().map(Addressee::Body));
        addressees
    }
}

/// The meeting of the day with the case on its agenda.
fn meeting_on(council: &Council, case: CaseId, day: NaiveDate) -> Option<MeetingId> {
    let held = council.meetings.iter().filter(|meeting| meeting.day == day && meeting.status == MeetingStatus::Held);
    held.map(|meeting| meeting.id).find(|id| council.work.agenda(*id).any(|item| item.case == case))
}

impl Form for AdoptAdvice {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("body", &self.body);
        faults.require("to", self.to.len() <= MOST, said!("et råd går til høyst 50", "an advice goes to 50 at most"));
        faults.require(
            "to",
            self.to_case_owner || self.to_members || !self.to.is_empty(),
            said!("si hvem rådet går til", "say whom the advice goes to"),
        );
    }
}
