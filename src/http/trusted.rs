//! Trusted documents: those that a front end was built with, known to the server before anybody asks.
//!
//! They come from a folder of `.graphql` files, or from a manifest in JSON as build tools of front ends write it: a
//! map of identity to document, or `{"operations": [{"id": …, "body": …}]}`. A document is known under the identity that
//! the manifest gives it, and under the SHA-256 of its text.
//!
//! May import: the engine's parser, `digest`, [`super::pages`], the standard library.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use async_graphql::parser::parse_query;
use serde::Deserialize;

use super::pages;
use crate::digest::sha256;

/// The documents by their identities.
#[derive(Clone, Debug, Default)]
pub struct Trusted {
    documents: HashMap<String, Arc<str>>,
    /// Whether nothing else runs.
    pub(super) alone: bool,
}

/// Why trusted documents cannot be read, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum Untrusted {
    /// The folder or file cannot be read.
    #[error("the trusted documents in {} cannot be read ({reason}): name a folder of .graphql files or a manifest in JSON", path.display())]
    Unreadable {
        /// Where they should be.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The manifest is of another form.
    #[error("{} is not a manifest of documents ({reason}): it is a map of identities to documents, or has \"operations\" with \"id\" and \"body\"", path.display())]
    NoManifest {
        /// The file.
        path: PathBuf,
        /// What the reader said.
        reason: serde_json::Error,
    },
    /// A document is not GraphQL.
    #[error("the trusted document {name} is not GraphQL: {reason}")]
    NoDocument {
        /// Its file or identity.
        name: String,
        /// What the parser said.
        reason: String,
    },
    /// There are none.
    #[error("there are no trusted documents in {}: with none, nothing could be asked", path.display())]
    None {
        /// Where they should be.
        path: PathBuf,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Manifest {
    Operations { operations: Vec<Operation> },
    Map(HashMap<String, String>),
}

#[derive(Deserialize)]
struct Operation {
    id: String,
    body: String,
}

impl Trusted {
    /// Reads the documents of a folder or a manifest.
    ///
    /// # Errors
    /// When there are none, or one of them is not GraphQL.
    pub fn read(path: &Path, alone: bool) -> Result<Self, Untrusted> {
        let unreadable = |reason| Untrusted::Unreadable { path: path.to_owned(), reason };
        let mut trusted = Self { documents: HashMap::new(), alone };
        if path.is_dir() {
            for entry in fs::read_dir(path).map_err(unreadable)? {
                let file = entry.map_err(unreadable)?.path();
                if file.extension().is_some_and(|extension| extension == "graphql" || extension == "gql") {
                    let text = fs::read_to_string(&file)
                        .map_err(|reason| Untrusted::Unreadable { path: file.clone(), reason })?;
                    trusted.add(&file.display().to_string(), None, text)?;
                }
            }
        } else {
            let text = fs::read_to_string(path).map_err(unreadable)?;
            let manifest: Manifest = serde_json::from_str(&text)
                .map_err(|reason| Untrusted::NoManifest { path: path.to_owned(), reason })?;
            let operations: Vec<(String, String)> = match manifest {
                Manifest::Map(documents) => documents.into_iter().collect(),
                Manifest::Operations { operations } => operations.into_iter().map(|one| (one.id, one.body)).collect(),
            };
            for (id, body) in operations {
                trusted.add(&id, Some(&id), body)?;
            }
        }
        if trusted.documents.is_empty() {
            return Err(Untrusted::None { path: path.to_owned() });
        }
        if alone {
            trusted.add("of the start page", None, pages::start_query().to_owned())?;
        }
        Ok(trusted)
    }

    fn add(&mut self, name: &str, id: Option<&str>, text: String) -> Result<(), Untrusted> {
        let no_document = |wrong: async_graphql::parser::Error| Untrusted::NoDocument {
            name: name.to_owned(),
            reason: wrong.to_string(),
        };
        parse_query(&text).map_err(no_document)?;
        let text: Arc<str> = text.into();
        if let Some(id) = id {
            self.documents.insert(id.to_owned(), Arc::clone(&text));
        }
        self.documents.insert(sha256(&text), text);
        Ok(())
    }

    /// The document of this identity.
    pub(super) fn get(&self, id: &str) -> Option<&Arc<str>> {
        self.documents.get(id)
    }

    /// Whether this text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.documents.contains_key(&sha256(text))
    }
}
