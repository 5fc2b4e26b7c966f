//! Days as readers write them.
//!
//! May import: `domain`.
//!
//! Checks put days into their sentences as the register writes them. Here, in one place and only where words are wanted,
//! they become "2. januar 2024" and "2 January 2024"; so no check can forget to.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};

use crate::domain::text::{Lang, Text};

const MONTHS: [(&str, &str); 12] = [
    ("januar", "January"),
    ("februar", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("mai", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("desember", "December"),
];

/// How long a day is as the register writes it.
const LENGTH: usize = "2024-01-02".len();

/// The text with every day in it as readers of the language write it.
pub(in crate::domain::mandate) fn for_readers(text: Text) -> Text {
    let told = |text: Option<String>, lang| text.map(|text| in_lang(text, lang));
    Text { nb: told(text.nb, Lang::Nb), nn: told(text.nn, Lang::Nn), en: told(text.en, Lang::En), se: text.se }
}

fn in_lang(text: String, lang: Lang) -> String {
    if days(&text).next().is_none() {
        return text;
    }
    let mut written = String::with_capacity(text.len() + 2 * LENGTH);
    let mut from = 0;
    for (at, day) in days(&text) {
        written.push_str(&text[from..at]);
        let (nb, en) = MONTHS[day.month0() as usize];
        // Writing into a string does not fail.
        let _ = match lang {
            Lang::En => write!(written, "{} {en} {}", day.day(), day.year()),
            Lang::Nb | Lang::Nn | Lang::Se => write!(written, "{}. {nb} {}", day.day(), day.year()),
        };
        from = at + LENGTH;
    }
    written.push_str(&text[from..]);
    written
}

/// The days in the text, with where they stand.
fn days(text: &str) -> impl Iterator<Item = (usize, NaiveDate)> {
    let bytes = text.as_bytes();
    let alone = move |at: usize| {
        let part_of_more = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        (at == 0 || !part_of_more(bytes.get(at - 1))) && !part_of_more(bytes.get(at + LENGTH))
    };
    let dashes = move |at: usize| bytes.get(at + 4) == Some(&b'-') && bytes.get(at + 7) == Some(&b'-');
    (0..bytes.len().saturating_sub(LENGTH - 1))
        .filter(move |at| bytes[*at].is_ascii_digit() && dashes(*at) && alone(*at))
        .filter_map(|at| Some((at, text.get(at..at + LENGTH)?.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_readers_do_and_nothing_else_is_touched() {
        for (nb, en, told_nb, told_en) in [
            ("Til 2024-01-02.", "Until 2024-01-02.", "Til 2. januar 2024.", "Until 2 January 2024."),
            (
                "2023-12-31–2024-03-01, æ 2025-05-17",
                "2023-12-31 to 2024-03-01",
                "31. desember 2023–1. mars 2024, æ 17. mai 2025",
                "31 December 2023 to 1 March 2024",
            ),
            ("Sak 2024-13-02 og 2024-01-021", "P-2024-01-02 x", "Sak 2024-13-02 og 2024-01-021", "P-2024-01-02 x"),
            ("", "2024", "", "2024"),
        ] {
            assert_eq!(for_readers(Text::nb_en(nb, en)), Text::nb_en(told_nb, told_en));
        }
        let sami = Text { se: Some("2024-01-02".to_owned()), ..Text::default() };
        assert_eq!(for_readers(sami.clone()), sami, "there are no Northern Sami sentences to take the months from");
    }
}
