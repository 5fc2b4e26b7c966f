//! Memberships as a whole: within the mandates, at seats that exist, within their time; and seats without anybody.
//!
//! May import: `domain`.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{super::question::Facts, Finding, dated, finding};
use crate::domain::{
    council::{Council, MandateStatus, Membership, Seat},
    id::SeatId,
    mandate::{
        composition::GroupRules,
        verdict::{Evidence, Subject, Told, VerdictStatus},
    },
    text::Text,
    time::Period,
};

/// The seats of the mandate on the day, and the memberships in force then.
pub(super) struct Roster<'f> {
    facts: &'f Facts<'f>,
    on: NaiveDate,
    seats: HashMap<SeatId, (&'f Seat, &'f GroupRules)>,
    in_force: Vec<&'f Membership>,
    /// When some mandate is in force, in order.
    mandated: Vec<Period>,
}

impl<'f> Roster<'f> {
    pub fn of(facts: &'f Facts<'f>, on: NaiveDate) -> Self {
        let council = facts.council;
        let groups: HashMap<_, _> = facts
            .mandate
            .composition
            .groups
            .iter()
            .filter_map(|rules| Some((council.group(&rules.key)?.id, rules)))
            .collect();
        let seats = council.seats.iter().filter(|seat| seat.period.contains(on));
        Self {
            facts,
            on,
            seats: seats.filter_map(|seat| Some((seat.id, (seat, *groups.get(&seat.group)?)))).collect(),
            in_force: council.memberships.iter().filter(|held| held.in_force_on(on)).collect(),
            mandated: mandated(council),
        }
    }

    fn about(
        &self,
        status: VerdictStatus,
        held: &Membership,
        nb: impl FnOnce(&str) -> String,
        en: impl FnOnce(&str) -> String,
        day: Option<(&str, &str, NaiveDate)>,
    ) -> Finding {
        let subject = Some(Subject::Membership(held.id));
        let council = self.facts.council;
        let message = || {
            let name = name_of(council, held);
            Text::nb_en(&nb(name), &en(name))
        };
        let evidence = || {
            let day = day.map(|(nb, en, day)| dated(nb, en, day, subject));
            std::iter::once(member_evidence(council, held)).chain(day).collect()
        };
        finding(self.facts.around.words, status, subject, message, evidence)
    }

    /// Memberships in force that reach outside every adopted mandate.
    pub fn within_mandates(&self) -> Vec<Finding> {
        let outside = self.in_force.iter().filter(|held| !within(&self.mandated, held));
        outside
            .map(|held| {
                self.about(
                    VerdictStatus::Breached,
                    held,
                    |name| format!("{name} er oppnevnt for en tid som ikke noe mandat dekker."),
                    |name| format!("{name} is appointed for a time that no mandate covers."),
                    Some(("fra", "from", held.start)),
                )
            })
            .collect()
    }

    /// Memberships in force at seats that the mandate no longer has.
    pub fn at_seats_that_are_gone(&self) -> Vec<Finding> {
        let gone = self.in_force.iter().filter(|held| !self.seats.contains_key(&held.seat));
        gone.map(|held| {
            self.about(
                VerdictStatus::Breached,
                held,
                |name| format!("{name} er registrert på en plass som ikke finnes i mandatet."),
                |name| format!("{name} is recorded in a seat that the mandate does not have."),
                None,
            )
        })
        .collect()
    }

    fn expired(&self) -> impl Iterator<Item = (&'f Membership, NaiveDate)> {
        self.in_force.iter().filter_map(|held| Some((*held, held.expected_end.filter(|end| *end <= self.on)?)))
    }

    fn may_stay(&self, held: &Membership) -> bool {
        held.holds_over && self.seats.get(&held.seat).is_some_and(|(_, rules)| rules.holds_over)
    }

    /// Memberships past their planned end that no clause lets go on.
    pub fn past_their_time(&self) -> Vec<Finding> {
        let over = self.expired().filter(|(held, _)| !self.may_stay(held));
        over.map(|(held, end)| {
            self.about(
                VerdictStatus::Breached,
                held,
                |name| format!("Tiden til {name} var ute {end}, og mandatet sier ikke at noen blir sittende."),
                |name| {
                    format!("The time of {name} was over on {end}, and the mandate does not say that anybody stays.")
                },
                Some(("planlagt slutt", "planned end", end)),
            )
        })
        .collect()
    }

