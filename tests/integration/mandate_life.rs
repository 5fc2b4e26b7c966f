//! The life of a mandate: drafts and what they would change, adoption, lapsing, extending.

use serde_json::{Value, json};

use crate::{on_both, persona::Persona, world::World};

const SAVE: &str = "mutation($input: SaveDraftInput!) { saveDraft(input: $input) {
    draft { id version status validFrom changesFrom { seatsGained seatsLost } }
    userErrors { code field message clause } warnings { code field message clause } } }";
const DISCARD: &str = "mutation($input: DiscardDraftInput!) { discardDraft(input: $input) {
    council { slug } userErrors { code field message clause } warnings { code field message clause } } }";
const ADOPT: &str = "mutation($input: AdoptMandateInput!) { adoptMandate(input: $input) {
    council { mandates { version validFrom validTo } }
    userErrors { code field message clause } warnings { code field message clause } } }";
const LAPSE: &str = "mutation($input: LapseMandateInput!) { lapseMandate(input: $input) {
    mandate { version validTo } userErrors { code field message clause } warnings { code field message clause } } }";
const EXTEND: &str = "mutation($input: ExtendMandateInput!) { extendMandate(input: $input) {
    mandate { version validTo } userErrors { code field message clause } warnings { code field message clause } } }";
const WITHDRAW: &str = "mutation($input: WithdrawMandateInput!) { withdrawMandate(input: $input) {
    council { mandates { version validFrom validTo } }
    userErrors { code field message clause } warnings { code field message clause } } }";
const DESK: &str = "query($on: Date) { secretariat(council: \"strategiradet\") { drafts { id version
    wouldBreach(asOf: $on) { status message(lang: EN) clause { key } }
    changesFrom { before { version } after { version } added { key } removed { key }
        changed { key before { key } after { key } parameters { path before after } }
        seatGroups { key before { least most } after { least most } gained lost } seatsGained seatsLost
        membershipsWithoutSeat { deputyRank } } }
    auditLog(first: 1) { nodes { act summary(lang: EN) } } } }";

/// How many seats the municipalities have.
fn municipalities(number: u32) -> Value {
    json!({ "key": "s23-municipalities", "modality": "SHALL", "provision": { "seats": { "group": {
        "key": "municipalities", "label": { "nb": "Kommunene" }, "size": { "exactly": { "number": number } },
        "for": { "sector": { "sector": "municipal" } } } } } })
}

/// How many of the memberships are holders' own: deputies lose their seats with them.
fn holders(memberships: &Value) -> usize {
    memberships.as_array().unwrap().iter().filter(|one| one["deputyRank"] == 0).count()
}

async fn in_force(world: &World) -> String {
    let asked = "{ council(slug: \"strategiradet\") { mandate { id } } }";
    world.ask(asked, json!({})).await["council"]["mandate"]["id"].as_str().unwrap().to_owned()
}

/// Saves a draft of the mandate in force with so many seats for the municipalities, and without its chair's clause.
async fn save(world: &World, secretariat: &Persona, seats: u32, replaces: Option<&Value>) -> Value {
    let input = json!({
        "council": "strategiradet", "base": in_force(world).await, "replaces": replaces,
        "clauses": [municipalities(seats)], "omit": ["s16-deputies"],
    });
    world.done(secretariat, SAVE, input).await["draft"].clone()
}

