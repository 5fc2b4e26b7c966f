//! Designating the chair and the holders of other posts.

use super::*;
use crate::acts::roster::designate_chair::DesignateChair;

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

/// A council of members only, where two are seated.
fn world(more: &[Value]) -> World {
    let mut world = World::new();
    let mut clauses =
        vec![seats("members", group("members", 3)), super::super::clauses::appointed_by("who", "ministry")];
    clauses.extend_from_slice(more);
    world.council(1, "board", clauses.into_iter().map(clause).collect());
    world.person(50, "Kari Nordmann");
    let council = world.council_mut(id(1));
    council.memberships.push(held(60, 1101, "2025-02-01", Some("2027-02-01"), false));
    council.memberships.push(Membership { person: id(52), ..held(61, 1102, "2025-02-01", Some("2027-02-01"), false) });
    world
}

fn post(filled_by: Value) -> Value {
    json!({ "key": "lead", "modality": "SHALL", "provision": { "post": { "post": "chair", "filledBy": filled_by } } })
}

#[test]
fn a_member_becomes_the_chair_by_the_same_appointment_and_the_former_chair_a_member() {
    let mut world = world(&[]);
    world.council_mut(id(1)).memberships[1].role = Role::Chair;
    let decision = decided(world.run(&ministry(), &designate()));
    assert_eq!(kinds(&decision.changes), ["membershipEnd", "membership", "membershipEnd", "membership"]);
    let begun: Vec<&Membership> = decision
        .changes
        .iter()
        .filter_map(|change| if let Change::Membership(_, held) = change { Some(held) } else { None })
        .collect();
    let [former, chair] = begun[..] else { panic!() };
    assert_eq!((former.role, former.seat, former.appointment), (Role::Member, id(1102), id(61)));
    assert_eq!((chair.role, chair.seat, chair.appointment), (Role::Chair, id(1101), id(60)));
    for part in [former, chair] {
        assert_eq!((part.start, part.expected_end), (day("2026-03-01"), Some(day("2027-02-01"))));
    }
    let end = ends(&decision.changes);
    assert_eq!((end.membership, end.on, end.ground.as_deref()), (id(61), day("2026-03-01"), Some("new-role")));
    assert_eq!(decision.outcome.membership, chair.id);
    assert_eq!(decision.outcome.former, [id(61), former.id, id(60)]);
}

#[test]
fn an_acting_chair_takes_the_post_from_nobody_but_another_acting_chair() {
    let mut world = world(&[]);
    world.council_mut(id(1)).memberships[1].role = Role::Chair;
    let acting = DesignateChair { acting: true, ..designate() };
    let decision = decided(world.run(&ministry(), &acting));
    let begun = begins(&decision.changes);
    assert!(begun.acting && begun.role == Role::Chair && begun.seat == id(1101));

    world.council_mut(id(1)).memberships[1].acting = true;
    let decision = decided(world.run(&ministry(), &acting));
    assert_eq!(kinds(&decision.changes).len(), 4);
    // Whoever acts for the chair can become the chair.
    let becomes = DesignateChair { membership: id(61), ..designate() };
    assert!(!begins(&decided(world.run(&ministry(), &becomes)).changes).acting);
    let again = DesignateChair { membership: id(61), acting: true, ..designate() };
    assert_refused(world.run(&ministry(), &again), Conflict, "membership");
}

#[test]
fn other_posts_go_with_any_role_and_one_from_the_first_day_mends_the_entry() {
    let mut world = world(&[]);
    world.parts.codes.push(crate::domain::register::NewCode {
        list: "post".into(),
        code: "vice-chair".into(),
        label: text("vice-chair"),
    });
    let vice = DesignateChair { post: "vice-chair".into(), ..designate() };
    let decision = decided(world.run(&ministry(), &vice));
    let begun = begins(&decision.changes);
    assert_eq!((begun.role, begun.post.as_deref()), (Role::Member, Some("vice-chair")));
    let first_day = DesignateChair { on: day("2025-02-01"), ..designate() };
    let decision = decided(world.run(&ministry(), &first_day));
    let [Change::MembershipCorrected { was, is: Some(is), .. }] = &decision.changes[..] else { panic!() };
    assert_eq!((was.role, is.role, is.id, decision.outcome.membership), (Role::Member, Role::Chair, id(60), id(60)));
    let unknown = DesignateChair { post: "treasurer".into(), ..designate() };
    assert_refused(world.run(&ministry(), &unknown), NotFound, "post");
}

