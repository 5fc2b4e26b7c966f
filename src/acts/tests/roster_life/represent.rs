//! Moving a holder to another organisation.

use super::*;
use crate::{
    acts::roster::move_representation::MoveRepresentation,
    domain::{council::Body, directory::Succession},
};

fn moves(slug: &str) -> MoveRepresentation {
    MoveRepresentation {
        council: id(1),
        membership: id(60),
        on_behalf_of: organisation_id(slug),
        from: day("2026-03-01"),
        reason: None,
    }
}

fn world() -> World {
    let mut world = council_with(&[]);
    let council = world.council_mut(id(1));
    council.memberships.push(held(60, 1101, "2025-02-01", Some("2027-02-01"), false));
    council.memberships.push(Membership {
        person: id(52),
        role: Role::Chair,
        on_behalf_of: Some(organisation_id("agency")),
        ..held(61, 1201, "2025-02-01", None, false)
    });
    world
}

#[test]
fn a_holder_goes_on_for_another_organisation() {
    let world = world();
    for caller in [ministry(), secretariat(), Caller::console()] {
        let decision = decided(world.run(&caller, &moves("union")));
        assert_eq!(kinds(&decision.changes), ["membershipEnd", "membership"]);
        assert_eq!(ends(&decision.changes).ground.as_deref(), Some("new-representation"));
        let begun = begins(&decision.changes);
        assert_eq!((begun.on_behalf_of, begun.appointment), (Some(organisation_id("union")), id(60)));
    }
    assert_refused(world.run(&owner(), &moves("union")), Forbidden, "");
    assert_refused(
        world.run(&secretariat(), &MoveRepresentation { on_behalf_of: id(9), ..moves("union") }),
        NotFound,
        "onBehalfOf",
    );
}

#[test]
fn a_seat_of_one_organisation_moves_to_its_successor_only() {
    let mut world = world();
    let of_chair = |slug| MoveRepresentation { membership: id(61), ..moves(slug) };
    assert_refused(world.run(&ministry(), &of_chair("agency")), Conflict, "onBehalfOf");
    assert_refused_by(world.run(&ministry(), &of_chair("union")), AgainstMandate, "onBehalfOf", "chair");
    world.parts.successions.push(Succession {
        id: id(90),
        predecessor: Body::Organisation(organisation_id("agency")),
        successor: Body::Organisation(organisation_id("union")),
        on: Some(day("2026-02-01")),
        source: None,
    });
    let decision = decided(world.run(&ministry(), &of_chair("union")));
    assert_eq!(words(&decision.warnings), [(Some("onBehalfOf"), Some("chair"))]);
    world.parts.successions[0].on = Some(day("2026-03-02"));
    assert_refused_by(world.run(&ministry(), &of_chair("union")), AgainstMandate, "onBehalfOf", "chair");
}
