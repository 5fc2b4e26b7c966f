//! Checks of the shape Seats: the arithmetic of the composition.
//!
//! May import: `domain`. Whether seats are filled is judged from the roster, not from the text.

use super::{Facts, Finding};
use crate::domain::{
    mandate::{
        clause::seats::{SeatRole, Seats},
        composition::GroupRules,
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(place: usize, seats: &Seats, facts: Facts<'_>) -> Option<Finding> {
    if seats.total.is_some() {
        return Some(total(facts));
    }
    let group = seats.group.as_ref()?;
    // One chair for the body, and one for each sub-body.
    (group.role == SeatRole::Chair).then(|| chair(place, seats, facts))
}

/// The groups add up to the declared total.
fn total(facts: Facts<'_>) -> Finding {
    let composition = &facts.mandate.composition;
    let evidence = composition.groups.iter().map(|rules| group_evidence(rules, facts)).collect();
    let (status, message) = match (composition.declared_total, composition.seat_count()) {
        (Some(declared), Some(sum)) if declared == sum => (
            VerdictStatus::Met,
            Text::nb_en(
                &format!("Gruppene summerer seg til de {declared} plassene som mandatet oppgir."),
                &format!("The groups add up to the {declared} seats that the mandate states."),
            ),
        ),
        (Some(declared), Some(sum)) => (
            VerdictStatus::Breached,
            Text::nb_en(
                &format!("Gruppene summerer seg til {sum}, men mandatet oppgir {declared} plasser."),
                &format!("The groups add up to {sum}, but the mandate states {declared} seats."),
            ),
        ),
        _ => {
            let least: u32 =
                composition.groups.iter().map(|group| group.seats.unwrap_or_else(|| group.size.least())).sum();
            let most: Option<u32> =
                composition.groups.iter().map(|group| group.seats.or_else(|| group.size.most())).sum();
            match composition.declared_total {
                Some(declared) if declared < least || most.is_some_and(|most| most < declared) => (
                    VerdictStatus::Breached,
                    Text::nb_en(
                        &format!("Mandatet oppgir {declared} plasser, men gruppene kan ikke gi det antallet."),
                        &format!("The mandate states {declared} seats, but the groups cannot give that number."),
                    ),
                ),
                _ => (
                    VerdictStatus::Unknown,
                    Text::nb_en(
                        "Antallet plasser følger ikke av mandatet alene.",
                        "The number of seats does not follow from the mandate alone.",
                    ),
                ),
            }
        }
    };
    Finding { status, message, evidence }
}

/// One chair at most.
fn chair(place: usize, seats: &Seats, facts: Facts<'_>) -> Finding {
    let sub_body = |at: usize| {
        let clause = facts.mandate.clauses.get(at).map(|at| &at.clause.provision);
        match clause {
            Some(super::Provision::Seats(seats)) => seats.group.as_ref().and_then(|group| group.sub_body.clone()),
            _ => None,
        }
    };
    let own = seats.group.as_ref().and_then(|group| group.sub_body.clone());
    let chairs: Vec<&GroupRules> = facts
        .mandate
        .composition
        .groups
        .iter()
        .filter(|rules| rules.role == SeatRole::Chair && sub_body(rules.clause) == own)
        .collect();
    let evidence = chairs.iter().map(|rules| group_evidence(rules, facts)).collect();
    if chairs.first().is_some_and(|first| first.clause == place) {
        let message = Text::nb_en("Mandatet har én lederplass.", "The mandate has one seat for a chair.");
        return Finding { status: VerdictStatus::Met, message, evidence };
    }
    let message = Text::nb_en(
        "Mandatet har mer enn én lederplass; ett organ har én leder.",
        "The mandate has more than one seat for a chair; a body has one chair.",
    );
    Finding { status: VerdictStatus::Breached, message, evidence }
}

fn group_evidence(rules: &GroupRules, facts: Facts<'_>) -> Evidence {
    Evidence {
        label: rules.label.clone(),
        value: rules.seats.map_or_else(|| "?".to_owned(), |seats| seats.to_string()),
        subject: facts.council.group(&rules.key).map(|group| Subject::SeatGroup(group.id)),
    }
}
