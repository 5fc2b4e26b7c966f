//! Writes down a meeting that was held, with who was there and how questions were decided.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    attendance::{self, AttendanceEntry},
    listed::unlisted,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        council::{Council, Decision as Decided, Held, Meeting, MeetingStatus},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MeetingId},
        message::said,
        people::Grant,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// How many decisions of one meeting are recorded at most.
const MOST_DECISIONS: usize = 200;

/// The most votes that anybody could count at a meeting.
const MOST_VOTES: u32 = 10_000;

/// Writes down a meeting that was held.
#[derive(Clone, Debug)]
pub struct RecordMeeting {
    /// The council.
    pub council: CouncilId,
    /// What it is called.
    pub title: Text,
    /// When it started.
    pub starts_at: DateTime<Utc>,
    /// When it ended.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it was.
    pub place: Option<Text>,
    /// The day on which it was called.
    pub called_on: Option<NaiveDate>,
    /// The day on which its papers were sent.
    pub papers_on: Option<NaiveDate>,
    /// Whether it was called a second time.
    pub second_call: bool,
    /// Whether everybody could listen.
    pub open: Option<bool>,
    /// Who was there, seat by seat.
    pub attendance: Vec<AttendanceEntry>,
    /// Whether that is said for every seat that somebody held.
    pub attendance_complete: bool,
    /// How questions were decided.
    pub decisions: Vec<Decided>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingRecorded {
    /// The meeting.
    pub meeting: MeetingId,
}

impl Act for RecordMeeting {
    const NAME: &'static str = "recordMeeting";
    type Outcome = MeetingRecorded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council("council", Some(self.council))?;
        let refusal = Refusal::forbidden(said!(
            "bare rådets sekretariat fører møtene",
            "only the secretariat of the council records its meetings"
        ));
        standing::over_council(facts, &council.head, &[Grant::Secretariat(self.council)], refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<MeetingRecorded>, Refusals> {
        let council = facts.council("council", Some(self.council)).map_err(|refusal| vec![refusal])?;
        let mut refused = as_refusals(self.faults());
        for (index, decision) in self.decisions.iter().enumerate() {
            let kind = decision.kind.as_ref();
            let field = format!("decisions[{index}].kind");
            refused.extend(kind.and_then(|kind| unlisted(facts.directory, &field, "decision", kind)));
        }
        refused.extend(self.wrong_time(facts.now));
        let Some(day) = council.head.day_of(self.starts_at) else {
            let zone = &council.head.time_zone;
            refused.push(Refusal::bad_input(
                "startsAt",
                said!("rådets tidssone {zone} er ikke kjent", "the council's time zone {zone} is not known"),
            ));
            return Err(refused);
        };
        refused.extend(self.wrong_days(day));
        refused.extend(self.twice(council));
        let meeting = facts.new_id();
        let faulty = refused.len();
        let rows = attendance::rows(council, meeting, day, &self.attendance, &mut refused);
        let unsaid = attendance::unsaid(council, day, &rows);
        if self.attendance_complete && unsaid > 0 && refused.len() == faulty {
            let message = said!(
                "for {unsaid} plasser som noen hadde {day}, er det ikke sagt hvem som møtte; legg dem til",
                "of {unsaid} seats that somebody held on {day} it is not said who was there; add them"
            );
            refused.push(Refusal::bad_input("attendanceComplete", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut changes = vec![Change::Meeting(self.council, self.held(meeting, day))];
        changes.extend(rows.into_iter().map(|row| Change::Attendance(self.council, row)));
        Ok(Decision {
            changes,
            outcome: MeetingRecorded { meeting },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Førte et møte som ble holdt {day}."),
                &format!("Recorded a meeting that was held on {day}."),
            ),
        })
    }
}

impl RecordMeeting {
    fn held(&self, id: MeetingId, day: NaiveDate) -> Meeting {
        Meeting {
            id,
            title: self.title.clone(),
            status: MeetingStatus::Held,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            place: self.place.clone(),
            day,
            held: Held {
                called_on: self.called_on,
                papers_on: self.papers_on,
                second_call: self.second_call,
                open: self.open,
                attendance_known: self.attendance_complete,
                decisions: self.decisions.clone(),
            },
        }
    }

    fn wrong_time(&self, now: DateTime<Utc>) -> Option<Refusal> {
        if self.starts_at > now {
            return Some(Refusal::bad_input(
                "startsAt",
                said!(
                    "et møte som ble holdt, har begynt; nevn et tidspunkt som har vært",
                    "a meeting that was held has started; name a time in the past"
                ),
            ));
        }
        let ends_at = self.ends_at?;
        if ends_at < self.starts_at {
            return Some(Refusal::bad_input(
                "endsAt",
                said!(
                    "et møte slutter etter at det begynner; nevn et senere tidspunkt",
                    "a meeting ends after it starts; name a later time"
                ),
            ));
        }
        (ends_at > now).then(|| {
            Refusal::bad_input(
                "endsAt",
                said!(
                    "et møte som ble holdt, er over; nevn et tidspunkt som har vært",
                    "a meeting that was held is over; name a time in the past"
                ),
            )
        })
    }

    fn wrong_days(&self, day: NaiveDate) -> Vec<Refusal> {
        let days = [("calledOn", self.called_on), ("papersOn", self.papers_on)];
        let late = days.into_iter().filter(|(_, on)| on.is_some_and(|on| on > day));
        late.map(|(field, _)| {
            Refusal::bad_input(
                field,
                said!(
                    "møtet var {day}; en dag senest da trengs",
                    "the meeting was on {day}; a day up to that is needed"
                ),
            )
        })
        .collect()
    }

    /// That the council has a meeting at that time already, which has not been given up.
    fn twice(&self, council: &Council) -> Option<Refusal> {
        let known = council.meetings.iter().find(|meeting| {
            meeting.starts_at == self.starts_at
                && !matches!(meeting.status, MeetingStatus::Cancelled | MeetingStatus::Moved)
        })?;
        let message = said!(
            "rådet har et møte som begynner {}, allerede; nevn et annet tidspunkt",
            "the council has a meeting that starts at {} already; name another time",
            known.starts_at
        );
        Some(Refusal::conflict("startsAt", message))
    }
}

impl Form for RecordMeeting {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("place", &self.place);
        faults.require(
            "decisions",
            self.decisions.len() <= MOST_DECISIONS,
            said!("høyst 200 vedtak føres om gangen", "at most 200 decisions are recorded at once"),
        );
        for (index, decision) in self.decisions.iter().enumerate() {
            faults.within(&format!("decisions[{index}]"), |faults| {
                faults.field("kind", &decision.kind);
                for (name, votes) in
                    [("inFavour", decision.in_favour), ("against", decision.against), ("abstained", decision.abstained)]
                {
                    faults.require(
                        name,
                        votes <= MOST_VOTES,
                        said!("et antall stemmer på høyst 10 000 trengs", "a number of votes up to 10,000 is needed"),
                    );
                }
            });
        }
    }
}
