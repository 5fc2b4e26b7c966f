//! What checks look at beside the roster, entered and read through the server: who may, who sees it, and that every
//! council that knows a person learns what gets known of them.

use async_graphql::ID;
use mandat::{
    access::caller::Caller,
    acts::invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    graphql::global_id::GlobalId,
};
use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};

use crate::{
    agency::council,
    documents::{
        APPOINT, ASSERT_COMPLETE, DECLARE_FACT, END_COMPLETENESS, END_EXEMPTION, END_FACT, GRANT_EXEMPTION, RECORD,
        RECORD_MEETING, REGISTER_COUNCIL, WITHDRAW_FACT, WITHDRAW_RECORD,
    },
    on_both,
    persona::Persona,
    world::World,
};

/// A word that stands nowhere but in a fact.
const CANARY: &str = "kanari-4711";

const DESK: &str = "query($council: String!, $person: ID) { secretariat(council: $council) {
    facts(person: $person) { person { id name } attribute declaredAs value from until source public } } }";

const MINE: &str = "{ viewer { facts { id attribute value } } }";

const RECORDS: &str = "query($first: Int, $after: String, $what: Code, $kind: RecordKind, $clause: Key, $asOf: Date) {
    council(slug: \"arkivradet\", asOf: $asOf) { records(first: $first, after: $after, what: $what, kind: $kind, clause: $clause) {
        totalCount nodes { what on } pageInfo { hasNextPage endCursor } } } }";

