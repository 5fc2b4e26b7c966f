//! A year of a council at work, lived through the API: meetings, cases, an agenda, somebody who stands aside, advice and
//! what came of it; what each may see of it on every day, and which verdicts change when.

use serde_json::{Value, json};

use crate::{
    documents::{
        ADOPT_ADVICE, ANSWER_CASE, ASSERT_COMPLETE, CALL_MEETING, CALL_OFF_MEETING, CLOSE_CASE, EDIT_CASE,
        MOVE_MEETING, ORDER_AGENDA, PLAN_MEETING, PUBLISH_ADVICE, RAISE_CASE, RECORD_MEETING, RECUSE, REPORT_ANCHORING,
        REPORT_FOLLOW_UP, SCHEDULE_CASE, UNSCHEDULE_CASE, WITHDRAW_CASE,
    },
    events::assert_numbered,
    on_both,
    persona::Persona,
    weighed::assert_weighed,
    world::World,
};

/// The council.
const COUNCIL: &str = "strategiradet";

/// A word that nobody but the members and the secretariat may read, in every private text.
const CANARY: &str = "kanarifugl";

/// Everything of the council's work that can be asked in public.
const PUBLIC: &str = r#"{
    council(slug: "strategiradet") {
        meetings(first: 100) { totalCount nodes { id title status startsAt kind agenda { case { title } } formerTimes { startsAt became } } }
        cases(first: 100) { totalCount nodes { id title status nextProcess history { status } papers { title } } }
        advice(first: 100) { totalCount nodes { id title body publishedOn case { title } followUps { status } anchoring { on } } }
        measures(first: 100) { totalCount nodes { status responsible { slug } body } }
        records(first: 100) { totalCount nodes { id kind what title } }
        revision
    }
    register { revision }
    search(text: "kanarifugl", first: 50) { totalCount }
}"#;

/// The same behind a private door.
const INSIDE: &str = r"{
    meetings(first: 100) { nodes { id title link status agenda { id ordinal case { id title } recusals { reason } } } }
    cases(first: 100) { totalCount nodes { id title status nextProcess raisedBy { id } history { status reason } } }
    advice(first: 100) { totalCount nodes { id title body publishedOn anchoring { on } followUps { status } } }
    council { compliance { verdicts { status clause { key } } } }
}";

const VERDICTS: &str = r#"query($on: Date) { council(slug: "strategiradet", asOf: $on) {
    compliance { verdicts { status clause { key } } } } }"#;

fn text(nb: &str) -> Value {
    json!({ "nb": nb })
}

/// The status of a clause among verdicts; none where it has none.
fn status(verdicts: &Value, key: &str) -> Option<String> {
    let verdicts = verdicts["compliance"]["verdicts"].as_array().unwrap();
    let found = verdicts.iter().find(|verdict| verdict["clause"]["key"] == key)?;
    Some(found["status"].as_str().unwrap().to_owned())
}

impl World {
    async fn verdict(&self, key: &str, on: Option<&str>) -> Option<String> {
        let answer = self.ask(VERDICTS, json!({ "on": on })).await;
        status(&answer["council"], key)
    }

    async fn inside(&self, persona: &Persona, door: &str) -> Value {
        let document = format!("{{ {door}(council: \"{COUNCIL}\") {INSIDE} }}");
        self.send_well(persona, &document, json!({})).await[door].take()
    }

    /// What a document's only mutation was refused with: the code and the field of the first thing that was wrong.
    async fn refused(&self, persona: &Persona, document: &str, input: Value) -> (String, Value) {
        let payload = self.payload(persona, document, input).await;
        let wrong = &payload["userErrors"][0];
        assert!(!wrong.is_null(), "{payload}");
        (wrong["code"].as_str().unwrap().to_owned(), wrong["field"].clone())
    }

    async fn planned(&self, staff: &Persona, title: &str, at: &str) -> Value {
        let input = json!({
            "council": COUNCIL, "title": text(title), "startsAt": format!("{at}T09:00:00Z"),
            "endsAt": format!("{at}T12:00:00Z"), "link": format!("https://example.org/{CANARY}"),
        });
        self.done(staff, PLAN_MEETING, input).await["meeting"]["id"].take()
    }

    async fn my_membership(&self, member: &Persona) -> Value {
        let document = format!("{{ member(council: \"{COUNCIL}\") {{ me {{ id }} }} }}");
        self.send_well(member, &document, json!({})).await["member"]["me"]["id"].take()
    }
}

