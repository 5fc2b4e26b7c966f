//! A council with more seats than lists are assumed to be long.

use serde_json::json;

use crate::{on_both, persona::Persona, world::World};

const SEATS: usize = 400;

async fn register(world: &World) {
    world.found().await;
    let seats = json!({"key": "members", "label": {"nb": "Medlemmer", "en": "Members"},
        "size": {"exactly": {"number": SEATS}}, "for": {"personal": {}}});
    let input = json!({
        "slug": "stort-rad",
        "owner": "helsedirektoratet",
        "name": {"nb": "Et stort råd", "en": "A large council"},
        "mandate": {
            "adoptedBy": {"organisation": {"slug": "helsedirektoratet"}},
            "adoptedOn": "2026-01-02",
            "validFrom": "2026-01-02",
        },
        "clauses": [{"key": "seats", "modality": "SHALL", "provision": {"seats": {"group": seats}}}],
    });
    world.register(serde_json::from_value(input).unwrap()).await.unwrap();
}

on_both! {
    async fn what_really_comes_is_bounded_too(world) {
        register(&world).await;
        let once = "{ council(slug: \"stort-rad\") { seats { isVacant council { name } seatGroup { seatCount } } } }";
        assert_eq!(world.ask(once, json!({})).await["council"]["seats"].as_array().unwrap().len(), SEATS);
        // By the lengths that are assumed all of these may run.
        for again in ["council { seats { isVacant } }", "seatGroup { seats { isVacant } }", "council { compliance { met } }"] {
            let document = format!("{{ council(slug: \"stort-rad\") {{ seats {{ {again} }} }} }}");
            let answer = world.send(&Persona::anonymous(), &document, json!({}), None).await;
            let error = &answer["errors"][0];
            assert_eq!(error["extensions"]["code"], "TOO_COSTLY", "{again}: {error}");
            assert_eq!(error["extensions"]["limit"], 50_000, "the answer was stopped, not the document: {error}");
            let told = answer.to_string().matches("isVacant").count();
            assert!(told <= 50_000, "{again}: {told}");
        }
        // Each answer is counted by itself.
        world.ask(once, json!({})).await;
    }
}
