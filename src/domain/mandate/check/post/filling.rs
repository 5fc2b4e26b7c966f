//! How a post is filled: by an organisation, with a seat, by steps, in turns.
//!
//! May import: `domain`.

use super::{
    super::{
        question::{Audience, Finding, Question, SeatInScope},
        speaks::Known,
    },
    about,
};
use crate::domain::{
    council::{Membership, StepTaken},
    mandate::clause::{
        post::{ByRotation, BySteps, Post, PostFilling},
        procedure::{Needs, Step},
    },
    text::Text,
};

pub(super) fn check(
    post: &Post,
    seat: SeatInScope<'_>,
    held: &Membership,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    if !post.from.is_empty() {
        let known = Known::from(post.from.contains(&seat.rules.key));
        found.push(about(known, held, post, question, |nb, en| match known {
            Known::Yes => Text::nb_en(
                &format!("Den som er {nb}, kommer fra en gruppe som mandatet nevner for vervet."),
                &format!("The {en} comes from a group that the mandate names for the post."),
            ),
            _ => Text::nb_en(
                &format!("Den som er {nb}, kommer ikke fra noen gruppe som mandatet nevner for vervet."),
                &format!("The {en} comes from no group that the mandate names for the post."),
            ),
        }));
    }
    match &post.filled_by {
        PostFilling::Organisation(by) => {
            let employer = || match by.by.as_organisation() {
                Some(slug) => question.is_employed_by(held, slug),
                None => Known::Not,
            };
            // Whoever is employed there comes from there, also where another is spoken for.
            let known = match question.speaks_for(held, &by.by) {
                Known::Yes => Known::Yes,
                Known::No if employer() == Known::Yes => Known::Yes,
                Known::No => Known::No,
                Known::Not => employer(),
            };
            found.push(about(known, held, post, question, comes_from_filler(known)));
        }
        PostFilling::Seat(by) => {
            let known = Known::from(by.group == seat.rules.key);
            found.push(about(known, held, post, question, move |nb, en| match known {
                Known::Yes => Text::nb_en(
                    &format!("Den som er {nb}, har plassen som vervet følger."),
                    &format!("The {en} holds the seat with which the post goes."),
                ),
                _ => Text::nb_en(
                    &format!("Den som er {nb}, har ikke plassen som vervet følger."),
                    &format!("The {en} does not hold the seat with which the post goes."),
                ),
            }));
        }
        PostFilling::Steps(by) => by_steps(by, post, held, question, found),
        PostFilling::Rotation(by) => found.push(by_turns(by, post, held, question)),
    }
}

fn comes_from_filler(known: Known) -> impl FnOnce(&str, &str) -> Text {
    move |nb, en| match known {
        Known::Yes => Text::nb_en(
            &format!("Den som er {nb}, kommer fra den som fyller vervet."),
            &format!("The {en} comes from whoever fills the post."),
        ),
        Known::No => Text::nb_en(
            &format!("Den som er {nb}, kommer ikke fra den som fyller vervet."),
            &format!("The {en} does not come from whoever fills the post."),
        ),
        Known::Not => Text::nb_en(
            &format!("Det er ikke registrert hvor den som er {nb}, kommer fra."),
            &format!("Where the {en} comes from is not recorded."),
        ),
    }
}

