//! The year of a family as its users live it: the wheel is published, verdicts change, calendars follow, and a private
//! one is answered only as long as its owner may enter.

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt;
use mandat::{
    access::caller::Caller,
    acts::{authority::revoke::RevokeAuthority, roster::end::EndMembership},
    domain::people::Grant,
};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{on_both, persona::Persona, world::World};

const FAMILY: &str = "nasjonal-radsmodell-digitalisering";
const COUNCIL: &str = "strategiradet";

const PUBLISH: &str = "mutation($input: PublishAnnualWheelInput!) { publishAnnualWheel(input: $input) {
    wheel { year publishedOn url family { slug } meetings { id title startsAt status council { slug } }
        clashes { first { council { slug } } second { council { slug } } persons { name } organisations { slug } } }
    warnings { code field message } userErrors { code field message } } }";
const MAKE: &str = "mutation($input: MakeCalendarFeedInput!) { makeCalendarFeed(input: $input) {
    path userErrors { code field } } }";
const REVOKE: &str = "mutation($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) {
    council { slug } userErrors { code field } } }";
const MOVE: &str = "mutation($input: MoveMeetingInput!) { moveMeeting(input: $input) {
    meeting { clashes { second { council { slug } } } } userErrors { code field } } }";
const CALL_OFF: &str = "mutation($input: CallOffMeetingInput!) { callOffMeeting(input: $input) {
    meeting { status } userErrors { code field } } }";
const PLAN: &str = "mutation($input: PlanMeetingInput!) { planMeeting(input: $input) {
    meeting { id } userErrors { code field } } }";

fn meeting(council: &str, title: &str, starts_at: &str, ends_at: &str) -> Value {
    json!({
        "council": council, "title": { "nb": title, "en": format!("{title} (en)") },
        "startsAt": starts_at, "endsAt": ends_at, "place": { "nb": "Oslo; rom 3" },
    })
}

fn wheel() -> Value {
    json!({
        "family": FAMILY, "year": 2027, "url": "https://example.org/arshjul",
        "meetings": [
            meeting(COUNCIL, "Vintermøte", "2027-02-03T08:00:00Z", "2027-02-03T12:00:00Z"),
            meeting("fagradet", "Fagmøte", "2027-02-03T11:00:00Z", "2027-02-03T13:00:00Z"),
            meeting("portefoljeradet", "Sommermøte", "2027-06-03T08:00:00Z", "2027-06-03T12:00:00Z"),
        ],
    })
}

/// What stands at an address, with the head of the answer.
async fn fetch(world: &World, path: &str, head: &[(&str, &str)]) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::get(path);
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    let answer = world.app().router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (status, headers) = (answer.status(), answer.headers().clone());
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, headers, String::from_utf8(body.to_vec()).unwrap())
}

/// The events of a calendar, each as its lines by name: a reader of its own, which unfolds and unescapes.
fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{calendar}");
    assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{calendar}");
    let (mut all, mut open): (Vec<Vec<(String, String)>>, bool) = (Vec::new(), false);
    for line in calendar.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => {
                assert!(!open);
                open = true;
                all.push(Vec::new());
            }
            ("END", "VEVENT") => open = false,
            _ if open => {
                let plain = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                all.last_mut().unwrap().push((name.to_owned(), plain));
            }
            _ => {}
        }
    }
    for event in &all {
        let names: Vec<&String> = event.iter().map(|(name, _)| name).collect();
        let once = names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1);
        assert!(once, "{event:?}");
    }
    all
}

fn line<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    event.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

async fn calendar(world: &World, path: &str) -> Vec<Vec<(String, String)>> {
    let (status, headers, text) = fetch(world, path, &[]).await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"text/calendar; charset=utf-8".parse().unwrap()));
    events(&text)
}

/// The event that takes place in the year of the wheel and has this word in its title.
fn titled<'a>(events: &'a [Vec<(String, String)>], word: &str) -> &'a [(String, String)] {
    events.iter().find(|event| line(event, "SUMMARY").contains(word)).unwrap_or_else(|| panic!("{word}: {events:?}"))
}

async fn made(world: &World, persona: &Persona) -> String {
    world.done(persona, MAKE, json!({ "council": COUNCIL })).await["path"].as_str().unwrap().to_owned()
}

