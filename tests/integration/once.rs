//! Changes that are made once, however often they are sent: under a key in the head of the request, or in an input.

use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    agency::{NUMBER, council},
    documents::{
        CLAIM_INVITATION, CREATE_PERSON, INVITE_HOLDER, INVITE_STAFF, REGISTER_COUNCIL, RENAME_COUNCIL,
        REVOKE_AUTHORITY,
    },
    on_both,
    persona::Persona,
    world::World,
};

const TWO: &str = "mutation($a: CreateOrganisationInput!, $b: CreateOrganisationInput!) {
    one: createOrganisation(input: $a) { organisation { id slug } userErrors { code field } }
    two: createOrganisation(input: $b) { organisation { id slug } userErrors { code field } } }";

const HALF: &str = "mutation($a: CreateOrganisationInput!, $b: CreatePersonInput!) {
    one: createOrganisation(input: $a) { organisation { id slug } userErrors { code } }
    two: createPerson(input: $b) { person { id name } userErrors { code } } }";

const MAKE: &str = "mutation($input: MakeCalendarFeedInput!) {
    makeCalendarFeed(input: $input) { path userErrors { code field } } }";

fn two(slugs: [&str; 2]) -> Value {
    let input = |slug: &str| json!({ "slug": slug, "name": { "nb": slug } });
    json!({ "query": TWO, "variables": { "a": input(slugs[0]), "b": input(slugs[1]) } })
}

fn one(document: &str, input: Value) -> Value {
    json!({ "query": document, "variables": { "input": input } })
}

/// The data of the answer to this request under a key in its head.
async fn under(world: &World, persona: &Persona, key: &str, body: &Value) -> Value {
    let mut answer = world.send_body(persona, body, &[("idempotency-key", key)]).await;
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].take()
}

/// What was wrong, in all fields of an answer.
fn wrong(data: &Value) -> Vec<&Value> {
    data.as_object().unwrap().values().flat_map(|payload| payload["userErrors"].as_array().unwrap()).collect()
}

/// Every field was refused since the key stands for another request.
fn assert_reused(data: &Value) {
    let wrong = wrong(data);
    assert_eq!(wrong.len(), data.as_object().unwrap().len(), "{data}");
    assert!(wrong.iter().all(|error| error["code"] == "IDEMPOTENCY_KEY_REUSED"), "{data}");
    let told =
        |payload: &Value| payload.as_object().unwrap().values().any(|value| value.is_object() || value.is_string());
    assert!(!data.as_object().unwrap().values().any(told), "{data}");
}

/// All that is kept of what was done under keys, as text.
async fn kept(world: &World) -> Vec<String> {
    let database = world.database().await;
    let query = "SELECT key || ' ' || body_hash || ' ' || CAST(answer AS text) AS said FROM idempotency";
    let statement = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(statement).await.unwrap();
    let said = rows.iter().map(|row| row.try_get("", "said").unwrap()).collect();
    database.close().await.unwrap();
    said
}

