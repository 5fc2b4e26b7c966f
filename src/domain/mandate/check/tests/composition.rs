//! Groups of seats, the total, alternates.

use serde_json::{Value, json};

use super::given_body::{Given, day};
use crate::domain::{
    council::Presence,
    mandate::{
        check::Audience,
        verdict::{
            Severity, Subject,
            VerdictStatus::{Breached, Met, NotDue, Unknown},
        },
    },
};

const ON: &str = "2025-06-01";

fn group(size: Value, meant_for: Value) -> Value {
    json!({ "seats": { "group": { "key": "g", "label": { "nb": "Gruppen", "en": "Group" }, "size": size, "for": meant_for } } })
}

fn sized(size: Value) -> Given {
    Given::of(&[group(size, json!({ "personal": {} }))])
}

#[test]
fn s23_a_seat_is_held_vacant_or_not_known() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s23-municipalities", ON), Unknown, "nobody has said that the roster is complete");
    given.fill("2024-01-01");
    assert_eq!(given.status("s23-municipalities", ON), Met);
    assert_eq!(given.status("s23-ks", ON), Met);
    let held = given.holder("municipalities", 3);
    given.held(held).ended = Some(day("2025-03-01"));
    assert_eq!(given.status("s23-municipalities", ON), Unknown);
    given.complete("roster");
    let verdict = given.verdict("s23-municipalities", ON).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    assert_eq!(
        verdict.message.en.as_deref(),
        Some("Seat 3 of the group “Municipalities” is vacant, and has been since 1 March 2025.")
    );
    assert_eq!(verdict.evidence[0].subject, Some(Subject::Seat(given.seat("municipalities", 3))));
    assert_eq!(given.status("s23-municipalities", "2025-02-01"), Met, "it was held then");
}

#[test]
fn s23_a_seat_for_an_organisation_is_held_by_somebody_who_speaks_for_it() {
    let mut given = Given::founding("strategiradet");
    given.fill("2024-01-01");
    let held = given.holder("ks", 1);
    given.held(held).on_behalf_of = None;
    assert_eq!(given.status("s23-ks", ON), Unknown);
    given.held(held).on_behalf_of = Some(given.organisation("norsk-helsenett"));
    assert_eq!(given.status("s23-ks", ON), Breached);
}

#[test]
fn s23_the_seats_of_a_list_are_held_by_those_on_it() {
    let mut given = Given::founding("strategiradet");
    given.fill("2024-01-01");
    let key = "s23-regional-health-authorities";
    assert_eq!(given.status(key, ON), Unknown, "for whom they speak is not recorded");
    for ordinal in 1..=4 {
        let held = given.holder("regional-health-authorities", ordinal);
        given.held(held).on_behalf_of = Some(given.organisation("helse-vest-rhf"));
    }
    assert_eq!(given.status(key, ON), Met, "the mandate does not say that there is one from each");
    let held = given.holder("regional-health-authorities", 4);
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status(key, ON), Breached);
}

#[test]
fn the_register_has_as_many_seats_as_the_mandate_fixes() {
    let mut given = Given::founding("strategiradet");
    given.fill("2024-01-01");
    given.more_seats("ks", 2);
    given.sits("ks", 2, "2024-01-01");
    assert_eq!(given.status("s23-ks", ON), Breached);
    let mut given = Given::founding("strategiradet");
    given.fill("2024-01-01");
    let seat = given.seat("municipalities", 5);
    given.council.seats.retain(|other| other.id != seat);
    assert!(given.says("s23-municipalities", ON).contains("4 seats in the register, but 5"));
}

#[test]
fn h13_the_groups_add_up_and_no_more_sit_than_there_are_seats() {
    let on = "2021-06-01";
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h13-total", on), Met);
    given.fill("2020-01-02");
    assert_eq!(given.status("h13-total", on), Met);
    assert_eq!(given.status("h13-business", on), Met);
    given.more_seats("business", 6);
    given.sits("business", 6, "2020-01-02");
    assert!(given.says("h13-total", on).starts_with("17 sit on the council"));
    assert_eq!(given.status("h13-total", on), Breached);
}

