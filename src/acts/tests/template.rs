//! Publishing a template.

use serde_json::{Value, json};

use super::{
    clauses::{appointed_by, chair, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::template::publish::PublishTemplate,
    domain::{
        directory::{Template, TemplateVersion},
        people::Grant,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn request(changes: Value) -> PublishTemplate {
    let mut json = json!({
        "slug": "arena", "name": { "nb": "Arena" }, "owner": "agency", "version": 1,
        "parameters": [{ "key": "appointer", "label": { "nb": "Hvem oppnevner" }, "required": true,
            "places": ["who.provision.procedure.steps.0.by.0.organisation.slug"] }],
        "clauses": [seats("chair", chair("chair")), appointed_by("who", "to-be-said")],
    });
    for (name, value) in changes.as_object().unwrap() {
        json[name] = value.clone();
    }
    json.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    PublishTemplate { input: input(json) }
}

fn registrar() -> Caller {
    with(&[Grant::Registrar(organisation_id("agency"))])
}

fn published(owner: Option<&str>) -> Template {
    Template {
        id: id(70),
        slug: "arena".into(),
        name: text("Arena"),
        description: None,
        owner: owner.map(organisation_id),
        versions: vec![TemplateVersion {
            version: 1,
            published_at: now(),
            parameters: Vec::new(),
            clauses: Vec::new(),
        }],
    }
}

#[test]
fn a_registrar_publishes_and_a_required_place_may_hold_anything() {
    let decision = decided(World::new().run(&registrar(), &request(json!({}))));
    assert_eq!(kinds(&decision.changes), ["template", "templateVersion"]);
    assert_eq!(decision.outcome.version, 1);
    let optional = request(json!({ "parameters": null }));
    assert_refused_by(
        World::new().run(&registrar(), &optional),
        NotFound,
        "clauses[1].provision.procedure.steps[0].by[0].organisation.slug",
        "who",
    );
}

#[test]
fn a_version_is_one_more_than_the_latest() {
    let mut world = World::new();
    assert_refused(world.run(&registrar(), &request(json!({ "version": 2 }))), Conflict, "version");
    assert_refused(world.run(&registrar(), &request(json!({ "version": 0 }))), BadUserInput, "version");
    world.parts.templates.push(published(Some("agency")));
    assert_refused(world.run(&registrar(), &request(json!({}))), Conflict, "version");
    let next = decided(world.run(&registrar(), &request(json!({ "version": 2 }))));
    assert_eq!(kinds(&next.changes), ["templateVersion"]);
    assert_eq!(next.outcome.template, id(70));
    assert_eq!(next.warnings[0].field.as_deref(), Some("name"), "another name is not taken over");
}

#[test]
fn a_template_is_published_by_those_who_keep_it() {
    let mut world = World::new();
    assert_refused(world.run(&Caller::anonymous(), &request(json!({}))), Unauthenticated, "");
    assert_refused(world.run(&with(&[]), &request(json!({}))), Forbidden, "");
    assert_refused(world.run(&registrar(), &request(json!({ "owner": null }))), Forbidden, "owner");
    decided(world.run(&Caller::console(), &request(json!({ "owner": null }))));
    assert_refused(world.run(&registrar(), &request(json!({ "owner": "nobody" }))), NotFound, "owner");
    assert_refused(world.run(&Caller::console(), &request(json!({ "owner": "nobody" }))), NotFound, "owner");
    for keeper in [None, Some("ministry")] {
        world.parts.templates = vec![published(keeper)];
        assert_refused(world.run(&registrar(), &request(json!({ "version": 2 }))), Forbidden, "slug");
    }
}

#[test]
fn a_parameter_fills_places_that_exist() {
    let with_places = |places: Value| {
        request(
            json!({ "clauses": [seats("chair", chair("chair"))], "parameters": [{ "key": "a", "label": { "nb": "A" }, "required": true, "places": places }] }),
        )
    };
    for places in [json!(["who.provision"]), json!(["chair.provision.nothing"]), json!(["chair"])] {
        assert_refused(World::new().run(&registrar(), &with_places(places)), BadUserInput, "parameters[0].places[0]");
    }
    assert_refused(
        World::new().run(&registrar(), &request(json!({ "clauses": [], "parameters": null }))),
        BadUserInput,
        "clauses",
    );
}
