//! The council at work: cases, agendas, papers, advice.
//!
//! May import: `domain`. All of it is part of the council's value, but not everybody may see all of it: a reader gets
//! [`Seen`], which leaves out what the reader's level does not reach. [`Work`] itself is looked at by acts, which decide under
//! the lock; by the store; by `to_do`, for the secretariat, which sees all of it, and for the advice that a member is to take
//! home; and by `telling`, which finds out who may see what of a change.

mod advice;
mod agenda;
mod case;
mod media;
mod paper;
mod seen;
mod to_do;
mod unread;

pub use advice::{Addressee, Advice, FollowUp, FollowUpStatus};
pub use agenda::{AgendaItem, Recusal};
pub use case::{Case, CaseEvent, CaseStatus, Raiser};
pub use media::MediaType;
pub use paper::{Approval, Paper, PaperKind, PaperVisibility};
pub use seen::{Level, Seen};
pub use to_do::{About, ToDo, ToDoKind, for_member, for_secretariat};
pub use unread::{Reader, Unread, unread};

use super::id::{AdviceId, AgendaItemId, CaseId, MeetingId, PaperId};

/// Everything that a council works on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// The cases, by the day on which they were raised.
    pub cases: Vec<Case>,
    /// The items of its agendas, by meeting and place.
    pub items: Vec<AgendaItem>,
    /// Who stands aside for which item.
    pub recusals: Vec<Recusal>,
    /// The papers, in the order in which they were added.
    pub papers: Vec<Paper>,
    /// What it recommended, by the day on which it did.
    pub advice: Vec<Advice>,
    /// What was done about it, by day.
    pub follow_ups: Vec<FollowUp>,
}

impl Work {
    /// Nothing.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            cases: Vec::new(),
            items: Vec::new(),
            recusals: Vec::new(),
            papers: Vec::new(),
            advice: Vec::new(),
            follow_ups: Vec::new(),
        }
    }

    /// The case of this identity.
    #[must_use]
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == id)
    }

    /// The item of this identity.
    #[must_use]
    pub fn item(&self, id: AgendaItemId) -> Option<&AgendaItem> {
        self.items.iter().find(|item| item.id == id)
    }

    /// The paper of this identity.
    #[must_use]
    pub fn paper(&self, id: PaperId) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.id == id)
    }

    /// The advice of this identity.
    #[must_use]
    pub fn advice(&self, id: AdviceId) -> Option<&Advice> {
        self.advice.iter().find(|advice| advice.id == id)
    }

    /// The agenda of the meeting, in order.
    pub fn agenda(&self, meeting: MeetingId) -> impl Iterator<Item = &AgendaItem> {
        self.items.iter().filter(move |item| item.meeting == meeting)
    }
}
