//! Tasks: each advice belongs to one of them; a body that sets its own has decided on them; another council that a task
//! is for has a mandate to do it by.
//!
//! May import: `domain`.

use super::{
    super::{
        question::{Finding, Question},
        succession::{Standing, subject_of},
        words::in_both,
    },
    own_records,
};
use crate::domain::{
    council::{Body, Record, RecordKind},
    mandate::{
        clause::{
            Clause, Provision,
            actor::Actor,
            statement::{Statement, Task},
        },
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(statement: &Statement, question: Question<'_>, found: &mut Vec<Finding>) {
    let mut others: Vec<&Actor> = Vec::new();
    for task in statement.tasks.iter().filter(|task| !is_own(task, question)) {
        if !others.contains(&&task.activity.actor) {
            others.push(&task.activity.actor);
        }
    }
    found.extend(others.into_iter().filter_map(|actor| has_a_mandate(actor, question)));
    if statement.tasks.iter().any(|task| is_own(task, question)) {
        advice(statement, question, found);
    }
    if statement.self_defined_tasks == Some(true) {
        found.push(own_tasks(question));
    }
}

/// Whether the task is this council's, and not one of a body that the clause names.
fn is_own(task: &Task, question: Question<'_>) -> bool {
    match &task.activity.actor {
        Actor::Council(named) => named.slug == question.facts.council.head.slug,
        Actor::Organisation(_) => false,
        Actor::Part(_) | Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => true,
    }
}

/// Another council, for which the mandate speaks here, has a mandate of its own.
fn has_a_mandate(actor: &Actor, question: Question<'_>) -> Option<Finding> {
    let Actor::Council(_) = actor else { return None };
    let (standing, facts) = (question.facts.standing_of(actor, question.on)?, question.facts);
    let (Standing::Stands(Body::Council(id)) | Standing::Succeeded(Body::Council(id), _, false)) = standing else {
        return Some(super::relation::body(standing, false, question));
    };
    let known = facts.around.family.iter().find(|council| council.head.id == id);
    let status = match known.map(|council| council.mandate_on(question.on).is_some()) {
        None => VerdictStatus::Unknown,
        Some(true) => VerdictStatus::Met,
        Some(false) => VerdictStatus::Breached,
    };
    let name = || question.name_of(Body::Council(id));
    let message = || {
        let name = name();
        let (nb, en) = in_both(&name);
        match status {
            VerdictStatus::Met => Text::nb_en(
                &format!("{nb} har et eget mandat i kraft."),
                &format!("{en} has a mandate of its own in force."),
            ),
            VerdictStatus::Breached => Text::nb_en(
                &format!("{nb} har ikke noe eget mandat i kraft."),
                &format!("{en} has no mandate of its own in force."),
            ),
            _ => Text::nb_en(
                &format!("Om {nb} har et eget mandat, er ikke kjent her."),
                &format!("Whether {en} has a mandate of its own is not known here."),
            ),
        }
    };
    let subject = Some(subject_of(Body::Council(id)));
    let evidence = || vec![question.valued("råd", "council", &name(), subject)];
    Some(question.finding(status, subject, message, evidence))
}

fn is_advice(record: &Record) -> bool {
    match record.kind {
        RecordKind::Activity => &*record.what == "advise",
        RecordKind::Item => &*record.what == "advice",
        RecordKind::Event => false,
    }
}

fn belongs_to(record: &Record, clause: &Clause, statement: &Statement, question: Question<'_>) -> bool {
    let about = |task: &Task| task.activity.subjects.iter().any(|subject| record.subjects.contains(subject));
    record.clause.as_ref() == Some(&clause.key)
        || statement.tasks.iter().any(|task| is_own(task, question) && about(task))
}

/// Each advice belongs to a task. What belongs to no task of any clause is held against the first that gives tasks.
fn advice(statement: &Statement, question: Question<'_>, found: &mut Vec<Finding>) {
    let all = || {
        question.facts.mandate.clauses.iter().filter_map(|at| match &at.clause.provision {
            Provision::Statement(statement) => Some((&*at.clause, statement)),
            _ => None,
        })
    };
    let first = all().find(|(_, other)| other.tasks.iter().any(|task| is_own(task, question)));
    let answers_for_the_rest = first.is_some_and(|(clause, _)| clause.key == question.clause.key);
    // Where the body sets tasks of its own, an advice may belong to one of those.
    let sets_its_own = all().any(|(_, other)| other.self_defined_tasks == Some(true));
    let before = found.len();
    for record in own_records(&question).filter(|record| is_advice(record)) {
        let status = if belongs_to(record, question.clause, statement, question) {
            VerdictStatus::Met
        } else if !answers_for_the_rest || all().any(|(clause, other)| belongs_to(record, clause, other, question)) {
            continue;
        } else if sets_its_own {
            VerdictStatus::Unknown
        } else {
            VerdictStatus::Breached
        };
        found.push(linked(status, record, question));
    }
    if found.len() == before {
        let complete = question.complete("activities", question.on) && question.complete("items", question.on);
        let status = if complete { VerdictStatus::NotDue } else { VerdictStatus::Unknown };
        let message = || {
            Text::nb_en(
                "Det er ikke registrert noe råd om disse oppgavene ennå.",
                "No advice on these tasks is recorded yet.",
            )
        };
        found.push(question.finding(status, None, message, Vec::new));
    }
}

fn linked(status: VerdictStatus, record: &Record, question: Question<'_>) -> Finding {
    let subject = Some(Subject::Record(record.id));
    let message = || {
        let on = record.on;
        match status {
            VerdictStatus::Met => Text::nb_en(
                &format!("Rådet som ble gitt {on}, hører til en av oppgavene."),
                &format!("The advice given on {on} belongs to one of the tasks."),
            ),
            VerdictStatus::Unknown => Text::nb_en(
                &format!("Det er ikke registrert hvilken oppgave rådet som ble gitt {on}, hører til."),
                &format!("To which task the advice given on {on} belongs is not recorded."),
            ),
            _ => Text::nb_en(
                &format!("Rådet som ble gitt {on}, hører ikke til noen av oppgavene i mandatet."),
                &format!("The advice given on {on} belongs to none of the tasks in the mandate."),
            ),
        }
    };
    question.finding(status, subject, message, || vec![question.dated("råd gitt", "advice given", record.on, subject)])
}

/// A body that sets its own tasks has decided on some.
fn own_tasks(question: Question<'_>) -> Finding {
    let decided = own_records(&question).find(|record| {
        (record.kind == RecordKind::Activity && &*record.what == "decide-tasks")
            || record.clause.as_ref() == Some(&question.clause.key)
    });
    let Some(record) = decided else {
        let complete = question.complete("activities", question.on);
        let status = if complete { VerdictStatus::NotDue } else { VerdictStatus::Unknown };
        let message = || {
            Text::nb_en(
                "Det er ikke registrert at rådet har bestemt egne oppgaver.",
                "That the council has decided on tasks of its own is not recorded.",
            )
        };
        return question.finding(status, None, message, Vec::new);
    };
    let subject = Some(Subject::Record(record.id));
    let message = || {
        Text::nb_en(
            &format!("Rådet bestemte egne oppgaver {}.", record.on),
            &format!("The council decided on tasks of its own on {}.", record.on),
        )
    };
    let evidence = || vec![question.dated("bestemt", "decided", record.on, subject)];
    question.finding(VerdictStatus::Met, subject, message, evidence)
}
