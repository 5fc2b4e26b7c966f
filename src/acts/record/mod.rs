//! Acts on what checks look at beside the roster: what is known of persons, what was done and happened, meetings that
//! were held, exemptions, and marks of completeness.
//!
//! May import: `store`, `access`, `domain`, `error`.

mod attendance;
mod clauses;
pub mod declare_fact;
pub mod done;
pub mod end_completeness;
pub mod end_exemption;
pub mod end_fact;
pub mod grant_exemption;
mod listed;
mod parties;
pub mod record_meeting;
pub mod withdraw;

pub use attendance::AttendanceEntry;
