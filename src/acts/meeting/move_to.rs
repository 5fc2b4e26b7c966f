//! Moves a meeting to another time. It stays the same meeting, with its agenda; the old time is part of its history.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};

use super::{
    clashing::{self, Planned},
    plan::OfMeeting,
    times,
};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        change::Change,
        council::{Formerly, Meeting, MeetingStatus},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MeetingId},
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Moves a meeting.
#[derive(Clone, Debug)]
pub struct MoveMeeting {
    /// The council.
    pub council: CouncilId,
    /// The meeting.
    pub meeting: MeetingId,
    /// When it starts now.
    pub starts_at: DateTime<Utc>,
    /// When it ends now; so long after the start as before, where it is not said.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it is now; where it was, if that is not said.
    pub place: Option<Text>,
    /// Why.
    pub reason: Option<Text>,
}

impl Act for MoveMeeting {
    const NAME: &'static str = "moveMeeting";
    type Outcome = OfMeeting;

    fn needs(&self, directory: &Directory) -> Needs {
        Needs { councils: clashing::with_family(directory, self.council), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        times::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfMeeting>, Refusals> {
        let council = facts.council(self.council)?;
        let meeting = times::to_come(council, self.meeting)?;
        let as_long = || Some(self.starts_at + (meeting.ends_at? - meeting.starts_at));
        let ends_at = self.ends_at.or_else(as_long);
        let mut refused = as_refusals(self.faults());
        refused.extend(times::wrong(council, Some(self.meeting), self.starts_at, ends_at, facts.now));
        let day = council.head.day_of(self.starts_at);
        let (Some(day), true) = (day, refused.is_empty()) else { return Err(refused) };
        let mut past = meeting.past.clone();
        past.push(Formerly {
            starts_at: meeting.starts_at,
            ends_at: meeting.ends_at,
            became: MeetingStatus::Moved,
            at: facts.now,
            reason: self.reason.clone(),
        });
        let moved = Meeting {
            starts_at: self.starts_at,
            ends_at,
            day,
            place: self.place.clone().or_else(|| meeting.place.clone()),
            past,
            ..meeting.clone()
        };
        let planned = Planned { field: "startsAt".to_owned(), council: self.council, meeting: &moved };
        let mut warnings: Refusals = times::outside_mandate(council, self.starts_at).into_iter().collect();
        warnings.extend(clashing::warnings(facts, &[planned]));
        let was = meeting.day;
        Ok(Decision {
            changes: vec![Change::MeetingData(self.council, moved)],
            outcome: OfMeeting { meeting: self.meeting },
            warnings,
            summary: Text::nb_en(
                &format!("Flyttet møtet {was} til {day}."),
                &format!("Moved the meeting on {was} to {day}."),
            ),
        })
    }
}

impl Form for MoveMeeting {
    fn examine(&self, faults: &mut Faults) {
        faults.field("place", &self.place);
        faults.field("reason", &self.reason);
    }
}
