//! How often and how long somebody can hold a post that has a term of its own.

use super::*;
use crate::acts::roster::{designate_chair::DesignateChair, renew::RenewTerm};

/// Kari sits from February 2025 to February 2027, and was chair by an earlier appointment from 2021 to 2024.
fn world(modality: &str, own: Value) -> World {
    let mut world = World::new();
    let lead = json!({ "key": "lead", "modality": modality, "provision": { "post": { "post": "chair",
        "filledBy": { "steps": { "steps": [{ "act": "APPOINT" }] } }, "term": own } } });
    let clauses =
        vec![seats("members", group("members", 3)), super::super::clauses::appointed_by("who", "ministry"), lead];
    world.council(1, "board", clauses.into_iter().map(clause).collect());
    let council = world.council_mut(id(1));
    let before = held(59, 1101, "2021-01-01", Some("2024-01-01"), false);
    council.memberships.push(Membership { role: Role::Chair, ended: before.expected_end, ..before });
    council.memberships.push(held(60, 1101, "2025-02-01", Some("2027-02-01"), false));
    world
}

fn designate() -> DesignateChair {
    DesignateChair {
        council: id(1),
        membership: id(60),
        post: "chair".into(),
        acting: false,
        on: day("2026-03-01"),
        reason: None,
        source: None,
        history: false,
    }
}

fn once() -> Value {
    json!({ "length": "P2Y", "limits": [{ "counted": "TOTAL", "terms": 1 }] })
}

#[test]
fn one_term_too_many_in_the_post_is_refused_by_its_clause() {
    let mut world = world("SHALL", once());
    assert_refused_by(world.run(&secretariat(), &designate()), AgainstMandate, "membership", "lead");
    let acting = DesignateChair { acting: true, ..designate() };
    decided(world.run(&secretariat(), &acting));
    // What was only held for the chair was no term.
    world.council_mut(id(1)).memberships[0].acting = true;
    decided(world.run(&secretariat(), &designate()));
    // Nor was a seat without the post.
    let before = &mut world.council_mut(id(1)).memberships[0];
    (before.acting, before.role) = (false, Role::Member);
    decided(world.run(&secretariat(), &designate()));
}

#[test]
fn another_post_another_modality_and_history_are_not_refused() {
    let mut own = world("SHALL", once());
    own.parts.codes.push(crate::domain::register::NewCode {
        list: "post".into(),
        code: "vice-chair".into(),
        label: text("vice-chair"),
    });
    let vice = DesignateChair { post: "vice-chair".into(), ..designate() };
    decided(own.run(&ministry(), &vice));
    let lenient = world("SHOULD", once());
    let decision = decided(lenient.run(&secretariat(), &designate()));
    assert_eq!(words(&decision.warnings), [(Some("membership"), Some("lead"))]);
    let past =
        DesignateChair { history: true, source: Some("Minutes.".to_owned()), on: day("2026-01-01"), ..designate() };
    let decision = decided(world("SHALL", once()).run(&secretariat(), &past));
    assert_eq!(words(&decision.warnings), [(Some("membership"), Some("lead"))]);
}

#[test]
fn a_return_to_the_post_before_the_time_has_passed_is_refused() {
    let cooling = |pause: &str| json!({ "coolingOff": pause });
    assert_refused_by(
        world("SHALL", cooling("P3Y")).run(&secretariat(), &designate()),
        AgainstMandate,
        "membership",
        "lead",
    );
    decided(world("SHALL", cooling("P2Y")).run(&secretariat(), &designate()));
}

#[test]
fn a_post_that_cannot_be_renewed_is_not_held_twice_in_a_row() {
    let never = || world("SHALL", json!({ "renewal": { "allowed": false } }));
    decided(never().run(&secretariat(), &designate()));
    let mut on_end = never();
    let before = &mut on_end.council_mut(id(1)).memberships[0];
    (before.ended, before.expected_end) = (Some(day("2026-03-01")), Some(day("2026-03-01")));
    assert_refused_by(on_end.run(&secretariat(), &designate()), AgainstMandate, "membership", "lead");
}

#[test]
fn a_length_that_is_used_up_is_refused_and_one_that_will_be_is_noticed() {
    let at_most = |duration: &str| json!({ "limits": [{ "counted": "TOTAL", "duration": duration }] });
    let run = |duration: &str| world("SHALL", at_most(duration)).run(&secretariat(), &designate());
    assert_refused_by(run("P3Y"), AgainstMandate, "membership", "lead");
    assert_eq!(words(&decided(run("P3Y6M")).warnings), [(Some("membership"), Some("lead"))]);
    assert_eq!(decided(run("P4Y")).warnings, []);
}

#[test]
fn a_chair_is_renewed_within_the_limits_of_the_post_only() {
    let mut world = world("SHALL", json!({ "renewal": { "allowed": false } }));
    let renew = RenewTerm {
        council: id(1),
        membership: id(60),
        start: None,
        expected_end: Some(day("2029-02-01")),
        decided_by: None,
        decided_on: None,
        basis: None,
    };
    world.person(51, "Kari Nordmann");
    let known = world.persons[&id(51)].clone();
    world.council_mut(id(1)).persons.insert(id(51), known);
    decided(world.run(&ministry(), &renew));
    world.council_mut(id(1)).memberships[1].role = Role::Chair;
    assert_refused_by(world.run(&ministry(), &renew), AgainstMandate, "membership", "lead");
}
