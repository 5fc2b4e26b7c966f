//! Whether holdings ended on grounds that the mandate knows, and how long seats have been vacant.
//!
//! May import: `domain`.

use std::collections::HashSet;

use super::declared::{Declared, Lack, declared};
use crate::domain::{
    council::{Continuation, Membership, is_death},
    id::SeatId,
    mandate::{
        check::{
            appointing,
            question::{Finding, Question},
        },
        clause::{
            procedure::{Procedure, Replacement},
            scope::HolderKind,
        },
        verdict::{Subject, VerdictStatus},
    },
    text::{Lang, Text},
    word::Code,
};

/// The holdings that ended before their time under this mandate, up to the day.
pub(super) fn ended(procedure: &Procedure, question: &Question<'_>, findings: &mut Vec<Finding>) {
    let council = question.facts.council;
    let groups: Vec<_> =
        question.groups().filter_map(|rules| council.group(&rules.key)).map(|group| group.id).collect();
    let seats: HashSet<SeatId> =
        council.seats.iter().filter(|seat| groups.contains(&seat.group)).map(|seat| seat.id).collect();
    let holders = question.clause.applies_to.holders;
    let in_scope = |held: &&Membership| {
        let rank = match holders {
            Some(HolderKind::Members) => held.alternate_rank == 0,
            Some(HolderKind::Alternates) => held.alternate_rank > 0,
            None => true,
        };
        rank && seats.contains(&held.seat)
    };
    for held in council.memberships.iter().filter(in_scope) {
        let Some(day) = held.ended.filter(|day| *day <= question.on && question.facts.mandate.period.contains(*day))
        else {
            continue;
        };
        // Who served the whole time, or goes on in another role from the same act, was not ended before time.
        let in_time = held.expected_end.is_some_and(|end| day >= end);
        let goes_on = || {
            council.memberships.iter().any(|next| {
                next.appointment == held.appointment
                    && next.id != held.id
                    && next.start >= day
                    && held.start < next.start
            })
        };
        if in_time || held.period().is_empty() || goes_on() || apart(procedure, held.end_ground.as_ref()) {
            continue;
        }
        findings.push(ending(procedure, question, held, day));
    }
}

/// Whether the ground is one that no mandate has to name: the register's own, and death. A death that the mandate does
/// name is an ending that it knows.
fn apart(procedure: &Procedure, ground: Option<&Code>) -> bool {
    ground.is_some_and(|ground| Continuation::of(ground).is_some() || (is_death(ground) && !names(procedure, ground)))
}

fn names(procedure: &Procedure, ground: &Code) -> bool {
    procedure.endings.iter().any(|ending| ending.ground == *ground)
}

fn ending(procedure: &Procedure, question: &Question<'_>, held: &Membership, day: chrono::NaiveDate) -> Finding {
    let name = appointing::name(question.facts, held.person);
    let subject = Some(Subject::Membership(held.id));
    let evidence = || vec![question.member_evidence(held), question.dated("gikk ut", "left", day, subject)];
    let Some(ground) = &held.end_ground else {
        let message = || {
            Text::nb_en(
                &format!("Det er ikke registrert hvorfor {name} gikk ut {day}."),
                &format!("Why {name} left on {day} is not recorded."),
            )
        };
        return question.finding(VerdictStatus::Unknown, subject, message, evidence);
    };
    let known = procedure.endings.iter().filter(|ending| ending.ground == *ground);
    // One ground can be named more than once: by any of them will do.
    let best = known.map(|ending| declared(ending, question, held, day)).max_by_key(|declared| match declared {
        Declared::Rightly => VerdictStatus::Met,
        Declared::Lacks(_, status) => *status,
    });
    match best {
        Some(Declared::Rightly) => {
            let message = || {
                Text::nb_en(
                    &format!("Plassen til {name} ble fri {day} på en måte som mandatet kjenner."),
                    &format!("The seat of {name} became free on {day} in a way that the mandate knows."),
                )
            };
            question.finding(VerdictStatus::Met, subject, message, evidence)
        }
        Some(Declared::Lacks(lack, status)) => {
            question.finding(status, subject, || lacking(lack, status, name, day), evidence)
        }
        None => {
            let message = || {
                let label = question.facts.around.directory.code("ending", ground);
                let label = label.map_or_else(|| Text::nb_en("en annen grunn", "another ground"), Text::clone);
                Text::nb_en(
                    &format!("{name} gikk ut {day} ({}), som mandatet ikke kjenner.", label.in_lang(Lang::Nb)),
                    &format!("{name} left on {day} ({}), which the mandate does not know.", label.in_lang(Lang::En)),
                )
            };
            question.finding(VerdictStatus::Breached, subject, message, evidence)
        }
    }
}

/// What an ending lacks, in words: that it is not there, or that nobody can tell.
fn lacking(lack: Lack, status: VerdictStatus, name: &str, day: chrono::NaiveDate) -> Text {
    let (nb, en) = match lack {
        Lack::Initiative => {
            ("at en av dem som kan ta initiativ til det, gjorde det", "that one of those who can set this off did so")
        }
        Lack::Declaration => ("at den som skal erklære det, gjorde det", "that whoever has to declare this did so"),
        Lack::Notice => (
            "at det ble sagt fra så lenge før som mandatet krever",
            "that it was declared as long before as the mandate asks for",
        ),
    };
    let (nb_end, en_end) = if status == VerdictStatus::Breached {
        (
            "enda det som er gjort, er sagt å være fullstendig registrert",
            "though what was done is said to be all recorded",
        )
    } else {
        ("så det kan ikke bedømmes om det var riktig", "so whether that was right cannot be judged")
    };
    Text::nb_en(
        &format!("{name} gikk ut {day}. Det er ikke registrert {nb}, {nb_end}."),
        &format!("{name} left on {day}. It is not recorded {en}, {en_end}."),
    )
}

/// The seats that nobody holds, with the time that there is to fill them.
pub(super) fn vacant(replacement: &Replacement, question: &Question<'_>, findings: &mut Vec<Finding>) {
    let Some(within) = replacement.within else { return };
    let council = question.facts.council;
    for at in question.seats() {
        let Some(since) = council.vacant_since(at.seat.id, question.on) else { continue };
        let Some(lapse) = within.after(since) else { continue };
        let status = if question.on < lapse {
            VerdictStatus::NotDue
        } else if question.complete("roster", question.on) {
            VerdictStatus::Breached
        } else {
            VerdictStatus::Unknown
        };
        let message = || match status {
            VerdictStatus::NotDue => Text::nb_en(
                &format!("Plassen har vært ledig siden {since}, og skal fylles innen {lapse}."),
                &format!("The seat has been vacant since {since}, and is to be filled by {lapse}."),
            ),
            VerdictStatus::Breached => Text::nb_en(
                &format!("Plassen har vært ledig siden {since}, lenger enn mandatet tillater."),
                &format!("The seat has been vacant since {since}, longer than the mandate allows."),
            ),
            _ => Text::nb_en(
                &format!(
                    "Plassen ser ut til å ha vært ledig siden {since}, men ingen har sagt at oversikten er fullstendig."
                ),
                &format!(
                    "The seat seems to have been vacant since {since}, but nobody has said that the roster is complete."
                ),
            ),
        };
        let subject = Some(Subject::Seat(at.seat.id));
        findings.push(question.finding(status, subject, message, || {
            vec![
                question.seat_evidence(at.rules, at.seat),
                question.dated("ledig siden", "vacant since", since, subject),
            ]
        }));
    }
}