on_both! {
    /// Each change of a document is made once under the key, and so the same request has the same answer.
    async fn a_key_in_the_head_is_each_changes_own(world) {
        world.found().await;
        let operator = world.operator().await;
        let first = under(&world, &operator, "\"once\"", &two(["prove-a", "prove-b"])).await;
        assert_eq!(wrong(&first), Vec::<&Value>::new());
        let seq = world.seq().await;
        let again = under(&world, &operator, "once", &two(["prove-a", "prove-b"])).await;
        assert_eq!((again, world.seq().await), (first, seq), "the same answer, and nothing happened");
        let new = under(&world, &operator, "twice", &two(["prove-d", "prove-e"])).await;
        assert_eq!(new["two"]["organisation"]["slug"], "prove-e");
        // The key is the account's own.
        let agency = world.agency(NUMBER);
        let others = under(&world, &agency, "once", &two(["prove-f", "prove-g"])).await;
        assert!(wrong(&others).iter().all(|error| error["code"] != "IDEMPOTENCY_KEY_REUSED"), "{others}");
    }

    /// Nothing of another request is done under the same key, whatever is other about it.
    async fn a_key_in_the_head_stands_for_one_request(world) {
        world.found().await;
        let operator = world.operator().await;
        let body = two(["prove-a", "prove-b"]);
        let first = under(&world, &operator, "once", &body).await;
        let seq = world.seq().await;
        let mut renamed = two(["prove-c", "prove-d"]);
        renamed["query"] = json!(TWO.replace("one:", "uno:").replace("two:", "dos:"));
        let mut named = two(["prove-c", "prove-d"]);
        named["query"] = json!(TWO.replace("mutation(", "mutation Two("));
        named["operationName"] = json!("Two");
        let unread = "mutation { markPaperRead(input: { paper: \"none\" }) { paper { id } userErrors { code } } }";
        let offer = "mutation { offerPaper(input: { case: \"none\", title: { nb: \"Notat\" }, language: NB, visibility: PUBLIC,
            fileName: \"notat.pdf\", mediaType: \"application/pdf\", size: 1 }) { upload { url } userErrors { code } } }";
        let others = [
            two(["prove-a", "prove-c"]),
            renamed,
            named,
            one(CREATE_PERSON, json!({ "council": "strategiradet", "name": "Ada Arkivar" })),
            one(CREATE_PERSON, json!({ "council": "none", "name": "Ada Arkivar" })),
            one(CREATE_PERSON, json!({ "council": "strategiradet", "name": "Ada Arkivar", "idempotencyKey": "own" })),
            json!({ "query": unread }),
            json!({ "query": offer }),
        ];
        for other in &others {
            let refused = under(&world, &operator, "once", other).await;
            assert_reused(&refused);
            assert_eq!(world.seq().await, seq, "{other}");
        }
        let headed = under(&world, &operator, "once", &others[0]).await;
        assert_eq!(headed["one"]["userErrors"][0]["field"], Value::Null, "no field of the input is wrong");
        // It stands for the first one still, in whatever language it is asked for.
        let head = [("idempotency-key", "once"), ("accept-language", "nb")];
        assert_eq!(world.send_body(&operator, &body, &head).await["data"], first);
        // A key of an input is the act's alone.
        let person = json!({ "council": "strategiradet", "name": "Ada Arkivar", "idempotencyKey": "once" });
        world.done(&operator, CREATE_PERSON, person).await;
    }

    /// A request that did nothing leaves its key free, so that what was wrong with it can be mended.
    async fn what_did_nothing_leaves_its_key_free(world) {
        let agency = world.agency_with_council().await;
        let person = |name: &str, council: &str| one(CREATE_PERSON, json!({ "council": council, "name": name }));
        let refused = under(&world, &agency, "once", &person("Ada Arkivar", "none")).await;
        assert_eq!(wrong(&refused)[0]["code"], "NOT_FOUND");
        let mended = under(&world, &agency, "once", &person("Ada Arkivar", "arkivradet")).await;
        assert_eq!(wrong(&mended), Vec::<&Value>::new());
        assert_reused(&under(&world, &agency, "once", &person("Ada Arkivar", "none")).await);
    }

    /// What the first attempt did is not done again, and what it did not come to is done by the next.
    async fn a_request_that_was_broken_off_goes_on(world) {
        let agency = world.settled_agency().await;
        let operator = world.operator().await;
        let variables = json!({
            "a": { "slug": "prove-a", "name": { "nb": "Prøve" } },
            "b": { "council": "arkivradet", "name": "Ada Arkivar" },
        });
        let body = json!({ "query": HALF, "variables": variables });
        let first = under(&world, &operator, "once", &body).await;
        assert_eq!((&first["one"]["organisation"]["slug"], &first["two"]["person"]), (&json!("prove-a"), &Value::Null));
        world.done(&agency, REGISTER_COUNCIL, council("arkivradet")).await;
        let seq = world.seq().await;
        let second = under(&world, &operator, "once", &body).await;
        assert_eq!((&second["one"], &second["two"]["person"]["name"]), (&first["one"], &json!("Ada Arkivar")));
        assert_eq!(world.seq().await, seq + 1);
        let third = under(&world, &operator, "once", &body).await;
        assert_eq!((third, world.seq().await), (second, seq + 1));
    }

    /// Eight different requests at once under one key: one of them is done.
    async fn one_of_eight_gets_the_key(world) {
        world.found().await;
        let operator = world.operator().await;
        let seq = world.seq().await;
        let bodies: Vec<Value> =
            (0..8).map(|at| two([&format!("prove-{at}-a"), &format!("prove-{at}-b")])).collect();
        let answers = join_all(bodies.iter().map(|body| under(&world, &operator, "once", body))).await;
        let (done, refused): (Vec<&Value>, Vec<&Value>) = answers.iter().partition(|data| wrong(data).is_empty());
        assert_eq!((done.len(), refused.len(), world.seq().await), (1, 7, seq + 2));
        refused.into_iter().for_each(assert_reused);
    }

    /// What would not change anything any more is answered as it was when it did.
    async fn a_renaming_is_answered_under_the_old_name(world) {
        let agency = world.agency_with_council().await;
        let input = json!({ "council": "arkivradet", "slug": "bevaringsradet" });
        let first = under(&world, &agency, "once", &one(RENAME_COUNCIL, input.clone())).await;
        assert_eq!(first["renameCouncil"]["council"]["slug"], "bevaringsradet", "{first}");
        let seq = world.seq().await;
        let again = under(&world, &agency, "once", &one(RENAME_COUNCIL, input.clone())).await;
        assert_eq!((again, world.seq().await), (first, seq));
        let other = under(&world, &agency, "twice", &one(RENAME_COUNCIL, input)).await;
        assert_eq!(wrong(&other)[0]["code"], "BAD_USER_INPUT", "nothing would change");
    }

    /// Who laid down what let them see a draft is answered as before, and sees no more of it.
    async fn an_answer_is_found_where_the_council_is_not(world) {
        let agency = world.settled_agency().await;
        let mut draft = council("arkivradet");
        draft["visibility"] = json!("DRAFT");
        world.done(&agency, REGISTER_COUNCIL, draft).await;
        let staff = world.secretariat("arkivradet").await;
        let body = one(CREATE_PERSON, json!({ "council": "arkivradet", "name": "Ada Arkivar" }));
        let first = under(&world, &staff, "once", &body).await;
        let authority = world.send_well(&staff, "{ viewer { authorities { id } } }", json!({})).await;
        let authority = &authority["viewer"]["authorities"][0]["id"];
        world.done(&agency, REVOKE_AUTHORITY, json!({ "authority": authority })).await;
        assert_eq!(under(&world, &staff, "once", &body).await, first);
        let new = under(&world, &staff, "twice", &body).await;
        assert_eq!(wrong(&new)[0]["code"], "NOT_FOUND");
    }

    /// Who sends the same request again is told the same secret, and nobody finds it in the database.
    async fn a_secret_is_told_again_to_the_same_request(world) {
        let agency = world.agency_with_council().await;
        let seat = world.seats("experts").await.remove(0);
        let ada = world.person(&agency, "Ada Arkivar").await;
        world.appointed(&agency, &seat, &ada).await;
        let here = json!({ "council": "arkivradet" });
        let asked = [
            (INVITE_STAFF, here.clone()),
            (INVITE_HOLDER, json!({ "council": "arkivradet", "person": ada })),
            (MAKE, here),
        ];
        let mut secrets = Vec::new();
        for (at, (document, input)) in asked.into_iter().enumerate() {
            let body = one(document, input);
            let secret = |data: &Value| {
                assert_eq!(wrong(data), Vec::<&Value>::new(), "{data}");
                let payload = data.as_object().unwrap().values().next().unwrap();
                payload.get("code").or_else(|| payload.get("path")).unwrap().as_str().unwrap().to_owned()
            };
            let keyless = secret(&world.send_body(&agency, &body, &[]).await["data"]);
            let other = secret(&under(&world, &agency, &format!("other {at}"), &body).await);
            let key = format!("word-of-ones-own {at}");
            let first = secret(&under(&world, &agency, &key, &body).await);
            let seq = world.seq().await;
            assert_eq!(secret(&under(&world, &agency, &key, &body).await), first);
            assert_eq!(world.seq().await, seq, "nothing happened");
            assert!(first != other && first != keyless && other != keyless);
            secrets.push(first);
        }
        let [staff, holder, calendar]: [String; 3] = secrets.try_into().unwrap();
        world.done(&world.account("bo", None), CLAIM_INVITATION, json!({ "code": staff })).await;
        world.done(&world.account("ada", None), CLAIM_INVITATION, json!({ "code": holder })).await;
        assert_eq!(world.get(&calendar).await.0, 200);
        let (_, letters) = calendar.rsplit_once('/').unwrap();
        let kept = kept(&world).await;
        assert_eq!(kept.len(), 12, "an act and a request each");
        for never in ["word-of-ones-own", staff.as_str(), holder.as_str(), letters.trim_end_matches(".ics")] {
            assert!(kept.iter().all(|said| !said.contains(never)), "{never}");
        }
    }

    /// What was done under a key is known for a day, and then the key is free.
    async fn a_key_is_forgotten_after_a_day(world) {
        let agency = world.agency_with_council().await;
        let body = one(CREATE_PERSON, json!({ "council": "arkivradet", "name": "Ada Arkivar" }));
        let first = under(&world, &agency, "once", &body).await;
        world.move_to("2026-03-13T08:59:59Z");
        let agency = world.agency(NUMBER);
        let later = under(&world, &agency, "later", &body).await;
        world.app().clear_away().await;
        let seq = world.seq().await;
        assert_eq!((under(&world, &agency, "once", &body).await, world.seq().await), (first.clone(), seq));
        world.move_to("2026-03-13T09:00:01Z");
        world.app().clear_away().await;
        assert_eq!(kept(&world).await.len(), 2, "an act and its request");
        assert_eq!((under(&world, &agency, "later", &body).await, world.seq().await), (later, seq));
        let anew = under(&world, &agency, "once", &body).await;
        assert!(anew != first && wrong(&anew).is_empty(), "{anew}");
        assert_eq!(world.seq().await, seq + 1);
    }

    /// So many rows are forgotten at a time, the oldest first.
    async fn keys_are_forgotten_some_at_a_time(world) {
        let agency = world.agency_with_council().await;
        for minute in 1..=3 {
            world.move_to(&format!("2026-03-12T09:0{minute}:00Z"));
            let name = json!({ "council": "arkivradet", "name": "Ada Arkivar", "idempotencyKey": format!("{minute}") });
            world.done(&agency, CREATE_PERSON, name).await;
        }
        let before = "2026-03-12T09:03:00Z".parse().unwrap();
        let newest = kept(&world).await;
        assert_eq!(world.store.forget_answers(before, 1).await.unwrap(), 1);
        assert_eq!(world.store.forget_answers(before, 5).await.unwrap(), 1);
        assert_eq!(world.store.forget_answers(before, 5).await.unwrap(), 0);
        let left = kept(&world).await;
        assert!(left.len() == 1 && newest.contains(&left[0]));
    }
}

/// A retry may come to another node: it tells the same secret.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_tell_the_same_secret_on_postgres() {
    let one_node = World::postgres().await;
    let agency = one_node.agency_with_council().await;
    let other_node = one_node.second_node().await;
    let body = one(INVITE_STAFF, json!({ "council": "arkivradet" }));
    let first = under(&one_node, &agency, "once", &body).await;
    assert_eq!(under(&other_node, &agency, "once", &body).await, first);
    assert!(first["inviteStaff"]["code"].is_string(), "{first}");
}
