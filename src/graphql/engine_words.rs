//! What the engine and its parser say about a document, in Bokmål.
//!
//! May import: `domain`, the standard library. The engine has English words only and no codes, so its sentences are recognised by
//! their form; names and values in them stay as they are. A sentence that is not known here is quoted in a frame that
//! says whose it is. The version of the engine is fixed, and a test has it speak.

use crate::domain::{
    message::Message,
    time::{Date, Instant, NotADuration},
};

/// The engine's sentences with their values as `{}`, and the same in Bokmål, the values in the same order.
const SENTENCES: [(&str, &str); 50] = [
    ("Unknown field \"{}\" on type \"{}\".{}", "Ukjent felt «{}» på typen «{}».{}"),
    (
        "Unknown argument \"{}\" on field \"{}\" of type \"{}\".{}",
        "Ukjent argument «{}» på feltet «{}» av typen «{}».{}",
    ),
    ("Unknown argument \"{}\" on directive \"{}\".{}", "Ukjent argument «{}» på direktivet «{}».{}"),
    ("Unknown type \"{}\"", "Ukjent type «{}»"),
    ("Unknown fragment: \"{}\"", "Ukjent fragment: «{}»"),
    ("Unknown directive \"{}\"", "Ukjent direktiv «{}»"),
    ("Unknown operation named \"{}\"", "Ukjent operasjon «{}»"),
    ("Operation name required in request.", "Forespørselen må si hvilken operasjon som skal kjøres."),
    ("Directive \"{}\" may not be used on \"{}\"", "Direktivet «{}» kan ikke stå på «{}»"),
    ("Duplicate directive \"{}\"", "Direktivet «{}» er gitt to ganger"),
    (
        "Directive \"{}\" argument \"{}\" of type \"{}\" is required but not provided",
        "Direktivet «{}» trenger argumentet «{}» av typen «{}», som mangler",
    ),
    (
        "Field \"{}\" argument \"{}\" of type \"{}\" is required but not provided",
        "Feltet «{}» trenger argumentet «{}» av typen «{}», som mangler",
    ),
    (
        "Field \"{}\" must not have a selection since type \"{}\" has no subfields",
        "Feltet «{}» kan ikke ha et utvalg, for typen «{}» har ingen felt under seg",
    ),
    (
        "Field \"{}\" of type \"{}\" must have a selection of subfields",
        "Feltet «{}» av typen «{}» må ha et utvalg av felt under seg",
    ),
    (
        "Fields \"{}\" conflict because \"{}\" and \"{}\" are different fields. Use different aliases on the fields to \
         fetch both if this was intentional.",
        "Feltene «{}» kolliderer: «{}» og «{}» er ulike felt. Bruk ulike alias hvis begge skal hentes.",
    ),
    (
        "Fields \"{}\" conflict because they have differing arguments. Use different aliases on the fields to fetch \
         both if this was intentional.",
        "Feltene «{}» kolliderer: de har ulike argumenter. Bruk ulike alias hvis begge skal hentes.",
    ),
    ("There can only be one variable named \"${}\"", "Det kan bare være én variabel som heter «${}»"),
    ("There can only be one argument named \"{}\"", "Det kan bare være ett argument som heter «{}»"),
    (
        "Fragment \"{}\" cannot condition non composite type \"{}\"",
        "Fragmentet «{}» kan ikke gjelde typen «{}», som ikke har felt",
    ),
    (
        "Fragment cannot condition non composite type \"{}\"",
        "Et fragment kan ikke gjelde typen «{}», som ikke har felt",
    ),
    (
        "Fragment \"{}\" cannot be spread here as objects of type \"{}\" can never be of type \"{}\"",
        "Fragmentet «{}» kan ikke stå her: objekter av typen «{}» er aldri av typen «{}»",
    ),
    (
        "Fragment cannot be spread here as objects of type \"{}\" can never be of type \"{}\"",
        "Et fragment kan ikke stå her: objekter av typen «{}» er aldri av typen «{}»",
    ),
    ("Fragment \"{}\" is never used", "Fragmentet «{}» er ikke i bruk"),
    ("Cannot spread fragment \"{}\"", "Fragmentet «{}» kan ikke stå i seg selv"),
    (
        "Variable \"{}\" of type \"{}\" used in position expecting type \"{}\"",
        "Variabelen «{}» av typen «{}» står der typen «{}» trengs",
    ),
    (
        "Variable \"{}\" cannot be of non-input type \"{}\"",
        "Variabelen «{}» kan ikke ha typen «{}», som ikke er for inndata",
    ),
    ("Variable \"${}\" is not defined by operation \"{}\"", "Variabelen «${}» er ikke definert av operasjonen «{}»"),
    ("Variable \"${}\" is not defined", "Variabelen «${}» er ikke definert"),
    ("Variable \"${}\" is not used by operation \"{}\"", "Variabelen «${}» er ikke i bruk i operasjonen «{}»"),
    ("Variable \"${}\" is not used", "Variabelen «${}» er ikke i bruk"),
    ("Variable {} is not defined.", "Variabelen {} er ikke definert."),
    ("Invalid default value for argument: {}", "Ugyldig standardverdi for argumentet: {}"),
    ("Invalid value for argument {}", "Ugyldig verdi for argumentet {}"),
    ("\"{}\", {}", "«{}», {}"),
    ("expected type \"{}\"", "typen «{}» trengs"),
    ("enumeration type \"{}\" does not contain the value \"{}\"", "oppramsingstypen «{}» har ikke verdien «{}»"),
    ("Oneof input objects requires have exactly one field", "av feltene her må nøyaktig ett være gitt"),
    (
        "Oneof Input Objects require that exactly one field must be supplied and that field must not be null",
        "av feltene her må nøyaktig ett være gitt, og det kan ikke være null",
    ),
    ("field \"{}\" of type \"{}\" is required but not provided", "feltet «{}» av typen «{}» trengs, og mangler"),
    ("unknown field \"{}\" of type \"{}\"", "ukjent felt «{}» av typen «{}»"),
    ("Failed to parse \"{}\": {}", "«{}» kan ikke leses: {}"),
    ("Expected input type \"{}\", found {}.", "En verdi av typen «{}» trengs; her står {}."),
    ("Enumeration type does not contain value \"{}\".", "oppramsingstypen har ikke verdien «{}»."),
    ("Schema is not configured for mutations.", "Skjemaet har ingen mutasjoner."),
    ("Cannot query field \"{}\" on type \"{}\".", "Feltet «{}» finnes ikke på typen «{}»."),
    ("Subscriptions are not supported on this transport.", "Abonnementer finnes ikke på denne forbindelsen."),
    ("Schema is not configured for subscriptions.", "Skjemaet har ingen abonnementer."),
    ("Only integers from {} to {} are accepted.", "bare heltall fra {} til {} godtas."),
    (NOT_NEGATIVE, "et heltall fra 0 trengs"),
    ("The recursion depth of the query cannot be greater than `{}`", "Dokumentet kan ikke gå dypere enn {} nivåer"),
];

