//! What is stated about organisations, and what is marked complete.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object, SimpleObject};

use super::{council::Council, organisation::Organisation, view::View};
use crate::{
    domain::{
        council::{self, ClaimRole, ClaimStatus},
        id::ClaimId,
        time::Date,
        word::Code,
    },
    graphql::global_id::GlobalId,
};

/// A statement about an organisation.
#[derive(Clone)]
pub struct Claim {
    view: View,
    place: usize,
}

impl Claim {
    /// All of a council.
    #[must_use]
    pub fn all(view: &View) -> Vec<Self> {
        (0..view.value.claims.len()).map(|place| Self { view: view.clone(), place }).collect()
    }

    /// The claim of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: ClaimId) -> Option<Self> {
        let place = view.value.claims.iter().position(|claim| claim.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    pub(super) fn value(&self) -> &council::Claim {
        &self.view.value.claims[self.place]
    }
}

/// A statement about an organisation that the organisation itself can confirm.
#[Object]
impl Claim {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Claim(self.view.sight.council(), self.value().id).encode()
    }

    /// About whom.
    async fn organisation(&self) -> Option<Organisation> {
        Organisation::by_id(&self.view.scope, self.value().organisation)
    }

    /// What is stated.
    async fn role(&self) -> ClaimRole {
        self.value().role
    }

    /// What the organisation says to it.
    async fn status(&self) -> ClaimStatus {
        self.value().status
    }

    /// The council that states it.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }
}

/// Somebody has said that the register has all facts of a kind in a period.
#[derive(Clone, Debug, SimpleObject)]
pub struct Completeness {
    /// Facts of which kind: an entry of the code list `completeness`, such as `roster`.
    subject: Code,
    /// The first day of which that is said; null: since ever.
    from: Option<Date>,
    /// The first day of which it is no longer said; null: it still is.
    until: Option<Date>,
}

impl From<&council::Completeness> for Completeness {
    fn from(mark: &council::Completeness) -> Self {
        Self { subject: mark.subject.clone(), from: mark.period.start.map(Date), until: mark.period.end.map(Date) }
    }
}
