//! The end of a holding as its mandate plans it, and what departs from that.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::appointer::Rules;
use crate::{
    domain::{
        mandate::{
            clause::{
                Clause, Modality, Provision,
                term::{OnVacancy, Term},
                validity::ValidityKind,
            },
            tenure,
        },
        message::said,
        word::Key,
    },
    error::{Refusal, RefusalCode},
};

/// The term clause of a group, and the end that it plans for a holding from a day on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Planned<'c> {
    /// The clause.
    pub clause: &'c Clause,
    /// What it says.
    pub term: &'c Term,
    /// The first day after; None where the clause gives no day.
    pub end: Option<NaiveDate>,
}

/// What the mandate plans for a holding that starts on the day.
pub(super) fn planned(rules: Rules<'_>, start: NaiveDate) -> Option<Planned<'_>> {
    let clause = rules.clause(|provision| matches!(provision, Provision::Term(_)))?;
    let Provision::Term(term) = &clause.provision else { return None };
    Some(Planned { clause, term, end: tenure::planned_end(term, start, rules.mandate.period) })
}

/// What the mandate plans for a holder who stays on from the day.
pub(super) fn planned_renewal(rules: Rules<'_>, start: NaiveDate) -> Option<Planned<'_>> {
    let planned = planned(rules, start)?;
    let end = tenure::planned_end_of_renewal(planned.term, start, rules.mandate.period);
    Some(Planned { end, ..planned })
}

/// What is wrong with an end that somebody has chosen: the end, and what the mandate would have it be.
pub(super) fn departs(planned: Planned<'_>, chosen: Option<NaiveDate>, basis: bool) -> Option<(Departure, Refusal)> {
    let end = planned.end?;
    if chosen == Some(end) {
        return None;
    }
    let longer = chosen.is_none_or(|chosen| chosen > end);
    let at_most = planned.term.at_most.is_some();
    // A successor in mid-term serves what is left, and whoever decides within a greatest length decides.
    if !longer && (at_most || planned.term.on_vacancy == Some(OnVacancy::Remainder)) {
        return None;
    }
    let binding = planned.clause.modality == Some(Modality::Shall);
    if !binding && basis {
        return None;
    }
    let key = &planned.clause.key;
    let (departure, message) = if binding && longer {
        (
            Departure::Forbidden,
            said!(
                "etter bestemmelsen {key} ender perioden {end}; la den ende da, eller før",
                "the clause {key} has the term end on {end}; end it then, or before"
            ),
        )
    } else if binding {
        (
            Departure::Noticed,
            said!("etter bestemmelsen {key} ender perioden {end}", "the clause {key} has the term end on {end}"),
        )
    } else {
        (
            Departure::Noticed,
            said!(
                "etter bestemmelsen {key} ender perioden som regel {end}; si på hvilket grunnlag den ikke gjør det",
                "the clause {key} has the term end on {end} as a rule; say on what basis it does not"
            ),
        )
    };
    Some((departure, Refusal::new(RefusalCode::AgainstMandate, "expectedEnd", message).because_of(key)))
}

/// How much weight a departure from the mandate has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Departure {
    /// The act is not permitted.
    Forbidden,
    /// It passes with a warning.
    Noticed,
}

/// The clause that says when the mandate is in force.
pub(super) fn period_clause(rules: Rules<'_>) -> Option<&Key> {
    let clauses = rules.mandate.clauses.iter().map(|at| &at.clause);
    clauses
        .filter(|clause| matches!(&clause.provision, Provision::Period(period) if period.kind == ValidityKind::InForce))
        .map(|clause| &clause.key)
        .next()
}

/// What is wrong with the days of a holding, seen from the period of the mandate.
pub(super) fn outside_mandate(rules: Rules<'_>, start: NaiveDate, end: Option<NaiveDate>) -> Option<Refusal> {
    let version = rules.mandate.version;
    let (field, message) = match rules.mandate.period.end {
        _ if !rules.in_force && rules.council.mandate_on(start).is_some() => {
            let message = said!(
                "mandatet som gjelder {start}, har ingen plassgruppe {}",
                "the mandate in force on {start} has no seat group {}",
                rules.group.key
            );
            ("start", message)
        }
        _ if !rules.in_force => {
            let message = said!(
                "ikke noe mandat gjelder {start}; vedta et først, begynn en dag da et gjelder, eller før historikk \
                 med kilde",
                "no mandate is in force on {start}; adopt one first, start on a day on which one is, or record \
                 history with its source"
            );
            ("start", message)
        }
        Some(last) if end.is_some_and(|end| end > last) => {
            let message = said!(
                "mandatet (versjon {version}) gjelder til {last}; la perioden ende da, eller før",
                "the mandate (version {version}) is in force until {last}; end the term then, or before"
            );
            ("expectedEnd", message)
        }
        _ => return None,
    };
    let refusal = Refusal::new(RefusalCode::AgainstMandate, field, message);
    Some(match period_clause(rules) {
        Some(key) => refusal.because_of(key),
        None => refusal,
    })
}