/// Who is there: two councils of one agency, the second with a clause that bids another agency review it.
struct Scene {
    agency: Persona,
    other: Persona,
    /// Sits in both councils.
    member: Persona,
    /// Sits in the first council only.
    colleague: Persona,
    /// Runs a council that knows none of them.
    elsewhere: Persona,
    person: Value,
    seats: Vec<Value>,
    memberships: Vec<Value>,
    /// Those who may not, with the code that they are told.
    strangers: Vec<(&'static str, Persona)>,
}

impl Scene {
    async fn of(world: &World) -> Self {
        world.found().await;
        let agency = world.agency_with_council().await;
        let other = world.other_agency().await;
        let mut second = council("kartradet");
        second["clauses"].as_array_mut().unwrap().push(json!({
            "key": "review", "modality": "SHALL",
            "exceptions": [{ "grantedBy": [{ "organisation": { "slug": "havtilsynet" } }], "atMostFor": "P1Y" }],
            "provision": { "duty": { "activity": {
                "actor": { "organisation": { "slug": "havtilsynet" } }, "verb": "review", "subjects": ["composition"] } } },
        }));
        world.done(&agency, REGISTER_COUNCIL, second).await;
        let person = world.person(&agency, "Kari Nordmann").await;
        let colleague = world.person(&agency, "Ola Nordmann").await;
        let seats = world.seats("experts").await;
        let memberships = vec![
            world.appointed(&agency, &seats[0], &person).await,
            world.appointed(&agency, &seats[1], &colleague).await,
        ];
        let input = json!({ "council": "kartradet", "group": "experts", "person": person, "start": "2026-03-01" });
        world.done(&agency, APPOINT, input).await;
        let colleague = linked(world, "ola", &colleague).await;
        let elsewhere = world.secretariat("helseomsorg21-radet").await;
        let strangers = vec![
            ("UNAUTHENTICATED", Persona::anonymous()),
            ("FORBIDDEN", world.nobody()),
            ("FORBIDDEN", elsewhere.clone()),
            ("FORBIDDEN", colleague.clone()),
            ("FORBIDDEN", world.appointer("ks").await),
        ];
        Self {
            member: linked(world, "kari", &person).await,
            colleague,
            elsewhere,
            strangers,
            agency,
            other,
            person,
            seats,
            memberships,
        }
    }
}

/// The account of a person who sits in the first council.
async fn linked(world: &World, name: &str, person: &Value) -> Persona {
    let Some(GlobalId::Person(person)) = GlobalId::decode(person.as_str().unwrap()) else { panic!("{person}") };
    let code_hash = format!("{:0>64}", name.len());
    let council = world.council_id("arkivradet").await;
    world.act(&Caller::console(), InviteHolder { council, person, code_hash: code_hash.clone() }).await;
    let persona = world.account(name, None);
    let caller = world.caller(&persona).await;
    world.act(&caller, ClaimInvitation { code_hash }).await;
    persona
}

/// Asserts that each of them is refused as said, and that nothing was written.
async fn assert_refused(world: &World, personas: &[(&str, Persona)], document: &str, input: &Value) {
    let before = world.seq().await;
    for (code, persona) in personas {
        let payload = world.payload(persona, document, input.clone()).await;
        assert_eq!(payload["userErrors"][0]["code"], *code, "{payload}");
        assert_eq!(world.seq().await, before);
    }
}

fn flyway(scene: &Scene) -> Value {
    json!({ "council": "arkivradet", "person": scene.person, "attribute": "flyway", "value": CANARY, "source": "Skjema." })
}

async fn facts_on_desk(world: &World, persona: &Persona, council: &str, person: &Value) -> Vec<Value> {
    let data = world.send_well(persona, DESK, json!({ "council": council, "person": person })).await;
    data["secretariat"]["facts"].as_array().unwrap().clone()
}

on_both! {
    async fn a_fact_is_declared_by_those_who_may_and_seen_by_them_alone(world) {
        let scene = Scene::of(&world).await;
        let mut strangers = scene.strangers.clone();
        strangers.push(("FORBIDDEN", world.operator().await));
        strangers.push(("FORBIDDEN", scene.other.clone()));
        assert_refused(&world, &strangers, DECLARE_FACT, &flyway(&scene)).await;
        let told = world.done(&scene.agency, DECLARE_FACT, flyway(&scene)).await["fact"].clone();
        assert_eq!(told["value"], CANARY);
        assert_eq!((&told["declaredAs"], &told["from"], &told["public"]), (&json!("VALUE"), &Value::Null, &json!(false)));
        // The person says something, too, and sees everything that is known.
        let own = json!({ "council": "kartradet", "person": scene.person, "attribute": "gender", "undeclared": true,
            "source": "Egen opplysning." });
        world.done(&scene.member, DECLARE_FACT, own).await;
        let mine = world.send_well(&scene.member, MINE, json!({})).await;
        let mine = mine["viewer"]["facts"].as_array().unwrap();
        assert_eq!(mine.iter().map(|fact| &fact["attribute"]).collect::<Vec<_>>(), ["flyway", "gender"]);
        for desk in ["arkivradet", "kartradet"] {
            assert_eq!(facts_on_desk(&world, &scene.agency, desk, &scene.person).await.len(), 2);
            assert_eq!(facts_on_desk(&world, &scene.agency, desk, &Value::Null).await.len(), 2);
        }
        // Nobody else: not by their own facts, not at their own desk, not at the desk, not by the id.
        for persona in [&scene.colleague, &scene.other, &scene.elsewhere] {
            assert_eq!(world.send_well(persona, MINE, json!({})).await["viewer"]["facts"], json!([]));
        }
        assert!(facts_on_desk(&world, &scene.elsewhere, "helseomsorg21-radet", &scene.person).await.is_empty());
        for (_, persona) in &strangers {
            let answer = world.send(persona, DESK, json!({ "council": "arkivradet" }), None).await;
            assert_eq!(answer["data"]["secretariat"], Value::Null, "{answer}");
            let node = "query($id: ID!) { node(id: $id) { id } }";
            assert_eq!(world.send_well(persona, node, json!({ "id": told["id"] })).await["node"], Value::Null);
        }
        // A fact ends, for those who could declare it.
        let end = json!({ "council": "arkivradet", "fact": told["id"], "on": "2026-03-10" });
        assert_refused(&world, &strangers, END_FACT, &end).await;
        assert_eq!(world.done(&scene.member, END_FACT, end).await["fact"]["until"], "2026-03-10");
    }

    async fn what_was_declared_is_in_no_log(world) {
        let scene = Scene::of(&world).await;
        let told = world.done(&scene.agency, DECLARE_FACT, flyway(&scene)).await["fact"].clone();
        let mut keyed = flyway(&scene);
        keyed["value"] = json!("kanari-4711-b");
        keyed["idempotencyKey"] = json!("once");
        let first = world.done(&scene.agency, DECLARE_FACT, keyed.clone()).await;
        assert_eq!(world.done(&scene.agency, DECLARE_FACT, keyed).await["fact"], first["fact"]);
        let end = json!({ "council": "arkivradet", "fact": told["id"], "on": "2026-03-10" });
        world.done(&scene.agency, END_FACT, end).await;
        let database = Database::connect(world.config.database_url.expose()).await.unwrap();
        for query in [
            "SELECT CAST(changes AS text) || CAST(summary AS text) AS said FROM audit_entry",
            "SELECT CAST(answer AS text) AS said FROM idempotency",
        ] {
            let rows = database
                .query_all_raw(Statement::from_string(database.get_database_backend(), query))
                .await
                .unwrap();
            let said: Vec<String> = rows.iter().map(|row| row.try_get("", "said").unwrap()).collect();
            assert!(!said.is_empty() && said.iter().all(|said| !said.contains("kanari")), "{query}");
        }
        database.close().await.unwrap();
    }

    /// Another store on the same database, which keeps both councils, sees at once what was declared in one of them.
    async fn every_council_that_knows_a_person_learns_what_gets_known(world) {
        let scene = Scene::of(&world).await;
        let two = world.second_node().await;
        let kept = two.council("kartradet").await;
        let untouched = two.council("helseomsorg21-radet").await.revision;
        assert!(kept.facts.is_empty());
        let told = world.done(&scene.agency, DECLARE_FACT, flyway(&scene)).await["fact"].clone();
        let renewed = two.council("kartradet").await;
        assert_eq!((renewed.revision, renewed.facts.len()), (kept.revision + 1, 1));
        assert!(renewed.facts[0].period.end.is_none());
        let end = json!({ "council": "arkivradet", "fact": told["id"], "on": "2026-03-10" });
        two.done(&scene.agency, END_FACT, end).await;
        let ended = world.council("kartradet").await;
        assert_eq!(ended.revision, renewed.revision + 1);
        assert_eq!(ended.facts[0].period.end.unwrap().to_string(), "2026-03-10");
        // The council that entered the person is told too, where the other one writes.
        let before = two.council("arkivradet").await.revision;
        let other = json!({ "council": "kartradet", "person": scene.person, "attribute": "field", "value": "law",
            "source": "Skjema." });
        world.done(&scene.agency, DECLARE_FACT, other).await;
        assert_eq!(two.council("arkivradet").await.revision, before + 1);
        assert_eq!(two.council("helseomsorg21-radet").await.revision, untouched);
        crate::events::assert_numbered(&world).await;
    }

    async fn what_was_entered_wrongly_is_withdrawn(world) {
        let scene = Scene::of(&world).await;
        let fact = world.done(&scene.agency, DECLARE_FACT, flyway(&scene)).await["fact"]["id"].clone();
        let withdraw = json!({ "council": "arkivradet", "fact": fact, "reason": "Feil person." });
        assert_refused(&world, &scene.strangers, WITHDRAW_FACT, &withdraw).await;
        world.done(&scene.member, WITHDRAW_FACT, withdraw).await;
        assert!(facts_on_desk(&world, &scene.agency, "arkivradet", &scene.person).await.is_empty());
        let advice = json!({ "council": "arkivradet", "kind": "ITEM", "what": "advice", "on": "2026-02-20" });
        let advice = world.done(&scene.agency, RECORD, advice).await["record"]["id"].clone();
        let about = json!({ "council": "arkivradet", "kind": "ACTIVITY", "what": "publish", "on": "2026-03-01",
            "about": advice, "towards": [{ "organisation": { "slug": "ks" } }] });
        let about = world.done(&scene.agency, RECORD, about).await["record"]["id"].clone();
        let withdraw = |record: &Value| json!({ "council": "arkivradet", "record": record, "reason": "Et annet råd." });
        assert_refused(&world, &scene.strangers, WITHDRAW_RECORD, &withdraw(&advice)).await;
        let refused = world.payload(&scene.agency, WITHDRAW_RECORD, withdraw(&advice)).await["userErrors"][0].clone();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("CONFLICT"), &json!("record")));
        for record in [&about, &advice] {
            world.done(&scene.agency, WITHDRAW_RECORD, withdraw(record)).await;
        }
        let node = "query($id: ID!) { node(id: $id) { id } secretariat(council: \"arkivradet\") {
            auditLog(first: 4) { nodes { act } } } }";
        let seen = world.send_well(&scene.agency, node, json!({ "id": about })).await;
        assert_eq!(seen["node"], Value::Null);
        let acts = json!(["withdrawRecord", "withdrawRecord", "record", "record"].map(|act| json!({ "act": act })));
        assert_eq!(seen["secretariat"]["auditLog"]["nodes"], acts);
    }

    async fn what_was_done_is_recorded_and_read_newest_first(world) {
        let scene = Scene::of(&world).await;
        let evaluation = json!({ "council": "arkivradet", "kind": "ACTIVITY", "what": "evaluate", "on": "2026-02-10" });
        assert_refused(&world, &scene.strangers, RECORD, &evaluation).await;
        let before = world.council("arkivradet").await.revision;
        let mut first = evaluation.clone();
        first["expectedRevision"] = json!(before);
        first["idempotencyKey"] = json!("evaluated");
        let told = world.done(&scene.agency, RECORD, first.clone()).await["record"].clone();
        assert_eq!((&told["by"]["slug"], &told["on"]), (&json!("arkivradet"), &json!("2026-02-10")));
        // The same request again is the same record, and another one meets another revision.
        assert_eq!(world.done(&scene.agency, RECORD, first.clone()).await["record"]["id"], told["id"]);
        first["idempotencyKey"] = json!("again");
        assert_eq!(world.payload(&scene.agency, RECORD, first).await["userErrors"][0]["code"], "VERSION_CONFLICT");
        let advice = json!({ "council": "arkivradet", "kind": "ITEM", "what": "advice", "on": "2026-02-20",
            "title": { "nb": "Råd om bevaring" } });
        let advice = world.done(&scene.agency, RECORD, advice).await["record"]["id"].clone();
        let published = json!({ "council": "arkivradet", "kind": "ACTIVITY", "what": "publish", "on": "2026-03-01",
            "about": advice, "byMembership": scene.memberships[0], "clause": "meetings",
            "towards": [{ "organisation": { "slug": "ks" } }, { "council": { "slug": "strategiradet" } }] });
        let published = world.done(&scene.agency, RECORD, published).await["record"].clone();
        assert_eq!(published["about"]["id"], advice);
        assert_eq!(published["towards"], json!([{ "slug": "ks" }, { "slug": "strategiradet" }]));
        let event = json!({ "council": "arkivradet", "kind": "EVENT", "what": "governance-change", "on": "2026-02-20" });
        assert_eq!(world.done(&scene.agency, RECORD, event).await["record"]["by"], Value::Null);
        // A record of another council is none.
        let elsewhere = json!({ "council": "kartradet", "kind": "ACTIVITY", "what": "publish", "on": "2026-03-01",
            "about": advice });
        let refused = world.payload(&scene.agency, RECORD, elsewhere).await["userErrors"][0].clone();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("NOT_FOUND"), &json!("about")));
        read_records(&world).await;
    }

    async fn an_organisation_records_its_own_duty_and_grants_what_the_clause_lets_it(world) {
        let scene = Scene::of(&world).await;
        let review = json!({ "council": "kartradet", "kind": "ACTIVITY", "what": "review", "clause": "review",
            "subjects": ["composition"], "on": "2026-03-01" });
        assert_refused(&world, &scene.strangers, RECORD, &review).await;
        assert_eq!(world.done(&scene.other, RECORD, review.clone()).await["record"]["by"]["slug"], "havtilsynet");
        let mut unbidden = review;
        unbidden["council"] = json!("arkivradet");
        assert_eq!(world.payload(&scene.other, RECORD, unbidden).await["userErrors"][0]["code"], "FORBIDDEN");

        let grant = json!({ "council": "kartradet", "clause": "review", "decidedOn": "2026-03-01",
            "reason": "Ny leder er ikke på plass.", "until": "2026-09-01" });
        assert_refused(&world, &scene.strangers, GRANT_EXEMPTION, &grant).await;
        let mut late = grant.clone();
        late["until"] = json!("2027-03-02");
        let refused = world.payload(&scene.other, GRANT_EXEMPTION, late).await["userErrors"][0].clone();
        assert_eq!(
            (&refused["code"], &refused["field"], &refused["clause"]),
            (&json!("AGAINST_MANDATE"), &json!("until"), &json!("review"))
        );
        let exemption = world.done(&scene.other, GRANT_EXEMPTION, grant).await["exemption"].clone();
        assert_eq!((&exemption["grantedBy"]["slug"], &exemption["from"]), (&json!("havtilsynet"), &json!("2026-03-01")));
        let page = "query($on: Date) { council(slug: \"kartradet\", asOf: $on) { exemptions { id reason until } } }";
        let on = async |day: &str| world.ask(page, json!({ "on": day })).await["council"]["exemptions"].clone();
        assert_eq!(on("2026-02-28").await, json!([]));
        assert_eq!(on("2026-08-31").await[0]["id"], exemption["id"]);
        let end = json!({ "exemption": exemption["id"], "on": "2026-04-01" });
        assert_refused(&world, &scene.strangers, END_EXEMPTION, &end).await;
        assert_eq!(world.done(&scene.agency, END_EXEMPTION, end).await["exemption"]["until"], "2026-04-01");
        assert_eq!(on("2026-04-01").await, json!([]));
        // A clause that knows no exceptions: the owner may, and is told.
        let plain = json!({ "council": "kartradet", "clause": "appointment", "decidedOn": "2026-03-01", "reason": "Hast.",
            "grantedBy": { "organisation": { "slug": "arkivtilsynet" } } });
        assert_eq!(world.payload(&scene.other, GRANT_EXEMPTION, plain.clone()).await["userErrors"][0]["code"], "FORBIDDEN");
        assert_eq!(world.done(&scene.agency, GRANT_EXEMPTION, plain).await["warnings"][0]["clause"], "appointment");
    }

    async fn a_meeting_that_was_held_is_told_in_the_rooms_alone(world) {
        let scene = Scene::of(&world).await;
        let meeting = json!({
            "council": "arkivradet", "title": { "nb": "Første møte" }, "place": { "nb": "Oslo" },
            "startsAt": "2026-03-10T23:30:00Z", "endsAt": "2026-03-11T00:30:00Z",
            "calledOn": "2026-03-01", "papersOn": "2026-03-04", "open": false, "attendanceComplete": true,
            "attendance": [
                { "seat": scene.seats[0], "presence": "HOLDER" },
                { "seat": scene.seats[1], "presence": "SUBSTITUTE", "agreed": true },
            ],
            "decisions": [{ "inFavour": 1, "against": 0, "abstained": 1, "carried": true }],
        });
        assert_refused(&world, &scene.strangers, RECORD_MEETING, &meeting).await;
        let held = world.done(&scene.agency, RECORD_MEETING, meeting.clone()).await["meeting"].clone();
        assert_eq!(held["status"], "HELD");
        let two = world.second_node().await;
        assert_eq!(two.council("arkivradet").await.meetings[0].day.to_string(), "2026-03-11");
        let fields = "meetings { nodes { id calledOn papersOn secondCall open attendanceComplete
            attendance { seat { id } presence membership { id } agreed } decisions { kind inFavour against abstained carried } } }";
        for (persona, room) in [(&scene.agency, "secretariat"), (&scene.member, "member")] {
            let document = format!("{{ {room}(council: \"arkivradet\") {{ {fields} }} }}");
            let told = two.send_well(persona, &document, json!({})).await[room]["meetings"]["nodes"][0].clone();
            assert_eq!(told, json!({
                "id": held["id"], "calledOn": "2026-03-01", "papersOn": "2026-03-04", "secondCall": false, "open": false,
                "attendanceComplete": true,
                "attendance": [
                    { "seat": { "id": scene.seats[0] }, "presence": "HOLDER",
                      "membership": { "id": scene.memberships[0] }, "agreed": null },
                    { "seat": { "id": scene.seats[1] }, "presence": "SUBSTITUTE", "membership": null, "agreed": true },
                ],
                "decisions": [{ "kind": null, "inFavour": 1, "against": 0, "abstained": 1, "carried": true }],
            }));
        }
        // Everybody sees that it was, and nobody through the public door who was there.
        let public = "query($id: ID!) { node(id: $id) { ... on Meeting { status } } }";
        assert_eq!(world.ask(public, json!({ "id": held["id"] })).await["node"]["status"], "HELD");
        let (code, _) = world.refusal("{ council(slug: \"arkivradet\") { nextMeeting { attendance { presence } } } }").await;
        assert_eq!(code, "GRAPHQL_VALIDATION_FAILED");
        // A seat of another council is none of this one.
        let mut foreign = meeting;
        let council = world.council("kartradet").await;
        let seat: ID = GlobalId::Seat(council.head.id, council.seats[0].id).encode();
        foreign["startsAt"] = json!("2026-03-05T09:00:00Z");
        foreign["endsAt"] = Value::Null;
        foreign["attendance"][1]["seat"] = json!(seat.as_str());
        let refused = world.payload(&scene.agency, RECORD_MEETING, foreign).await["userErrors"][0].clone();
        assert_eq!((&refused["code"], &refused["field"]), (&json!("NOT_FOUND"), &json!("attendance[1].seat")));
    }

    async fn a_mark_of_completeness_stands_for_a_period_and_ends(world) {
        let scene = Scene::of(&world).await;
        let marks = "{ council(slug: \"arkivradet\") { completeness { subject from until } } }";
        let past = json!({ "council": "arkivradet", "subject": "meetings", "since": "2024-01-01", "until": "2025-01-01" });
        assert_refused(&world, &scene.strangers, ASSERT_COMPLETE, &past).await;
        world.done(&scene.agency, ASSERT_COMPLETE, past).await;
        let open = json!({ "council": "arkivradet", "subject": "facts", "since": "2026-01-01" });
        world.done(&scene.agency, ASSERT_COMPLETE, open).await;
        let end = json!({ "council": "arkivradet", "subject": "facts", "on": "2026-03-01" });
        assert_refused(&world, &scene.strangers, END_COMPLETENESS, &end).await;
        world.done(&scene.agency, END_COMPLETENESS, end).await;
        assert_eq!(world.ask(marks, json!({})).await["council"]["completeness"], json!([
            { "subject": "meetings", "from": "2024-01-01", "until": "2025-01-01" },
            { "subject": "facts", "from": "2026-01-01", "until": "2026-03-01" },
        ]));
    }
}

