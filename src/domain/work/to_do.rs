//! What waits for somebody in the council's work: for its secretariat, or for one of its members.
//!
//! May import: `domain`. Everything is found from the council's value on a day; nothing is kept that could go stale.

use async_graphql::Enum;
use chrono::{DateTime, Days, NaiveDate, Utc};

use super::{Advice, CaseStatus, FollowUp, Reader, Seen, unread};
use crate::domain::{
    council::{Council, Meeting, MeetingStatus, Membership},
    forecast::{days_after, expiring_memberships},
    id::{AdviceId, CaseId, MeetingId, MembershipId, SeatId},
};

/// How long before a meeting its members wait for the call.
const CALL_AHEAD: Days = Days::new(30);

/// How many days before its planned end a membership wants a decision.
const TERM_AHEAD: u32 = 180;

/// How long an organisation has to say what it does about an advice before it is asked.
const ANSWER_WITHIN: Days = Days::new(90);

/// Something that waits for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToDo {
    /// What has to be done.
    pub kind: ToDoKind,
    /// By when, or since when; None where no day follows from anything.
    pub due: Option<NaiveDate>,
    /// With what.
    pub about: About,
    /// How many, where it is several things in one.
    pub count: Option<u32>,
}

/// What something to do is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A meeting.
    Meeting(MeetingId),
    /// A case.
    Case(CaseId),
    /// An advice.
    Advice(AdviceId),
    /// A seat.
    Seat(SeatId),
    /// A membership.
    Membership(MembershipId),
}

/// What has to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum ToDoKind {
    /// A case that somebody raised waits for an answer.
    AnswerCase,
    /// A case that was taken up is on no agenda.
    ScheduleCase,
    /// A meeting is due within 30 days, and its members were not called.
    CallMeeting,
    /// The time of a meeting has passed, and it is not recorded whether it was held.
    RecordMeeting,
    /// A meeting has dealt with a case, and nothing is written down of what came of it.
    CloseCase,
    /// An advice was adopted and is not public.
    PublishAdvice,
    /// An organisation that an advice names has said nothing about it for 90 days.
    AskForFollowUp,
    /// Nobody holds a seat.
    FillSeat,
    /// A membership is planned to end within 180 days, or its planned end has passed, and nobody has entered how it ends.
    DecideOnTerm,
    /// A meeting to prepare for: the member is called to it.
    PrepareForMeeting,
    /// Papers for a meeting to come that the member has not read.
    ReadPapers,
    /// An advice to tell of and anchor at home.
    AnchorAdvice,
}

/// What waits for the secretariat, the first due first.
#[must_use]
pub fn for_secretariat(council: &Council, today: NaiveDate, now: DateTime<Utc>) -> Vec<ToDo> {
    let mut found = Vec::new();
    cases(council, &mut found);
    meetings(council, today, now, &mut found);
    advice(council, today, &mut found);
    seats(council, today, &mut found);
    in_order(found)
}

/// What waits for a member, the first due first. `seen` is what the member sees of the council's work.
#[must_use]
pub fn for_member(
    council: &Council,
    seen: Seen<'_>,
    reader: Reader<'_>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<ToDo> {
    let (person, mut found) = (reader.person, Vec::new());
    let called =
        council.meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Called && meeting.starts_at >= now);
    found.extend(
        called.map(|meeting| to_do(ToDoKind::PrepareForMeeting, Some(meeting.day), About::Meeting(meeting.id))),
    );
    let papers = unread(council, seen, reader, today, now);
    for of_meeting in papers.chunk_by(|one, other| one.meeting.map(|it| it.id) == other.meeting.map(|it| it.id)) {
        if let Some(meeting) = of_meeting.first().and_then(|unread| unread.meeting) {
            let line = to_do(ToDoKind::ReadPapers, Some(meeting.day), About::Meeting(meeting.id));
            found.push(ToDo { count: u32::try_from(of_meeting.len()).ok(), ..line });
        }
    }
    let mine: Vec<&Membership> =
        council.in_office(today).filter(|held| held.person == person && held.alternate_rank == 0).collect();
    for advice in &council.work.advice {
        // Who came later was not there to take it home.
        let there = mine.iter().any(|held| held.in_force_on(advice.adopted_on));
        if there && !anchored(council, advice, &mine) {
            found.push(to_do(ToDoKind::AnchorAdvice, None, About::Advice(advice.id)));
        }
    }
    in_order(found)
}

