//! Between rows and values: words of closed lists, JSON, numbers.
//!
//! May import: `domain`, `error`.

use serde::{Deserialize, Serialize, de::DeserializeOwned, de::value::StrDeserializer};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    domain::{council::Body, mandate::clause::CLAUSE_FORMAT, text::Text},
    error::Error,
};

/// Where the numbers of drafts begin in the table of mandates: a version is counted when a mandate is adopted.
pub(super) const DRAFTS: i32 = 1_000_000;

/// The value of a closed list that a column holds.
pub(super) fn word<T: for<'de> Deserialize<'de>>(column: &str) -> Result<T, Error> {
    T::deserialize(StrDeserializer::<serde::de::value::Error>::new(column))
        .map_err(|wrong| Error::Corrupt(format!("{column:?}: {wrong}")))
}

/// What a column holds for a value of a closed list.
pub(super) fn column<T: Serialize>(value: &T) -> Result<String, Error> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Ok(word),
        other => Err(Error::Corrupt(format!("no word of a closed list: {other:?}"))),
    }
}

/// A value that a JSON column holds.
pub(super) fn value<T: DeserializeOwned>(json: Value) -> Result<T, Error> {
    serde_json::from_value(json).map_err(|wrong| Error::Corrupt(wrong.to_string()))
}

/// What a JSON column holds that is written in the format of clauses.
pub(super) fn of_clauses<T: DeserializeOwned>(format: i32, json: Value) -> Result<T, Error> {
    if format == CLAUSE_FORMAT { value(json) } else { Err(Error::ClauseFormat { found: format, known: CLAUSE_FORMAT }) }
}

/// What a JSON column holds for a value, without what is absent or empty.
pub(super) fn json<T: Serialize>(value: &T) -> Result<Value, Error> {
    let mut json = serde_json::to_value(value).map_err(|wrong| Error::Corrupt(wrong.to_string()))?;
    crate::domain::file::prune(&mut json);
    Ok(json)
}

/// A text that a column may hold.
pub(super) fn text(json: Option<Value>) -> Result<Option<Text>, Error> {
    json.map(value).transpose()
}

/// What a column holds for a text that may be absent.
pub(super) fn text_column(text: Option<&Text>) -> Result<Option<Value>, Error> {
    text.map(json).transpose()
}

/// The body that two columns hold: an organisation in one, or a council in the other.
pub(super) fn body(organisation: Option<Uuid>, council: Option<Uuid>) -> Option<Body> {
    organisation.map(|id| Body::Organisation(id.into())).or_else(|| council.map(|id| Body::Council(id.into())))
}

/// A number that is never negative.
pub(super) fn number(column: i32) -> Result<u32, Error> {
    u32::try_from(column).map_err(|_| Error::Corrupt(format!("{column} is negative")))
}

/// What a column holds for a number.
pub(super) fn number_column(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
