//! Checks of the shape Statement: does the body have a place for those whom its purpose names, does it keep to its
//! tasks and to the force of its word?
//!
//! May import: `domain`. What is only told is not judged.

mod force;
mod purpose;
mod tasks;

use super::{
    question::{Finding, Judgement, Question},
    relation,
};
use crate::domain::{
    council::{Body, Record, RecordKind},
    mandate::clause::{actor::Actor, measure::EntryList, statement::Statement},
    text::Text,
};

pub(super) fn check(statement: &Statement, question: Question<'_>) -> Judgement {
    let mut found = Vec::new();
    purpose::check(&statement.actor_groups, question, &mut found);
    force::check(statement.force, question, &mut found);
    tasks::check(statement, question, &mut found);
    if let Some(references) = &statement.references {
        references_stand(references, question, &mut found);
    }
    if found.is_empty() {
        return Judgement::NoMachine(Text::nb_en(
            "Dette er fortalt, ikke bestemt; ingen maskin kan bedømme det.",
            "This is told, not laid down; no machine can judge it.",
        ));
    }
    Judgement::Found(found)
}

/// The organisations that are referred to exist, or somebody came after them.
fn references_stand(references: &EntryList, question: Question<'_>, found: &mut Vec<Finding>) {
    let on = question.on;
    let listed = references
        .entries
        .iter()
        .filter(|entry| entry.from.is_none_or(|from| from.0 <= on) && entry.until.is_none_or(|until| on < until.0));
    found.extend(listed.filter_map(|entry| {
        let standing = question.facts.standing_of(&Actor::organisation(entry.organisation.as_deref()?), on)?;
        Some(relation::body(standing, true, question))
    }));
}

/// What the body itself did or gave under the mandate, up to and with the day.
fn own_records<'a>(question: &'a Question<'a>) -> impl Iterator<Item = &'a Record> {
    let own = Body::Council(question.facts.council.head.id);
    let period = question.facts.mandate.period;
    question.records().filter(move |record| {
        record.kind != RecordKind::Event && record.by.is_none_or(|by| by == own) && period.contains(record.on)
    })
}