/// What is said of a negative number where there is none, in place of the engine's words.
const NOT_NEGATIVE: &str = "a whole number from 0 is needed";

/// The rules of the grammar by their names in the parser, and what they are called here.
const RULES: [(&str, &str, &str); 9] = [
    ("EOI", "the end", "slutten"),
    ("executable_definition", "an operation or a fragment", "en operasjon eller et fragment"),
    ("selection_set", "a selection of fields", "et utvalg av felt"),
    ("selection", "a field or a fragment", "et felt eller et fragment"),
    ("type_condition", "a type condition", "en typebetingelse"),
    ("variable_definitions", "variables", "variabler"),
    ("arguments", "arguments", "argumenter"),
    ("directive", "a directive", "et direktiv"),
    ("name", "a name", "et navn"),
];

/// The words of the parser: what it found, what it awaits, and how it joins them.
const PARSER: [(&str, &str); 10] = [
    ("document does not contain an operation", "dokumentet har ingen operasjon"),
    ("document contains multiple operations", "dokumentet har flere operasjoner"),
    ("recursion limit exceeded.", "dokumentet er for dypt"),
    ("is defined twice", "er definert to ganger"),
    ("operation ", "operasjonen "),
    ("fragment ", "fragmentet "),
    ("unexpected ", "uventet "),
    ("expected ", "ventet "),
    (", or ", " eller "),
    (" or ", " eller "),
];

/// How the engine says in which input a value stood.
const WITHIN: &str = " (occurred while parsing \"";

/// How deep sentences stand within sentences.
const DEPTH: u8 = 8;

