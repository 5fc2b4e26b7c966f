//! Says more or other about a case, or opens it to everybody. What was opened stays open: others have read it.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{
    known::{self, OfCase},
    task,
};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        change::Change,
        council::{Council, Record},
        directory::Directory,
        fault::{Faults, Form},
        id::{CaseId, CouncilId, RecordId},
        message::said,
        text::Text,
        word::Key,
        work::Case,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Changes what is said about a case; what is None stays as it is.
#[derive(Clone, Debug)]
pub struct EditCase {
    /// The council.
    pub council: CouncilId,
    /// The case.
    pub case: CaseId,
    /// What it is called.
    pub title: Option<Text>,
    /// What it is about.
    pub description: Option<Text>,
    /// What happens after the council has dealt with it.
    pub next_process: Option<Text>,
    /// The task of the mandate that it belongs to.
    pub task: Option<(Key, Key)>,
    /// Whether everybody may see it.
    pub public: Option<bool>,
}

impl Act for EditCase {
    const NAME: &'static str = "editCase";
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
        refused.extend(task::unknown(facts, council, self.task.as_ref()));
        if case.public && self.public == Some(false) {
            let message = said!(
                "saken er åpen for alle og blir det; andre har lest den",
                "the case is open to everybody and stays so; others have read it"
            );
            refused.push(Refusal::conflict("public", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let edited = Case {
            title: self.title.clone().unwrap_or_else(|| case.title.clone()),
            description: self.description.clone().or_else(|| case.description.clone()),
            next_process: self.next_process.clone().or_else(|| case.next_process.clone()),
            task: self.task.clone().or_else(|| case.task.clone()),
            public: case.public || self.public == Some(true),
            ..case.clone()
        };
        let opened = edited.public && !case.public;
        let mut changes = vec![Change::CaseData(self.council, edited)];
        if opened {
            changes.extend(published(council, case));
        }
        let (nb, en) = if opened {
            ("Åpnet en sak for alle.", "Opened a case to everybody.")
        } else {
            ("Endret en sak.", "Changed a case.")
        };
        Ok(Decision {
            changes,
            outcome: OfCase { case: self.case },
            warnings: Vec::new(),
            summary: Text::nb_en(nb, en),
        })
    }
}

/// The changes that put on record for everybody what is on record about the case.
fn published(council: &Council, case: &Case) -> Vec<Change> {
    let items = council.work.items.iter().filter(|item| item.case == case.id).filter_map(|item| item.record);
    let items: Vec<RecordId> = items.collect();
    let of_case = |record: &&Record| Some(record.id) == case.record || items.iter().any(|item| record.concerns(*item));
    let records = council.private_records.iter().filter(of_case);
    records.map(|record| Change::RecordPublished(council.head.id, record.id)).collect()
}

impl Form for EditCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("description", &self.description);
        faults.field("nextProcess", &self.next_process);
        let something = self.title.is_some()
            || self.description.is_some()
            || self.next_process.is_some()
            || self.task.is_some()
            || self.public.is_some();
        faults.require("case", something, said!("si hva som skal være annerledes", "say what is to be different"));
    }
}
