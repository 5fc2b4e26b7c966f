//! Items of agendas, and who stands aside.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};

use super::{Case, Paper, RoomMeeting};
use crate::{
    domain::{
        id::{AgendaItemId, MeetingId},
        text::Lang,
        time::Instant,
        work,
    },
    graphql::{
        error::{Result, internal},
        global_id::GlobalId,
        public::{membership::Membership, view::View},
    },
};

/// An item of an agenda.
#[derive(Clone)]
pub struct AgendaItem {
    view: View,
    item: work::AgendaItem,
}

/// Somebody stands aside when an item is dealt with.
pub struct Recusal {
    view: View,
    recusal: work::Recusal,
}

impl AgendaItem {
    pub(super) fn of(view: &View, item: &work::AgendaItem) -> Self {
        Self { view: view.clone(), item: item.clone() }
    }

    /// The item of this identity, if it is seen through the door of the view.
    #[must_use]
    pub fn by_id(view: &View, id: AgendaItemId) -> Option<Self> {
        view.work().item(id).map(|item| Self::of(view, item))
    }

    /// The agenda of the meeting, as far as it is seen, in order.
    pub fn all(view: &View, meeting: MeetingId) -> Vec<Self> {
        view.work().agenda(meeting).map(|item| Self::of(view, item)).collect()
    }
}

/// An item of an agenda.
#[Object]
impl AgendaItem {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::AgendaItem(self.view.sight.council(), self.item.id).encode()
    }

    /// Its place, from 1.
    async fn ordinal(&self) -> u32 {
        self.item.ordinal
    }

    /// When its turn comes, where that is planned.
    async fn starts_at(&self) -> Option<Instant> {
        self.item.starts_at.map(Instant)
    }

    /// The case that is dealt with.
    async fn case(&self) -> Result<Case> {
        Case::by_id(&self.view, self.item.case).ok_or_else(|| internal("an item is seen without its case"))
    }

    /// The meeting on whose agenda it stands, where the caller is let through a private door of the council.
    async fn meeting(&self) -> Option<RoomMeeting> {
        RoomMeeting::by_id(&self.view, self.item.meeting)
    }

    /// What came of it; null before that is written down.
    async fn outcome(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.item.outcome.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// The papers that the caller may see and whose embargo is over.
    async fn papers(&self) -> Vec<Paper> {
        let of_item = self.view.work().latest_papers().filter(|paper| paper.agenda_item == Some(self.item.id));
        of_item.map(|paper| Paper::of(&self.view, paper)).collect()
    }

    /// Who stands aside when it is dealt with; empty for whoever is not let through a private door.
    async fn recusals(&self) -> Vec<Recusal> {
        let of_item = self.view.work().recusals(self.item.id);
        of_item.map(|recusal| Recusal { view: self.view.clone(), recusal: recusal.clone() }).collect()
    }
}

/// Somebody stands aside when an item is dealt with.
#[Object]
impl Recusal {
    /// Whose membership it is.
    async fn membership(&self) -> Option<Membership> {
        Membership::by_id(&self.view, self.recusal.membership)
    }

    /// Why, where that is noted.
    async fn reason(&self) -> Option<&str> {
        self.recusal.reason.as_deref()
    }
}
