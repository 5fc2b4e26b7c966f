//! Acts on meetings: the plan, the call, moving and calling off. What a meeting was like is `acts::record`.
//!
//! May import: nothing; each act in it says what it may.

pub mod call;
pub mod call_off;
pub(super) mod clashing;
pub mod move_to;
pub mod plan;
pub(super) mod times;
