//! What the pages of the founding councils say of their mandates, statement by statement, and what a council from a
//! template says: the documents are those of [`acceptance`](crate::acceptance).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::on_both;

const COUNCIL_PAGE: &str = include_str!("../queries/council_page.graphql");
const COMPLIANCE: &str = include_str!("../queries/compliance.graphql");
const REGISTER: &str = include_str!("../queries/register_council.graphql");

const COUNCILS: [&str; 4] = ["strategiradet", "portefoljeradet", "fagradet", "helseomsorg21-radet"];

on_both! {
    /// The twenty-one seats of strategiradet: who sends how many, and on what terms.
    async fn the_seats_of_strategiradet_are_those_of_its_mandate(world) {
        world.found().await;
        let page = &world.ask(COUNCIL_PAGE, json!({ "slug": "strategiradet" })).await["council"];
        let groups = page["seatGroups"].as_array().unwrap();
        let members = |name: &str| -> Vec<u64> {
            let of = groups.iter().filter(|group| group["organisation"]["name"] == name && group["role"] == "MEMBER");
            of.map(|group| group["seatCount"].as_u64().unwrap()).collect()
        };
        for (name, seats) in [
            ("KS", 1),
            ("Helsedirektoratet", 2),
            ("Direktoratet for medisinske produkter", 1),
            ("Folkehelseinstituttet", 1),
            ("Digitaliseringsdirektoratet", 1),
            ("Den norske legeforening (Legeforeningen)", 1),
            ("Norsk Sykepleierforbund", 1),
            ("Norsk helsenett SF", 1),
        ] {
            assert_eq!(members(name), [seats], "{name}");
        }
        let chair: Vec<&Value> = groups.iter().filter(|group| group["role"] == "CHAIR").collect();
        assert_eq!((chair.len(), &chair[0]["seatCount"]), (1, &json!(1)));
        assert_eq!(chair[0]["organisation"]["name"], "Helsedirektoratet");
        let by_key = |key: &str| groups.iter().find(|group| group["key"] == key).unwrap();
        assert_eq!(by_key("regional-health-authorities")["seatCount"], 4);
        let patients = by_key("patient-and-user-associations");
        assert_eq!((&patients["seatCount"], &patients["appointer"]), (&json!(2), &Value::Null));
        let municipal = groups.iter().find(|group| group["sector"] == "municipal").unwrap();
        assert_eq!((&municipal["represents"], &municipal["canCommit"]), (&json!("SECTOR"), &json!(false)));
        assert!(municipal["holderLevel"].as_str().unwrap().contains("admin"), "{}", municipal["holderLevel"]);
        let all: u64 = groups.iter().map(|group| group["seatCount"].as_u64().unwrap()).sum();
        assert_eq!((all, &page["mandate"]["seatCount"]), (21, &json!(21)));
        let ordinals = groups.iter().flat_map(|group| group["seats"].as_array().unwrap());
        assert_eq!(ordinals.count(), 21);
    }

    /// Every row of both mandates is there as a clause, in words.
    async fn every_row_of_both_mandates_is_a_clause(world) {
        world.found().await;
        for (slug, letter, rows, day) in
            [("strategiradet", 's', 29, "2026-03-12"), ("helseomsorg21-radet", 'h', 20, "2021-06-01")]
        {
            let page = world.ask(COUNCIL_PAGE, json!({ "slug": slug, "asOf": day })).await;
            let clauses = page["council"]["mandate"]["clauses"].as_array().unwrap();
            let found: BTreeSet<String> = clauses
                .iter()
                .map(|clause| clause["key"].as_str().unwrap().split('-').next().unwrap().to_owned())
                .collect();
            let wanted: BTreeSet<String> = (1..=rows).map(|row| format!("{letter}{row}")).collect();
            assert_eq!(found, wanted, "{slug}");
            assert!(clauses.iter().all(|clause| clause["text"].as_str().is_some_and(|text| text.len() > 10)), "{slug}");
        }
    }

    /// Meetings, terms, deputies and the annual wheel of strategiradet, as typed data.
    async fn the_work_of_strategiradet_is_typed(world) {
        world.found().await;
        let document = "{ council(slug: \"strategiradet\") { mandate { clauses { key modality kind
            ... on MeetingsClause { meetings { cadence { kind number per } } }
            ... on TermClause { term { length renewal { allowed } } }
            ... on SeatsClause { seats { alternates { number acts byAgreement } } }
            ... on DutyClause { duty { activity { verb subjects } } } } } } }";
        let answer = world.ask(document, json!({})).await;
        let clauses = answer["council"]["mandate"]["clauses"].as_array().unwrap();
        let by_key = |key: &str| clauses.iter().find(|clause| clause["key"] == key).unwrap();
        let meetings = by_key("s26-meetings");
        assert_eq!(meetings["modality"], "NORMALLY");
        assert_eq!(meetings["meetings"]["cadence"], json!({ "kind": "EXACTLY", "number": 4, "per": "P1Y" }));
        let term = by_key("s28-term");
        assert_eq!(term["modality"], "BY_DEFAULT");
        assert_eq!(term["term"], json!({ "length": "P4Y", "renewal": { "allowed": true } }));
        let deputies = by_key("s16-deputies");
        assert_eq!(deputies["modality"], "MAY");
        assert_eq!(deputies["seats"]["alternates"], json!({ "number": 1, "acts": "AT_NEED", "byAgreement": true }));
        assert_eq!(by_key("s17-limited-use-of-deputies")["kind"], "DUTY");
        let wheel = by_key("s27-annual-wheel");
        assert_eq!(wheel["modality"], "SHALL");
        assert_eq!(wheel["duty"]["activity"], json!({ "verb": "prepare", "subjects": ["annual-wheel"] }));
    }

    /// Two years, renewable, appointed personally; a yearly meeting with each of two bodies.
    async fn the_work_of_helseomsorg21_radet_is_typed(world) {
        world.found().await;
        let document = "{ council(slug: \"helseomsorg21-radet\", asOf: \"2021-06-01\") {
            seatGroups { represents term appointer { name } }
            mandate { clauses { key modality
            ... on TermClause { term { length renewal { allowed } } }
            ... on DutyClause { duty { when { __typename ... on AtLeastPer { times per } } } } } } } }";
        let answer = world.ask(document, json!({})).await;
        for group in answer["council"]["seatGroups"].as_array().unwrap() {
            assert_eq!((&group["represents"], &group["term"]), (&json!("PERSONAL"), &json!("P2Y")));
        }
        let clauses = answer["council"]["mandate"]["clauses"].as_array().unwrap();
        let by_key = |key: &str| clauses.iter().find(|clause| clause["key"] == key).unwrap();
        assert_eq!(by_key("h12-term")["term"], json!({ "length": "P2Y", "renewal": { "allowed": true } }));
        for key in ["h16-meet-nsg", "h16-meet-ksf"] {
            let duty = by_key(key);
            assert_eq!(duty["modality"], "SHOULD");
            assert_eq!(duty["duty"]["when"], json!([{ "__typename": "AtLeastPer", "times": 1, "per": "P1Y" }]), "{key}");
        }
    }

    /// In the months between two days a council is what it was on each of them.
    async fn a_mandate_is_in_force_from_its_first_day_to_its_last(world) {
        world.found().await;
        for (day, in_force) in [
            ("2019-12-01", false), ("2020-01-01", false), ("2020-01-02", true), ("2024-01-01", true), ("2024-01-02", false),
        ] {
            let asked = json!({ "slug": "helseomsorg21-radet", "asOf": day });
            let page = &world.ask(COUNCIL_PAGE, asked).await["council"];
            assert_eq!(page["mandate"].is_object(), in_force, "{day}");
            let asked = json!({ "slug": "helseomsorg21-radet", "on": day });
            let judged = &world.ask(COMPLIANCE, asked).await["council"]["compliance"];
            let missing = judged["verdicts"].as_array().unwrap().iter().any(|verdict| {
                verdict["status"] == "BREACHED" && verdict["clause"].is_null()
            });
            assert_eq!(missing, !in_force, "{day}: {judged}");
        }
    }

    /// Every founding council has a name in every language asked for, and a slug of ASCII.
    async fn every_council_has_a_name_in_every_language(world) {
        world.found().await;
        let document = "query($slug: String!) { council(slug: $slug) { slug
            nb: name(lang: NB) nn: name(lang: NN) en: name(lang: EN) se: name(lang: SE) } }";
        for slug in COUNCILS {
            let council = world.ask(document, json!({ "slug": slug })).await["council"].clone();
            assert_eq!(council["slug"], slug);
            assert!(slug.is_ascii());
            for lang in ["nb", "nn", "en", "se"] {
                assert!(council[lang].as_str().is_some_and(|name| !name.is_empty()), "{slug} in {lang}");
            }
        }
        for slug in ["ingen", "Strategirådet", ""] {
            assert_eq!(world.ask(COUNCIL_PAGE, json!({ "slug": slug })).await, json!({ "council": null }), "{slug}");
        }
    }

    /// A template of the files, filled: first as a dry run, then for real.
    async fn an_agency_registers_a_council_from_a_template_of_the_files(world) {
        world.found().await;
        let registrar = world.registrar("helsedirektoratet").await;
        let before = world.seq().await;
        let rehearsed = world.done(&registrar, REGISTER, from_template(true)).await;
        assert_eq!(rehearsed["dryRun"], true);
        assert_eq!((world.seq().await, world.ask("{ councils { totalCount } }", json!({})).await), (
            before,
            json!({ "councils": { "totalCount": 4 } }),
        ));
        let registered = world.done(&registrar, REGISTER, from_template(false)).await;
        assert_eq!(registered["dryRun"], false);
        assert_eq!(registered["council"], rehearsed["council"]);
        assert_eq!(registered["warnings"], rehearsed["warnings"]);
        let council = &registered["council"];
        assert_eq!((&council["mandate"]["status"], &council["mandate"]["seatCount"]), (&json!("ADOPTED"), &json!(12)));
        let groups = council["seatGroups"].as_array().unwrap();
        let sizes: Vec<u64> = groups.iter().map(|group| group["seatCount"].as_u64().unwrap()).collect();
        assert_eq!(sizes, [5, 4, 3]);
        assert!(groups.iter().all(|group| group["appointer"]["name"] == "Helsedirektoratet"), "{groups:?}");
        assert!(council["mandate"]["clauses"].as_array().unwrap().iter().all(|clause| clause["text"] != ""));
        let page = &world.ask(COUNCIL_PAGE, json!({ "slug": "genomradet" })).await["council"];
        assert_eq!((&page["secretariat"]["name"], &page["asOf"]), (&json!("Helsedirektoratet"), &json!("2026-03-12")));
    }
}

fn from_template(dry_run: bool) -> Value {
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "text": value } });
    let label = |key: &str, nb: &str, en: &str| json!({ "key": key, "value": { "label": { "nb": nb, "en": en } } });
    json!({
        "slug": "genomradet", "owner": "helsedirektoratet", "name": { "nb": "Genområdet", "en": "Genome Council" },
        "template": { "slug": "personal-arena", "version": 1 },
        "arguments": [
            label("purpose", "Rådet samler dem som arbeider med genomer.", "The council gathers those who work with genomes."),
            label("field", "bruk av genomdata", "the use of genome data"),
            text("appointer", "helsedirektoratet"),
            text("secretariat", "helsedirektoratet"),
            text("adopted-on", "2026-01-10"),
            text("from", "2026-02-01"),
            text("until", "2030-02-01"),
            { "key": "research-seats", "value": { "number": 5 } },
        ],
        "mandate": {
            "adoptedBy": { "organisation": { "slug": "helsedirektoratet" } },
            "adoptedOn": "2026-01-10", "validFrom": "2026-02-01", "validTo": "2030-02-01",
        },
        "dryRun": dry_run,
    })
}
