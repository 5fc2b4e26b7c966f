//! The roster's whole life through the API: what is written, what is told of it on each day, and what is refused.

use futures_util::future::join_all;
use mandat::{domain::id::PersonId, graphql::global_id::GlobalId};
use serde_json::{Value, json};

use crate::{
    agency::council,
    documents::{
        APPOINT_SET, CORRECT_MEMBERSHIP, DESIGNATE_CHAIR, DESIGNATE_DEPUTY, MOVE_REPRESENTATION, NOMINATE,
        RECORD_HISTORY, REGISTER_COUNCIL, RENEW_TERM,
    },
    on_both,
    persona::Persona,
    world::World,
};

/// The clauses that the council of these tests has beside its template's: one deputy for each expert, and an
/// alternative to a term that the template leaves open.
fn clauses() -> [Value; 2] {
    [
        json!({ "key": "deputies", "modality": "MAY", "appliesTo": { "groups": ["experts"] },
            "provision": { "seats": { "alternates": { "number": 1 } } } }),
        json!({ "key": "term", "modality": "SHALL", "provision": { "term": {
            "length": "P2Y", "renewal": { "allowed": true, "atMost": 1 } } } }),
    ]
}

/// What everybody reads of the roster on a day: rank, role, name and whether the role is held for somebody else.
async fn roster(world: &World, day: &str) -> Vec<String> {
    let document = "query($on: Date) { council(slug: \"arkivradet\", asOf: $on) {
        seats { holder { ...one } deputies { ...one } } } }
        fragment one on Membership { role acting deputyRank onBehalfOf { slug } person { name } }";
    let answer = world.ask(document, json!({ "on": day })).await;
    let seats = answer["council"]["seats"].as_array().unwrap();
    let held =
        seats.iter().flat_map(|seat| std::iter::once(&seat["holder"]).chain(seat["deputies"].as_array().unwrap()));
    let mut told: Vec<String> = held
        .filter(|one| !one.is_null())
        .map(|one| {
            let of = one["onBehalfOf"]["slug"].as_str().map_or_else(String::new, |slug| format!(" of {slug}"));
            let acting = if one["acting"] == true { "acting " } else { "" };
            format!("{} {acting}{}{of}", one["person"]["name"].as_str().unwrap(), one["role"].as_str().unwrap())
        })
        .collect();
    told.sort();
    told
}

impl World {
    /// The agency with its council, and three people whom it knows.
    async fn agency_with_people(&self) -> (Persona, Vec<Value>) {
        let agency = self.settled_agency().await;
        let mut input = council("arkivradet");
        input["omit"] = json!([]);
        input["clauses"].as_array_mut().unwrap().extend(clauses());
        self.done(&agency, REGISTER_COUNCIL, input).await;
        let mut people = Vec::new();
        for name in ["Ada Arkivar", "Bo Bevarer", "Cato Kartotek", "Dina Depot"] {
            people.push(self.person(&agency, name).await);
        }
        (agency, people)
    }

