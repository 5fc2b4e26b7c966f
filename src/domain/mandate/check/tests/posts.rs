//! Posts: held, by whom, for how long.

use serde_json::{Value, json};

use super::given_body::{Given, day};
use crate::domain::{
    council::{Body, Role},
    mandate::{
        check::Audience,
        clause::procedure::StepAct,
        verdict::VerdictStatus::{Breached, Met, Unknown},
    },
};

const ON: &str = "2025-06-01";

#[test]
fn s22_the_chair_comes_from_the_directorate() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s22-chair", ON), Unknown);
    given.complete("roster");
    assert_eq!(given.status("s22-chair", ON), Breached, "the post is vacant");
    let chair = given.sits("helsedirektoratet-chair", 1, "2024-01-01");
    assert_eq!(given.status("s22-chair", ON), Unknown, "where the chair comes from is not recorded");
    given.declares(chair, "employer", "helsedirektoratet", false);
    assert_eq!(given.status("s22-chair", ON), Met);
    given.audience = Audience::Public;
    assert_eq!(given.status("s22-chair", ON), Unknown);
    given.council.facts[0].public = true;
    assert_eq!(given.status("s22-chair", ON), Met);
    given.council.facts.clear();
    given.held(chair).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("s22-chair", ON), Breached);
    given.held(chair).on_behalf_of = Some(given.organisation("helsedirektoratet"));
    assert_eq!(given.status("s22-chair", ON), Met);
    given.held(chair).acting = true;
    assert!(
        given
            .verdict("s22-chair", ON)
            .unwrap()
            .findings
            .iter()
            .any(|one| { one.message.en.as_deref().is_some_and(|en| en.contains("somebody acts in it")) })
    );
    assert_eq!(given.status("s22-chair", ON), Met);
    given.held(chair).role = Role::Member;
    assert_eq!(given.status("s22-chair", ON), Breached, "nobody is chair any more");
    let member = given.sits("helsedirektoratet-members", 1, "2024-01-01");
    given.held(member).on_behalf_of = Some(given.organisation("helsedirektoratet"));
    given.held(member).role = Role::Chair;
    assert_eq!(given.status("s22-chair", ON), Breached, "the chair has a seat of another group");
}

fn with_post(post: &Value) -> Given {
    let group = |key: &str| {
        json!({ "seats": { "group": {
            "key": key, "label": { "nb": "Gruppen" }, "size": { "exactly": { "number": 2 } }, "for": { "personal": {} },
        } } })
    };
    Given::of(&[json!({ "post": post }), group("g"), group("h")])
}

#[test]
fn a_post_goes_with_its_seat_and_has_room_for_so_many() {
    let mut given = with_post(&json!({ "post": "vice-chair", "filledBy": { "seat": { "group": "g" } } }));
    let held = given.sits("g", 1, "2024-01-01");
    given.held(held).post = Some("vice-chair".into());
    assert_eq!(given.status("c0", ON), Met);
    let second = given.sits("g", 2, "2024-01-01");
    given.held(second).post = Some("vice-chair".into());
    assert_eq!(given.status("c0", ON), Breached, "two where there is room for one");
    given.held(held).post = None;
    assert_eq!(given.status("c0", ON), Met);
    let elsewhere = given.sits("h", 1, "2024-01-01");
    given.held(second).post = None;
    given.held(elsewhere).post = Some("vice-chair".into());
    assert_eq!(given.status("c0", ON), Breached, "another seat");
}

#[test]
fn a_post_has_its_own_time() {
    let post = |term: Value| json!({ "post": "chair", "filledBy": { "seat": { "group": "g" } }, "term": term });
    let chaired = |term: Value| {
        let mut given = with_post(&post(term));
        let held = given.sits("g", 1, "2024-03-01");
        given.held(held).role = Role::Chair;
        (given, held)
    };
    let (mut given, held) = chaired(json!({ "length": "P1Y" }));
    assert_eq!(given.status("c0", "2025-02-28"), Met);
    assert_eq!(given.status("c0", "2025-03-01"), Breached, "the time is over");
    given.held(held).expected_end = Some(day("2026-01-01"));
    assert_eq!(given.status("c0", "2024-06-01"), Breached, "down for too long");
    let (given, _) = chaired(json!({ "length": "P1Y", "anchor": "YEAR_END" }));
    assert_eq!((given.status("c0", "2025-12-31"), given.status("c0", "2026-01-01")), (Met, Breached));
    let (given, _) = chaired(json!({ "length": "P2Y", "anchor": "COMMON_CYCLE", "cycleStart": "2019-01-01" }));
    assert_eq!((given.status("c0", "2024-12-31"), given.status("c0", "2025-01-01")), (Met, Breached));
    let (given, _) = chaired(json!({ "until": { "kind": "DATE", "date": "2025-01-01" }, "holdsOver": true }));
    assert_eq!(given.status("c0", ON), Met, "the chair stays");
}

#[test]
fn the_steps_to_a_post_are_known_inside() {
    let by = json!({ "organisation": { "slug": "ks" } });
    let steps = json!([{ "act": "ELECT", "by": [by] }]);
    let mut given = with_post(&json!({ "post": "chair", "filledBy": { "steps": { "steps": steps } } }));
    let held = given.sits("g", 1, "2024-03-01");
    given.held(held).role = Role::Chair;
    assert_eq!(given.status("c0", ON), Unknown);
    let ks = Body::Organisation(given.organisation("ks"));
    given.step(held, StepAct::Elect, Some(ks), "2024-02-01");
    assert_eq!(given.status("c0", ON), Met);
    given.audience = Audience::Public;
    assert_eq!(given.status("c0", ON), Unknown);
    given.audience = Audience::Inside;
    given.council.steps[0].by = Some(Body::Organisation(given.organisation("norsk-helsenett")));
    assert_eq!(given.status("c0", ON), Breached);
    given.council.steps.clear();
    given.complete("steps");
    assert_eq!(given.status("c0", ON), Breached, "the step was not taken");
}

#[test]
fn a_post_goes_round() {
    let order = json!([{ "group": { "group": "g" } }, { "group": { "group": "h" } }]);
    let mut given =
        with_post(&json!({ "post": "chair", "filledBy": { "rotation": { "order": order, "each": "P1Y" } } }));
    let first = given.sits("g", 1, "2024-01-01");
    given.held(first).role = Role::Chair;
    assert_eq!(given.status("c0", "2024-06-01"), Met);
    assert_eq!(given.status("c0", "2025-01-01"), Breached, "the turn is over");
    given.held(first).ended = Some(day("2025-01-01"));
    let second = given.sits("h", 1, "2025-01-01");
    given.held(second).role = Role::Chair;
    assert_eq!(given.status("c0", ON), Met);
    let other = given.seat("g", 2);
    given.held(second).seat = other;
    assert_eq!(given.status("c0", ON), Breached, "the same group again");
}
