//! How many bytes a council's value takes in memory: what the cache is bounded by.
//!
//! May import: `domain`. Each entry is its own size and that of the texts it holds; what the mandates say, which councils of
//! the same words share, is a round figure. A test compares the sum with what copies of a council make a process grow by.

use std::sync::Arc;

use crate::domain::{
    council::{Appointment, Body, Council, Declared, Mandate, Record},
    id::{AppointmentId, PersonId},
    people::Person,
    text::Text,
    word::{Code, Key},
    work::{Addressee, Work},
};

/// The value itself, and its head.
const COUNCIL: usize = 2_000;
/// A clause in its mandate, beside the clause.
const PLACE: usize = 24;
/// A clause.
const CLAUSE: usize = 1_600;
/// What the clauses of a mandate say about its seats.
const COMPOSITION: usize = 6_000;

/// What the council's value takes. What it shares with others of the same words is divided among them.
#[must_use]
pub fn weighed(council: &Council) -> u64 {
    let bytes = COUNCIL
        + list(&council.mandates, mandate)
        + roster(council)
        + known(council)
        + records(council)
        + work(&council.work);
    bytes as u64
}

fn mandate(mandate: &Mandate) -> usize {
    let clauses = mandate.clauses.iter().map(|at| PLACE + CLAUSE / Arc::strong_count(&at.clause).max(1));
    let composition = COMPOSITION / Arc::strong_count(&mandate.composition).max(1);
    clauses.sum::<usize>() + composition + option(mandate.title.as_ref(), text) + string(mandate.url.as_deref())
}

fn roster(council: &Council) -> usize {
    let appointments =
        council.appointments.values().map(|it| string(it.basis.as_deref()) + string(it.source.as_deref()));
    let persons = council.persons.values().map(|person| piece(person.name.len()));
    list(&council.groups, |group| key(&group.key))
        + list(&council.seats, |_| 0)
        + tree::<(AppointmentId, Appointment)>(council.appointments.len())
        + appointments.sum::<usize>()
        + tree::<(PersonId, Person)>(council.persons.len())
        + persons.sum::<usize>()
        + list(&council.memberships, |held| {
            option(held.post.as_ref(), code)
                + option(held.end_ground.as_ref(), code)
                + string(held.end_reason.as_deref())
        })
}

/// What is stated of organisations and known of persons.
fn known(council: &Council) -> usize {
    list(&council.claims, |_| 0)
        + list(&council.completeness, |mark| code(&mark.subject))
        + list(&council.facts, |fact| {
            let declared = if let Declared::Value(value) = &fact.declared { code(value) } else { 0 };
            code(&fact.attribute) + declared + piece(fact.source.len())
        })
        + list(&council.exemptions, |it| key(&it.clause) + piece(it.reason.len()))
        + list(&council.steps, |step| string(step.note.as_deref()))
}

/// What was done and happened.
fn records(council: &Council) -> usize {
    let record = |record: &Record| {
        code(&record.what)
            + list(&record.subjects, code)
            + option(record.clause.as_ref(), key)
            + list(&record.towards, |_: &Body| 0)
            + option(record.title.as_ref(), text)
            + string(record.url.as_deref())
            + string(record.source.as_deref())
    };
    list(&council.records, record)
        + list(&council.private_records, record)
        + list(&council.attendance, |_| 0)
        + list(&council.meetings, |meeting| {
            text(&meeting.title)
                + option(meeting.place.as_ref(), text)
                + string(meeting.link.as_deref())
                + list(&meeting.together_with, |_| 0)
                + list(&meeting.held.decisions, |decision| option(decision.kind.as_ref(), code))
                + list(&meeting.past, |was| option(was.reason.as_ref(), text))
        })
}

fn work(work: &Work) -> usize {
    let task = |task: Option<&(Key, Key)>| option(task, |(clause, item)| key(clause) + key(item));
    list(&work.cases, |case| {
        text(&case.title)
            + option(case.description.as_ref(), text)
            + option(case.next_process.as_ref(), text)
            + task(case.task.as_ref())
            + list(&case.history, |event| option(event.reason.as_ref(), text))
    }) + list(&work.items, |item| option(item.outcome.as_ref(), text))
        + list(&work.recusals, |recusal| string(recusal.reason.as_deref()))
        + list(&work.papers, |paper| text(&paper.title) + piece(paper.file_name.len()) + piece(paper.sha256.len()))
        + list(&work.advice, |advice| {
            text(&advice.title)
                + text(&advice.body)
                + task(advice.task.as_ref())
                + list(&advice.addressees, |_: &Addressee| 0)
                + string(advice.url.as_deref())
        })
        + list(&work.follow_ups, |said| text(&said.body) + string(said.url.as_deref()))
}

/// A list with the room that is still empty in it, and what its entries hold.
fn list<T>(list: &Vec<T>, held: impl Fn(&T) -> usize) -> usize {
    piece(list.capacity() * size_of::<T>()) + list.iter().map(held).sum::<usize>()
}

/// The nodes of an ordered map. They have room for eleven entries, and six of them are filled where entries come in order.
const fn tree<Entry>(entries: usize) -> usize {
    entries * size_of::<Entry>() * 11 / 6
}

fn option<T>(value: Option<&T>, held: impl Fn(&T) -> usize) -> usize {
    value.map_or(0, held)
}

fn text(text: &Text) -> usize {
    text.all().map(|(_, words)| piece(words.len())).sum()
}

fn string(string: Option<&str>) -> usize {
    string.map_or(0, |string| piece(string.len()))
}

fn code(code: &Code) -> usize {
    piece(code.len())
}

fn key(key: &Key) -> usize {
    piece(key.len())
}

/// A piece of memory of its own: allocators hand out multiples of 16 bytes, and keep some for themselves.
const fn piece(bytes: usize) -> usize {
    if bytes == 0 { 0 } else { (bytes + 8).next_multiple_of(16) }
}
