//! The register is followed as it changes: by whoever may, and only what everybody may see.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::TimeDelta;
use http_body_util::BodyExt;
use mandat::{access::caller::Caller, acts::organisation::create::CreateOrganisation, clock::Clock, http::App};
use serde_json::{Value, json};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::{
    documents::{ANSWER_CASE, PLAN_MEETING, RAISE_CASE},
    on_both,
    persona::Persona,
    world::{World, now},
};

/// Longer than anything here takes, on any machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// An event stream that is read as it comes.
pub struct Stream(Body);

impl Stream {
    pub async fn open(server: &Router, persona: &Persona, query: &str) -> Self {
        Self::open_with(server, persona, &json!({ "query": query })).await
    }

    /// A stream that answers a whole body.
    pub async fn open_with(server: &Router, persona: &Persona, body: &Value) -> Self {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "text/event-stream");
        if let Some(token) = &persona.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let response = server.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Self(response.into_body())
    }

    /// The next answer; none where the stream is complete.
    pub async fn next(&mut self) -> Option<Value> {
        // Signs of life do not count.
        timeout(PATIENCE, self.read()).await.expect("something comes")
    }

    async fn read(&mut self) -> Option<Value> {
        loop {
            let frame = self.0.frame().await?.unwrap();
            let text = String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap();
            if let Some((_, data)) = text.lines().find_map(|line| line.split_once("data: ")) {
                return Some(serde_json::from_str(data).unwrap());
            }
            if text.starts_with("event: complete") {
                return None;
            }
        }
    }

    /// The revision in the next answer.
    async fn revision(&mut self) -> i64 {
        let answer = self.next().await.expect("an event");
        answer["data"]["registerChanged"]["revision"].as_i64().unwrap_or_else(|| panic!("{answer}"))
    }
}

/// The server of a world, with a clock that can be moved on by so many seconds.
fn server(world: &World) -> (Router, Arc<AtomicI64>) {
    let seconds = Arc::new(AtomicI64::new(0));
    let later = Arc::clone(&seconds);
    let clock = Clock::showing(move || now() + TimeDelta::seconds(later.load(Ordering::SeqCst)));
    let verifier = world.verifier();
    (App::new(world.store.clone(), verifier, clock, &world.config).router(), seconds)
}

async fn revision(world: &World) -> i64 {
    world.store.current().await.unwrap().public_revision
}

/// A change that everybody may see.
async fn change(world: &World, slug: &str) -> i64 {
    let input = serde_json::from_value(json!({ "slug": slug, "name": { "nb": slug } })).unwrap();
    world.act(&Caller::console(), CreateOrganisation { input }).await;
    revision(world).await
}

