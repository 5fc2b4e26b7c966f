//! The life of the body: when it has to be renewed, when it ends, and what holds in between.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::super::question::{Finding, Question};
use crate::domain::{
    mandate::{
        clause::validity::Validity,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

fn subject(question: Question<'_>) -> Subject {
    Subject::Mandate(question.facts.mandate.id)
}

/// The body is renewed before its time runs out.
pub(super) fn renewal(validity: &Validity, question: Question<'_>) -> Option<Finding> {
    let renewed = question
        .records()
        .filter(|record| record.clause.as_ref() == Some(&question.clause.key))
        .map(|record| record.on)
        .max();
    let first = validity.from.map(|date| date.0).or(question.facts.mandate.period.start);
    let due = match (validity.until, validity.length) {
        (Some(until), None) => until.0,
        (Some(until), Some(length)) => renewed.and_then(|renewed| length.after(renewed)).unwrap_or(until.0),
        (None, Some(length)) => length.after(renewed.or(first)?)?,
        (None, None) => return None,
    };
    let kept = validity.length.is_none() && renewed.is_some();
    let (status, nb, en) = if kept {
        (
            VerdictStatus::Met,
            "Rådet er fornyet, slik mandatet krever.".to_owned(),
            "The council has been renewed as the mandate asks.".to_owned(),
        )
    } else if question.on < due {
        (
            VerdictStatus::NotDue,
            format!("Rådet må fornyes før {due}."),
            format!("The council has to be renewed before {due}."),
        )
    } else {
        (
            VerdictStatus::Breached,
            format!("Rådet skulle vært fornyet før {due}; ingen fornyelse er registrert."),
            format!("The council was to be renewed before {due}; no renewal is recorded."),
        )
    };
    let evidence = || {
        let due = question.dated("fornyes før", "renewed before", due, Some(subject(question)));
        let last = renewed.map(|renewed| question.dated("sist fornyet", "last renewed", renewed, None));
        std::iter::once(due).chain(last).collect()
    };
    Some(question.finding(status, Some(subject(question)), || Text::nb_en(&nb, &en), evidence))
}

/// The body ends when it is to end.
pub(super) fn dissolution(validity: &Validity, question: Question<'_>) -> Option<Finding> {
    let start = validity.from.map(|date| date.0);
    let after =
        |length: crate::domain::time::CalendarDuration| length.after(start.or(question.facts.mandate.period.start)?);
    let due = validity.until.map(|date| date.0).or_else(|| validity.length.and_then(after)).or(start)?;
    let ended = question.facts.council.head.dissolved_on.filter(|ended| *ended <= question.on);
    let (status, nb, en) = match ended {
        Some(ended) => (
            VerdictStatus::Met,
            format!("Rådet ble avviklet {ended}."),
            format!("The council was dissolved on {ended}."),
        ),
        None if question.on < due => (
            VerdictStatus::NotDue,
            format!("Rådet skal avvikles {due}."),
            format!("The council is to be dissolved on {due}."),
        ),
        None => (
            VerdictStatus::Breached,
            format!("Rådet skulle vært avviklet {due}, men finnes fortsatt."),
            format!("The council was to be dissolved on {due}, but still exists."),
        ),
    };
    let evidence = || vec![question.dated("avvikles", "dissolved", due, Some(subject(question)))];
    Some(question.finding(status, Some(subject(question)), || Text::nb_en(&nb, &en), evidence))
}

/// A rule for the time between holds in that time.
pub(super) fn transition(validity: &Validity, question: Question<'_>) -> Option<Finding> {
    let from = validity.from.map(|date| date.0);
    let after =
        |length: crate::domain::time::CalendarDuration| length.after(from.or(question.facts.mandate.period.start)?);
    let until: Option<NaiveDate> = validity.until.map(|date| date.0).or_else(|| validity.length.and_then(after));
    if from.is_none() && until.is_none() {
        return None;
    }
    let on = question.on;
    let (status, nb, en) = match (from, until) {
        (Some(from), _) if on < from => (
            VerdictStatus::NotDue,
            format!("Overgangsregelen gjelder fra {from}."),
            format!("The transitional rule holds from {from}."),
        ),
        (_, Some(until)) if until <= on => (
            VerdictStatus::Met,
            format!("Overgangsregelen gjaldt til {until}."),
            format!("The transitional rule held until {until}."),
        ),
        _ => (VerdictStatus::Met, "Overgangsregelen gjelder.".to_owned(), "The transitional rule holds.".to_owned()),
    };
    let evidence = || {
        let sides = [("fra", "from", from), ("til", "until", until)];
        sides
            .into_iter()
            .filter_map(|(nb, en, day)| Some(question.dated(nb, en, day?, Some(subject(question)))))
            .collect()
    };
    Some(question.finding(status, Some(subject(question)), || Text::nb_en(&nb, &en), evidence))
}
