//! Drafts, circles of adopters, lapsing and extending.

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
        discard::DiscardDraft,
        draft::SaveDraft,
        extend::ExtendMandate,
        lapse::LapseMandate,
    },
    domain::{
        change::{Change, Touch},
        council::{Body, Mandate, MandateStatus},
        id::{CouncilId, MandateId},
        people::Grant,
        time::Period,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn ministry() -> Caller {
    with(&[Grant::Appointer(organisation_id("ministry"))])
}

fn text_of(clauses: &[Value]) -> NewText {
    NewText { clauses: clauses.iter().cloned().map(clause).collect(), ..NewText::default() }
}

fn plain() -> Vec<Value> {
    vec![seats("members", group("members", 3)), seats("chair", chair("chair")), appointed_by("who", "ministry")]
}

fn save(base: Option<MandateId>, replaces: Option<MandateId>, clauses: &[Value], head: Value) -> SaveDraft {
    SaveDraft { council: id(1), replaces, base, text: text_of(clauses), head: input(head) }
}

fn draft_in(changes: &[Change]) -> Mandate {
    let made = changes.iter().find_map(|change| if let Change::Mandate(_, it) = change { Some(it) } else { None });
    made.unwrap().clone()
}

/// The council with a draft of this text.
fn with_draft(clauses: &[Value]) -> (World, MandateId) {
    let mut world = council_with(&[]);
    let made = draft_in(&decided(world.run(&secretariat(), &save(None, None, clauses, json!({})))).changes);
    let id_of_draft = made.id;
    world.council_mut(id(1)).mandates.push(made);
    (world, id_of_draft)
}

fn adopt_draft(draft: MandateId, head: Value) -> AdoptMandate {
    AdoptMandate { council: id(1), what: Adopted::Draft(draft), head: input(head) }
}

#[test]
fn a_draft_is_saved_for_the_secretariat_alone() {
    let world = council_with(&[]);
    // Whatever the head says, it is a draft.
    let decision = decided(world.run(&secretariat(), &save(None, None, &plain(), json!({ "draft": false }))));
    assert_eq!(kinds(&decision.changes), ["mandate"]);
    assert_eq!(decision.changes[0].touch(), Touch { council: Some(id(1)), public: false, directory: false });
    let draft = draft_in(&decision.changes);
    assert_eq!((draft.status, draft.version, draft.id), (MandateStatus::Draft, 2, decision.outcome.mandate));
    for (caller, code) in [
        (Caller::anonymous(), Unauthenticated),
        (ministry(), Forbidden),
        (with(&[Grant::Secretariat(id(2))]), Forbidden),
    ] {
        assert_refused(world.run(&caller, &save(None, None, &plain(), json!({}))), code, "");
    }
    assert_refused(world.run(&secretariat(), &save(None, None, &[], json!({}))), BadUserInput, "clauses");
}

#[test]
fn a_draft_starts_from_a_mandate_and_takes_the_place_of_another() {
    let (mut world, former) = with_draft(&plain());
    let more = [seats("members", group("members", 4))];
    let act = save(Some(id(1900)), Some(former), &more, json!({ "validFrom": "2026-06-01" }));
    let decision = decided(world.run(&secretariat(), &act));
    assert_eq!(kinds(&decision.changes), ["mandateRevoked", "mandate"]);
    assert!(decision.changes.iter().all(|change| !change.touch().public));
    let better = draft_in(&decision.changes);
    let keys: Vec<&str> = better.clauses.iter().map(|at| &*at.clause.key).collect();
    assert_eq!(keys, ["members", "chair", "who"]);
    assert_eq!(better.composition.group("members").unwrap().seats, Some(4));
    assert_eq!(better.version, 2, "a draft has the version that it would become");

    let unknown = save(Some(id(1900)), Some(id(1900)), &more, json!({}));
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "replaces");
    assert_refused(world.run(&secretariat(), &save(Some(id(5)), None, &more, json!({}))), NotFound, "base");
    let mut both = save(Some(id(1900)), None, &more, json!({}));
    both.text.template = Some(input(json!({ "slug": "no-such-template" })));
    assert_refused(world.run(&secretariat(), &both), BadUserInput, "template");
    world.council_mut(id(1)).mandates[1].status = MandateStatus::Revoked;
    assert_refused(world.run(&secretariat(), &act), NotFound, "replaces");
}

