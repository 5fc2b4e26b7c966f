//! Whether a holding is planned to end when the term clause says, or, where the clause gives no day, whether what ends it
//! has happened.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{Ground, Holding};
use crate::domain::{
    council::{Council, Mandate, Membership, RecordKind},
    mandate::{
        check::{
            appointing,
            question::{Audience, Finding},
            requirement::{About, KnownFacts, Represented, Sight, Tri, holds},
        },
        clause::{
            Modality,
            requirement::{Comparison, FactIs, Predicate},
            seats::SeatFor,
            term::{OnVacancy, TermEndKind},
        },
        tenure,
        verdict::VerdictStatus,
    },
    word::Code,
};

/// The attributes under which the office that somebody holds is recorded: entries of the code list `attribute`.
const OFFICES: [&str; 2] = ["office", "office-held"];

/// What is found of the end of a holding whose term began on `start`; never empty.
pub(super) fn findings(holding: &Holding<'_, '_>, ground: Ground<'_>, start: NaiveDate, renewed: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(past) = past(holding, ground) {
        findings.push(past);
    }
    let kind = ground.term.until.as_ref().map(|until| until.kind);
    findings.extend(match kind {
        Some(TermEndKind::AtPleasure) => Some(holding.found(VerdictStatus::Met, |name| {
            let nb = format!("{name} sitter til den som oppnevner, bestemmer noe annet.");
            (nb, format!("{name} serves until whoever appoints says otherwise."))
        })),
        Some(TermEndKind::WhileInOffice) => Some(in_office(holding)),
        Some(TermEndKind::Event | TermEndKind::Session) => Some(until_it_happens(holding, ground)),
        Some(TermEndKind::Date | TermEndKind::WithMandate) | None => planned(holding, ground, start, renewed),
    });
    findings
}

/// What is found of the planned end; None where the clause plans none.
fn planned(holding: &Holding<'_, '_>, ground: Ground<'_>, start: NaiveDate, renewed: bool) -> Option<Finding> {
    let Ground { mandate, term, .. } = ground;
    let membership = holding.membership;
    let with_mandate = term.until.as_ref().is_some_and(|until| until.kind == TermEndKind::WithMandate);
    let full = if renewed {
        tenure::planned_end_of_renewal(term, start, mandate.period)
    } else {
        tenure::planned_end(term, start, mandate.period)
    };
    let Some(full) = full else {
        // A mandate without an end plans none either.
        let departs = with_mandate && membership.expected_end.is_some();
        return with_mandate.then(|| if departs { departure(holding, ground, None) } else { as_planned(holding) });
    };
    let Some(end) = membership.expected_end else {
        return Some(holding.found(VerdictStatus::Unknown, |name| {
            let nb = format!("Det er ikke registrert når perioden til {name} slutter; etter mandatet er det {full}.");
            (nb, format!("When the term of {name} ends is not recorded; by the mandate it is {full}."))
        }));
    };
    if let Some(last) = lasts_until(holding.question.facts.council, mandate)
        && end > last
        && !(with_mandate && end == full)
    {
        return Some(beyond(holding, last));
    }
    let remainder = (term.on_vacancy == Some(OnVacancy::Remainder))
        .then(|| remainder(holding.question.facts.council, membership, start))
        .flatten();
    let expected = remainder.map_or(full, |rest| rest.min(full));
    let within = term.at_most.is_some() && term.until.is_none() && end <= expected;
    if end == expected || within {
        return Some(as_planned(holding));
    }
    if !with_mandate && end < expected && Some(end) == mandate.period.end {
        return Some(holding.found(VerdictStatus::Met, |name| {
            (format!("Perioden til {name} slutter med mandatet."), format!("The term of {name} ends with the mandate."))
        }));
    }
    Some(departure(holding, ground, Some(expected)))
}

