//! Marks of completeness, for a period and until they end.

use super::{appoint::council_with, world::*};
use crate::{
    access::caller::Caller,
    acts::{
        record::end_completeness::EndCompleteness,
        roster::assert_complete::{AssertComplete, SUBJECTS},
    },
    domain::{change::Change, council::Completeness, people::Grant, time::Period},
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn complete(subject: &str, since: &str, until: Option<&str>) -> AssertComplete {
    AssertComplete { council: id(1), subject: subject.into(), since: day(since), until: until.map(day) }
}

fn end(subject: &str, on: &str) -> EndCompleteness {
    EndCompleteness { council: id(1), subject: subject.into(), on: day(on) }
}

fn mark(number: u128, subject: &str, since: &str, until: Option<&str>) -> Completeness {
    Completeness {
        id: id(number),
        subject: subject.into(),
        period: Period { start: Some(day(since)), end: until.map(day) },
        asserted_by: None,
    }
}

#[test]
fn every_kind_of_fact_that_checks_look_at_can_be_complete() {
    let world = council_with(&[]);
    for subject in SUBJECTS {
        let decision = decided(world.run(&secretariat(), &complete(subject, "2020-01-01", Some("2024-01-01"))));
        let [Change::Completeness(_, mark)] = decision.changes.as_slice() else { panic!() };
        assert_eq!(mark.period, Period { start: Some(day("2020-01-01")), end: Some(day("2024-01-01")) });
    }
    for until in ["2020-01-01", "2019-01-01", "2026-03-02"] {
        let act = complete("meetings", "2020-01-01", Some(until));
        assert_refused(world.run(&secretariat(), &act), BadUserInput, "until");
    }
}

#[test]
fn a_mark_that_adds_nothing_is_refused() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).completeness.push(mark(80, "meetings", "2020-01-01", Some("2024-01-01")));
    let within = complete("meetings", "2021-01-01", Some("2023-01-01"));
    assert_refused(world.run(&secretariat(), &within), Conflict, "since");
    for adds in [
        complete("meetings", "2021-01-01", None),
        complete("meetings", "2021-01-01", Some("2025-01-01")),
        complete("meetings", "2024-01-01", None),
        complete("attendance", "2021-01-01", Some("2023-01-01")),
    ] {
        decided(world.run(&secretariat(), &adds));
    }
}

#[test]
fn a_mark_ends_and_all_that_reach_over_the_day_with_it() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).completeness = vec![
        mark(80, "meetings", "2022-01-01", None),
        mark(81, "meetings", "2020-01-01", None),
        mark(82, "meetings", "2018-01-01", Some("2019-01-01")),
        mark(83, "roster", "2018-01-01", None),
    ];
    let decision = decided(world.run(&secretariat(), &end("meetings", "2025-01-01")));
    assert_eq!(kinds(&decision.changes), ["completenessEnd", "completenessEnd"]);
    assert_eq!(decision.outcome.completeness, [id(80), id(81)]);
    for nothing in [end("meetings", "2019-06-01"), end("meetings", "2020-01-01"), end("items", "2025-01-01")] {
        assert_refused(world.run(&secretariat(), &nothing), NotFound, "on");
    }
    assert_refused(world.run(&secretariat(), &end("weather", "2025-01-01")), BadUserInput, "subject");
    assert_refused(world.run(&secretariat(), &end("meetings", "2026-03-02")), BadUserInput, "on");
    decided(world.run(&Caller::console(), &end("meetings", "2025-01-01")));
    assert_refused(world.run(&Caller::anonymous(), &end("meetings", "2025-01-01")), Unauthenticated, "");
    for other in [with(&[]), with(&[Grant::Secretariat(id(2))])] {
        assert_refused(world.run(&other, &end("meetings", "2025-01-01")), Forbidden, "");
    }
}
