//! The days of a year: what everybody, a member and the secretariat find on each, and which verdicts change on which day, as
//! reviewed. The wheel, papers with bytes, minutes with approval, a deputy, an evaluation; cases and advice stand in `year`.

use std::{collections::BTreeMap, fmt::Write as _};

use async_graphql::ID;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt;
use mandat::graphql::global_id::GlobalId;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{
    documents::{
        ANSWER_CASE, ASSERT_COMPLETE, CALL_MEETING, PLAN_MEETING, RAISE_CASE, RECORD, RECORD_MEETING, SCHEDULE_CASE,
    },
    on_both,
    persona::Persona,
    world::World,
};

const COUNCIL: &str = "strategiradet";

const OFFER: &str = "mutation($input: OfferPaperInput!) { offerPaper(input: $input) {
    upload { url } userErrors { code field message } } }";
const APPROVE: &str = "mutation($input: ApproveMinutesInput!) { approveMinutes(input: $input) {
    paper { approvedOn } userErrors { code field message } } }";
const EDIT: &str = "mutation($input: EditPaperInput!) { editPaper(input: $input) {
    paper { visibility } userErrors { code field message } } }";
const WHEEL: &str = "mutation($input: PublishAnnualWheelInput!) { publishAnnualWheel(input: $input) {
    wheel { year } userErrors { code field message } } }";

const PUBLIC: &str = r#"{
    council(slug: "strategiradet") {
        meetings(first: 100) { nodes { title status minutes { title approvedOn } } }
        records(first: 100) { nodes { what on } }
        compliance { verdicts { status clause { key } } }
    }
    search(text: "årsplan") { nodes { name } }
    family(slug: "nasjonal-radsmodell-digitalisering") { wheel(year: 2027) { publishedOn meetings { title } } }
}"#;
const ROOM: &str = r#"{ member(council: "strategiradet") {
    toDo { text due } unreadPapers { nodes { title version } }
    meetings(first: 100) { nodes { title attendance { presence } } } } }"#;
const DESK: &str = r#"{ secretariat(council: "strategiradet") {
    toDo { text due } deputiesUse { meetings incompleteMeetings seatGroups { seatGroup { key } attended byDeputy } } } }"#;

/// What was told so far, and what each was told the last time.
#[derive(Default)]
struct Told {
    text: String,
    last: BTreeMap<&'static str, Vec<String>>,
}

impl World {
    /// Goes to this day, and writes down what each finds there.
    async fn day(&self, at: &str, told: &mut Told) -> (Persona, Persona) {
        self.move_to(&format!("{at}T09:00:00Z"));
        let (staff, member) = (self.secretariat(COUNCIL).await, self.member(COUNCIL).await);
        let public = self.ask(PUBLIC, json!({})).await;
        let room = self.send_well(&member, ROOM, json!({})).await;
        let desk = self.send_well(&staff, DESK, json!({})).await;
        writeln!(told.text, "== {at}").unwrap();
        for (who, now) in [
            ("everybody", tell_public(&public)),
            ("member", tell_room(&room["member"])),
            ("desk", tell_desk(&desk["secretariat"])),
        ] {
            let before = told.last.insert(who, now.clone()).unwrap_or_default();
            let gone = before.iter().filter(|line| !now.contains(line)).map(|line| format!("  - {who}: {line}"));
            let come = now.iter().filter(|line| !before.contains(line)).map(|line| format!("  + {who}: {line}"));
            for line in gone.chain(come) {
                writeln!(told.text, "{line}").unwrap();
            }
        }
        (staff, member)
    }

    /// Sends a paper of this text; its id.
    async fn provide(&self, staff: &Persona, text: &str, mut input: Value) -> String {
        for (name, value) in [
            ("language", json!("NB")),
            ("fileName", json!("papir.txt")),
            ("mediaType", json!("text/plain")),
            ("size", json!(text.len())),
        ] {
            input[name] = value;
        }
        let url = self.done(staff, OFFER, input).await["upload"]["url"].as_str().unwrap().to_owned();
        let (status, body) = self.send_to(Request::put(url).body(Body::from(text.to_owned())).unwrap()).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned()
    }

    async fn fetched(&self, persona: &Persona, id: &str) -> (StatusCode, String) {
        let bearer = format!("Bearer {}", persona.token.as_ref().unwrap());
        let request = Request::get(format!("/papers/{id}")).header(header::AUTHORIZATION, bearer);
        self.send_to(request.body(Body::empty()).unwrap()).await
    }

