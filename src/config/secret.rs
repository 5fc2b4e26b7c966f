//! Settings that must not be printed.
//!
//! May import: the standard library, url and `source` only.

use std::fmt;
use std::path::Path;

use url::Url;

use super::source::{ConfigError, Place};

/// A text that prints as `[redacted]`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text from being printed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself, for the one place that uses it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

/// A database's URL, for SQLite or PostgreSQL. Prints without user, password and options.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    pub(super) fn parse(place: &Place, url: String) -> Result<Self, ConfigError> {
        let parsed = Self(url);
        if parsed.is_sqlite() {
            return Ok(parsed);
        }
        let is_postgres = matches!(parsed.0.split_once("://"), Some(("postgres" | "postgresql", _)));
        if is_postgres && Url::parse(&parsed.0).is_ok() {
            return Ok(parsed);
        }
        Err(place.refuse_secret(
            "give sqlite://FILE?mode=rwc or postgres://USER:PASSWORD@HOST/DATABASE, with @ : / ? # % in the password written as %40 %3A %2F %3F %23 %25",
        ))
    }

    /// A file that is made if absent.
    pub(super) fn sqlite_file(path: &Path) -> Result<Self, ConfigError> {
        let Some(text) = path.to_str() else {
            return Err(Place::variable("MANDAT_DATA_DIR").refuse(
                path.to_string_lossy().into_owned(),
                "give a directory whose name is UTF-8, or name the database in MANDAT_DATABASE_URL",
            ));
        };
        // The driver splits at the first question mark and decodes percent signs; nothing else has
        // a meaning.
        let path = text.replace('%', "%25").replace('?', "%3F");
        Ok(Self(format!("sqlite://{path}?mode=rwc")))
    }

    /// The whole URL, for the one place that connects.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether this is a SQLite database.
    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.0.starts_with("sqlite:")
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_sqlite() {
            let end = self.0.find('?').unwrap_or(self.0.len());
            return formatter.write_str(&self.0[..end]);
        }
        // A password with a bare slash ends up in what looks like the path, so a path is shown only
        // where no @ follows.
        match Url::parse(&self.0) {
            Ok(url) if !url.path().contains('@') && !url.query().unwrap_or_default().contains('@') => {
                write!(formatter, "{}://{}", url.scheme(), url.host_str().unwrap_or_default())?;
                if let Some(port) = url.port() {
                    write!(formatter, ":{port}")?;
                }
                formatter.write_str(url.path())
            }
            _ => formatter.write_str("postgres://[redacted]"),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
