//! Whether endings were set off and declared by those whom the mandate names, and took effect when they could.
//!
//! May import: `domain`.
//!
//! The register keeps no declarer with an ending. What was done is on record: an activity that names the clause, done
//! while the seat was held, by whom it was done. One that was done for somebody else who left on the same clause cannot
//! be told apart, so an activity can show that all is right, and only a complete record of activities that it is not.

use chrono::NaiveDate;

use crate::domain::{
    council::{Body, Membership, Record, RecordKind},
    mandate::{
        check::{appointing::meant, question::Question},
        clause::{
            actor::{Actor, Part},
            procedure::Ending,
        },
        verdict::VerdictStatus,
    },
    time::CalendarDuration,
};

/// How an ending stands with those who set it off and declare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// It is as the mandate says, or the mandate says nothing of it.
    Rightly,
    /// What it lacks, and what that means.
    Lacks(Lack, VerdictStatus),
}

/// What an ending lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// That one of those who can has set it off.
    Initiative,
    /// That one of those who have to has declared it.
    Declaration,
    /// That there was notice as long as it has to be.
    Notice,
}

/// A holding that ended, and what is on record for the clause while it lasted.
struct Ended<'q, 'a> {
    question: &'q Question<'a>,
    held: &'q Membership,
    on: NaiveDate,
    deeds: Vec<&'a Record>,
}

/// How a holding that ended on a day stands with what the mandate says of that ending.
pub(super) fn declared(ending: &Ending, question: &Question<'_>, held: &Membership, on: NaiveDate) -> Declared {
    if ending.by.is_empty() && ending.declared_by.is_empty() && ending.notice.is_none() {
        return Declared::Rightly;
    }
    let of_clause = |record: &&Record| {
        record.kind == RecordKind::Activity
            && record.clause.as_ref() == Some(&question.clause.key)
            && (held.start..=on).contains(&record.on)
    };
    let ended = Ended { question, held, on, deeds: question.records().filter(of_clause).collect() };
    let silence = if question.complete_through("activities", held.start, on) {
        VerdictStatus::Breached
    } else {
        VerdictStatus::Unknown
    };
    let lacking = [
        ended.done_by(&ending.by, None).map(|left| (Lack::Initiative, left)),
        ended.done_by(&ending.declared_by, None).map(|left| (Lack::Declaration, left)),
        // The notice runs from the declaration, or else from what set the ending off.
        ending.notice.and_then(|notice| {
            let from = if ending.declared_by.is_empty() { &ending.by } else { &ending.declared_by };
            ended.done_by(from, Some(notice)).map(|left| (Lack::Notice, left))
        }),
    ];
    let lacking = lacking.into_iter().flatten().map(|(lack, left)| match left {
        Left::Open => (VerdictStatus::Unknown, lack),
        Left::Silent => (silence, lack),
    });
    // The worst of them; of those that are as bad, the first.
    lacking.min().map_or(Declared::Rightly, |(status, lack)| Declared::Lacks(lack, status))
}

/// Why nothing on record is what is asked for.
enum Left {
    /// Something may be, which the register cannot tell.
    Open,
    /// Nothing is.
    Silent,
}

impl Ended<'_, '_> {
    /// What is left open of something to be done by one of these, so long before; None where it was done. Nobody named
    /// and no time asked for is nothing to be done.
    fn done_by(&self, by: &[Actor], before: Option<CalendarDuration>) -> Option<Left> {
        if by.is_empty() && before.is_none() {
            return None;
        }
        let in_time = |record: &&&Record| {
            before.is_none_or(|notice| notice.after(record.on).is_some_and(|effective| effective <= self.on))
        };
        let mut left = Left::Silent;
        for record in self.deeds.iter().filter(in_time) {
            match self.is_by(by, record) {
                Some(true) => return None,
                None => left = Left::Open,
                Some(false) => {}
            }
        }
        Some(left)
    }

    /// Whether one of these did it; None where the register cannot tell.
    fn is_by(&self, by: &[Actor], record: &Record) -> Option<bool> {
        let mut known = Some(by.is_empty());
        for actor in by {
            match self.is_by_one(actor, record) {
                Some(true) => return Some(true),
                None => known = None,
                Some(false) => {}
            }
        }
        known
    }

    fn is_by_one(&self, actor: &Actor, record: &Record) -> Option<bool> {
        let council = self.question.facts.council;
        let doer = record.by_membership.and_then(|id| council.membership(id));
        // What the council did may have been done by any of its persons.
        let nobody = record.by.filter(|by| *by != Body::Council(council.head.id)).map(|_| false);
        match actor {
            // Who leaves says so; whether any other member can, the mandate leaves open.
            Actor::Part(part) if part.part == Part::EachMember => match doer {
                Some(doer) => (doer.person == self.held.person).then_some(true),
                None => nobody,
            },
            Actor::Post(of) => doer.map_or(nobody, |doer| Some(doer.holds_post(&of.post))),
            Actor::Group(of) => {
                let seat = doer.and_then(|doer| council.seat(doer.seat));
                let group = council.group(&of.group).map(|group| group.id);
                seat.map_or(nobody, |seat| Some(Some(seat.group) == group))
            }
            _ => {
                let facts = self.question.facts;
                let meant = meant(actor, facts, self.question.rules_of(self.held.seat), self.held, record.on);
                if meant.anybody {
                    return Some(true);
                }
                meant.includes(facts.around.directory, record.by?, record.on)
            }
        }
    }
}