on_both! {
    /// From a plan to what came of the advice.
    async fn a_year_can_be_lived(world) {
        world.people(COUNCIL).await;
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let complete = json!({ "council": COUNCIL, "subject": "meetings", "since": "2026-01-01" });
        world.done(&staff, ASSERT_COMPLETE, complete).await;
        let before = world.ask(PUBLIC, json!({})).await;
        let kept = before["council"]["meetings"]["totalCount"].as_u64().unwrap();

        // The plan. A meeting of the past is not planned, and none ends before it starts.
        let spring = world.planned(&staff, "Vårmøte", "2026-04-15").await;
        let summer = world.planned(&staff, "Sommermøte", "2026-06-10").await;
        let autumn = world.planned(&staff, "Høstmøte", "2026-09-16").await;
        let at = |start: &str, end: &str| json!({
            "council": COUNCIL, "title": text("X"), "startsAt": start, "endsAt": end });
        for (input, field) in [
            (at("2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z"), "startsAt"),
            (at("2026-05-01T09:00:00Z", "2026-05-01T08:00:00Z"), "endsAt"),
        ] {
            assert_eq!(world.refused(&staff, PLAN_MEETING, input).await, ("BAD_USER_INPUT".to_owned(), json!(field)));
        }
        let twice = at("2026-04-15T09:00:00Z", "2026-04-15T10:00:00Z");
        assert_eq!(world.refused(&staff, PLAN_MEETING, twice.clone()).await.0, "CONFLICT");
        assert_eq!(world.refused(&member, PLAN_MEETING, twice).await.0, "FORBIDDEN");
        let public = world.ask(PUBLIC, json!({})).await;
        assert_eq!(public["council"]["meetings"]["totalCount"].as_u64(), Some(kept + 3));

        // Cases: one is taken up, one declined, one withdrawn by whoever raised it.
        let membership = world.my_membership(&member).await;
        let raise = |title: &str| json!({
            "council": COUNCIL, "title": text(&format!("{CANARY} {title}")),
            "task": { "clause": "s6-tasks", "task": "strategy" } });
        let mut cases = Vec::new();
        for title in ["mål", "avslag", "angrer"] {
            let case = world.done(&member, RAISE_CASE, raise(title)).await["case"].take();
            assert_eq!((&case["status"], &case["raisedBy"]["id"]), (&json!("RAISED"), &membership));
            cases.push(case["id"].clone());
        }
        let nobody = world.nobody();
        assert_eq!(world.refused(&nobody, RAISE_CASE, raise("fremmed")).await.0, "FORBIDDEN");
        let unknown = json!({ "council": COUNCIL, "title": text("X"), "task": { "clause": "s6-tasks", "task": "none" } });
        assert_eq!(world.refused(&member, RAISE_CASE, unknown).await.0, "NOT_FOUND");
        assert_eq!(world.refused(&member, ANSWER_CASE, json!({ "case": cases[0], "accepted": true })).await.0, "FORBIDDEN");
        world.done(&staff, ANSWER_CASE, json!({ "case": cases[0], "accepted": true })).await;
        let why_not = world.refused(&staff, ANSWER_CASE, json!({ "case": cases[1], "accepted": false })).await;
        assert_eq!(why_not, ("BAD_USER_INPUT".to_owned(), json!("reason")));
        let declined = json!({ "case": cases[1], "accepted": false, "reason": text(&format!("{CANARY} hører ikke hit")) });
        let case = world.done(&staff, ANSWER_CASE, declined).await["case"].take();
        assert_eq!(case["history"].as_array().unwrap().len(), 2);
        assert_eq!(world.refused(&nobody, WITHDRAW_CASE, json!({ "case": cases[2] })).await.0, "FORBIDDEN");
        let withdrawn = world.done(&member, WITHDRAW_CASE, json!({ "case": cases[2] })).await;
        assert_eq!(withdrawn["case"]["status"], "WITHDRAWN");

        // The agenda: without further process the mandate lets no case onto it.
        let onto = |case: &Value, next: Option<&str>| json!({
            "case": case, "meeting": spring, "nextProcess": next.map(text) });
        let payload = world.payload(&staff, SCHEDULE_CASE, onto(&cases[0], None)).await;
        let wrong = &payload["userErrors"][0];
        assert_eq!((&wrong["field"], &wrong["clause"]), (&json!("nextProcess"), &json!("s9-further-process")));
        let next = format!("{CANARY}: sakseier følger opp");
        let item = world.done(&staff, SCHEDULE_CASE, onto(&cases[0], Some(&next))).await["item"].take();
        assert_eq!((&item["ordinal"], &item["case"]["status"]), (&json!(1), &json!("SCHEDULED")));
        assert_eq!(world.refused(&staff, SCHEDULE_CASE, onto(&cases[0], None)).await.0, "CONFLICT");
        assert_eq!(world.refused(&staff, SCHEDULE_CASE, onto(&cases[1], Some("x"))).await.0, "CONFLICT");
        let own = world.done(&staff, RAISE_CASE, json!({ "council": COUNCIL, "title": text(&format!("{CANARY} egen")) })).await;
        let own = own["case"]["id"].clone();
        let first = json!({ "case": own, "meeting": spring, "nextProcess": text("Orientering"), "ordinal": 1 });
        let second = world.done(&staff, SCHEDULE_CASE, first).await["item"].take();
        assert_eq!(second["ordinal"], 1);
        let order = json!({ "meeting": spring, "items": [item["id"], second["id"]] });
        let ordered = world.done(&staff, ORDER_AGENDA, order).await["meeting"]["agenda"].take();
        assert_eq!((&ordered[0]["id"], &ordered[1]["id"]), (&item["id"], &second["id"]));
        world.done(&staff, UNSCHEDULE_CASE, json!({ "item": second["id"] })).await;
        let recusal = json!({ "item": item["id"], "membership": membership, "reason": format!("{CANARY} ugild") });
        assert_eq!(world.refused(&nobody, RECUSE, recusal.clone()).await.0, "FORBIDDEN");
        let recused = world.done(&member, RECUSE, recusal).await["item"].take();
        assert_eq!(recused["recusals"][0]["membership"]["id"], membership);
        world.done(&staff, CALL_MEETING, json!({ "meeting": spring, "papersOn": "2026-03-12" })).await;

        // So far nothing of it shows, but that there are meetings.
        let public = world.ask(PUBLIC, json!({})).await;
        assert!(!public.to_string().contains(CANARY), "{public}");
        assert_eq!(public["council"]["cases"]["totalCount"], 0);
        for (persona, door) in [(&member, "member"), (&staff, "secretariat")] {
            let room = world.inside(persona, door).await;
            assert_eq!(room["cases"]["totalCount"].as_u64(), Some(4 + 3), "the demonstration has three");
            assert!(room.to_string().contains("ugild") && room.to_string().contains("hører ikke hit"));
            assert_eq!(status(&room["council"], "s9-further-process").as_deref(), Some("MET"), "{door}");
        }

        // The meeting is moved, and held.
        let moved = json!({ "meeting": spring, "startsAt": "2026-04-16T09:00:00Z", "reason": text("Påske") });
        let moved = world.done(&staff, MOVE_MEETING, moved).await["meeting"].take();
        assert_eq!((&moved["endsAt"], &moved["status"]), (&json!("2026-04-16T12:00:00Z"), &json!("CALLED")));
        assert_eq!(moved["formerTimes"][0]["startsAt"], "2026-04-15T09:00:00Z");
        world.move_to("2026-04-16T13:00:00Z");
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let held = json!({ "council": COUNCIL, "meeting": spring });
        assert_eq!(world.done(&staff, RECORD_MEETING, held.clone()).await["meeting"]["status"], "HELD");
        assert_eq!(world.refused(&staff, RECORD_MEETING, held).await.0, "CONFLICT");
        let early = world.refused(&staff, CLOSE_CASE, json!({ "case": own, "outcome": text("x") })).await;
        assert_eq!(early.0, "CONFLICT");

        // Advice: for the members first, and for everybody once it is published.
        let adopted = json!({
            "case": cases[0], "title": text(&format!("{CANARY} råd om mål")), "body": text("Sett tre mål."),
            "to": [{ "organisation": { "slug": "helsedirektoratet" } }] });
        assert_eq!(world.refused(&member, ADOPT_ADVICE, adopted.clone()).await.0, "FORBIDDEN");
        let advice = world.done(&staff, ADOPT_ADVICE, adopted).await["advice"]["id"].take();
        let closed = json!({ "case": cases[0], "outcome": text("Rådet vedtok") });
        let closed = world.done(&staff, CLOSE_CASE, closed).await["case"].take();
        assert_eq!((&closed["status"], &closed["agendaItems"][0]["outcome"]), (&json!("CLOSED"), &json!("Rådet vedtok")));
        let desk = world.inside(&staff, "secretariat").await;
        assert_eq!(status(&desk["council"], "s8-addressees").as_deref(), Some("BREACHED"), "nobody was given it yet");
        let public = world.ask(PUBLIC, json!({})).await;
        assert!(!public.to_string().contains(CANARY), "{public}");
        assert_ne!(status(&world.ask(VERDICTS, json!({})).await["council"], "s8-addressees").as_deref(), Some("BREACHED"));
        let directorate = world.appointer("helsedirektoratet").await;
        let done = |status: &str| json!({
            "advice": advice, "organisation": "helsedirektoratet", "status": status, "body": text("Mål settes.") });
        assert_eq!(world.refused(&directorate, REPORT_FOLLOW_UP, done("PLANNED")).await.0, "NOT_FOUND");
        world.move_to("2026-04-20T09:00:00Z");
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let (nobody, directorate) = (world.nobody(), world.appointer("helsedirektoratet").await);
        world.done(&staff, PUBLISH_ADVICE, json!({ "advice": advice })).await;
        assert_eq!(world.refused(&staff, PUBLISH_ADVICE, json!({ "advice": advice })).await.0, "CONFLICT");
        let public = world.ask(PUBLIC, json!({})).await;
        let told = &public["council"]["advice"]["nodes"][0];
        assert_eq!((&told["publishedOn"], &told["case"]), (&json!("2026-04-20"), &Value::Null));
        assert_eq!(world.verdict("s8-addressees", None).await.as_deref(), Some("MET"));
        let yesterday = r#"{ council(slug: "strategiradet", asOf: "2026-04-19") { advice { totalCount } } }"#;
        assert_eq!(world.ask(yesterday, json!({})).await["council"]["advice"]["totalCount"], 0);

        // Home with it, and what is done about it.
        let anchored = json!({ "advice": advice, "membership": membership });
        assert_eq!(world.refused(&nobody, REPORT_ANCHORING, anchored.clone()).await.0, "FORBIDDEN");
        let told = world.done(&member, REPORT_ANCHORING, anchored.clone()).await;
        assert_eq!(told["advice"]["anchoring"][0]["byMembership"]["id"], membership);
        assert_eq!(world.refused(&member, REPORT_ANCHORING, anchored).await.0, "CONFLICT");
        assert_eq!(world.refused(&nobody, REPORT_FOLLOW_UP, done("PLANNED")).await.0, "FORBIDDEN");
        world.done(&directorate, REPORT_FOLLOW_UP, done("PLANNED")).await;
        world.move_to("2026-05-20T09:00:00Z");
        let (staff, directorate) = (world.secretariat(COUNCIL).await, world.appointer("helsedirektoratet").await);
        world.done(&directorate, REPORT_FOLLOW_UP, done("UNDER_WAY")).await;
        let public = world.ask(PUBLIC, json!({})).await;
        let measures = &public["council"]["measures"];
        assert_eq!((&measures["totalCount"], &measures["nodes"][0]["status"]), (&json!(1), &json!("UNDER_WAY")));
        assert_eq!(measures["nodes"][0]["responsible"]["slug"], "helsedirektoratet");

        // A case is opened to everybody, with what hangs on it; it stays open.
        world.done(&staff, EDIT_CASE, json!({ "case": cases[0], "public": true })).await;
        let public = world.ask(PUBLIC, json!({})).await;
        assert_eq!(public["council"]["cases"]["nodes"][0]["id"], cases[0]);
        assert!(!public.to_string().contains("ugild") && !public.to_string().contains("avslag"));
        assert_eq!(world.verdict("s9-further-process", None).await.as_deref(), Some("MET"));
        assert_eq!(world.refused(&staff, EDIT_CASE, json!({ "case": cases[0], "public": false })).await.0, "CONFLICT");

        // The rest of the year: one meeting is called off, with its agenda; the others are held.
        let again = world.done(&staff, SCHEDULE_CASE, json!({ "case": own, "meeting": autumn })).await;
        assert_eq!(again["item"]["case"]["nextProcess"], "Orientering");
        let off = json!({ "meeting": autumn, "reason": text("For få kan komme") });
        let off = world.done(&staff, CALL_OFF_MEETING, off).await["meeting"].take();
        assert_eq!((&off["status"], &off["agenda"]), (&json!("CANCELLED"), &json!([])));
        let desk = world.inside(&staff, "secretariat").await;
        let waiting = desk["cases"]["nodes"].as_array().unwrap().iter().find(|case| case["id"] == own).unwrap();
        assert_eq!(waiting["status"], "ACCEPTED");
        world.move_to("2026-12-01T09:00:00Z");
        let staff = world.secretariat(COUNCIL).await;
        world.done(&staff, RECORD_MEETING, json!({ "council": COUNCIL, "meeting": summer })).await;
        world.move_to("2027-01-02T09:00:00Z");
        let staff = world.secretariat(COUNCIL).await;
        // The demonstration's meetings of the year: one that was held, one that was only called.
        assert_eq!(world.verdict("s26-meetings", None).await.as_deref(), Some("BREACHED"));
        let forgotten = json!({ "council": COUNCIL, "title": text("Julemøte"), "startsAt": "2026-12-10T09:00:00Z" });
        world.done(&staff, RECORD_MEETING, forgotten).await;
        assert_eq!(world.verdict("s26-meetings", None).await.as_deref(), Some("NOT_DUE"), "the new year is not over");
        assert_numbered(&world).await;
        assert_weighed(world.council(COUNCIL).await.as_ref());
    }
}