on_both! {
    /// A draft is the secretariat's own until it is adopted, and the desk tells what it would change and breach.
    async fn a_draft_is_compared_and_judged_before_it_is_adopted(world) {
        world.people("strategiradet").await;
        let secretariat = world.secretariat("strategiradet").await;
        let public = "query($ids: [ID!]!) { council(slug: \"strategiradet\") { revision mandates { version } }
            register { revision } nodes(ids: $ids) { id } }";
        let before = world.ask(public, json!({ "ids": [] })).await;
        let draft = save(&world, &secretariat, 3, None).await;
        assert_eq!((&draft["status"], &draft["version"]), (&json!("DRAFT"), &json!(2)));
        let mut after = world.ask(public, json!({ "ids": [draft["id"]] })).await;
        assert_eq!(after["nodes"].take(), json!([null]), "nobody reaches a draft by its id");
        after["nodes"] = json!([]);
        assert_eq!(after, before, "a draft is private work");

        let desk = &world.send_well(&secretariat, DESK, json!({})).await["secretariat"];
        let told = &desk["drafts"][0]["changesFrom"];
        assert_eq!((&told["before"]["version"], &told["after"]["version"]), (&json!(1), &json!(2)));
        assert_eq!((&told["added"], &told["removed"]), (&json!([]), &json!([{ "key": "s16-deputies" }])));
        assert_eq!(told["changed"][0]["key"], "s23-municipalities");
        let parameters = told["changed"][0]["parameters"].as_array().unwrap();
        let number = parameters.iter().find(|one| one["path"] == "provision.seats.group.size.exactly.number").unwrap();
        assert_eq!((&number["before"], &number["after"]), (&json!("5"), &json!("3")));
        assert_eq!(told["seatGroups"], json!([{
            "key": "municipalities", "before": { "least": 5, "most": 5 }, "after": { "least": 3, "most": 3 },
            "gained": 0, "lost": 2,
        }]));
        assert_eq!((&told["seatsGained"], &told["seatsLost"]), (&json!(0), &json!(2)));
        assert_eq!(holders(&told["membershipsWithoutSeat"]), 2);
        let breached = desk["drafts"][0]["wouldBreach"].as_array().unwrap();
        assert!(breached.iter().all(|verdict| verdict["status"] == "BREACHED"), "{breached:?}");
        assert!(!breached.is_empty(), "nineteen seats are not the twenty-one that the mandate declares");
        assert_eq!(desk["auditLog"]["nodes"][0]["act"], "saveDraft");

        let better = save(&world, &secretariat, 5, Some(&draft["id"])).await;
        let desk = &world.send_well(&secretariat, DESK, json!({})).await["secretariat"];
        let drafts = desk["drafts"].as_array().unwrap();
        assert_eq!((drafts.len(), &drafts[0]["id"]), (1, &better["id"]));
        assert_eq!(drafts[0]["changesFrom"]["seatsLost"], 0);
        let gone = json!({ "council": "strategiradet", "draft": draft["id"], "mandate": { "validFrom": "2026-06-01" } });
        assert_eq!(world.payload(&secretariat, ADOPT, gone).await["userErrors"][0]["code"], "NOT_FOUND");
    }

    /// Fewer seats, or more: after the withdrawal everything is as if the mandate had not been adopted, and the number of
    /// the version is free again.
    async fn an_adopted_mandate_is_withdrawn_before_its_first_day(world) {
        world.people("strategiradet").await;
        let secretariat = world.secretariat("strategiradet").await;
        let adopter = world.appointer("helsedirektoratet").await;
        let asked = "{ council(slug: \"strategiradet\", asOf: \"2026-07-01\") { seatCount seats { id }
            memberships(first: 100) { nodes { id } } mandate { version validTo } mandates { version } } }";
        let before = world.ask(asked, json!({})).await;
        for seats in [3, 7] {
            let draft = save(&world, &secretariat, seats, None).await;
            let when = json!({ "validFrom": "2026-06-01", "adoptedOn": "2026-03-10" });
            let input = json!({ "council": "strategiradet", "draft": draft["id"], "mandate": when });
            world.done(&adopter, ADOPT, input).await;
            assert_ne!(world.ask(asked, json!({})).await, before);
            let input = json!({ "council": "strategiradet", "mandate": draft["id"], "reason": "Too soon." });
            assert_eq!(world.payload(&secretariat, WITHDRAW, input.clone()).await["userErrors"][0]["code"], "FORBIDDEN");
            let done = world.done(&adopter, WITHDRAW, input.clone()).await;
            assert_eq!(done["council"]["mandates"], json!([{ "version": 1, "validFrom": null, "validTo": null }]));
            assert_eq!(world.ask(asked, json!({})).await, before, "{seats} seats");
            assert_eq!(world.payload(&adopter, WITHDRAW, input).await["userErrors"][0]["code"], "NOT_FOUND");
        }
        let desk = &world.send_well(&secretariat, DESK, json!({})).await["secretariat"];
        let entry = &desk["auditLog"]["nodes"][0];
        assert_eq!(entry["act"], "withdrawMandate");
        assert!(entry["summary"].as_str().unwrap().contains("Too soon."));
    }

    /// From its first day on it is the draft that is in force, and what changed is there for everybody.
    async fn an_adopted_draft_supersedes_the_mandate_in_force(world) {
        world.people("strategiradet").await;
        let secretariat = world.secretariat("strategiradet").await;
        let given_up = save(&world, &secretariat, 4, None).await;
        world.done(&secretariat, DISCARD, json!({ "council": "strategiradet", "draft": given_up["id"] })).await;
        save(&world, &secretariat, 4, None).await;
        // The numbers that everybody sees count neither the draft that was given up nor the one that waits.
        let draft = save(&world, &secretariat, 3, None).await;
        let input = json!({
            "council": "strategiradet", "draft": draft["id"],
            "mandate": { "validFrom": "2026-06-01", "adoptedOn": "2026-03-10" },
        });
        let stranger = world.appointer("legeforeningen").await;
        assert_eq!(world.payload(&stranger, ADOPT, input.clone()).await["userErrors"][0]["code"], "FORBIDDEN");
        let adopter = world.appointer("helsedirektoratet").await;
        let adopted = world.done(&adopter, ADOPT, input).await;
        assert_eq!(adopted["council"]["mandates"], json!([
            { "version": 1, "validFrom": null, "validTo": "2026-06-01" },
            { "version": 2, "validFrom": "2026-06-01", "validTo": null },
        ]));
        let asked = "query($on: Date) { council(slug: \"strategiradet\", asOf: $on) { seatCount seats { id }
            memberships(first: 100) { totalCount }
            mandate { version wouldBreach { status } changesFrom { seatsLost removed { key }
                membershipsWithoutSeat { deputyRank } } }
            compliance { verdicts { clause { mandate { version } } } } } }";
        let on = async |day: &str| world.ask(asked, json!({ "on": day })).await["council"].clone();
        let (eve, first) = (on("2026-05-31").await, on("2026-06-01").await);
        assert_eq!((&eve["mandate"]["version"], &eve["seatCount"]), (&json!(1), &json!(21)));
        assert_eq!((&first["mandate"]["version"], &first["seatCount"]), (&json!(2), &json!(19)));
        assert_eq!(eve["seats"].as_array().unwrap().len(), 21);
        assert_eq!(first["seats"].as_array().unwrap().len(), 19);
        let many = |page: &Value| page["memberships"]["totalCount"].as_u64().unwrap();
        assert!(many(&first) < many(&eve), "{} and {}", many(&first), many(&eve));
        assert_eq!(eve["mandate"]["changesFrom"], Value::Null);
        assert_eq!(eve["mandate"]["wouldBreach"], Value::Null);
        assert_eq!(first["mandate"]["changesFrom"]["seatsLost"], 2);
        assert_eq!(first["mandate"]["changesFrom"]["removed"], json!([{ "key": "s16-deputies" }]));
        assert_eq!(holders(&first["mandate"]["changesFrom"]["membershipsWithoutSeat"]), 2);
        for (page, version) in [(&eve, 1), (&first, 2)] {
            let verdicts = page["compliance"]["verdicts"].as_array().unwrap();
            let of = verdicts.iter().filter_map(|verdict| verdict["clause"]["mandate"]["version"].as_u64());
            assert!(of.clone().count() > 0 && of.clone().all(|one| one == version), "{verdicts:?}");
        }
    }

    async fn a_draft_is_discarded_and_a_request_sent_twice_has_one_effect(world) {
        world.found().await;
        let secretariat = world.secretariat("strategiradet").await;
        let base = in_force(&world).await;
        let input = json!({
            "council": "strategiradet", "base": base, "clauses": [municipalities(4)], "idempotencyKey": "once",
        });
        let dry = world.done(&secretariat, SAVE, {
            let mut dry = input.clone();
            dry["dryRun"] = json!(true);
            dry["idempotencyKey"] = json!("dry");
            dry
        }).await;
        assert_eq!(dry["draft"]["changesFrom"], json!({ "seatsGained": 0, "seatsLost": 1 }));
        let first = world.done(&secretariat, SAVE, input.clone()).await;
        let again = world.done(&secretariat, SAVE, input).await;
        assert_eq!(first["draft"]["id"], again["draft"]["id"]);
        let stale = json!({ "council": "strategiradet", "draft": first["draft"]["id"], "expectedRevision": 9_999 });
        let refused = world.payload(&secretariat, DISCARD, stale).await;
        assert_eq!(refused["userErrors"][0]["code"], "VERSION_CONFLICT");
        let discard = json!({ "council": "strategiradet", "draft": first["draft"]["id"] });
        world.done(&secretariat, DISCARD, discard.clone()).await;
        assert_eq!(world.payload(&secretariat, DISCARD, discard).await["userErrors"][0]["code"], "NOT_FOUND");
        let desk = world.send_well(&secretariat, DESK, json!({})).await;
        assert_eq!(desk["secretariat"]["drafts"], json!([]));
        let page = world.ask("{ council(slug: \"strategiradet\") { mandates { version } } }", json!({})).await;
        assert_eq!(page["council"]["mandates"], json!([{ "version": 1 }]), "what was given up is nobody's business");
    }

    async fn a_mandate_lapses_and_the_verdict_says_so(world) {
        world.found().await;
        let secretariat = world.secretariat("strategiradet").await;
        let input = json!({ "council": "strategiradet", "on": "2026-09-01", "reason": "Rådet legges om." });
        let lapsed = world.done(&secretariat, LAPSE, input).await;
        assert_eq!(lapsed["mandate"], json!({ "version": 1, "validTo": "2026-09-01" }));
        assert_eq!(lapsed["warnings"][0]["code"], "AGAINST_MANDATE");
        let asked = "query($on: Date) { council(slug: \"strategiradet\", asOf: $on) { mandate { version }
            compliance { verdicts(status: [BREACHED]) { clause { key } } } } }";
        let on = async |day: &str| world.ask(asked, json!({ "on": day })).await["council"].clone();
        assert_eq!(on("2026-08-31").await["mandate"]["version"], 1);
        let after = on("2026-09-01").await;
        assert_eq!((&after["mandate"], &after["compliance"]["verdicts"]), (&Value::Null, &json!([{ "clause": null }])));
    }

    async fn a_mandate_is_extended_by_the_ministry_that_adopted_it(world) {
        world.found().await;
        let page = world.ask("{ council(slug: \"helseomsorg21-radet\") { mandates { id } } }", json!({})).await;
        let mandate = &page["council"]["mandates"][0]["id"];
        let input = json!({ "council": "helseomsorg21-radet", "mandate": mandate, "until": "2024-07-01" });
        let secretariat = world.secretariat("helseomsorg21-radet").await;
        assert_eq!(world.payload(&secretariat, EXTEND, input.clone()).await["userErrors"][0]["code"], "FORBIDDEN");
        let ministry = world.appointer("helse-og-omsorgsdepartementet").await;
        // A day that is forgotten, or null, makes no mandate that never ends.
        for (until, open) in [(json!(null), false), (json!("2024-07-01"), true)] {
            let mut unclear = input.clone();
            unclear["until"] = until;
            unclear["open"] = json!(open);
            let error = &world.payload(&ministry, EXTEND, unclear).await["userErrors"][0];
            assert_eq!((&error["code"], &error["field"]), (&json!("BAD_USER_INPUT"), &json!("until")));
        }
        let payload = world.payload(&ministry, EXTEND, input).await;
        let asked = "{ council(slug: \"helseomsorg21-radet\", asOf: \"2024-06-30\") { mandate { version validTo } } }";
        let then = world.ask(asked, json!({})).await["council"]["mandate"].clone();
        assert_eq!(payload["userErrors"], json!([]));
        assert_eq!(then, json!({ "version": 1, "validTo": "2024-07-01" }));
    }
}
