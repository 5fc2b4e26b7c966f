//! What was done and happened.

use serde_json::{Value, json};

use super::{
    appoint::{council_with, held},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::record::done::RecordDone,
    domain::{
        change::Change,
        council::{Body, Record, RecordKind},
        people::Grant,
        register::NewCode,
        word::Code,
    },
    error::RefusalCode::{BadUserInput, Forbidden, NotFound, Unauthenticated},
};

fn duty(key: &str, actor: Value, verb: &str) -> Value {
    json!({
        "key": key, "modality": "SHALL",
        "provision": { "duty": { "activity": { "actor": actor, "verb": verb }, "when": [] } },
    })
}

fn world() -> World {
    let mut world = council_with(&[
        duty("advice", json!({ "part": { "part": "COUNCIL" } }), "advise"),
        duty("review", json!({ "organisation": { "slug": "ministry" } }), "review"),
        duty("care", json!({ "part": { "part": "OWNER" } }), "review"),
    ]);
    for (list, code) in [("verb", "review"), ("event", "new-year"), ("item", "advice"), ("subject", "composition")] {
        world.parts.codes.push(NewCode { list: list.into(), code: Code::from(code), label: text(code) });
    }
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", None, false));
    world
}

fn done() -> RecordDone {
    RecordDone {
        council: id(1),
        kind: RecordKind::Activity,
        what: "advise".into(),
        subjects: Vec::new(),
        clause: None,
        on: day("2026-02-20"),
        by: None,
        by_membership: None,
        towards: vec![Body::Organisation(organisation_id("union"))],
        about: None,
        title: None,
        url: None,
        source: None,
    }
}

fn review() -> RecordDone {
    RecordDone { what: "review".into(), subjects: vec!["composition".into()], clause: Some("review".into()), ..done() }
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn ministry() -> Caller {
    with(&[Grant::Appointer(organisation_id("ministry"))])
}

#[track_caller]
fn recorded(world: &World, caller: &Caller, act: &RecordDone) -> Record {
    let decision = decided(world.run(caller, act));
    let [Change::Record(_, record)] = decision.changes.as_slice() else { panic!("{:?}", decision.changes) };
    assert_eq!(record.id, decision.outcome.record);
    record.clone()
}

#[test]
fn the_secretariat_records_what_the_council_and_others_did() {
    let world = world();
    let own = recorded(&world, &secretariat(), &done());
    assert_eq!(own.by, Some(Body::Council(id(1))));
    assert_eq!(own.towards, [Body::Organisation(organisation_id("union"))]);
    let others = RecordDone { by: Some(Body::Organisation(organisation_id("ministry"))), ..review() };
    assert_eq!(recorded(&world, &secretariat(), &others).by, others.by);
    let event = RecordDone { kind: RecordKind::Event, what: "new-year".into(), ..done() };
    assert_eq!(recorded(&world, &secretariat(), &event).by, None);
    assert_refused(world.run(&Caller::anonymous(), &done()), Unauthenticated, "");
    for other in [with(&[]), with(&[Grant::Secretariat(id(2))]), ministry(), Caller::console()] {
        assert_refused(world.run(&other, &done()), Forbidden, "");
    }
}

#[test]
fn an_organisation_records_what_a_clause_bids_it_do() {
    let world = world();
    let body = |slug| Some(Body::Organisation(organisation_id(slug)));
    assert_eq!(recorded(&world, &ministry(), &review()).by, body("ministry"));
    let registrar = with(&[Grant::Registrar(organisation_id("ministry"))]);
    assert_eq!(recorded(&world, &registrar, &review()).by, body("ministry"));
    let care = RecordDone { clause: Some("care".into()), ..review() };
    assert_eq!(recorded(&world, &with(&[Grant::Appointer(organisation_id("agency"))]), &care).by, body("agency"));
    // Nothing in the name of another, nothing that another clause asks of others, nothing that happens to everybody.
    let forged = RecordDone { by: body("union"), ..review() };
    assert_refused(world.run(&ministry(), &forged), Forbidden, "by");
    let others = RecordDone { clause: Some("care".into()), ..review() };
    assert_refused(world.run(&ministry(), &others), Forbidden, "");
    let event = RecordDone { kind: RecordKind::Event, what: "new-year".into(), ..review() };
    assert_refused(world.run(&ministry(), &event), Forbidden, "");
    let unbidden = RecordDone { clause: None, ..review() };
    assert_refused(world.run(&ministry(), &unbidden), Forbidden, "");
}

#[test]
fn what_is_named_has_to_be_there() {
    let mut world = world();
    let refused = |world: &World, act: RecordDone, field: &str| {
        assert_refused(world.run(&secretariat(), &act), NotFound, field);
    };
    refused(&world, RecordDone { what: "new-year".into(), ..done() }, "what");
    refused(&world, RecordDone { kind: RecordKind::Event, ..done() }, "what");
    refused(&world, RecordDone { subjects: vec!["composition".into(), "weather".into()], ..done() }, "subjects[1]");
    refused(&world, RecordDone { clause: Some("no-such".into()), ..done() }, "clause");
    refused(&world, RecordDone { by_membership: Some(id(61)), ..done() }, "byMembership");
    refused(&world, RecordDone { about: Some(id(90)), ..done() }, "about");
    let member = RecordDone { by_membership: Some(id(60)), ..done() };
    assert_eq!(recorded(&world, &secretariat(), &member).by_membership, Some(id(60)));
    let before = RecordDone { on: day("2025-01-31"), ..member };
    assert_refused(world.run(&secretariat(), &before), BadUserInput, "byMembership");
    let item = RecordDone { kind: RecordKind::Item, what: "advice".into(), ..done() };
    let item = recorded(&world, &secretariat(), &item);
    let activity = recorded(&world, &secretariat(), &done());
    let (about, not_about) = (item.id, id(4711));
    world.council_mut(id(1)).records = vec![item, Record { id: not_about, ..activity }];
    assert_eq!(recorded(&world, &secretariat(), &RecordDone { about: Some(about), ..done() }).about, Some(about));
    refused(&world, RecordDone { about: Some(not_about), ..done() }, "about");
}

#[test]
fn what_is_wrong_in_form_or_to_come_is_refused() {
    let world = world();
    for (act, field) in [
        (RecordDone { on: day("2026-03-02"), ..done() }, "on"),
        (RecordDone { what: "No code".into(), ..done() }, "what"),
        (RecordDone { url: Some("ftp://example.org".to_owned()), ..done() }, "url"),
        (RecordDone { source: Some("15819050160".to_owned()), ..done() }, "source"),
        (RecordDone { title: Some(text("")), ..done() }, "title.nb"),
        (RecordDone { subjects: vec!["composition".into(); 51], ..done() }, "subjects"),
    ] {
        let found = refusals(world.run(&secretariat(), &act));
        assert_eq!((found[0].0, found[0].1.as_deref()), (BadUserInput, Some(field)));
    }
    decided(world.run(&secretariat(), &RecordDone { on: today(), ..done() }));
}

#[test]
fn another_verb_than_the_clause_asks_for_is_noticed() {
    let world = world();
    let other = RecordDone { what: "advise".into(), ..review() };
    let warnings = decided(world.run(&secretariat(), &other)).warnings;
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].clause, Some("review".into()));
    assert!(decided(world.run(&secretariat(), &review())).warnings.is_empty());
}
