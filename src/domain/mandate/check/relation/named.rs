//! Ties that hold between bodies that exist: parent, framework, funds, nominations, composition, demarcation, succession.
//!
//! May import: `domain`.

use super::super::{
    question::{Finding, Question},
    succession::{Standing, subject_of},
    words::in_both,
};
use crate::domain::{
    council::Body,
    mandate::{
        clause::{
            actor::Actor,
            relation::{Relation, RelationKind},
        },
        verdict::VerdictStatus,
    },
    text::Text,
};

/// Each body that is named exists, or somebody came after it.
pub(super) fn check(relation: &Relation, question: Question<'_>, found: &mut Vec<Finding>) {
    // A border can be drawn to whoever came after; but who is to pay, nominate or compose has to be named anew.
    let follows = relation.kind == RelationKind::DemarcatesAgainst;
    let actors = relation.of.iter().chain(&relation.to);
    found.extend(actors.filter_map(|actor| {
        let standing = question.facts.standing_of(actor, question.on)?;
        Some(body(standing, follows, question))
    }));
}

/// A finding about a body that a clause names. `follows` says whether the successor of a body that has gone takes its
/// place in the clause too.
pub(in super::super) fn body(standing: Standing, follows: bool, question: Question<'_>) -> Finding {
    let status = match standing {
        Standing::Stands(_) | Standing::Succeeded(_, _, false) => VerdictStatus::Met,
        Standing::Succeeded(_, _, true) if follows => VerdictStatus::Met,
        Standing::Succeeded(_, _, true) | Standing::Gone(_) | Standing::Missing => VerdictStatus::Breached,
    };
    let subject = match standing {
        Standing::Stands(body) | Standing::Gone(body) | Standing::Succeeded(body, ..) => Some(subject_of(body)),
        Standing::Missing => None,
    };
    let evidence = || match standing {
        Standing::Succeeded(_, successor, _) => {
            let name = question.name_of(successor);
            vec![question.valued("etterfølger", "successor", &name, Some(subject_of(successor)))]
        }
        Standing::Stands(body) | Standing::Gone(body) => {
            let name = question.name_of(body);
            vec![question.valued("organ", "body", &name, Some(subject_of(body)))]
        }
        Standing::Missing => Vec::new(),
    };
    question.finding(status, subject, || sentence(standing, question), evidence)
}

fn sentence(standing: Standing, question: Question<'_>) -> Text {
    match standing {
        Standing::Stands(body) => {
            let name = question.name_of(body);
            let (nb, en) = in_both(&name);
            Text::nb_en(&format!("{nb} finnes."), &format!("{en} exists."))
        }
        Standing::Succeeded(body, successor, gone) => {
            let (name, next) = (question.name_of(body), question.name_of(successor));
            let ((nb, en), (next_nb, next_en)) = (in_both(&name), in_both(&next));
            if gone {
                Text::nb_en(
                    &format!("{nb} finnes ikke lenger; {next_nb} har avløst."),
                    &format!("{en} no longer exists; {next_en} has succeeded it."),
                )
            } else {
                Text::nb_en(&format!("{nb} er avløst av {next_nb}."), &format!("{en} has been succeeded by {next_en}."))
            }
        }
        Standing::Gone(body) => {
            let name = question.name_of(body);
            let (nb, en) = in_both(&name);
            Text::nb_en(
                &format!("{nb} finnes ikke lenger, og ingen har avløst."),
                &format!("{en} no longer exists, and nobody has succeeded it."),
            )
        }
        Standing::Missing => Text::nb_en(
            "Mandatet nevner et organ som ikke står i registeret.",
            "The mandate names a body that the register does not have.",
        ),
    }
}

/// Each that is said to have been succeeded has been, by whom it is said.
pub(super) fn succeeds(relation: &Relation, question: Question<'_>, found: &mut Vec<Finding>) {
    let facts = question.facts;
    let own = Body::Council(facts.council.head.id);
    let resolve = |actor: &Actor| facts.around.directory.body(actor);
    let successor = match &relation.of {
        Some(actor) => resolve(actor),
        None => Some(own),
    };
    let targets: Vec<Option<Body>> = if relation.to.is_empty() {
        vec![Some(own)]
    } else {
        let named = relation.to.iter().filter(|actor| matches!(actor, Actor::Organisation(_) | Actor::Council(_)));
        named.map(resolve).collect()
    };
    for before in targets {
        let standing = facts.standing(before, question.on);
        let (Standing::Stands(target) | Standing::Gone(target) | Standing::Succeeded(target, ..)) = standing else {
            found.push(body(standing, true, question));
            continue;
        };
        let recorded = facts.around.directory.successors(target).any(|succession| {
            Some(succession.successor) == successor && succession.on.is_none_or(|day| day <= question.on)
        });
        let status = match standing {
            _ if recorded => VerdictStatus::Met,
            Standing::Stands(_) => VerdictStatus::Breached,
            _ => VerdictStatus::Unknown,
        };
        let message = || {
            let name = question.name_of(target);
            let (nb, en) = in_both(&name);
            match status {
                VerdictStatus::Met => Text::nb_en(
                    &format!("{nb} er avløst, slik mandatet sier."),
                    &format!("{en} has been succeeded as the mandate says."),
                ),
                VerdictStatus::Breached => {
                    Text::nb_en(&format!("{nb} finnes fortsatt."), &format!("{en} still exists."))
                }
                _ => Text::nb_en(
                    &format!("Det er ikke registrert at {nb} er avløst slik mandatet sier."),
                    &format!("That {en} was succeeded as the mandate says is not recorded."),
                ),
            }
        };
        let evidence = || {
            let name = question.name_of(target);
            vec![question.valued("organ", "body", &name, Some(subject_of(target)))]
        };
        found.push(question.finding(status, Some(subject_of(target)), message, evidence));
    }
}
