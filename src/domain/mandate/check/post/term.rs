//! A post with a term of its own.
//!
//! May import: `domain`. What holds for the seat beside it is judged by the clauses on terms.

use chrono::{Datelike, NaiveDate};

use super::{
    super::{
        question::{Finding, Question},
        speaks::Known,
        turns,
    },
    about,
};
use crate::domain::{
    council::Membership,
    mandate::clause::{
        post::Post,
        term::{Term, TermAnchor, TermEndKind},
    },
    text::Text,
};

pub(super) fn check(term: &Term, post: &Post, held: &Membership, question: Question<'_>, found: &mut Vec<Finding>) {
    let Some(end) = end_of(term, held.start, question) else { return };
    let stays = term.holds_over == Some(true);
    let expired = end <= question.on && !stays;
    let too_long = held.ended.or(held.expected_end).is_some_and(|planned| planned > end);
    let known = Known::from(!expired && !too_long);
    found.push(about(known, held, post, question, |nb, en| {
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
    }));
}

/// The first day after a term that began on `start`, where the clause gives one.
fn end_of(term: &Term, start: NaiveDate, question: Question<'_>) -> Option<NaiveDate> {
    if let Some(until) = &term.until {
        return match until.kind {
            TermEndKind::Date => until.date.map(|date| date.0),
            TermEndKind::WithMandate => question.facts.mandate.period.end,
            _ => None,
        };
    }
    let length = term.length.or(term.at_most)?;
    match term.anchor {
        TermAnchor::OwnStart => length.after(start),
        TermAnchor::YearEnd => NaiveDate::from_ymd_opt(length.after(start)?.pred_opt()?.year() + 1, 1, 1),
        TermAnchor::CommonCycle => {
            let first = term.cycle_start?.0;
            turns::start_of(first, length, turns::turn(first, length, start)? + 1)
        }
    }
}
