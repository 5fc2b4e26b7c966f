//! Answers that are kept are the ones that would be given anew: after a write here, after a write elsewhere.

use std::time::{Duration, Instant};

use mandat::{access::caller::Caller, acts::organisation::create::CreateOrganisation};
use serde_json::json;

use crate::{on_both, world::World};

const COUNT: &str = "{ organisations { totalCount } }";

fn organisation(slug: &str) -> CreateOrganisation {
    let input = json!({ "slug": slug, "name": { "nb": slug } });
    CreateOrganisation { input: serde_json::from_value(input).unwrap() }
}

async fn count(world: &World) -> u64 {
    world.ask(COUNT, json!({})).await["organisations"]["totalCount"].as_u64().unwrap()
}

on_both! {
    /// Who writes and then reads through the same server sees what was written.
    async fn a_write_here_is_seen_at_once(world) {
        world.found().await;
        for round in 0..20 {
            let before = count(&world).await;
            assert_eq!(count(&world).await, before);
            world.act(&Caller::console(), organisation(&format!("prove-{round}"))).await;
            assert_eq!(count(&world).await, before + 1);
        }
    }

    /// What another node writes is seen within the few milliseconds for which nobody asks the database.
    async fn a_write_elsewhere_is_seen_soon(world) {
        world.found().await;
        let elsewhere = world.second_node().await;
        let before = count(&world).await;
        elsewhere.act(&Caller::console(), organisation("prove-elsewhere")).await;
        let began = Instant::now();
        while count(&world).await == before {
            assert!(began.elapsed() < Duration::from_secs(5), "the old answer is given again and again");
        }
        assert_eq!(count(&world).await, before + 1);
    }
}
