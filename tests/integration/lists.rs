//! Lists, filters, orders, search and ids.

use serde_json::{Value, json};

use crate::{on_both, persona::Persona, world::World};

fn slugs(connection: &Value) -> Vec<String> {
    let nodes = connection["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["slug"].as_str().unwrap().to_owned()).collect()
}

async fn filtered(world: &World, filter: &str) -> Vec<String> {
    let document = format!("{{ councils(filter: {filter}, orderBy: {{ field: SLUG }}) {{ nodes {{ slug }} }} }}");
    slugs(&world.ask(&document, json!({})).await["councils"])
}

const ALL: [&str; 4] = ["fagradet", "helseomsorg21-radet", "portefoljeradet", "strategiradet"];
const FAMILY: [&str; 3] = ["fagradet", "portefoljeradet", "strategiradet"];

on_both! {
    async fn filters_narrow_by_everything_that_they_name(world) {
        world.found().await;
        for (filter, found) in [
            ("{}", &ALL[..]),
            ("{ family: \"nasjonal-radsmodell-digitalisering\" }", &FAMILY),
            ("{ family: \"ingen\" }", &[]),
            ("{ tier: 2 }", &["portefoljeradet"]),
            ("{ owner: \"helsedirektoratet\" }", &FAMILY),
            ("{ owner: \"983544622\" }", &FAMILY),
            ("{ owner: \"ingen\" }", &[]),
            ("{ secretariat: \"helsedirektoratet\" }", &FAMILY),
            ("{ text: \"strategiråd DIGITALISERING\" }", &["strategiradet"]),
            ("{ status: PUBLIC }", &ALL),
            ("{ sector: \"municipal\" }", &["strategiradet"]),
            ("{ appointer: \"ks\" }", &["strategiradet"]),
            ("{ member: \"ks\" }", &["strategiradet"]),
            ("{ hasMandate: true }", &["strategiradet"]),
            ("{ hasVacancies: true }", &["strategiradet"]),
            ("{ clause: { kind: MEETINGS, modality: NORMALLY } }", &["strategiradet"]),
            ("{ not: { tier: 2 } }", &["fagradet", "helseomsorg21-radet", "strategiradet"]),
            ("{ or: [{ tier: 2 }, { hasMandate: true }] }", &["portefoljeradet", "strategiradet"]),
            ("{ or: [] }", &ALL),
            ("{ and: [{ tier: 1 }, { hasMandate: false }] }", &[]),
            ("{ not: { or: [{ tier: 2 }, { hasMandate: true }] } }", &["fagradet", "helseomsorg21-radet"]),
        ] {
            assert_eq!(filtered(&world, filter).await, found, "{filter}");
        }
    }

    async fn every_order_pages_through_all_councils_both_ways(world) {
        world.found().await;
        let document = "query($by: CouncilOrderField!, $way: OrderDirection!, $after: String) {
            councils(orderBy: { field: $by, direction: $way }, first: 1, after: $after) {
                totalCount pageInfo { hasNextPage endCursor } nodes { slug } } }";
        for by in ["NAME", "SLUG", "TIER", "ESTABLISHED_ON", "SEATS", "VACANT_SEATS"] {
            let mut ways = Vec::new();
            for way in ["ASC", "DESC"] {
                let (mut found, mut after) = (Vec::new(), Value::Null);
                loop {
                    let page = &world.ask(document, json!({ "by": by, "way": way, "after": after })).await["councils"];
                    found.extend(slugs(page));
                    if page["pageInfo"]["hasNextPage"] == false {
                        break;
                    }
                    after = page["pageInfo"]["endCursor"].clone();
                }
                ways.push(found);
            }
            ways[1].reverse();
            assert_eq!(ways[0], ways[1], "{by}");
            let mut sorted = ways.remove(0);
            sorted.sort();
            assert_eq!(sorted, ALL, "{by}");
        }
        let by_tier = world.ask("{ councils(orderBy: { field: TIER }) { nodes { slug } } }", json!({})).await;
        assert_eq!(slugs(&by_tier["councils"])[..3], ["strategiradet", "portefoljeradet", "fagradet"]);
    }

    async fn wrong_pages_are_refused_with_what_would_be_right(world) {
        world.found().await;
        for (arguments, says) in [
            ("first: 101", "100"),
            ("first: -1", "100"),
            ("first: 1, last: 1", "not both"),
            ("after: \"x\"", "not a cursor"),
        ] {
            let (code, message) = world.refusal(&format!("{{ councils({arguments}) {{ totalCount }} }}")).await;
            assert!(code.contains("BAD_USER_INPUT"), "{code}");
            assert!(message.contains(says), "{message}");
        }
        for document in
            ["{ council { id } }", "{ council(slug: \"a\", id: \"b\") { id } }", "{ statistics(measures: []) { asOf } }"]
        {
            assert!(world.refusal(document).await.0.contains("BAD_USER_INPUT"), "{document}");
        }
    }

    async fn an_error_stays_in_its_nullable_field(world) {
        world.found().await;
        let answer = world.send(&Persona::anonymous(), "{ council { id } register { councilCount } }", json!({}), None).await;
        assert_eq!(answer["errors"].as_array().unwrap().len(), 1);
        assert_eq!(answer["data"], json!({ "council": null, "register": { "councilCount": 4 } }));
    }

    async fn every_id_leads_back_to_its_object(world) {
        world.people("strategiradet").await;
        let document = "{ council(slug: \"strategiradet\") { id owner { id } family { id } claims { id } nextMeeting { id }
            mandate { id clauses { id } seatGroups { id } }
            seats(vacant: false) { id holder { id person { id } } } }
            templates { nodes { id version { clauses { id } } } } }";
        let page = world.ask(document, json!({})).await;
        let mut ids = Vec::new();
        collect(&page, &mut ids);
        ids.sort();
        ids.dedup();
        assert!(ids.len() > 60, "{}", ids.len());
        for some in ids.chunks(100) {
            let document = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
            let nodes = world.ask(document, json!({ "ids": some })).await;
            let back: Vec<_> = nodes["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str()).collect();
            assert_eq!(back, some.iter().map(|id| Some(id.as_str())).collect::<Vec<_>>());
        }
    }

    async fn a_search_finds_councils_organisations_and_persons_in_office(world) {
        world.people("strategiradet").await;
        let holder = "{ council(slug: \"strategiradet\") { seats(vacant: false) { holder { person { id name } } } } }";
        let holder = world.ask(holder, json!({})).await;
        let person = &holder["council"]["seats"][0]["holder"]["person"];
        let document =
            "query($text: String!, $first: Int, $after: String) { search(text: $text, first: $first, after: $after) {
            totalCount pageInfo { endCursor } nodes { __typename id name } } }";
        let found = &world.ask(document, json!({ "text": person["name"] })).await["search"];
        assert_eq!(found["nodes"], json!([{ "__typename": "Person", "id": person["id"], "name": person["name"] }]));
        let found = &world.ask(document, json!({ "text": "helse", "first": 100 })).await["search"];
        let kinds: Vec<_> =
            found["nodes"].as_array().unwrap().iter().map(|node| node["__typename"].as_str().unwrap()).collect();
        let organisations = kinds.iter().position(|kind| *kind == "Organisation").unwrap();
        assert!(organisations > 0 && kinds[..organisations].iter().all(|kind| *kind == "Council"), "{kinds:?}");
        let first = &world.ask(document, json!({ "text": "helse", "first": 1 })).await["search"];
        let second = json!({ "text": "helse", "first": 1, "after": first["pageInfo"]["endCursor"] });
        let second = &world.ask(document, second).await["search"];
        assert_eq!(second["nodes"][0], found["nodes"][1]);
        let nothing = &world.ask(document, json!({ "text": "  " })).await["search"];
        assert_eq!(nothing["totalCount"], 0);
    }

    async fn what_is_searched_for_is_text_and_short(world) {
        world.people("strategiradet").await;
        let search = "query($text: String!) { search(text: $text) { totalCount } }";
        let filter = "query($filter: CouncilFilter) { councils(filter: $filter) { totalCount } }";
        let both = "query($council: CouncilFilter, $organisation: OrganisationFilter) {
            councils(filter: $council) { totalCount } organisations(filter: $organisation) { totalCount } }";
        let named = "query($name: String!, $council: CouncilFilter) { council(slug: $name) { id }
            organisation(slug: $name) { id } councils(filter: $council) { totalCount } }";
        // None of these stands in a name: neither a pattern, nor what a database may not take.
        for text in ["%", "_", "!", "a%", "\0", "a\0b"] {
            let found = world.ask(search, json!({ "text": text })).await;
            assert_eq!(found["search"]["totalCount"], 0, "{text:?}");
            let found = world.ask(both, json!({ "council": { "text": text }, "organisation": { "text": text } })).await;
            assert_eq!((&found["councils"]["totalCount"], &found["organisations"]["totalCount"]), (&json!(0), &json!(0)));
            let found = world.ask(named, json!({ "name": text, "council": { "sector": text, "owner": text } })).await;
            let nothing = json!({ "council": null, "organisation": null, "councils": { "totalCount": 0 } });
            assert_eq!(found, nothing, "{text:?}");
        }
        assert_eq!(world.ask(search, json!({ "text": "ø".repeat(200) })).await["search"]["totalCount"], 0);
        let too_long = "ø".repeat(201);
        let many = |count| json!({ "and": vec![json!({ "hasMandate": true }); count] });
        assert_eq!(world.ask(filter, json!({ "filter": many(49) })).await["councils"]["totalCount"], 1);
        for (document, variables) in [
            (search, json!({ "text": too_long })),
            (filter, json!({ "filter": { "not": { "or": [{ "text": too_long }] } } })),
            (both, json!({ "organisation": { "text": too_long } })),
            (filter, json!({ "filter": many(50) })),
        ] {
            let answer = world.send(&Persona::anonymous(), document, variables, None).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
        }
    }

    async fn a_cursor_leads_on_in_the_list_that_it_is_of_and_in_no_other(world) {
        world.people("strategiradet").await;
        let staff = world.secretariat("strategiradet").await;
        let list = "family(slug: \"nasjonal-radsmodell-digitalisering\") { meetings(first: 1, after: $after) {
            nodes { id } pageInfo { endCursor } } }";
        let list = format!("query($after: String) {{ {list} }}");
        let first = world.send_well(&staff, &list, json!({})).await;
        let cursor = &first["family"]["meetings"]["pageInfo"]["endCursor"];
        assert!(cursor.is_string(), "{first}");
        world.send_well(&staff, &list, json!({ "after": cursor })).await;
        let room = |field: &str| format!("query($after: String) {{ secretariat(council: \"strategiradet\") {{ {field} }} }}");
        for field in ["searchPapers(text: \"a\", after: $after) { totalCount }", "meetings(after: $after) { totalCount }",
            "cases(after: $after) { totalCount }", "auditLog(after: $after) { totalCount }"] {
            let answer = world.send(&staff, &room(field), json!({ "after": cursor }), None).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{field}: {answer}");
        }
    }

    async fn a_person_is_shown_with_their_public_memberships(world) {
        world.people("strategiradet").await;
        let holder = "{ council(slug: \"strategiradet\") { memberships(first: 1) { nodes { id person { id } } } } }";
        let holder = world.ask(holder, json!({})).await;
        let membership = &holder["council"]["memberships"]["nodes"][0];
        let document =
            "query($id: ID!) { person(id: $id) { name memberships(history: true) { nodes { id council { slug } } } } }";
        let answer = world.ask(document, json!({ "id": membership["person"]["id"] })).await;
        let listed = answer["person"]["memberships"]["nodes"].as_array().unwrap();
        assert!(listed.contains(&json!({ "id": membership["id"], "council": { "slug": "strategiradet" } })), "{listed:?}");
    }

    async fn an_organisation_leads_to_the_councils_that_it_has_to_do_with(world) {
        world.found().await;
        let document = "query($slug: String!, $as: [ClaimRole!]) { organisation(slug: $slug) {
            councils(as: $as) { nodes { slug } } claims { role council { slug } } } }";
        let ks = world.ask(document, json!({ "slug": "ks", "as": ["APPOINTER"] })).await;
        assert_eq!(slugs(&ks["organisation"]["councils"]), ["strategiradet"]);
        let owner = world.ask(document, json!({ "slug": "ks", "as": ["OWNER"] })).await;
        assert_eq!(slugs(&owner["organisation"]["councils"]), [""; 0]);
        let directorate = world.ask(document, json!({ "slug": "helsedirektoratet" })).await;
        assert_eq!(slugs(&directorate["organisation"]["councils"]).len(), 3);
    }
}

fn collect(value: &Value, ids: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| match value {
            Value::String(id) if name == "id" => ids.push(id.clone()),
            other => collect(other, ids),
        }),
        Value::Array(entries) => entries.iter().for_each(|entry| collect(entry, ids)),
        _ => {}
    }
}
