//! Who could listen, and how long before a meeting it was called and its papers were there.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use crate::domain::{
    council::Meeting,
    mandate::{
        check::{
            question::{Finding, Question},
            spans::Outcome,
        },
        clause::meetings::{Meetings, Openness},
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
    time::CalendarDuration,
};

pub(super) fn check<'a>(rules: &Meetings, question: &Question<'a>, held: &[&'a Meeting], findings: &mut Vec<Finding>) {
    for meeting in held {
        if let Some(openness) = rules.openness {
            findings.push(open(openness, question, meeting));
        }
        if let Some(notice) = rules.notice {
            let words = Text::nb_en("innkalt", "called");
            findings.push(in_time(question, meeting, (notice, meeting.held.called_on), &words));
        }
        if let Some(before) = rules.papers_before {
            let words = Text::nb_en("sendt sakspapirer til", "sent its papers");
            findings.push(in_time(question, meeting, (before, meeting.held.papers_on), &words));
        }
    }
}

fn open(openness: Openness, question: &Question<'_>, meeting: &Meeting) -> Finding {
    let status = match (openness, meeting.held.open) {
        (Openness::Open | Openness::OpenByDefault, Some(true)) | (Openness::Closed, Some(false)) => VerdictStatus::Met,
        (Openness::Open, Some(false)) | (Openness::Closed, Some(true)) => VerdictStatus::Breached,
        // Closed doors are right where the body decided so, and whether it did is not among the facts.
        (Openness::OpenByDefault, Some(false)) | (_, None) => VerdictStatus::Unknown,
    };
    let subject = Some(Subject::Meeting(meeting.id));
    let message = || {
        let day = meeting.day;
        match (meeting.held.open, status) {
            (None, _) => Text::nb_en(
                &format!("Om møtet {day} var åpent, er ikke registrert."),
                &format!("Whether the meeting on {day} was open is not recorded."),
            ),
            (Some(false), VerdictStatus::Unknown) => Text::nb_en(
                &format!("Møtet {day} var lukket; om rådet bestemte det, er ikke registrert."),
                &format!("The meeting on {day} was closed; whether the council decided so is not recorded."),
            ),
            (Some(true), _) => {
                Text::nb_en(&format!("Møtet {day} var åpent."), &format!("The meeting on {day} was open."))
            }
            (Some(false), _) => {
                Text::nb_en(&format!("Møtet {day} var lukket."), &format!("The meeting on {day} was closed."))
            }
        }
    };
    question.finding(status, subject, message, || vec![question.dated("møte", "meeting", meeting.day, subject)])
}

fn in_time(
    question: &Question<'_>,
    meeting: &Meeting,
    (before, done): (CalendarDuration, Option<NaiveDate>),
    words: &Text,
) -> Finding {
    let latest = before.before(meeting.day).unwrap_or(meeting.day);
    let outcome = match done {
        None => Outcome::Unrecorded,
        Some(done) if done <= latest => Outcome::Kept,
        Some(_) => Outcome::Late,
    };
    let subject = Some(Subject::Meeting(meeting.id));
    let message = || {
        use crate::domain::text::Lang::{En, Nb};
        let (day, nb, en) = (meeting.day, words.in_lang(Nb), words.in_lang(En));
        match done {
            None => Text::nb_en(
                &format!("Når møtet {day} ble {nb}, er ikke registrert."),
                &format!("When the meeting on {day} was {en} is not recorded."),
            ),
            Some(done) if outcome == Outcome::Kept => Text::nb_en(
                &format!("Møtet {day} ble {nb} i tide, {done}."),
                &format!("The meeting on {day} was {en} in time, on {done}."),
            ),
            Some(done) => Text::nb_en(
                &format!("Møtet {day} ble {nb} for sent, {done}; siste dag var {latest}."),
                &format!("The meeting on {day} was {en} too late, on {done}; the last day was {latest}."),
            ),
        }
    };
    question.finding(outcome.status(), subject, message, || {
        vec![
            question.dated("møte", "meeting", meeting.day, subject),
            question.dated("siste dag", "last day", latest, None),
        ]
    })
}
