//! What is an organisation or a council.
//!
//! May import: `graphql`, `domain`.

#![expect(missing_docs, reason = "the engine writes the methods of an interface without documentation")]

use std::sync::Arc;

use async_graphql::{ID, Interface};

use super::{council::Council, organisation::Organisation};
use crate::{
    domain::{council, text::Lang, word::Slug},
    graphql::session::Scope,
};

/// An organisation or a council.
#[derive(Clone, Interface)]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global id."),
    field(name = "slug", ty = "&Slug", desc = "The name in addresses."),
    field(
        name = "name",
        ty = "&str",
        desc = "What it is called.",
        arg(name = "lang", ty = "Option<Lang>", desc = "The language; that of the request where it is not said.")
    )
)]
pub enum Body {
    /// An organisation.
    Organisation(Organisation),
    /// A council.
    Council(Council),
}

impl Body {
    /// The body, where everybody may see it.
    #[must_use]
    pub fn public(scope: &Arc<Scope>, body: council::Body) -> Option<Self> {
        match body {
            council::Body::Organisation(id) => Organisation::by_id(scope, id).map(Self::Organisation),
            council::Body::Council(id) => {
                let (access, head) = scope.public(id)?;
                Some(Self::Council(Council::of(Arc::clone(scope), access, Arc::clone(head))))
            }
        }
    }
}
