//! Creating and editing organisations, creating persons.

use serde_json::json;

use super::{appoint::council_with, world::*};
use crate::{
    access::caller::Caller,
    acts::{
        organisation::{
            create::CreateOrganisation,
            edit::{EditOrganisation, OrganisationField},
        },
        person::create::CreatePerson,
    },
    domain::{change::Change, council::CouncilStatus, people::Grant},
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

#[test]
fn an_organisation_is_created_by_anybody_who_runs_something() {
    let world = World::new();
    let create = CreateOrganisation {
        input: input(json!({ "slug": "new", "name": { "nb": "Ny" }, "number": "983544622", "kind": "directorate" })),
    };
    for grant in [Grant::Operator, Grant::Secretariat(id(1)), Grant::Registrar(organisation_id("agency"))] {
        let decision = decided(world.run(&with(&[grant]), &create));
        assert!(
            matches!(&decision.changes[..], [Change::Organisation(new)] if new.id == decision.outcome.organisation)
        );
    }
    assert_refused(world.run(&with(&[Grant::Appointer(organisation_id("agency"))]), &create), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &create), Unauthenticated, "");
}

#[test]
fn slug_and_number_of_an_organisation_are_its_own() {
    let world = World::new();
    let operator = with(&[Grant::Operator]);
    let create = |changes: serde_json::Value| {
        let mut json = json!({ "slug": "new", "name": { "nb": "Ny" } });
        json.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        CreateOrganisation { input: input(json) }
    };
    for (changes, code, field) in [
        (json!({ "slug": "agency" }), Conflict, "slug"),
        (json!({ "number": "123456785" }), Conflict, "number"),
        (json!({ "number": "123456789" }), BadUserInput, "number"),
        (json!({ "slug": "Ny" }), BadUserInput, "slug"),
        (json!({ "kind": "club" }), NotFound, "kind"),
        (json!({ "sector": "leisure" }), NotFound, "sector"),
    ] {
        assert_refused(world.run(&operator, &create(changes)), code, field);
    }
}

fn edit() -> EditOrganisation {
    EditOrganisation {
        organisation: organisation_id("agency"),
        name: None,
        number: None,
        kind: None,
        sector: None,
        dissolved_on: None,
        clear: Vec::new(),
    }
}

#[test]
fn an_organisation_edits_itself_but_for_its_number() {
    let world = World::new();
    let own = with(&[Grant::Registrar(organisation_id("agency"))]);
    let operator = with(&[Grant::Operator]);
    let named = EditOrganisation { name: Some(text("Direktoratet")), kind: Some("directorate".into()), ..edit() };
    let decision = decided(world.run(&own, &named));
    let Change::OrganisationData(data) = &decision.changes[0] else { panic!() };
    assert_eq!(
        (data.name.nb.as_deref(), data.kind.as_deref(), &*data.slug),
        (Some("Direktoratet"), Some("directorate"), "agency")
    );
    assert!(data.number.is_some(), "what is not said stays");

    let number = |number: &str| EditOrganisation { number: Some(number.to_owned()), ..edit() };
    assert_refused(world.run(&own, &number("983544622")), Forbidden, "number");
    let cleared = EditOrganisation { clear: vec![OrganisationField::Number], ..edit() };
    assert_refused(world.run(&own, &cleared), Forbidden, "number");
    decided(world.run(&operator, &number("983544622")));
    decided(world.run(&operator, &cleared));
    assert_refused(world.run(&own, &number("123456789")), BadUserInput, "number");
    let both = EditOrganisation { clear: vec![OrganisationField::Kind], ..named.clone() };
    assert_refused(world.run(&own, &both), BadUserInput, "clear[0]");
    assert_refused(world.run(&own, &edit()), BadUserInput, "");
    assert_refused(world.run(&own, &EditOrganisation { sector: Some("leisure".into()), ..edit() }), NotFound, "sector");

    let of_ministry =
        EditOrganisation { organisation: organisation_id("ministry"), number: Some("123456785".to_owned()), ..edit() };
    assert_refused(world.run(&own, &of_ministry), Forbidden, "");
    assert_refused(
        world.run(&with(&[Grant::Registrar(organisation_id("ministry"))]), &of_ministry),
        Conflict,
        "number",
    );
    assert_refused(world.run(&Caller::anonymous(), &named), Unauthenticated, "");
    assert_refused(world.run(&operator, &EditOrganisation { organisation: id(9), ..named }), NotFound, "organisation");
}

fn person() -> CreatePerson {
    CreatePerson { council: id(1), name: "Kari  Nordmann".to_owned(), email: None, phone: None }
}

#[test]
fn a_person_is_created_by_those_who_seat_people() {
    let mut world = council_with(&[]);
    for caller in
        [with(&[Grant::Secretariat(id(1))]), with(&[Grant::Appointer(organisation_id("ministry"))]), Caller::console()]
    {
        let decision = decided(world.run(&caller, &person()));
        let Change::Person(new, council) = &decision.changes[0] else { panic!() };
        assert_eq!((new.name.as_str(), *council), ("Kari Nordmann", Some(id(1))));
    }
    assert_refused(world.run(&with(&[Grant::Appointer(organisation_id("union"))]), &person()), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &person()), Unauthenticated, "");
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_refused(world.run(&with(&[]), &person()), NotFound, "council");
}

#[test]
fn a_person_has_a_name_and_no_number() {
    let world = council_with(&[]);
    let caller = with(&[Grant::Secretariat(id(1))]);
    for name in ["", "   ", "Kari 31129956715", "Kari\u{7}", "Kari\nNordmann", &"x".repeat(201)] {
        let found = refusals(world.run(&caller, &CreatePerson { name: name.to_owned(), ..person() }));
        assert_eq!((found[0].0, found[0].1.as_deref()), (BadUserInput, Some("name")), "{name:?}");
    }
    for email in ["kari", "@example.org", "kari@", "a@b@c", "ka ri@example.org", "31129956715@example.org"] {
        assert_refused(
            world.run(&caller, &CreatePerson { email: Some(email.to_owned()), ..person() }),
            BadUserInput,
            "email",
        );
    }
    for phone in ["12", "call me", "31129956715", "1234567890123456"] {
        assert_refused(
            world.run(&caller, &CreatePerson { phone: Some(phone.to_owned()), ..person() }),
            BadUserInput,
            "phone",
        );
    }
    let reachable = CreatePerson {
        email: Some("kari@example.org".to_owned()),
        phone: Some("+47 22 00 00 00".to_owned()),
        ..person()
    };
    assert_eq!(kinds(&decided(world.run(&caller, &reachable)).changes), ["person", "contact"]);
}
