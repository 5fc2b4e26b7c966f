//! Values as files: the canonical form without what is absent or empty.
//!
//! May import: `domain`.

use serde_json::Value;

/// Leaves out what says nothing: nulls, empty lists and the empty scope. Every type of the domain reads back as itself
/// from what is left. Other empty objects stay: `{ personal: {} }` is a choice.
pub fn prune(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.values_mut().for_each(prune);
            fields.retain(|name, value| match value {
                Value::Null => false,
                Value::Array(entries) => !entries.is_empty(),
                Value::Object(fields) => !fields.is_empty() || name != "appliesTo",
                _ => true,
            });
        }
        Value::Array(entries) => entries.iter_mut().for_each(prune),
        _ => {}
    }
}
