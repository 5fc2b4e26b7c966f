//! Papers.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};

use crate::{
    domain::{
        id::PaperId,
        text::Lang,
        time::Instant,
        work::{self, PaperVisibility},
    },
    graphql::{global_id::GlobalId, public::view::View},
};

/// A paper.
#[derive(Clone)]
pub struct Paper {
    view: View,
    paper: work::Paper,
}

impl Paper {
    pub(super) fn of(view: &View, paper: &work::Paper) -> Self {
        Self { view: view.clone(), paper: paper.clone() }
    }

    /// The paper of this identity, if it is seen through the door of the view.
    #[must_use]
    pub fn by_id(view: &View, id: PaperId) -> Option<Self> {
        view.work().paper(id).map(|paper| Self::of(view, paper))
    }
}

/// A paper.
#[Object]
impl Paper {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Paper(self.view.access.council(), self.paper.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.paper.title.in_lang(self.view.scope.lang(lang))
    }

    /// Who may see it.
    async fn visibility(&self) -> PaperVisibility {
        self.paper.visibility
    }

    /// In which language it is written.
    async fn language(&self) -> Lang {
        self.paper.language
    }

    /// Which version of the paper this is, from 1.
    async fn version(&self) -> u32 {
        self.paper.version
    }

    /// Media type of its bytes (RFC 6838).
    async fn media_type(&self) -> &str {
        &self.paper.media_type
    }

    /// How many bytes it has.
    async fn size(&self) -> u32 {
        self.paper.size
    }

    /// Until when only the secretariat sees it; null where it is not held back.
    async fn embargo_until(&self) -> Option<Instant> {
        self.paper.embargo_until.map(Instant)
    }
}
