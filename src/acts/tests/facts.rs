//! What persons declare.

use super::{appoint::council_with, world::*};
use crate::{
    access::caller::Caller,
    acts::record::{
        declare_fact::{DeclareFact, declared},
        end_fact::EndFact,
    },
    domain::{
        change::Change,
        council::{CouncilStatus, Declared, Fact},
        people::Grant,
        register::NewCode,
        time::Period,
        word::Code,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

/// A council that knows Ola, in a register with attributes.
fn world() -> World {
    let mut world = council_with(&[]);
    for (list, code) in [
        ("attribute", "gender"),
        ("attribute", "age"),
        ("attribute", "employer"),
        ("attribute", "field"),
        ("attribute", "flyway"),
        ("gender", "woman"),
        ("gender", "man"),
        ("field", "law"),
        ("field", "research"),
    ] {
        world.parts.codes.push(NewCode { list: list.into(), code: Code::from(code), label: text(code) });
    }
    let ola = world.persons[&id(51)].clone();
    world.council_mut(id(1)).persons.insert(ola.id, ola);
    world
}

fn declare(attribute: &str, value: &str) -> DeclareFact {
    DeclareFact {
        council: id(1),
        person: id(51),
        attribute: attribute.into(),
        declared: Declared::Value(value.into()),
        from: None,
        until: None,
        source: "The person's own form.".to_owned(),
        public: false,
    }
}

fn fact(number: u128, attribute: &str, value: &str, start: Option<&str>) -> Fact {
    Fact {
        id: id(number),
        person: id(51),
        attribute: attribute.into(),
        declared: Declared::Value(value.into()),
        period: Period { start: start.map(day), end: None },
        source: "A form.".to_owned(),
        public: false,
    }
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

#[test]
fn the_secretariat_and_the_person_declare_and_nobody_else() {
    let mut world = world();
    let woman = declare("gender", "woman");
    for caller in [secretariat(), linked(&[], Some(id(51)))] {
        let decision = decided(world.run(&caller, &woman));
        let [Change::Fact(council, fact)] = decision.changes.as_slice() else { panic!() };
        assert_eq!((*council, fact.person, fact.id), (id(1), id(51), decision.outcome.fact));
        assert_eq!(fact.declared, Declared::Value("woman".into()));
    }
    assert_refused(world.run(&Caller::anonymous(), &woman), Unauthenticated, "");
    for other in [
        with(&[]),
        Caller::console(),
        linked(&[], Some(id(50))),
        with(&[Grant::Secretariat(id(2))]),
        with(&[Grant::Appointer(organisation_id("ministry")), Grant::Registrar(organisation_id("agency"))]),
    ] {
        assert_refused(world.run(&other, &woman), Forbidden, "");
    }
    // A council that does not know the person learns and says nothing of them, nor does the person say it there.
    let elsewhere = DeclareFact { person: id(50), ..woman.clone() };
    assert_refused(world.run(&secretariat(), &elsewhere), NotFound, "person");
    assert_refused(world.run(&linked(&[], Some(id(50))), &elsewhere), Forbidden, "");
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_refused(world.run(&with(&[]), &woman), NotFound, "council");
}

#[test]
fn a_value_is_what_the_attribute_takes() {
    let world = world();
    for (attribute, value) in
        [("gender", "man"), ("age", "54"), ("employer", "ministry"), ("field", "law"), ("flyway", "atlantic")]
    {
        decided(world.run(&secretariat(), &declare(attribute, value)));
    }
    for (attribute, value) in [("gender", "unknown"), ("employer", "nobody"), ("field", "astrology")] {
        assert_refused(world.run(&secretariat(), &declare(attribute, value)), NotFound, "value");
    }
    for (attribute, value) in [("age", "old"), ("age", "1954"), ("field", "Law and order"), ("flyway", "")] {
        assert_refused(world.run(&secretariat(), &declare(attribute, value)), BadUserInput, "value");
    }
    assert_refused(world.run(&secretariat(), &declare("shoe-size", "44")), NotFound, "attribute");
}

#[test]
fn a_national_identity_number_is_refused_wherever_it_stands() {
    let world = world();
    for number in ["15819050160", "158190-50160", "11111111111"] {
        assert_refused(world.run(&secretariat(), &declare("flyway", number)), BadUserInput, "value");
    }
    let source = DeclareFact { source: "Passport of 15819050160".to_owned(), ..declare("gender", "man") };
    assert_refused(world.run(&secretariat(), &source), BadUserInput, "source");
    let nowhere = DeclareFact { source: " ".to_owned(), ..declare("gender", "man") };
    assert_refused(world.run(&secretariat(), &nowhere), BadUserInput, "source");
}

#[test]
fn what_is_protected_is_never_public() {
    let world = world();
    for (attribute, value) in [("gender", "woman"), ("age", "40")] {
        let public = DeclareFact { public: true, ..declare(attribute, value) };
        assert_refused(world.run(&secretariat(), &public), BadUserInput, "public");
    }
    let public = DeclareFact { public: true, ..declare("field", "law") };
    let decision = decided(world.run(&secretariat(), &public));
    assert!(matches!(&decision.changes[0], Change::Fact(_, fact) if fact.public));
}

#[test]
fn a_new_value_ends_the_former_where_there_is_one_at_a_time() {
    let mut world = world();
    world.council_mut(id(1)).facts = vec![
        fact(70, "gender", "man", None),
        fact(71, "field", "law", Some("2020-01-01")),
        fact(72, "employer", "union", Some("2020-01-01")),
    ];
    let new = DeclareFact { from: Some(day("2026-01-01")), ..declare("gender", "woman") };
    let decision = decided(world.run(&secretariat(), &new));
    assert_eq!(kinds(&decision.changes), ["factEnd", "fact"]);
    let Change::FactEnd(council, person, ended, on) = &decision.changes[0] else { panic!() };
    assert_eq!((*council, *person, *ended, *on), (id(1), id(51), id(70), day("2026-01-01")));
    // Of other attributes a person has several.
    for (attribute, value) in [("field", "research"), ("employer", "ministry")] {
        assert_eq!(kinds(&decided(world.run(&secretariat(), &declare(attribute, value))).changes), ["fact"]);
    }
    // That nothing is said, or nothing applies, goes with no value.
    let silent =
        DeclareFact { declared: Declared::Undeclared, from: Some(day("2021-01-01")), ..declare("field", "law") };
    assert_eq!(kinds(&decided(world.run(&secretariat(), &silent)).changes), ["factEnd", "fact"]);
    // Without a later day it is not said which of the two holds.
    assert_refused(world.run(&secretariat(), &declare("gender", "woman")), Conflict, "from");
    let early = DeclareFact { from: Some(day("2019-01-01")), ..silent.clone() };
    assert_refused(world.run(&secretariat(), &early), Conflict, "from");
    // What was before it stays as it is.
    let before = DeclareFact { until: Some(day("2020-01-01")), from: None, ..silent };
    assert_eq!(kinds(&decided(world.run(&secretariat(), &before)).changes), ["fact"]);
}

#[test]
fn the_same_is_not_recorded_twice_and_a_period_has_days() {
    let mut world = world();
    world.council_mut(id(1)).facts = vec![fact(71, "field", "law", Some("2020-01-01"))];
    assert_refused(world.run(&secretariat(), &declare("field", "law")), Conflict, "from");
    let other = DeclareFact { person: id(50), ..declare("field", "law") };
    assert_refused(world.run(&secretariat(), &other), NotFound, "person");
    let empty =
        DeclareFact { from: Some(day("2026-01-01")), until: Some(day("2026-01-01")), ..declare("field", "research") };
    assert_refused(world.run(&secretariat(), &empty), BadUserInput, "until");
}

#[test]
fn a_fact_ends_after_it_began_and_once() {
    let mut world = world();
    world.council_mut(id(1)).facts = vec![fact(71, "field", "law", Some("2020-01-01"))];
    let end = |on: &str| EndFact { council: id(1), person: id(51), fact: id(71), on: day(on) };
    for caller in [secretariat(), linked(&[], Some(id(51)))] {
        assert_eq!(kinds(&decided(world.run(&caller, &end("2026-01-01"))).changes), ["factEnd"]);
    }
    assert_refused(world.run(&with(&[Grant::Secretariat(id(2))]), &end("2026-01-01")), Forbidden, "");
    assert_refused(world.run(&secretariat(), &end("2020-01-01")), BadUserInput, "on");
    let unknown = EndFact { fact: id(72), ..end("2026-01-01") };
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "fact");
    // Whoever is somebody else does not end it by saying that it is theirs.
    let mine = EndFact { person: id(50), ..end("2026-01-01") };
    assert_refused(world.run(&secretariat(), &mine), NotFound, "fact");
    world.council_mut(id(1)).facts[0].period.end = Some(day("2025-01-01"));
    assert_refused(world.run(&secretariat(), &end("2026-01-01")), Conflict, "on");
    decided(world.run(&secretariat(), &end("2024-01-01")));
}

#[test]
fn what_was_declared_stays_out_of_the_audit_log() {
    let mut world = world();
    world.parts.codes.push(NewCode { list: "field".into(), code: "kanari-4711".into(), label: text("x") });
    let act = declare("field", "kanari-4711");
    let decision = decided(world.run(&secretariat(), &act));
    let logged = serde_json::to_string(&(&decision.changes, &decision.summary, &decision.outcome)).unwrap();
    assert!(logged.contains("field") && !logged.contains("kanari"), "{logged}");
    world.council_mut(id(1)).facts = vec![fact(70, "field", "kanari-4711", None)];
    let end = EndFact { council: id(1), person: id(51), fact: id(70), on: today() };
    let decision = decided(world.run(&secretariat(), &end));
    let logged = serde_json::to_string(&(&decision.changes, &decision.summary)).unwrap();
    assert!(!logged.contains("kanari"), "{logged}");
    for refused in world.run(&secretariat(), &act).err().unwrap() {
        assert!(!refused.message.en.contains("kanari"), "{refused:?}");
    }
    let unlisted = world.run(&secretariat(), &declare("field", "kanari-4712")).err().unwrap();
    assert!(unlisted.iter().all(|refused| !refused.message.en.contains("4712")), "{unlisted:?}");
}

#[test]
fn exactly_one_of_three_things_is_declared() {
    assert_eq!(declared(Some("x".into()), false, false), Ok(Declared::Value("x".into())));
    assert_eq!(declared(None, true, false), Ok(Declared::Undeclared));
    assert_eq!(declared(None, false, true), Ok(Declared::NotApplicable));
    for (value, undeclared, not_applicable) in
        [(None, false, false), (None, true, true), (Some("x"), true, false), (Some("x"), false, true)]
    {
        assert!(declared(value.map(Code::from), undeclared, not_applicable).is_err());
    }
}
