//! Adopting and amending mandates.

use serde_json::{Value, json};

use super::{
    appoint::{council_with, held},
    clauses::{appointed_by, chair, group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::mandate::{
        adopt::{AdoptMandate, Adopted, NewText},
        amend::AmendMandate,
    },
    domain::{
        change::{Change, Touch},
        council::{Body, ClaimRole, ClaimStatus, Mandate, MandateStatus},
        people::Grant,
        time::Period,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn text_of(clauses: &[Value]) -> NewText {
    NewText { clauses: clauses.iter().cloned().map(clause).collect(), ..NewText::default() }
}

fn adopt(head: Value, clauses: &[Value]) -> AdoptMandate {
    AdoptMandate { council: id(1), what: Adopted::Text(text_of(clauses)), head: input(head) }
}

fn plain() -> Vec<Value> {
    vec![seats("members", group("members", 3)), seats("chair", chair("chair")), appointed_by("who", "ministry")]
}

fn amend(head: Value, clauses: &[Value], omit: &[&str]) -> AmendMandate {
    AmendMandate {
        council: id(1),
        base: None,
        organisations: Vec::new(),
        codes: Vec::new(),
        clauses: clauses.iter().cloned().map(clause).collect(),
        omit: omit.iter().map(|key| (*key).into()).collect(),
        head: input(head),
    }
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn mandate(changes: &[Change]) -> &Mandate {
    changes
        .iter()
        .find_map(|change| if let Change::Mandate(_, mandate) = change { Some(mandate) } else { None })
        .unwrap()
}

fn claims(changes: &[Change]) -> Vec<(ClaimRole, ClaimStatus)> {
    changes
        .iter()
        .filter_map(|change| if let Change::Claim(_, claim) = change { Some((claim.role, claim.status)) } else { None })
        .collect()
}

#[test]
fn a_new_mandate_ends_its_predecessor_and_seats_come_and_go() {
    let mut world = council_with(&[seats("guests", group("guests", 2))]);
    world.council_mut(id(1)).memberships.push(held(60, 1301, "2025-02-01", None, false));
    let head = json!({ "validFrom": "2026-06-01", "adoptedBy": { "organisation": { "slug": "ministry" } } });
    let decision = decided(world.run(&secretariat(), &adopt(head, &plain())));
    assert_eq!(
        kinds(&decision.changes),
        ["mandateEnd", "mandate", "membershipEnd", "seat", "seatEnd", "seatEnd", "claim", "claim", "claim"]
    );
    assert!(matches!(&decision.changes[0], Change::MandateEnd(_, _, on) if *on == day("2026-06-01")));
    assert_eq!(mandate(&decision.changes).version, 2);
    let Change::Seat(_, seat) = &decision.changes[3] else { panic!() };
    assert_eq!((seat.ordinal, seat.period.start), (3, Some(day("2026-06-01"))));
    let Change::MembershipEnd(_, end) = &decision.changes[2] else { panic!() };
    assert_eq!((end.membership, end.on), (id(60), day("2026-06-01")));
    assert_eq!(claims(&decision.changes)[0], (ClaimRole::Adopter, ClaimStatus::Asserted));
}

#[test]
fn vacant_seats_end_before_held_ones() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).memberships.push(held(60, 1102, "2025-02-01", None, false));
    let clauses =
        [seats("members", group("members", 1)), seats("chair", chair("chair")), appointed_by("who", "ministry")];
    let decision = decided(world.run(&secretariat(), &adopt(json!({ "validFrom": "2026-06-01" }), &clauses)));
    let ended: Vec<_> = decision
        .changes
        .iter()
        .filter_map(|change| if let Change::SeatEnd(_, seat, _) = change { Some(*seat) } else { None })
        .collect();
    assert_eq!(ended, [id(1101)]);
    world.council_mut(id(1)).memberships.push(held(61, 1101, "2026-07-01", None, false));
    world.council_mut(id(1)).memberships[0].start = day("2026-07-01");
    assert_refused(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2026-06-01" }), &clauses)),
        Conflict,
        "clauses",
    );
}

#[test]
fn periods_do_not_overlap() {
    let mut world = council_with(&[]);
    assert_refused(world.run(&secretariat(), &adopt(json!({}), &plain())), Conflict, "mandate.validFrom");
    assert_refused(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2020-01-01" }), &plain())),
        Conflict,
        "mandate.validFrom",
    );
    assert_refused(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2019-01-01" }), &plain())),
        Conflict,
        "mandate.validTo",
    );
    let earlier = decided(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2015-01-01", "validTo": "2020-01-01" }), &plain())),
    );
    let made: Vec<_> = earlier
        .changes
        .iter()
        .filter_map(|change| if let Change::Seat(_, seat) = change { Some(seat) } else { None })
        .collect();
    assert_eq!(made.len(), 4, "the seats of today did not exist then");
    assert!(
        made.iter().all(|seat| seat.period == Period { start: Some(day("2015-01-01")), end: Some(day("2020-01-01")) })
    );
    assert!(!kinds(&earlier.changes).contains(&"seatEnd".to_owned()));
    world.council_mut(id(1)).mandates[0].period.end = Some(day("2024-01-01"));
    let after_a_gap = decided(world.run(&secretariat(), &adopt(json!({ "validFrom": "2024-04-01" }), &plain())));
    assert!(!kinds(&after_a_gap.changes).contains(&"mandateEnd".to_owned()));
}

#[test]
fn the_adopter_that_the_register_knows_adopts_and_confirms() {
    let mut world = council_with(&[]);
    let head = json!({ "validFrom": "2026-06-01", "adoptedBy": { "organisation": { "slug": "ministry" } } });
    let ministry = with(&[Grant::Registrar(organisation_id("ministry"))]);
    assert_refused(world.run(&ministry, &adopt(head.clone(), &plain())), Forbidden, "");
    world.council_mut(id(1)).mandates[0].adopted_by = Some(Body::Organisation(organisation_id("ministry")));
    let decision = decided(world.run(&ministry, &adopt(head.clone(), &plain())));
    assert_eq!(claims(&decision.changes)[0], (ClaimRole::Adopter, ClaimStatus::Confirmed));
    let mut draft = head.clone();
    draft["draft"] = json!(true);
    assert_refused(world.run(&ministry, &adopt(draft, &plain())), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &adopt(head.clone(), &plain())), Unauthenticated, "");
    assert_refused(world.run(&with(&[Grant::Secretariat(id(2))]), &adopt(head.clone(), &plain())), Forbidden, "");
    assert_refused(
        world.run(&ministry, &AdoptMandate { council: id(9), ..adopt(head, &plain()) }),
        NotFound,
        "council",
    );
}

#[test]
fn a_council_adopts_through_its_secretariat_where_one_of_the_same_owner_says_so() {
    let mut world = council_with(&[]);
    let says = json!({ "key": "adopts", "modality": "SHALL", "provision": { "relation": { "kind": "ADOPTS_MANDATE_OF", "to": [{ "council": { "slug": "board" } }] } } });
    let upper = world.council(2, "upper", vec![clause(says)]);
    let act = adopt(json!({ "validFrom": "2026-06-01", "adoptedBy": { "council": { "slug": "upper" } } }), &plain());
    let of_upper = with(&[Grant::Secretariat(upper)]);
    decided(world.run(&of_upper, &act));
    world.council_mut(upper).head.owner = organisation_id("union");
    assert_refused(world.run(&of_upper, &act), Forbidden, "");
}

#[test]
fn adoption_does_not_go_in_a_circle() {
    let mut world = council_with(&[]);
    let upper = world.council(2, "upper", vec![clause(seats("members", group("members", 1)))]);
    world.council_mut(upper).mandates[0].adopted_by = Some(Body::Council(id(1)));
    let by = |slug: &str| {
        adopt(json!({ "validFrom": "2026-06-01", "adoptedBy": { "council": { "slug": slug } } }), &plain())
    };
    assert_refused(world.run(&secretariat(), &by("upper")), Conflict, "mandate.adoptedBy");
    assert_refused(world.run(&secretariat(), &by("board")), Conflict, "mandate.adoptedBy");
    assert_refused(world.run(&secretariat(), &by("nowhere")), NotFound, "mandate.adoptedBy.council.slug");
}

#[test]
fn a_draft_is_private_and_makes_no_seats_until_it_is_adopted() {
    let mut world = council_with(&[]);
    let prepared = decided(world.run(&secretariat(), &adopt(json!({ "draft": true }), &plain())));
    assert_eq!(kinds(&prepared.changes), ["mandate"]);
    assert_eq!(prepared.changes[0].touch(), Touch { council: Some(id(1)), public: false, directory: false });
    let draft = mandate(&prepared.changes).clone();
    assert_eq!(draft.status, MandateStatus::Draft);
    let draft_id = draft.id;
    world.council_mut(id(1)).mandates.push(draft);

    let of_draft = |head: Value| AdoptMandate { council: id(1), what: Adopted::Draft(draft_id), head: input(head) };
    let decision =
        decided(world.run(&secretariat(), &of_draft(json!({ "validFrom": "2026-06-01", "adoptedOn": "2026-02-01" }))));
    assert_eq!(kinds(&decision.changes)[..3], ["mandateEnd", "mandateAdopted", "seat"]);
    let Change::MandateAdopted(_, adoption) = &decision.changes[1] else { panic!() };
    assert_eq!(
        (adoption.mandate, adoption.period.start, adoption.adopted_on),
        (draft_id, Some(day("2026-06-01")), Some(day("2026-02-01")))
    );

    assert_refused(world.run(&secretariat(), &of_draft(json!({}))), Conflict, "mandate.validFrom");
    assert_refused(
        world.run(&secretariat(), &of_draft(json!({ "validFrom": "2026-06-01", "draft": true }))),
        BadUserInput,
        "mandate.draft",
    );
    assert_refused(
        world.run(&secretariat(), &of_draft(json!({ "validFrom": "2026-06-01", "title": { "nb": "Ny" } }))),
        BadUserInput,
        "mandate.title",
    );
    let in_force = AdoptMandate { what: Adopted::Draft(id(1900)), ..of_draft(json!({})) };
    assert_refused(world.run(&secretariat(), &in_force), NotFound, "draft");
}

#[test]
fn a_mandate_needs_a_text() {
    let world = council_with(&[]);
    assert_refused(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2026-06-01" }), &[])),
        BadUserInput,
        "clauses",
    );
    let total = json!({ "key": "total", "modality": "SHALL", "provision": { "seats": { "total": { "exactly": { "number": 9 } } } } });
    let mut clauses = plain();
    clauses.push(total);
    let warned = decided(world.run(&secretariat(), &adopt(json!({ "validFrom": "2026-06-01" }), &clauses)));
    // The third seat of the members comes with the mandate: it is not missing.
    let clauses_of: Vec<_> = warned.warnings.iter().map(|it| (it.code, it.clause.as_deref())).collect();
    assert_eq!(clauses_of, [(AgainstMandate, Some("total"))]);
    let many = [seats("a", group("a", 2000)), seats("b", group("b", 1))];
    assert_refused(
        world.run(&secretariat(), &adopt(json!({ "validFrom": "2026-06-01" }), &many)),
        BadUserInput,
        "clauses",
    );
}

#[test]
fn an_amendment_keeps_what_it_does_not_name() {
    let period = json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2020-01-01" } } });
    let mut world = council_with(&[period]);
    world.council_mut(id(1)).mandates[0].adopted_by = Some(Body::Organisation(organisation_id("ministry")));
    let more = [seats("members", group("members", 4))];
    let decision = decided(world.run(&secretariat(), &amend(json!({ "validFrom": "2026-06-01" }), &more, &["chair"])));
    let new = mandate(&decision.changes);
    let keys: Vec<&str> = new.clauses.iter().map(|at| &*at.clause.key).collect();
    assert_eq!(keys, ["members", "who", "period"]);
    assert_eq!((new.version, new.adopted_by), (2, Some(Body::Organisation(organisation_id("ministry")))));
    assert_eq!(decision.outcome.base, id(1900));
    assert_eq!(kinds(&decision.changes).iter().filter(|kind| *kind == "seat").count(), 2);
    assert_eq!(kinds(&decision.changes).iter().filter(|kind| *kind == "seatEnd").count(), 1);
}

#[test]
fn what_an_amendment_names_has_to_be_there() {
    let mut world = council_with(&[]);
    let from = || json!({ "validFrom": "2026-06-01" });
    let more = [seats("members", group("members", 4))];
    assert_refused(world.run(&secretariat(), &amend(json!({}), &more, &[])), BadUserInput, "mandate.validFrom");
    assert_refused(world.run(&secretariat(), &amend(from(), &[], &[])), BadUserInput, "clauses");
    assert_refused(world.run(&secretariat(), &amend(from(), &more, &["unknown"])), NotFound, "omit[0]");
    let unknown = [appointed_by("who", "nobody")];
    assert_refused_by(
        world.run(&secretariat(), &amend(from(), &unknown, &[])),
        NotFound,
        "clauses[0].provision.procedure.steps[0].by[0].organisation.slug",
        "who",
    );
    let disagrees = [
        json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2026-07-01" } } }),
    ];
    assert_refused_by(
        world.run(&secretariat(), &amend(from(), &disagrees, &[])),
        BadUserInput,
        "mandate.validFrom",
        "period",
    );
    assert_refused(
        world.run(&secretariat(), &AmendMandate { base: Some(id(5)), ..amend(from(), &more, &[]) }),
        NotFound,
        "base",
    );
    assert_refused(world.run(&with(&[]), &amend(from(), &more, &[])), Forbidden, "");
    world.council_mut(id(1)).mandates[0].period.end = Some(day("2026-05-01"));
    assert_refused(world.run(&secretariat(), &amend(from(), &more, &[])), NotFound, "base");
    let lapsed = AmendMandate { base: Some(id(1900)), ..amend(from(), &more, &[]) };
    assert_refused(world.run(&secretariat(), &lapsed), BadUserInput, "mandate.validFrom");
}