fn as_planned(holding: &Holding<'_, '_>) -> Finding {
    holding.found(VerdictStatus::Met, |name| {
        let nb = format!("Perioden til {name} slutter når den skal etter mandatet.");
        (nb, format!("The term of {name} ends when it is to end by the mandate."))
    })
}

/// An end that is not the one that the clause plans. A reason helps unless the clause is binding.
fn departure(holding: &Holding<'_, '_>, ground: Ground<'_>, expected: Option<NaiveDate>) -> Finding {
    let reason = basis(holding);
    let (by_nb, by_en) = expected.map_or_else(
        || ("har ingen fast slutt".to_owned(), "has no fixed end".to_owned()),
        |day| (format!("slutter {day}"), format!("ends on {day}")),
    );
    if reason.is_some() && ground.clause.modality != Some(Modality::Shall) {
        return holding.found(VerdictStatus::Met, |name| {
            let nb =
                format!("Perioden til {name} slutter en annen dag enn mandatet legger opp til, og grunnen er oppgitt.");
            (nb, format!("The term of {name} ends on another day than the mandate plans, and a reason is stated."))
        });
    }
    holding.found(VerdictStatus::Breached, |name| {
        let (why_nb, why_en) =
            if reason.is_none() { (" uten at det er begrunnet", " and no reason is stated") } else { ("", "") };
        let nb = format!("Perioden til {name} slutter en annen dag enn den skal{why_nb}; etter mandatet: den {by_nb}.");
        (nb, format!("The term of {name} ends on another day than it is to{why_en}; by the mandate it {by_en}."))
    })
}

/// An end after that of the mandate. The appointment has to say that the term was extended.
fn beyond(holding: &Holding<'_, '_>, last: NaiveDate) -> Finding {
    if basis(holding).is_some() {
        return holding.found(VerdictStatus::Met, |name| {
            let nb = format!("Perioden til {name} er forlenget ut over mandatet, og grunnlaget er oppgitt.");
            (nb, format!("The term of {name} was extended beyond the mandate, and the basis is stated."))
        });
    }
    holding.found(VerdictStatus::Breached, |name| {
        let nb = format!("Perioden til {name} er planlagt lenger enn mandatet varer; det gjelder til {last}.");
        (nb, format!("The term of {name} is planned beyond the mandate, which is in force until {last}."))
    })
}

fn basis<'a>(holding: &Holding<'_, 'a>) -> Option<&'a str> {
    let act = appointing::appointment(holding.question.facts, holding.membership)?;
    act.basis.as_deref().filter(|basis| !basis.trim().is_empty())
}

/// The first day on which neither the mandate nor one that follows it without a break is in force.
fn lasts_until(council: &Council, mandate: &Mandate) -> Option<NaiveDate> {
    let mut last = mandate.period.end?;
    while let Some(next) = council.mandate_on(last) {
        last = next.period.end?;
    }
    Some(last)
}

/// What was left of the term of the one before, where the holding began in the middle of it.
fn remainder(council: &Council, membership: &Membership, start: NaiveDate) -> Option<NaiveDate> {
    let before = council.memberships.iter().filter(|other| {
        other.seat == membership.seat
            && other.alternate_rank == membership.alternate_rank
            && other.person != membership.person
            && other.start < start
            && other.ended.is_some_and(|ended| ended <= start)
    });
    before.max_by_key(|other| other.start)?.expected_end.filter(|end| *end > start)
}

/// A holder past the planned end: that can be only where the holder stays until replaced.
fn past(holding: &Holding<'_, '_>, ground: Ground<'_>) -> Option<Finding> {
    let end = holding.membership.expected_end.filter(|end| *end <= holding.question.on)?;
    let stays = ground.term.holds_over.unwrap_or(holding.at.rules.holds_over);
    Some(if stays {
        holding.found(VerdictStatus::Met, |name| {
            let nb = format!("Perioden til {name} gikk ut {end}; {name} blir sittende til en etterfølger er på plass.");
            (nb, format!("The term of {name} ended on {end}; {name} stays until a successor is in place."))
        })
    } else {
        holding.found(VerdictStatus::Breached, |name| {
            let nb = format!("Perioden til {name} gikk ut {end}, og mandatet lar ingen bli sittende.");
            (nb, format!("The term of {name} ended on {end}, and the mandate lets nobody stay on."))
        })
    })
}

