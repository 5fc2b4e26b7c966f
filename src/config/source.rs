//! Where a setting was found, and what to say when it means nothing.
//!
//! May import: the standard library and thiserror only.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use thiserror::Error;

/// Why the settings cannot be used, with what to do about it. Never holds a secret.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// There is no working directory to take relative paths from.
    #[error("the working directory cannot be found ({0}): start from a directory that exists")]
    NoWorkingDirectory(#[source] std::io::Error),
    /// The file is missing or may not be read.
    #[error(
        "the configuration file {} cannot be read ({reason}): correct the path after --config or in MANDAT_CONFIG, or the file's permissions",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        reason: std::io::Error,
    },
    /// The file is no TOML, has an unknown key, or a value of the wrong type.
    #[error("the configuration file is wrong in line {line}{}: {reason}", key.as_ref().map(|key| format!(" (`{key}`)")).unwrap_or_default())]
    File {
        /// The line, counted from one.
        line: usize,
        /// The key that stands in the line, if one can be made out.
        key: Option<String>,
        /// What is wrong, without the line's text, since it may hold a password.
        reason: String,
    },
    /// A value that means nothing.
    #[error("{place} is \"{value}\": {right}")]
    Value {
        /// The variable or key.
        place: String,
        /// The value as given.
        value: String,
        /// What would be right.
        right: String,
    },
    /// A value that means nothing and may hold a secret, so it is not repeated.
    #[error("{place} cannot be used (its value is not shown): {right}")]
    SecretValue {
        /// The variable or key.
        place: String,
        /// What would be right.
        right: String,
    },
    /// A setting that another one needs.
    #[error("{place} is not set: {right}")]
    Missing {
        /// The variable or key.
        place: String,
        /// What would be right.
        right: String,
    },
}

impl ConfigError {
    /// What the TOML reader said, without the text of the line it said it about.
    pub(super) fn in_file(text: &str, error: &toml::de::Error) -> Self {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let key = text
            .lines()
            .nth(line - 1)
            .and_then(|line| line.split_once('='))
            .map(|(key, _)| key.trim().to_owned())
            .filter(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte)));
        Self::File { line, key, reason: error.message().trim().replace('\n', ", ") }
    }
}

/// The variable or the key of the file that a value comes from, as messages name it.
#[derive(Clone, Debug)]
pub(super) struct Place(String);

impl Place {
    pub(super) fn variable(name: &str) -> Self {
        Self(name.to_owned())
    }

    pub(super) fn key(name: &str) -> Self {
        Self(format!("`{name}` in the configuration file"))
    }

    pub(super) fn key_of_table(name: &str, table: &str, number: usize) -> Self {
        Self(format!("`{name}` of [[{table}]] number {number} in the configuration file"))
    }

    pub(super) fn refuse(&self, value: String, right: impl Into<String>) -> ConfigError {
        ConfigError::Value { place: self.0.clone(), value, right: right.into() }
    }

    pub(super) fn refuse_secret(&self, right: impl Into<String>) -> ConfigError {
        ConfigError::SecretValue { place: self.0.clone(), right: right.into() }
    }

    pub(super) fn missing(&self, right: impl Into<String>) -> ConfigError {
        ConfigError::Missing { place: self.0.clone(), right: right.into() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The environment over the file.
pub(super) struct Sources<'a> {
    env: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(env: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { env }
    }

    /// A variable's value, unless it is empty: Compose files and unit files set variables to
    /// nothing when they mean "not set".
    pub(super) fn variable(&self, name: &str) -> Option<(Place, String)> {
        let value = (self.env)(name)?.trim().to_owned();
        (!value.is_empty()).then(|| (Place::variable(name), value))
    }

    /// A text, from the variable if it is set, otherwise from the file.
    pub(super) fn text(&self, variable: &str, key: &str, file: Option<String>) -> Option<(Place, String)> {
        self.variable(variable).or_else(|| file.map(|value| (Place::key(key), value)))
    }

    /// A whole number within a range.
    pub(super) fn number(
        &self,
        variable: &str,
        key: &str,
        file: Option<i64>,
        range: RangeInclusive<usize>,
        default: usize,
    ) -> Result<usize, ConfigError> {
        let Some((place, text)) = self.text(variable, key, file.map(|number| number.to_string())) else {
            return Ok(default);
        };
        match text.parse() {
            Ok(number) if range.contains(&number) => Ok(number),
            _ => Err(place.refuse(
                text,
                format!("give a whole number from {} to {} (without it: {default})", range.start(), range.end()),
            )),
        }
    }
}
