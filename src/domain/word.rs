//! Short words that name things in files, clauses and addresses: slugs, keys and codes.
//!
//! May import: `domain::fault`, `domain::message`. They deserialise from any string and are examined with everything around them, so that
//! a wrong one is reported with its path next to all other faults.

use std::{borrow::Borrow, fmt, ops::Deref};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use serde::{Deserialize, Serialize};

use super::fault::{Faults, Form};
use super::message::said;

/// Longest slug, key or code, in bytes.
pub const LONGEST_WORD: usize = 80;

fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_WORD
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident, $nb:literal, $en:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Box<str>);

        impl $name {
            /// Whether the word is well formed.
            #[must_use]
            pub fn is_well_formed(&self) -> bool {
                is_word(&self.0)
            }

            /// The word as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Form for $name {
            fn examine(&self, faults: &mut Faults) {
                if !self.is_well_formed() {
                    let text: String = self.0.chars().take(LONGEST_WORD).collect();
                    faults.note(said!(
                        ["{text:?} er ikke {}: små bokstaver a til z, sifre og enkle bindestreker mellom dem, høyst \
                          {LONGEST_WORD} tegn", $nb],
                        ["{text:?} is not {}: lower-case letters a to z, digits and single hyphens between them, at \
                          most {LONGEST_WORD} characters", $en]
                    ));
                }
            }
        }

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match value {
                    Value::String(text) => Ok(Self(text.into())),
                    other => Err(InputValueError::expected_type(other)),
                }
            }

            fn is_valid(value: &Value) -> bool {
                matches!(value, Value::String(_))
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }
    )*};
}

words! {
    /// The name of a council, family, organisation or template in addresses: ASCII, stable, unique among its kind.
    /// Lower-case letters, digits and single hyphens, such as `strategiradet`.
    Slug, "et kortnavn", "a slug";
    /// The name of a clause, seat group, sub-body or parameter within one mandate. Lower-case letters, digits and
    /// single hyphens, such as `s26-meetings`.
    Key, "en nøkkel", "a key";
    /// An entry of a registered code list, such as `general-practitioner` in the list `qualification`. Code lists are
    /// data: a register adds entries without a new version of the schema.
    Code, "en kode", "a code";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_lower_case_ascii_with_single_hyphens() {
        for right in ["a", "s26-meetings", "helseomsorg21-radet"] {
            assert!(Slug::from(right).is_well_formed(), "{right}");
        }
        for wrong in ["", "-a", "a-", "a--b", "A", "råd", "a b", "a_b", &"x".repeat(LONGEST_WORD + 1)] {
            assert!(!Slug::from(wrong).is_well_formed(), "{wrong}");
        }
    }
}
