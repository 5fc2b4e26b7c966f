//! Writes that meet: on one seat, under one key, from two nodes, after somebody else's.

use futures_util::future::join_all;
use mandat::acts::development::Role;
use serde_json::{Value, json};

use crate::{
    agency::council,
    documents::{
        APPOINT, CLAIM_INVITATION, CREATE_PERSON, INVITE_STAFF, REGISTER_COUNCIL, RENAME_COUNCIL, REVOKE_AUTHORITY,
    },
    on_both,
    world::World,
};

on_both! {
    /// Eight at once for one seat: one gets it, and the others are told that it is taken.
    async fn one_of_eight_gets_the_seat(world) {
        let agency = world.agency_with_council().await;
        let seat = world.seats("users").await.remove(0);
        let mut persons = Vec::new();
        for number in 0..8 {
            persons.push(world.person(&agency, &format!("Søker {}", char::from(b'A' + number))).await);
        }
        let before = world.seq().await;
        let appointing = persons.iter().map(|person| {
            world.payload(&agency, APPOINT, json!({ "seat": seat, "person": person, "start": "2026-03-12" }))
        });
        let payloads = join_all(appointing).await;
        let (got, refused): (Vec<&Value>, Vec<&Value>) =
            payloads.iter().partition(|payload| payload["userErrors"] == json!([]));
        assert_eq!((got.len(), refused.len()), (1, 7));
        for payload in refused {
            let error = &payload["userErrors"][0];
            assert_eq!((&error["code"], &error["field"]), (&json!("CONFLICT"), &json!("seat")), "{payload}");
        }
        assert_eq!(world.seq().await, before + 1);
        let page = "{ council(slug: \"arkivradet\") { seats(vacant: false) { id holder { person { name } } } } }";
        let held = &world.ask(page, json!({})).await["council"]["seats"];
        assert_eq!(held, &json!([{ "id": seat, "holder": { "person": got[0]["membership"]["person"] } }]));
    }

    /// Eight at once for a group of three seats: three get one, each another.
    async fn a_group_takes_as_many_as_it_has_seats(world) {
        let agency = world.agency_with_council().await;
        let mut persons = Vec::new();
        for number in 0..8 {
            persons.push(world.person(&agency, &format!("Søker {}", char::from(b'A' + number))).await);
        }
        let payloads = join_all(persons.iter().map(|person| {
            let input = json!({ "council": "arkivradet", "group": "experts", "person": person, "start": "2026-03-12" });
            world.payload(&agency, APPOINT, input)
        }))
        .await;
        let mut seats: Vec<String> = payloads
            .iter()
            .filter(|payload| payload["userErrors"] == json!([]))
            .map(|payload| payload["membership"]["seat"]["id"].to_string())
            .collect();
        seats.sort();
        seats.dedup();
        assert_eq!(seats.len(), 3);
        assert_eq!(payloads.iter().filter(|payload| payload["userErrors"] != json!([])).count(), 5);
    }

    /// Eight pages that open at once, each with a token for the same role: all get one, and the role is given once.
    async fn eight_at_once_get_one_role(world) {
        world.people("strategiradet").await;
        let before = world.seq().await;
        let secretariat = Role::Secretariat("strategiradet".to_owned());
        join_all((0..8).map(|_| world.in_role(secretariat.clone()))).await;
        assert_eq!(world.seq().await, before + 1);
        // Invitations are written and taken up at the same moment: what is invited to is found by the code, under the lock.
        let member = Role::Member("strategiradet".to_owned());
        let members = join_all((0..8).map(|_| world.in_role(member.clone()))).await;
        for member in members {
            let room = world.send_well(&member, "{ member(council: \"strategiradet\") { me { role } } }", json!({})).await;
            assert_eq!(room["member"]["me"]["role"], "MEMBER");
        }
    }

    /// The same request twice under one key has one effect and one answer; another request is refused.
    async fn a_key_stands_for_one_request(world) {
        let agency = world.settled_agency().await;
        let mut input = council("arkivradet");
        input["idempotencyKey"] = json!("register-1");
        let first = world.done(&agency, REGISTER_COUNCIL, input.clone()).await;
        let after = world.seq().await;
        assert_eq!(world.done(&agency, REGISTER_COUNCIL, input.clone()).await, first);
        assert_eq!(world.seq().await, after);
        input["name"] = json!({ "nb": "Et annet råd" });
        let refused = world.payload(&agency, REGISTER_COUNCIL, input).await;
        let error = &refused["userErrors"][0];
        assert_eq!((&error["code"], &error["field"]), (&json!("IDEMPOTENCY_KEY_REUSED"), &json!("idempotencyKey")));
        assert_eq!(refused["council"], Value::Null);
        // The key is the account's own: somebody else's request under it is another request.
        let person = json!({ "council": "arkivradet", "name": "Ada Arkivar", "idempotencyKey": "register-1" });
        let secretariat = world.secretariat("arkivradet").await;
        world.done(&secretariat, CREATE_PERSON, person).await;
    }

    /// Eight times the same request at once under one key: one effect, and the same answer to all.
    async fn a_key_holds_when_requests_meet(world) {
        let agency = world.agency_with_council().await;
        let before = world.seq().await;
        let input = json!({ "council": "arkivradet", "name": "Ada Arkivar", "idempotencyKey": "ada" });
        let payloads = join_all((0..8).map(|_| world.done(&agency, CREATE_PERSON, input.clone()))).await;
        assert!(payloads.iter().all(|payload| payload["person"] == payloads[0]["person"]), "{payloads:?}");
        assert_eq!(world.seq().await, before + 1);
    }

    /// Who decides on what is no longer so is told to look again.
    async fn an_expected_revision_that_has_passed_is_refused(world) {
        let agency = world.agency_with_council().await;
        let persons = [world.person(&agency, "Ada Arkivar").await, world.person(&agency, "Bo Bevarer").await];
        let seats = world.seats("experts").await;
        let page = "{ council(slug: \"arkivradet\") { revision } }";
        let read = world.ask(page, json!({})).await["council"]["revision"].clone();
        let appointing = |at: usize, revision: &Value| {
            json!({ "seat": seats[at], "person": persons[at], "start": "2026-03-12", "expectedRevision": revision })
        };
        world.done(&agency, APPOINT, appointing(0, &read)).await;
        let before = world.seq().await;
        let late = world.payload(&agency, APPOINT, appointing(1, &read)).await;
        let error = &late["userErrors"][0];
        assert_eq!((&error["code"], &error["field"]), (&json!("VERSION_CONFLICT"), &json!("expectedRevision")));
        assert_eq!(world.seq().await, before);
        let read = world.ask(page, json!({})).await["council"]["revision"].clone();
        world.done(&agency, APPOINT, appointing(1, &read)).await;
    }
}

