//! A post with a term of its own: how long it is held, and how often.
//!
//! May import: `domain`. What holds for the seat beside it is judged by the clauses on terms.

use super::{
    super::{
        question::{Finding, Question},
        speaks::Known,
        term::in_words,
    },
    about,
};
use crate::domain::{
    council::Membership,
    mandate::{
        clause::{post::Post, term::Term},
        tenure::{self, Stint},
    },
    text::Text,
};

pub(super) fn check(term: &Term, post: &Post, held: &Membership, question: Question<'_>, found: &mut Vec<Finding>) {
    let served = served(post, held, question);
    found.extend(end(term, post, held, &served, question));
    let against = tenure::against(term, &served);
    for forbidden in against.forbidden {
        found.push(about(Known::No, held, post, question, |nb, en| {
            let (said_nb, said_en) = in_words(forbidden);
            Text::nb_en(&format!("Den som er {nb}, {said_nb}."), &format!("The {en} {said_en}."))
        }));
    }
    if against.open {
        found.push(about(Known::Not, held, post, question, |nb, en| {
            Text::nb_en(
                &format!("Det er ikke registrert hvor lenge den som er {nb}, blir i vervet."),
                &format!("How long the {en} stays in the post is not recorded."),
            )
        }));
    }
}

/// The terms of the person in the post, up to and with this one. Somebody who was something else on the seat before is
/// in the post since he or she came to it; who only acts in it serves no term.
fn served(post: &Post, held: &Membership, question: Question<'_>) -> Vec<Stint> {
    if held.acting {
        return Vec::new();
    }
    let memberships = question.facts.council.memberships.iter();
    let own = memberships.filter(|other| {
        other.person == held.person
            && other.alternate_rank == 0
            && !other.acting
            && other.holds_post(&post.post)
            && !other.period().is_empty()
    });
    let mut stints = tenure::stints(own);
    if let Some(last) = stints.iter().position(|stint| stint.appointment == held.appointment) {
        stints.truncate(last + 1);
    }
    stints
}

/// Whether the post is held no longer than its term; None where the clause gives no day.
fn end(term: &Term, post: &Post, held: &Membership, served: &[Stint], question: Question<'_>) -> Option<Finding> {
    let start = served.last().map_or(held.start, |stint| stint.start);
    let mandate = question.facts.mandate.period;
    let end = if tenure::unbroken(served).len() > 1 {
        tenure::planned_end_of_renewal(term, start, mandate)
    } else {
        tenure::planned_end(term, start, mandate)
    }?;
    let stays = term.holds_over == Some(true);
    let expired = end <= question.on && !stays;
    let too_long = held.ended.or(held.expected_end).is_some_and(|planned| planned > end);
    let known = Known::from(!expired && !too_long);
    Some(about(known, held, post, question, |nb, en| {
        if expired {
            Text::nb_en(&format!("Tiden som {nb} var ute {end}."), &format!("The time as {en} was over on {end}."))
        } else if too_long {
            Text::nb_en(
                &format!("Den som er {nb}, er satt opp lenger enn til {end}, da tiden i vervet er ute."),
                &format!("The {en} is down for longer than until {end}, when the time in the post is over."),
            )
        } else {
            Text::nb_en(&format!("Tiden som {nb} varer til {end}."), &format!("The time as {en} lasts until {end}."))
        }
    }))
}
