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
    acts::{mandate::text::as_refusals, meeting::times, standing},
    domain::{
        change::Change,
        council::{Body, Council, Decision as Decided, Held, Meeting, MeetingKind, MeetingStatus, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MeetingId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// How many decisions of one meeting are recorded at most.
const MOST_DECISIONS: usize = 200;

/// What is on record where a council meets others.
const MEET: &str = "meet";

/// The most votes that anybody could count at a meeting.
const MOST_VOTES: u32 = 10_000;

/// Writes down a meeting that was held.
#[derive(Clone, Debug)]
pub struct RecordMeeting {
    /// The council.
    pub council: CouncilId,
    /// The meeting on the plan that it is; what is None below is then as it was planned.
    pub planned: Option<MeetingId>,
    /// What it is called.
    pub title: Option<Text>,
    /// When it started.
    pub starts_at: Option<DateTime<Utc>>,
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
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message =
            said!("bare rådets sekretariat fører møtene", "only the secretariat of the council records its meetings");
        standing::secretariat(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<MeetingRecorded>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        for (index, decision) in self.decisions.iter().enumerate() {
            let kind = decision.kind.as_ref();
            let field = format!("decisions[{index}].kind");
            refused.extend(kind.and_then(|kind| unlisted(facts.directory, &field, "decision", kind)));
        }
        let base = self.base(council, facts, &mut refused);
        let Some(base) = base else { return Err(refused) };
        refused.extend(wrong_time(&base, facts.now));
        refused.extend(self.wrong_days(base.day));
        refused.extend(twice(council, self.planned, &base));
        let (meeting, day) = (base.id, base.day);
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
        let together = together(facts, council, &base);
        let held = self.held(base);
        let meeting_change = if self.planned.is_some() { Change::MeetingData } else { Change::Meeting };
        let mut changes = vec![meeting_change(self.council, held)];
        changes.extend(rows.into_iter().map(|row| Change::Attendance(self.council, row)));
        changes.extend(together.map(|record| Change::Record(self.council, record)));
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
    /// The meeting before it is known how it was held: from the plan, or a new one.
    fn base(&self, council: &Council, facts: &Facts<'_>, refused: &mut Refusals) -> Option<Meeting> {
        let planned = match self.planned.map(|id| times::to_come(council, id)).transpose() {
            Ok(planned) => planned,
            Err(refusal) => {
                refused.push(refusal);
                return None;
            }
        };
        let needed = [("title", self.title.is_none()), ("startsAt", self.starts_at.is_none())];
        for (field, _) in needed.into_iter().filter(|(_, missing)| *missing && planned.is_none()) {
            let message = said!(
                "et møte som ikke står på planen, trenger dette; eller nevn møtet på planen",
                "a meeting that is not on the plan needs this; or name the meeting on the plan"
            );
            refused.push(Refusal::bad_input(field, message));
        }
        let starts_at = self.starts_at.or_else(|| Some(planned?.starts_at))?;
        let Some(day) = council.head.day_of(starts_at) else {
            let zone = &council.head.time_zone;
            refused.push(Refusal::bad_input(
                "startsAt",
                said!("rådets tidssone {zone} er ikke kjent", "the council's time zone {zone} is not known"),
            ));
            return None;
        };
        Some(Meeting {
            id: planned.map_or_else(|| facts.new_id(), |planned| planned.id),
            title: self.title.clone().or_else(|| Some(planned?.title.clone()))?,
            kind: planned.map_or(MeetingKind::Ordinary, |planned| planned.kind),
            status: MeetingStatus::Held,
            starts_at,
            ends_at: self.ends_at.or_else(|| planned.filter(|_| self.starts_at.is_none())?.ends_at),
            place: self.place.clone().or_else(|| planned?.place.clone()),
            link: planned.and_then(|planned| planned.link.clone()),
            together_with: planned.map(|planned| planned.together_with.clone()).unwrap_or_default(),
            day,
            held: planned.map(|planned| planned.held.clone()).unwrap_or_default(),
            past: planned.map(|planned| planned.past.clone()).unwrap_or_default(),
            wheel_year: planned.and_then(|planned| planned.wheel_year),
            changed_at: facts.now,
        })
    }

    fn held(&self, base: Meeting) -> Meeting {
        let held = Held {
            called_on: self.called_on.or(base.held.called_on),
            papers_on: self.papers_on.or(base.held.papers_on),
            second_call: self.second_call || base.held.second_call,
            open: self.open,
            attendance_known: self.attendance_complete,
            decisions: self.decisions.clone(),
        };
        Meeting { held, ..base }
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
}

/// The record that the council met those with whom the meeting was held.
fn together(facts: &Facts<'_>, council: &Council, meeting: &Meeting) -> Option<Record> {
    (!meeting.together_with.is_empty()).then(|| Record {
        by: Some(Body::Council(council.head.id)),
        towards: meeting.together_with.clone(),
        title: Some(meeting.title.clone()),
        public: true,
        ..Record::of(facts.new_id(), RecordKind::Activity, MEET.into(), meeting.day)
    })
}

fn wrong_time(meeting: &Meeting, now: DateTime<Utc>) -> Option<Refusal> {
    if meeting.starts_at > now {
        return Some(Refusal::bad_input(
            "startsAt",
            said!(
                "et møte som ble holdt, har begynt; nevn et tidspunkt som har vært",
                "a meeting that was held has started; name a time in the past"
            ),
        ));
    }
    let ends_at = meeting.ends_at?;
    if ends_at < meeting.starts_at {
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

/// That the council has another meeting at that time already, which has not been given up.
fn twice(council: &Council, planned: Option<MeetingId>, own: &Meeting) -> Option<Refusal> {
    let known = council.meeting_at(own.starts_at, planned)?;
    let message = said!(
        "rådet har et møte som begynner {}, allerede; nevn et annet tidspunkt, eller møtet på planen",
        "the council has a meeting that starts at {} already; name another time, or the meeting on the plan",
        known.starts_at
    );
    Some(Refusal::conflict("startsAt", message))
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
