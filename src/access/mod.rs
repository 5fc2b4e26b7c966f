//! Who is asking, and what they are let into. The only place where a token becomes an identity, and the only place
//! where a proof of access or of authority can be made.
//!
//! May import: `domain`, `digest` and the settings in `config`.

pub mod acting;
pub mod caller;
mod claims;
pub mod door;
pub mod issuer;
mod jwks;
pub mod link;
#[cfg(test)]
mod test_issuer;
pub mod token;
