//! Checks of the shape Meetings: how often, who was there, how it was decided, who could listen, how it was called, and
//! who stays away. Each part that the clause has answers with findings of its own.
//!
//! May import: `domain`. Occasion rules look at the meetings that were held under the mandate, at most five years back.
//! Who was at a meeting is not public: what hangs on it is told to the secretariat, and to everybody else only that it
//! is not public.

mod cadence;
mod calling;
mod forfeit;
mod presence;
mod quorum;
mod voting;

pub(in crate::domain::mandate) use cadence::owed;
pub(super) use presence::Presences;

use chrono::Months;

use super::{
    owed::Matter,
    question::{Audience, Finding, Judgement, Question},
    spans::{Force, LOOK_BACK},
};
use crate::domain::{
    council::Meeting,
    mandate::{clause::meetings::Meetings, verdict::VerdictStatus},
    text::Text,
};

pub(super) fn check(meetings: &Meetings, question: Question<'_>) -> Judgement {
    let scope = &question.clause.applies_to;
    if scope.sub_body.is_some() {
        return Judgement::NoMachine(Text::nb_en(
            "Regelen gjelder møtene i et underorgan; de registreres ikke for seg.",
            "The rule is about the meetings of a sub-body; they are not recorded apart.",
        ));
    }
    let held = held_under_mandate(&question);
    let mut findings = Vec::new();
    if let Some(cadence) = &meetings.cadence {
        cadence::check(cadence, &question, &mut findings);
    }
    if let Some(quorum) = &meetings.quorum {
        on_presence(&question, &held, &mut findings, |presences, findings| {
            quorum::check(quorum, &question, &held, presences, findings);
        });
    }
    voting::check(&meetings.voting, &question, &held, &mut findings);
    calling::check(meetings, &question, &held, &mut findings);
    if let Some(forfeit) = &meetings.forfeit {
        on_presence(&question, &held, &mut findings, |presences, findings| {
            forfeit::check(forfeit, &question, &held, presences, findings);
        });
    }
    if findings.is_empty() {
        findings.push(no_meeting(&question));
    }
    Judgement::Found(findings)
}

/// What meetings are, in words.
pub(in crate::domain::mandate) fn matter() -> Matter {
    Matter {
        what: Text::nb_en("Møter i rådet", "Meetings of the council"),
        kind: Text::nb_en("møtene", "the meetings"),
    }
}

/// The meetings that were held under the mandate, up to and with the day.
pub(super) fn held_under_mandate<'a>(question: &Question<'a>) -> Vec<&'a Meeting> {
    let force = Force::of(question, "meetings", None);
    let months = Months::new(LOOK_BACK.unsigned_abs() * 12);
    let earliest = question.on.checked_sub_months(months).unwrap_or(question.on);
    question.meetings_held().filter(|meeting| meeting.day > earliest && force.covers(meeting.day)).collect()
}

/// Looks at who was there, where that may be told.
fn on_presence<'a>(
    question: &Question<'a>,
    held: &[&'a Meeting],
    findings: &mut Vec<Finding>,
    look: impl FnOnce(&Presences<'a>, &mut Vec<Finding>),
) {
    if held.is_empty() {
        findings.push(no_meeting(question));
    } else if question.facts.around.audience == Audience::Public {
        findings.push(not_public(question));
    } else {
        look(&Presences::of(question, held), findings);
    }
}

/// That nothing can be said because no meeting was held.
pub(super) fn no_meeting(question: &Question<'_>) -> Finding {
    let message = || Text::nb_en("Ingen møter er registrert som holdt.", "No meeting is recorded as held.");
    question.finding(VerdictStatus::NotDue, None, message, Vec::new)
}

/// That nothing may be said of who was there.
pub(super) fn not_public(question: &Question<'_>) -> Finding {
    let message = || {
        Text::nb_en(
            "Hvem som var til stede på møtene, er ikke offentlig.",
            "Who was present at the meetings is not public.",
        )
    };
    question.finding(VerdictStatus::Unknown, None, message, Vec::new)
}