on_both! {
    /// The secretariat that the mandate makes responsible publishes for all three; the duty is met from that day.
    async fn a_wheel_is_published_for_the_whole_family(world) {
        world.people(COUNCIL).await;
        let desk = world.secretariat(COUNCIL).await;
        let mut dry = wheel();
        dry["dryRun"] = json!(true);
        let would = world.done(&desk, PUBLISH, dry).await;
        assert_eq!(would["wheel"]["meetings"].as_array().unwrap().len(), 3);
        let asked = "query($slug: String!) { family(slug: $slug) { wheel(year: 2027) { publishedOn meetings { title } } } }";
        assert_eq!(world.ask(asked, json!({ "slug": FAMILY })).await["family"]["wheel"], Value::Null);
        let done = world.done(&desk, PUBLISH, wheel()).await;
        assert_eq!(done["wheel"]["publishedOn"], "2026-03-12");
        assert_eq!(done["wheel"]["family"]["slug"], FAMILY);
        let slugs: Vec<&Value> =
            done["wheel"]["meetings"].as_array().unwrap().iter().map(|meeting| &meeting["council"]["slug"]).collect();
        assert_eq!(slugs, [COUNCIL, "fagradet", "portefoljeradet"]);
        assert_eq!(world.ask(asked, json!({ "slug": FAMILY })).await["family"]["wheel"]["meetings"].as_array().unwrap().len(), 3);
        // The record is what the clause asks for, in each council.
        for council in [COUNCIL, "fagradet", "portefoljeradet"] {
            let recorded = world.council(council).await;
            let prepared = recorded.records.iter().filter(|record| &*record.what == "prepare");
            let wheels: Vec<_> = prepared.filter(|record| record.subjects.iter().any(|subject| &**subject == "annual-wheel")).collect();
            assert_eq!(wheels.len(), 1, "{council}");
            assert_eq!(wheels[0].on, crate::world::today());
        }
        let verdict = "query($on: Date!) { council(slug: \"strategiradet\", asOf: $on) { compliance { verdicts { clause { key } status } } } }";
        let found = world.ask(verdict, json!({ "on": "2027-01-02" })).await;
        let verdicts = found["council"]["compliance"]["verdicts"].as_array().unwrap();
        let wheel_verdict = verdicts.iter().find(|verdict| verdict["clause"]["key"] == "s27-annual-wheel").unwrap();
        assert_ne!(wheel_verdict["status"], "BREACHED", "{wheel_verdict}");
        // The calendar of the family has them too.
        let asked = "query($slug: String!) { family(slug: $slug) {
            meetings(from: \"2027-01-01\", until: \"2027-06-03\", first: 10) { totalCount nodes { council { slug } } } } }";
        let page = world.ask(asked, json!({ "slug": FAMILY })).await["family"]["meetings"].clone();
        assert_eq!(page["totalCount"], 2);
        assert_eq!(page["nodes"][1]["council"]["slug"], "fagradet");
        // Once more the same, and then one less.
        world.done(&desk, PUBLISH, wheel()).await;
        let mut less = wheel();
        less["meetings"].as_array_mut().unwrap().pop();
        let refused = world.payload(&desk, PUBLISH, less).await;
        assert_eq!((&refused["userErrors"][0]["code"], &refused["userErrors"][0]["field"]), (&json!("CONFLICT"), &json!("meetings")));
    }

    /// A meeting keeps its identity when it is moved and called off, and each move counts.
    async fn calendars_follow_what_becomes_of_a_meeting(world) {
        world.people(COUNCIL).await;
        let desk = world.secretariat(COUNCIL).await;
        let done = world.done(&desk, PUBLISH, wheel()).await;
        let id = &done["wheel"]["meetings"][0]["id"];
        let public = format!("/calendar/{COUNCIL}.ics");
        let first = calendar(&world, &public).await;
        let event = titled(&first, "Vintermøte").to_vec();
        assert_eq!((line(&event, "DTSTART"), line(&event, "DTEND")), ("20270203T080000Z", "20270203T120000Z"));
        assert_eq!((line(&event, "SEQUENCE"), line(&event, "STATUS"), line(&event, "LOCATION")), ("0", "CONFIRMED", "Oslo; rom 3"));
        assert_eq!(line(&event, "LAST-MODIFIED"), "20260312T090000Z");
        assert!(!first.iter().any(|event| line(event, "SUMMARY").contains("Fagmøte")));
        // To the last Sunday of March, when the clock goes forward in the night.
        world.move_to("2026-04-01T10:00:00Z");
        let desk = world.secretariat(COUNCIL).await;
        world.done(&desk, MOVE, json!({ "meeting": id, "startsAt": "2027-03-28T22:30:00Z", "reason": { "nb": "Ferie" } })).await;
        let moved = calendar(&world, &public).await;
        let now = titled(&moved, "Vintermøte").to_vec();
        assert_eq!((line(&now, "UID"), line(&now, "SEQUENCE")), (line(&event, "UID"), "1"));
        assert_eq!((line(&now, "DTSTART"), line(&now, "DTEND")), ("20270328T223000Z", "20270329T023000Z"));
        assert_eq!(line(&now, "LAST-MODIFIED"), "20260401T100000Z");
        assert_eq!(line(&now, "DESCRIPTION"), "Flyttet: Ferie");
        let asked = "query($slug: String!) { family(slug: $slug) { meetings(from: \"2027-03-29\", until: \"2027-03-30\") { totalCount } } }";
        assert_eq!(world.ask(asked, json!({ "slug": FAMILY })).await["family"]["meetings"]["totalCount"], 1, "it is the next day in Oslo");
        world.done(&desk, CALL_OFF, json!({ "meeting": id, "reason": { "nb": "For få saker" } })).await;
        let family = calendar(&world, &format!("/calendar/family/{FAMILY}.ics")).await;
        let off = titled(&family, "Vintermøte").to_vec();
        assert_eq!((line(&off, "UID"), line(&off, "SEQUENCE"), line(&off, "STATUS")), (line(&event, "UID"), "2", "CANCELLED"));
        assert!(line(&off, "SUMMARY").starts_with("Avlyst: "));
        titled(&family, "Fagmøte");
        let english = calendar(&world, &format!("{public}?lang=en")).await;
        assert!(line(titled(&english, "Vintermøte (en)"), "SUMMARY").starts_with("Called off: "));
    }

    /// What was fetched before is not sent again, and what is not there is one answer.
    async fn calendars_are_kept_and_named_by_their_bytes(world) {
        world.people(COUNCIL).await;
        let path = format!("/calendar/{COUNCIL}.ics");
        let (_, head, text) = fetch(&world, &path, &[("accept-language", "en")]).await;
        assert_eq!((&head["cache-control"], &head["vary"]), (&"public, max-age=300".parse().unwrap(), &"accept-language".parse().unwrap()));
        let tag = head["etag"].to_str().unwrap();
        let (status, head, again) = fetch(&world, &path, &[("accept-language", "en"), ("if-none-match", tag)]).await;
        assert_eq!((status, again.as_str(), &head["etag"]), (StatusCode::NOT_MODIFIED, "", &tag.parse().unwrap()));
        assert_ne!(fetch(&world, &path, &[]).await.2, text, "the other language");
        for nothing in ["/calendar/ingen.ics", "/calendar/family/ingen.ics", "/calendar/strategiradet", "/calendar/.ics", "/calendar/private/strategiradet.ics"] {
            assert_eq!(fetch(&world, nothing, &[]).await.0, StatusCode::NOT_FOUND, "{nothing}");
        }
        let post = Request::post(&path).body(Body::empty()).unwrap();
        assert_eq!(world.app().router().oneshot(post).await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    /// The link is for those behind the private doors, as long as the door is open; a secret that ended is no secret.
    async fn a_private_calendar_asks_the_door_each_time(world) {
        world.people(COUNCIL).await;
        let (desk, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let link = "https://moete.example/hemmelig";
        world.done(&desk, PLAN, json!({
            "council": COUNCIL, "title": { "nb": "Digitalt møte" }, "startsAt": "2026-05-04T09:00:00Z", "link": link,
        })).await;
        let path = made(&world, &desk).await;
        let event = titled(&calendar(&world, &path).await, "Digitalt møte").to_vec();
        assert_eq!((line(&event, "URL"), line(&event, "LOCATION")), (link, link));
        let (_, head, _) = fetch(&world, &path, &[]).await;
        assert_eq!(head["cache-control"], "private, no-cache");
        let public = fetch(&world, &format!("/calendar/{COUNCIL}.ics"), &[]).await.2;
        assert!(public.contains("Digitalt møte") && !public.contains("hemmelig"), "{public}");
        let of_member = made(&world, &member).await;
        titled(&calendar(&world, &of_member).await, "Digitalt møte");
        // Another takes the place of the one before; and whoever revokes has none.
        let second = made(&world, &member).await;
        let unknown = fetch(&world, "/calendar/private/AAAAAAAAAAAAAAAAAAAAAAAA.ics", &[]).await;
        let gone = |found: (StatusCode, HeaderMap, String)| {
            assert_eq!((found.0, &found.2), (StatusCode::NOT_FOUND, &unknown.2));
        };
        gone(fetch(&world, &of_member, &[]).await);
        assert_eq!(fetch(&world, &second, &[]).await.0, StatusCode::OK);
        // A term that ends today admits nobody today; the calendar is the account's own to revoke all the same.
        let holder = world.caller(&member).await.person().unwrap();
        let council = world.council(COUNCIL).await;
        let today = crate::world::today();
        let held = council.in_office(today).find(|held| held.person == holder).unwrap();
        let end =
            EndMembership { council: council.head.id, membership: held.id, on: today, ground: None, reason: None };
        world.act(&Caller::console(), end).await;
        gone(fetch(&world, &second, &[]).await);
        world.done(&member, REVOKE, json!({ "council": COUNCIL })).await;
        gone(fetch(&world, &second, &[]).await);
        let again = world.payload(&member, REVOKE, json!({ "council": COUNCIL })).await;
        assert_eq!(again["userErrors"][0]["code"], "NOT_FOUND");
        // Who has left the secretariat, and who never was in it.
        let staff = world.caller(&desk).await;
        let authority = staff.authorities_on(today).find(|known| known.grant == Grant::Secretariat(council.head.id));
        world.act(&Caller::console(), RevokeAuthority { authority: authority.unwrap().id }).await;
        gone(fetch(&world, &path, &[]).await);
        let refused = world.payload(&world.nobody(), MAKE, json!({ "council": COUNCIL })).await;
        assert_eq!((&refused["path"], &refused["userErrors"][0]["code"]), (&Value::Null, &json!("FORBIDDEN")));
    }
}