on_both! {
    /// What is written is told, once, with the revision that a query has too.
    async fn a_change_is_told(world) {
        let (server, _) = server(&world);
        let anonymous = Persona::anonymous();
        let mut stream = Stream::open(&server, &anonymous, "subscription { registerChanged { eventId revision at areas } }").await;
        for round in 0..3 {
            let changed = change(&world, &format!("told-{round}")).await;
            let event = stream.next().await.unwrap();
            let told = json!({
                "eventId": changed.to_string(), "revision": changed, "at": "2026-03-12T09:00:00Z", "areas": ["SHARED"] });
            assert_eq!(event["data"]["registerChanged"], told);
            let asked = world.ask("{ register { revision } }", json!({})).await;
            assert_eq!(asked["register"]["revision"], changed);
        }
    }

    /// Who saw less is told at once, who saw as much waits, and after so many events it is complete.
    async fn who_was_away_is_told_what_came_since(world) {
        let (server, _) = server(&world);
        let anonymous = Persona::anonymous();
        let seen = change(&world, "seen").await;
        let latest = change(&world, "missed").await;
        let query = format!("subscription {{ registerChanged(after: {seen}, first: 2) {{ revision }} }}");
        let mut away = Stream::open(&server, &anonymous, &query).await;
        assert_eq!(away.revision().await, latest);
        let next = change(&world, "next").await;
        assert_eq!(away.revision().await, next);
        assert_eq!(away.next().await, None);
        let query = format!("subscription {{ registerChanged(after: {next}, first: 1) {{ revision }} }}");
        let mut present = Stream::open(&server, &anonymous, &query).await;
        assert_eq!((change(&world, "last").await, present.revision().await), (next + 1, next + 1));
    }

    async fn how_many_events_is_a_number_from_one_to_a_hundred(world) {
        let (server, _) = server(&world);
        for first in [0, -1, 101] {
            let query = format!("subscription {{ registerChanged(first: {first}) {{ revision }} }}");
            let answer = Stream::open(&server, &Persona::anonymous(), &query).await.next().await.unwrap();
            assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{answer}");
            assert!(answer.get("data").is_none());
        }
    }

    /// What another node writes is found by looking.
    async fn a_write_elsewhere_is_told(world) {
        let elsewhere = world.second_node().await;
        let (server, _) = server(&world);
        let mut stream =
            Stream::open(&server, &Persona::anonymous(), "subscription { registerChanged { revision } }").await;
        for round in 0..2 {
            let changed = change(&elsewhere, &format!("elsewhere-{round}")).await;
            assert_eq!(stream.revision().await, changed);
        }
    }

    /// Private work moves the register on, and nobody who follows is told.
    async fn private_work_is_not_told(world) {
        world.found().await;
        let (server, _) = server(&world);
        let anonymous = Persona::anonymous();
        let mut stream = Stream::open(&server, &anonymous, "subscription { registerChanged { revision } }").await;
        for (round, slug) in ["strategiradet", "helseomsorg21-radet"].into_iter().enumerate() {
            let (seq, before) = (world.seq().await, revision(&world).await);
            world.secretariat(slug).await;
            assert!(world.seq().await > seq && revision(&world).await == before, "the work is private");
            // Time for an event to come that should not: a whole other stream.
            let query = format!("subscription {{ registerChanged(after: {}, first: 1) {{ revision }} }}", before - 1);
            assert_eq!(Stream::open(&server, &anonymous, &query).await.revision().await, before);
            let changed = change(&world, &format!("public-{round}")).await;
            assert_eq!(stream.revision().await, changed, "the first event is the public one");
        }
    }

    /// A token that ends while somebody follows ends the stream, at the latest with the next change.
    async fn a_token_that_ends_ends_the_stream(world) {
        let (server, seconds) = server(&world);
        let follower = world.account("follower", None);
        let mut stream = Stream::open(&server, &follower, "subscription { registerChanged { revision } }").await;
        let changed = change(&world, "while-admitted").await;
        assert_eq!(stream.revision().await, changed);
        seconds.store(2 * 60 * 60, Ordering::SeqCst);
        change(&world, "after-the-end").await;
        let last = stream.next().await.unwrap();
        assert_eq!(last["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        assert!(last.get("data").is_none() && stream.next().await.is_none(), "{last}");
    }

    /// A council is told of to everybody, a case to those who see it, and what is private is nowhere told in public.
    async fn a_council_and_a_case_are_followed(world) {
        world.people("strategiradet").await;
        let (staff, member) = (world.secretariat("strategiradet").await, world.member("strategiradet").await);
        let (server, _) = server(&world);
        let followed = "subscription { councilChanged(council: \"strategiradet\") { eventId council { slug } } }";
        let mut public = Stream::open(&server, &Persona::anonymous(), followed).await;
        let raised = json!({ "council": "strategiradet", "title": { "nb": "Sak" } });
        let case = world.done(&member, RAISE_CASE, raised).await["case"]["id"].take();
        let followed = format!("subscription {{ caseChanged(case: {case}, first: 1) {{ eventId case {{ status }} }} }}");
        let mut inside = Stream::open(&server, &member, &followed).await;
        world.done(&staff, ANSWER_CASE, json!({ "case": case, "accepted": true })).await;
        let event = inside.next().await.unwrap();
        assert_eq!(event["data"]["caseChanged"]["case"]["status"], "ACCEPTED", "{event}");
        assert!(inside.next().await.is_none(), "one was asked for");
        // The public stream has been silent so far: its first event is that of the meeting.
        let before = world.council("strategiradet").await.revision;
        let planned = json!({
            "council": "strategiradet", "title": { "nb": "Møte" }, "startsAt": "2026-06-01T09:00:00Z" });
        world.done(&staff, PLAN_MEETING, planned).await;
        let event = public.next().await.unwrap();
        let told = json!({ "eventId": (before + 1).to_string(), "council": { "slug": "strategiradet" } });
        assert_eq!(event["data"]["councilChanged"], told);
        // Who does not see the case is told that there is none.
        let mut outside = Stream::open(&server, &Persona::anonymous(), &followed).await;
        let answer = outside.next().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND", "{answer}");
    }
}
