//! The text of a document, for requests that send its identity in place of it.
//!
//! Two ways lead here: `documentId`, as the draft of GraphQL over HTTP has it for persisted documents, and
//! `extensions.persistedQuery`, with which clients teach the server the documents that they use (automatic persisted
//! queries). What clients teach is a saving of bytes and never a permission: only documents that ran are kept, in a
//! bounded room, and where trusted documents stand alone nothing is learnt.
//!
//! May import: a cache, `digest`, [`super::trusted`], [`super::problem`], `domain`.

use std::sync::Arc;

use quick_cache::{Weighter, sync::Cache};

use super::{problem::Problem, trusted::Trusted};
use crate::{digest::sha256, domain::message::said};

/// Bytes of all documents that clients taught.
const ROOM: u64 = 2 * 1024 * 1024;

/// A document as a request names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Its text.
    Text(String),
    /// The identity of one that the server knows.
    Known(String),
    /// Its text, and the SHA-256 under which it will be asked for from now on.
    Taught {
        /// The text.
        text: String,
        /// The SHA-256.
        hash: String,
    },
}

/// A document that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub text: Arc<str>,
    /// To be kept under this identity once it ran.
    pub taught: Option<String>,
}

#[derive(Clone, Copy)]
struct Length;

impl Weighter<String, Arc<str>> for Length {
    fn weight(&self, hash: &String, text: &Arc<str>) -> u64 {
        (hash.len() + text.len()) as u64
    }
}

/// The documents that are known.
pub(super) struct Texts {
    trusted: Trusted,
    taught: Cache<String, Arc<str>, Length>,
}

impl Texts {
    /// These trusted ones, and what clients will teach.
    pub(super) fn new(trusted: Trusted) -> Self {
        Self { trusted, taught: Cache::with_weighter(1_000, ROOM, Length) }
    }

    /// The text of the document that is wanted.
    pub(super) fn find(&self, wanted: &Wanted) -> Result<Found, Problem> {
        let (text, taught): (Arc<str>, _) = match wanted {
            Wanted::Text(text) => (text.as_str().into(), None),
            Wanted::Known(id) => {
                let id = id.strip_prefix("sha256:").unwrap_or(id);
                let known = self.trusted.get(id).cloned();
                let known = known.or_else(|| if self.trusted.alone { None } else { self.taught.get(id) });
                return known.map(|text| Found { text, taught: None }).ok_or(Problem::DocumentNotFound);
            }
            Wanted::Taught { text, hash } => {
                if sha256(text) != *hash {
                    return Err(Problem::BadRequest(said!(
                        "«sha256Hash» er ikke SHA-256-summen av teksten til spørringen, heksadesimalt med små bokstaver.",
                        "\"sha256Hash\" is not the SHA-256 of the query's text, in lower-case hexadecimal."
                    )));
                }
                (text.as_str().into(), Some(hash.clone()))
            }
        };
        if self.trusted.alone && !self.trusted.has(&text) {
            return Err(Problem::NotTrusted);
        }
        Ok(Found { text, taught: taught.filter(|_| !self.trusted.alone) })
    }

    /// Keeps a document that ran, where the client wants that.
    pub(super) fn learn(&self, ran: &Found) {
        if let Some(hash) = &ran.taught {
            self.taught.insert(hash.clone(), ran.text.clone());
        }
    }
}
