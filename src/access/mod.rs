//! Who is asking. The only place where a token becomes an identity.
//!
//! May import: `domain` and the settings in `config`.

mod claims;
pub mod issuer;
mod jwks;
#[cfg(test)]
mod test_issuer;
pub mod token;
