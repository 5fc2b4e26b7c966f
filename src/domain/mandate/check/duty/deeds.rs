//! What was done, of what a clause speaks of.
//!
//! May import: `domain`. A record that names the clause is meant for it. A record that names no clause counts if it says
//! the same thing was done, about one of the same subjects, by the same body and towards one of the same bodies, as far
//! as clause and record name them. A body that came after the one named stands for it; so does the secretariat for its
//! council.

use chrono::NaiveDate;

use crate::domain::{
    council::{Body, Record, RecordKind},
    mandate::{
        check::question::Question,
        clause::{
            activity::Activity,
            actor::{Actor, Part},
            relation::RelationKind,
        },
    },
    word::Key,
};

/// A body that a clause names, with those that came after it.
#[derive(Clone, Debug)]
pub(in crate::domain::mandate::check) struct Named {
    /// The body itself.
    pub(in crate::domain::mandate::check) body: Body,
    all: Vec<Body>,
}

/// An activity with its names found in the register.
pub(in crate::domain::mandate::check) struct Asked<'a> {
    activity: &'a Activity,
    clause: &'a Key,
    by: Vec<Body>,
    /// The bodies towards whom it is done, where they are bodies.
    pub(super) towards: Vec<Named>,
    exhaustive: bool,
}

impl Named {
    fn of(question: &Question<'_>, body: Body) -> Self {
        let all = question.facts.around.directory.line_of(body, question.on, |_| true);
        Self { body, all }
    }

    /// Whether one of these is the body, or came after it.
    pub(super) fn is_among(&self, bodies: &[Body]) -> bool {
        bodies.iter().any(|body| self.all.contains(body))
    }
}

/// The bodies that run the council as its secretariat on the day.
pub(in crate::domain::mandate::check) fn secretariats(question: &Question<'_>) -> Vec<Body> {
    let (head, directory) = (&question.facts.council.head, question.facts.around.directory);
    let ties = directory.ties_to(RelationKind::SecretariatOf, &head.slug, question.on);
    ties.filter_map(|tie| directory.body(&tie.of)).collect()
}

/// The bodies that an actor is, where it is one; empty where it is persons, or everybody.
fn bodies_of(question: &Question<'_>, actor: &Actor) -> Vec<Body> {
    let head = &question.facts.council.head;
    match actor {
        Actor::Organisation(_) | Actor::Council(_) => question.facts.around.directory.body(actor).into_iter().collect(),
        Actor::Part(part) => match part.part {
            Part::Council => vec![Body::Council(head.id)],
            Part::Secretariat => secretariats(question),
            Part::Owner => vec![Body::Organisation(head.owner)],
            _ => Vec::new(),
        },
        Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => Vec::new(),
    }
}

impl<'a> Asked<'a> {
    /// What the clause of the question asks for. `exhaustive` says whether those towards whom it is done are all there
    /// are, instead of examples.
    pub(in crate::domain::mandate::check) fn of(
        question: &Question<'a>,
        activity: &'a Activity,
        exhaustive: bool,
    ) -> Self {
        let named = |actor: &Actor| -> Vec<Named> {
            bodies_of(question, actor).into_iter().map(|body| Named::of(question, body)).collect()
        };
        let mut by: Vec<Body> = named(&activity.actor).into_iter().flat_map(|named| named.all).collect();
        if by.contains(&Body::Council(question.facts.council.head.id)) {
            by.extend(secretariats(question));
        }
        let towards = activity.towards.iter().flat_map(named).collect();
        Self { activity, clause: &question.clause.key, by, towards, exhaustive }
    }

    /// Whether the record is about what is asked, whomever it was done towards.
    pub(super) fn is_same_deed(&self, record: &Record) -> bool {
        if record.kind != RecordKind::Activity {
            return false;
        }
        if let Some(clause) = &record.clause {
            return clause == self.clause;
        }
        let subjects = &self.activity.subjects;
        record.what == self.activity.verb
            && (subjects.is_empty() || record.subjects.iter().any(|subject| subjects.contains(subject)))
            && (self.by.is_empty() || record.by.is_none_or(|by| self.by.contains(&by)))
    }

    /// Whether the record is of what is asked.
    pub(in crate::domain::mandate::check) fn is_done_by(&self, record: &Record) -> bool {
        self.is_same_deed(record) && (record.clause.is_some() || self.reaches(record))
    }

    /// Whether it was done towards one of those named, where bodies are named and are all there are.
    fn reaches(&self, record: &Record) -> bool {
        !self.exhaustive || self.towards.is_empty() || self.towards.iter().any(|named| named.is_among(&record.towards))
    }

    /// Everything recorded up to and with the day of the question that is what is asked, by day.
    pub(in crate::domain::mandate::check) fn deeds(&self, question: &Question<'a>) -> Vec<&'a Record> {
        by_day(question.records().filter(|record| self.is_done_by(record)).collect())
    }

    /// The same, whomever it was done towards.
    pub(super) fn deeds_towards_anybody(&self, question: &Question<'a>) -> Vec<&'a Record> {
        by_day(question.records().filter(|record| self.is_same_deed(record)).collect())
    }

    /// Whether examples are named instead of all.
    pub(super) const fn is_exhaustive(&self) -> bool {
        self.exhaustive
    }
}

fn by_day(mut deeds: Vec<&Record>) -> Vec<&Record> {
    if !deeds.is_sorted_by_key(|deed| deed.on) {
        deeds.sort_by_key(|deed| deed.on);
    }
    deeds
}

/// Those from the first day up to, not with, the last: the deeds have to be in order.
pub(super) fn between<'d, 'a>(deeds: &'d [&'a Record], from: NaiveDate, until: NaiveDate) -> &'d [&'a Record] {
    let start = deeds.partition_point(|deed| deed.on < from);
    let end = deeds.partition_point(|deed| deed.on < until);
    deeds.get(start..end).unwrap_or_default()
}
