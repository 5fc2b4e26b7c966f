//! One group of seats: how many there are, and which are vacant.
//!
//! May import: `domain`.

use super::{
    super::{
        question::{Finding, Question, SeatInScope},
        sitting::Sitting,
        words::in_both,
    },
    group_evidence, group_subject, holder, sub_body_of,
};
use crate::domain::{
    council::Membership,
    mandate::{
        clause::{
            measure::{Entry, EntryList},
            seat_count::SeatCount,
            seats::{DeferredSeats, GroupOfSeats, SeatFor, SeatRole},
        },
        composition::GroupRules,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// How many seats a group has on a day.
enum Size {
    /// Just so many, and whether seats of entries that are not on the list that day may stand empty beside them.
    Fixed(u32, bool),
    /// Within bounds: nothing in between is vacant.
    Bounds(u32, Option<u32>),
    /// What is missing to know it, beside bounds that hold in any case.
    Open(Text, u32, Option<u32>),
}

pub(super) fn check(group: &GroupOfSeats, question: Question<'_>, found: &mut Vec<Finding>) {
    let groups = &question.facts.mandate.composition.groups;
    let Some(rules) = groups.iter().find(|rules| rules.clause == question.place && rules.key == group.key) else {
        return;
    };
    if group.role == SeatRole::Chair {
        found.push(chair(rules, question));
    }
    let sitting = Sitting::of_group(question, rules);
    if let Some(deferred) = &group.deferred
        && let Some(not_yet) = deferred_still(deferred, rules, &sitting, question)
    {
        found.push(not_yet);
        return;
    }
    match size(group, rules, question) {
        Size::Fixed(number, spare) => {
            rows(number, spare, rules, &sitting, question, found);
            let mut empty = (number as usize).saturating_sub(sitting.holders().count());
            for (seat, held) in sitting.held_seats() {
                // Seats of entries that have left the list may stand empty.
                if held.is_none() && spare {
                    if empty == 0 {
                        continue;
                    }
                    empty -= 1;
                }
                found.push(seat_is_held(seat, held, question));
            }
        }
        Size::Bounds(least, most) => found.push(within(least, most, rules, &sitting, question)),
        Size::Open(missing, least, most) => {
            let bounded = within(least, most, rules, &sitting, question);
            let broken = bounded.status == VerdictStatus::Breached;
            found.push(if broken {
                bounded
            } else {
                let evidence = || vec![group_evidence(rules, question)];
                question.finding(VerdictStatus::Unknown, group_subject(rules, question), || missing, evidence)
            });
        }
    }
    holder::check(group, rules, &sitting, question, found);
}

/// The entries of a list that are on it on the day.
pub(super) fn listed_on<'l>(list: &'l EntryList, question: Question<'l>) -> impl Iterator<Item = &'l Entry> {
    let on = question.on;
    let listed = move |entry: &&Entry| {
        entry.from.is_none_or(|from| from.0 <= on) && entry.until.is_none_or(|until| on < until.0)
    };
    list.entries.iter().filter(listed)
}

fn size(group: &GroupOfSeats, rules: &GroupRules, question: Question<'_>) -> Size {
    let (least, most) = (rules.size.least(), rules.size.most());
    let open = |nb: &str, en: &str| Size::Open(Text::nb_en(nb, en), least, most);
    match (&group.size, &group.meant_for) {
        (SeatCount::PerEntry(per), SeatFor::List(of)) if of.list.exhaustive && !of.list.entries.is_empty() => {
            let dated = of.list.entries.iter().any(|entry| entry.from.is_some() || entry.until.is_some());
            let listed = u32::try_from(listed_on(&of.list, question).count()).unwrap_or(u32::MAX);
            Size::Fixed(per.each.saturating_mul(listed), dated)
        }
        (SeatCount::PerEntry(_), _) => open(
            "Hvor mange plasser det er, følger av en liste som mandatet ikke gjengir i sin helhet.",
            "How many seats there are follows from a list that the mandate does not give in full.",
        ),
        (SeatCount::Range(_) | SeatCount::AtMost(_), _) if rules.seats.is_none() => Size::Bounds(least, most),
        (SeatCount::Decided(decided), _) if decided.number.is_none() => {
            if decided.min.is_some() && decided.max.is_some() {
                return Size::Bounds(least, most);
            }
            open(
                "Det er ikke registrert hvor mange plasser det er bestemt at gruppen har.",
                "It is not recorded how many seats the group has been decided to have.",
            )
        }
        _ => match (rules.seats, &group.size) {
            (Some(number), _) => Size::Fixed(number, false),
            (None, SeatCount::Formula(formula)) => {
                let measure = question.facts.around.directory.code("measure", &formula.measure);
                let (nb, en) = measure.map_or(("det som skal telles", "what is to be counted"), in_both);
                open(
                    &format!("Det er ikke registrert hva tellingen av {nb} ga, så antallet plasser er ikke kjent."),
                    &format!("The count of {en} is not recorded, so the number of seats is not known."),
                )
            }
            (None, _) => open(
                "Antallet plasser følger av et samlet tall som mandatet ikke oppgir.",
                "The number of seats follows from a total that the mandate does not state.",
            ),
        },
    }
}

/// As many seats are in the register as the mandate fixes.
fn rows(
    number: u32,
    spare: bool,
    rules: &GroupRules,
    sitting: &Sitting<'_>,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    let held = sitting.holders().count();
    let there = u32::try_from(if spare { held.max(sitting.len().min(number as usize)) } else { sitting.len() })
        .unwrap_or(u32::MAX);
    if there == number {
        return;
    }
    let message = || {
        let (nb, en) = in_both(&rules.label);
        Text::nb_en(
            &format!("Gruppen «{nb}» har {there} plasser i registeret, men {number} etter mandatet."),
            &format!("The group “{en}” has {there} seats in the register, but {number} by the mandate."),
        )
    };
    let evidence = || vec![group_evidence(rules, question)];
    found.push(question.finding(VerdictStatus::Breached, group_subject(rules, question), message, evidence));
}

fn seat_is_held(seat: SeatInScope<'_>, held: Option<&Membership>, question: Question<'_>) -> Finding {
    let subject = Some(Subject::Seat(seat.seat.id));
    let place = seat.seat.ordinal;
    if let Some(held) = held {
        let message = || {
            let (nb, en) = in_both(&seat.rules.label);
            Text::nb_en(
                &format!("Plass {place} i gruppen «{nb}» er besatt."),
                &format!("Seat {place} of the group “{en}” is held."),
            )
        };
        return question.finding(VerdictStatus::Met, subject, message, || vec![question.member_evidence(held)]);
    }
    let complete = question.complete("roster", question.on);
    let status = if complete { VerdictStatus::Breached } else { VerdictStatus::Unknown };
    let since = || question.facts.council.vacant_since(seat.seat.id, question.on);
    let message = || {
        let (nb, en) = in_both(&seat.rules.label);
        match (complete, since()) {
            (true, Some(since)) => Text::nb_en(
                &format!("Plass {place} i gruppen «{nb}» er ledig, og har vært det siden {since}."),
                &format!("Seat {place} of the group “{en}” is vacant, and has been since {since}."),
            ),
            (true, None) => Text::nb_en(
                &format!("Plass {place} i gruppen «{nb}» er ledig, og ingen har hatt den."),
                &format!("Seat {place} of the group “{en}” is vacant, and nobody has held it."),
            ),
            (false, _) => Text::nb_en(
                &format!(
                    "Ingen er registrert på plass {place} i gruppen «{nb}», men ingen har sagt at listen over medlemmer er fullstendig."
                ),
                &format!(
                    "Nobody is recorded in seat {place} of the group “{en}”, but nobody has said that the roster is complete."
                ),
            ),
        }
    };
    let evidence = || {
        let mut evidence = vec![question.seat_evidence(seat.rules, seat.seat)];
        evidence.extend(since().map(|since| question.dated("ledig siden", "vacant since", since, subject)));
        evidence
    };
    question.finding(status, subject, message, evidence)
}

/// Not fewer and not more hold seats than the bounds say; nothing in between is a vacancy.
fn within(least: u32, most: Option<u32>, rules: &GroupRules, sitting: &Sitting<'_>, question: Question<'_>) -> Finding {
    let holders = u32::try_from(sitting.holders().count()).unwrap_or(u32::MAX);
    let complete = question.complete("roster", question.on);
    let too_many = most.is_some_and(|most| most < holders);
    let too_few = holders < least;
    let status = match (too_many, too_few, complete) {
        (true, ..) | (_, true, true) => VerdictStatus::Breached,
        (_, _, false) => VerdictStatus::Unknown,
        (_, _, true) => VerdictStatus::Met,
    };
    let message = || {
        let (nb, en) = in_both(&rules.label);
        if too_many {
            let most = most.unwrap_or_default();
            Text::nb_en(
                &format!("{holders} sitter i gruppen «{nb}»; mandatet tillater høyst {most}."),
                &format!("{holders} sit in the group “{en}”; the mandate allows at most {most}."),
            )
        } else if too_few && complete {
            Text::nb_en(
                &format!("{holders} sitter i gruppen «{nb}»; mandatet krever minst {least}."),
                &format!("{holders} sit in the group “{en}”; the mandate asks for at least {least}."),
            )
        } else if complete {
            Text::nb_en(
                &format!("{holders} sitter i gruppen «{nb}», som mandatet tillater."),
                &format!("{holders} sit in the group “{en}”, as the mandate allows."),
            )
        } else {
            Text::nb_en(
                &format!(
                    "{holders} er registrert i gruppen «{nb}», men ingen har sagt at listen over medlemmer er fullstendig."
                ),
                &format!(
                    "{holders} are recorded in the group “{en}”, but nobody has said that the roster is complete."
                ),
            )
        }
    };
    let evidence = || vec![question.valued("sitter i gruppen", "sit in the group", holders, None)];
    question.finding(status, group_subject(rules, question), message, evidence)
}

/// What is said of seats that have not come into being; None once they have.
fn deferred_still(
    deferred: &DeferredSeats,
    rules: &GroupRules,
    sitting: &Sitting<'_>,
    question: Question<'_>,
) -> Option<Finding> {
    let subject = group_subject(rules, question);
    match (deferred.until, &deferred.event) {
        (Some(day), _) if day.0 <= question.on => None,
        (Some(day), _) => {
            let message = || {
                let (nb, en) = in_both(&rules.label);
                Text::nb_en(
                    &format!("Plassene i gruppen «{nb}» kommer til {}.", day.0),
                    &format!("The seats of the group “{en}” come into being on {}.", day.0),
                )
            };
            let evidence = || vec![question.dated("fra", "from", day.0, subject)];
            Some(question.finding(VerdictStatus::NotDue, subject, message, evidence))
        }
        // Whoever sits there shows that it has happened.
        (None, Some(event)) if sitting.holders().next().is_none() => {
            let message = || {
                let ((nb, en), (event_nb, event_en)) = (in_both(&rules.label), in_both(event));
                Text::nb_en(
                    &format!(
                        "Plassene i gruppen «{nb}» kommer til når dette har skjedd: {event_nb}. Det er ikke registrert om det har skjedd."
                    ),
                    &format!(
                        "The seats of the group “{en}” come into being when this has happened: {event_en}. Whether it has is not recorded."
                    ),
                )
            };
            Some(question.finding(VerdictStatus::Unknown, subject, message, Vec::new))
        }
        _ => None,
    }
}

/// One chair at most, for the body and for each sub-body.
fn chair(own: &GroupRules, question: Question<'_>) -> Finding {
    let body = sub_body_of(own, question);
    let groups = question.facts.mandate.composition.groups.iter();
    let chairs: Vec<&GroupRules> =
        groups.filter(|rules| rules.role == SeatRole::Chair && sub_body_of(rules, question) == body).collect();
    let evidence = || chairs.iter().map(|rules| group_evidence(rules, question)).collect();
    let subject = group_subject(own, question);
    if chairs.first().is_some_and(|first| first.clause == own.clause) {
        let message = || Text::nb_en("Mandatet har én lederplass.", "The mandate has one seat for a chair.");
        return question.finding(VerdictStatus::Met, subject, message, evidence);
    }
    let message = || {
        Text::nb_en(
            "Mandatet har mer enn én lederplass; ett organ har én leder.",
            "The mandate has more than one seat for a chair; a body has one chair.",
        )
    };
    question.finding(VerdictStatus::Breached, subject, message, evidence)
}