#[test]
fn a_draft_is_discarded_once() {
    let (mut world, draft) = with_draft(&plain());
    let act = DiscardDraft { council: id(1), draft };
    assert_refused(world.run(&ministry(), &act), Forbidden, "");
    let decision = decided(world.run(&secretariat(), &act));
    assert_eq!(kinds(&decision.changes), ["mandateRevoked"]);
    assert!(!decision.changes[0].touch().public);
    world.council_mut(id(1)).mandates[1].status = MandateStatus::Revoked;
    assert_refused(world.run(&secretariat(), &act), NotFound, "draft");
    let adopted = DiscardDraft { council: id(1), draft: id(1900) };
    assert_refused(world.run(&secretariat(), &adopted), NotFound, "draft");
    assert_refused(
        world.run(&secretariat(), &adopt_draft(draft, json!({ "validFrom": "2026-06-01" }))),
        NotFound,
        "draft",
    );
}

#[test]
fn a_draft_is_adopted_by_the_body_that_its_clause_names() {
    let adopts = json!({ "key": "adopts", "modality": "SHALL", "provision": { "relation": { "kind": "ADOPTS_MANDATE_OF", "of": { "organisation": { "slug": "ministry" } } } } });
    let mut clauses = plain();
    clauses.push(adopts);
    let (world, draft) = with_draft(&clauses);
    let from = || json!({ "validFrom": "2026-06-01" });
    let decision = decided(world.run(&ministry(), &adopt_draft(draft, from())));
    assert_eq!(kinds(&decision.changes)[..2], ["mandateEnd", "mandateAdopted"]);
    assert!(matches!(&decision.changes[0], Change::MandateEnd(_, former, on)
        if *former == id(1900) && *on == day("2026-06-01")));
    let union = with(&[Grant::Appointer(organisation_id("union"))]);
    assert_refused(world.run(&union, &adopt_draft(draft, from())), Forbidden, "");
    let by_union = json!({ "validFrom": "2026-06-01", "adoptedBy": { "organisation": { "slug": "union" } } });
    assert_refused_by(
        world.run(&secretariat(), &adopt_draft(draft, by_union)),
        BadUserInput,
        "mandate.adoptedBy",
        "adopts",
    );
}

#[test]
fn a_draft_from_the_mandate_in_force_is_adopted_for_days_of_its_own() {
    let period = json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2020-01-01" } } });
    let mut world = council_with(&[period]);
    let more = [seats("members", group("members", 4))];
    let made = decided(world.run(&secretariat(), &save(Some(id(1900)), None, &more, json!({}))));
    let draft = draft_in(&made.changes);
    assert_eq!(draft.period, Period::default(), "what it took over says when the former one came about");
    let draft_id = draft.id;
    world.council_mut(id(1)).mandates.push(draft);
    decided(world.run(&secretariat(), &adopt_draft(draft_id, json!({ "validFrom": "2026-06-01" }))));
}

/// `board` is council 1, `b` 2, `c` 3 and so on; each but the first had its mandate adopted by the next.
fn chain(length: u128) -> World {
    let mut world = council_with(&[]);
    for number in 2..=length {
        world.council(number, &format!("council-{number}"), vec![clause(seats("members", group("members", 1)))]);
    }
    for number in 2..length {
        let above: CouncilId = id(number + 1);
        world.council_mut(id(number)).mandates[0].adopted_by = Some(Body::Council(above));
    }
    world.council_mut(id(length)).mandates[0].adopted_by = Some(Body::Council(id(1)));
    world
}

fn by_council(slug: &str) -> AdoptMandate {
    let head = json!({ "validFrom": "2026-06-01", "adoptedBy": { "council": { "slug": slug } } });
    AdoptMandate { council: id(1), what: Adopted::Text(text_of(&plain())), head: input(head) }
}

