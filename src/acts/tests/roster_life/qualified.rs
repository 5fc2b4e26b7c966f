//! The qualification that shall be there, at appointment.

use super::*;
use crate::{
    acts::roster::{appoint::Appoint, place::Place},
    domain::{
        council::{Declared, Exemption, Fact},
        time::Period,
    },
};

fn requirement(modality: &str, quantifier: &str, predicate: Value) -> Value {
    json!({ "key": "be", "modality": modality, "appliesTo": { "groups": ["members"] },
        "provision": { "requirement": { "quantifier": { "kind": quantifier }, "predicate": predicate } } })
}

fn is(attribute: &str, comparison: &str, values: &[&str]) -> Value {
    json!({ "fact": { "attribute": attribute, "comparison": comparison, "values": values } })
}

fn fact(attribute: &str, declared: Declared, public: bool) -> Fact {
    Fact {
        id: id(80),
        person: id(50),
        attribute: attribute.into(),
        declared,
        period: Period { start: Some(day("2020-01-01")), end: None },
        source: "Said so.".to_owned(),
        public,
    }
}

fn value(attribute: &str, value: &str) -> Fact {
    fact(attribute, Declared::Value(value.into()), true)
}

/// Whether the appointment is permitted, with these facts and this clause.
fn permitted(clause: &Value, facts: Vec<Fact>) -> bool {
    let mut world = council_with(std::slice::from_ref(clause));
    world.council_mut(id(1)).facts = facts;
    match world.run(&ministry(), &Appoint { on_behalf_of: Some(organisation_id("union")), ..appoint() }) {
        Ok(decision) => {
            assert_eq!(words(&decision.warnings), []);
            true
        }
        Err(refused) => {
            assert_refused_by(Err::<(), _>(refused), AgainstMandate, "person", "be");
            false
        }
    }
}

#[test]
fn what_shall_be_there_has_to_be_recorded() {
    let gp = requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]));
    assert!(permitted(&gp, vec![value("qualification", "gp")]));
    assert!(permitted(&gp, vec![value("qualification", "nurse"), value("qualification", "gp")]));
    assert!(!permitted(&gp, vec![value("qualification", "nurse")]));
    assert!(!permitted(&gp, Vec::new()));
    assert!(!permitted(&gp, vec![fact("qualification", Declared::Undeclared, true)]));
    let mut past = value("qualification", "gp");
    past.period.end = Some(day("2026-01-01"));
    assert!(!permitted(&gp, vec![past.clone()]));
    let before =
        json!({ "fact": { "attribute": "qualification", "comparison": "IS", "values": ["gp"], "nowOrBefore": true } });
    assert!(permitted(&requirement("SHALL", "EVERY", before), vec![past]));
}

#[test]
fn conditions_are_put_together_and_turned_round() {
    let none = requirement("SHALL", "NONE", is("office", "IS", &["minister"]));
    assert!(permitted(&none, vec![value("office", "mayor")]));
    assert!(!permitted(&none, vec![value("office", "minister")]));
    assert!(!permitted(&none, Vec::new()));
    let not = requirement("SHALL", "EVERY", json!({ "not": { "of": is("office", "IS", &["minister"]) } }));
    assert!(permitted(&not, vec![value("office", "mayor")]));
    let any = requirement(
        "SHALL",
        "EVERY",
        json!({ "any": { "of": [is("age", "AT_LEAST", &["60"]), is("field", "IS", &["law"])] } }),
    );
    assert!(permitted(&any, vec![value("age", "60")]));
    assert!(permitted(&any, vec![value("field", "law")]), "one suffices, whatever the other is");
    assert!(!permitted(&any, vec![value("age", "59")]));
    let all = requirement(
        "SHALL",
        "EVERY",
        json!({ "all": { "of": [is("age", "AT_MOST", &["60"]), is("field", "IS_KNOWN", &[])] } }),
    );
    assert!(permitted(&all, vec![value("age", "60"), value("field", "law")]));
    assert!(!permitted(&all, vec![value("age", "60"), fact("field", Declared::NotApplicable, true)]));
    let own = requirement("SHALL", "EVERY", is("employer", "IS_REPRESENTED", &[]));
    assert!(permitted(&own, vec![value("employer", "union")]));
    assert!(!permitted(&own, vec![value("employer", "agency")]));
    let other = requirement("SHALL", "EVERY", is("employer", "IS_NOT_REPRESENTED", &[]));
    assert!(permitted(&other, vec![value("employer", "agency")]));
}