/// Reads the records of the first council: page by page, filtered, and as of a day.
async fn read_records(world: &World) {
    let read = async |variables: Value| world.ask(RECORDS, variables).await["council"]["records"].clone();
    let whats = |page: &Value| -> Vec<String> {
        page["nodes"].as_array().unwrap().iter().map(|node| node["what"].as_str().unwrap().to_owned()).collect()
    };
    let all = read(json!({})).await;
    // Of one day, what was recorded later comes first.
    assert_eq!(whats(&all), ["publish", "governance-change", "advice", "evaluate"]);
    let first = read(json!({ "first": 3 })).await;
    assert_eq!((whats(&first).len(), &first["totalCount"]), (3, &json!(4)));
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    let rest = read(json!({ "first": 3, "after": first["pageInfo"]["endCursor"] })).await;
    assert_eq!((whats(&rest), &rest["pageInfo"]["hasNextPage"]), (vec!["evaluate".to_owned()], &json!(false)));
    assert_eq!(whats(&read(json!({ "what": "evaluate" })).await), ["evaluate"]);
    assert_eq!(whats(&read(json!({ "kind": "ITEM" })).await), ["advice"]);
    assert_eq!(whats(&read(json!({ "clause": "meetings" })).await), ["publish"]);
    assert_eq!(whats(&read(json!({ "asOf": "2026-02-19" })).await), ["evaluate"]);
}
