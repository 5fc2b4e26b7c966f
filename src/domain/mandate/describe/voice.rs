//! The voice of a clause: its language, its modal, and how it reads names.
//!
//! May import: `domain`.

use super::{
    Names,
    words::{Tongue, say},
};
use crate::domain::{
    mandate::clause::{
        Modality, Provision,
        seats::{GroupOfSeats, SubBody},
    },
    text::Text,
    word::{Code, Key, Slug},
};

/// What a sentence is about: words, and whether they are many (English verbs agree with it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) plural: bool,
}

impl Phrase {
    pub(super) fn one(text: impl Into<String>) -> Self {
        Self { text: text.into(), plural: false }
    }

    pub(super) fn many(text: impl Into<String>) -> Self {
        Self { text: text.into(), plural: true }
    }
}

/// Everything that the sentences of one clause have in common.
#[derive(Clone, Copy)]
pub(super) struct Voice<'a> {
    pub(super) names: Names<'a>,
    pub(super) tongue: Tongue,
    pub(super) modality: Option<Modality>,
}

/// Stands in templates where an organisation is still to be filled in.
const TO_BE_NAMED: &str = "to-be-named";

/// English nouns that make a name take an article: "the Ministry of Health", but "Innovation Norway".
const ARTICLE_NOUNS: [&str; 30] = [
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "board",
    "centre",
    "college",
    "commission",
    "committee",
    "confederation",
    "council",
    "department",
    "directorate",
    "federation",
    "forum",
    "foundation",
    "government",
    "group",
    "inspectorate",
    "institute",
    "ministry",
    "network",
    "office",
    "ombud",
    "organisation",
    "parliament",
    "secretariat",
    "society",
    "union",
];

impl<'a> Voice<'a> {
    /// The subject has to, should or may do this, as the clause's modality says.
    pub(super) fn must(&self, subject: &Phrase, doing: &str) -> String {
        self.modal(subject, "", false, doing)
    }

    /// The subject has to, should or may refrain from this.
    pub(super) fn must_not(&self, subject: &Phrase, doing: &str) -> String {
        self.modal(subject, "", true, doing)
    }

    /// The subject is free to do this. Where the modality has been heard in the sentence already, or is binding anyway,
    /// plain "may" is enough.
    pub(super) fn able(&self, subject: &Phrase, heard: bool, doing: &str) -> String {
        if heard || matches!(self.modality, None | Some(Modality::May | Modality::Shall)) {
            return Voice { modality: Some(Modality::May), ..*self }.must(subject, doing);
        }
        self.must(subject, &say!(self.tongue, "kunne {doing}", "be able to {doing}"))
    }

    /// The subject is not free to do this; counterpart of `able`.
    pub(super) fn unable(&self, subject: &Phrase, heard: bool, doing: &str) -> String {
        if heard || matches!(self.modality, None | Some(Modality::May | Modality::Shall)) {
            return Voice { modality: Some(Modality::May), ..*self }.must_not(subject, doing);
        }
        self.must_not(subject, doing)
    }

    /// Subject, modal, an adverb such as "then", a negation, and what is done.
    pub(super) fn modal(&self, subject: &Phrase, adverb: &str, not: bool, doing: &str) -> String {
        let who = &subject.text;
        let modality = self.modality.unwrap_or(Modality::Shall);
        match self.tongue {
            Tongue::Nb => {
                // A relative clause at the end of the subject is closed by a comma.
                let closed = format!("{who},");
                let who = if has_relative_clause(who) { &closed } else { who };
                let not = if not { "ikke" } else { "" };
                let (modal, manner, mark) = match modality {
                    Modality::Shall => ("skal", "", ""),
                    Modality::Normally => ("skal", "normalt", ""),
                    Modality::Should => ("bør", "", ""),
                    Modality::Expected => ("forventes", "", "å"),
                    Modality::May => ("kan", "", ""),
                    Modality::ByDefault => ("skal", "i utgangspunktet", ""),
                };
                spaced(&[who, modal, adverb, manner, not, mark, doing])
            }
            Tongue::En => {
                let not = if not { "not" } else { "" };
                match modality {
                    Modality::Shall => spaced(&[who, "shall", adverb, not, doing]),
                    Modality::Normally => spaced(&[who, "shall", adverb, "normally", not, doing]),
                    Modality::Should => spaced(&[who, "should", adverb, not, doing]),
                    Modality::Expected => {
                        spaced(&[who, if subject.plural { "are" } else { "is" }, adverb, "expected", not, "to", doing])
                    }
                    Modality::May => spaced(&[who, "may", adverb, not, doing]),
                    Modality::ByDefault => spaced(&[who, "shall", adverb, "by default", not, doing]),
                }
            }
        }
    }