#[test]
fn who_fills_the_post_is_as_the_mandate_says() {
    let silent = world(&[]);
    decided(silent.run(&owner(), &designate()));
    assert_refused(silent.run(&secretariat(), &designate()), Forbidden, "");
    assert_refused(silent.run(&Caller::anonymous(), &designate()), Unauthenticated, "");

    let mut by_union = world(&[post(json!({ "organisation": { "by": { "organisation": { "slug": "union" } } } }))]);
    let union = with(&[Grant::Appointer(organisation_id("union"))]);
    assert_refused_by(by_union.run(&ministry(), &designate()), Forbidden, "", "lead");
    assert_refused_by(by_union.run(&union, &designate()), AgainstMandate, "membership", "lead");
    by_union.council_mut(id(1)).memberships[0].on_behalf_of = Some(organisation_id("union"));
    decided(by_union.run(&union, &designate()));

    let elected = world(&[post(
        json!({ "steps": { "steps": [{ "act": "ELECT", "by": [{ "part": { "part": "MEMBERS" } }] }] } }),
    )]);
    decided(elected.run(&secretariat(), &designate()));
    assert_refused_by(elected.run(&ministry(), &designate()), Forbidden, "", "lead");

    let by_seat = world(&[post(json!({ "seat": { "group": "others" } }))]);
    assert_refused_by(by_seat.run(&ministry(), &designate()), AgainstMandate, "membership", "lead");
    decided(by_seat.run(&ministry(), &DesignateChair { acting: true, ..designate() }));
}

#[test]
fn what_was_is_recorded_by_the_secretariat_with_its_source() {
    let mut world = world(&[]);
    let past = DesignateChair { on: day("2025-09-01"), history: true, ..designate() };
    assert_refused(world.run(&secretariat(), &past), BadUserInput, "source");
    let past = DesignateChair { source: Some("The council's minutes.".to_owned()), ..past };
    world.council_mut(id(1)).memberships[0].ended = Some(day("2026-01-01"));
    let decision = decided(world.run(&secretariat(), &past));
    assert_eq!(kinds(&decision.changes), ["membershipCorrected", "membership"]);
    assert_eq!(begins(&decision.changes).ended, Some(day("2026-01-01")));
    let later = DesignateChair { on: day("2026-01-01"), ..past };
    assert_refused(world.run(&secretariat(), &later), BadUserInput, "on");
}

#[test]
fn deputies_observers_and_those_past_their_term_get_no_post() {
    let mut world = world(&[]);
    for role in [Role::Deputy, Role::Observer] {
        world.council_mut(id(1)).memberships[0].role = role;
        assert_refused(world.run(&ministry(), &designate()), Conflict, "membership");
    }
    let held = &mut world.council_mut(id(1)).memberships[0];
    (held.role, held.holds_over, held.expected_end) = (Role::Member, true, Some(day("2026-01-01")));
    assert_refused(world.run(&ministry(), &designate()), Conflict, "on");
    assert_refused(
        world.run(&ministry(), &DesignateChair { membership: id(69), ..designate() }),
        NotFound,
        "membership",
    );
}

#[test]
fn a_seat_of_the_chair_is_filled_and_not_taken_over() {
    let mut world = council_with(&[]);
    let council = world.council_mut(id(1));
    council.memberships.push(held(60, 1101, "2025-02-01", None, false));
    council.memberships.push(Membership {
        person: id(52),
        role: Role::Chair,
        ..held(61, 1201, "2025-02-01", None, false)
    });
    assert_refused(world.run(&ministry(), &designate()), Conflict, "membership");
    decided(world.run(&ministry(), &DesignateChair { acting: true, ..designate() }));
}

#[test]
fn observers_are_appointed_to_the_seats_of_observers() {
    let mut guests = group("guests", 1);
    guests["role"] = json!("OBSERVER");
    let world = council_with(&[seats("guests", guests)]);
    let observer = crate::acts::roster::appoint::Appoint {
        place: crate::acts::roster::place::Place::Group("guests".into()),
        ..appoint()
    };
    assert_eq!(begins(&decided(world.run(&ministry(), &observer)).changes).role, Role::Observer);
}
