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
