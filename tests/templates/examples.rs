//! The examples from another country: they use what the founding mandates lack.

use std::collections::BTreeSet;

use mandat::domain::mandate::clause::{
    Clause, Provision,
    meetings::{Meetings, VoteBase},
    scope::SeatClass,
    seat_count::SeatCount,
    seats::SeatFor,
    statement::Topic,
    validity::ValidityKind,
};

use crate::read::{composition, council, paths};

fn all_clauses() -> Vec<Clause> {
    paths("examples").iter().flat_map(|path| council(path).clauses).collect()
}

fn meetings(clauses: &[Clause]) -> impl Iterator<Item = &Meetings> {
    clauses.iter().filter_map(
        |clause| {
            if let Provision::Meetings(meetings) = &clause.provision { Some(meetings) } else { None }
        },
    )
}

#[test]
fn a_maximum_and_parts_of_it_make_no_number_of_seats() {
    let council = council("examples/national-advisory-council-nursing-research.toml");
    let seats = composition(&council.clauses);
    assert_eq!(seats.seat_count(), None);
    assert_eq!(seats.declared_total, None);
    let parts: Vec<_> = seats
        .groups
        .iter()
        .filter(|group| matches!(group.size, SeatCount::Share(_)))
        .map(|group| group.seats)
        .collect();
    assert_eq!(parts, [None, None]);
    let offices = seats.groups.iter().filter(|group| matches!(group.meant_for, SeatFor::Office(_)));
    assert_eq!(offices.filter(|group| group.class == SeatClass::NonVoting && group.seats == Some(1)).count(), 6);
    assert!(seats.group("disciplines").unwrap().holds_over);
    assert!(!seats.group("secretary").unwrap().holds_over);
}

#[test]
fn quorum_and_majority_are_reckoned_as_the_act_says() {
    let council = council("examples/north-american-wetlands-conservation-council.toml");
    let quorum = meetings(&council.clauses).find_map(|meetings| meetings.quorum.as_ref()).unwrap();
    assert_eq!(quorum.at_least.least_of(9), 5);
    assert_eq!(quorum.at_least.least_of(8), 5);
    let voting = meetings(&council.clauses).flat_map(|meetings| &meetings.voting).next().unwrap();
    assert_eq!((voting.base, voting.majority.least_of(9), voting.majority.least_of(8)), (VoteBase::Cast, 6, 6));
    let forfeit = meetings(&council.clauses).find_map(|meetings| meetings.forfeit.as_ref()).unwrap();
    assert!(forfeit.consecutive && forfeit.absences == 3);
}

#[test]
fn together_they_use_what_the_founding_mandates_lack() {
    let clauses = all_clauses();
    let topics: BTreeSet<Topic> =
        clauses
            .iter()
            .filter_map(|clause| {
                if let Provision::Statement(statement) = &clause.provision { Some(statement.topic) } else { None }
            })
            .collect();
    assert!(
        [Topic::ConflictOfInterest, Topic::Remuneration, Topic::Confidentiality]
            .iter()
            .all(|topic| topics.contains(topic))
    );
    let has = |found: &dyn Fn(&Provision) -> bool| clauses.iter().any(|clause| found(&clause.provision));
    assert!(has(&|provision| matches!(provision, Provision::Period(period) if period.kind == ValidityKind::Renewal)));
    assert!(has(&|provision| matches!(provision, Provision::Term(term) if term.staggering.is_some())));
    assert!(has(
        &|provision| matches!(provision, Provision::Term(term) if !term.limits.is_empty() && term.cooling_off.is_some())
    ));
    assert!(has(&|provision| matches!(provision, Provision::Procedure(procedure) if !procedure.endings.is_empty())));
    assert!(has(
        &|provision| matches!(provision, Provision::Seats(seats) if seats.alternates.as_ref().is_some_and(|some| some.shared))
    ));
    assert!(has(&|provision| matches!(provision, Provision::Post(post) if post.term.is_some())));
}

#[test]
fn every_provision_says_where_it_comes_from() {
    for path in paths("examples") {
        let council = council(&path);
        assert!(council.mandate.as_ref().and_then(|head| head.url.as_deref()).is_some(), "{path} cites no source");
        for clause in &council.clauses {
            let source = clause.source.as_ref().unwrap_or_else(|| panic!("{path}: {} has no source", clause.key));
            assert!(source.locator.is_some(), "{path}: {} has no place in its source", clause.key);
            assert!(!source.statutory || source.url.is_some(), "{path}: {} cites a law without an address", clause.key);
        }
    }
}
