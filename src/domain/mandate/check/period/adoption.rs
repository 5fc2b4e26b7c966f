//! The adoption: no later than the day from which the mandate holds, and by whom the clause says.
//!
//! May import: `domain`.

use super::super::{
    question::{Finding, Question},
    succession::subject_of,
    words::in_both,
};
use crate::domain::{
    mandate::{
        clause::validity::Validity,
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(validity: &Validity, question: Question<'_>, found: &mut Vec<Finding>) {
    found.push(order(validity, question));
    if let (Some(said), Some(recorded)) = (validity.decided_on, question.facts.mandate.adopted_on)
        && said.0 != recorded
    {
        let said = said.0;
        let message = || {
            Text::nb_en(
                &format!("Mandatet sier at det ble vedtatt {said}; registrert er {recorded}."),
                &format!("The mandate says that it was adopted on {said}; recorded is {recorded}."),
            )
        };
        let evidence = || vec![dated(question, "vedtatt", "adopted", recorded)];
        found.push(question.finding(VerdictStatus::Breached, Some(subject(question)), message, evidence));
    }
    found.extend(adopter(validity, question));
}

fn subject(question: Question<'_>) -> Subject {
    Subject::Mandate(question.facts.mandate.id)
}

pub(super) fn dated(question: Question<'_>, nb: &str, en: &str, day: chrono::NaiveDate) -> Evidence {
    question.dated(nb, en, day, Some(subject(question)))
}

/// A mandate is adopted no later than the day from which it holds.
fn order(validity: &Validity, question: Question<'_>) -> Finding {
    let mandate = question.facts.mandate;
    let adopted_on = mandate.adopted_on.or(validity.decided_on.map(|date| date.0));
    let evidence = || {
        let adopted = adopted_on.map(|day| dated(question, "vedtatt", "adopted", day));
        let from = mandate.period.start.map(|day| dated(question, "i kraft fra", "in force from", day));
        adopted.into_iter().chain(from).collect()
    };
    let say = |status, nb: &str, en: &str| {
        question.finding(status, Some(subject(question)), || Text::nb_en(nb, en), evidence)
    };
    match (adopted_on, mandate.period.start) {
        (None, _) => say(
            VerdictStatus::Unknown,
            "Det er ikke registrert når mandatet ble vedtatt.",
            "When the mandate was adopted is not recorded.",
        ),
        (_, None) => say(
            VerdictStatus::Unknown,
            "Mandatet sier ikke fra hvilken dag det gjelder.",
            "The mandate does not say from which day it is in force.",
        ),
        (Some(adopted), Some(from)) if adopted <= from => say(
            VerdictStatus::Met,
            "Mandatet ble vedtatt før det trådte i kraft.",
            "The mandate was adopted before it came into force.",
        ),
        _ => say(
            VerdictStatus::Breached,
            "Mandatet ble vedtatt etter at det trådte i kraft.",
            "The mandate was adopted after it came into force.",
        ),
    }
}

/// The adopter is one of those that the clause names.
fn adopter(validity: &Validity, question: Question<'_>) -> Option<Finding> {
    let directory = question.facts.around.directory;
    let mut named = validity.by.iter().filter_map(|actor| directory.body(actor)).peekable();
    let expected = *named.peek()?;
    let by = question.facts.mandate.adopted_by;
    let status = match by {
        None => VerdictStatus::Unknown,
        Some(by) if named.any(|body| body == by) => VerdictStatus::Met,
        Some(_) => VerdictStatus::Breached,
    };
    let message = || {
        let name = question.name_of(expected);
        let (nb, en) = in_both(&name);
        match status {
            VerdictStatus::Met => Text::nb_en(
                "Mandatet ble vedtatt av den som skal vedta det.",
                "The mandate was adopted by whoever is to adopt it.",
            ),
            VerdictStatus::Unknown => Text::nb_en(
                &format!("Mandatet skal vedtas av {nb}; det er ikke registrert hvem som vedtok det."),
                &format!("The mandate is to be adopted by {en}; who adopted it is not recorded."),
            ),
            _ => Text::nb_en(
                &format!("Mandatet skal vedtas av {nb}, men en annen vedtok det."),
                &format!("The mandate is to be adopted by {en}, but somebody else adopted it."),
            ),
        }
    };
    let evidence = || {
        let body = by.filter(|by| question.facts.may_be_named(*by));
        let named = body.map(|by| {
            let name = question.name_of(by);
            question.valued("vedtatt av", "adopted by", &name, Some(subject_of(by)))
        });
        named.into_iter().collect()
    };
    Some(question.finding(status, Some(subject(question)), message, evidence))
}
