//! Checks of the shape Post: is the post held, by the right one, and for no longer than it may be?
//!
//! May import: `domain`.

mod filling;
mod term;

use super::{
    question::{Finding, Judgement, Question, SeatInScope},
    sitting::Sitting,
    speaks::Known,
    words::in_both,
};
use crate::domain::{
    council::Membership,
    mandate::{
        clause::post::Post,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(post: &Post, question: Question<'_>) -> Judgement {
    let sitting = Sitting::in_scope(question);
    let holders: Vec<(SeatInScope<'_>, &Membership)> =
        sitting.holders().filter(|(_, held)| held.holds_post(&post.post)).collect();
    let mut found = vec![is_held(post, &holders, question)];
    for (seat, held) in holders {
        filling::check(post, seat, held, question, &mut found);
        if let Some(own) = &post.term {
            term::check(own, post, held, question, &mut found);
        }
    }
    Judgement::Found(found)
}

/// What readers call the post.
fn name_of<'a>(post: &Post, question: Question<'a>) -> (&'a str, &'a str) {
    let label = question.facts.around.directory.code("post", &post.post);
    label.map_or(("vervet", "the post"), in_both)
}

/// Just so many hold the post; who only acts in it does not fill it for good.
fn is_held(post: &Post, holders: &[(SeatInScope<'_>, &Membership)], question: Question<'_>) -> Finding {
    let (wanted, acting) = (post.number as usize, holders.iter().filter(|(_, held)| held.acting).count());
    let count = holders.len() - acting;
    let evidence = || holders.iter().map(|(_, held)| question.member_evidence(held)).collect();
    let say = |status, nb: &dyn Fn(&str) -> String, en: &dyn Fn(&str) -> String| {
        let message = || {
            let (label_nb, label_en) = name_of(post, question);
            Text::nb_en(&nb(label_nb), &en(label_en))
        };
        question.finding(status, None, message, evidence)
    };
    if count > wanted {
        return say(
            VerdictStatus::Breached,
            &|label| format!("{count} har vervet som {label}; mandatet gir plass til {wanted}."),
            &|label| format!("{count} hold the post of {label}; the mandate has room for {wanted}."),
        );
    }
    if count == wanted {
        return say(VerdictStatus::Met, &|label| format!("Vervet som {label} er besatt."), &|label| {
            format!("The post of {label} is held.")
        });
    }
    if count + acting >= wanted {
        return say(
            VerdictStatus::Met,
            &|label| format!("Vervet som {label} er besatt inntil videre; noen fungerer i det."),
            &|label| format!("The post of {label} is held for the time being; somebody acts in it."),
        );
    }
    if question.complete("roster", question.on) {
        return say(
            VerdictStatus::Breached,
            &|label| format!("Vervet som {label} er ledig: {count} av {wanted} er på plass."),
            &|label| format!("The post of {label} is vacant: {count} of {wanted} hold it."),
        );
    }
    say(
        VerdictStatus::Unknown,
        &|label| {
            format!(
                "Det er ikke registrert hvem som er {label}, men ingen har sagt at listen over medlemmer er fullstendig."
            )
        },
        &|label| format!("Who is {label} is not recorded, but nobody has said that the roster is complete."),
    )
}

/// A finding about who holds the post.
fn about(
    known: Known,
    held: &Membership,
    post: &Post,
    question: Question<'_>,
    sentences: impl FnOnce(&str, &str) -> Text,
) -> Finding {
    let status = known.status();
    let message = || {
        let (nb, en) = name_of(post, question);
        sentences(nb, en)
    };
    let evidence = || {
        let mut evidence = vec![question.member_evidence(held)];
        evidence.extend(question.spoken_for(held));
        evidence
    };
    question.finding(status, Some(Subject::Membership(held.id)), message, evidence)
}