#[test]
fn a_total_that_the_groups_cannot_give_is_broken() {
    let total = |size: Value| json!({ "seats": { "total": size } });
    let five = group(json!({ "exactly": { "number": 5 } }), json!({ "personal": {} }));
    let judge = |size: Value| Given::of(&[total(size), five.clone()]).status("c0", ON);
    assert_eq!(judge(json!({ "exactly": { "number": 5 } })), Met);
    assert_eq!(judge(json!({ "exactly": { "number": 6 } })), Breached);
    assert_eq!(judge(json!({ "range": { "min": 6, "max": 9 } })), Breached);
    assert_eq!(judge(json!({ "atMost": { "number": 4 } })), Breached);
    let ministry = json!({ "organisation": { "slug": "helsedirektoratet" } });
    assert_eq!(judge(json!({ "decided": { "by": ministry } })), Unknown);
    assert_eq!(Given::of(&[total(json!({ "exactly": { "number": 5 } }))]).status("c0", ON), Unknown);
    let mut given = Given::of(&[total(json!({ "range": { "min": 4, "max": 9 } })), five.clone()]);
    given.fill("2020-01-01");
    assert_eq!(given.status("c0", ON), Met);
    let held = given.holder("g", 1);
    let other = given.holder("g", 2);
    given.held(held).ended = Some(day("2025-01-01"));
    given.held(other).ended = Some(day("2025-01-01"));
    assert_eq!(given.status("c0", ON), Unknown);
    given.complete("roster");
    assert_eq!(given.status("c0", ON), Breached);
}

#[test]
fn a_range_has_bounds_and_no_vacancies() {
    let mut given = sized(json!({ "range": { "min": 1, "max": 2 } }));
    assert_eq!(given.status("c0", ON), Unknown);
    given.complete("roster");
    assert_eq!(given.status("c0", ON), Breached, "too few");
    given.sits("g", 1, "2024-01-01");
    assert_eq!(given.status("c0", ON), Met, "nobody is missing between the bounds");
    for ordinal in 2..=3 {
        given.more_seats("g", ordinal);
        given.sits("g", ordinal, "2024-01-01");
    }
    assert_eq!(given.status("c0", ON), Breached, "too many");
    given.council.completeness.clear();
    assert_eq!(given.status("c0", ON), Breached, "too many are too many, whoever else there is");
}

#[test]
fn a_number_that_others_decide_or_count_is_missing_until_it_is_known() {
    let by = json!({ "organisation": { "slug": "helsedirektoratet" } });
    assert_eq!(sized(json!({ "decided": { "by": by } })).status("c0", ON), Unknown);
    let mut decided = sized(json!({ "decided": { "by": by, "number": 1 } }));
    decided.sits("g", 1, "2024-01-01");
    assert_eq!(decided.status("c0", ON), Met);
    let mut bounded = sized(json!({ "decided": { "by": by, "min": 0, "max": 1 } }));
    bounded.complete("roster");
    assert_eq!(bounded.status("c0", ON), Met);
    let formula = json!({ "formula": { "measure": "inhabitants", "divisor": 1000 } });
    let unknown = sized(formula);
    assert!(unknown.says("c0", ON).starts_with("The count of"));
    let mut counted = sized(json!({ "formula": { "measure": "inhabitants", "divisor": 1000, "value": 1400 } }));
    counted.sits("g", 1, "2024-01-01");
    assert_eq!(counted.status("c0", ON), Met);
    assert_eq!(sized(json!({ "remainder": {} })).status("c0", ON), Unknown);
}

fn per_entry(entries: &Value, exhaustive: bool) -> Given {
    let meant_for = json!({ "list": { "list": { "exhaustive": exhaustive, "entries": entries } } });
    Given::of(&[group(json!({ "perEntry": { "each": 1 } }), meant_for)])
}

