//! The year of councils: annual wheels of families, meetings that clash, and the calendar that programs subscribe to.
//!
//! May import: `domain`.

mod clash;
mod feed;
mod ical;
mod wheel;

pub use clash::{Clash, Sitting, clashes};
pub use feed::{Entry, Feed};
pub use wheel::AnnualWheel;
