//! Clauses as they stand in files and inputs.

use serde_json::{Value, json};

pub fn seats(key: &str, group: Value) -> Value {
    json!({ "key": key, "modality": "SHALL", "provision": { "seats": { "group": group } } })
}

pub fn group(key: &str, number: u32) -> Value {
    json!({
        "key": key, "label": { "nb": key }, "size": { "exactly": { "number": number } },
        "for": { "personal": {} },
    })
}

pub fn chair(key: &str) -> Value {
    json!({
        "key": key, "label": { "nb": key }, "size": { "exactly": { "number": 1 } }, "role": "CHAIR",
        "for": { "organisation": { "slug": "agency" } },
    })
}

pub fn appointed_by(key: &str, organisation: &str) -> Value {
    json!({
        "key": key, "modality": "SHALL",
        "provision": { "procedure": { "steps": [{ "act": "APPOINT", "by": [{ "organisation": { "slug": organisation } }] }] } },
    })
}
