//! Renewing a term.

use super::*;
use crate::acts::roster::renew::RenewTerm;

fn renew() -> RenewTerm {
    RenewTerm {
        council: id(1),
        membership: id(60),
        start: None,
        expected_end: None,
        decided_by: None,
        decided_on: None,
        basis: None,
    }
}

fn world(terms: &str, rule: Value) -> World {
    let mut world = council_with(&[term(terms, rule)]);
    let council = world.council_mut(id(1));
    council.memberships.push(held(60, 1101, "2024-06-01", Some("2026-06-01"), false));
    let known = world.persons[&id(51)].clone();
    world.council_mut(id(1)).persons.insert(id(51), known);
    world.persons.clear();
    world
}

#[test]
fn a_term_goes_on_from_its_planned_end_by_a_new_appointment() {
    let world = world("SHALL", json!({ "length": "P2Y" }));
    let decision = decided(world.run(&ministry(), &renew()));
    assert_eq!(kinds(&decision.changes), ["membershipEnd", "appointment", "membership"]);
    let end = ends(&decision.changes);
    assert_eq!((end.membership, end.on, end.ground.as_deref()), (id(60), day("2026-06-01"), Some("renewal")));
    let next = begins(&decision.changes);
    assert_eq!((next.start, next.expected_end), (day("2026-06-01"), Some(day("2028-06-01"))));
    assert_eq!((next.person, next.seat, next.role), (id(51), id(1101), Role::Member));
    assert_ne!(next.appointment, id(60));
    assert_eq!((decision.outcome.membership, decision.outcome.former), (next.id, id(60)));
}

#[test]
fn only_whoever_fills_the_seat_renews() {
    let world = world("SHALL", json!({ "length": "P2Y" }));
    assert_refused(world.run(&Caller::anonymous(), &renew()), Unauthenticated, "");
    for other in [secretariat(), owner(), Caller::console()] {
        assert_refused_by(world.run(&other, &renew()), Forbidden, "", "who");
    }
    assert_refused(world.run(&ministry(), &RenewTerm { membership: id(61), ..renew() }), NotFound, "membership");
}

#[test]
fn a_renewal_that_the_term_clause_forbids_is_refused_and_one_that_it_advises_against_asks_for_a_basis() {
    for rule in [
        json!({ "length": "P2Y", "renewal": { "allowed": false } }),
        json!({ "length": "P2Y", "limits": [{ "counted": "TOTAL", "terms": 1 }] }),
        json!({ "length": "P2Y", "limits": [{ "counted": "CONSECUTIVE", "duration": "P3Y" }] }),
        json!({ "length": "P2Y", "limits": [{ "counted": "IN_WINDOW", "terms": 1, "window": "P8Y" }] }),
    ] {
        let shall = world("SHALL", rule.clone());
        assert_refused_by(shall.run(&ministry(), &renew()), AgainstMandate, "membership", "term");
        let default = world("BY_DEFAULT", rule);
        let warned = decided(default.run(&ministry(), &renew()));
        assert_eq!(words(&warned.warnings), [(Some("membership"), Some("term"))]);
        let basis = RenewTerm { basis: Some("Nobody else was found.".to_owned()), ..renew() };
        assert_eq!(words(&decided(default.run(&ministry(), &basis)).warnings), []);
    }
}

#[test]
fn renewals_are_counted_by_appointment_and_not_by_entry() {
    let rule = json!({ "length": "P2Y", "renewal": { "allowed": true, "atMost": 1 } });
    let mut world = world("SHALL", rule);
    // The chair in the middle of the term: two entries of one appointment.
    let council = world.council_mut(id(1));
    council.memberships[0].ended = Some(day("2025-06-01"));
    council.memberships.push(Membership {
        appointment: id(60),
        role: Role::Chair,
        ..held(61, 1101, "2025-06-01", Some("2026-06-01"), false)
    });
    let again = RenewTerm { membership: id(61), ..renew() };
    assert_eq!(begins(&decided(world.run(&ministry(), &again)).changes).role, Role::Chair);
    // An earlier appointment is another term.
    world.council_mut(id(1)).memberships[0].appointment = id(59);
    assert_refused_by(world.run(&ministry(), &again), AgainstMandate, "membership", "term");
}

#[test]
fn a_renewal_has_a_length_of_its_own_and_leaves_no_gap() {
    let world = world("SHALL", json!({ "length": "P2Y", "renewal": { "allowed": true, "length": "P1Y" } }));
    assert_eq!(begins(&decided(world.run(&ministry(), &renew())).changes).expected_end, Some(day("2027-06-01")));
    let early = RenewTerm { start: Some(day("2026-04-01")), ..renew() };
    assert_eq!(ends(&decided(world.run(&ministry(), &early)).changes).on, day("2026-04-01"));
    for start in ["2024-06-01", "2026-06-02"] {
        assert_refused(
            world.run(&ministry(), &RenewTerm { start: Some(day(start)), ..renew() }),
            BadUserInput,
            "start",
        );
    }
    let mut open = world;
    open.council_mut(id(1)).memberships[0].expected_end = None;
    assert_refused(open.run(&ministry(), &renew()), BadUserInput, "start");
    open.council_mut(id(1)).memberships[0].ended = Some(day("2026-01-01"));
    assert_refused(open.run(&ministry(), &renew()), Conflict, "membership");
}

#[test]
fn a_successor_who_is_appointed_already_is_in_the_way() {
    let mut world = world("SHALL", json!({ "length": "P2Y" }));
    world
        .council_mut(id(1))
        .memberships
        .push(Membership { person: id(52), ..held(61, 1101, "2026-06-01", Some("2028-06-01"), false) });
    assert_refused(world.run(&ministry(), &renew()), Conflict, "membership");
}
