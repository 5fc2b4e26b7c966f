//! Whether holdings ended on grounds that the mandate knows, and how long seats have been vacant.
//!
//! May import: `domain`.

use std::collections::HashSet;

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
    let label = held.end_ground.as_ref().map(|ground| {
        let known = question.facts.around.directory.code("ending", ground);
        known.map_or_else(|| Text::nb_en("en annen grunn", "another ground"), Text::clone)
    });
    let status = match &held.end_ground {
        None => VerdictStatus::Unknown,
        Some(ground) if names(procedure, ground) => VerdictStatus::Met,
        Some(_) => VerdictStatus::Breached,
    };
    let message = || match (&label, status) {
        (Some(_), VerdictStatus::Met) => Text::nb_en(
            &format!("Plassen til {name} ble fri {day} på en måte som mandatet kjenner."),
            &format!("The seat of {name} became free on {day} in a way that the mandate knows."),
        ),
        (Some(label), _) => Text::nb_en(
            &format!("{name} gikk ut {day} ({}), som mandatet ikke kjenner.", label.in_lang(Lang::Nb)),
            &format!("{name} left on {day} ({}), which the mandate does not know.", label.in_lang(Lang::En)),
        ),
        (None, _) => Text::nb_en(
            &format!("Det er ikke registrert hvorfor {name} gikk ut {day}."),
            &format!("Why {name} left on {day} is not recorded."),
        ),
    };
    let subject = Some(Subject::Membership(held.id));
    question.finding(status, subject, message, || {
        vec![question.member_evidence(held), question.dated("gikk ut", "left", day, subject)]
    })
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
