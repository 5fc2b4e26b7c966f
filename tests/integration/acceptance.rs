//! The documents that users of the register write, unmodified.

use serde_json::{Value, json};

use crate::on_both;

const COUNCIL_PAGE: &str = include_str!("../queries/council_page.graphql");
const FRONT_PAGE: &str = include_str!("../queries/front_page.graphql");
const COMPLIANCE: &str = include_str!("../queries/compliance.graphql");
const STATISTICS: &str = include_str!("../queries/statistics.graphql");
const BREACHES: &str = include_str!("../queries/breaches_everywhere.graphql");

fn group(page: &Value, pick: impl Fn(&Value) -> bool) -> Vec<&Value> {
    page["seatGroups"].as_array().unwrap().iter().filter(|group| pick(group)).collect()
}

on_both! {
    async fn the_page_of_strategiradet_says_what_its_mandate_says(world) {
        world.found().await;
        let page = &world.ask(COUNCIL_PAGE, json!({ "slug": "strategiradet" })).await["council"];
        assert_eq!(page["family"]["slug"], "nasjonal-radsmodell-digitalisering");
        assert_eq!(
            page["family"]["councils"],
            json!([
                { "slug": "strategiradet", "tier": 1 },
                { "slug": "portefoljeradet", "tier": 2 },
                { "slug": "fagradet", "tier": 3 },
            ])
        );
        assert_eq!(page["owner"]["organisationNumber"], "983544622");
        assert_eq!(page["secretariat"]["name"], "Helsedirektoratet");
        assert_eq!(page["mandate"]["adoptedBy"], json!({ "__typename": "Organisation", "name": "Helsedirektoratet" }));
        assert_eq!(page["mandate"]["validFrom"], Value::Null);
        assert_eq!(page["mandate"]["seatCount"], 21);
        assert_eq!(page["mandate"]["declaredSeatCount"], Value::Null);
        assert_eq!(page["asOf"], "2026-03-12");
        assert!(page["nameInEnglish"].as_str().unwrap().starts_with("National Strategy Council"));
        let municipal = group(page, |group| group["sector"] == "municipal");
        assert_eq!(municipal.len(), 1);
        assert_eq!(municipal[0]["seatCount"], 5);
        assert_eq!(municipal[0]["appointer"]["name"], "KS");
        assert_eq!(municipal[0]["represents"], "SECTOR");
        assert_eq!(municipal[0]["canCommit"], false);
        assert_eq!(municipal[0]["seats"].as_array().unwrap().len(), 5);
        assert_eq!(municipal[0]["vacantSeatCount"], 5);
        let doctors = group(page, |group| group["qualification"] == "general-practitioner");
        assert_eq!(doctors.len(), 1);
        assert_eq!(doctors[0]["seatCount"], 1);
        assert_eq!(group(page, |group| group["role"] == "CHAIR").len(), 1);
        assert!(page["mandate"]["clauses"].as_array().unwrap().iter().all(|clause| clause["text"] != ""));
    }

    async fn the_tiers_below_have_an_adopter_and_a_secretariat_but_no_mandate(world) {
        world.found().await;
        let document = "query($slug: String!) { council(slug: $slug) {
            mandate { version } mandates { version } seatCount vacantSeatCount seatGroups { key } secretariat { name }
            mandateAdopter { __typename ... on Council { slug } }
        } }";
        for slug in ["portefoljeradet", "fagradet"] {
            let council = &world.ask(document, json!({ "slug": slug })).await["council"];
            assert_eq!(council["mandate"], Value::Null);
            assert_eq!(council["mandates"], json!([]));
            assert_eq!(council["seatCount"], Value::Null);
            assert_eq!(council["vacantSeatCount"], Value::Null);
            assert_eq!(council["secretariat"]["name"], "Helsedirektoratet");
            assert_eq!(council["mandateAdopter"], json!({ "__typename": "Council", "slug": "strategiradet" }));
        }
    }

    async fn helseomsorg21_radet_answers_as_of_any_day(world) {
        world.found().await;
        let on = |day: &str| json!({ "slug": "helseomsorg21-radet", "asOf": day });
        let page = &world.ask(COUNCIL_PAGE, on("2021-06-01")).await["council"];
        let mandate = &page["mandate"];
        assert_eq!(mandate["adoptedOn"], "2019-12-01");
        assert_eq!((&mandate["validFrom"], &mandate["validTo"]), (&json!("2020-01-02"), &json!("2024-01-02")));
        assert_eq!(mandate["adoptedBy"]["name"], "Helse- og omsorgsdepartementet");
        assert_eq!((&mandate["seatCount"], &mandate["declaredSeatCount"]), (&json!(16), &json!(16)));
        let groups = page["seatGroups"].as_array().unwrap();
        let sizes: Vec<_> = groups.iter().filter_map(|group| group["seatCount"].as_u64()).collect();
        assert_eq!(sizes, [2, 2, 3, 1, 5, 3]);
        assert!(groups.iter().all(|group| group["appointer"]["name"] == "Helse- og omsorgsdepartementet"));
        assert_eq!(page["secretariat"]["name"], "Norges forskningsråd");
        for day in ["2019-06-01", "2024-03-01"] {
            let page = &world.ask(COUNCIL_PAGE, on(day)).await["council"];
            assert_eq!(page["mandate"], Value::Null);
            assert_eq!(page["seatGroups"], json!([]));
            assert_eq!(page["asOf"], day);
            let judged = &world.ask(COMPLIANCE, json!({ "slug": "helseomsorg21-radet", "on": day })).await["council"];
            assert_eq!(judged["compliance"]["breached"], 1);
            let verdict = &judged["compliance"]["verdicts"][0];
            assert_eq!((&verdict["status"], &verdict["clause"]), (&json!("BREACHED"), &Value::Null));
            assert_eq!(verdict["evidence"][0]["node"]["__typename"], "Mandate");
        }
    }

    async fn the_front_page_lists_the_councils_by_name(world) {
        world.people("strategiradet").await;
        let listed = &world.ask(FRONT_PAGE, json!({})).await["councils"];
        assert_eq!(listed["totalCount"], 4);
        let edges = listed["edges"].as_array().unwrap();
        let names: Vec<_> = edges.iter().map(|edge| edge["node"]["name"].as_str().unwrap()).collect();
        assert!(names.is_sorted_by_key(|name| mandat::graphql::public::collation::sort_key(name)), "{names:?}");
        let top = edges.iter().map(|edge| &edge["node"]).find(|node| node["slug"] == "strategiradet").unwrap();
        assert_eq!(top["seatCount"], 21);
        assert!(top["vacantSeatCount"].as_u64().unwrap() < 21);
        let rest = json!({ "first": 3, "after": edges[0]["cursor"] });
        let rest = &world.ask(FRONT_PAGE, rest).await["councils"];
        assert_eq!(rest["edges"].as_array().unwrap().as_slice(), &edges[1..]);
        assert_eq!(rest["pageInfo"]["hasNextPage"], false);
        assert_eq!(rest["pageInfo"]["hasPreviousPage"], true);
    }

    async fn the_page_of_a_peopled_council_shows_holders_and_deputies(world) {
        world.people("strategiradet").await;
        let page = &world.ask(COUNCIL_PAGE, json!({ "slug": "strategiradet" })).await["council"];
        let groups = page["seatGroups"].as_array().unwrap();
        let seats: Vec<_> = groups.iter().flat_map(|group| group["seats"].as_array().unwrap()).collect();
        assert_eq!(seats.len(), 21);
        assert!(seats.iter().all(|seat| seat["isVacant"] == seat["holder"].is_null()));
        let held = seats.iter().find(|seat| !seat["holder"].is_null()).unwrap();
        assert!(held["holder"]["person"]["name"].is_string());
        assert!(held["holder"]["start"].is_string());
        let vacant: u64 = groups.iter().filter_map(|group| group["vacantSeatCount"].as_u64()).sum();
        assert_eq!(vacant, seats.iter().filter(|seat| seat["isVacant"] == true).count() as u64);
    }

    async fn the_table_of_a_family_loses_no_seat_and_no_council(world) {
        world.people("strategiradet").await;
        let table = &world.ask(STATISTICS, json!({})).await["statistics"];
        let columns: Vec<_> = table["columns"].as_array().unwrap().iter().map(|column| &column["key"]).collect();
        assert_eq!(columns, ["SECTOR", "APPOINTER", "COUNCILS", "SEATS", "VACANT_SEATS", "MEMBERS"]);
        let rows = table["rows"].as_array().unwrap();
        let sum = |at: usize| rows.iter().filter_map(|row| row["values"][at].as_i64()).sum::<i64>();
        assert_eq!(sum(1), 21);
        assert_eq!(sum(2) + sum(3), 21);
        let municipal = rows.iter().find(|row| row["keys"] == json!(["municipal", "ks"])).unwrap();
        assert_eq!((&municipal["values"][0], &municipal["values"][1]), (&json!(1), &json!(5)));
        let whole = "{ statistics(measures: [COUNCILS, SEATS]) { rows { keys values } } }";
        let whole = world.ask(whole, json!({})).await;
        assert_eq!(whole["statistics"]["rows"], json!([{ "keys": [], "values": [4, 21] }]));
    }

    async fn breaches_are_found_across_all_councils(world) {
        world.found().await;
        let all = &world.ask(BREACHES, json!({})).await["councils"];
        let slugs: Vec<_> = all["nodes"].as_array().unwrap().iter().map(|node| node["slug"].as_str().unwrap()).collect();
        assert!(slugs.contains(&"helseomsorg21-radet"), "{slugs:?}");
        // The two lower councils have no mandate of their own; the one that is to adopt them breaches that, and no more.
        let nodes = all["nodes"].as_array().unwrap();
        let own = nodes.iter().find(|node| node["slug"] == "strategiradet").unwrap();
        let verdicts = own["compliance"]["verdicts"].as_array().unwrap();
        let about: Vec<_> = verdicts.iter().map(|verdict| &verdict["clause"]["kind"]).collect();
        assert_eq!(about, ["STATEMENT", "STATEMENT"], "{verdicts:?}");
        let seats = &world.ask(BREACHES, json!({ "kinds": ["SEATS"] })).await["councils"];
        assert_eq!(seats["totalCount"], 0);
    }

    async fn what_does_not_exist_is_null_without_an_error(world) {
        world.found().await;
        let document = "{ council(slug: \"ingen\") { id } organisation(slug: \"ingen\") { id } family(slug: \"ingen\") { id }
            template(slug: \"ingen\") { id } person(id: \"ingen\") { id } node(id: \"ingen\") { id } nodes(ids: [\"x\"]) { id } }";
        let answer = world.ask(document, json!({})).await;
        let nothing = json!({ "council": null, "organisation": null, "family": null, "template": null, "person": null,
            "node": null, "nodes": [null] });
        assert_eq!(answer, nothing);
    }
}
