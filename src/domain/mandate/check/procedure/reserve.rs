//! Whether those who followed somebody who left early came from the reserve list.
//!
//! May import: `domain`.
//!
//! The register keeps no reserve list with its order. What it has is who was nominated for the group before the seat
//! became vacant: who was not, where all steps are recorded, stood on no list; whose turn it was, no machine can tell.

use chrono::NaiveDate;

use super::successors::{Successor, successors};
use crate::domain::{
    council::Membership,
    mandate::{
        check::{
            appointing,
            question::{Audience, Finding, Question},
        },
        clause::procedure::StepAct,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// Judges each of them by the nominations on record.
pub(super) fn listed(question: &Question<'_>, findings: &mut Vec<Finding>) {
    for Successor { membership, left, since } in successors(question) {
        let status = match on_record(question, membership, since) {
            Some(false) => VerdictStatus::Breached,
            Some(true) | None => VerdictStatus::Unknown,
        };
        let name = appointing::name(question.facts, membership.person);
        let message = || match status {
            VerdictStatus::Breached => Text::nb_en(
                &format!(
                    "{name} overtok en ledig plass, men var ikke foreslått til noen plass i gruppen før den ble ledig."
                ),
                &format!(
                    "{name} took over a vacant seat, but was nominated for no seat of the group before it became vacant."
                ),
            ),
            _ => Text::nb_en(
                &format!(
                    "{name} overtok en ledig plass. Reservelisten og rekkefølgen på den er ikke registrert, så ingen \
                     maskin kan bedømme om den ble fulgt."
                ),
                &format!(
                    "{name} took over a vacant seat. The reserve list and its order are not recorded, so no machine \
                     can judge whether it was followed."
                ),
            ),
        };
        let subject = Some(Subject::Membership(membership.id));
        findings.push(question.finding(status, subject, message, || {
            vec![
                question.member_evidence(membership),
                question.member_evidence(left),
                question.dated("ledig siden", "vacant since", since, Some(Subject::Seat(membership.seat))),
            ]
        }));
    }
}

/// Whether somebody was nominated for a seat of the group before the vacancy; None where the register cannot tell, or
/// must not: steps are private.
fn on_record(question: &Question<'_>, membership: &Membership, since: NaiveDate) -> Option<bool> {
    let facts = question.facts;
    if facts.around.audience == Audience::Public {
        return None;
    }
    let group = |seat| facts.council.seat(seat).map(|seat| seat.group);
    let own = group(membership.seat);
    let nominated = facts.council.steps.iter().any(|step| {
        step.act == StepAct::Nominate
            && step.person == Some(membership.person)
            && step.on <= since
            && group(step.seat) == own
    });
    // Who stood on a list may have been put there at any time before.
    let from = facts.mandate.period.start.unwrap_or(NaiveDate::MIN);
    let known = nominated || question.complete_through("steps", from, since);
    known.then_some(nominated)
}
