//! JSON from clients, in which no key is given twice: which of the values counted would be anybody's guess.
//!
//! May import: JSON.

use std::{cell::RefCell, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// The longest key that is told, in bytes.
const LONGEST: usize = 100;

/// Why a text is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not JSON, or nested deeper than anything that is meant.
    NotJson,
    /// This key is given twice in one object, its name cut short where it is long.
    GivenTwice(String),
}

/// Reads a text.
///
/// # Errors
/// It is not JSON, or has a key twice.
pub(super) fn read(text: &str) -> Result<Value, Unread> {
    let twice = RefCell::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Reading { twice: &twice }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|_| twice.into_inner().map_or(Unread::NotJson, Unread::GivenTwice))
}

/// A value that is read, however deep it stands.
#[derive(Clone, Copy)]
struct Reading<'k> {
    /// To be told the key that is given twice.
    twice: &'k RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Reading<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reading<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut fields = Map::new();
        while let Some(mut key) = object.next_key::<String>()? {
            if fields.contains_key(&key) {
                key.truncate(key.floor_char_boundary(LONGEST));
                self.twice.replace(Some(key));
                return Err(A::Error::custom("a key is given twice"));
            }
            fields.insert(key, object.next_value_seed(self)?);
        }
        Ok(Value::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn twice(key: &str) -> Result<Value, Unread> {
        Err(Unread::GivenTwice(key.to_owned()))
    }

    #[test]
    fn no_key_is_given_twice_at_any_depth() {
        for (text, key) in [
            (r#"{"a":1,"a":1}"#, "a"),
            (r#"{"a":1,"\u0061":2}"#, "a"),
            (r#"{"v":[{"x":{"å":1,"b":2,"å":null}}]}"#, "å"),
            (r#"{"":1,"":2}"#, ""),
            // What is wrong behind it makes no difference.
            (r#"{"a":1,"a":"#, "a"),
        ] {
            assert_eq!(read(text), twice(key), "{text}");
        }
        assert_eq!(
            read(r#"{"a":{"a":[{"a":1},{"a":2}]},"b":1}"#),
            Ok(json!({"a": {"a": [{"a": 1}, {"a": 2}]}, "b": 1}))
        );
        let long = "å".repeat(1_000);
        assert_eq!(read(&format!(r#"{{"{long}":1,"{long}":2}}"#)), twice(&"å".repeat(LONGEST / 2)));
    }

    #[test]
    fn what_is_not_json_is_not_read_and_depth_is_bounded() {
        for text in ["", "{", "{}}", "[1,]", "{a:1}", "nul", "1 2", "\u{feff}{}"] {
            assert_eq!(read(text), Err(Unread::NotJson), "{text}");
        }
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = |times: usize| format!("{}1{}", open.repeat(times), close.repeat(times));
            assert!(read(&deep(100)).is_ok());
            assert_eq!(read(&deep(100_000)), Err(Unread::NotJson));
        }
    }

    proptest! {
        /// A text is read as any other reader of JSON has it.
        #[test]
        fn what_has_no_key_twice_is_what_it_always_was(numbers in proptest::collection::vec(any::<f64>(), 0..4), whole in any::<i64>(), large in any::<u64>(), text in ".{0,20}") {
            let value = json!({ "n": numbers, "w": whole, "l": large, "t": { "t": text.clone() }, "x": [null, true, {}] });
            let written = value.to_string();
            prop_assert_eq!(read(&written).ok(), serde_json::from_str(&written).ok());
        }
    }
}