fn anchored(council: &Council, advice: &Advice, mine: &[&Membership]) -> bool {
    let mut done = council.all_records().filter(|record| advice.is_anchored_by(record));
    done.any(|record| mine.iter().any(|held| record.by_membership == Some(held.id)))
}

fn cases(council: &Council, found: &mut Vec<ToDo>) {
    for case in &council.work.cases {
        let about = About::Case(case.id);
        match case.status {
            CaseStatus::Raised => found.push(to_do(ToDoKind::AnswerCase, None, about)),
            CaseStatus::Accepted => found.push(to_do(ToDoKind::ScheduleCase, None, about)),
            CaseStatus::Scheduled => {
                let items = council.work.items.iter().filter(|item| item.case == case.id);
                let meetings = items.filter_map(|item| council.meeting(item.meeting));
                let latest = meetings.max_by_key(|meeting| meeting.starts_at);
                if let Some(held) = latest.filter(|latest| latest.status == MeetingStatus::Held) {
                    found.push(to_do(ToDoKind::CloseCase, Some(held.day), about));
                }
            }
            CaseStatus::Declined | CaseStatus::Withdrawn | CaseStatus::Closed => {}
        }
    }
}

fn meetings(council: &Council, today: NaiveDate, now: DateTime<Utc>, found: &mut Vec<ToDo>) {
    let soon = |meeting: &Meeting| meeting.day <= today + CALL_AHEAD;
    for meeting in council.meetings.iter().filter(|meeting| meeting.status.is_to_come()) {
        let over = meeting.ends_at.unwrap_or(meeting.starts_at) <= now;
        let kind = match meeting.status {
            _ if over => ToDoKind::RecordMeeting,
            MeetingStatus::Planned if soon(meeting) => ToDoKind::CallMeeting,
            _ => continue,
        };
        found.push(to_do(kind, Some(meeting.day), About::Meeting(meeting.id)));
    }
}

fn advice(council: &Council, today: NaiveDate, found: &mut Vec<ToDo>) {
    for advice in &council.work.advice {
        let about = About::Advice(advice.id);
        let Some(published_on) = advice.published_on else {
            found.push(to_do(ToDoKind::PublishAdvice, None, about));
            continue;
        };
        let answered = |organisation| {
            let said = |said: &FollowUp| said.advice == advice.id && said.organisation == organisation;
            council.work.follow_ups.iter().any(said)
        };
        let named = advice.addressees.iter().filter_map(|addressee| match addressee.body() {
            Some(crate::domain::council::Body::Organisation(organisation)) => Some(organisation),
            _ => None,
        });
        let due = published_on + ANSWER_WITHIN;
        if due < today && named.into_iter().any(|organisation| !answered(organisation)) {
            found.push(to_do(ToDoKind::AskForFollowUp, Some(due), about));
        }
    }
}

fn seats(council: &Council, today: NaiveDate, found: &mut Vec<ToDo>) {
    let Some(mandate) = council.mandate_on(today) else { return };
    for seat in council.seats_on(today) {
        // A range or a maximum makes no vacancy.
        let group = council.group_by_id(seat.group).and_then(|group| mandate.composition.group(&group.key));
        if group.is_some_and(|group| group.seats.is_some()) && council.holder(seat.id, today).is_none() {
            found.push(to_do(ToDoKind::FillSeat, council.vacant_since(seat.id, today), About::Seat(seat.id)));
        }
    }
    let expiring = expiring_memberships(council, today, days_after(today, TERM_AHEAD));
    // Of those whose end is entered somebody has decided.
    for (planned, held) in expiring.into_iter().filter(|(_, held)| held.ended.is_none()) {
        found.push(to_do(ToDoKind::DecideOnTerm, Some(planned), About::Membership(held.id)));
    }
}

const fn to_do(kind: ToDoKind, due: Option<NaiveDate>, about: About) -> ToDo {
    ToDo { kind, due, about, count: None }
}

fn in_order(mut found: Vec<ToDo>) -> Vec<ToDo> {
    found.sort_by_key(|it| (it.due.is_none(), it.due, it.kind, it.about));
    found
}
