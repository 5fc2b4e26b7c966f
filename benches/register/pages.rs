//! The pages, and how they are asked for: the request's text through the router of the server, without a socket.
//!
//! Imports `mandat`, `axum`, `tower` and `process`.

use std::{
    fmt,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use http_body_util::BodyExt;
use mandat::{access::token::Verifier, clock::Clock, config::Config, http::App, store::Store};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::{fill, process::cpu};

const FRONT_PAGE: &str = include_str!("../../tests/queries/front_page.graphql");
const COUNCIL_PAGE: &str = include_str!("../../tests/queries/council_page.graphql");

/// How many different councils' pages are asked for in turn.
const COUNCILS_IN_TURN: usize = 50;

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The list of the first 20 councils.
    Front,
    /// One council.
    Council,
    /// Everything of the council page for 50 councils.
    Fifty,
}

impl Page {
    /// Every page.
    pub const ALL: [Self; 3] = [Self::Front, Self::Council, Self::Fifty];

    /// The bodies of the requests, asked in turn.
    fn requests(self, councils: usize) -> Vec<String> {
        match self {
            Self::Front => vec![json!({ "query": FRONT_PAGE }).to_string()],
            Self::Council => {
                let step = (councils / COUNCILS_IN_TURN).max(1);
                let slugs = (0..COUNCILS_IN_TURN).map(|turn| fill::slug(turn * step % councils));
                slugs.map(|slug| json!({ "query": COUNCIL_PAGE, "variables": { "slug": slug } }).to_string()).collect()
            }
            Self::Fifty => vec![json!({ "query": fifty() }).to_string()],
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Front => "front page (20 councils)",
            Self::Council => "council page",
            Self::Fifty => "50 councils deep",
        })
    }
}

/// The council page with a list of 50 councils in the place of the one.
fn fifty() -> String {
    let (head, fields) = COUNCIL_PAGE.split_once("council(slug: $slug, asOf: $asOf) {").unwrap();
    let head = head.replace("CouncilPage($slug: String!, ", "FiftyCouncils(");
    format!("{head}councils(first: 50, asOf: $asOf) {{ nodes {{{fields}}}")
}

/// What is in memory when a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warmth {
    /// Nothing.
    Cold,
    /// The councils.
    Warm,
    /// The whole answer.
    Kept,
}

impl Warmth {
    /// Every one, from the slowest.
    pub const ALL: [Self; 3] = [Self::Cold, Self::Warm, Self::Kept];
}

impl fmt::Display for Warmth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cold => "cold",
            Self::Warm => "warm",
            Self::Kept => "kept",
        })
    }
}

/// What a measurement found.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// Median of the time that passed.
    pub wall: Duration,
    /// Mean of the processor time of this process.
    pub cpu: Duration,
    /// How many requests.
    pub runs: usize,
    /// Bytes of one answer.
    pub bytes: usize,
}

/// A register and the server in front of it.
pub struct Register {
    store: Store,
    /// The server without room for whole answers.
    router: Router,
    /// The same with room for them.
    keeping: Router,
    councils: usize,
}

impl Register {
    /// The server in front of a store of so many generated councils.
    pub fn new(store: Store, config: &Config, councils: usize) -> Self {
        let router = |answer_cache_bytes| {
            let config = Config { answer_cache_bytes, ..config.clone() };
            let verifier = Verifier::from_config(&config).unwrap();
            App::new(store.clone(), verifier, Clock::showing(fill::now), &config).router()
        };
        Self { router: router(0), keeping: router(config.answer_cache_bytes), store, councils }
    }

    /// Where the councils are.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Asks for the page for so many seconds.
    pub async fn measure(&self, page: Page, warmth: Warmth, seconds: f64) -> Figure {
        eprintln!("  {page}, {warmth} ...");
        let least = if warmth == Warmth::Cold { 15 } else { 50 };
        let router = if warmth == Warmth::Kept { &self.keeping } else { &self.router };
        let requests = page.requests(self.councils);
        let mut bytes = 0;
        for request in &requests {
            let answer = ask(router, request).await;
            bytes = answer.len();
            check(page, &answer);
        }
        let mut times = Vec::new();
        let (began, used) = (Instant::now(), cpu());
        for request in requests.iter().cycle() {
            if times.len() >= least && began.elapsed().as_secs_f64() >= seconds {
                break;
            }
            if warmth == Warmth::Cold {
                self.store.forget();
            }
            let asked = Instant::now();
            drop(ask(router, request).await);
            times.push(asked.elapsed());
        }
        let used = cpu().saturating_sub(used);
        times.sort_unstable();
        let runs = times.len();
        Figure { wall: times[runs / 2], cpu: used / u32::try_from(runs).unwrap(), runs, bytes }
    }

    /// The answer to a request's body, which is not kept.
    pub async fn ask(&self, body: &str) -> Vec<u8> {
        ask(&self.router, body).await
    }
}

async fn ask(router: &Router, body: &str) -> Vec<u8> {
    let request = Request::post("/graphql")
        .header(header::HOST, "localhost")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/graphql-response+json")
        .body(Body::from(body.to_owned()))
        .unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    response.into_body().collect().await.unwrap().to_bytes().to_vec()
}

/// A fast wrong answer is worth nothing.
fn check(page: Page, answer: &[u8]) {
    let answer: Value = serde_json::from_slice(answer).unwrap();
    let data = &answer["data"];
    let right = answer.get("errors").is_none()
        && match page {
            Page::Front => data["councils"]["edges"].as_array().is_some_and(|edges| edges.len() == 20),
            Page::Council => holders(&data["council"]) >= 15,
            Page::Fifty => {
                let nodes = data["councils"]["nodes"].as_array();
                nodes.is_some_and(|nodes| nodes.len() == 50 && nodes.iter().all(|node| holders(node) <= 21))
            }
        };
    let text = answer.to_string();
    assert!(right, "{page}: {}", text.get(..2_000).unwrap_or(&text));
}

fn holders(council: &Value) -> usize {
    let groups = council["seatGroups"].as_array().into_iter().flatten();
    let seats = groups.flat_map(|group| group["seats"].as_array().into_iter().flatten());
    seats.filter(|seat| seat["holder"]["person"]["name"].is_string()).count()
}
