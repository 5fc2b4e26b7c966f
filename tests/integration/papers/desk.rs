//! A server whose clock the test moves, and those who send papers to it and fetch them.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::{DateTime, TimeDelta};
use http_body_util::BodyExt;
use mandat::{
    access::issuer::DevIssuer, acts::development::Role, clock::Clock, graphql::global_id::GlobalId, http::App,
};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{World, now};

/// The council of these tests.
pub const COUNCIL: &str = "strategiradet";

const OFFER: &str = "mutation O($input: OfferPaperInput!) { offerPaper(input: $input) {
    upload { url expiresAt paperId } userErrors { code field message } } }";

/// Those who take part.
pub struct Desk {
    pub world: World,
    pub secretariat: String,
    pub member: String,
    router: Router,
    clock: Arc<AtomicI64>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub head: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The code of the only error.
    pub fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned()
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.head.get(&name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Desk {
    pub async fn of(world: World) -> Self {
        world.people(COUNCIL).await;
        world.secretariat(COUNCIL).await;
        world.member(COUNCIL).await;
        let clock = Arc::new(AtomicI64::new(now().timestamp()));
        let shown = Arc::clone(&clock);
        let clock_of_app = Clock::showing(move || DateTime::from_timestamp(shown.load(Ordering::Relaxed), 0).unwrap());
        let router = App::new(world.store.clone(), world.verifier(), clock_of_app, &world.config).router();
        // Good for the whole day: links end, not those who hold them.
        let token = |subject: &str| world.issuer.sign(&DevIssuer::claims(subject, None, TimeDelta::hours(48), now()));
        let secretariat = token(&Role::Secretariat(COUNCIL.to_owned()).subject());
        let member = token(&Role::Member(COUNCIL.to_owned()).subject());
        Self { world, secretariat, member, router, clock }
    }

    /// A token of somebody who may nothing.
    pub fn nobody(&self) -> String {
        self.world.issuer.sign(&DevIssuer::claims("nobody", None, TimeDelta::hours(48), now()))
    }

    pub fn advance(&self, by: TimeDelta) {
        self.clock.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }

    pub async fn send(&self, method: Method, path: &str, head: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        let answer = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        Answer { status: parts.status, head: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    }

    pub async fn put(&self, path: &str, bytes: impl Into<Bytes>) -> Answer {
        self.send(Method::PUT, path, &[], Body::from(bytes.into())).await
    }

    pub async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let head: Vec<(&str, &str)> = bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
        self.send(Method::GET, path, &head, Body::empty()).await
    }

    /// The whole answer to a document.
    pub async fn ask(&self, token: Option<&str>, document: &str, variables: Value) -> Value {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut head = vec![("content-type", "application/json")];
        head.extend(bearer.iter().map(|bearer| ("authorization", bearer.as_str())));
        self.send(Method::POST, "/graphql", &head, Body::from(body)).await.json()
    }

    /// The payload of the only mutation of a document, done by the secretariat.
    pub async fn done(&self, document: &str, input: Value) -> Value {
        let mut answer = self.ask(Some(&self.secretariat), document, json!({ "input": input })).await;
        assert!(answer.get("errors").is_none(), "{answer}");
        answer["data"].as_object_mut().unwrap().values_mut().next().unwrap().take()
    }

    /// The first case of the council, as clients name it.
    pub async fn case(&self) -> String {
        let council = self.world.council(COUNCIL).await;
        GlobalId::Case(council.head.id, council.work.cases[0].id).encode().to_string()
    }

    /// A note for everybody on the first case, of so many bytes.
    pub async fn note(&self, size: usize) -> Value {
        json!({
            "case": self.case().await,
            "title": { "nb": "Notat" },
            "language": "NB",
            "visibility": "PUBLIC",
            "fileName": "notat.txt",
            "mediaType": "text/plain",
            "size": size,
        })
    }

    /// What the secretariat is answered to an offer.
    pub async fn offer(&self, input: Value) -> Value {
        self.done(OFFER, input).await
    }

    /// The same, of somebody else.
    pub async fn offer_of(&self, token: Option<&str>, input: Value) -> Value {
        self.ask(token, OFFER, json!({ "input": input })).await["data"]["offerPaper"].take()
    }

    /// Where the bytes of an offer that is not refused are sent.
    pub async fn link(&self, input: Value) -> String {
        let payload = self.offer(input).await;
        assert_eq!(payload["userErrors"], json!([]));
        payload["upload"]["url"].as_str().unwrap().to_owned()
    }

    /// Adds a paper that differs from the note in these fields; its id.
    pub async fn add(&self, bytes: &[u8], other: Value) -> String {
        let mut input = self.note(bytes.len()).await;
        for (name, value) in other.as_object().unwrap() {
            input[name] = value.clone();
        }
        let link = self.link(input).await;
        let answer = self.put(&link, bytes.to_vec()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.body);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// The address that somebody is told for a paper behind a door; None where the paper is not seen.
    pub async fn url(&self, token: Option<&str>, door: &str, id: &str) -> Option<String> {
        let list = "cases { nodes { papers { id url } } }";
        let document = match door {
            "council" => format!("{{ node(id: \"{id}\") {{ ... on Paper {{ url }} }} }}"),
            door => format!("{{ {door}(council: \"{COUNCIL}\") {{ {list} }} }}"),
        };
        let answer = self.ask(token, &document, json!({})).await;
        if door == "council" {
            return answer["data"]["node"]["url"].as_str().map(str::to_owned);
        }
        let cases = answer["data"][door]["cases"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
        let papers = cases.iter().flat_map(|case| case["papers"].as_array().unwrap());
        papers.clone().find(|paper| paper["id"] == id).map(|paper| paper["url"].as_str().unwrap().to_owned())
    }

    /// The files that lie in the storage of papers, wherever.
    pub async fn files(&self) -> Vec<String> {
        // What is taken away when it is dropped goes in a task of its own.
        for _ in 0..200 {
            tokio::task::yield_now().await;
        }
        let mut found = Vec::new();
        walk(&self.world.folder.path().join("papers"), &mut found);
        found
    }

    /// How many papers with bytes the register has.
    pub async fn rows(&self) -> usize {
        self.world.council(COUNCIL).await.work.papers.iter().filter(|paper| paper.has_bytes()).count()
    }
}

fn walk(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), found);
        } else {
            found.push(entry.path().display().to_string());
        }
    }
}