    async fn send_to(&self, request: Request<Body>) -> (StatusCode, String) {
        let answer = self.app().router().oneshot(request).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().unwrap().iter()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

fn tell_public(public: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for meeting in each(&public["council"]["meetings"]["nodes"]) {
        let minutes = &meeting["minutes"];
        let minutes = if minutes.is_null() {
            String::new()
        } else {
            format!(", minutes «{}» approved {}", word(&minutes["title"]), word(&minutes["approvedOn"]))
        };
        lines.push(format!("{} {}{minutes}", word(&meeting["title"]), word(&meeting["status"])));
    }
    let wheel = &public["family"]["wheel"];
    if !wheel.is_null() {
        let titles: Vec<&str> = each(&wheel["meetings"]).map(|meeting| word(&meeting["title"])).collect();
        lines.push(format!("the wheel of 2027, published {}: {}", word(&wheel["publishedOn"]), titles.join(", ")));
    }
    lines.extend(each(&public["search"]["nodes"]).map(|found| format!("finds «{}»", word(&found["name"]))));
    let done = each(&public["council"]["records"]["nodes"]);
    lines.extend(done.map(|record| format!("on record: {} {}", word(&record["what"]), word(&record["on"]))));
    lines.extend(
        each(&public["council"]["compliance"]["verdicts"])
            .map(|verdict| format!("{} {}", word(&verdict["clause"]["key"]), word(&verdict["status"]))),
    );
    lines
}

fn tell_to_do(room: &Value) -> Vec<String> {
    each(&room["toDo"]).map(|it| format!("{} ({})", word(&it["text"]), word(&it["due"]))).collect()
}

fn tell_room(room: &Value) -> Vec<String> {
    let mut lines = tell_to_do(room);
    let unread = each(&room["unreadPapers"]["nodes"]);
    lines.extend(unread.map(|paper| format!("has not read «{}» {}", word(&paper["title"]), paper["version"])));
    for meeting in each(&room["meetings"]["nodes"]) {
        let there: Vec<&str> = each(&meeting["attendance"]).map(|row| word(&row["presence"])).collect();
        if !there.is_empty() {
            lines.push(format!("at {}: {}", word(&meeting["title"]), there.join(", ")));
        }
    }
    lines
}

fn tell_desk(desk: &Value) -> Vec<String> {
    let mut lines = tell_to_do(desk);
    let sum = &desk["deputiesUse"];
    lines.push(format!("{} meetings in a year, {} not known in full", sum["meetings"], sum["incompleteMeetings"]));
    lines.extend(each(&sum["seatGroups"]).map(|group| {
        format!("{}: {} of {} by deputies", word(&group["seatGroup"]["key"]), group["byDeputy"], group["attended"])
    }));
    lines
}

on_both! {
    /// What is new on each day, and what is gone, since the day before it in the story.
    async fn each_day_of_the_year_is_as_reviewed(world) {
        world.people(COUNCIL).await;
        world.secretariat(COUNCIL).await;
        world.member(COUNCIL).await;
        let mut told = Told::default();
        let text = |nb: &str| json!({ "nb": nb });

        // March: the year is known in full from now on, and a meeting is prepared with a paper.
        let (staff, member) = world.day("2026-03-12", &mut told).await;
        for subject in ["meetings", "activities"] {
            let mark = json!({ "council": COUNCIL, "subject": subject, "since": "2026-01-01" });
            world.done(&staff, ASSERT_COMPLETE, mark).await;
        }
        let plan = |title: &str, day: &str| json!({
            "council": COUNCIL, "title": text(title), "startsAt": format!("{day}T09:30:00Z"), "endsAt": format!("{day}T12:00:00Z") });
        let spring = world.done(&staff, PLAN_MEETING, plan("Vårmøte", "2026-05-06")).await["meeting"]["id"].take();
        let autumn = world.done(&staff, PLAN_MEETING, plan("Høstmøte", "2026-10-07")).await["meeting"]["id"].take();
        let case = json!({ "council": COUNCIL, "title": text("Årsplan"), "task": { "clause": "s6-tasks", "task": "strategy" } });
        let case = world.done(&member, RAISE_CASE, case).await["case"]["id"].take();
        world.done(&staff, ANSWER_CASE, json!({ "case": case, "accepted": true })).await;
        let onto = json!({ "case": case, "meeting": spring, "nextProcess": text("Direktoratet følger opp.") });
        let item = world.done(&staff, SCHEDULE_CASE, onto).await["item"]["id"].take();
        world.done(&staff, CALL_MEETING, json!({ "meeting": spring, "papersOn": "2026-03-12" })).await;
        let paper = json!({ "item": item, "title": text("Utkast til årsplan"), "visibility": "MEMBERS" });
        let paper = world.provide(&staff, "Utkast til årsplan for rådet.", paper).await;

        // April: the member reads it, and it comes anew.
        let (_, member) = world.day("2026-04-20", &mut told).await;
        assert_eq!(world.fetched(&member, &paper).await, (StatusCode::OK, "Utkast til årsplan for rådet.".to_owned()));
        let (staff, _) = world.day("2026-04-21", &mut told).await;
        let next = json!({ "replaces": paper, "title": text("Forslag til årsplan"), "visibility": "MEMBERS" });
        let next = world.provide(&staff, "Forslag til årsplan for rådet.", next).await;
        assert_eq!(world.fetched(&world.nobody(), &next).await.0, StatusCode::NOT_FOUND);

        // May: the meeting is held, for one seat by its deputy; minutes for the members.
        let (staff, _) = world.day("2026-05-07", &mut told).await;
        let council = world.council(COUNCIL).await;
        let day = "2026-05-06".parse().unwrap();
        let deputy = council.in_office(day).find(|held| held.alternate_rank > 0).unwrap().seat;
        let id = |seat| -> ID { GlobalId::Seat(council.head.id, seat).encode() };
        let there = council.seats.iter().filter(|seat| council.holder(seat.id, day).is_some()).map(|seat| {
            json!({ "seat": id(seat.id), "presence": if seat.id == deputy { "ALTERNATE" } else { "HOLDER" }, "agreed": null })
        });
        let held = json!({
            "council": COUNCIL, "meeting": spring, "attendance": there.collect::<Vec<_>>(), "attendanceComplete": true });
        world.done(&staff, RECORD_MEETING, held).await;
        let minutes = json!({ "meeting": spring, "kind": "MINUTES", "title": text("Referat fra vårmøtet om årsplan"), "visibility": "MEMBERS" });
        let minutes = world.provide(&staff, "Rådet drøftet årsplan.", minutes).await;
        let early = world.payload(&staff, APPROVE, json!({ "paper": minutes, "meeting": autumn })).await;
        assert_eq!(early["userErrors"][0]["code"], "CONFLICT", "the next meeting has not been held");

        // October: the next meeting approves them, and they are for everybody.
        world.day("2026-06-01", &mut told).await;
        let (staff, _) = world.day("2026-10-08", &mut told).await;
        world.done(&staff, RECORD_MEETING, json!({ "council": COUNCIL, "meeting": autumn })).await;
        world.done(&staff, APPROVE, json!({ "paper": minutes, "meeting": autumn })).await;
        world.done(&staff, EDIT, json!({ "paper": minutes, "visibility": "PUBLIC" })).await;
        let (staff, _) = world.day("2026-10-09", &mut told).await;

        // November: the wheel of the next year, and an evaluation.
        let of_wheel = |council: &str, title: &str, day: &str| json!({
            "council": council, "title": text(title), "startsAt": format!("{day}T09:00:00Z") });
        let wheel = json!({ "family": "nasjonal-radsmodell-digitalisering", "year": 2027, "meetings": [
            of_wheel(COUNCIL, "Vintermøte 2027", "2027-02-03"), of_wheel("fagradet", "Fagmøte 2027", "2027-02-10") ] });
        world.done(&staff, WHEEL, wheel).await;
        let (staff, _) = world.day("2026-11-20", &mut told).await;
        let evaluation = json!({
            "council": COUNCIL, "kind": "ACTIVITY", "what": "evaluate", "subjects": ["mandate", "composition"],
            "clause": "s29-regular-evaluation", "on": "2026-11-19", "source": "Referat" });
        world.done(&staff, RECORD, evaluation).await;
        world.day("2026-12-31", &mut told).await;
        world.day("2027-01-01", &mut told).await;
        insta::assert_snapshot!("year", told.text);
    }
}
