//! Acts on advice: adopting, publishing, giving it to its addressees, anchoring it at home, following it up.
//!
//! May import: nothing; each act in it says what it may.

pub mod adopt;
pub mod anchor;
pub mod follow_up;
mod known;
pub mod publish;
