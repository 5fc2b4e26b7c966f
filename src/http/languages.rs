//! The language that a client prefers, among those that the register has.
//!
//! May import: `domain`.

use crate::domain::text::Lang;

/// How many languages of one line are looked at.
const MOST: usize = 20;

/// The best language of an Accept-Language line (RFC 9110, section 12.5.4); the register's own where it names none.
pub(super) fn preferred(line: &str) -> Lang {
    let mut best = (0.0_f32, Lang::default());
    for range in line.split(',').take(MOST) {
        let mut parts = range.split(';').map(str::trim);
        let Some(lang) = parts.next().and_then(Lang::from_tag) else { continue };
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        if quality > best.0 {
            best = (quality, lang);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_highest_quality_wins() {
        assert_eq!(preferred("en;q=0.5, nn;q=0.8, fr"), Lang::Nn);
        assert_eq!(preferred("en-GB"), Lang::En);
        assert_eq!(preferred("fr, de"), Lang::Nb);
        assert_eq!(preferred("en;q=0"), Lang::Nb);
    }
}
