//! Who is asking. The only place where a token becomes an identity.
//!
//! May import: `domain` and the settings in `config`.

pub mod claims;
pub mod issuer;
pub mod jwks;
pub mod token;
