//! Registering a council.

use serde_json::{Value, json};

use super::{
    clauses::{appointed_by, chair, group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::council::register::RegisterCouncil,
    domain::{
        change::Change,
        council::{Body, ClaimRole, ClaimStatus, CouncilStatus, MandateStatus},
        directory::{Family, Template, TemplateVersion},
        mandate::template::PublishTemplate,
        people::Grant,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

/// A request with some fields replaced; null takes a field out.
fn request(changes: Value) -> RegisterCouncil {
    let mut json = json!({
        "slug": "new-council",
        "name": { "nb": "Nytt råd", "en": "New council" },
        "owner": "agency",
        "clauses": [seats("members", group("members", 3)), seats("chair", chair("chair")), appointed_by("appointed", "ministry")],
        "mandate": { "adoptedBy": { "organisation": { "slug": "ministry" } }, "adoptedOn": "2025-12-01", "validFrom": "2026-01-01" },
    });
    for (name, value) in changes.as_object().unwrap() {
        json[name] = value.clone();
    }
    json.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    RegisterCouncil { input: input(json) }
}

fn registrar() -> Caller {
    with(&[Grant::Registrar(organisation_id("agency"))])
}

#[test]
fn a_registrar_registers_a_council_with_its_seats_and_becomes_its_secretariat() {
    let decision = decided(World::new().run(&registrar(), &request(json!({}))));
    assert_eq!(
        kinds(&decision.changes),
        [
            "council",
            "mandate",
            "seatGroup",
            "seatGroup",
            "seat",
            "seat",
            "seat",
            "seat",
            "claim",
            "claim",
            "claim",
            "claim",
            "authority"
        ]
    );
    let council = decision.outcome.council;
    let Change::Mandate(_, mandate) = &decision.changes[1] else { panic!() };
    assert_eq!(mandate.status, MandateStatus::Adopted);
    assert_eq!(mandate.period.start, Some(day("2026-01-01")));
    assert_eq!(mandate.adopted_by, Some(Body::Organisation(organisation_id("ministry"))));
    let claims: Vec<_> = decision
        .changes
        .iter()
        .filter_map(|change| {
            if let Change::Claim(_, claim) = change {
                Some((claim.organisation, claim.role, claim.status))
            } else {
                None
            }
        })
        .collect();
    let (agency, ministry) = (organisation_id("agency"), organisation_id("ministry"));
    assert_eq!(
        claims,
        [
            (agency, ClaimRole::Owner, ClaimStatus::Confirmed),
            (ministry, ClaimRole::Adopter, ClaimStatus::Asserted),
            (ministry, ClaimRole::Appointer, ClaimStatus::Asserted),
            (agency, ClaimRole::MemberBody, ClaimStatus::Confirmed),
        ]
    );
    let Some(Change::Authority(authority, granted_by)) = decision.changes.last() else { panic!() };
    assert_eq!(
        (authority.grant, authority.account, *granted_by),
        (Grant::Secretariat(council), id(ACCOUNT), Some(id(ACCOUNT)))
    );
    assert!(decision.warnings.is_empty(), "{:?}", decision.warnings);
}

#[test]
fn the_console_registers_for_an_owner_that_the_file_declares_and_asserts_its_ownership() {
    let with_owner = request(json!({
        "owner": "newcomer", "visibility": "DRAFT",
        "organisations": [{ "slug": "newcomer", "name": { "nb": "Ny" }, "number": "983544622" }],
    }));
    let decision = decided(World::new().run(&Caller::console(), &with_owner));
    assert_eq!(kinds(&decision.changes)[..2], ["organisation", "council"]);
    assert!(!kinds(&decision.changes).contains(&"authority".to_owned()), "the console has no account");
    let Change::Council(head) = &decision.changes[1] else { panic!() };
    assert_eq!(head.visibility, CouncilStatus::Draft);
    let asserted = decision.changes.iter().any(|change| {
        matches!(change, Change::Claim(_, claim) if claim.role == ClaimRole::Owner && claim.status == ClaimStatus::Asserted)
    });
    assert!(asserted);
}

#[test]
fn only_a_registrar_of_the_owner_or_an_operator_registers() {
    let world = World::new();
    assert_refused(world.run(&Caller::anonymous(), &request(json!({}))), Unauthenticated, "");
    let other = with(&[Grant::Registrar(organisation_id("ministry")), Grant::Appointer(organisation_id("agency"))]);
    assert_refused(world.run(&other, &request(json!({}))), Forbidden, "");
    assert_refused(world.run(&registrar(), &request(json!({ "owner": "nobody" }))), NotFound, "owner");
    assert_refused(world.run(&Caller::console(), &request(json!({ "owner": "nobody" }))), NotFound, "owner");
}

#[test]
fn a_slug_that_a_council_has_or_had_is_taken() {
    let mut world = World::new();
    let other = world.council(1, "other", Vec::new());
    world.parts.aliases.push(("former".into(), other));
    for slug in ["other", "former"] {
        assert_refused(world.run(&registrar(), &request(json!({ "slug": slug }))), Conflict, "slug");
    }
}

#[test]
fn faults_of_form_are_told_with_their_paths() {
    let world = World::new();
    let wrong = request(
        json!({ "slug": "Not a slug", "timeZone": "", "organisations": [{ "slug": "x", "name": { "nb": "X" }, "number": "123456789" }] }),
    );
    let found: Vec<_> =
        refusals(world.run(&registrar(), &wrong)).into_iter().map(|(code, field, _)| (code, field.unwrap())).collect();
    for field in ["slug", "organisations[0].number", "timeZone"] {
        assert!(found.contains(&(BadUserInput, field.to_owned())), "{field} in {found:?}");
    }
    let national = request(json!({ "name": { "nb": "Rådet til 31129956715" } }));
    assert_refused(world.run(&registrar(), &national), BadUserInput, "name.nb");
}

#[test]
fn every_name_in_a_clause_leads_somewhere() {
    let world = World::new();
    let clauses = json!([
        appointed_by("who", "nobody"),
        { "key": "tie", "modality": "SHALL", "provision": { "relation": { "kind": "PARENT_OF", "to": [{ "council": { "slug": "nowhere" } }, { "council": { "slug": "new-council" } }] } } },
        { "key": "right", "modality": "MAY", "provision": { "right": { "activity": { "actor": { "part": { "part": "PUBLIC" } }, "verb": "dance" } } } },
        { "key": "level", "modality": "SHALL", "appliesTo": { "groups": ["members", "missing"] }, "provision": { "requirement": {
            "quantifier": { "kind": "EVERY" }, "predicate": { "fact": { "attribute": "level", "comparison": "IS", "values": ["top"] } } } } },
        seats("members", group("members", 3)),
        seats("chair", { let mut chair = chair("chair"); chair["subBody"] = json!("bureau"); chair }),
    ]);
    let found: Vec<_> = refusals(world.run(&registrar(), &request(json!({ "clauses": clauses }))))
        .into_iter()
        .map(|(code, field, clause)| {
            assert_eq!(code, NotFound);
            (field.unwrap(), clause.unwrap())
        })
        .collect();
    for (field, clause) in [
        ("clauses[0].provision.procedure.steps[0].by[0].organisation.slug", "who"),
        ("clauses[1].provision.relation.to[0].council.slug", "tie"),
        ("clauses[2].provision.right.activity.verb", "right"),
        ("clauses[3].appliesTo.groups[1]", "level"),
        ("clauses[3].provision.requirement.predicate.fact.attribute", "level"),
        ("clauses[3].provision.requirement.predicate.fact.values[0]", "level"),
        ("clauses[5].provision.seats.group.subBody", "chair"),
    ] {
        assert!(found.contains(&(field.to_owned(), clause.to_owned())), "{field} in {found:?}");
    }
    assert_eq!(found.len(), 7, "{found:?}");
}

#[test]
fn declared_codes_and_organisations_are_known_and_a_number_has_one_organisation() {
    let world = World::new();
    let declared = request(json!({
        "codes": [{ "list": "attribute", "code": "level", "label": { "nb": "nivå" } }, { "list": "level", "code": "top", "label": { "nb": "topp" } }],
        "organisations": [{ "slug": "agency", "name": { "nb": "Etaten" } }, { "slug": "board", "name": { "nb": "Styret" } }],
        "clauses": [seats("chair", chair("chair")), appointed_by("who", "board"), { "key": "level", "modality": "SHALL", "provision": { "requirement": {
            "quantifier": { "kind": "EVERY" }, "predicate": { "fact": { "attribute": "level", "comparison": "IS", "values": ["top"] } } } } }],
    }));
    let decision = decided(world.run(&registrar(), &declared));
    assert_eq!(
        kinds(&decision.changes)[..4],
        ["code", "code", "organisation", "council"],
        "what is known stays as it is"
    );

    let number =
        |slug: &str| json!({ "organisations": [{ "slug": slug, "name": { "nb": "X" }, "number": "123 456 785" }] });
    assert_refused(world.run(&registrar(), &request(number("other"))), Conflict, "organisations[0].number");
    decided(world.run(&registrar(), &request(number("agency"))));
    let mut differs = number("agency");
    differs["organisations"][0]["number"] = json!("983544622");
    let warned = decided(world.run(&registrar(), &request(differs)));
    assert_eq!(warned.warnings[0].field.as_deref(), Some("organisations[0].number"));
}

#[test]
fn a_family_is_founded_with_a_name_and_joined_by_those_who_own_it() {
    let mut world = World::new();
    assert_refused(
        world.run(&registrar(), &request(json!({ "family": { "slug": "tiers" } }))),
        NotFound,
        "family.slug",
    );
    let founded =
        decided(world.run(
            &registrar(),
            &request(json!({ "family": { "slug": "tiers", "name": { "nb": "Nivåer" }, "tier": 2 } })),
        ));
    assert_eq!(kinds(&founded.changes)[..2], ["family", "council"]);

    world.parts.families.push(Family { id: id(90), slug: "tiers".into(), name: text("tiers"), purpose: None });
    let join = request(json!({ "family": { "slug": "tiers", "tier": 2 } }));
    assert_refused(world.run(&registrar(), &join), Forbidden, "family.slug");
    decided(world.run(&with(&[Grant::Operator]), &join));
    let own = world.council(1, "first", Vec::new());
    world.council_mut(own).head.family = Some(id(90));
    decided(world.run(&registrar(), &join));
}

#[test]
fn a_draft_of_others_is_not_there_to_be_named() {
    let mut world = World::new();
    let draft = world.council(1, "secret", Vec::new());
    world.council_mut(draft).head.visibility = CouncilStatus::Draft;
    world.council_mut(draft).head.owner = organisation_id("ministry");
    let tie = json!({ "key": "tie", "modality": "SHALL", "provision": { "relation": { "kind": "PARENT_OF", "to": [{ "council": { "slug": "secret" } }] } } });
    let names = request(json!({ "clauses": [seats("chair", chair("chair")), appointed_by("who", "ministry"), tie] }));
    assert_refused_by(
        world.run(&registrar(), &names),
        NotFound,
        "clauses[2].provision.relation.to[0].council.slug",
        "tie",
    );
    let keeper = with(&[Grant::Registrar(organisation_id("agency")), Grant::Secretariat(draft)]);
    decided(world.run(&keeper, &names));
}

#[test]
fn what_the_mandate_says_of_itself_agrees_with_its_clauses_and_completes_the_input() {
    let world = World::new();
    let period = json!({ "key": "period", "modality": "SHALL", "provision": { "period": { "kind": "IN_FORCE", "from": "2026-01-01", "length": "P4Y" } } });
    let adoption = json!({ "key": "adoption", "modality": "SHALL", "provision": { "period": {
        "kind": "ADOPTION", "by": [{ "organisation": { "slug": "ministry" } }], "decidedOn": "2025-12-01" } } });
    let clauses = json!([seats("chair", chair("chair")), appointed_by("who", "ministry"), period, adoption]);
    let with_head = |mandate: Value| request(json!({ "clauses": clauses, "mandate": mandate }));

    let decision = decided(world.run(&registrar(), &with_head(json!({}))));
    let Change::Mandate(_, mandate) = &decision.changes[1] else { panic!() };
    assert_eq!((mandate.period.start, mandate.period.end), (Some(day("2026-01-01")), Some(day("2030-01-01"))));
    assert_eq!(mandate.adopted_on, Some(day("2025-12-01")));
    assert_eq!(mandate.adopted_by, Some(Body::Organisation(organisation_id("ministry"))));

    for (head, field, clause) in [
        (json!({ "validFrom": "2026-01-02" }), "mandate.validFrom", "period"),
        (json!({ "validTo": "2030-01-02" }), "mandate.validTo", "period"),
        (json!({ "adoptedOn": "2025-12-02" }), "mandate.adoptedOn", "adoption"),
        (json!({ "adoptedBy": { "organisation": { "slug": "union" } } }), "mandate.adoptedBy", "adoption"),
    ] {
        assert_refused_by(world.run(&registrar(), &with_head(head)), BadUserInput, field, clause);
    }
    let plain = |mandate: Value| request(json!({ "mandate": mandate }));
    assert_refused(
        world.run(&registrar(), &plain(json!({ "adoptedOn": "2026-03-02" }))),
        BadUserInput,
        "mandate.adoptedOn",
    );
    assert_refused(
        world.run(&registrar(), &plain(json!({ "validFrom": "2026-01-01", "validTo": "2026-01-01" }))),
        BadUserInput,
        "mandate.validTo",
    );
    let nobody = plain(json!({ "adoptedBy": { "organisation": { "slug": "nobody" } } }));
    assert_refused(world.run(&registrar(), &nobody), NotFound, "mandate.adoptedBy.organisation.slug");
    let itself = plain(json!({ "adoptedBy": { "council": { "slug": "new-council" } } }));
    assert_refused(world.run(&registrar(), &itself), Conflict, "mandate.adoptedBy");
}

#[test]
fn a_template_is_filled_and_its_faults_lead_back_to_the_arguments() {
    let mut world = World::new();
    let template: PublishTemplate = input(json!({
        "slug": "plain", "name": { "nb": "Enkel" }, "version": 1,
        "parameters": [{ "key": "appointer", "label": { "nb": "Hvem" }, "required": true,
            "places": ["who.provision.procedure.steps.0.by.0.organisation.slug"] }],
        "clauses": [seats("chair", chair("chair")), appointed_by("who", "to-be-said"), seats("members", group("members", 3))],
    }));
    world.parts.templates.push(Template {
        id: id(70),
        slug: "plain".into(),
        name: text("plain"),
        description: None,
        owner: None,
        versions: vec![TemplateVersion {
            version: 1,
            published_at: now(),
            parameters: template.parameters,
            clauses: template.clauses,
        }],
    });
    let from = |changes: Value| {
        let mut base = json!({ "clauses": null, "template": { "slug": "plain" }, "arguments": [{ "key": "appointer", "value": { "text": "ministry" } }] });
        for (name, value) in changes.as_object().unwrap() {
            base[name] = value.clone();
        }
        request(base)
    };
    let decision = decided(world.run(&registrar(), &from(json!({ "omit": ["members"] }))));
    let Change::Mandate(_, mandate) = &decision.changes[1] else { panic!() };
    assert_eq!(mandate.template, Some((id(70), 1)));
    assert_eq!(mandate.clauses.len(), 2);

    let argument = |text: &str| from(json!({ "arguments": [{ "key": "appointer", "value": { "text": text } }] }));
    assert_refused_by(world.run(&registrar(), &argument("nobody")), NotFound, "arguments[0].value", "who");
    let found = refusals(world.run(&registrar(), &argument("Not a slug")));
    assert!(
        found.contains(&(BadUserInput, Some("arguments[0].value".to_owned()), Some("who".to_owned()))),
        "{found:?}"
    );
    for (changes, code, field) in [
        (json!({ "arguments": [] }), BadUserInput, "arguments"),
        (json!({ "template": { "slug": "other" } }), NotFound, "template.slug"),
        (json!({ "template": { "slug": "plain", "version": 2 } }), NotFound, "template.version"),
        (json!({ "omit": ["unknown"] }), BadUserInput, "omit[0]"),
    ] {
        assert_refused(world.run(&registrar(), &from(changes)), code, field);
    }
}

#[test]
fn seats_that_a_range_leaves_open_are_not_made() {
    let mut open = group("members", 1);
    open["size"] = json!({ "range": { "min": 2, "max": 9 } });
    let decision =
        decided(World::new().run(
            &registrar(),
            &request(json!({ "clauses": [seats("members", open), appointed_by("who", "ministry")] })),
        ));
    assert_eq!(kinds(&decision.changes).iter().filter(|kind| *kind == "seat").count(), 2);
    let unled = decision.warnings.iter().any(|warning| warning.message.en.contains("leads the council"));
    assert!(unled, "{:?}", decision.warnings);
}

#[test]
fn seats_that_nobody_is_named_to_fill_are_told_in_one_warning() {
    let world = World::new();
    let both = json!([seats("members", group("members", 3)), seats("chair", chair("chair"))]);
    let decision = decided(world.run(&registrar(), &request(json!({ "clauses": both }))));
    assert_eq!(decision.warnings.len(), 1);
    assert!(decision.warnings[0].message.en.contains("members, chair"), "{:?}", decision.warnings);
    let one = json!([seats("chair", chair("lead"))]);
    let decision = decided(world.run(&registrar(), &request(json!({ "clauses": one }))));
    assert_eq!(decision.warnings[0].clause.as_deref(), Some("chair"));
}

#[test]
fn arithmetic_that_does_not_add_up_warns_and_too_many_seats_are_refused() {
    let total = json!({ "key": "total", "modality": "SHALL", "provision": { "seats": { "total": { "exactly": { "number": 9 } } } } });
    let clauses = json!([seats("chair", chair("chair")), appointed_by("who", "ministry"), total]);
    let decision = decided(World::new().run(&registrar(), &request(json!({ "clauses": clauses }))));
    let warning = &decision.warnings[0];
    assert_eq!((warning.code, warning.clause.as_deref()), (AgainstMandate, Some("total")));

    let many = json!([seats("a", group("a", 2000)), seats("b", group("b", 1))]);
    assert_refused(World::new().run(&registrar(), &request(json!({ "clauses": many }))), BadUserInput, "clauses");
    let twice = json!([seats("a", group("members", 2)), seats("b", group("members", 1))]);
    assert_refused_by(
        World::new().run(&registrar(), &request(json!({ "clauses": twice }))),
        BadUserInput,
        "clauses[1].provision.seats.group.key",
        "b",
    );
}

#[test]
fn a_succession_is_stated_by_those_it_concerns() {
    let world = World::new();
    let of = |predecessor: Value, successor: Value| {
        request(json!({ "successions": [{ "predecessor": predecessor, "successor": successor }] }))
    };
    let organisation = |slug: &str| json!({ "organisation": { "slug": slug } });
    let own = of(organisation("union"), json!({ "council": { "slug": "new-council" } }));
    assert!(kinds(&decided(world.run(&registrar(), &own)).changes).contains(&"succession".to_owned()));
    let others = of(organisation("union"), organisation("ministry"));
    assert_refused(world.run(&registrar(), &others), Forbidden, "successions[0]");
    decided(world.run(&Caller::console(), &others));
    let unknown = of(organisation("nobody"), organisation("agency"));
    assert_refused(world.run(&registrar(), &unknown), NotFound, "successions[0].predecessor.organisation.slug");
}
