//! Whether those who followed somebody who left early came in the same way.
//!
//! May import: `domain`.
//!
//! The way is who decided: the one who decided on the predecessor, or who has come after that one. What else has to
//! happen before, the steps of a procedure say, and are judged as steps.

use super::successors::{Successor, successors};
use crate::domain::{
    mandate::{
        check::{
            appointing::{appointment, body_evidence, name},
            question::{Finding, Question},
        },
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// Judges each of them by who decided, then and now.
pub(super) fn alike(question: &Question<'_>, findings: &mut Vec<Finding>) {
    for Successor { membership, left, since } in successors(question) {
        let facts = question.facts;
        let decided_by = |held| appointment(facts, held).and_then(|act| act.decided_by);
        let (then, now) = (decided_by(left), decided_by(membership));
        let status = match (then, now) {
            (Some(then), Some(now)) if facts.around.directory.is_or_succeeded(then, now, membership.start) => {
                VerdictStatus::Met
            }
            (Some(_), Some(_)) => VerdictStatus::Breached,
            _ => VerdictStatus::Unknown,
        };
        let (successor, predecessor) = (name(facts, membership.person), name(facts, left.person));
        let message = || match status {
            VerdictStatus::Met => Text::nb_en(
                &format!("{successor} overtok plassen etter {predecessor} og kom til den på samme måte."),
                &format!("{successor} took over the seat of {predecessor} and came to it in the same way."),
            ),
            VerdictStatus::Breached => Text::nb_en(
                &format!("{successor} overtok plassen etter {predecessor}, men en annen enn den gangen avgjorde det."),
                &format!("{successor} took over the seat of {predecessor}, but another than then decided so."),
            ),
            _ => Text::nb_en(
                &format!(
                    "{successor} overtok plassen etter {predecessor}, men det er ikke registrert hvem som avgjorde det \
                     begge gangene."
                ),
                &format!(
                    "{successor} took over the seat of {predecessor}, but who decided so is not recorded for both of \
                     them."
                ),
            ),
        };
        let subject = Some(Subject::Membership(membership.id));
        findings.push(question.finding(status, subject, message, || {
            let mut evidence = vec![
                question.member_evidence(membership),
                question.member_evidence(left),
                question.dated("ledig siden", "vacant since", since, Some(Subject::Seat(membership.seat))),
            ];
            evidence.extend(then.into_iter().chain(now).map(|by| body_evidence(question, by)));
            evidence
        }));
    }
}