    /// Memberships past their planned end that a clause lets go on until somebody takes over.
    pub fn staying_until_replaced(&self) -> Vec<Finding> {
        let over = self.expired().filter(|(held, _)| self.may_stay(held));
        over.map(|(held, end)| {
            self.about(
                VerdictStatus::Met,
                held,
                |name| format!("Tiden til {name} var ute {end}; {name} blir sittende til noen overtar."),
                |name| format!("The time of {name} was over on {end}; {name} stays until somebody takes over."),
                Some(("planlagt slutt", "planned end", end)),
            )
        })
        .collect()
    }

    /// One finding on the seats without anybody. A number of seats that is not fixed makes no vacancy.
    pub fn vacancies(&self) -> Vec<Finding> {
        let holders: std::collections::HashSet<SeatId> =
            self.in_force.iter().filter(|held| held.alternate_rank == 0).map(|held| held.seat).collect();
        let mut empty: Vec<&(&Seat, &GroupRules)> =
            self.seats.values().filter(|(seat, rules)| rules.seats.is_some() && !holders.contains(&seat.id)).collect();
        if empty.is_empty() {
            return Vec::new();
        }
        let marks = &self.facts.council.completeness;
        let complete = marks.iter().any(|mark| &*mark.subject == "roster" && mark.period.contains(self.on));
        let (status, count) = (if complete { VerdictStatus::Breached } else { VerdictStatus::Unknown }, empty.len());
        let message = || {
            if complete {
                Text::nb_en(&format!("Ledige plasser: {count}."), &format!("Vacant seats: {count}."))
            } else {
                Text::nb_en(
                    &format!(
                        "Plasser uten noen registrert: {count}. Ingen har sagt at listen over medlemmer er fullstendig."
                    ),
                    &format!("Seats with nobody recorded: {count}. Nobody has said that the roster is complete."),
                )
            }
        };
        empty.sort_by_key(|(seat, rules)| (rules.clause, seat.ordinal));
        let evidence = || empty.iter().map(|(seat, rules)| self.vacant(seat, rules)).collect();
        vec![finding(self.facts.around.words, status, None, message, evidence)]
    }

    fn vacant(&self, seat: &Seat, rules: &GroupRules) -> Evidence {
        let since = self.facts.council.vacant_since(seat.id, self.on);
        let value = Told::Seat { ordinal: seat.ordinal, vacant_since: since };
        Evidence { label: rules.label.clone(), value, subject: Some(Subject::Seat(seat.id)) }
    }
}

/// When some mandate is in force, in order of the first day.
fn mandated(council: &Council) -> Vec<Period> {
    let adopted = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    let mut periods: Vec<Period> = adopted.map(|mandate| mandate.period).filter(|period| !period.is_empty()).collect();
    periods.sort_by_key(|period| period.start);
    periods
}

/// Whether every day of the membership is a day of some mandate. A membership without an end lasts as long as there is
/// a mandate.
fn within(mandated: &[Period], held: &Membership) -> bool {
    let until = held.until().or(held.expected_end);
    let mut covered: Option<NaiveDate> = None;
    for period in mandated {
        let from = covered.unwrap_or(held.start);
        if period.start.is_some_and(|start| from < start) {
            break;
        }
        match period.end {
            None => return true,
            Some(end) if from < end => covered = Some(end),
            Some(_) => {}
        }
    }
    covered.is_some_and(|covered| until.is_none_or(|until| until <= covered))
}

/// Those who are recorded in seats although no mandate is in force.
pub(super) fn without_mandate(council: &Council, on: NaiveDate) -> Vec<Finding> {
    let seated = council.memberships.iter().filter(|held| held.in_force_on(on));
    seated
        .map(|held| Finding {
            status: VerdictStatus::Breached,
            subject: Some(Subject::Membership(held.id)),
            message: {
                let name = name_of(council, held);
                Text::nb_en(
                    &format!("{name} er registrert i rådet, enda ikke noe mandat er i kraft."),
                    &format!("{name} is recorded on the council, although no mandate is in force."),
                )
            },
            evidence: vec![member_evidence(council, held)],
        })
        .collect()
}

fn name_of<'c>(council: &'c Council, held: &Membership) -> &'c str {
    council.persons.get(&held.person).map_or("?", |person| person.name.as_str())
}

fn member_evidence(council: &Council, held: &Membership) -> Evidence {
    Evidence {
        label: Text::nb_en("medlemskap", "membership"),
        value: name_of(council, held).into(),
        subject: Some(Subject::Membership(held.id)),
    }
}