/// A sentence of the engine. `reason` takes the place of what ours said within it, which the engine holds in English.
#[must_use]
pub fn in_nb(en: &str, reason: Option<&str>) -> String {
    translated(en, reason, DEPTH).unwrap_or_else(|| format!("Dokumentet passer ikke til skjemaet (motoren sier: {en})"))
}

/// What the parser says it awaits, with words for its rules, in Bokmål and English.
#[must_use]
pub fn parser(expected: &str) -> Message {
    let nb = PARSER.into_iter().fold(expected.to_owned(), |text, (en, nb)| text.replace(en, nb));
    Message { nb: with_rules(&nb, |rule| rule.2).into(), en: with_rules(expected, |rule| rule.1).into() }
}

/// The text with words for the names of rules that stand in it.
fn with_rules(text: &str, word: impl Fn(&(&str, &'static str, &'static str)) -> &'static str) -> String {
    let pieces = text.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    pieces.fold(String::with_capacity(text.len()), |mut said, piece| {
        let end = piece.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        match RULES.iter().find(|rule| rule.0 == end) {
            Some(rule) => {
                said.push_str(word(rule));
                said.push_str(&piece[end.len()..]);
            }
            None => said.push_str(piece),
        }
        said
    })
}

/// What the engine says in English, where ours is clearer.
#[must_use]
pub fn clearer(en: &str) -> String {
    en.replace("Invalid number", NOT_NEGATIVE)
}

/// What would be right where the engine says only which of the register's types is expected.
#[must_use]
pub fn form(en: &str) -> Option<Message> {
    let (_, expected) = en.rsplit_once("expected type \"")?;
    match expected.strip_suffix('"')? {
        "Date" => Some(Date::form()),
        "DateTime" => Some(Instant::form()),
        "CalendarDuration" => Some(NotADuration.said()),
        _ => None,
    }
}

fn translated(en: &str, reason: Option<&str>, depth: u8) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    if let Some((inner, of)) = en.strip_suffix("\")").and_then(|en| en.rsplit_once(WITHIN)) {
        let inner = translated(inner, reason, depth).unwrap_or_else(|| inner.to_owned());
        return Some(format!("{inner} (i «{of}»)"));
    }
    let (values, nb) = SENTENCES.iter().find_map(|(form, nb)| Some((values(form, en)?, nb)))?;
    let last = values.len().saturating_sub(1);
    let mut pieces = nb.split("{}");
    let mut said = pieces.next().unwrap_or_default().to_owned();
    for (place, (value, piece)) in values.into_iter().zip(pieces).enumerate() {
        // What the sentence ends or begins with can be a sentence of its own; a quoted name never is.
        let quoted = said.ends_with('«') || said.ends_with('$');
        let within = if quoted { None } else { translated(value, reason, depth) };
        let ours = reason.filter(|_| place == last && nb.ends_with(": {}"));
        said.push_str(within.as_deref().or(ours).unwrap_or(value));
        said.push_str(piece);
    }
    Some(said)
}

/// The values of a sentence, if it has this form.
fn values<'t>(form: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = form.split("{}").peekable();
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut values = Vec::new();
    while let Some(piece) = pieces.next() {
        let ends = pieces.peek().is_none();
        let at = if ends {
            rest.len().checked_sub(piece.len()).filter(|_| rest.ends_with(piece))?
        } else {
            rest.find(piece)?
        };
        values.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_fills_all_its_values() {
        for (en, nb) in SENTENCES {
            assert_eq!(en.matches("{}").count(), nb.matches("{}").count(), "{en}");
            let filled = in_nb(&en.replace("{}", "X7"), None);
            assert_eq!(filled, nb.replace("{}", "X7"), "{en}");
        }
    }

    #[test]
    fn sentences_stand_within_sentences() {
        let said = in_nb(
            "Failed to parse \"Date\": a date (occurred while parsing \"A\") (occurred while parsing \"B\")",
            Some("en dato"),
        );
        assert_eq!(said, "«Date» kan ikke leses: en dato (i «A») (i «B»)");
        let said = in_nb("Invalid value for argument \"first\", expected type \"Int\"", None);
        assert_eq!(said, "Ugyldig verdi for argumentet «first», typen «Int» trengs");
        assert_eq!(
            in_nb("Something else.", None),
            "Dokumentet passer ikke til skjemaet (motoren sier: Something else.)"
        );
    }
}
