//! Who adopts whose mandate: the adopter of the mandate in force is the one that is named, and adopters form no circle.
//!
//! May import: `domain`.

use super::{
    super::{
        question::{Finding, Question},
        succession::{Standing, subject_of},
        words::in_both,
    },
    named,
};
use crate::domain::{
    council::{Body, Mandate},
    id::CouncilId,
    mandate::{
        clause::{
            actor::Actor,
            relation::{Relation, RelationKind},
        },
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(relation: &Relation, question: Question<'_>, found: &mut Vec<Finding>) {
    let own = Body::Council(question.facts.council.head.id);
    let standing = |actor: &Actor| question.facts.standing_of(actor, question.on);
    let Some(of) = relation.of.as_ref().map_or(Some(Standing::Stands(own)), standing) else { return };
    let adopter = match of {
        Standing::Stands(adopter) | Standing::Succeeded(adopter, _, false) => adopter,
        Standing::Succeeded(..) | Standing::Gone(_) | Standing::Missing => {
            found.push(named::body(of, false, question));
            return;
        }
    };
    let targets: Vec<Standing> = if relation.to.is_empty() {
        vec![Standing::Stands(own)]
    } else {
        relation.to.iter().filter_map(standing).collect()
    };
    for target in targets {
        match target {
            Standing::Stands(Body::Council(id)) | Standing::Succeeded(Body::Council(id), _, false) => {
                found.push(one(adopter, id, question));
            }
            other => found.push(named::body(other, false, question)),
        }
    }
}

fn one(adopter: Body, target: CouncilId, question: Question<'_>) -> Finding {
    let subject = Some(subject_of(Body::Council(target)));
    let names = || (question.name_of(adopter), question.name_of(Body::Council(target)));
    let say = |status, of: Option<Subject>, sentences: fn((&str, &str), (&str, &str)) -> Text| {
        let message = || {
            let (adopter, target) = names();
            sentences(in_both(&adopter), in_both(&target))
        };
        let evidence = || {
            let (adopter, _) = names();
            vec![question.valued("vedtas av", "adopted by", &adopter, of)]
        };
        question.finding(status, subject, message, evidence)
    };
    let by = Some(subject_of(adopter));
    if let Body::Council(id) = adopter
        && (id == target || adopts_upwards(target, id, question))
    {
        return say(VerdictStatus::Breached, by, |(nb, en), (to_nb, to_en)| {
            Text::nb_en(
                &format!("{nb} og {to_nb} vedtar hverandres mandater; ingen av dem er øverst."),
                &format!("{en} and {to_en} adopt each other's mandates; neither of them is at the top."),
            )
        });
    }
    let own = question.facts.council;
    let mandate: Option<&Mandate> = if own.head.id == target {
        Some(question.facts.mandate)
    } else if let Some(council) = question.facts.around.family.iter().find(|council| council.head.id == target) {
        council.mandate_on(question.on)
    } else {
        return say(VerdictStatus::Unknown, by, |_, (nb, en)| {
            Text::nb_en(
                &format!("Hvem som har vedtatt mandatet til {nb}, er ikke kjent her."),
                &format!("Who adopted the mandate of {en} is not known here."),
            )
        });
    };
    match mandate.map(|mandate| mandate.adopted_by) {
        None => say(VerdictStatus::NotDue, by, |_, (nb, en)| {
            Text::nb_en(
                &format!("{nb} har ikke noe mandat i kraft som kan være vedtatt."),
                &format!("{en} has no mandate in force that could have been adopted."),
            )
        }),
        Some(None) => say(VerdictStatus::Unknown, by, |_, (nb, en)| {
            Text::nb_en(
                &format!("Det er ikke registrert hvem som har vedtatt mandatet til {nb}."),
                &format!("Who adopted the mandate of {en} is not recorded."),
            )
        }),
        Some(Some(actual)) if actual == adopter => say(VerdictStatus::Met, by, |(nb, en), (to_nb, to_en)| {
            Text::nb_en(
                &format!("{nb} har vedtatt mandatet til {to_nb}."),
                &format!("{en} has adopted the mandate of {to_en}."),
            )
        }),
        Some(Some(_)) => say(VerdictStatus::Breached, by, |(nb, en), (to_nb, to_en)| {
            Text::nb_en(
                &format!("Mandatet til {to_nb} skal vedtas av {nb}, men er vedtatt av en annen."),
                &format!("The mandate of {to_en} is to be adopted by {en}, but somebody else has adopted it."),
            )
        }),
    }
}

/// Whether `target` decides, at whatever remove, the mandate of `of`.
fn adopts_upwards(target: CouncilId, of: CouncilId, question: Question<'_>) -> bool {
    let (mut open, mut seen) = (vec![of], vec![of]);
    while let Some(council) = open.pop() {
        for above in adopters_of(council, question) {
            if above == target {
                return true;
            }
            if !seen.contains(&above) {
                seen.push(above);
                open.push(above);
            }
        }
    }
    false
}

/// The councils that are said to adopt, or have adopted, the mandate of a council.
fn adopters_of(council: CouncilId, question: Question<'_>) -> Vec<CouncilId> {
    let facts = question.facts;
    let directory = facts.around.directory;
    let Some(head) = directory.council(council) else { return Vec::new() };
    let stated = directory
        .ties_to(RelationKind::AdoptsMandateOf, &head.slug, question.on)
        .filter(|tie| facts.may_be_named(Body::Council(tie.stated_by)))
        .filter_map(|tie| directory.body(&tie.of));
    let adopted_by = if council == facts.council.head.id {
        facts.mandate.adopted_by
    } else {
        let known = facts.around.family.iter().find(|other| other.head.id == council);
        known.and_then(|council| council.mandate_on(question.on)?.adopted_by)
    };
    let councils = stated.chain(adopted_by).filter_map(|body| match body {
        Body::Council(id) => Some(id),
        Body::Organisation(_) => None,
    });
    councils.collect()
}
