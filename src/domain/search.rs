//! How names are folded so that a search finds them.
//!
//! May import: `domain`.

use super::text::Text;

/// Characters of a text that is searched for: more than any name has. What is asked for is compared with every name, so
/// a longer text would cost much and find nothing.
pub const LONGEST_QUESTION: usize = 200;

/// A text as it is searched: lower case in every script, white space folded.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}

/// All languages of a name, folded, in one line.
#[must_use]
pub fn folded_name(name: &Text) -> String {
    let all: Vec<_> = name.all().map(|(_, text)| folded(text)).collect();
    all.join(" | ")
}

/// Whether a folded name answers a folded question: every word of the question stands in it.
#[must_use]
pub fn answers(folded_name: &str, folded_question: &str) -> bool {
    !folded_question.is_empty() && folded_question.split(' ').all(|word| folded_name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_counts_in_any_order_and_case() {
        let name = folded_name(&Text::nb_en("Nasjonalt  Råd ØST", "National Council East"));
        assert!(answers(&name, &folded("øst RÅD")));
        assert!(answers(&name, &folded("council")));
        assert!(!answers(&name, &folded("vest")));
        assert!(!answers(&name, ""));
    }
}
