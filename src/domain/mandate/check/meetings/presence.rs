//! Who was at the meetings, ready to be asked.
//!
//! May import: `domain`.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::{
    council::{Attendance, Meeting, Membership, Presence},
    id::{MeetingId, SeatId},
    mandate::{
        check::question::Question,
        clause::{scope::SeatClass, seats::SeatRole},
        composition::GroupRules,
    },
};

/// Who was at which meeting, for the seats that the clause applies to.
pub(in crate::domain::mandate::check) struct Presences<'a> {
    question: Question<'a>,
    seats: HashMap<SeatId, &'a GroupRules>,
    by_meeting: HashMap<MeetingId, Vec<&'a Attendance>>,
}

/// How many there are of those that a quorum or a majority is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// At least so many.
    pub(super) least: u32,
    /// At most so many: as many, where the roster is said to be complete.
    pub(super) most: u32,
}

/// Whether those who sit in such a group are members, who count where members are counted.
fn is_member(rules: &GroupRules) -> bool {
    rules.role != SeatRole::Observer && matches!(rules.class, SeatClass::Voting | SeatClass::NonVoting)
}

/// The seats in scope, whenever they exist, whose holders count as members.
pub(super) fn member_seats<'a>(question: &Question<'a>) -> HashMap<SeatId, &'a GroupRules> {
    let council = question.facts.council;
    let groups: HashMap<_, _> = question
        .groups()
        .filter(|rules| is_member(rules))
        .filter_map(|rules| Some((council.group(&rules.key)?.id, rules)))
        .collect();
    council.seats.iter().filter_map(|seat| Some((seat.id, *groups.get(&seat.group)?))).collect()
}

/// How many of the seats exist on the day.
pub(super) fn seats_on(question: &Question<'_>, seats: &HashMap<SeatId, &GroupRules>, day: NaiveDate) -> u32 {
    let there = question.facts.council.seats.iter().filter(|seat| seats.contains_key(&seat.id));
    number(there.filter(|seat| seat.period.contains(day)).count())
}

/// How many hold the seats on the day, only those who vote where only they count.
pub(super) fn members_on(
    question: &Question<'_>,
    seats: &HashMap<SeatId, &GroupRules>,
    day: NaiveDate,
    voting: bool,
) -> Body {
    let counts = |seat: &SeatId| seats.get(seat).is_some_and(|rules| !voting || rules.class == SeatClass::Voting);
    let holders = question.facts.council.memberships.iter();
    let holders =
        holders.filter(|held| held.alternate_rank == 0 && held.in_force_on(day) && counts(&held.seat)).count();
    let least = number(holders);
    if question.complete("roster", day) {
        return Body { least, most: least };
    }
    let places = question.facts.council.seats.iter().filter(|seat| counts(&seat.id) && seat.period.contains(day));
    Body { least, most: least.max(number(places.count())) }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl<'a> Presences<'a> {
    /// Who was at these meetings.
    pub(in crate::domain::mandate::check) fn of(question: &Question<'a>, held: &[&'a Meeting]) -> Self {
        let mut by_meeting: HashMap<MeetingId, Vec<&'a Attendance>> =
            held.iter().map(|meeting| (meeting.id, Vec::new())).collect();
        for row in &question.facts.council.attendance {
            if let Some(rows) = by_meeting.get_mut(&row.meeting) {
                rows.push(row);
            }
        }
        Self { question: *question, seats: member_seats(question), by_meeting }
    }

    /// The seats in scope whose holders are members, whenever they exist.
    pub(super) const fn seats(&self) -> &HashMap<SeatId, &'a GroupRules> {
        &self.seats
    }

    /// What is recorded of the seats in scope at the meeting.
    pub(in crate::domain::mandate::check) fn rows(&self, meeting: MeetingId) -> impl Iterator<Item = &'a Attendance> {
        let rows = self.by_meeting.get(&meeting).map_or(&[][..], Vec::as_slice);
        rows.iter().copied().filter(|row| self.seats.contains_key(&row.seat))
    }

    /// Those seats for which the holder or an appointed alternate was there. Somebody who was not appointed for a seat
    /// does not count towards a quorum.
    pub(super) fn present(&self, meeting: MeetingId) -> impl Iterator<Item = (&'a Attendance, &'a GroupRules)> {
        let there = self.rows(meeting).filter(|row| matches!(row.presence, Presence::Holder | Presence::Alternate));
        there.filter_map(|row| Some((row, *self.seats.get(&row.seat)?)))
    }

    /// Whose membership acted at the meeting.
    pub(super) fn acted(&self, row: &Attendance, day: NaiveDate) -> Option<&'a Membership> {
        let council = self.question.facts.council;
        match (row.membership, row.presence) {
            (Some(id), _) => council.membership(id),
            (None, Presence::Holder) => council.holder(row.seat, day),
            (None, _) => None,
        }
    }
}
