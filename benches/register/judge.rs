//! How fast mandates are judged: one council's whole mandate in memory, and which of many councils breach theirs,
//! against a list of the same councils.
//!
//! Imports `mandat`, `fill` and `pages`.

use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use mandat::{
    clock::Clock,
    domain::mandate::check::{Around, Audience, compliance},
    store::Store,
};
use serde_json::json;

use crate::{fill, pages::Register};

/// How many days are asked about, each once: a day that was asked about before is answered from memory.
const DAYS: u64 = 7;

const LIST: &str = "query($day: Date, $after: String) { councils(first: 100, after: $after, asOf: $day) {
    nodes { slug name } pageInfo { hasNextPage endCursor } } }";
const BREACHING: &str = "query($day: Date, $after: String) {
    councils(first: 100, after: $after, asOf: $day, filter: { compliance: { status: BREACHED } }) {
    nodes { slug name } pageInfo { hasNextPage endCursor } } }";

/// Measures and prints.
pub async fn measure(register: &Register, councils: usize) {
    one_council(register.store()).await;
    println!("\n{councils} councils, page by page, in milliseconds (median of {DAYS} days):");
    let today = Clock::day_of(fill::now());
    let days: Vec<NaiveDate> = (1..=DAYS).map(|back| today - Days::new(back)).collect();
    // Loads every value once.
    walk(register, LIST, today).await;
    let list = median(register, LIST, &days).await;
    let judged = median(register, BREACHING, &days).await;
    let again = median(register, BREACHING, &days).await;
    for (what, (time, found)) in [("listed", list), ("judged", judged), ("judged before", again)] {
        let ratio = time.as_secs_f64() / list.0.as_secs_f64();
        println!("  {what:<14} {found:>5} councils {:>9.3}  {ratio:>5.2} times the list", time.as_secs_f64() * 1e3);
    }
}

async fn one_council(store: &Store) {
    let snapshot = store.current().await.unwrap();
    let id = snapshot.directory.council_by_slug(&fill::slug(0)).unwrap().id;
    let council = store.council(&snapshot, id).await.unwrap().unwrap();
    let on = Clock::day_of(fill::now());
    println!(
        "\nAll verdicts of one council, {} seats, {} memberships:",
        council.seats.len(),
        council.memberships.len()
    );
    for (what, words) in [("with words", true), ("statuses only", false)] {
        let around = Around { directory: &snapshot.directory, family: &[], audience: Audience::Inside, words };
        let mut times: Vec<Duration> = (0..2_000)
            .map(|_| {
                let began = Instant::now();
                std::hint::black_box(compliance(&council, around, on));
                began.elapsed()
            })
            .collect();
        times.sort_unstable();
        let verdicts = compliance(&council, around, on).len();
        println!("  {what:<14} {verdicts:>3} verdicts {:>8.1} microseconds", times[1_000].as_secs_f64() * 1e6);
    }
}

/// The median of the days, and how many councils were found on the last.
async fn median(register: &Register, document: &str, days: &[NaiveDate]) -> (Duration, usize) {
    let mut times = Vec::new();
    let mut found = 0;
    for day in days {
        let began = Instant::now();
        found = walk(register, document, *day).await;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    (times[times.len() / 2], found)
}

/// Reads all pages.
async fn walk(register: &Register, document: &str, day: NaiveDate) -> usize {
    let (mut found, mut after) = (0, serde_json::Value::Null);
    loop {
        let body = json!({ "query": document, "variables": { "day": day, "after": after } }).to_string();
        let answer: serde_json::Value = serde_json::from_slice(&register.ask(&body).await).unwrap();
        assert!(answer.get("errors").is_none(), "{answer}");
        let page = &answer["data"]["councils"];
        found += page["nodes"].as_array().unwrap().len();
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] != true {
            return found;
        }
    }
}
