//! Changes that are made once, however often they are sent: the key in the request's head.

use serde_json::{Value, json};

use crate::{on_both, persona::Persona, world::World};

const TWO: &str = "mutation($a: CreateOrganisationInput!, $b: CreateOrganisationInput!) {
    one: createOrganisation(input: $a) { organisation { id slug } userErrors { code field } }
    two: createOrganisation(input: $b) { organisation { id slug } userErrors { code field } } }";

async fn send(world: &World, persona: &Persona, slugs: [&str; 2], key: &str) -> Value {
    let input = |slug: &str| json!({ "slug": slug, "name": { "nb": slug } });
    let variables = json!({ "a": input(slugs[0]), "b": input(slugs[1]) });
    let body = json!({ "query": TWO, "variables": variables });
    let mut answer = world.send_body(persona, &body, &[("idempotency-key", key)]).await;
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].take()
}

on_both! {
    /// Each change of a document is made once under the key, and another body under the same key is refused.
    async fn a_key_in_the_head_is_each_changes_own(world) {
        world.found().await;
        let operator = world.operator().await;
        let first = send(&world, &operator, ["prove-a", "prove-b"], "\"once\"").await;
        assert_eq!((&first["one"]["userErrors"], &first["two"]["userErrors"]), (&json!([]), &json!([])));
        let seq = world.seq().await;
        let again = send(&world, &operator, ["prove-a", "prove-b"], "once").await;
        assert_eq!((again, world.seq().await), (first, seq), "the same answer, and nothing happened");
        let other = send(&world, &operator, ["prove-a", "prove-c"], "once").await;
        assert_eq!(other["one"]["userErrors"], json!([]));
        assert_eq!(other["two"]["userErrors"][0]["code"], "CONFLICT");
        let new = send(&world, &operator, ["prove-d", "prove-e"], "twice").await;
        assert_eq!(new["two"]["organisation"]["slug"], "prove-e");
    }
}
