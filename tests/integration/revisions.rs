//! Whoever decides on what is no longer so is told to look again: of private work as of what everybody sees, each by the
//! number that is read where it is worked on.

use serde_json::{Value, json};

use crate::{
    documents::{
        ANSWER_CASE, EDIT_CASE, EDIT_ORGANISATION, INVITE_STAFF, RAISE_CASE, RENAME_COUNCIL, REVOKE_AUTHORITY,
    },
    on_both,
    persona::Persona,
    world::World,
};

const SLUG: &str = "strategiradet";

const SAVE: &str = "mutation($input: SaveDraftInput!) { saveDraft(input: $input) {
    draft { id } userErrors { code field currentRevision } } }";
const WHEEL: &str = "mutation($input: PublishAnnualWheelInput!) { publishAnnualWheel(input: $input) {
    wheel { year } userErrors { code field currentRevision } } }";

impl World {
    /// The revisions of the desk and of the council, as the secretariat reads them, and the number of the latest event.
    async fn desk(&self, staff: &Persona) -> (Value, Value, String) {
        let asked = format!(
            "{{ secretariat(council: \"{SLUG}\") {{ revision lastEventId }} council(slug: \"{SLUG}\") {{ revision }} }}"
        );
        let read = self.send_well(staff, &asked, json!({})).await;
        let desk = &read["secretariat"];
        let latest = desk["lastEventId"].as_str().unwrap().to_owned();
        (desk["revision"].clone(), read["council"]["revision"].clone(), latest)
    }

    /// The revision of the room, as a member reads it.
    async fn room(&self, member: &Persona) -> Value {
        let asked = format!("{{ member(council: \"{SLUG}\") {{ revision lastEventId }} }}");
        let room = self.send_well(member, &asked, json!({})).await["member"].clone();
        assert_eq!(room["lastEventId"], format!("member-{}", room["revision"]));
        room["revision"].clone()
    }

    /// The register's revision, as everybody reads it.
    async fn register_revision(&self) -> Value {
        self.ask("{ register { revision } }", json!({})).await["register"]["revision"].clone()
    }

    /// What is told of a revision that has passed.
    async fn late(&self, persona: &Persona, document: &str, mut input: Value, expected: &Value) -> Value {
        input["expectedRevision"] = expected.clone();
        let payload = self.payload(persona, document, input).await;
        let error = &payload["userErrors"][0];
        assert_eq!((&error["code"], &error["field"]), (&json!("VERSION_CONFLICT"), &json!("expectedRevision")));
        error["currentRevision"].clone()
    }

    /// The same document, with the revisions of what was refused.
    async fn in_time(&self, persona: &Persona, document: &str, mut input: Value, expected: &Value) {
        input["expectedRevision"] = expected.clone();
        self.done(persona, document, input).await;
    }
}

/// The document, which asks for the current revision of what was refused too.
fn telling(document: &str) -> String {
    document.replace("userErrors { code", "userErrors { currentRevision code")
}

