//! The language that a request asks for.
//!
//! May import: HTTP types, `domain::text`.

use axum::http::{HeaderMap, header};

use crate::domain::text::Lang;

/// The best language of Accept-Language that the register has (RFC 9110, section 12.5.4); `None` where the client
/// names none of them.
pub(super) fn preferred(headers: &HeaderMap) -> Option<Lang> {
    let lines = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    best(lines.flat_map(|line| line.split(',')))
}

/// The language of messages about what is wrong, for a request with this head.
pub(super) fn of_errors(headers: &HeaderMap) -> Lang {
    for_errors(preferred(headers))
}

/// The language of messages about what is wrong. Where a request names none, a program speaks, and a developer reads.
pub(super) fn for_errors(asked: Option<Lang>) -> Lang {
    asked.unwrap_or(Lang::En)
}

fn best<'a>(ranges: impl Iterator<Item = &'a str>) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for range in ranges.take(20) {
        let mut parts = range.split(';').map(str::trim);
        let Some(lang) = parts.next().and_then(Lang::from_tag) else { continue };
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if quality > best.map_or(0.0, |(known, _)| known) {
            best = Some((quality, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_highest_quality_wins() {
        let best = |line: &str| best(line.split(','));
        assert_eq!(best("en;q=0.5, nn;q=0.8, fr"), Some(Lang::Nn));
        assert_eq!(best("en-GB"), Some(Lang::En));
        assert_eq!(best("fr, de"), None);
        assert_eq!(best("en;q=0"), None);
    }
}