#[test]
fn what_should_be_there_is_a_warning_and_so_is_what_somebody_was_exempted_from() {
    let should = council_with(&[requirement("SHOULD", "EVERY", is("qualification", "IS", &["gp"]))]);
    assert_eq!(words(&decided(should.run(&ministry(), &appoint())).warnings), [(Some("person"), Some("be"))]);
    let gp = requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]));
    let mut exempted = council_with(std::slice::from_ref(&gp));
    exempted.council_mut(id(1)).exemptions.push(Exemption {
        id: id(81),
        clause: "be".into(),
        seat: Some(id(1101)),
        granted_by: None,
        decided_on: day("2026-01-01"),
        reason: "Nobody was found.".to_owned(),
        period: Period { start: Some(day("2026-01-01")), end: None },
    });
    assert_eq!(decided(exempted.run(&ministry(), &appoint())).warnings.len(), 1);
    // What was is not what may be.
    let past = Appoint { history: true, source: Some("The minutes.".to_owned()), ..appoint() };
    assert_eq!(words(&decided(council_with(&[gp]).run(&secretariat(), &past)).warnings), []);
}

#[test]
fn what_not_everybody_may_know_is_not_told() {
    let mut world = council_with(&[requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]))]);
    let mut messages = Vec::new();
    for facts in [
        Vec::new(),
        vec![fact("qualification", Declared::Value("nurse".into()), false)],
        vec![value("qualification", "nurse")],
    ] {
        world.council_mut(id(1)).facts = facts;
        messages.push(world.run(&ministry(), &appoint()).unwrap_err().remove(0).message);
    }
    assert_eq!(messages[0], messages[1]);
    assert_ne!(messages[1], messages[2]);
    assert!(messages[0].en.contains("declare"), "{messages:?}");
}

#[test]
fn the_mandate_that_the_appointment_stands_on_asks_though_it_has_lapsed() {
    let mut panel = group("panel", 1);
    panel["subBody"] = json!("panel");
    let mut of_panel = requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]));
    of_panel["appliesTo"] = json!({ "subBody": "panel" });
    let mut world = council_with(&[seats("panel", panel), of_panel]);
    let to_panel = Appoint { place: Place::Seat(id(1301)), ..appoint() };
    assert_refused_by(world.run(&owner(), &to_panel), AgainstMandate, "person", "be");
    decided(world.run(&ministry(), &appoint()));
    world.council_mut(id(1)).mandates[0].period.end = Some(day("2026-01-01"));
    let refused = world.run(&owner(), &to_panel).unwrap_err();
    assert!(words(&refused).contains(&(Some("person"), Some("be"))), "{refused:?}");
}

#[test]
fn whom_a_clause_is_about_has_to_be_known_and_the_chair_is_one() {
    let mut gp = requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]));
    gp["provision"]["requirement"]["onlyIf"] = is("age", "AT_LEAST", &["60"]);
    assert!(!permitted(&gp, Vec::new()), "nobody knows whether it is about this person");
    assert!(permitted(&gp, vec![value("age", "59")]));
    assert!(!permitted(&gp, vec![value("age", "60")]));
    assert!(permitted(&gp, vec![value("qualification", "gp")]));
    let mut chairs = requirement("SHALL", "EVERY", is("qualification", "IS", &["gp"]));
    chairs["appliesTo"] = json!({ "posts": ["chair"] });
    assert!(permitted(&chairs, Vec::new()), "this is about chairs only");
    let leads = Appoint { place: Place::Seat(id(1201)), ..appoint() };
    assert_refused_by(council_with(&[chairs]).run(&ministry(), &leads), AgainstMandate, "person", "be");
}
