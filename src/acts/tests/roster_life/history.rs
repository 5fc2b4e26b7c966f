//! Recording who held which seat before.

use super::*;
use crate::{
    acts::roster::{
        place::Place,
        record_history::{HistoryEntry, RecordHistory},
        who::Who,
    },
    domain::time::Period,
};

fn entry(group: &str, name: &str, start: &str, end: Option<&str>) -> HistoryEntry {
    HistoryEntry {
        place: Place::Group(group.into()),
        who: Who::New(name.to_owned()),
        role: None,
        alternate_rank: 0,
        start: day(start),
        end: end.map(day),
        expected_end: None,
        on_behalf_of: None,
        decided_by: None,
        decided_on: None,
        source: "The council's yearly report.".to_owned(),
    }
}

fn record(entries: Vec<HistoryEntry>) -> RecordHistory {
    RecordHistory { council: id(1), entries }
}

fn memberships(changes: &[Change]) -> Vec<&Membership> {
    changes
        .iter()
        .filter_map(|change| if let Change::Membership(_, held) = change { Some(held) } else { None })
        .collect()
}

#[test]
fn what_was_is_entered_in_any_order_with_the_people() {
    let world = council_with(&[term("SHALL", json!({ "length": "P2Y", "renewal": { "allowed": false } }))]);
    let decision = decided(world.run(
        &secretariat(),
        &record(vec![
            entry("members", "Ada Eldre", "2022-01-01", Some("2025-01-01")),
            entry("members", "Bo Første", "2020-01-01", Some("2022-01-01")),
            entry("members", "Ada Eldre", "2020-01-01", Some("2022-01-01")),
        ]),
    ));
    assert_eq!(kinds(&decision.changes).iter().filter(|kind| *kind == "person").count(), 2, "{:?}", decision.changes);
    let held = memberships(&decision.changes);
    assert_eq!(held.len(), 3);
    assert_eq!(decision.outcome.memberships[0], held[2].id, "in the order of the input");
    assert_eq!((held[2].person, held[2].ended), (held[1].person, Some(day("2025-01-01"))));
    // Unlawful, and noticed: nobody was to serve twice.
    assert!(words(&decision.warnings).contains(&(Some("entries[0].person"), Some("term"))), "{:?}", decision.warnings);
}

#[test]
fn only_the_secretariat_and_operators_record_and_all_or_nothing() {
    let world = council_with(&[]);
    let fine = entry("members", "Ada Eldre", "2020-01-01", Some("2022-01-01"));
    decided(world.run(&Caller::console(), &record(vec![fine.clone()])));
    assert_refused(world.run(&ministry(), &record(vec![fine.clone()])), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &record(vec![fine.clone()])), Unauthenticated, "");
    assert_refused(world.run(&secretariat(), &record(Vec::new())), BadUserInput, "entries");
    assert_refused(world.run(&secretariat(), &record(vec![fine.clone(); 201])), BadUserInput, "entries");

    let seat = |entry: HistoryEntry| HistoryEntry { place: Place::Seat(id(1101)), ..entry };
    let twice = record(vec![seat(fine.clone()), seat(entry("members", "Bo Første", "2021-12-31", Some("2023-01-01")))]);
    assert_refused(world.run(&secretariat(), &twice), Conflict, "entries[1].seat");
    let backwards = record(vec![fine.clone(), entry("members", "Bo Første", "2021-01-01", Some("2020-06-01"))]);
    assert_refused(world.run(&secretariat(), &backwards), BadUserInput, "entries[1].end");
    let unnamed = record(vec![entry("members", "", "2021-01-01", None)]);
    assert_refused(world.run(&secretariat(), &unnamed), BadUserInput, "entries[0].personName");
    let unknown = record(vec![HistoryEntry { who: Who::Known(id(99)), ..fine.clone() }]);
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "entries[0].person");
    let elsewhere = record(vec![fine, entry("guests", "Bo Første", "2021-01-01", None)]);
    assert_refused(world.run(&secretariat(), &elsewhere), NotFound, "entries[1].group");
}

#[test]
fn before_every_mandate_seats_are_made_that_end_with_the_first_one() {
    let mut world = council_with(&[]);
    let council = world.council_mut(id(1));
    council.mandates[0].period = Period { start: Some(day("2020-01-01")), end: Some(day("2024-01-01")) };
    let decision = decided(world.run(
        &secretariat(),
        &record(vec![
            entry("members", "Bo Første", "2017-01-01", Some("2019-01-01")),
            entry("members", "Ada Eldre", "2015-01-01", Some("2017-01-01")),
        ]),
    ));
    let made: Vec<_> = decision
        .changes
        .iter()
        .filter_map(|change| if let Change::Seat(_, seat) = change { Some(seat) } else { None })
        .collect();
    let [seat] = made[..] else { panic!("one seat serves both: {made:?}") };
    assert_eq!(seat.period, Period { start: Some(day("2015-01-01")), end: Some(day("2020-01-01")) });
    assert_eq!(memberships(&decision.changes)[0].expected_end, None, "no mandate planned anything");
    // How many sat there before it, no mandate says.
    let three = ["Ada Eldre", "Bo Første", "Cato Tidlig"];
    let three = three.map(|name| entry("members", name, "2015-01-01", Some("2019-01-01"))).to_vec();
    assert_eq!(memberships(&decided(world.run(&secretariat(), &record(three))).changes).len(), 3);
    // Between two mandates the seats are there, and who sits on them is recorded and noticed.
    let between = record(vec![entry("members", "Bo Første", "2024-02-01", Some("2024-03-01"))]);
    let decision = decided(world.run(&secretariat(), &between));
    assert_eq!(words(&decision.warnings), [(Some("entries[0].start"), None)]);
}
