//! Ending a membership on grounds that the mandate names.

use super::*;
use crate::acts::roster::end::EndMembership;

fn end(ground: Option<&str>) -> EndMembership {
    EndMembership {
        council: id(1),
        membership: id(60),
        on: day("2026-03-01"),
        ground: ground.map(Into::into),
        reason: Some("Said so in a letter.".to_owned()),
    }
}

fn world(modality: &str) -> World {
    let mut world = council_with(&[json!({ "key": "leave", "modality": modality,
        "provision": { "procedure": { "endings": [{ "ground": "removal" }] } } })]);
    world.parts.codes.clear();
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", Some("2027-02-01"), false));
    world
}

#[test]
fn a_ground_that_the_mandate_does_not_name_is_refused_where_it_shall_be_named() {
    let shall = world("SHALL");
    decided(shall.run(&secretariat(), &end(Some("removal"))));
    for ground in [Some("resignation"), None] {
        assert_refused_by(shall.run(&secretariat(), &end(ground)), AgainstMandate, "ground", "leave");
    }
    // Nobody is forbidden to die.
    assert_eq!(decided(shall.run(&secretariat(), &end(Some("death")))).warnings, []);
    let normally = world("NORMALLY");
    let warned = decided(normally.run(&secretariat(), &end(Some("resignation"))));
    assert_eq!(words(&warned.warnings), [(Some("ground"), Some("leave"))]);
    assert_eq!(ends(&warned.changes).reason.as_deref(), Some("Said so in a letter."));
}

#[test]
fn a_term_that_has_run_out_needs_no_ground() {
    let world = world("SHALL");
    let at_its_end = EndMembership { on: day("2027-02-01"), ..end(None) };
    assert_eq!(decided(world.run(&secretariat(), &at_its_end)).warnings, []);
}
