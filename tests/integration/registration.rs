//! An agency registers a body of its own: no operator in the loop, and no other agency either.

use serde_json::{Value, json};

use crate::{
    agency::{NUMBER, council, organisation, template},
    documents::{
        ADOPT_MANDATE, AMEND_MANDATE, APPOINT, ASSERT_COMPLETE, CLAIM_INVITATION, CREATE_ORGANISATION, CREATE_PERSON,
        DISSOLVE_COUNCIL, EDIT_ORGANISATION, END_MEMBERSHIP, GRANT_AUTHORITY, INVITE_HOLDER, INVITE_STAFF,
        PUBLISH_COUNCIL, PUBLISH_TEMPLATE, REGISTER_COUNCIL, RENAME_COUNCIL, REVOKE_AUTHORITY,
    },
    on_both,
    persona::Persona,
    world::World,
};

const FRONT_PAGE: &str = include_str!("../queries/front_page.graphql");
const COUNCIL_PAGE: &str = include_str!("../queries/council_page.graphql");
const REGISTER: &str = include_str!("../queries/register_council.graphql");
const DESK: &str = "query($slug: String!) { secretariat(council: $slug) { council { slug } } }";

on_both! {
    /// From a token with an organisation number to a council on the public front page.
    async fn an_agency_registers_its_own_council(world) {
        world.found().await;
        let agency = world.agency(NUMBER);
        let entered = world.done(&agency, CREATE_ORGANISATION, organisation()).await;
        assert_eq!(entered["organisation"], json!({ "slug": "arkivtilsynet", "organisationNumber": NUMBER }));
        let published = world.done(&agency, PUBLISH_TEMPLATE, template()).await;
        assert_eq!(published["template"]["slug"], "expert-panel");

        let before = world.seq().await;
        let mut rehearsed = council("arkivradet");
        rehearsed["dryRun"] = json!(true);
        let would_be = world.done(&agency, REGISTER, rehearsed).await;
        assert_eq!(would_be["dryRun"], true);
        assert_eq!(world.seq().await, before);
        assert_eq!(world.ask(COUNCIL_PAGE, json!({ "slug": "arkivradet" })).await["council"], Value::Null);

        let registered = world.done(&agency, REGISTER, council("arkivradet")).await;
        assert_eq!(registered["dryRun"], false);
        assert_eq!(registered["council"], would_be["council"]);
        let mandate = &registered["council"]["mandate"];
        assert_eq!((&mandate["version"], &mandate["status"], &mandate["seatCount"]), (&json!(1), &json!("ADOPTED"), &json!(4)));
        let clauses = mandate["clauses"].as_array().unwrap();
        let keys: Vec<&str> = clauses.iter().map(|clause| clause["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["purpose", "experts", "appointment", "secretariat", "meetings", "users"]);
        let meetings = clauses.iter().find(|clause| clause["key"] == "meetings").unwrap();
        assert_eq!((&meetings["kind"], &meetings["modality"]), (&json!("MEETINGS"), &json!("SHALL")));
        assert_eq!(
            registered["council"]["seatGroups"],
            json!([
                { "label": "Fagpersoner", "seatCount": 3, "appointer": { "name": "Arkivtilsynet" } },
                { "label": "Brukere", "seatCount": 1, "appointer": { "name": "Arkivtilsynet" } },
            ])
        );

        let listed = &world.ask(FRONT_PAGE, json!({})).await["councils"];
        assert_eq!(listed["totalCount"], 5);
        let nodes = listed["edges"].as_array().unwrap().iter().map(|edge| &edge["node"]);
        let node = nodes.into_iter().find(|node| node["slug"] == "arkivradet").unwrap();
        assert_eq!((&node["name"], &node["seatCount"], &node["vacantSeatCount"]), (&json!("Arkivrådet"), &json!(4), &json!(4)));
        assert_eq!(node["secretariat"], json!({ "name": "Arkivtilsynet", "organisationNumber": NUMBER }));
        assert_eq!(node["mandate"], json!({ "version": 1, "adoptedOn": "2026-01-15", "validFrom": "2026-02-01", "validTo": "2030-02-01" }));
    }

    /// The account that registers is the secretariat at once; the organisation's other accounts are not.
    async fn the_registering_account_is_the_secretariat(world) {
        let agency = world.agency_with_council().await;
        let desk = world.send_well(&agency, DESK, json!({ "slug": "arkivradet" })).await;
        assert_eq!(desk["secretariat"]["council"]["slug"], "arkivradet");
        let colleague = world.account("colleague", Some(NUMBER));
        assert_eq!(desk_of(&world, &colleague).await, "FORBIDDEN");
        let viewer = "{ viewer { organisation { slug } authorities { kind council { slug } } } }";
        let viewer = &world.send_well(&agency, viewer, json!({})).await["viewer"];
        assert_eq!(viewer["organisation"]["slug"], "arkivtilsynet");
        assert_eq!(viewer["authorities"], json!([{ "kind": "SECRETARIAT", "council": { "slug": "arkivradet" } }]));
    }

    /// Another agency can do nothing to the council, and its attempts leave no trace.
    async fn another_agency_is_refused(world) {
        let agency = world.agency_with_council().await;
        let person = world.person(&agency, "Ada Arkivar").await;
        let seats = world.seats("experts").await;
        let membership = world.appointed(&agency, &seats[0], &person).await;
        let other = world.other_agency().await;
        let account = "{ viewer { account authorities { id } } }";
        let mine = world.send_well(&other, account, json!({})).await["viewer"]["account"].clone();
        let theirs = world.send_well(&agency, account, json!({})).await["viewer"]["authorities"][0]["id"].clone();
        let adopter = json!({ "organisation": { "slug": "havtilsynet" } });
        let head = json!({ "adoptedBy": adopter, "adoptedOn": "2026-03-01", "validFrom": "2026-03-01" });
        let clause = json!({ "key": "purpose", "provision": { "statement": { "topic": "PURPOSE" } },
            "wording": { "nb": "Noe annet." } });
        let on = |mut input: Value| {
            input["council"] = json!("arkivradet");
            input
        };
        let before = world.seq().await;
        for (document, input) in [
            (REGISTER_COUNCIL, council("enda-et-rad")),
            (PUBLISH_TEMPLATE, { let mut next = template(); next["version"] = json!(2); next }),
            (EDIT_ORGANISATION, json!({ "organisation": "arkivtilsynet", "name": { "nb": "Kapret" } })),
            (ADOPT_MANDATE, on(json!({ "clauses": [clause], "mandate": head }))),
            (ADOPT_MANDATE, on(json!({ "clauses": [clause], "mandate": { "draft": true } }))),
            (AMEND_MANDATE, on(json!({ "clauses": [clause], "mandate": head }))),
            (CREATE_PERSON, on(json!({ "name": "Kari Kaprer" }))),
            (APPOINT, json!({ "seat": seats[1], "person": person, "start": "2026-03-12" })),
            (APPOINT, json!({ "seat": seats[1], "person": person, "start": "2026-01-12", "history": true, "source": "x" })),
            (END_MEMBERSHIP, json!({ "membership": membership, "on": "2026-03-12" })),
            (ASSERT_COMPLETE, on(json!({ "subject": "roster", "since": "2026-02-01" }))),
            (GRANT_AUTHORITY, on(json!({ "account": mine, "kind": "SECRETARIAT" }))),
            (GRANT_AUTHORITY, json!({ "account": mine, "kind": "APPOINTER", "organisation": "arkivtilsynet" })),
            (GRANT_AUTHORITY, json!({ "account": mine, "kind": "REGISTRAR", "organisation": "arkivtilsynet" })),
            (GRANT_AUTHORITY, json!({ "account": mine, "kind": "OPERATOR" })),
            (REVOKE_AUTHORITY, json!({ "authority": theirs })),
            (RENAME_COUNCIL, on(json!({ "name": { "nb": "Kapret" } }))),
            (PUBLISH_COUNCIL, on(json!({}))),
            (DISSOLVE_COUNCIL, on(json!({ "on": "2026-04-01" }))),
            (INVITE_HOLDER, on(json!({ "person": person }))),
            (INVITE_STAFF, on(json!({}))),
        ] {
            let payload = world.payload(&other, document, input).await;
            let refused = payload["userErrors"].as_array().unwrap();
            assert_eq!((refused.len(), &refused[0]["code"]), (1, &json!("FORBIDDEN")), "{document}: {payload}");
            assert!(payload.get("code").is_none_or(Value::is_null), "{payload}");
        }
        assert_eq!(world.seq().await, before);
        assert_eq!(desk_of(&world, &other).await, "FORBIDDEN");
    }

    /// Nobody enters an organisation whose number their own token does not carry, unless they have other standing.
    async fn an_organisation_is_entered_by_itself(world) {
        world.found().await;
        let before = world.seq().await;
        for persona in [world.nobody(), world.agency(crate::agency::OTHER_NUMBER)] {
            let payload = world.payload(&persona, CREATE_ORGANISATION, organisation()).await;
            assert_eq!(payload["userErrors"][0]["code"], "FORBIDDEN");
        }
        let payload = world.payload(&Persona::anonymous(), CREATE_ORGANISATION, organisation()).await;
        assert_eq!(payload["userErrors"][0]["code"], "UNAUTHENTICATED");
        assert_eq!(world.seq().await, before);
    }

    /// Who holds a seat gets in by an invitation, once, and out again on the day the membership ends.
    async fn a_holder_claims_an_invitation(world) {
        let agency = world.agency_with_council().await;
        let person = world.person(&agency, "Ada Arkivar").await;
        let seat = world.seats("experts").await.remove(1);
        let membership = world.appointed(&agency, &seat, &person).await;
        let invited = world.done(&agency, INVITE_HOLDER, json!({ "council": "arkivradet", "person": person })).await;
        let holder = world.account("ada", None);
        let room = "{ member(council: \"arkivradet\") { me { person { name } seat { ordinal } } } }";
        let answer = world.send(&holder, room, json!({}), None).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let wrong = world.payload(&holder, CLAIM_INVITATION, json!({ "code": "no-such-code" })).await;
        assert_eq!(wrong["userErrors"][0]["field"], "code");
        let claimed = world.done(&holder, CLAIM_INVITATION, json!({ "code": invited["code"] })).await;
        assert_eq!(claimed["council"]["slug"], "arkivradet");
        let answer = world.send_well(&holder, room, json!({})).await;
        assert_eq!(answer["member"]["me"], json!({ "person": { "name": "Ada Arkivar" }, "seat": { "ordinal": 2 } }));
        let again = world.payload(&world.nobody(), CLAIM_INVITATION, json!({ "code": invited["code"] })).await;
        assert_ne!(again["userErrors"], json!([]));
        world.done(&agency, END_MEMBERSHIP, json!({ "membership": membership, "on": "2026-03-12" })).await;
        let answer = world.send(&holder, room, json!({}), None).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }

    /// Staff come in by an invitation, and are out as soon as they are revoked.
    async fn revoked_staff_are_out_at_once(world) {
        let agency = world.agency_with_council().await;
        let code = world.done(&agency, INVITE_STAFF, json!({ "council": "arkivradet" })).await["code"].clone();
        let staff = world.account("staff", None);
        world.done(&staff, CLAIM_INVITATION, json!({ "code": code })).await;
        world.send_well(&staff, DESK, json!({ "slug": "arkivradet" })).await;
        let viewer = world.send_well(&staff, "{ viewer { authorities { id } } }", json!({})).await;
        let authority = &viewer["viewer"]["authorities"][0]["id"];
        world.done(&agency, REVOKE_AUTHORITY, json!({ "authority": authority })).await;
        assert_eq!(desk_of(&world, &staff).await, "FORBIDDEN");
        let payload = world.payload(&staff, RENAME_COUNCIL, json!({ "council": "arkivradet", "name": { "nb": "Mitt" } })).await;
        assert_eq!(payload["userErrors"][0]["code"], "FORBIDDEN");
    }

    /// Until it is published a draft exists for its secretariat and for nobody else.
    async fn a_draft_admits_its_secretariat_alone(world) {
        world.found().await;
        let agency = world.settled_agency().await;
        world.done(&agency, REGISTER_COUNCIL, in_family("arkivradet", "PUBLIC", 1)).await;
        let draft = world.done(&agency, REGISTER_COUNCIL, in_family("utkastet", "DRAFT", 2)).await;
        let id = &draft["council"]["id"];
        let other = world.other_agency().await;
        let document = "query($id: ID!) {
            council(slug: \"utkastet\") { id } byId: council(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id }
            councils { totalCount nodes { slug } } register { councilCount } search(text: \"utkastet\") { totalCount }
            statistics(measures: [COUNCILS, SEATS], by: [COUNCIL]) { rows { keys } }
            family(slug: \"arkivfamilien\") { councils { slug } }
            organisation(slug: \"arkivtilsynet\") { councils { totalCount nodes { slug } } claims { council { slug } } }
            member(council: \"utkastet\") { council { slug } } secretariat(council: \"utkastet\") { council { slug } } }";
        for persona in [Persona::anonymous(), world.nobody(), other.clone(), world.secretariat("strategiradet").await] {
            let answer = world.send_well(&persona, document, json!({ "id": id })).await;
            assert!(!answer.to_string().contains("utkastet"), "{answer}");
            for field in ["council", "byId", "node", "member", "secretariat"] {
                assert_eq!(answer[field], Value::Null, "{field}");
            }
            assert_eq!((&answer["councils"]["totalCount"], &answer["register"]["councilCount"]), (&json!(5), &json!(5)));
            assert_eq!(answer["search"]["totalCount"], 0);
            assert_eq!(answer["family"]["councils"], json!([{ "slug": "arkivradet" }]));
            assert_eq!(answer["organisation"]["councils"]["totalCount"], 1);
        }
        // To others a mutation says no more than a query.
        let unknown = world.payload(&other, RENAME_COUNCIL, json!({ "council": "ukjent", "name": { "nb": "X" } })).await;
        let hidden = world.payload(&other, RENAME_COUNCIL, json!({ "council": "utkastet", "name": { "nb": "X" } })).await;
        assert_eq!((&hidden, &hidden["userErrors"][0]["code"]), (&unknown, &json!("NOT_FOUND")));

        let own = world.send_well(&agency, DESK, json!({ "slug": "utkastet" })).await;
        assert_eq!(own["secretariat"]["council"]["slug"], "utkastet");
        let own = "{ secretariat(council: \"utkastet\") { council { status seatCount } } }";
        let own = world.send_well(&agency, own, json!({})).await;
        assert_eq!(own["secretariat"]["council"], json!({ "status": "DRAFT", "seatCount": 4 }));
        let published = world.done(&agency, PUBLISH_COUNCIL, json!({ "council": "utkastet" })).await;
        assert_eq!(published["council"]["status"], "PUBLIC");
        let answer = world.ask("{ councils { totalCount } council(slug: \"utkastet\") { seatCount } }", json!({})).await;
        assert_eq!(answer, json!({ "councils": { "totalCount": 6 }, "council": { "seatCount": 4 } }));
    }
}

fn in_family(slug: &str, visibility: &str, tier: u32) -> Value {
    let mut input = council(slug);
    input["visibility"] = json!(visibility);
    input["name"] = json!({ "nb": slug });
    input["family"] = json!({ "slug": "arkivfamilien", "name": { "nb": "Arkivfamilien" }, "tier": tier });
    input
}

/// The code with which the desk of the agency's council stays shut.
async fn desk_of(world: &World, persona: &Persona) -> String {
    let answer = world.send(persona, DESK, json!({ "slug": "arkivradet" }), None).await;
    assert_eq!(answer["data"], json!({ "secretariat": null }));
    answer["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned()
}