#[test]
fn each_entry_of_a_list_has_its_seat_as_long_as_it_is_listed() {
    let entry = |slug: &str| json!({ "label": { "nb": slug }, "organisation": slug });
    let mut given = per_entry(&json!([entry("ks"), entry("norsk-helsenett")]), true);
    given.complete("roster");
    for (ordinal, slug) in [(1, "ks"), (2, "ks")] {
        let held = given.sits("g", ordinal, "2024-01-01");
        given.held(held).on_behalf_of = Some(given.organisation(slug));
    }
    assert!(given.verdict("c0", ON).unwrap().findings[0].message.en.as_deref().unwrap().contains("has 2 seats"));
    let held = given.holder("g", 2);
    given.held(held).on_behalf_of = Some(given.organisation("norsk-helsenett"));
    assert_eq!(given.status("c0", ON), Met);
    assert_eq!(per_entry(&json!([entry("ks")]), false).status("c0", ON), Unknown);
    let mut left = entry("norsk-helsenett");
    left["until"] = json!("2025-01-01");
    let mut given = per_entry(&json!([entry("ks"), left]), true);
    given.complete("roster");
    let held = given.sits("g", 1, "2024-01-01");
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("c0", "2024-06-01"), Breached, "the second seat was vacant then");
    assert_eq!(given.status("c0", ON), Met, "it is no longer on the list");
}

#[test]
fn a_seat_that_comes_with_an_office_is_held_by_whoever_has_it() {
    let office = |or_delegate: bool| {
        let body = json!({ "organisation": { "slug": "ks" } });
        let meant_for = json!({ "office": { "body": body, "office": "director", "orDelegate": or_delegate } });
        let mut given = Given::of(&[group(json!({ "exactly": { "number": 1 } }), meant_for)]);
        let held = given.sits("g", 1, "2024-01-01");
        (given, held)
    };
    let (mut given, held) = office(false);
    assert_eq!(given.status("c0", ON), Unknown);
    given.declares(held, "office", "director", false);
    assert_eq!(given.status("c0", ON), Met);
    given.audience = Audience::Public;
    assert_eq!(given.status("c0", ON), Unknown, "what is not public is not told outside");
    given.audience = Audience::Inside;
    given.held(held).on_behalf_of = Some(given.organisation("norsk-helsenett"));
    assert_eq!(given.status("c0", ON), Breached, "an office elsewhere is another one");
    let (mut given, held) = office(false);
    given.declares(held, "office", "secretary", true);
    assert_eq!(given.status("c0", ON), Breached);
    let (mut given, held) = office(true);
    given.declares(held, "office", "secretary", true);
    assert_eq!(given.status("c0", ON), Met, "somebody else may be sent");
}

#[test]
fn deferred_seats_wait() {
    let mut provision = group(json!({ "exactly": { "number": 1 } }), json!({ "personal": {} }));
    provision["seats"]["group"]["deferred"] = json!({ "until": "2025-01-01" });
    let mut given = Given::of(&[provision.clone()]);
    given.complete("roster");
    assert_eq!(given.status("c0", "2024-12-31"), NotDue);
    assert_eq!(given.status("c0", "2025-01-01"), Breached);
    provision["seats"]["group"]["deferred"] = json!({ "event": { "nb": "Loven trer i kraft" } });
    let mut given = Given::of(&[provision]);
    given.complete("roster");
    assert_eq!(given.status("c0", ON), Unknown);
    given.sits("g", 1, "2024-01-01");
    assert_eq!(given.status("c0", ON), Met, "who sits there shows that it has happened");
}

#[test]
fn a_body_has_one_chair_and_a_body_inside_it_has_seats() {
    let chair = |key: &str| {
        let mut chair = group(json!({ "exactly": { "number": 1 } }), json!({ "personal": {} }));
        chair["seats"]["group"]["key"] = json!(key);
        chair["seats"]["group"]["role"] = json!("CHAIR");
        chair
    };
    let mut given = Given::of(&[chair("a"), chair("b")]);
    given.fill("2024-01-01");
    assert_eq!((given.status("c0", ON), given.status("c1", ON)), (Met, Breached));
    let sub_body = json!({ "seats": { "subBody": { "key": "s", "label": { "nb": "Utvalget" } } } });
    let mut inside = chair("b");
    inside["seats"]["group"]["subBody"] = json!("s");
    assert_eq!(Given::of(&[sub_body.clone(), chair("a")]).status("c0", ON), Breached);
    let mut given = Given::of(&[sub_body, chair("a"), inside]);
    given.fill("2024-01-01");
    assert_eq!((given.status("c0", ON), given.status("c2", ON)), (Met, Met));
}

