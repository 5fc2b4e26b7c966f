//! Acts on advice: adopting, publishing, giving it to its addressees, anchoring it at home, following it up.

pub mod adopt;
pub mod anchor;
pub mod follow_up;
mod known;
pub mod publish;
