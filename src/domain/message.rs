//! A sentence to whoever sent something, in the languages in which the register answers.
//!
//! May import: `domain::text`. Both sentences stand side by side where the rule stands that is broken, made with
//! `said!`, so that nobody changes the one without seeing the other.

use std::{borrow::Cow, fmt};

use async_graphql::{InputType, InputValueError};
use serde::{Deserialize, Serialize};

use super::text::Lang;

/// A message in Bokmål and English. There is none in one language only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Norwegian Bokmål.
    pub nb: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Message {
    /// The message of two formatted sentences; what has no values to be filled in is not copied.
    #[must_use]
    pub fn of(nb: fmt::Arguments<'_>, en: fmt::Arguments<'_>) -> Self {
        let kept = |text: fmt::Arguments<'_>| text.as_str().map_or_else(|| text.to_string().into(), Cow::Borrowed);
        Self { nb: kept(nb), en: kept(en) }
    }

    /// A part of a message that is the same in both: a slug, a name, a list of keys.
    #[must_use]
    pub fn same(text: impl Into<Cow<'static, str>>) -> Self {
        let text = text.into();
        Self { nb: text.clone(), en: text }
    }

    /// The name of the extension of an error of the engine that carries the Bokmål beside the English words: the engine
    /// has room for one message where it reads a scalar.
    pub const BESIDE: &str = "nb";

    /// Why a scalar cannot be read, as the engine takes it.
    #[must_use]
    pub fn unread<T: InputType>(&self) -> InputValueError<T> {
        InputValueError::custom(&self.en).with_extension(Self::BESIDE, &*self.nb)
    }

    /// The message in this language; readers of Nynorsk and Northern Sami are answered in Bokmål.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Nb | Lang::Nn | Lang::Se => &self.nb,
        }
    }
}

/// For logs and the command line, which speak English.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// A [`Message`](crate::domain::message::Message) of two sentences in the form of `format!`, Bokmål first:
/// `said!("…", "…")`. Values follow and go into both, `said!("{} …", "{} …", value)`; where they differ, each sentence
/// brings its own, `said!(["{} …", part.nb], ["{} …", part.en])`. Values are read once for each sentence.
macro_rules! said {
    ([$nb:literal $($nb_values:tt)*], [$en:literal $($en_values:tt)*] $(,)?) => {
        $crate::domain::message::Message::of(
            ::core::format_args!($nb $($nb_values)*),
            ::core::format_args!($en $($en_values)*),
        )
    };
    ($nb:literal, $en:literal $(, $value:expr)* $(,)?) => {
        $crate::domain::message::said!([$nb $(, $value)*], [$en $(, $value)*])
    };
}
pub(crate) use said;

#[cfg(test)]
impl Message {
    /// Panics where a sentence is too short to say what would be right, or stands in the language of the other, outside
    /// of what it quotes.
    #[track_caller]
    pub(crate) fn assert_whole(&self) {
        let speaks = |text: &str, words: [&str; 8]| {
            let own: String = text.split('"').step_by(2).collect();
            own.split_whitespace().any(|word| words.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
        };
        assert!(self.nb.len() > 20 && self.en.len() > 20 && self.nb != self.en, "{self:?}");
        assert!(!speaks(&self.nb, ["the", "is", "are", "of", "and", "that", "this", "needed"]), "{self:?}");
        assert!(!speaks(&self.en, ["og", "er", "ikke", "som", "det", "eller", "trengs", "denne"]), "{self:?}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_sentence() {
        let (most, slug) = (3, "arkivradet");
        let message = said!("høyst {most} i {}", "at most {most} in {}", slug);
        assert_eq!(message.in_lang(Lang::Nb), "høyst 3 i arkivradet");
        assert_eq!(message.in_lang(Lang::En), "at most 3 in arkivradet");
        assert_eq!([message.in_lang(Lang::Nn), message.in_lang(Lang::Se)], [&*message.nb; 2]);
        assert_eq!(message.to_string(), message.en);
    }

    #[test]
    fn a_part_that_differs_goes_into_the_sentence_of_its_language() {
        let who = said!("sekretariatet", "the secretariat");
        let message = said!(["{} avslutter det", who.nb], ["{} ends it", who.en]);
        assert_eq!((&*message.nb, &*message.en), ("sekretariatet avslutter det", "the secretariat ends it"));
    }

    #[test]
    fn what_has_no_values_is_not_copied() {
        let message = said!("finnes ikke", "does not exist");
        assert!(matches!((message.nb, message.en), (Cow::Borrowed(_), Cow::Borrowed(_))));
    }

    #[test]
    fn both_languages_are_kept_and_one_alone_is_not_read() {
        let message = said!("finnes ikke", "does not exist");
        let stored = serde_json::to_value(&message).unwrap();
        assert_eq!(stored, serde_json::json!({ "nb": "finnes ikke", "en": "does not exist" }));
        assert_eq!(serde_json::from_value::<Message>(stored).unwrap(), message);
        assert!(serde_json::from_str::<Message>(r#"{ "en": "does not exist" }"#).is_err());
    }
}