on_both! {
    /// Two desks edit one private case: the second is refused, though nothing changed that everybody sees.
    async fn two_desks_that_edit_a_private_case_meet(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let raised = world.done(&staff, RAISE_CASE, json!({ "council": SLUG, "title": { "nb": "En sak" } })).await;
        let case = &raised["case"]["id"];
        let edit = |title: &str| json!({ "case": case, "title": { "nb": title } });
        let edit_case = telling(EDIT_CASE);
        let (read, public, latest) = world.desk(&staff).await;
        assert_eq!(latest, format!("secretariat-{read}"), "the desk has one number");
        world.in_time(&staff, &edit_case, edit("Den første"), &read).await;
        let seq = world.seq().await;
        let now = world.late(&staff, &edit_case, edit("Den andre"), &read).await;
        assert_eq!(world.seq().await, seq, "nothing was written");
        assert_eq!(now, json!(read.as_i64().unwrap() + 1));
        assert_eq!(world.desk(&staff).await, (now.clone(), public, format!("secretariat-{now}")));
        world.in_time(&staff, &edit_case, edit("Den andre, avgjort på nytt"), &now).await;
        // The council's own number is not the one that is compared.
        let (desk, public, _) = world.desk(&staff).await;
        assert_eq!(world.late(&staff, &edit_case, edit("Den tredje"), &public).await, desk);
        let draft = json!({ "council": SLUG, "clauses": [], "omit": ["s16-deputies"], "base": Value::Null });
        assert_eq!(world.late(&staff, SAVE, draft, &now).await, desk);
    }

    /// A member's number counts what members see: work of the desk alone is not told by it, neither where it is read nor
    /// where it has passed.
    async fn a_member_is_told_the_rooms_number_and_not_the_desks(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let member = world.member(SLUG).await;
        let raise = telling(RAISE_CASE);
        let case = |title: &str| json!({ "council": SLUG, "title": { "nb": title } });
        let read = world.room(&member).await;
        for _ in 0..3 {
            world.done(&staff, INVITE_STAFF, json!({ "council": SLUG })).await;
        }
        assert_eq!(world.room(&member).await, read);
        world.in_time(&member, &raise, case("Min sak"), &read).await;
        let now = world.late(&member, &raise, case("Min andre sak"), &read).await;
        assert_eq!((&now, &world.room(&member).await), (&json!(read.as_i64().unwrap() + 1), &now));
        assert_ne!(world.desk(&staff).await.0, now);
    }

    /// Who enters neither room is compared with what everybody reads, and told nothing else.
    async fn who_enters_no_room_is_told_the_public_number(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let owner = world.registrar("helsedirektoratet").await;
        let raised = world.done(&staff, RAISE_CASE, json!({ "council": SLUG, "title": { "nb": "En sak" } })).await;
        world.done(&staff, ANSWER_CASE, json!({ "case": raised["case"]["id"], "accepted": true })).await;
        let (desk, public, _) = world.desk(&staff).await;
        assert_ne!(desk, public);
        let draft = json!({ "council": SLUG, "clauses": [] });
        for expected in [json!(0), desk] {
            assert_eq!(world.late(&owner, SAVE, draft.clone(), &expected).await, public);
        }
    }

    /// What everybody sees is compared with what everybody reads: of a council, and of what councils share.
    async fn what_is_public_has_the_public_number(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let operator = world.operator().await;
        let rename = telling(RENAME_COUNCIL);
        let name = |name: &str| json!({ "council": SLUG, "name": { "nb": name } });
        let (_, read, _) = world.desk(&staff).await;
        world.done(&staff, INVITE_STAFF, json!({ "council": SLUG })).await;
        world.in_time(&staff, &rename, name("Et annet navn"), &read).await;
        assert_eq!(world.late(&staff, &rename, name("Et tredje navn"), &read).await, world.desk(&staff).await.1);

        let edit = telling(EDIT_ORGANISATION);
        let called = |name: &str| json!({ "organisation": "helsedirektoratet", "name": { "nb": name } });
        let read = world.register_revision().await;
        world.in_time(&operator, &edit, called("Direktoratet"), &read).await;
        let now = world.late(&operator, &edit, called("Etaten"), &read).await;
        assert_eq!(now, world.register_revision().await);
        let wheel = json!({ "family": "nasjonal-radsmodell-digitalisering", "year": 2027, "meetings": [
            { "council": SLUG, "title": { "nb": "Møte" }, "startsAt": "2027-02-03T09:00:00Z" }] });
        assert_eq!(world.late(&staff, WHEEL, wheel.clone(), &read).await, now);
        world.in_time(&staff, WHEEL, wheel, &now).await;
    }

    /// No other refusal tells a revision.
    async fn only_a_revision_that_has_passed_is_told(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let input = json!({ "council": SLUG, "slug": "fagradet" });
        let refused = world.payload(&staff, &telling(RENAME_COUNCIL), input).await;
        let error = &refused["userErrors"][0];
        assert_eq!((&error["code"], &error["currentRevision"]), (&json!("CONFLICT"), &Value::Null));
    }

    /// A key in the input is taken by mutations that had none: over a WebSocket there is no head to put one into.
    async fn a_key_in_the_input_makes_it_once(world) {
        world.people(SLUG).await;
        let staff = world.secretariat(SLUG).await;
        let operator = world.operator().await;
        let twice = async |persona: &Persona, document: &str, mut input: Value| {
            input["idempotencyKey"] = json!("once");
            let first = world.done(persona, document, input.clone()).await;
            let seq = world.seq().await;
            let again = world.done(persona, document, input).await;
            assert_eq!((again, world.seq().await), (first, seq), "{document}");
        };
        twice(&staff, RENAME_COUNCIL, json!({ "council": SLUG, "slug": "strategi" })).await;
        let authorities = "{ viewer { authorities { id } } }";
        let held = world.send_well(&staff, authorities, json!({})).await["viewer"]["authorities"][0]["id"].clone();
        twice(&operator, REVOKE_AUTHORITY, json!({ "authority": held })).await;
    }
}
