//! The bodies that clauses name: a name that has gone and leads on to nobody hangs in the air.
//!
//! May import: `domain`. Clauses on relations judge the names that they give, and lists that are referred to are judged
//! where they stand.

use chrono::NaiveDate;

use super::{
    super::succession::{Standing, subject_of},
    Facts, Finding, finding,
};
use crate::domain::{
    council::Body,
    mandate::{
        clause::{
            Clause, Provision,
            activity::Activity,
            actor::Actor,
            measure::EntryList,
            post::PostFilling,
            procedure::Step,
            seat_count::SeatCount,
            seats::{GroupOfSeats, SeatFor},
        },
        verdict::{Evidence, VerdictStatus},
    },
    text::{Lang, Text},
    word::Slug,
};

/// A body as a clause names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// An organisation of this slug.
    Organisation(&'a Slug),
    /// A council of this slug.
    Council(&'a Slug),
}

/// What the clauses name that no longer exists; and what has come in its place.
pub(super) fn dangling(facts: &Facts<'_>, on: NaiveDate) -> Vec<Finding> {
    let directory = facts.around.directory;
    let mut seen: Vec<Option<Body>> = Vec::new();
    let mut found = Vec::new();
    for at in &facts.mandate.clauses {
        if matches!(at.clause.provision, Provision::Relation(_)) {
            continue;
        }
        for_each_named(&at.clause, &mut |named| {
            let body = match named {
                Named::Organisation(slug) => directory.organisation_by_slug(slug).map(|it| Body::Organisation(it.id)),
                Named::Council(slug) => directory.council_by_slug(slug).map(|it| Body::Council(it.id)),
            };
            if seen.contains(&body) {
                return;
            }
            seen.push(body);
            found.extend(hanging(facts.standing(body, on), facts));
        });
    }
    found
}

fn hanging(standing: Standing, facts: &Facts<'_>) -> Option<Finding> {
    let (status, body, next) = match standing {
        Standing::Stands(_) => return None,
        Standing::Succeeded(body, next, _) => (VerdictStatus::Met, Some(body), Some(next)),
        Standing::Gone(body) => (VerdictStatus::Breached, Some(body), None),
        Standing::Missing => (VerdictStatus::Breached, None, None),
    };
    let name = |body: Body| {
        let directory = facts.around.directory;
        match body {
            Body::Organisation(id) => directory.organisation(id).map(|it| it.name.clone()),
            Body::Council(id) => directory.council(id).map(|it| it.name.clone()),
        }
        .unwrap_or_default()
    };
    let message = || match (body.map(name), next.map(name)) {
        (Some(body), Some(next)) => Text::nb_en(
            &format!("Mandatet nevner {}, som er avløst av {}.", body.in_lang(Lang::Nb), next.in_lang(Lang::Nb)),
            &format!("The mandate names {}, which {} has succeeded.", body.in_lang(Lang::En), next.in_lang(Lang::En)),
        ),
        (Some(body), None) => Text::nb_en(
            &format!("Mandatet nevner {}, som ikke finnes lenger.", body.in_lang(Lang::Nb)),
            &format!("The mandate names {}, which no longer exists.", body.in_lang(Lang::En)),
        ),
        (None, _) => Text::nb_en(
            "Mandatet nevner et organ som ikke står i registeret.",
            "The mandate names a body that the register does not have.",
        ),
    };
    let evidence = || {
        let shown = body.into_iter().chain(next).map(|body| Evidence {
            label: Text::nb_en("organ", "body"),
            value: (&name(body)).into(),
            subject: Some(subject_of(body)),
        });
        shown.collect()
    };
    Some(finding(facts.around.words, status, body.map(subject_of), message, evidence))
}

/// Goes through every body that the clause names.
pub fn for_each_named<'a>(clause: &'a Clause, tell: &mut impl FnMut(Named<'a>)) {
    if let Some(council) = &clause.applies_to.council {
        tell(Named::Council(council));
    }
    for exception in &clause.exceptions {
        actors(&exception.granted_by, tell);
    }
    match &clause.provision {
        Provision::Seats(seats) => {
            if let Some(total) = &seats.total {
                count(total, tell);
            }
            if let Some(of) = &seats.group {
                group(of, tell);
            }
        }
        Provision::Procedure(procedure) => {
            steps(&procedure.steps, tell);
            for ending in &procedure.endings {
                actors(&ending.by, tell);
                actors(&ending.declared_by, tell);
            }
        }
        Provision::Representation(representation) => actors(&representation.on_behalf_of, tell),
        Provision::Post(post) => match &post.filled_by {
            PostFilling::Organisation(by) => actor(&by.by, tell),
            PostFilling::Seat(_) => {}
            PostFilling::Steps(by) => steps(&by.steps, tell),
            PostFilling::Rotation(by) => actors(&by.order, tell),
        },
        Provision::Duty(duty) => activity(&duty.activity, tell),
        Provision::Right(right) => {
            activity(&right.activity, tell);
            if let Some(of) = &right.list {
                list(of, tell);
            }
        }
        Provision::Relation(relation) => {
            relation.of.iter().for_each(|of| actor(of, tell));
            actors(&relation.to, tell);
        }
        Provision::Period(validity) => actors(&validity.by, tell),
        Provision::Statement(statement) => {
            statement.tasks.iter().for_each(|task| activity(&task.activity, tell));
            actors(&statement.towards, tell);
        }
        Provision::Requirement(_) | Provision::Term(_) | Provision::Meetings(_) => {}
    }
}

fn group<'a>(group: &'a GroupOfSeats, tell: &mut impl FnMut(Named<'a>)) {
    count(&group.size, tell);
    match &group.meant_for {
        SeatFor::Organisation(of) => tell(Named::Organisation(&of.slug)),
        SeatFor::List(of) => list(&of.list, tell),
        SeatFor::Office(of) => actor(&of.body, tell),
        SeatFor::Sector(_) | SeatFor::Personal(_) => {}
    }
    if let Some(rotation) = &group.rotation {
        actors(&rotation.order, tell);
    }
}

fn count<'a>(size: &'a SeatCount, tell: &mut impl FnMut(Named<'a>)) {
    match size {
        SeatCount::Decided(decided) => actor(&decided.by, tell),
        SeatCount::Formula(formula) => formula.body.iter().for_each(|body| actor(body, tell)),
        _ => {}
    }
}

fn steps<'a>(steps: &'a [Step], tell: &mut impl FnMut(Named<'a>)) {
    for step in steps {
        actors(&step.by, tell);
        actors(&step.otherwise, tell);
    }
}

fn activity<'a>(activity: &'a Activity, tell: &mut impl FnMut(Named<'a>)) {
    actor(&activity.actor, tell);
    actors(&activity.towards, tell);
}

fn list<'a>(list: &'a EntryList, tell: &mut impl FnMut(Named<'a>)) {
    list.entries
        .iter()
        .filter_map(|entry| entry.organisation.as_ref())
        .for_each(|slug| tell(Named::Organisation(slug)));
}

fn actors<'a>(actors: &'a [Actor], tell: &mut impl FnMut(Named<'a>)) {
    for one in actors {
        actor(one, tell);
    }
}

fn actor<'a>(actor: &'a Actor, tell: &mut impl FnMut(Named<'a>)) {
    match actor {
        Actor::Organisation(of) => tell(Named::Organisation(&of.slug)),
        Actor::Council(of) => tell(Named::Council(&of.slug)),
        Actor::Part(_) | Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => {}
    }
}
