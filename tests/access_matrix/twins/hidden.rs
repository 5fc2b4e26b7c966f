//! What the secretariat alone may see, entered at once.

use chrono::{DateTime, Utc};
use mandat::{
    access::acting::Acting,
    domain::{
        change::Change,
        council::MeetingStatus,
        directory::Directory,
        id::{CouncilId, PaperId, PersonId},
        people::Person,
        text::{Lang, Text},
        work::{MediaType, Paper, PaperKind, PaperVisibility},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};
use serde::{Deserialize, Serialize};

/// A word in everything that is the secretariat's alone.
pub const HIDDEN: &str = "kanari-kontor";

/// Papers that nobody but the secretariat sees, each for a reason of its own, and a person whom it alone knows.
#[derive(Clone, Debug)]
pub struct Hide {
    pub council: CouncilId,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hidden {
    pub person: PersonId,
    pub papers: Vec<PaperId>,
}

impl Act for Hide {
    const NAME: &'static str = "hide";
    type Outcome = Hidden;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Ok(Acting::operator(facts.caller, facts.today).unwrap())
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Hidden>, Refusals> {
        let council = &facts.councils[&self.council];
        let (later, before): (DateTime<Utc>, DateTime<Utc>) =
            ("2026-06-01T00:00:00Z".parse().unwrap(), "2026-03-01T00:00:00Z".parse().unwrap());
        let held = council.meetings.iter().find(|meeting| meeting.status == MeetingStatus::Held).unwrap();
        let case = council.work.cases[0].id;
        let old = council.work.papers.iter().find(|paper| paper.visibility == PaperVisibility::Public).unwrap();
        let plain = |visibility| {
            let id: PaperId = facts.new_id();
            Paper {
                id,
                agenda_item: None,
                case: Some(case),
                meeting: None,
                kind: PaperKind::Paper,
                series: id,
                title: Text::nb_en(HIDDEN, HIDDEN),
                visibility,
                language: Lang::Nb,
                version: 1,
                file_name: format!("{HIDDEN}.txt"),
                media_type: MediaType::Plain,
                size: 4,
                sha256: "0f".repeat(32),
                embargo_until: None,
                approved: None,
                withdrawn_at: None,
                added_by: None,
                added_at: facts.now,
            }
        };
        let papers = [
            plain(PaperVisibility::Secretariat),
            Paper { embargo_until: Some(later), ..plain(PaperVisibility::Public) },
            Paper { embargo_until: Some(later), ..plain(PaperVisibility::Members) },
            Paper { withdrawn_at: Some(before), ..plain(PaperVisibility::Public) },
            // A later version of a paper that everybody sees, held back.
            Paper { series: old.series, version: 2, embargo_until: Some(later), ..plain(PaperVisibility::Public) },
            Paper {
                case: None,
                meeting: Some(held.id),
                kind: PaperKind::Minutes,
                ..plain(PaperVisibility::Secretariat)
            },
        ];
        let outcome = Hidden { person: facts.new_id(), papers: papers.iter().map(|paper| paper.id).collect() };
        let person = Person { id: outcome.person, name: HIDDEN.to_owned() };
        let mut changes = vec![Change::Person(person, Some(self.council))];
        for paper in papers {
            let words = format!("{HIDDEN} møte råd sak");
            let text = Change::PaperText(self.council, paper.id, words);
            changes.extend([Change::Paper(self.council, paper), text]);
        }
        Ok(Decision { changes, outcome, warnings: Vec::new(), summary: Text::nb_en(HIDDEN, HIDDEN) })
    }
}
