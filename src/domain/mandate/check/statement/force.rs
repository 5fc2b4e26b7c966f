//! The force of the body's word: a body that advises has decided nothing that binds others.
//!
//! May import: `domain`. Whether others asked for the advice that they had to is theirs to record.

use super::{
    super::question::{Finding, Question},
    own_records,
};
use crate::domain::{
    council::RecordKind,
    mandate::{
        clause::statement::BindingForce,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(force: Option<BindingForce>, question: Question<'_>, found: &mut Vec<Finding>) {
    if force != Some(BindingForce::Advisory) {
        return;
    }
    let before = found.len();
    let decided =
        own_records(&question).filter(|record| record.kind == RecordKind::Activity && &*record.what == "decide");
    for record in decided {
        let subject = Some(Subject::Record(record.id));
        let message = || {
            Text::nb_en(
                &format!("Rådet gir råd, men bestemte noe som binder andre {}.", record.on),
                &format!("The council advises, but decided something that binds others on {}.", record.on),
            )
        };
        let evidence = || vec![question.dated("bestemt", "decided", record.on, subject)];
        found.push(question.finding(VerdictStatus::Breached, subject, message, evidence));
    }
    if found.len() == before {
        let message = || {
            Text::nb_en(
                "Det er ikke registrert at rådet har bestemt noe som binder andre.",
                "Nothing that the council decided to bind others is recorded.",
            )
        };
        found.push(question.finding(VerdictStatus::Met, None, message, Vec::new));
    }
}
