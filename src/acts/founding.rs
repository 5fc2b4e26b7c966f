//! The founding files: code lists, templates and councils that every register starts with.
//!
//! May import: `store`, `access`, `domain`, `error`. They are part of the program and go through the same acts as
//! everybody's. What the register has already is left as it is, so that the import can run at every start.

use chrono::{DateTime, NaiveDate, Utc};

use super::{code::AddCodes, council::register::RegisterCouncil, template::publish::PublishTemplate};
use crate::{
    access::caller::Caller,
    domain::{mandate::template, register},
    error::{Error, Refusal, RefusalCode},
    store::{Store, WriteOptions, act::Act},
};

/// The code lists.
const CODES: &str = include_str!("../../templates/codes.toml");

/// The templates.
const TEMPLATES: [(&str, &str); 2] = [
    ("representative-council", include_str!("../../templates/mandates/representative-council.toml")),
    ("personal-arena", include_str!("../../templates/mandates/personal-arena.toml")),
];

/// The councils; those that another one's mandate names come first.
pub const COUNCILS: [(&str, &str); 4] = [
    ("fagradet", include_str!("../../templates/councils/fagradet.toml")),
    ("portefoljeradet", include_str!("../../templates/councils/portefoljeradet.toml")),
    ("strategiradet", include_str!("../../templates/councils/strategiradet.toml")),
    ("helseomsorg21-radet", include_str!("../../templates/councils/helseomsorg21-radet.toml")),
];

/// Why the founding files could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum NotFounded {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// A file is not of its form. That is a fault of the program.
    #[error("the founding file {file} cannot be read: {reason}")]
    Unreadable {
        /// Which.
        file: String,
        /// Why.
        reason: String,
    },
    /// The register refuses a file.
    #[error("the register refuses the founding file {file}: {reason}")]
    Refused {
        /// Which.
        file: String,
        /// Why.
        reason: String,
    },
}

/// Imports what the register does not have yet. Tells how many files that were.
///
/// # Errors
/// Why a file could not be imported.
pub async fn import(store: &Store, now: DateTime<Utc>, today: NaiveDate) -> Result<usize, NotFounded> {
    let founder = Founder { store, now, today };
    let mut imported = 0;
    let codes: AddCodes = read("codes", CODES)?;
    let known = store.current().await?.directory;
    if codes.codes.iter().any(|new| known.code(&new.list, &new.code).is_none()) {
        imported += usize::from(founder.write("codes", codes).await?);
    }
    for (name, text) in TEMPLATES {
        if known.template(name).is_none() {
            let input: template::PublishTemplate = read(name, text)?;
            imported += usize::from(founder.write(name, PublishTemplate { input }).await?);
        }
    }
    for (name, text) in COUNCILS {
        if known.council_by_slug(name).is_none() {
            let input: register::RegisterCouncil = read(name, text)?;
            imported += usize::from(founder.write(name, RegisterCouncil { input }).await?);
        }
    }
    Ok(imported)
}

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, NotFounded> {
    toml::from_str(text).map_err(|wrong| NotFounded::Unreadable { file: file.to_owned(), reason: wrong.to_string() })
}

struct Founder<'a> {
    store: &'a Store,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl Founder<'_> {
    /// Whether it was this call that imported the file: another node may have been quicker.
    async fn write<A: Act>(&self, file: &str, act: A) -> Result<bool, NotFounded> {
        let done = self.store.write(&Caller::console(), act, self.now, self.today, WriteOptions::default()).await?;
        match done {
            Ok(_) => Ok(true),
            Err(refusals) if refusals.iter().all(|refusal| refusal.code == RefusalCode::Conflict) => Ok(false),
            Err(refusals) => {
                let reasons: Vec<String> = refusals.iter().map(Refusal::to_string).collect();
                Err(NotFounded::Refused { file: file.to_owned(), reason: reasons.join("; ") })
            }
        }
    }
}
