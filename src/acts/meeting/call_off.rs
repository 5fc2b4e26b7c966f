//! Calls a meeting off. Its cases wait for another one.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{plan::OfMeeting, times};
use crate::{
    access::acting::Acting,
    acts::{
        case::{known, unschedule::taken_off},
        mandate::text::as_refusals,
    },
    domain::{
        change::Change,
        council::{Formerly, Meeting, MeetingStatus},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MeetingId},
        text::Text,
        work::CaseStatus,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Calls a meeting off.
#[derive(Clone, Debug)]
pub struct CallOffMeeting {
    /// The council.
    pub council: CouncilId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Why.
    pub reason: Text,
}

impl Act for CallOffMeeting {
    const NAME: &'static str = "callOffMeeting";
    type Outcome = OfMeeting;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        times::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfMeeting>, Refusals> {
        let council = facts.council(self.council)?;
        let meeting = times::to_come(council, self.meeting)?;
        let refused = as_refusals(self.faults());
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut off = Meeting { status: MeetingStatus::Cancelled, ..meeting.clone() };
        off.past.push(Formerly {
            starts_at: meeting.starts_at,
            ends_at: meeting.ends_at,
            became: MeetingStatus::Cancelled,
            at: facts.now,
            reason: Some(self.reason.clone()),
        });
        let mut changes = vec![Change::MeetingData(self.council, off)];
        for item in council.work.agenda(self.meeting) {
            let Some(case) = council.work.case(item.case) else { continue };
            changes.extend(taken_off(council, item, case));
            if case.status == CaseStatus::Scheduled {
                changes.push(known::moved(self.council, case, CaseStatus::Accepted, facts.now, Some(&self.reason)));
            }
        }
        let day = meeting.day;
        Ok(Decision {
            changes,
            outcome: OfMeeting { meeting: self.meeting },
            warnings: Vec::new(),
            summary: Text::nb_en(&format!("Avlyste møtet {day}."), &format!("Called off the meeting on {day}.")),
        })
    }
}

impl Form for CallOffMeeting {
    fn examine(&self, faults: &mut Faults) {
        faults.field("reason", &self.reason);
    }
}
