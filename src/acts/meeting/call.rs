//! Calls the members to a meeting that is on the plan, or writes down that its papers were sent.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::{plan::OfMeeting, times};
use crate::{
    access::acting::Acting,
    domain::{
        change::Change,
        council::{Meeting, MeetingStatus},
        directory::Directory,
        id::{CouncilId, MeetingId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Calls the members to a meeting.
#[derive(Clone, Debug)]
pub struct CallMeeting {
    /// The council.
    pub council: CouncilId,
    /// The meeting.
    pub meeting: MeetingId,
    /// The day on which they were called; today where it is not said.
    pub called_on: Option<NaiveDate>,
    /// The day on which the papers were sent, once they were.
    pub papers_on: Option<NaiveDate>,
    /// Whether it is called a second time, because too few had come.
    pub second_call: bool,
}

impl Act for CallMeeting {
    const NAME: &'static str = "callMeeting";
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
        let late = [("calledOn", self.called_on), ("papersOn", self.papers_on)];
        let late = late.into_iter().filter(|(_, day)| day.is_some_and(|day| day > facts.today));
        let refused: Refusals = late
            .map(|(field, _)| {
                Refusal::bad_input(field, said!("en dag senest i dag trengs", "a day up to today is needed"))
            })
            .collect();
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut called = Meeting { status: MeetingStatus::Called, ..meeting.clone() };
        // Who was called once stays called on that day, when the papers follow.
        called.held.called_on = self.called_on.or(called.held.called_on).or(Some(facts.today));
        called.held.papers_on = self.papers_on.or(called.held.papers_on);
        called.held.second_call |= self.second_call;
        let day = meeting.day;
        Ok(Decision {
            changes: vec![Change::MeetingData(self.council, called)],
            outcome: OfMeeting { meeting: self.meeting },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Kalte inn til møtet {day}."),
                &format!("Called the members to the meeting on {day}."),
            ),
        })
    }
}
