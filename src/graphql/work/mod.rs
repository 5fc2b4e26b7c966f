//! The council at work: meetings with agendas, cases, papers, as far as whoever looks was let through a door.
//!
//! May import: `graphql`, `access`, `domain`. Everything is found through the view, which carries the proof of the door;
//! what the audience may not see is not found.

mod advice;
mod agenda;
mod case;
mod meeting;
mod paper;
mod room;
mod to_do;

pub use advice::{Advice, AdviceMeasure};
pub use agenda::{AgendaItem, Recusal};
pub use case::{Case, CaseEvent};
pub use meeting::{FormerTime, RoomMeeting};
pub use paper::Paper;
pub use room::RoomWork;
pub use to_do::ToDo;

/// The number of lists of meetings, for cursors.
pub(super) const MEETINGS: u8 = 120;
/// The number of lists of cases, for cursors.
pub(super) const CASES: u8 = 121;
/// The number of lists of papers, for cursors.
pub(super) const PAPERS: u8 = 125;
/// The number of lists of papers that are not read, for cursors.
pub(super) const UNREAD: u8 = 126;
/// The number of lists of advice, for cursors.
pub(super) const ADVICE: u8 = 123;
/// The number of lists of measures, for cursors.
pub(super) const MEASURES: u8 = 124;
