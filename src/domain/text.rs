//! Texts in the languages of the register, with fallback.
//!
//! May import: `domain::fault`, `domain::message`, `domain::national_identity`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{
    fault::{Faults, Form},
    message::said,
    national_identity,
};

/// A language that texts are kept in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Norwegian Bokmål.
    #[default]
    Nb,
    /// Norwegian Nynorsk.
    Nn,
    /// English.
    En,
    /// Northern Sami.
    Se,
}

impl Lang {
    /// Every language, in the order in which a missing text is looked for after the one asked for.
    pub const ALL: [Self; 4] = [Self::Nb, Self::Nn, Self::En, Self::Se];

    /// Where to look when a text is wanted in this language: itself, its nearest neighbours, then the rest. A reader of
    /// Nynorsk is better served by Bokmål than by English; so is a reader of Northern Sami in Norway.
    #[must_use]
    pub const fn fallback(self) -> [Self; 4] {
        match self {
            Self::Nb => [Self::Nb, Self::Nn, Self::En, Self::Se],
            Self::Nn => [Self::Nn, Self::Nb, Self::En, Self::Se],
            Self::En => [Self::En, Self::Nb, Self::Nn, Self::Se],
            Self::Se => [Self::Se, Self::Nb, Self::Nn, Self::En],
        }
    }

    /// The language of a tag as in Accept-Language (BCP 47), where the register has it; `no` means Bokmål.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "nb" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            "en" => Some(Self::En),
            "se" => Some(Self::Se),
            _ => None,
        }
    }
}

/// A text in one or more languages. What is missing in one language is read in another: Nynorsk and Northern Sami
/// fall back to Bokmål first, English too, and each finally to whatever there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "TextInput")]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Norwegian Bokmål.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nb: Option<String>,
    /// Norwegian Nynorsk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nn: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Northern Sami.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub se: Option<String>,
}

/// Longest text in one language, in characters.
pub const LONGEST_TEXT: usize = 10_000;

impl Text {
    /// A text in Bokmål and English.
    #[must_use]
    pub fn nb_en(nb: &str, en: &str) -> Self {
        Self { nb: Some(nb.to_owned()), en: Some(en.to_owned()), ..Self::default() }
    }

    /// The text in exactly this language.
    #[must_use]
    pub fn exactly(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Nb => self.nb.as_deref(),
            Lang::Nn => self.nn.as_deref(),
            Lang::En => self.en.as_deref(),
            Lang::Se => self.se.as_deref(),
        }
    }

    /// The text in this language, or in the nearest one that there is; empty only if there is none at all.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.fallback().into_iter().find_map(|lang| self.exactly(lang)).unwrap_or_default()
    }

    /// All texts that are set, with their languages.
    pub fn all(&self) -> impl Iterator<Item = (Lang, &str)> {
        Lang::ALL.into_iter().filter_map(|lang| Some((lang, self.exactly(lang)?)))
    }
}

impl Form for Text {
    fn examine(&self, faults: &mut Faults) {
        if self.all().next().is_none() {
            faults.note(said!(
                "en tekst på minst ett av språkene nb, nn, en, se trengs",
                "a text in at least one of nb, nn, en, se is needed"
            ));
        }
        for (lang, text) in self.all() {
            let name = match lang {
                Lang::Nb => "nb",
                Lang::Nn => "nn",
                Lang::En => "en",
                Lang::Se => "se",
            };
            faults.within(name, |faults| examine_line(text, LONGEST_TEXT, faults));
        }
    }
}

/// Notes what is wrong with a piece of text: empty, too long, or carrying a national identity number (which the
/// register never stores: Personal Data Act, section 12).
pub fn examine_line(text: &str, longest: usize, faults: &mut Faults) {
    if text.trim().is_empty() {
        faults.note(said!("en tekst som ikke er tom, trengs", "a text that is not empty is needed"));
    }
    if text.chars().count() > longest {
        faults.note(said!("høyst {longest} tegn lagres her", "at most {longest} characters are kept here"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        faults.note(said!("styretegn hører ikke hjemme her", "control characters do not belong here"));
    }
    if national_identity::contains_national_identity_number(text) {
        faults.note(said!(
            "her er det et fødselsnummer, som registeret aldri lagrer; la det være ute",
            "this contains a national identity number, which the register never stores; leave it out"
        ));
    }
}

/// Notes a fault unless the address is absent, or a plain web address.
pub fn examine_url(url: Option<&str>, faults: &mut Faults) {
    let right = url.is_none_or(|url| {
        (url.starts_with("https://") || url.starts_with("http://"))
            && url.len() <= 2_000
            && !url.chars().any(char::is_whitespace)
    });
    faults.require(
        "url",
        right,
        said!(
            "en adresse som begynner med https:// eller http://, trengs",
            "an address that starts with https:// or http:// is needed"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_falls_back_to_its_neighbour() {
        let text = Text { nn: Some("Eit råd".into()), en: Some("A council".into()), ..Text::default() };
        assert_eq!(text.in_lang(Lang::Nb), "Eit råd");
        assert_eq!(text.in_lang(Lang::Se), "Eit råd");
        assert_eq!(text.in_lang(Lang::En), "A council");
        assert_eq!(Text::default().in_lang(Lang::Nb), "");
    }

    #[test]
    fn tags_are_read_as_in_accept_language() {
        assert_eq!(Lang::from_tag("no"), Some(Lang::Nb));
        assert_eq!(Lang::from_tag("nn-NO"), Some(Lang::Nn));
        assert_eq!(Lang::from_tag("fr"), None);
    }

    #[test]
    fn an_address_is_one_of_the_web_without_white_space() {
        let wrong = |url: Option<&str>| {
            let mut faults = Faults::default();
            examine_url(url, &mut faults);
            faults.into_found().into_iter().map(|fault| fault.path).collect::<Vec<_>>()
        };
        for right in [None, Some("https://lovdata.no/lov/1967-02-10"), Some("http://localhost:8000/")] {
            assert_eq!(wrong(right), Vec::<String>::new(), "{right:?}");
        }
        let long = format!("https://{}", "a".repeat(2_000));
        for url in ["", "lovdata.no", "ftp://lovdata.no", "javascript:alert(1)", "https://a b.no", &long] {
            assert_eq!(wrong(Some(url)), ["url"], "{url}");
        }
    }
}
