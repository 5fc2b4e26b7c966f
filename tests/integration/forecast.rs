//! Forecasts across councils and on the desk, lists by compliance, and the command that judges.

use std::process::{Command, Output};

use chrono::NaiveDate;
use mandat::access::caller::Caller;
use mandat::acts::{demo::FillWithInventedPeople, roster::end::EndMembership};
use serde_json::{Value, json};

use crate::{
    on_both,
    world::{World, today},
};

const COUNCILS: [&str; 4] = ["fagradet", "helseomsorg21-radet", "portefoljeradet", "strategiradet"];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn full(world: &World) {
    world.found().await;
    for slug in COUNCILS {
        let council = world.council_id(slug).await;
        world.act(&Caller::console(), FillWithInventedPeople { council }).await;
    }
}

/// Runs `mandat check` on the register of the test.
fn check(world: &World, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mandat"))
        .arg("check")
        .args(arguments)
        .current_dir(world.folder.path())
        .env("MANDAT_DATABASE_URL", world.config.database_url.expose())
        .env("MANDAT_DATA_DIR", world.folder.path())
        .env("LANG", "nb_NO.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

on_both! {
    async fn memberships_that_expire_are_listed_across_councils(world) {
        full(&world).await;
        let asked = "query($days: Int!, $filter: CouncilFilter, $on: Date, $first: Int, $after: String) {
            expiringMemberships(withinDays: $days, filter: $filter, asOf: $on, first: $first, after: $after) {
                totalCount nodes { id expectedEnd end inForce council { slug } } pageInfo { hasNextPage endCursor } } }";
        let all = world.ask(asked, json!({ "days": 3_650, "first": 100 })).await["expiringMemberships"].clone();
        let nodes = all["nodes"].as_array().unwrap();
        assert!(nodes.len() > 10, "{all}");
        let ends: Vec<&str> = nodes.iter().filter_map(|one| one["end"].as_str().or(one["expectedEnd"].as_str())).collect();
        assert!(ends.is_sorted() && ends.len() == nodes.len(), "{ends:?}");
        assert!(nodes.iter().all(|one| one["inForce"] == true));
        let (mut walked, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.ask(asked, json!({ "days": 3_650, "first": 7, "after": after })).await;
            let page = &page["expiringMemberships"];
            walked.extend(page["nodes"].as_array().unwrap().iter().cloned());
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false { break; }
        }
        assert_eq!(&walked, nodes);
        let soon = world.ask(asked, json!({ "days": 90, "filter": { "text": "strategirådet" } })).await;
        assert_eq!(soon["expiringMemberships"]["totalCount"], 1, "one term runs out in ninety days");
        let before = world.ask(asked, json!({ "days": 89, "filter": { "text": "strategirådet" } })).await;
        assert_eq!(before["expiringMemberships"]["totalCount"], 0);
        let answer = world.refusal("{ expiringMemberships(withinDays: 3651) { totalCount } }").await;
        assert_eq!(answer.0, "BAD_USER_INPUT");
    }

    async fn mandates_that_expire_are_those_of_the_day(world) {
        world.found().await;
        let asked = "query($on: Date, $days: Int!, $unfollowed: Boolean!) {
            expiringMandates(withinDays: $days, asOf: $on, unfollowed: $unfollowed) { nodes { validTo council { slug } } } }";
        let on = async |day: &str, days: i32| {
            let asked_for = json!({ "on": day, "days": days, "unfollowed": true });
            world.ask(asked, asked_for).await["expiringMandates"]["nodes"].clone()
        };
        let expected = json!([{ "validTo": "2024-01-02", "council": { "slug": "helseomsorg21-radet" } }]);
        assert_eq!(on("2023-12-01", 32).await, expected);
        assert_eq!(on("2023-12-01", 31).await, json!([]));
        assert_eq!(on("2024-01-02", 3_650).await, json!([]));
    }

    async fn vacancies_on_a_day_are_those_that_the_councils_have_then(world) {
        full(&world).await;
        let asked = "query($on: Date!, $day: Date) {
            futureVacancies(on: $on, first: 100) { totalCount nodes { isVacant vacantSince seatGroup { seatCount } } }
            councils(asOf: $day) { nodes { vacantSeatCount } } }";
        let mut counts = Vec::new();
        for day in ["2021-06-01", "2026-03-12", "2026-09-01", "2035-01-01"] {
            let answer = world.ask(asked, json!({ "on": day, "day": day })).await;
            let councils = answer["councils"]["nodes"].as_array().unwrap();
            let vacant: u64 = councils.iter().filter_map(|one| one["vacantSeatCount"].as_u64()).sum();
            assert_eq!(answer["futureVacancies"]["totalCount"], vacant, "{day}");
            let seats = answer["futureVacancies"]["nodes"].as_array().unwrap();
            assert!(seats.iter().all(|seat| seat["isVacant"] == true), "{day}");
            counts.push(vacant);
        }
        assert!(counts[1] >= 1 && counts[2] > counts[1] && counts[3] > counts[2], "{counts:?}");
    }

    async fn duties_that_fall_due_are_listed_across_councils_and_on_the_desk(world) {
        full(&world).await;
        let asked = "query($days: Int!, $first: Int, $after: String) {
            dutiesDue(withinDays: $days, first: $first, after: $after) { totalCount
                nodes { by what(lang: EN) done needed overdue kind clause { key } council { slug } }
                pageInfo { hasNextPage endCursor } } }";
        let all = world.ask(asked, json!({ "days": 365, "first": 100 })).await["dutiesDue"].clone();
        let nodes = all["nodes"].as_array().unwrap();
        assert!(!nodes.is_empty(), "four meetings a year have to be held");
        let days: Vec<&str> = nodes.iter().map(|one| one["by"].as_str().unwrap()).collect();
        assert!(days.is_sorted(), "{days:?}");
        assert!(nodes.iter().any(|one| one["clause"]["key"] == "s26-meetings" && one["kind"] == "MEETINGS"), "{all}");
        let (mut walked, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.ask(asked, json!({ "days": 365, "first": 1, "after": after })).await;
            let page = &page["dutiesDue"];
            walked.extend(page["nodes"].as_array().unwrap().iter().cloned());
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false { break; }
        }
        assert_eq!(&walked, nodes);
        let secretariat = world.secretariat("strategiradet").await;
        let asked = "{ secretariat(council: \"strategiradet\") { forecast(withinDays: 365) { dutiesDue { clause { key } } } } }";
        let desk = world.send_well(&secretariat, asked, json!({})).await;
        let desk = desk["secretariat"]["forecast"]["dutiesDue"].as_array().unwrap();
        assert!(desk.iter().any(|one| one["clause"]["key"] == "s26-meetings"), "{desk:?}");
    }

    async fn the_desk_has_the_same_lists_for_its_council(world) {
        full(&world).await;
        let secretariat = world.secretariat("strategiradet").await;
        let asked = "{ secretariat(council: \"strategiradet\") { forecast(withinDays: 200) { until
            expiringMemberships { expectedEnd } expiringMandate { version } futureVacancies { isVacant }
            draftsToCome { version } } } }";
        let desk = &world.send_well(&secretariat, asked, json!({})).await["secretariat"]["forecast"];
        assert_eq!(desk["until"], "2026-09-28");
        assert_eq!(desk["expiringMemberships"].as_array().unwrap().len(), 1);
        assert_eq!((&desk["expiringMandate"], &desk["draftsToCome"]), (&Value::Null, &json!([])));
        assert_eq!(desk["futureVacancies"], json!([{ "isVacant": true }, { "isVacant": true }]));
    }

    async fn whoever_leaves_before_the_planned_end_is_in_every_list_of_those_who_leave(world) {
        full(&world).await;
        let council = world.council("strategiradet").await;
        let leaves = council.in_office(today()).find(|held| held.expected_end > Some(day("2027-01-01"))).unwrap().id;
        let ground = Some("death".into());
        let end = EndMembership { council: council.head.id, membership: leaves, on: day("2026-04-01"), ground, reason: None };
        world.act(&Caller::console(), end).await;
        let secretariat = world.secretariat("strategiradet").await;
        let asked = "{ secretariat(council: \"strategiradet\") { expiring(withinDays: 30) { end }
            forecast(withinDays: 30) { expiringMemberships { end } } toDo { kind due } } }";
        let desk = &world.send_well(&secretariat, asked, json!({})).await["secretariat"];
        assert_eq!(desk["expiring"], json!([{ "end": "2026-04-01" }]));
        assert_eq!(desk["forecast"]["expiringMemberships"], desk["expiring"]);
        let to_do = desk["toDo"].as_array().unwrap();
        assert!(to_do.iter().all(|one| one["due"] != "2026-04-01"), "nothing is left to decide: {to_do:?}");
    }

    async fn councils_are_listed_by_breaches_and_found_by_the_clause_that_is_broken(world) {
        world.found().await;
        let asked = "{ councils(orderBy: { field: BREACHES, direction: DESC }) { nodes { slug compliance { breached } } } }";
        let answer = world.ask(asked, json!({})).await;
        let breached: Vec<u64> = answer["councils"]["nodes"].as_array().unwrap().iter()
            .map(|one| one["compliance"]["breached"].as_u64().unwrap()).collect();
        assert!(breached.is_sorted_by(|one, other| one >= other) && breached[0] > 0, "{breached:?}");
        let on_each = "{ councils { nodes { slug compliance { verdicts { status clause { key } } } } } }";
        let answer = world.ask(on_each, json!({})).await;
        let filtered = "query($filter: CouncilFilter) { councils(filter: $filter) { nodes { slug } } }";
        for council in answer["councils"]["nodes"].as_array().unwrap() {
            for verdict in council["compliance"]["verdicts"].as_array().unwrap() {
                let Some(key) = verdict["clause"]["key"].as_str() else { continue };
                let filter = json!({ "compliance": { "status": verdict["status"], "clauses": [key] } });
                let found = world.ask(filtered, json!({ "filter": filter })).await;
                let found = found["councils"]["nodes"].as_array().unwrap();
                assert!(found.iter().any(|one| one["slug"] == council["slug"]), "{key}");
            }
        }
    }

    async fn the_command_judges_and_says_so_by_how_it_ends(world) {
        full(&world).await;
        let table = check(&world, &["strategiradet", "--on", "2026-03-12"]);
        let summary = said(&table);
        assert!(summary.lines().last().unwrap().ends_with("i 1 råd 2026-03-12"), "{summary}");
        assert!(!summary.contains('\u{1b}'), "no colours where nobody sees them");
        let json = check(&world, &["--on", "2019-06-01", "--format", "json", "--lang", "en", "--all"]);
        let rows: Vec<Value> = serde_json::from_str(&said(&json)).unwrap();
        let without = rows.iter().find(|row| row["council"] == "helseomsorg21-radet").unwrap();
        assert_eq!((&without["status"], &without["severity"]), (&json!("BREACHED"), &json!("ERROR")));
        assert_eq!(without["message"], "No mandate is in force on 1 June 2019.");
        assert_eq!(json.status.code(), Some(1));
        let junit = check(&world, &["helseomsorg21-radet", "--on", "2019-06-01", "--format", "junit"]);
        assert!(said(&junit).contains("<failure type=\"ERROR\""), "{}", said(&junit));
        assert_eq!(junit.status.code(), Some(1));
        for wrong in [&["nowhere"][..], &["--on", "yesterday"], &["--format", "xml"]] {
            let refused = check(&world, wrong);
            assert_eq!((refused.status.code(), said(&refused).as_str()), (Some(2), ""), "{wrong:?}");
            assert!(!refused.stderr.is_empty());
        }
    }
}
