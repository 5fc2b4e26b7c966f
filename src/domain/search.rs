//! How names are folded so that a search finds them.
//!
//! May import: `domain`.

use super::text::Text;

/// Characters of a text that is searched for: more than any name has. What is asked for is compared with every name, so
/// a longer text would cost much and find nothing.
pub const LONGEST_QUESTION: usize = 200;

/// How many words are looked for in long texts.
const MOST_WORDS: usize = 10;

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

/// What somebody looks for, folded. Whatever is looked for, in memory or in the database, is one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question(String);

impl Question {
    /// What the text asks; None where it is longer than what is searched for.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if text.chars().count() > LONGEST_QUESTION {
            return None;
        }
        // NUL stands in no text of the register, and PostgreSQL takes no text with it: it asks for nothing.
        Some(Self(if text.contains('\0') { String::new() } else { folded(text) }))
    }

    /// Whether it asks for nothing, which nothing answers.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words that are looked for in long texts, the first of them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS)
    }

    /// Whether a folded name answers it: every word stands in it.
    #[must_use]
    pub fn is_answered_by(&self, folded_name: &str) -> bool {
        !self.is_empty() && self.0.split(' ').all(|word| folded_name.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_counts_in_any_order_and_case() {
        let name = folded_name(&Text::nb_en("Nasjonalt  Råd ØST", "National Council East"));
        let answers = |text: &str| Question::of(text).unwrap().is_answered_by(&name);
        assert!(answers("øst RÅD"));
        assert!(answers("council"));
        assert!(!answers("vest"));
        assert!(!answers(""));
    }

    #[test]
    fn what_no_text_can_have_asks_for_nothing() {
        for text in ["\0", "råd\0", " \0 råd", "  "] {
            let question = Question::of(text).unwrap();
            assert!(question.is_empty() && question.words().next().is_none(), "{text:?}");
            assert!(!question.is_answered_by("råd"), "{text:?}");
        }
        assert_eq!(Question::of(&"ø".repeat(LONGEST_QUESTION + 1)), None);
        let many = Question::of(&"ø ".repeat(LONGEST_QUESTION / 2)).unwrap();
        assert_eq!(many.words().count(), MOST_WORDS);
    }
}
