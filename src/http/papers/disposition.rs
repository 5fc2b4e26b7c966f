//! What a file that is fetched is called (RFC 6266, with names in UTF-8 as RFC 8187 has them).
//!
//! May import: HTTP types.

use std::fmt::Write;

use axum::http::HeaderValue;

/// The header that says: to be kept as a file of this name. None of it is shown within the page of anybody.
pub(super) fn attachment(name: &str) -> HeaderValue {
    let mut value = String::from("attachment; filename=\"");
    value.extend(name.chars().map(|letter| match letter {
        ' '..='~' if !matches!(letter, '"' | '\\' | '%') => letter,
        _ => '_',
    }));
    value.push_str("\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            value.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_told_twice_and_ends_nothing() {
        let told = |name: &str| attachment(name).to_str().unwrap().to_owned();
        assert_eq!(told("notat.txt"), "attachment; filename=\"notat.txt\"; filename*=UTF-8''notat.txt");
        assert_eq!(told("Møte 1.pdf"), "attachment; filename=\"M_te 1.pdf\"; filename*=UTF-8''M%C3%B8te%201.pdf");
        assert_eq!(told("a\"; x=\"b"), "attachment; filename=\"a_; x=_b\"; filename*=UTF-8''a%22%3B%20x%3D%22b");
        assert_eq!(told("a\r\nb"), "attachment; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab");
    }
}