/// Two nodes serve one database: what is written through one is in the next answer of the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_agree_on_postgres() {
    let one = World::postgres().await;
    one.found().await;
    let agency = one.agency_with_council().await;
    let two = one.second_node().await;
    let page = "{ register { councilCount } council(slug: \"arkivradet\") { name revision vacantSeatCount } }";
    let desk = "{ secretariat(council: \"arkivradet\") { council { slug } } }";
    let staff = one.account("staff", None);
    assert_eq!(one.ask(page, json!({})).await, two.ask(page, json!({})).await);
    for turn in 0..6 {
        let (writer, reader) = if turn % 2 == 0 { (&one, &two) } else { (&two, &one) };
        let name = format!("Arkivrådet {turn}");
        writer.done(&agency, RENAME_COUNCIL, json!({ "council": "arkivradet", "name": { "nb": name } })).await;
        assert_eq!(reader.ask(page, json!({})).await["council"]["name"], name.as_str());
        if turn < 3 {
            let person = writer.person(&agency, &format!("Søker {}", char::from(b'A' + turn))).await;
            let seat = reader.seats("experts").await.remove(turn.into());
            writer.appointed(&agency, &seat, &person).await;
            assert_eq!(reader.ask(page, json!({})).await["council"]["vacantSeatCount"], 3 - turn);
        }
        writer.done(&agency, REGISTER_COUNCIL, council(&format!("rad-{turn}"))).await;
        assert_eq!(reader.ask(page, json!({})).await["register"]["councilCount"], 6 + turn);
        assert_eq!(one.ask(page, json!({})).await, two.ask(page, json!({})).await);
    }
    // Private changes are seen as exactly as public ones.
    let invited = one.done(&agency, INVITE_STAFF, json!({ "council": "arkivradet" })).await;
    two.done(&staff, CLAIM_INVITATION, json!({ "code": invited["code"] })).await;
    one.send_well(&staff, desk, json!({})).await;
    let authority = two.send_well(&staff, "{ viewer { authorities { id } } }", json!({})).await;
    let authority = &authority["viewer"]["authorities"][0]["id"];
    two.done(&agency, REVOKE_AUTHORITY, json!({ "authority": authority })).await;
    let out = one.send(&staff, desk, json!({}), None).await;
    assert_eq!(out["errors"][0]["extensions"]["code"], "FORBIDDEN");
}
