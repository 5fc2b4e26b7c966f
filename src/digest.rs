//! SHA-256 in hexadecimal digits (FIPS 180-4).
//!
//! May import: nothing of this crate.

use std::fmt::Write;

use aws_lc_rs::digest;

/// The digest of a text.
#[must_use]
pub fn sha256(text: &str) -> String {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().iter().fold(String::with_capacity(64), |mut digits, byte| {
        // Writing into a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