#[test]
fn a_circle_of_any_length_is_found() {
    for length in 2..=6 {
        let mut world = chain(length);
        assert_refused(world.run(&secretariat(), &by_council("council-2")), Conflict, "mandate.adoptedBy");
        // Without its last link the chain leads nowhere.
        world.council_mut(id(length)).mandates[0].adopted_by = None;
        decided(world.run(&secretariat(), &by_council("council-2")));
    }
}

#[test]
fn who_adopted_in_other_days_closes_no_circle() {
    let mut world = chain(4);
    // The way leads on only until the new mandate comes into force,
    world.council_mut(id(3)).mandates[0].period.end = Some(day("2026-06-01"));
    decided(world.run(&secretariat(), &by_council("council-2")));
    // and again from a later day on.
    world.council_mut(id(3)).mandates[0].period = Period { start: Some(day("2030-01-01")), end: None };
    assert_refused(world.run(&secretariat(), &by_council("council-2")), Conflict, "mandate.adoptedBy");
    // Each link holds on some day, but no day has them all.
    world.council_mut(id(4)).mandates[0].period.end = Some(day("2029-01-01"));
    decided(world.run(&secretariat(), &by_council("council-2")));
}

#[test]
fn what_a_mandate_states_of_others_can_close_a_circle_too() {
    let mut world = council_with(&[]);
    for number in [2, 3] {
        world.council(number, &format!("council-{number}"), vec![clause(seats("members", group("members", 1)))]);
    }
    world.council_mut(id(2)).mandates[0].adopted_by = Some(Body::Council(id(3)));
    let says = |of: &str, to: &str| json!({ "key": "adopts", "modality": "SHALL", "provision": { "relation": { "kind": "ADOPTS_MANDATE_OF", "of": { "council": { "slug": of } }, "to": [{ "council": { "slug": to } }] } } });
    let stating = |of: &str, to: &str| {
        let mut clauses = plain();
        clauses.push(says(of, to));
        let head = input(json!({ "validFrom": "2026-06-01" }));
        AdoptMandate { council: id(1), what: Adopted::Text(text_of(&clauses)), head }
    };
    assert_refused(world.run(&secretariat(), &stating("council-2", "council-3")), Conflict, "mandate.adoptedBy");
    decided(world.run(&secretariat(), &stating("council-3", "council-2")));
}

fn lapse(on: &str) -> LapseMandate {
    LapseMandate { council: id(1), mandate: None, on: day(on), reason: "The act was repealed.".to_owned() }
}

#[test]
fn a_mandate_lapses_before_its_time() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", None, false));
    let decision = decided(world.run(&secretariat(), &lapse("2026-05-01")));
    assert!(matches!(decision.changes[..], [Change::MandateEnd(_, mandate, on)]
        if mandate == id(1900) && on == day("2026-05-01")));
    assert_eq!(decision.warnings[0].code, AgainstMandate);
    assert!(decision.warnings[0].message.en.contains("1 membership"), "{:?}", decision.warnings);
    assert!(decision.summary.en.unwrap().contains("The act was repealed."));
    assert_refused(world.run(&ministry(), &lapse("2026-05-01")), Forbidden, "");
    world.council_mut(id(1)).mandates[0].adopted_by = Some(Body::Organisation(organisation_id("ministry")));
    decided(world.run(&ministry(), &lapse("2026-05-01")));

    assert_refused(world.run(&secretariat(), &lapse("2020-01-01")), NotFound, "mandate");
    let early = LapseMandate { mandate: Some(id(1900)), ..lapse("2020-01-01") };
    assert_refused(world.run(&secretariat(), &early), BadUserInput, "on");
    let silent = LapseMandate { reason: " ".to_owned(), ..lapse("2026-05-01") };
    assert_refused(world.run(&secretariat(), &silent), BadUserInput, "reason");
    world.council_mut(id(1)).mandates[0].period.end = Some(day("2026-05-01"));
    assert_refused(world.run(&secretariat(), &lapse("2026-05-01")), Conflict, "on");
    let unknown = LapseMandate { mandate: Some(id(5)), ..lapse("2026-05-01") };
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "mandate");
}

