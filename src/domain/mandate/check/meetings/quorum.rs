//! Whether enough were there.
//!
//! May import: `domain`.

use super::presence::{Body, Presences, members_on, number, seats_on};
use crate::domain::{
    council::Meeting,
    mandate::{
        check::{
            question::{Finding, Question},
            spans::Outcome,
        },
        clause::{
            meetings::{Quorum, QuorumBase},
            scope::SeatClass,
        },
        verdict::Subject,
    },
    text::Text,
};

pub(super) fn check<'a>(
    quorum: &Quorum,
    question: &Question<'a>,
    held: &[&'a Meeting],
    presences: &Presences<'a>,
    findings: &mut Vec<Finding>,
) {
    findings.extend(held.iter().map(|meeting| judged(quorum, question, meeting, presences)));
}

fn judged<'a>(quorum: &Quorum, question: &Question<'a>, meeting: &'a Meeting, presences: &Presences<'a>) -> Finding {
    let voters_only = quorum.base == QuorumBase::VotingMembers;
    let there: Vec<_> =
        presences.present(meeting.id).filter(|(_, rules)| !voters_only || rules.class == SeatClass::Voting).collect();
    let present = number(there.len());
    let body = match quorum.base {
        QuorumBase::Seats => {
            let seats = seats_on(question, presences.seats(), meeting.day);
            Body { least: seats, most: seats }
        }
        QuorumBase::Members | QuorumBase::VotingMembers => {
            members_on(question, presences.seats(), meeting.day, voters_only)
        }
    };
    let at_least = match &quorum.second_call {
        Some(second) if meeting.held.second_call => second,
        _ => &quorum.at_least,
    };
    let (needed, perhaps_needed) = (at_least.least_of(body.least), at_least.least_of(body.most));
    let groups = quorum.groups.iter().all(|group| there.iter().any(|(_, rules)| rules.key == *group));
    let posts = quorum.posts.iter().all(|post| {
        let acting = there.iter().filter_map(|(row, _)| presences.acted(row, meeting.day));
        acting.into_iter().any(|membership| membership.holds_post(post))
    });
    let outcome = if present >= perhaps_needed && groups && posts {
        Outcome::Kept
    } else if meeting.held.attendance_known && (present < needed || !groups || !posts) {
        Outcome::Missed
    } else {
        Outcome::Unrecorded
    };
    let message = || {
        let day = meeting.day;
        match outcome {
            Outcome::Kept => Text::nb_en(
                &format!("Møtet {day} var beslutningsdyktig: {present} av minst {needed} var til stede."),
                &format!("The meeting on {day} had a quorum: {present} of at least {needed} were present."),
            ),
            Outcome::Missed if present < needed => Text::nb_en(
                &format!("Møtet {day} var ikke beslutningsdyktig: {present} av minst {needed} var til stede."),
                &format!("The meeting on {day} had no quorum: {present} of at least {needed} were present."),
            ),
            Outcome::Missed => Text::nb_en(
                &format!("Møtet {day} var ikke beslutningsdyktig: noen som måtte være der, manglet."),
                &format!("The meeting on {day} had no quorum: somebody was missing who had to be there."),
            ),
            _ if meeting.held.attendance_known => Text::nb_en(
                &format!(
                    "Om møtet {day} var beslutningsdyktig, er ukjent: ingen har sagt at medlemslisten er fullstendig."
                ),
                &format!(
                    "Whether the meeting on {day} had a quorum is unknown: nobody has said that the roster is complete."
                ),
            ),
            _ => Text::nb_en(
                &format!("Hvem som var til stede på møtet {day}, er ikke registrert for alle plassene."),
                &format!("Who was present at the meeting on {day} is not recorded for every seat."),
            ),
        }
    };
    let subject = Some(Subject::Meeting(meeting.id));
    question.finding(outcome.status(), subject, message, || {
        vec![
            question.dated("møte", "meeting", meeting.day, subject),
            question.valued("til stede", "present", present, None),
            question.valued("minst", "at least", needed, None),
        ]
    })
}
