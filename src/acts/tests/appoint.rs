//! Appointing somebody to a seat.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    clauses::{appointed_by, chair, group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::roster::{appoint::Appoint, place::Place},
    domain::{
        change::Change,
        council::{Body, CouncilStatus, Membership, Role},
        people::Grant,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

/// A council with a mandate of these clauses beside a group of two seats that the ministry fills, and a chair.
pub fn council_with(more: &[Value]) -> World {
    let mut clauses =
        vec![seats("members", group("members", 2)), seats("chair", chair("chair")), appointed_by("who", "ministry")];
    clauses.extend_from_slice(more);
    let mut world = World::new();
    world.council(1, "board", clauses.into_iter().map(clause).collect());
    world.person(50, "Kari Nordmann");
    world.person(51, "Ola Nordmann");
    world
}

pub fn appoint() -> Appoint {
    Appoint {
        council: id(1),
        place: Place::Seat(id(1101)),
        person: id(50),
        start: day("2026-02-01"),
        expected_end: None,
        decided_by: None,
        decided_on: None,
        on_behalf_of: None,
        alternate_rank: 0,
        role: None,
        basis: None,
        source: None,
        history: false,
    }
}

fn history() -> Appoint {
    Appoint { history: true, source: Some("The council's minutes of 2020.".to_owned()), ..appoint() }
}

fn ministry() -> Caller {
    with(&[Grant::Appointer(organisation_id("ministry"))])
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

pub fn held(number: u128, seat: u128, start: &str, expected_end: Option<&str>, holds_over: bool) -> Membership {
    Membership {
        id: id(number),
        appointment: id(number),
        seat: id(seat),
        person: id(51),
        role: Role::Member,
        alternate_rank: 0,
        on_behalf_of: None,
        start: day(start),
        expected_end: expected_end.map(day),
        ended: None,
        end_ground: None,
        end_reason: None,
        holds_over,
        acting: false,
        post: None,
    }
}

fn term(modality: &str, term: Value) -> Value {
    json!({ "key": "term", "modality": modality, "provision": { "term": term } })
}

fn membership(changes: &[Change]) -> &Membership {
    changes.iter().find_map(|change| if let Change::Membership(_, held) = change { Some(held) } else { None }).unwrap()
}

#[test]
fn the_appointer_fills_a_seat_for_the_term_of_the_mandate() {
    let world = council_with(&[term("SHALL", json!({ "length": "P4Y", "holdsOver": true }))]);
    let decision = decided(world.run(&ministry(), &appoint()));
    assert_eq!(kinds(&decision.changes), ["appointment", "membership"]);
    let held = membership(&decision.changes);
    assert_eq!((held.expected_end, held.holds_over, held.role), (Some(day("2030-02-01")), true, Role::Member));
    let Change::Appointment(_, act) = &decision.changes[0] else { panic!() };
    assert_eq!(act.decided_by, Some(Body::Organisation(organisation_id("ministry"))));
    assert_eq!(act.decided_on, Some(today()));
    // A registrar answers for the organisation as a whole.
    decided(world.run(&with(&[Grant::Registrar(organisation_id("ministry"))]), &appoint()));
    // The seat of the chair is for an organisation, and its holder speaks for it.
    let chair = Appoint { place: Place::Seat(id(1201)), ..appoint() };
    let decision = decided(world.run(&ministry(), &chair));
    assert_eq!(
        (membership(&decision.changes).role, membership(&decision.changes).on_behalf_of),
        (Role::Chair, Some(organisation_id("agency")))
    );
}

#[test]
fn nobody_else_fills_it() {
    let world = council_with(&[]);
    assert_refused(world.run(&Caller::anonymous(), &appoint()), Unauthenticated, "");
    for other in [secretariat(), Caller::console(), with(&[Grant::Appointer(organisation_id("agency"))]), with(&[])] {
        assert_refused_by(world.run(&other, &appoint()), Forbidden, "", "who");
    }
    let named = Appoint { decided_by: Some(Body::Organisation(organisation_id("agency"))), ..appoint() };
    assert_refused_by(world.run(&ministry(), &named), Forbidden, "decidedBy", "who");
    let unknown = Appoint { decided_by: Some(Body::Organisation(id(9))), ..appoint() };
    assert_refused(world.run(&ministry(), &unknown), NotFound, "decidedBy");
}

#[test]
fn where_nobody_is_named_the_owner_fills_it() {
    let mut world = World::new();
    world.council(1, "board", vec![clause(seats("members", group("members", 2)))]);
    world.person(50, "Kari Nordmann");
    decided(world.run(&with(&[Grant::Appointer(organisation_id("agency"))]), &appoint()));
    assert_refused_by(world.run(&ministry(), &appoint()), Forbidden, "", "members");
}

#[test]
fn a_council_that_appoints_does_so_through_its_secretariat() {
    let mut world = council_with(&[
        json!({ "key": "above", "modality": "SHALL", "appliesTo": { "groups": ["members"] },
        "provision": { "procedure": { "steps": [{ "act": "ELECT", "by": [{ "council": { "slug": "upper" } }] }] } } }),
    ]);
    world.council(2, "upper", Vec::new());
    let decision = decided(world.run(&with(&[Grant::Secretariat(id(2))]), &appoint()));
    let Change::Appointment(_, act) = &decision.changes[0] else { panic!() };
    assert_eq!(act.decided_by, Some(Body::Council(id(2))));
    assert_refused_by(world.run(&ministry(), &appoint()), Forbidden, "", "above");
}

#[test]
fn organisations_that_hold_seats_send_their_own() {
    let mut world = World::new();
    let mut listed = group("members", 2);
    listed["for"] = json!({ "list": { "list": { "exhaustive": true, "entries": [
        { "label": { "nb": "Union" }, "organisation": "union" }, { "label": { "nb": "Etat" }, "organisation": "agency" }] } } });
    world.council(
        1,
        "board",
        [
            seats("members", listed),
            json!({ "key": "send", "modality": "SHALL", "provision": { "procedure": {
        "steps": [{ "act": "DESIGNATE", "by": [{ "part": { "part": "MEMBER_ORGANISATIONS" } }] }] } } }),
        ]
        .into_iter()
        .map(clause)
        .collect(),
    );
    world.person(50, "Kari Nordmann");
    let union = with(&[Grant::Appointer(organisation_id("union"))]);
    let decision = decided(world.run(&union, &appoint()));
    assert_eq!(membership(&decision.changes).on_behalf_of, Some(organisation_id("union")));
    let for_another = Appoint { on_behalf_of: Some(organisation_id("agency")), ..appoint() };
    assert_refused_by(world.run(&union, &for_another), Forbidden, "", "send");
    assert_refused_by(world.run(&ministry(), &appoint()), Forbidden, "", "send");
}

#[test]
fn what_does_not_exist_is_not_found() {
    let mut world = council_with(&[]);
    world.council(2, "other", vec![clause(seats("members", group("members", 2)))]);
    let seat_of_another = Appoint { place: Place::Seat(id(2101)), ..appoint() };
    assert_refused(world.run(&ministry(), &seat_of_another), NotFound, "seat");
    let group = Appoint { place: Place::Group("guests".into()), ..appoint() };
    assert_refused(world.run(&ministry(), &group), NotFound, "group");
    assert_refused(world.run(&ministry(), &Appoint { person: id(99), ..appoint() }), NotFound, "person");
    assert_refused(world.run(&ministry(), &Appoint { council: id(99), ..appoint() }), NotFound, "council");
    assert_refused(
        world.run(&ministry(), &Appoint { on_behalf_of: Some(id(99)), ..appoint() }),
        NotFound,
        "onBehalfOf",
    );
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    for stranger in [Caller::anonymous(), with(&[])] {
        assert_refused(world.run(&stranger, &appoint()), NotFound, "council");
    }
}

#[test]
fn a_taken_seat_is_refused_with_the_day_on_which_it_is_free() {
    let mut world = council_with(&[term("SHALL", json!({ "length": "P4Y" }))]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", Some("2029-02-01"), false));
    let refused = world.run(&ministry(), &appoint()).unwrap_err();
    assert!(refused[0].message.en.contains("2029-02-01"), "{refused:?}");
    assert_refused(world.run(&ministry(), &appoint()), Conflict, "seat");
    decided(world.run(&ministry(), &Appoint { start: day("2029-02-01"), ..appoint() }));
    let before = Appoint { start: day("2024-02-01"), ..appoint() };
    assert_refused(world.run(&ministry(), &before), Conflict, "seat");
}

#[test]
fn a_successor_ends_a_predecessor_who_stayed_past_the_term() {
    let mut world = council_with(&[term("SHALL", json!({ "length": "P4Y", "holdsOver": true }))]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2021-01-01", Some("2025-01-01"), true));
    let decision = decided(world.run(&ministry(), &appoint()));
    assert_eq!(kinds(&decision.changes), ["membershipEnd", "appointment", "membership"]);
    let Change::MembershipEnd(_, end) = &decision.changes[0] else { panic!() };
    assert_eq!((end.membership, end.on), (id(60), day("2026-02-01")));

    world.council_mut(id(1)).memberships[0].expected_end = Some(day("2026-06-01"));
    assert_refused(world.run(&ministry(), &appoint()), Conflict, "seat");
    // Recorded afterwards, the earlier holder has ended where the known successor starts.
    let earlier = Appoint { start: day("2020-06-01"), expected_end: Some(day("2020-12-01")), ..history() };
    let decision = decided(world.run(&secretariat(), &earlier));
    assert_eq!(membership(&decision.changes).ended, Some(day("2021-01-01")));
}

#[test]
fn days_have_to_be_in_order_and_in_the_mandate() {
    let mut world = council_with(&[
        json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2020-01-01" } } }),
    ]);
    for end in ["2026-02-01", "2026-01-31"] {
        assert_refused(
            world.run(&ministry(), &Appoint { expected_end: Some(day(end)), ..appoint() }),
            BadUserInput,
            "expectedEnd",
        );
    }
    assert_refused(
        world.run(&ministry(), &Appoint { decided_on: Some(day("2026-03-02")), ..appoint() }),
        BadUserInput,
        "decidedOn",
    );
    world.council_mut(id(1)).mandates[0].period.end = Some(day("2027-01-01"));
    let decision = decided(world.run(&ministry(), &appoint()));
    assert_eq!(
        membership(&decision.changes).expected_end,
        Some(day("2027-01-01")),
        "a term does not outlast its mandate"
    );
    let beyond = Appoint { expected_end: Some(day("2027-01-02")), ..appoint() };
    assert_refused_by(world.run(&ministry(), &beyond), AgainstMandate, "expectedEnd", "period");
    let after = Appoint { start: day("2027-01-01"), ..appoint() };
    assert_refused_by(world.run(&ministry(), &after), AgainstMandate, "start", "period");
    world.council_mut(id(1)).head.dissolved_on = Some(day("2026-01-15"));
    assert_refused(world.run(&ministry(), &appoint()), Conflict, "start");
}

#[test]
fn a_term_that_shall_be_is_not_exceeded_and_one_by_default_asks_for_a_basis() {
    let longer = Appoint { expected_end: Some(day("2031-01-01")), ..appoint() };
    let shall = council_with(&[term("SHALL", json!({ "length": "P2Y" }))]);
    assert_refused_by(shall.run(&ministry(), &longer), AgainstMandate, "expectedEnd", "term");
    let shorter = decided(shall.run(&ministry(), &Appoint { expected_end: Some(day("2027-01-01")), ..appoint() }));
    assert_eq!(shorter.warnings.len(), 1);
    let default = council_with(&[term("BY_DEFAULT", json!({ "length": "P4Y" }))]);
    let warned = decided(default.run(&ministry(), &longer));
    assert_eq!((warned.warnings[0].code, warned.warnings[0].clause.as_deref()), (AgainstMandate, Some("term")));
    let with_basis = Appoint { basis: Some("Follows the term of the committee.".to_owned()), ..longer };
    assert!(decided(default.run(&ministry(), &with_basis)).warnings.is_empty());
}

#[test]
fn planned_ends_follow_the_anchor_of_the_term() {
    let end = |json: Value| -> Option<NaiveDate> {
        membership(&decided(council_with(&[term("SHALL", json)]).run(&ministry(), &appoint())).changes).expected_end
    };
    assert_eq!(end(json!({ "length": "P2Y", "anchor": "YEAR_END" })), Some(day("2029-01-01")));
    assert_eq!(
        end(json!({ "length": "P4Y", "anchor": "COMMON_CYCLE", "cycleStart": "2020-01-01" })),
        Some(day("2028-01-01"))
    );
    assert_eq!(end(json!({ "until": { "kind": "DATE", "date": "2027-07-01" } })), Some(day("2027-07-01")));
    assert_eq!(end(json!({ "until": { "kind": "AT_PLEASURE" } })), None);
}

#[test]
fn a_renewal_beyond_the_limit_is_refused() {
    for (json, allowed) in [
        (json!({ "length": "P2Y", "renewal": { "allowed": false } }), false),
        (json!({ "length": "P2Y", "renewal": { "allowed": true, "atMost": 1 } }), true),
        (json!({ "length": "P2Y", "limits": [{ "counted": "CONSECUTIVE", "terms": 1 }] }), false),
        (json!({ "length": "P2Y", "limits": [{ "counted": "TOTAL", "duration": "P3Y" }] }), false),
        (json!({ "length": "P2Y", "limits": [{ "counted": "TOTAL", "duration": "P4Y" }] }), true),
    ] {
        let mut world = council_with(&[term("SHALL", json.clone())]);
        let mut earlier = held(60, 1101, "2024-02-01", Some("2026-02-01"), false);
        earlier.person = id(50);
        world.council_mut(id(1)).memberships.push(earlier);
        if allowed {
            decided(world.run(&ministry(), &appoint()));
        } else {
            assert_refused_by(world.run(&ministry(), &appoint()), AgainstMandate, "person", "term");
        }
    }
    let mut world = council_with(&[term("SHALL", json!({ "length": "P2Y", "coolingOff": "P4Y" }))]);
    let mut earlier = held(60, 1102, "2020-01-01", Some("2023-01-01"), false);
    earlier.person = id(50);
    world.council_mut(id(1)).memberships.push(earlier);
    assert_refused_by(world.run(&ministry(), &appoint()), AgainstMandate, "person", "term");
    decided(world.run(&ministry(), &Appoint { start: day("2027-01-01"), ..appoint() }));
}

#[test]
fn alternates_are_as_many_as_the_mandate_has() {
    let world = council_with(&[json!({ "key": "deputies", "modality": "MAY", "appliesTo": { "groups": ["members"] },
        "provision": { "seats": { "alternates": { "number": 1 } } } })]);
    let alternate = |rank| Appoint { alternate_rank: rank, ..appoint() };
    assert_eq!(membership(&decided(world.run(&ministry(), &alternate(1))).changes).role, Role::Deputy);
    assert_refused_by(world.run(&ministry(), &alternate(2)), AgainstMandate, "alternateRank", "deputies");
    let of_chair = Appoint { place: Place::Seat(id(1201)), ..alternate(1) };
    assert_refused_by(world.run(&ministry(), &of_chair), AgainstMandate, "alternateRank", "chair");
    let as_member = Appoint { role: Some(Role::Member), ..alternate(1) };
    assert_refused(world.run(&ministry(), &as_member), BadUserInput, "role");
    let mut both = world;
    both.council_mut(id(1))
        .memberships
        .push(Membership { person: id(50), ..held(60, 1101, "2025-01-01", None, false) });
    assert_refused(both.run(&ministry(), &alternate(1)), Conflict, "person");
}

#[test]
fn a_member_can_lead_and_a_chair_is_nothing_else() {
    let world = council_with(&[]);
    let leads = Appoint { role: Some(Role::Chair), ..appoint() };
    assert_eq!(membership(&decided(world.run(&ministry(), &leads)).changes).role, Role::Chair);
    let not_chair = Appoint { place: Place::Seat(id(1201)), role: Some(Role::Member), ..appoint() };
    assert_refused(world.run(&ministry(), &not_chair), BadUserInput, "role");
    let for_another =
        Appoint { place: Place::Seat(id(1201)), on_behalf_of: Some(organisation_id("union")), ..appoint() };
    assert_refused_by(world.run(&ministry(), &for_another), AgainstMandate, "onBehalfOf", "chair");
    let mut twice = world;
    twice
        .council_mut(id(1))
        .memberships
        .push(Membership { person: id(50), ..held(60, 1102, "2025-01-01", None, false) });
    assert_eq!(decided(twice.run(&ministry(), &appoint())).warnings[0].field.as_deref(), Some("person"));
}

#[test]
fn history_is_recorded_with_its_source_and_what_the_mandate_forbids_is_noticed() {
    let world = council_with(&[term("SHALL", json!({ "length": "P2Y" }))]);
    let long = Appoint {
        start: day("2020-02-01"),
        expected_end: Some(day("2025-01-01")),
        decided_by: Some(Body::Organisation(organisation_id("union"))),
        ..history()
    };
    for recorder in [secretariat(), Caller::console(), ministry()] {
        let decision = decided(world.run(&recorder, &long));
        let Change::Appointment(_, act) = &decision.changes[0] else { panic!() };
        assert!(act.history && act.decided_on.is_none());
        let fields: Vec<_> = decision.warnings.iter().filter_map(|warning| warning.field.as_deref()).collect();
        assert_eq!(fields, ["expectedEnd", "decidedBy"]);
    }
    assert_refused_by(world.run(&with(&[Grant::Secretariat(id(2))]), &long), Forbidden, "", "who");
    assert_refused(world.run(&secretariat(), &Appoint { source: None, ..history() }), BadUserInput, "source");
    assert_refused(
        world.run(&secretariat(), &Appoint { start: day("2026-03-02"), ..history() }),
        BadUserInput,
        "start",
    );
    let national = Appoint { source: Some("See 31129956715".to_owned()), ..history() };
    assert_refused(world.run(&secretariat(), &national), BadUserInput, "source");
    let before_the_mandate = Appoint { start: day("2020-01-01"), ..history() };
    let mut lapsed = world;
    lapsed.council_mut(id(1)).mandates[0].period.start = Some(day("2020-02-01"));
    assert_eq!(decided(lapsed.run(&secretariat(), &before_the_mandate)).warnings[0].field.as_deref(), Some("start"));
}

#[test]
fn a_group_gives_a_free_seat_or_a_further_one_while_there_is_room() {
    let mut open = group("guests", 1);
    open["size"] = json!({ "range": { "min": 1, "max": 2 } });
    let mut world = council_with(&[seats("guests", open)]);
    let to_group = Appoint { place: Place::Group("guests".into()), ..appoint() };
    let decision = decided(world.run(&ministry(), &to_group));
    assert_eq!(decision.outcome.seat, id(1301), "the free one");
    world.council_mut(id(1)).memberships.push(held(60, 1301, "2025-01-01", None, false));
    let decision = decided(world.run(&ministry(), &to_group));
    assert_eq!(kinds(&decision.changes), ["seat", "appointment", "membership"]);
    let Change::Seat(_, seat) = &decision.changes[0] else { panic!() };
    assert_eq!((seat.ordinal, seat.period.start), (2, Some(day("2026-02-01"))));
    let seat = seat.clone();
    world
        .council_mut(id(1))
        .memberships
        .push(Membership { seat: seat.id, ..held(61, 1301, "2025-01-01", None, false) });
    world.council_mut(id(1)).seats.push(seat);
    assert_refused_by(world.run(&ministry(), &to_group), Conflict, "group", "guests");
    let gone = Appoint { start: day("2019-12-31"), ..history() };
    assert_refused(world.run(&secretariat(), &gone), Conflict, "seat");
}