fn extend(until: Option<&str>) -> ExtendMandate {
    ExtendMandate { council: id(1), mandate: None, until: until.map(day), basis: None }
}

/// A council whose mandate the ministry adopted until the summer.
fn until_summer(extra: &[Value]) -> World {
    let mut world = council_with(extra);
    let mandate = &mut world.council_mut(id(1)).mandates[0];
    mandate.adopted_by = Some(Body::Organisation(organisation_id("ministry")));
    mandate.period.end = Some(day("2026-07-01"));
    world
}

#[test]
fn a_mandate_is_extended_by_its_adopter_alone() {
    let mut world = until_summer(&[]);
    let decision = decided(world.run(&ministry(), &extend(Some("2027-07-01"))));
    let period = Period { start: Some(day("2020-01-01")), end: Some(day("2027-07-01")) };
    assert!(
        matches!(decision.changes[..], [Change::MandatePeriod(_, mandate, it)] if mandate == id(1900) && it == period)
    );
    assert!(decision.changes[0].touch().directory);
    assert!(decision.warnings.is_empty());
    decided(world.run(&ministry(), &extend(None)));
    assert_refused(world.run(&secretariat(), &extend(Some("2027-07-01"))), Forbidden, "");
    world.council_mut(id(1)).mandates[0].adopted_by = None;
    decided(world.run(&secretariat(), &extend(Some("2027-07-01"))));
}

#[test]
fn an_extension_ends_where_the_next_mandate_begins() {
    let mut world = until_summer(&[]);
    let mut next = world.council_mut(id(1)).mandates[0].clone();
    next.id = id(1901);
    next.version = 2;
    next.period = Period { start: Some(day("2027-01-01")), end: None };
    world.council_mut(id(1)).mandates.push(next);
    assert_refused(world.run(&ministry(), &extend(Some("2027-01-02"))), Conflict, "until");
    assert_refused(world.run(&ministry(), &extend(None)), Conflict, "until");
    decided(world.run(&ministry(), &extend(Some("2027-01-01"))));
    assert_refused(world.run(&ministry(), &extend(Some("2026-07-01"))), BadUserInput, "until");
    let open = ExtendMandate { mandate: Some(id(1901)), ..extend(None) };
    assert_refused(world.run(&ministry(), &open), Conflict, "until");
    let unknown = ExtendMandate { mandate: Some(id(5)), ..extend(None) };
    assert_refused(world.run(&with(&[Grant::Operator]), &unknown), NotFound, "mandate");
}

#[test]
fn a_mandate_that_says_it_is_not_renewed_is_not_or_only_with_a_warning() {
    let says = |modality: &str| json!({ "key": "period", "modality": modality, "provision": { "period": { "kind": "IN_FORCE", "from": "2020-01-01", "renewable": false } } });
    let act = extend(Some("2027-07-01"));
    assert_refused_by(until_summer(&[says("SHALL")]).run(&ministry(), &act), AgainstMandate, "until", "period");
    let decision = decided(until_summer(&[says("SHOULD")]).run(&ministry(), &act));
    assert_eq!((decision.warnings[0].code, decision.warnings[0].clause.as_deref()), (AgainstMandate, Some("period")));
}

#[test]
fn an_extension_closes_no_circle() {
    let mut world = until_summer(&[]);
    let other = world.council(2, "upper", vec![clause(seats("members", group("members", 1)))]);
    world.council_mut(id(1)).mandates[0].adopted_by = Some(Body::Council(other));
    let upper = &mut world.council_mut(other).mandates[0];
    upper.adopted_by = Some(Body::Council(id(1)));
    upper.period.start = Some(day("2026-09-01"));
    let of_upper = with(&[Grant::Secretariat(other)]);
    decided(world.run(&of_upper, &extend(Some("2026-09-01"))));
    assert_refused(world.run(&of_upper, &extend(Some("2026-09-02"))), Conflict, "until");
}
