//! Whether what was taken as decided had the votes.
//!
//! May import: `domain`.

use super::presence::{Body, member_seats, members_on};
use crate::domain::{
    council::{Decision, Meeting},
    mandate::{
        check::{
            question::{Finding, Question},
            spans::Outcome,
        },
        clause::meetings::{Tie, VoteBase, VotingRule},
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check<'a>(
    rules: &[VotingRule],
    question: &Question<'a>,
    held: &[&'a Meeting],
    findings: &mut Vec<Finding>,
) {
    if rules.is_empty() {
        return;
    }
    let seats = rules.iter().any(|rule| rule.base == VoteBase::Members).then(|| member_seats(question));
    let before = findings.len();
    for meeting in held {
        for decision in &meeting.held.decisions {
            let Some(rule) = rule_for(rules, decision) else { continue };
            let members = || {
                let seats = seats.as_ref();
                seats.map_or(Body { least: 0, most: 0 }, |seats| members_on(question, seats, meeting.day, true))
            };
            findings.push(finding(question, meeting, decision, outcome(rule, decision, members)));
        }
    }
    if findings.len() == before {
        let message = || Text::nb_en("Ingen avstemninger er registrert.", "No votes are recorded.");
        findings.push(question.finding(VerdictStatus::NotDue, None, message, Vec::new));
    }
}

/// The rule about this kind of decision, or else the one about any.
fn rule_for<'r>(rules: &'r [VotingRule], decision: &Decision) -> Option<&'r VotingRule> {
    let own = rules.iter().find(|rule| rule.decision.is_some() && rule.decision == decision.kind);
    own.or_else(|| rules.iter().find(|rule| rule.decision.is_none()))
}

/// Whether what was taken as decided agrees with the rule. Where the rule leaves a tie to the chair or the lot, either
/// outcome of one agrees.
pub(super) fn outcome(rule: &VotingRule, decision: &Decision, members: impl FnOnce() -> Body) -> Outcome {
    let Decision { in_favour, against, abstained, carried, .. } = *decision;
    let cast = in_favour.saturating_add(against);
    let present = cast.saturating_add(abstained);
    if present == 0 {
        return Outcome::Unrecorded;
    }
    // A tie is where half is enough or nearly so; two thirds are missed by a tie like by any other vote.
    let of_half = u64::from(rule.majority.parts) * 2 <= u64::from(rule.majority.of);
    if in_favour == against && of_half {
        match rule.tie {
            Some(Tie::ChairDecides | Tie::ByLot) => return Outcome::Kept,
            Some(Tie::Falls | Tie::PutOff) => return if carried { Outcome::Missed } else { Outcome::Kept },
            None => {}
        }
    }
    let body = match rule.base {
        VoteBase::Cast => Body { least: cast, most: cast },
        VoteBase::Present => Body { least: present, most: present },
        VoteBase::Members => members(),
    };
    let surely = in_favour >= rule.majority.least_of(body.most);
    let surely_not = in_favour < rule.majority.least_of(body.least);
    match (surely, surely_not) {
        (true, _) if carried => Outcome::Kept,
        (_, true) if !carried => Outcome::Kept,
        (false, false) => Outcome::Unrecorded,
        _ => Outcome::Missed,
    }
}

fn finding(question: &Question<'_>, meeting: &Meeting, decision: &Decision, outcome: Outcome) -> Finding {
    let subject = Some(Subject::Meeting(meeting.id));
    let message = || {
        let day = meeting.day;
        match (outcome, decision.carried) {
            (Outcome::Kept, _) => Text::nb_en(
                &format!("Avstemningen {day} er avgjort etter regelen."),
                &format!("The vote on {day} was decided by the rule."),
            ),
            (Outcome::Missed, true) => Text::nb_en(
                &format!("Et forslag ble regnet som vedtatt {day} uten nok stemmer."),
                &format!("A proposal was taken as adopted on {day} without enough votes."),
            ),
            (Outcome::Missed, false) => Text::nb_en(
                &format!("Et forslag ble regnet som falt {day}, enda det hadde nok stemmer."),
                &format!("A proposal was taken as rejected on {day} although it had enough votes."),
            ),
            _ => Text::nb_en(
                &format!("Stemmetallene {day}, eller hvor mange medlemmer det var da, er ikke fullstendig registrert."),
                &format!("The votes on {day}, or how many members there were then, are not completely recorded."),
            ),
        }
    };
    question.finding(outcome.status(), subject, message, || {
        vec![
            question.dated("møte", "meeting", meeting.day, subject),
            question.valued("for", "in favour", decision.in_favour, None),
            question.valued("mot", "against", decision.against, None),
            question.valued("stemte ikke", "abstained", decision.abstained, None),
        ]
    })
}
