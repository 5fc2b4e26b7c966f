//! Tiers: the councils that are named belong to one family, and the one that is spoken of has its place there.
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
    council::{Body, CouncilHead},
    mandate::{
        clause::{actor::Actor, relation::Relation},
        verdict::VerdictStatus,
    },
    text::Text,
};

pub(super) fn check(relation: &Relation, question: Question<'_>, found: &mut Vec<Finding>) {
    let council = question.facts.council;
    let own = Standing::Stands(Body::Council(council.head.id));
    let standing = |actor: &Actor| question.facts.standing_of(actor, question.on);
    match relation.of.as_ref().map_or(Some(own), standing) {
        Some(of) => one(of, relation.tier, question, found),
        None => return,
    }
    for other in relation.to.iter().filter_map(standing) {
        one(other, None, question, found);
    }
}

fn one(standing: Standing, tier: Option<u32>, question: Question<'_>, found: &mut Vec<Finding>) {
    let (Standing::Stands(Body::Council(id)) | Standing::Succeeded(Body::Council(id), _, false)) = standing else {
        found.push(named::body(standing, false, question));
        return;
    };
    let own = &question.facts.council.head;
    let known = question.facts.around.directory.council(id);
    let head: &CouncilHead = if id == own.id {
        own
    } else if let Some(head) = known {
        head
    } else {
        return;
    };
    let family = own.family.is_some() && head.family == own.family;
    let right_tier = tier.is_none_or(|tier| head.tier == Some(tier));
    let status = match (family, right_tier, head.tier) {
        (true, true, _) => VerdictStatus::Met,
        (true, false, None) => VerdictStatus::Unknown,
        (false, ..) | (true, false, Some(_)) => VerdictStatus::Breached,
    };
    let message = || {
        let (nb, en) = in_both(&head.name);
        match (family, status) {
            (false, _) => Text::nb_en(
                &format!("{nb} hører ikke til samme rådsfamilie."),
                &format!("{en} does not belong to the same family of councils."),
            ),
            (_, VerdictStatus::Met) => Text::nb_en(
                &format!("{nb} har sin plass i rådsfamilien."),
                &format!("{en} has its place in the family of councils."),
            ),
            (_, VerdictStatus::Unknown) => Text::nb_en(
                &format!("Det er ikke registrert hvilket nivå i rådsfamilien {nb} er på."),
                &format!("At which tier of the family {en} is is not recorded."),
            ),
            _ => Text::nb_en(
                &format!("{nb} står på et annet nivå i rådsfamilien enn mandatet sier."),
                &format!("{en} is at another tier of the family than the mandate says."),
            ),
        }
    };
    let subject = Some(subject_of(Body::Council(id)));
    let evidence = || {
        let tier = head.tier.map_or_else(|| "?".to_owned(), |tier| tier.to_string());
        vec![question.valued("nivå", "tier", tier, subject)]
    };
    found.push(question.finding(status, subject, message, evidence));
}
