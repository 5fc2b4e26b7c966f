//! Designating those who stand in.

use super::*;
use crate::acts::roster::designate_deputy::DesignateDeputy;

fn deputy() -> DesignateDeputy {
    DesignateDeputy {
        council: id(1),
        seat: id(1101),
        rank: 1,
        person: id(50),
        start: day("2026-03-01"),
        expected_end: None,
        on_behalf_of: None,
        decided_by: None,
        decided_on: None,
        basis: None,
    }
}

fn designates(by: Value) -> Value {
    json!({ "key": "send", "modality": "SHALL", "appliesTo": { "holders": "ALTERNATES" },
        "provision": { "procedure": { "steps": [{ "act": "DESIGNATE", "by": [by] }] } } })
}

#[test]
fn a_deputy_takes_the_place_of_the_deputy_before() {
    let mut world = council_with(&[alternates(2)]);
    let council = world.council_mut(id(1));
    council
        .memberships
        .push(Membership { on_behalf_of: Some(organisation_id("union")), ..held(60, 1101, "2025-01-01", None, false) });
    let decision = decided(world.run(&ministry(), &deputy()));
    assert_eq!(kinds(&decision.changes), ["appointment", "membership"]);
    let begun = begins(&decision.changes);
    assert_eq!((begun.role, begun.alternate_rank), (Role::Deputy, 1));
    assert_eq!(begun.on_behalf_of, Some(organisation_id("union")), "as the holder");

    let before = |number: u128, rank| Membership {
        person: id(52),
        role: Role::Deputy,
        alternate_rank: rank,
        ..held(number, 1101, "2025-01-01", None, false)
    };
    world.council_mut(id(1)).memberships.extend([before(61, 1), before(62, 2)]);
    let decision = decided(world.run(&ministry(), &deputy()));
    assert_eq!(kinds(&decision.changes), ["membershipEnd", "appointment", "membership"]);
    let end = ends(&decision.changes);
    assert_eq!((end.membership, end.on, end.ground.as_deref()), (id(61), day("2026-03-01"), Some("replaced")));
    assert_eq!(decision.outcome.former, [id(61)]);

    let same = DesignateDeputy { person: id(52), ..deputy() };
    assert_refused(world.run(&ministry(), &same), Conflict, "person");
    let from_the_start = DesignateDeputy { start: day("2025-01-01"), ..deputy() };
    assert_refused(world.run(&ministry(), &from_the_start), Conflict, "start");
    let holder = DesignateDeputy { person: id(51), ..deputy() };
    assert_refused(world.run(&ministry(), &holder), Conflict, "person");
}

#[test]
fn there_are_as_many_deputies_as_the_mandate_has() {
    let world = council_with(&[alternates(1)]);
    assert_refused(world.run(&ministry(), &DesignateDeputy { rank: 0, ..deputy() }), BadUserInput, "rank");
    let second = DesignateDeputy { rank: 2, ..deputy() };
    assert_refused_by(world.run(&ministry(), &second), AgainstMandate, "rank", "deputies");
    let of_chair = DesignateDeputy { seat: id(1201), ..deputy() };
    assert_refused_by(world.run(&ministry(), &of_chair), AgainstMandate, "rank", "chair");
    let elsewhere = DesignateDeputy { seat: id(2101), ..deputy() };
    assert_refused(world.run(&ministry(), &elsewhere), NotFound, "seat");
}

#[test]
fn whoever_designates_deputies_by_the_mandate_does_and_nobody_else() {
    let mut world = council_with(&[alternates(1)]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-01-01", None, false));
    assert_refused_by(world.run(&secretariat(), &deputy()), Forbidden, "", "who");

    let by_union = council_with(&[alternates(1), designates(json!({ "organisation": { "slug": "union" } }))]);
    decided(by_union.run(&with(&[Grant::Appointer(organisation_id("union"))]), &deputy()));
    assert_refused_by(by_union.run(&ministry(), &deputy()), Forbidden, "", "send");
    // The holders are appointed by the ministry all the same.
    decided(by_union.run(&ministry(), &appoint()));

    let mut by_holder = council_with(&[alternates(1), designates(json!({ "part": { "part": "EACH_MEMBER" } }))]);
    by_holder.council_mut(id(1)).memberships.push(held(60, 1101, "2025-01-01", None, false));
    let decision = decided(by_holder.run(&linked(&[], Some(id(51))), &deputy()));
    assert_eq!(begins(&decision.changes).person, id(50));
    for other in [ministry(), linked(&[], Some(id(50))), with(&[])] {
        assert_refused_by(by_holder.run(&other, &deputy()), Forbidden, "", "send");
    }
    let other_seat = DesignateDeputy { seat: id(1102), ..deputy() };
    assert_refused_by(by_holder.run(&linked(&[], Some(id(51))), &other_seat), Forbidden, "", "send");
}