/// A holding that lasts as long as an office.
fn in_office(holding: &Holding<'_, '_>) -> Finding {
    let question = holding.question;
    let offices: Vec<Code> = OFFICES.map(Code::from).into();
    let named = match &holding.at.rules.meant_for {
        SeatFor::Office(of) => vec![of.office.clone()],
        _ => Vec::new(),
    };
    let comparison = if named.is_empty() { Comparison::IsKnown } else { Comparison::Is };
    let known = KnownFacts::of(question.facts.council, &offices.iter().collect::<Vec<_>>());
    let about = About { person: holding.membership.person, represented: Represented::Unknown };
    let sight = if question.facts.around.audience == Audience::Public { Sight::Public } else { Sight::Everything };
    let (mut held, mut left) = (false, false);
    for attribute in &offices {
        let values = named.clone();
        let [now, before] = [false, true].map(|now_or_before| {
            Predicate::Fact(FactIs { attribute: attribute.clone(), comparison, values: values.clone(), now_or_before })
        });
        let on = question.on;
        let answer = holds(&now, about, &known, on, sight);
        held |= answer == Tri::True;
        // Somebody whose office is known to have ended, and of whom nothing is recorded since, has left it.
        let silent = matches!(holds(&now, about, &known, on, Sight::Everything), Tri::Unknown(_));
        left |= answer == Tri::False || (silent && holds(&before, about, &known, on, sight) == Tri::True);
    }
    match (held, left) {
        (true, _) => holding.found(VerdictStatus::Met, |name| {
            (
                format!("{name} har stillingen som plassen følger."),
                format!("{name} holds the office that the seat comes with."),
            )
        }),
        (false, true) => holding.found(VerdictStatus::Breached, |name| {
            let nb = format!("{name} har ikke lenger stillingen som plassen følger.");
            (nb, format!("{name} no longer holds the office that the seat comes with."))
        }),
        (false, false) => holding.found(VerdictStatus::Unknown, |name| {
            let nb = format!("Det er ikke kjent om {name} har stillingen som plassen følger.");
            (nb, format!("Whether {name} holds the office that the seat comes with is not known."))
        }),
    }
}

/// A holding that lasts until something happens: an event that somebody recorded under this clause.
fn until_it_happens(holding: &Holding<'_, '_>, ground: Ground<'_>) -> Finding {
    let (question, membership) = (holding.question, holding.membership);
    let mut events = question.records().filter(|record| {
        record.kind == RecordKind::Event
            && record.clause.as_ref() == Some(&ground.clause.key)
            && record.on > membership.start
    });
    if let Some(event) = events.next() {
        let day = event.on;
        return holding.found(VerdictStatus::Breached, |name| {
            let nb = format!("Det som avslutter perioden til {name}, skjedde {day}, og {name} sitter fortsatt.");
            (nb, format!("What ends the term of {name} happened on {day}, and {name} still serves."))
        });
    }
    let until = question.on.succ_opt().unwrap_or(question.on);
    if question.complete_through("events", membership.start, until) {
        return holding.found(VerdictStatus::Met, |name| {
            let nb = format!("Det som avslutter perioden til {name}, har ikke skjedd.");
            (nb, format!("What ends the term of {name} has not happened."))
        });
    }
    holding.found(VerdictStatus::Unknown, |name| {
        let nb = format!("Det er ikke registrert om det som avslutter perioden til {name}, har skjedd.");
        (nb, format!("Whether what ends the term of {name} has happened is not recorded."))
    })
}
