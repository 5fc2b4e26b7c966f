//! Requirements that are tested each time the holders act.
//!
//! May import: `domain`.

use super::{
    Asked, known_facts, of_all,
    roll::{Holder, Roll},
};
use crate::domain::{
    council::{Attendance, Presence},
    mandate::{
        check::question::{Audience, Finding, Question},
        clause::requirement::{QuantifierKind, Requirement},
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// A requirement that is tested each time the holders act: at every meeting under this mandate, of those who were there
/// for their own seat, or as an alternate for another's.
pub(super) fn findings(requirement: &Requirement, question: &Question<'_>) -> Result<Vec<Finding>, Box<Finding>> {
    let elsewhere = question.clause.applies_to.council.is_some();
    if question.facts.around.audience == Audience::Public || elsewhere {
        let message = || Text::nb_en("Hvem som møtte, er ikke offentlig.", "Who attended is not public.");
        return Err(Box::new(question.finding(VerdictStatus::Unknown, None, message, Vec::new)));
    }
    let period = question.facts.mandate.period;
    let mut meetings: Vec<_> = question.meetings_held().filter(|meeting| period.contains(meeting.day)).collect();
    if meetings.is_empty() {
        let message = || Text::nb_en("Det er ikke holdt noe møte ennå.", "No meeting has been held yet.");
        return Err(Box::new(question.finding(VerdictStatus::NotDue, None, message, Vec::new)));
    }
    meetings.sort_by_key(|meeting| meeting.id);
    let mut attendance: Vec<_> = question.facts.council.attendance.iter().collect();
    attendance.sort_by_key(|row| row.meeting);
    let known = known_facts(requirement, question.facts.council);
    let mut findings = Vec::new();
    for meeting in meetings {
        let then = Question { on: meeting.day, ..*question };
        let from = attendance.partition_point(|row| row.meeting < meeting.id);
        let rows: Vec<_> = attendance[from..].iter().take_while(|row| row.meeting == meeting.id).collect();
        let Ok(mut roll) = Roll::call(&then) else { continue };
        // Whether somebody was there: Some where that is recorded.
        let there = |holder: &Holder<'_>| {
            let membership = holder.membership;
            let row = rows.iter().find(|row| row.seat == membership.seat);
            let acted = |row: &&&&Attendance| match row.presence {
                Presence::Holder => membership.alternate_rank == 0,
                Presence::Alternate => row.membership == Some(membership.id),
                Presence::Substitute | Presence::Absent => false,
            };
            row.map(|row| acted(&row)).or(meeting.held.attendance_known.then_some(false))
        };
        roll.holders.retain(|holder| there(holder) != Some(false));
        roll.unrecorded.clear();
        if roll.holders.iter().any(|holder| there(holder).is_none()) {
            let message = || {
                let day = meeting.day;
                Text::nb_en(
                    &format!("Det er ikke registrert hvem som møtte {day}."),
                    &format!("Who attended on {day} is not recorded."),
                )
            };
            let subject = Some(Subject::Meeting(meeting.id));
            findings.push(question.finding(VerdictStatus::Unknown, subject, message, Vec::new));
            roll.holders.retain(|holder| there(holder).is_some());
        } else if !matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None) {
            // Those present can be looked at together only where all of them are known.
            let together = of_all(requirement, &then, &roll, &known).into_iter();
            findings.extend(together.map(|finding| Finding { subject: Some(Subject::Meeting(meeting.id)), ..finding }));
        }
        if matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None) {
            let asked = Asked { requirement, question: &then, roll: &roll, known: &known };
            findings.extend(roll.holders.iter().filter_map(|holder| asked.of(holder)));
        }
    }
    Ok(findings)
}