/// Each step was taken by those who take it. Steps are known inside only.
fn by_steps(by: &BySteps, post: &Post, held: &Membership, question: Question<'_>, found: &mut Vec<Finding>) {
    if question.facts.around.audience == Audience::Public {
        found.push(about(Known::Not, held, post, question, |nb, en| {
            Text::nb_en(
                &format!("Hvordan den som er {nb}, ble valgt, er ikke offentlig registrert."),
                &format!("How the {en} was chosen is not on public record."),
            )
        }));
        return;
    }
    for step in &by.steps {
        let taken: Vec<&StepTaken> =
            question.facts.council.steps.iter().filter(|taken| is_of(taken, step, held)).collect();
        let known = if taken.is_empty() {
            if question.complete("steps", held.start) { Known::No } else { Known::Not }
        } else {
            taken_rightly(step, &taken, question)
        };
        found.push(about(known, held, post, question, |nb, en| match known {
            Known::Yes => Text::nb_en(
                &format!("Et steg på veien til vervet som {nb} er tatt slik mandatet sier."),
                &format!("A step on the way to the post of {en} was taken as the mandate says."),
            ),
            Known::No => Text::nb_en(
                &format!("Et steg på veien til vervet som {nb} er ikke tatt slik mandatet sier."),
                &format!("A step on the way to the post of {en} was not taken as the mandate says."),
            ),
            Known::Not => Text::nb_en(
                &format!("Det er ikke registrert at hvert steg på veien til vervet som {nb} er tatt."),
                &format!("That every step on the way to the post of {en} was taken is not recorded."),
            ),
        }));
    }
}

fn is_of(taken: &StepTaken, step: &Step, held: &Membership) -> bool {
    taken.act == step.act
        && taken.seat == held.seat
        && taken.person.is_none_or(|person| person == held.person)
        && taken.on <= held.start
}

fn taken_rightly(step: &Step, taken: &[&StepTaken], question: Question<'_>) -> Known {
    let directory = question.facts.around.directory;
    let mut named = step.by.iter().chain(&step.otherwise).filter_map(|actor| directory.body(actor)).peekable();
    // Whoever is only described, such as the members, cannot be told from others.
    if named.peek().is_none() {
        return Known::Yes;
    }
    let acted = |body| taken.iter().any(|taken| taken.by == Some(body));
    let right = match step.needs {
        Needs::AllOf if step.otherwise.is_empty() => named.all(acted),
        Needs::AllOf | Needs::AnyOf => named.any(acted),
    };
    if !right && taken.iter().all(|taken| taken.by.is_none()) { Known::Not } else { Known::from(right) }
}

/// The post goes from one to the next in the order, and stays with each no longer than a turn.
fn by_turns(by: &ByRotation, post: &Post, held: &Membership, question: Question<'_>) -> Finding {
    let before = question
        .facts
        .council
        .memberships
        .iter()
        .filter(|other| {
            other.id != held.id && !other.acting && other.holds_post(&post.post) && other.start < held.start
        })
        .max_by_key(|other| other.start);
    let place = |of: &Membership| by.order.iter().position(|actor| question.speaks_for(of, actor) == Known::Yes);
    let over = by.each.after(held.start).is_some_and(|end| end <= question.on);
    let known = match (place(held), before.map(place)) {
        _ if over => Known::No,
        (Some(now), Some(Some(before))) => Known::from((before + 1) % by.order.len() == now),
        // The first one that is recorded starts the round.
        (Some(_), None) => Known::Yes,
        (None, _)
            if held.on_behalf_of.is_some()
                && by.order.iter().all(|actor| question.speaks_for(held, actor) == Known::No) =>
        {
            Known::No
        }
        _ => Known::Not,
    };
    about(known, held, post, question, |nb, en| match known {
        Known::Yes => Text::nb_en(
            &format!("Den som er {nb}, kommer fra dem som har tur."),
            &format!("The {en} comes from those whose turn it is."),
        ),
        Known::No if over => {
            Text::nb_en(&format!("Turen til den som er {nb}, er over."), &format!("The turn of the {en} is over."))
        }
        Known::No => Text::nb_en(
            &format!("Den som er {nb}, kommer ikke fra dem som har tur."),
            &format!("The {en} does not come from those whose turn it is."),
        ),
        Known::Not => Text::nb_en(
            &format!("Det er ikke registrert hvem som hadde vervet som {nb} før, så hvem som har tur, er ikke kjent."),
            &format!("Who held the post of {en} before is not recorded, so whose turn it is is not known."),
        ),
    })
}
