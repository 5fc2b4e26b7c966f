//! Conditions on persons in words: infinitives behind a modal, present tense in a relative clause.
//!
//! May import: `domain`.

use super::{
    voice::{Voice, spaced},
    words::{Tongue, say},
};
use crate::domain::{
    mandate::clause::requirement::{AllOf, AnyOf, Comparison, FactIs, NotThis, Predicate},
    word::{Code, Slug},
};

/// The form that a condition is said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verbal {
    /// Of one person, behind a modal: "være fastlege".
    One,
    /// Of several persons, behind a modal: "være kvalifisert som fastlege".
    Many,
    /// Of several persons, in a relative clause: "som er fastlege".
    Present,
}

/// A verb in the forms that are needed.
struct Verb {
    nb: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

const BE: Verb = Verb { nb: ("være", "er"), en: ("be", "are") };
const HAVE: Verb = Verb { nb: ("ha", "har"), en: ("have", "have") };
const BELONG: Verb = Verb { nb: ("høre til", "hører til"), en: ("belong to", "belong to") };
const COME: Verb = Verb { nb: ("komme fra", "kommer fra"), en: ("come from", "come from") };

impl Voice<'_> {
    /// A condition.
    pub(super) fn predicate(&self, predicate: &Predicate, form: Verbal) -> String {
        self.condition(predicate, form, false)
    }

    fn condition(&self, predicate: &Predicate, form: Verbal, not: bool) -> String {
        match predicate {
            Predicate::Fact(fact) => self.fact(fact, form, not),
            Predicate::Not(NotThis { of }) => self.condition(of, form, !not),
            // Not both is either not; not any is all not.
            Predicate::All(AllOf { of }) => self.several(of, form, not, !not),
            Predicate::Any(AnyOf { of }) => self.several(of, form, not, not),
        }
    }

    fn several(&self, of: &[Predicate], form: Verbal, not: bool, all: bool) -> String {
        let parts: Vec<String> = of
            .iter()
            .map(|part| {
                let saying = self.condition(part, form, not);
                let compound =
                    matches!(part, Predicate::All(AllOf { of }) | Predicate::Any(AnyOf { of }) if of.len() > 1);
                // What is joined otherwise inside a condition says so first: "både … og", "enten … eller".
                match (compound, all) {
                    (false, _) => saying,
                    (true, true) => say!(self.tongue, "enten {saying}", "either {saying}"),
                    (true, false) => say!(self.tongue, "både {saying}", "both {saying}"),
                }
            })
            .collect();
        match (parts.len(), all) {
            (0, _) if form == Verbal::Present => {
                self.pick("oppfyller et krav som ikke er sagt", "meet a condition that is not said").to_owned()
            }
            (0, _) => self.pick("oppfylle et krav som ikke er sagt", "meet a condition that is not said").to_owned(),
            (_, true) => self.tongue.all_of(&parts),
            (_, false) => self.tongue.any_of(&parts),
        }
    }

