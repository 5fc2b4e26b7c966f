//! Values as files: the canonical form without what is absent or empty.
//!
//! May import: `domain`.

use serde::Serialize;
use serde_json::Value;

/// A value as a TOML file.
///
/// # Errors
/// When the value holds what TOML cannot, which no type of the domain does.
pub fn to_toml<T: Serialize>(value: &T) -> Result<String, toml::ser::Error> {
    let mut json = serde_json::to_value(value).map_err(<toml::ser::Error as serde::ser::Error>::custom)?;
    prune(&mut json);
    toml::to_string_pretty(&json)
}

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
