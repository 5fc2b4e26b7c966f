//! Random acts on a roster, and the answers of any day compared with a slow, obvious model that knows nothing but the
//! audit log.

mod life;
mod model;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::json;

use self::{life::Life, model::Model};
use crate::{events::assert_numbered, on_both};

/// The council whose life is invented.
const COUNCIL: &str = "helseomsorg21-radet";

/// What is asked of every day.
const PAGE: &str = r"query Day($slug: String!, $day: Date) { council(slug: $slug, asOf: $day) {
    mandate { version }
    seats { id holder { id role onBehalfOf { slug } } deputies { id } }
    memberships(first: 100) { totalCount nodes { id person { name } deputyRank start expectedEnd end } }
} }";

/// What only the secretariat sees: every nomination, latest first.
const NOMINATIONS: &str = r"query Nominations($slug: String!) { secretariat(council: $slug) {
    nominations { seat { id } personName by { slug } on note }
} }";

/// Every kind of act that a life is made of.
const KINDS: [&str; 11] = [
    "amendMandate",
    "appoint",
    "appointSet",
    "correctMembership",
    "designateChair",
    "designateDeputy",
    "endMembership",
    "moveRepresentation",
    "nominate",
    "recordHistory",
    "renewTerm",
];

on_both! {
    /// Whatever was done in whatever order, the audit log tells it all again, for every day.
    async fn the_audit_log_tells_every_day_again(world) {
        world.found().await;
        let desk = world.secretariat(COUNCIL).await;
        let ministry = world.appointer("helse-og-omsorgsdepartementet").await;
        let callers = (world.caller(&ministry).await, world.caller(&desk).await);
        let mut done: BTreeMap<&str, usize> = BTreeMap::new();
        for seed in [3, 11] {
            let mut life = Life::of(&world, callers.clone(), seed).await;
            life.live(160).await;
            for (kind, times) in life.done {
                *done.entry(kind).or_default() += times;
            }
        }
        for kind in KINDS {
            assert!(done.get(kind).is_some_and(|times| *times >= 3), "{kind} hardly ever succeeds: {done:?}");
        }
        let model = Model::from_log(&world, COUNCIL).await;
        for day in days() {
            let mut answer = world.ask(PAGE, json!({ "slug": COUNCIL, "day": day })).await;
            let nodes = answer["council"]["memberships"]["nodes"].as_array_mut().unwrap();
            nodes.sort_by_key(ToString::to_string);
            assert_eq!(model.page(day), answer["council"], "as of {day}");
        }
        assert_numbered(&world).await;
        let told = world.send_well(&desk, NOMINATIONS, json!({ "slug": COUNCIL })).await;
        assert_eq!(model.nominations(), told["secretariat"]["nominations"]);
        // The model is not blind: it has seen people come and go, under a mandate and without.
        let held: Vec<usize> = days().map(|day| model.holders_on(day)).collect();
        assert!(held.contains(&0) && held.iter().max() > Some(&5), "{held:?}");
        let deputies: Vec<usize> = days().map(|day| model.deputies_on(day)).collect();
        assert!(deputies.contains(&0) && deputies.iter().max() > Some(&2), "{deputies:?}");
    }
}

/// Days all over the time in which something happens, some of them on the edges of mandates.
fn days() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2018, 12, 31).unwrap();
    let regular = (0..60).map(move |step| first + Days::new(step * 61));
    let edges = ["2020-01-01", "2020-01-02", "2024-01-01", "2024-01-02", "2026-03-11", "2026-03-12"];
    regular.chain(edges.map(|day| day.parse().unwrap()))
}