    fn fact(&self, fact: &FactIs, form: Verbal, not: bool) -> String {
        let FactIs { attribute, comparison, values, now_or_before } = fact;
        let label = self.code("attribute", attribute);
        let women = form != Verbal::One && &**attribute == "gender";
        let names: Vec<String> = values
            .iter()
            .map(|value| match &**value {
                "woman" if women => self.pick("kvinner", "women").to_owned(),
                "man" if women => self.pick("menn", "men").to_owned(),
                _ => self.value(attribute, value),
            })
            .collect();
        let values = self.tongue.any_of(&names);
        let negated = matches!(comparison, Comparison::IsNot | Comparison::IsNotRepresented) != not;
        let (verb, rest) = match comparison {
            Comparison::Is | Comparison::IsNot if names.is_empty() => {
                (HAVE, say!(self.tongue, "en bestemt verdi for {label}", "a certain {label}"))
            }
            Comparison::Is | Comparison::IsNot => self.is(fact, &label, values, form),
            Comparison::IsKnown => (HAVE, say!(self.tongue, "oppgitt {label}", "stated their {label}")),
            Comparison::AtLeast | Comparison::AtMost => {
                let bound = if *comparison == Comparison::AtLeast {
                    self.pick("minst", "at least")
                } else {
                    self.pick("høyst", "at most")
                };
                if &**attribute == "age" {
                    (BE, say!(self.tongue, "{bound} {values} år", "{bound} {values} years old"))
                } else {
                    (HAVE, say!(self.tongue, "{bound} {values} som {label}", "{bound} {values} as {label}"))
                }
            }
            Comparison::IsRepresented | Comparison::IsNotRepresented => match &**attribute {
                "employer" => (
                    BE,
                    self.pick(
                        "ansatt i virksomheten som plassen representerer",
                        "employed by the body that the seat represents",
                    )
                    .to_owned(),
                ),
                _ => (
                    HAVE,
                    say!(
                        self.tongue,
                        "virksomheten som plassen representerer, som {label}",
                        "the body that the seat represents as {label}"
                    ),
                ),
            },
        };
        let rest = if *now_or_before {
            say!(self.tongue, "{rest} (nå eller tidligere)", "{rest} (now or formerly)")
        } else {
            rest
        };
        self.verbal(&verb, form, negated, &rest)
    }

    /// That an attribute has one of these values, in the words that people use for the attributes that are known.
    fn is(&self, fact: &FactIs, label: &str, values: String, form: Verbal) -> (Verb, String) {
        match &*fact.attribute {
            "qualification" | "gender" if form == Verbal::One => {
                (BE, if self.tongue == Tongue::En { with_article(&values) } else { values })
            }
            "gender" if fact.values.iter().all(|value| matches!(&**value, "woman" | "man")) => (BE, values),
            // Labels are singular, and nobody knows their plural.
            "qualification" => (BE, say!(self.tongue, "kvalifisert som {values}", "qualified as {values}")),
            "holder-level" if values.ends_with("nivå") => (BE, say!(self.tongue, "på {values}", "at {values}")),
            "holder-level" if values.ends_with("level") && !values.starts_with("the ") => (BE, format!("at {values}")),
            "holder-level" => (BELONG, values),
            "employer" => (BE, say!(self.tongue, "ansatt i {values}", "employed by {values}")),
            "region" | "place" | "municipality" | "county" => (COME, values),
            "office" | "office-held" | "position" => {
                (HAVE, say!(self.tongue, "stillingen som {values}", "the position of {values}"))
            }
            _ => (HAVE, say!(self.tongue, "{values} som {label}", "{values} as {label}")),
        }
    }

    /// A verb in its form, with the negation where each language has it.
    fn verbal(&self, verb: &Verb, form: Verbal, not: bool, rest: &str) -> String {
        let Verb { nb, en } = verb;
        let present = form == Verbal::Present;
        let no = |word: &'static str| if not { word } else { "" };
        match self.tongue {
            Tongue::Nb => spaced(&[no("ikke"), if present { nb.1 } else { nb.0 }, rest]),
            Tongue::En if present && en.1 == "are" => spaced(&["are", no("not"), rest]),
            Tongue::En if present => spaced(&[no("do not"), en.1, rest]),
            Tongue::En => spaced(&[no("not"), en.0, rest]),
        }
    }

    /// A value of an attribute: an entry of the attribute's own list, or an organisation.
    pub(super) fn value(&self, attribute: &Code, value: &Code) -> String {
        if (self.names.code)(attribute, value).is_none() {
            let slug = Slug::from(value.as_str());
            if (self.names.organisation)(&slug).is_some() {
                return self.organisation(&slug);
            }
        }
        self.code(attribute, value)
    }
}

/// English needs an article before what somebody is.
fn with_article(noun: &str) -> String {
    let vowel = noun.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']);
    let articled = ["a ", "an ", "the "].iter().any(|article| noun.starts_with(article));
    match (articled, vowel) {
        (true, _) => noun.to_owned(),
        (false, true) => format!("an {noun}"),
        (false, false) => format!("a {noun}"),
    }
}
