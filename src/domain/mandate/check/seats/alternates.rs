//! Alternates: how many there are, and who came in the place of a holder.
//!
//! May import: `domain`. Who was at meetings is known inside only; outside, the roster alone answers.

use std::collections::HashMap;

use super::super::{
    question::{Audience, Finding, Question, SeatInScope},
    sitting::Sitting,
    words::in_both,
};
use super::group_subject;
use crate::domain::{
    council::{Attendance, Meeting, Presence},
    id::{MeetingId, SeatId},
    mandate::{
        clause::seats::{AlternateActs, Alternates},
        composition::GroupRules,
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(alternates: &Alternates, question: Question<'_>, found: &mut Vec<Finding>) {
    let sitting = Sitting::in_scope(question);
    if sitting.len() == 0 {
        return;
    }
    let before = found.len();
    if alternates.shared {
        by_group(alternates, &sitting, question, found);
    } else {
        for (seat, here) in sitting.seats() {
            let count = here.iter().filter(|(_, held)| held.alternate_rank > 0).count();
            let subject = Some(Subject::Seat(seat.seat.id));
            let evidence = || vec![question.seat_evidence(seat.rules, seat.seat)];
            number(alternates, count, subject, evidence, question, found);
        }
    }
    if question.facts.around.audience == Audience::Inside {
        attended(alternates, &sitting, question, found);
    }
    if found.len() == before {
        let message = || {
            Text::nb_en(
                "Det er ikke flere varaer enn mandatet tillater.",
                "There are no more alternates than the mandate allows.",
            )
        };
        found.push(question.finding(VerdictStatus::Met, None, message, Vec::new));
    }
}

fn by_group(alternates: &Alternates, sitting: &Sitting<'_>, question: Question<'_>, found: &mut Vec<Finding>) {
    let mut counts: Vec<(&GroupRules, usize)> = Vec::new();
    for (seat, here) in sitting.seats() {
        let count = here.iter().filter(|(_, held)| held.alternate_rank > 0).count();
        // The seats come in the order of the groups.
        match counts.last_mut().filter(|(rules, _)| rules.key == seat.rules.key) {
            Some((_, sum)) => *sum += count,
            None => counts.push((seat.rules, count)),
        }
    }
    for (rules, count) in counts {
        let subject = group_subject(rules, question);
        let evidence = || vec![Evidence { label: rules.label.clone(), value: count.into(), subject }];
        number(alternates, count, subject, evidence, question, found);
    }
}

/// Not more than the mandate allows, and as many as it demands.
fn number(
    alternates: &Alternates,
    count: usize,
    subject: Option<Subject>,
    evidence: impl FnOnce() -> Vec<Evidence>,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    let allowed = alternates.number;
    if count > allowed as usize {
        let message = || {
            Text::nb_en(
                &format!("Det er {count} varaer der mandatet tillater {allowed}."),
                &format!("There are {count} alternates where the mandate allows {allowed}."),
            )
        };
        found.push(question.finding(VerdictStatus::Breached, subject, message, evidence));
    } else if alternates.mandatory && count < allowed as usize {
        let complete = question.complete("roster", question.on);
        let status = if complete { VerdictStatus::Breached } else { VerdictStatus::Unknown };
        let message = || {
            if complete {
                Text::nb_en(
                    &format!("Det er oppnevnt {count} varaer der mandatet krever {allowed}."),
                    &format!("{count} alternates are appointed where the mandate asks for {allowed}."),
                )
            } else {
                Text::nb_en(
                    &format!(
                        "{count} varaer er registrert der mandatet krever {allowed}, men ingen har sagt at listen over medlemmer er fullstendig."
                    ),
                    &format!(
                        "{count} alternates are recorded where the mandate asks for {allowed}, but nobody has said that the roster is complete."
                    ),
                )
            }
        };
        found.push(question.finding(status, subject, message, evidence));
    }
}

/// Those who came to meetings in the place of a holder were those who may.
fn attended(alternates: &Alternates, sitting: &Sitting<'_>, question: Question<'_>, found: &mut Vec<Finding>) {
    let council = question.facts.council;
    let stood_in = |row: &&Attendance| matches!(row.presence, Presence::Alternate | Presence::Substitute);
    let rows: Vec<&Attendance> = council.attendance.iter().filter(stood_in).collect();
    if rows.is_empty() {
        return;
    }
    // Each meeting is judged by the mandate that was in force then.
    let period = question.facts.mandate.period;
    let meetings: HashMap<MeetingId, &Meeting> = question
        .meetings_held()
        .filter(|meeting| period.contains(meeting.day))
        .map(|meeting| (meeting.id, meeting))
        .collect();
    let seats: HashMap<SeatId, SeatInScope<'_>> = sitting.seats().map(|(seat, _)| (seat.seat.id, seat)).collect();
    for row in rows {
        if let (Some(meeting), Some(seat)) = (meetings.get(&row.meeting), seats.get(&row.seat)) {
            let Some((status, nb, en)) = stood_in_rightly(alternates, row, meeting, question) else { continue };
            let message = || {
                let (label_nb, label_en) = in_both(&seat.rules.label);
                let (place, day) = (seat.seat.ordinal, meeting.day);
                Text::nb_en(
                    &format!("I møtet {day} ble plass {place} i gruppen «{label_nb}» {nb}."),
                    &format!("At the meeting on {day} seat {place} of the group “{label_en}” was {en}."),
                )
            };
            let evidence = || {
                let held = question.dated("møte", "meeting", meeting.day, Some(Subject::Meeting(meeting.id)));
                vec![held, question.seat_evidence(seat.rules, seat.seat)]
            };
            found.push(question.finding(status, Some(Subject::Meeting(meeting.id)), message, evidence));
        }
    }
}

/// What is wrong with a row of attendance, or not known of it; None where nothing is.
fn stood_in_rightly(
    alternates: &Alternates,
    row: &Attendance,
    meeting: &Meeting,
    question: Question<'_>,
) -> Option<(VerdictStatus, &'static str, &'static str)> {
    use VerdictStatus::{Breached, Unknown};
    let council = question.facts.council;
    if row.presence == Presence::Substitute {
        return Some((
            Breached,
            "dekket av en som ikke er oppnevnt som vara for den",
            "taken by somebody who is not appointed as an alternate for it",
        ));
    }
    if alternates.number == 0 {
        return Some((
            Breached,
            "dekket av en vara, som mandatet ikke åpner for",
            "taken by an alternate, for whom the mandate has no room",
        ));
    }
    let acted = row.membership.and_then(|id| council.membership(id));
    let not_of_seat = acted.is_some_and(|acted| {
        let seat = alternates.shared || acted.seat == row.seat;
        !seat || acted.alternate_rank == 0 || !acted.in_force_on(meeting.day)
    });
    if not_of_seat {
        return Some((
            Breached,
            "dekket av en som ikke var vara for den da",
            "taken by somebody who was not an alternate for it then",
        ));
    }
    if alternates.fixed && acted.is_none() {
        return Some((
            Unknown,
            "dekket av en vara; det er ikke registrert at det var den faste",
            "taken by an alternate; that it was the fixed one is not recorded",
        ));
    }
    if alternates.acts == AlternateActs::WhileVacant && council.holder(row.seat, meeting.day).is_some() {
        return Some((Breached, "dekket av en vara enda den var besatt", "taken by an alternate although it was held"));
    }
    if alternates.by_agreement {
        match row.agreed {
            Some(true) => {}
            Some(false) => {
                return Some((
                    Breached,
                    "dekket av en vara uten at det var avtalt",
                    "taken by an alternate without agreement",
                ));
            }
            None => {
                return Some((
                    Unknown,
                    "dekket av en vara; det er ikke notert om det var avtalt",
                    "taken by an alternate; whether that was agreed is not noted",
                ));
            }
        }
    }
    (alternates.acts == AlternateActs::WhenBarred).then_some((
        Unknown,
        "dekket av en vara; det er ikke registrert at medlemmet var inhabilt",
        "taken by an alternate; that the holder was barred is not recorded",
    ))
}
