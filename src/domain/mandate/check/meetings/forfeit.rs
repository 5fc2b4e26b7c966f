//! Who has stayed away so often that the seat is lost, and still holds it.
//!
//! May import: `domain`. A seat for which somebody else was there is not an absence. A meeting at which it is not
//! recorded who was there is an absence for nobody; where it would cost a seat, the answer is that it is unknown.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::presence::Presences;
use crate::domain::{
    council::{Meeting, Presence},
    id::SeatId,
    mandate::{
        check::question::{Finding, Question},
        clause::meetings::Forfeit,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// Whether somebody was there for a seat: None where it is not recorded.
type Seen = (NaiveDate, Option<bool>);

pub(super) fn check<'a>(
    forfeit: &Forfeit,
    question: &Question<'a>,
    held: &[&'a Meeting],
    presences: &Presences<'a>,
    findings: &mut Vec<Finding>,
) {
    let mut recorded: HashMap<SeatId, HashMap<NaiveDate, bool>> = HashMap::new();
    for meeting in held {
        for row in presences.rows(meeting.id) {
            let there = row.presence != Presence::Absent;
            // Two meetings on one day: who was at one of them did not stay away.
            recorded.entry(row.seat).or_default().entry(meeting.day).and_modify(|was| *was |= there).or_insert(there);
        }
    }
    let mut days: Vec<NaiveDate> = held.iter().map(|meeting| meeting.day).collect();
    days.sort_unstable();
    days.dedup();
    let before = findings.len();
    let holders = question.facts.council.memberships.iter();
    let holders = holders.filter(|membership| {
        membership.alternate_rank == 0
            && membership.in_force_on(question.on)
            && presences.seats().contains_key(&membership.seat)
    });
    for membership in holders {
        let of_seat = recorded.get(&membership.seat);
        let seen: Vec<Seen> = days
            .iter()
            .filter(|day| membership.in_force_on(**day))
            .map(|day| (*day, of_seat.and_then(|of_seat| of_seat.get(day).copied())))
            .collect();
        let surely = lost_on(forfeit, &seen, false);
        let perhaps = || lost_on(forfeit, &seen, true);
        let (status, day) = match surely {
            Some(day) => (VerdictStatus::Breached, day),
            None => match perhaps() {
                Some(day) => (VerdictStatus::Unknown, day),
                None => continue,
            },
        };
        let subject = Some(Subject::Membership(membership.id));
        let message = || match status {
            VerdictStatus::Breached => Text::nb_en(
                &format!("Plassen er tapt ved fravær {day}, men innehaveren sitter fortsatt."),
                &format!("The seat was lost by absence on {day}, but its holder still sits."),
            ),
            _ => Text::nb_en(
                "Om plassen er tapt ved fravær, er ukjent: hvem som var til stede, er ikke registrert for alle møtene.",
                "Whether the seat was lost by absence is unknown: who was present is not recorded for every meeting.",
            ),
        };
        findings.push(question.finding(status, subject, message, || vec![question.member_evidence(membership)]));
    }
    if findings.len() == before {
        let message = || {
            Text::nb_en(
                "Ingen som sitter, har mistet plassen ved fravær.",
                "Nobody in office has lost the seat by absence.",
            )
        };
        findings.push(question.finding(VerdictStatus::Met, None, message, Vec::new));
    }
}

/// The day of the absence that cost the seat; `unknown` says whether what is not recorded is taken for an absence.
pub(in crate::domain::mandate::check) fn lost_on(forfeit: &Forfeit, seen: &[Seen], unknown: bool) -> Option<NaiveDate> {
    let number = usize::try_from(forfeit.absences).unwrap_or(usize::MAX).max(1);
    let mut absences: Vec<NaiveDate> = Vec::new();
    for (day, there) in seen {
        if there.unwrap_or(!unknown) {
            if forfeit.consecutive {
                absences.clear();
            }
            continue;
        }
        absences.push(*day);
        let Some(first) = absences.len().checked_sub(number).map(|at| absences[at]) else { continue };
        if forfeit.within.and_then(|within| within.after(first)).is_none_or(|end| *day < end) {
            return Some(*day);
        }
    }
    None
}