    /// One of two fixed wordings.
    pub(super) const fn pick<'t>(&self, nb: &'t str, en: &'t str) -> &'t str {
        self.tongue.pick(nb, en)
    }

    /// A text inside a sentence: one line, without the full stop of its own.
    pub(super) fn text(&self, text: &Text) -> String {
        let line = text.in_lang(self.tongue.lang()).split_whitespace().collect::<Vec<_>>().join(" ");
        line.trim_end_matches(['.', ';', ':', ',', ' ']).to_owned()
    }

    /// A text in quotation marks: for labels, whose form nobody knows beforehand.
    pub(super) fn quoted(&self, text: &str) -> String {
        say!(self.tongue, "«{text}»", "“{text}”")
    }

    /// The label of an entry of a code list.
    pub(super) fn code(&self, list: &str, code: &Code) -> String {
        (self.names.code)(list, code).map_or_else(|| spelled(code), |text| self.text(text))
    }

    /// The labels of entries of a code list.
    pub(super) fn codes(&self, list: &str, codes: &[Code]) -> Vec<String> {
        codes.iter().map(|code| self.code(list, code)).collect()
    }

    /// An organisation, as it stands in a sentence.
    pub(super) fn organisation(&self, slug: &Slug) -> String {
        if &**slug == TO_BE_NAMED && (self.names.organisation)(slug).is_none() {
            return self.pick("virksomheten som skal fylles inn", "the organisation to be filled in").to_owned();
        }
        (self.names.organisation)(slug).map_or_else(|| spelled(slug), |name| self.name(name))
    }

    /// A council, as it stands in a sentence.
    pub(super) fn council(&self, slug: &Slug) -> String {
        let name = (self.names.council)(slug).map_or_else(|| spelled(slug), |name| self.name(name));
        // "The National Strategy Council for Digitalisation in …" is the National Strategy Council among its readers.
        match name.split_once(" for ") {
            Some((head, _)) if self.tongue == Tongue::En && name.len() > 45 && head.split(' ').count() > 3 => {
                head.to_owned()
            }
            _ => name,
        }
    }

    /// A name, with an article where English needs one.
    pub(super) fn name(&self, name: &Text) -> String {
        let written = self.text(name);
        let written = short(&written);
        if self.tongue == Tongue::Nb || name.en.is_none() {
            return written.to_owned();
        }
        if let Some(rest) = written.strip_prefix("The ") {
            return format!("the {rest}");
        }
        let articled = written.split_whitespace().next().is_some_and(|first| first.eq_ignore_ascii_case("the"));
        let noun = |word: &str| ARTICLE_NOUNS.contains(&word.to_ascii_lowercase().as_str());
        if articled || !written.split_whitespace().any(noun) { written.to_owned() } else { format!("the {written}") }
    }

    /// The seat group of this name in the mandate.
    pub(super) fn group(&self, key: &Key) -> Option<&'a GroupOfSeats> {
        self.names.clauses.iter().find_map(|clause| match &clause.provision {
            Provision::Seats(seats) => seats.group.as_ref().filter(|group| group.key == *key),
            _ => None,
        })
    }

    /// The sub-body of this name in the mandate, as it stands in a sentence.
    pub(super) fn sub_body(&self, key: &Key) -> String {
        let found = self.names.clauses.iter().find_map(|clause| match &clause.provision {
            Provision::Seats(seats) => seats.sub_body.as_ref().filter(|sub_body| sub_body.key == *key),
            _ => None,
        });
        found.map_or_else(|| spelled(key), |SubBody { key: _, label }| self.name(label))
    }
}

/// What a body is called in running text: "Nasjonalt strategiråd … (Strategirådet)" goes by its short name, a bare
/// abbreviation behind a name is left out, and "KS – the association …" is KS.
fn short(name: &str) -> &str {
    if let Some((long, rest)) = name.rsplit_once(" (")
        && let Some(inner) = rest.strip_suffix(')')
        && !inner.contains(' ')
    {
        return if inner.chars().count() > 5 { inner } else { long };
    }
    match name.split_once(" – ") {
        Some((first, _)) if !first.contains(' ') => first,
        _ => name,
    }
}

/// Whether a Norwegian subject has a relative clause that is not quoted, not in brackets and not closed yet ("vervet
/// som leder" has none: no verb follows).
fn has_relative_clause(subject: &str) -> bool {
    let mut depth = 0_i32;
    let open: String = subject
        .chars()
        .filter(|letter| {
            match letter {
                '«' | '(' => depth += 1,
                '»' | ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .collect();
    open.contains(" som ") && !open.starts_with("vervet som ") && !open.ends_with(',')
}

/// A word of the register as words for people.
pub(super) fn spelled(word: &str) -> String {
    word.replace(['-', '_'], " ")
}

/// The parts that are not empty, with single spaces between them.
pub(super) fn spaced(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}