fn with_deputy() -> (Given, crate::domain::id::MembershipId) {
    let mut given = Given::founding("strategiradet");
    given.fill("2024-01-01");
    let deputy = given.sits("ks", 1, "2024-01-01");
    given.held(deputy).alternate_rank = 1;
    (given, deputy)
}

#[test]
fn s16_one_fixed_deputy_comes_when_it_is_agreed() {
    let (mut given, deputy) = with_deputy();
    let key = "s16-deputies";
    assert_eq!(given.status(key, ON), Met);
    let (meeting, seat) = (given.meets("2025-03-01"), given.seat("ks", 1));
    given.attends(meeting, seat, Presence::Alternate).membership = Some(deputy);
    assert_eq!(given.status(key, ON), Unknown, "whether it was agreed is not noted");
    assert_eq!(given.status(key, "2025-02-01"), Met, "before the meeting");
    given.council.attendance[0].agreed = Some(true);
    assert_eq!(given.status(key, ON), Met);
    given.council.attendance[0].agreed = Some(false);
    let verdict = given.verdict(key, ON).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    given.audience = Audience::Public;
    assert_eq!(given.status(key, ON), Met, "who was there is not told outside");
    given.audience = Audience::Inside;
    given.council.attendance[0].presence = Presence::Substitute;
    given.council.attendance[0].agreed = Some(true);
    assert_eq!(given.status(key, ON), Breached, "not the deputy");
    given.council.attendance[0].presence = Presence::Alternate;
    given.held(deputy).ended = Some(day("2025-01-01"));
    assert_eq!(given.status(key, ON), Breached, "no longer the deputy then");
}

#[test]
fn s16_two_deputies_are_one_too_many() {
    let (mut given, _) = with_deputy();
    let second = given.sits("ks", 1, "2024-01-01");
    given.held(second).alternate_rank = 2;
    assert_eq!(given.status("s16-deputies", ON), Breached);
}

#[test]
fn alternates_that_have_to_be_there_are_missed() {
    let alternates = |more: Value| {
        let mut rules = json!({ "number": 1 });
        rules.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Given::of(&[
            group(json!({ "exactly": { "number": 2 } }), json!({ "personal": {} })),
            json!({ "seats": { "alternates": rules } }),
        ])
    };
    let mut given = alternates(json!({ "mandatory": true }));
    assert_eq!(given.status("c1", ON), Unknown);
    given.complete("roster");
    assert_eq!(given.status("c1", ON), Breached);
    let mut shared = alternates(json!({ "mandatory": true, "shared": true }));
    shared.complete("roster");
    let one = shared.sits("g", 1, "2024-01-01");
    shared.held(one).alternate_rank = 1;
    assert_eq!(shared.status("c1", ON), Met);
    let two = shared.sits("g", 2, "2024-01-01");
    shared.held(two).alternate_rank = 2;
    assert_eq!(shared.status("c1", ON), Breached);
    let mut waiting = alternates(json!({ "acts": "WHILE_VACANT" }));
    let (meeting, seat) = (waiting.meets("2025-03-01"), waiting.seat("g", 1));
    waiting.attends(meeting, seat, Presence::Alternate);
    assert_eq!(waiting.status("c1", ON), Met);
    waiting.sits("g", 1, "2024-01-01");
    assert_eq!(waiting.status("c1", ON), Breached, "the seat was not vacant");
    let barred = {
        let mut given = alternates(json!({ "acts": "WHEN_BARRED" }));
        let (meeting, seat) = (given.meets("2025-03-01"), given.seat("g", 1));
        given.attends(meeting, seat, Presence::Alternate);
        given
    };
    assert_eq!(barred.status("c1", ON), Unknown);
    let none = alternates(json!({ "number": 0 })).reaching("c1", json!({ "council": "fagradet" }));
    assert!(none.verdict("c1", ON).is_err(), "no seat of this council is meant");
}
