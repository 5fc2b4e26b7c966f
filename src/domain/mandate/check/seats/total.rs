//! The total: the groups that it is of add up to it, and no more hold seats than there are.
//!
//! May import: `domain`.

use super::{
    super::question::{Finding, Question},
    group_evidence,
};
use crate::domain::{
    mandate::{clause::seat_count::SeatCount, composition::GroupRules, verdict::VerdictStatus},
    text::Text,
};

pub(super) fn check(size: &SeatCount, question: Question<'_>, found: &mut Vec<Finding>) {
    found.push(sum(size, question));
    let holders = question.memberships().iter().filter(|(_, held)| held.alternate_rank == 0).count();
    let holders = u32::try_from(holders).unwrap_or(u32::MAX);
    let (least, most) = (size.least(), size.most());
    if most.is_some_and(|most| most < holders) {
        let most = most.unwrap_or_default();
        let message = || {
            Text::nb_en(
                &format!("{holders} sitter i rådet, men mandatet gir høyst {most} plasser."),
                &format!("{holders} sit on the council, but the mandate gives at most {most} seats."),
            )
        };
        let evidence = || vec![question.valued("sitter i rådet", "sit on the council", holders, None)];
        found.push(question.finding(VerdictStatus::Breached, None, message, evidence));
    } else if size.fixed().is_none() && holders < least {
        // Where the total is one number, the seats that are vacant say so themselves.
        let complete = question.complete("roster", question.on);
        let status = if complete { VerdictStatus::Breached } else { VerdictStatus::Unknown };
        let message = || {
            Text::nb_en(
                &format!("{holders} er registrert i rådet, men mandatet krever minst {least}."),
                &format!("{holders} are recorded on the council, but the mandate asks for at least {least}."),
            )
        };
        let evidence = || vec![question.valued("sitter i rådet", "sit on the council", holders, None)];
        found.push(question.finding(status, None, message, evidence));
    }
}

/// The groups add up to the declared total.
fn sum(size: &SeatCount, question: Question<'_>) -> Finding {
    // A body inside the council has seats of its own, which the council's total does not count.
    let groups: Vec<&GroupRules> = question.groups().collect();
    let evidence = || groups.iter().map(|rules| group_evidence(rules, question)).collect();
    let least: u32 = groups.iter().map(|group| group.seats.unwrap_or_else(|| group.size.least())).sum();
    let most: Option<u32> = groups.iter().map(|group| group.seats.or_else(|| group.size.most())).sum();
    let say = |status, message: fn(u32, u32) -> Text, sum, total| {
        question.finding(status, None, || message(sum, total), evidence)
    };
    if groups.is_empty() {
        return say(VerdictStatus::Unknown, not_divided, 0, 0);
    }
    match (size.fixed(), groups.iter().map(|group| group.seats).sum::<Option<u32>>()) {
        (Some(total), Some(sum)) if total == sum => say(VerdictStatus::Met, adds_up, sum, total),
        (Some(total), Some(sum)) => say(VerdictStatus::Breached, does_not_add_up, sum, total),
        (_, _) if most.is_some_and(|most| most < size.least()) => {
            say(VerdictStatus::Breached, too_few, most.unwrap_or_default(), size.least())
        }
        (_, _) if size.most().is_some_and(|total| total < least) => {
            say(VerdictStatus::Breached, too_many, least, size.most().unwrap_or_default())
        }
        (_, _) if size.least() <= least && most.is_some_and(|most| size.most().is_some_and(|total| most <= total)) => {
            say(VerdictStatus::Met, within, 0, 0)
        }
        _ => say(VerdictStatus::Unknown, open, 0, 0),
    }
}

fn adds_up(_: u32, total: u32) -> Text {
    Text::nb_en(
        &format!("Gruppene summerer seg til de {total} plassene som mandatet oppgir."),
        &format!("The groups add up to the {total} seats that the mandate states."),
    )
}

fn does_not_add_up(sum: u32, total: u32) -> Text {
    Text::nb_en(
        &format!("Gruppene summerer seg til {sum}, men mandatet oppgir {total} plasser."),
        &format!("The groups add up to {sum}, but the mandate states {total} seats."),
    )
}

fn too_few(sum: u32, total: u32) -> Text {
    Text::nb_en(
        &format!("Gruppene gir høyst {sum} plasser, men mandatet oppgir minst {total}."),
        &format!("The groups give at most {sum} seats, but the mandate states at least {total}."),
    )
}

fn too_many(sum: u32, total: u32) -> Text {
    Text::nb_en(
        &format!("Gruppene gir minst {sum} plasser, men mandatet oppgir høyst {total}."),
        &format!("The groups give at least {sum} seats, but the mandate states at most {total}."),
    )
}

fn within(_: u32, _: u32) -> Text {
    Text::nb_en(
        "Gruppene gir et antall plasser som mandatet tillater.",
        "The groups give a number of seats that the mandate allows.",
    )
}

fn open(_: u32, _: u32) -> Text {
    Text::nb_en(
        "Antallet plasser følger ikke av mandatet alene.",
        "The number of seats does not follow from the mandate alone.",
    )
}

fn not_divided(_: u32, _: u32) -> Text {
    Text::nb_en(
        "Mandatet oppgir hvor mange plasser det er, men ikke hvem de er for.",
        "The mandate states how many seats there are, but not whom they are for.",
    )
}