    /// The ids of the memberships of the first three of the people, appointed as experts on one day.
    async fn experts(&self, agency: &Persona, people: &[Value]) -> Vec<Value> {
        let appointments: Vec<Value> =
            people.iter().take(3).map(|person| json!({ "group": "experts", "person": person })).collect();
        let input = json!({ "council": "arkivradet", "start": "2026-03-01", "appointments": appointments });
        let done = self.done(agency, APPOINT_SET, input).await;
        done["memberships"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    }
}

/// Code, field and clause of what was refused.
fn refused(payload: &Value) -> Vec<(String, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let errors = payload["userErrors"].as_array().unwrap();
    errors.iter().map(|error| (word(&error["code"]), word(&error["field"]), word(&error["clause"]))).collect()
}

fn one(code: &str, field: &str, clause: &str) -> Vec<(String, String, String)> {
    vec![(code.to_owned(), field.to_owned(), clause.to_owned())]
}

on_both! {
    /// A set is appointed, a member leads, another leads, one acts for the chair, one speaks for somebody else, deputies
    /// follow each other: every day is told as it was.
    async fn every_day_is_told_as_it_was(world) {
        let (agency, people) = world.agency_with_people().await;
        world.other_agency().await;
        let held = world.experts(&agency, &people).await;
        assert_eq!(roster(&world, "2026-02-28").await, Vec::<String>::new());

        world.done(&agency, DESIGNATE_CHAIR, json!({ "membership": held[0], "on": "2026-04-01" })).await;
        let done = world.done(&agency, DESIGNATE_CHAIR, json!({ "membership": held[1], "on": "2026-05-01" })).await;
        let told: Vec<_> = done["memberships"].as_array().unwrap().iter().map(|one| (&one["role"], &one["end"])).collect();
        assert_eq!(told[0], (&json!("CHAIR"), &Value::Null));
        assert_eq!(told.len(), 4, "the chair before, as chair and as member, and the chair as a member: {done}");
        world.done(&agency, DESIGNATE_CHAIR, json!({ "membership": held[2], "on": "2026-06-01", "acting": true })).await;

        let seat = &world.seats("experts").await[0];
        let deputy = |person: &Value, start: &str| json!({ "seat": seat, "person": person, "start": start });
        world.done(&agency, DESIGNATE_DEPUTY, deputy(&people[3], "2026-03-01")).await;
        let bo = world.person(&agency, "Bente Bank").await;
        let done = world.done(&agency, DESIGNATE_DEPUTY, deputy(&bo, "2026-04-15")).await;
        assert_eq!(done["memberships"][1]["end"], "2026-04-15");
        let beyond = json!({ "seat": seat, "person": people[1], "start": "2026-05-01", "rank": 2 });
        let answer = world.payload(&agency, DESIGNATE_DEPUTY, beyond).await;
        assert_eq!(refused(&answer), one("AGAINST_MANDATE", "rank", "deputies"));

        let acts_now = world.council("arkivradet").await;
        let acting = acts_now.memberships.iter().find(|one| one.acting).unwrap().id;
        let acting = GlobalId::Membership(acts_now.head.id, acting).encode();
        let moved = json!({ "membership": acting, "onBehalfOf": "havtilsynet", "from": "2026-07-01" });
        world.done(&agency, MOVE_REPRESENTATION, moved).await;

        assert_eq!(
            roster(&world, "2026-03-15").await,
            ["Ada Arkivar MEMBER", "Bo Bevarer MEMBER", "Cato Kartotek MEMBER", "Dina Depot DEPUTY"]
        );
        assert_eq!(
            roster(&world, "2026-04-20").await,
            ["Ada Arkivar CHAIR", "Bente Bank DEPUTY", "Bo Bevarer MEMBER", "Cato Kartotek MEMBER"]
        );
        assert_eq!(
            roster(&world, "2026-06-30").await,
            ["Ada Arkivar MEMBER", "Bente Bank DEPUTY", "Bo Bevarer CHAIR", "Cato Kartotek acting CHAIR"]
        );
        assert_eq!(roster(&world, "2026-07-01").await[3], "Cato Kartotek acting CHAIR of havtilsynet");
    }

    /// Somebody stays on once, whatever happened in between, and not twice.
    async fn a_term_is_renewed_as_often_as_the_mandate_allows(world) {
        let (agency, people) = world.agency_with_people().await;
        let held = world.experts(&agency, &people).await;
        let chair = world.done(&agency, DESIGNATE_CHAIR, json!({ "membership": held[0], "on": "2026-05-01" })).await;
        let chair = &chair["memberships"][0]["id"];
        let dry = world.done(&agency, RENEW_TERM, json!({ "membership": chair, "dryRun": true })).await;
        let done = world.done(&agency, RENEW_TERM, json!({ "membership": chair })).await;
        assert_eq!((&dry["dryRun"], &done["dryRun"]), (&json!(true), &json!(false)));
        assert_eq!(done["memberships"][0]["start"], "2028-03-01");
        assert_eq!(done["memberships"][0]["expectedEnd"], "2030-02-01", "with the mandate");
        assert_eq!(done["memberships"][1]["endGround"], "renewal");
        let again = json!({ "membership": done["memberships"][0]["id"], "start": "2029-01-01" });
        let answer = world.payload(&agency, RENEW_TERM, again).await;
        assert_eq!(refused(&answer), one("AGAINST_MANDATE", "membership", "term"));
        let stranger = world.other_agency().await;
        let answer = world.payload(&stranger, RENEW_TERM, json!({ "membership": held[1] })).await;
        assert_eq!(refused(&answer), one("FORBIDDEN", "-", "appointment"));
    }

    /// A set is appointed as a whole or not at all, and a dry run appoints nobody.
    async fn a_set_is_all_or_nothing(world) {
        let (agency, people) = world.agency_with_people().await;
        let founding = world.ask("{ council(slug: \"arkivradet\") { seats { id } } }", json!({})).await;
        world.found().await;
        let elsewhere = world.ask("{ council(slug: \"strategiradet\") { seats { id } } }", json!({})).await;
        let before = world.seq().await;
        let nobody = json!(GlobalId::Person(PersonId(uuid::Uuid::from_u128(7))).encode());
        let input = |last: Value, dry_run: bool| json!({
            "council": "arkivradet", "start": "2026-03-12", "dryRun": dry_run,
            "appointments": [{ "group": "experts", "person": people[0] }, { "group": "experts", "person": people[1] }, last],
        });
        let answer = world.payload(&agency, APPOINT_SET, input(json!({ "group": "users", "person": nobody }), false)).await;
        assert_eq!(refused(&answer), one("NOT_FOUND", "appointments[2].person", "-"));
        let other = json!({ "seat": elsewhere["council"]["seats"][0]["id"], "person": people[2] });
        let answer = world.payload(&agency, APPOINT_SET, input(other, false)).await;
        assert_eq!(refused(&answer), one("NOT_FOUND", "appointments[2].seat", "-"));
        let taken = json!({ "group": "experts", "person": people[2], "alternateRank": 3 });
        let answer = world.payload(&agency, APPOINT_SET, input(taken, false)).await;
        assert_eq!(refused(&answer), one("AGAINST_MANDATE", "appointments[2].alternateRank", "deputies"));
        let fine = json!({ "group": "users", "person": people[2] });
        let dry = world.done(&agency, APPOINT_SET, input(fine.clone(), true)).await;
        assert_eq!(dry["memberships"].as_array().unwrap().len(), 3);
        assert_eq!(world.seq().await, before);
        world.done(&agency, APPOINT_SET, input(fine, false)).await;
        assert_eq!(world.seq().await, before + 1, "one act, one entry of the audit log");
        assert_eq!(founding["council"]["seats"].as_array().unwrap().len(), 4);
        let desk = "{ secretariat(council: \"arkivradet\") { auditLog(first: 1) { nodes { act } } } }";
        let log = world.send_well(&agency, desk, json!({})).await;
        assert_eq!(log["secretariat"]["auditLog"]["nodes"], json!([{ "act": "appointSet" }]));
    }

    /// Two sets at once for the same seats: one is appointed, the other not at all.
    async fn of_two_sets_at_once_one_wins(world) {
        let (agency, people) = world.agency_with_people().await;
        let seats = world.seats("experts").await;
        let set = |first: usize| {
            let appointments: Vec<Value> =
                seats.iter().enumerate().map(|(at, seat)| json!({ "seat": seat, "person": people[(first + at) % 4] })).collect();
            json!({ "council": "arkivradet", "start": "2026-03-12", "appointments": appointments })
        };
        let answers = join_all((0..4).map(|first| world.payload(&agency, APPOINT_SET, set(first)))).await;
        let won = answers.iter().filter(|answer| answer["userErrors"] == json!([])).count();
        assert_eq!(won, 1, "{answers:?}");
        assert_eq!(world.council("arkivradet").await.memberships.len(), 3);
    }

    /// A wrong entry is corrected or withdrawn; no correction makes two holders of one seat.
    async fn what_is_wrong_is_corrected_and_stays_in_the_log(world) {
        let (agency, people) = world.agency_with_people().await;
        let held = world.experts(&agency, &people).await;
        let correct = |input: Value| {
            let mut all = json!({ "membership": held[0], "reason": "Feil dato i vedtaket." });
            all.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
            all
        };
        let done = world.done(&agency, CORRECT_MEMBERSHIP, correct(json!({ "start": "2026-03-05", "expectedEnd": null }))).await;
        assert_eq!(done["memberships"][0]["start"], "2026-03-05");
        assert_ne!(done["memberships"][0]["expectedEnd"], Value::Null);
        let done = world.done(&agency, CORRECT_MEMBERSHIP, correct(json!({ "clear": ["EXPECTED_END"] }))).await;
        assert_eq!(done["memberships"][0]["expectedEnd"], Value::Null);
        world.done(&agency, CORRECT_MEMBERSHIP, correct(json!({ "person": people[3] }))).await;
        assert_eq!(roster(&world, "2026-03-12").await[2], "Dina Depot MEMBER");
        let answer = world.payload(&agency, CORRECT_MEMBERSHIP, correct(json!({ "start": "2026-01-01" }))).await;
        assert_eq!(refused(&answer), one("CONFLICT", "start", "-"));
        world.done(&agency, CORRECT_MEMBERSHIP, correct(json!({ "withdraw": true }))).await;
        assert_eq!(roster(&world, "2026-03-12").await, ["Bo Bevarer MEMBER", "Cato Kartotek MEMBER"]);
        let desk = "{ secretariat(council: \"arkivradet\") { auditLog(first: 1) { nodes { act summary(lang: EN) } } } }";
        let log = world.send_well(&agency, desk, json!({})).await.to_string();
        assert!(log.contains("correctMembership") && log.contains("Feil dato i vedtaket."), "{log}");
        let stranger = world.other_agency().await;
        let answer = world.payload(&stranger, CORRECT_MEMBERSHIP, correct(json!({ "start": "2026-03-02" }))).await;
        assert_eq!(refused(&answer)[0].0, "FORBIDDEN");
    }

    /// A variable that is declared and not supplied says nothing: an end, a planned end and an organisation stay.
    async fn what_is_not_supplied_is_not_corrected(world) {
        let (agency, people) = world.agency_with_people().await;
        world.other_agency().await;
        let held = world.experts(&agency, &people).await.remove(0);
        let all = json!({ "membership": held, "reason": "Feil.", "end": "2026-03-10", "onBehalfOf": "havtilsynet" });
        world.done(&agency, CORRECT_MEMBERSHIP, all).await;
        let stored = async || {
            let council = world.council("arkivradet").await;
            let it = council.memberships.iter().find(|one| one.ended.is_some()).cloned().unwrap();
            (it.expected_end.is_some(), it.ended, it.on_behalf_of.is_some(), it.role, it.person)
        };
        let before = stored().await;
        assert!(before.0 && before.2, "{before:?}");
        let of = [("expectedEnd", "Date"), ("end", "Date"), ("onBehalfOf", "Slug"), ("role", "Role"), ("person", "ID")];
        for (at, (field, kind)) in of.into_iter().enumerate() {
            let document = format!(
                "mutation($it: ID!, $start: Date, $one: {kind}) {{ correctMembership(input: {{ membership: $it, \
                 reason: \"Feil.\", start: $start, {field}: $one }}) {{ userErrors {{ code field }} }} }}"
            );
            let start = format!("2026-03-0{}", at + 2);
            let told = world.send_well(&agency, &document, json!({ "it": held, "start": start })).await;
            assert_eq!(told["correctMembership"]["userErrors"], json!([]), "{field}");
            assert_eq!(stored().await, before, "{field}");
            let told = world.send_well(&agency, &document, json!({ "it": held })).await;
            let error = &told["correctMembership"]["userErrors"][0];
            assert_eq!((&error["code"], &error["field"]), (&json!("BAD_USER_INPUT"), &json!("membership")), "{field}");
        }
    }

    /// What was before the mandate is entered with the people, and told as of then.
    async fn history_is_entered_and_told_back(world) {
        let (agency, _) = world.agency_with_people().await;
        let entry = |name: &str, start: &str, end: &str, role: &str| json!({
            "group": "experts", "personName": name, "start": start, "end": end, "role": role,
            "source": "Rådets årsmelding.",
        });
        let entries = json!([
            entry("Eva Eldre", "2022-01-01", "2024-01-01", "CHAIR"),
            entry("Finn Første", "2019-01-01", "2022-01-01", "MEMBER"),
        ]);
        let input = json!({ "council": "arkivradet", "entries": entries });
        let done = world.done(&agency, RECORD_HISTORY, input.clone()).await;
        let told: Vec<_> = done["memberships"].as_array().unwrap().iter().map(|one| &one["person"]["name"]).collect();
        assert_eq!(told, ["Eva Eldre", "Finn Første"]);
        assert_eq!(done["memberships"][0]["appointment"], json!({ "source": "Rådets årsmelding.", "recordedAfterwards": true }));
        assert_eq!(done["warnings"][0]["code"], "AGAINST_MANDATE");
        // The seats of then are none of now.
        let vacant = world.ask("{ council(slug: \"arkivradet\") { vacantSeatCount } }", json!({})).await;
        assert_eq!(vacant["council"]["vacantSeatCount"], 4);
        let value = world.council("arkivradet").await;
        let on = |day: &str| {
            let day = day.parse().unwrap();
            value.memberships.iter().filter(|held| held.in_force_on(day)).count()
        };
        assert_eq!((on("2018-12-31"), on("2021-06-01"), on("2023-12-31"), on("2024-01-01")), (0, 1, 1, 0));
        let stranger = world.other_agency().await;
        assert_eq!(refused(&world.payload(&stranger, RECORD_HISTORY, input).await), one("FORBIDDEN", "-", "-"));
    }

    /// Nominations are the secretariat's to read, and nobody else learns that there was one.
    async fn nominations_stay_private(world) {
        let (agency, _) = world.agency_with_people().await;
        let page = "{ council(slug: \"arkivradet\") { revision } register { revision } }";
        let before = world.ask(page, json!({})).await;
        let input = json!({ "council": "arkivradet", "group": "experts", "personName": "Gro Gransket", "note": "Svært kvalifisert." });
        let done = world.done(&agency, NOMINATE, input).await;
        assert_eq!(done["nomination"]["personName"], "Gro Gransket");
        assert_eq!(world.ask(page, json!({})).await, before);
        let desk = "{ secretariat(council: \"arkivradet\") { nominations { personName note by { slug } } } }";
        let told = world.send_well(&agency, desk, json!({})).await;
        let told = &told["secretariat"]["nominations"];
        assert_eq!((&told[0]["personName"], &told[0]["note"]), (&json!("Gro Gransket"), &json!("Svært kvalifisert.")));
        let stranger = world.other_agency().await;
        let answer = world.payload(&stranger, NOMINATE, json!({ "council": "arkivradet", "group": "experts", "personName": "Gro Gransket" })).await;
        assert_eq!(refused(&answer)[0].0, "FORBIDDEN");
        let answer = world.send(&stranger, desk, json!({}), None).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }
}
