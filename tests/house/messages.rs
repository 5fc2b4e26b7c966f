//! The rules for messages, applied to the text of one file at a time: both sentences of a `said!` are there, each in
//! its own language, and with the same values. Imports the standard library only.

use std::collections::BTreeSet;

/// Words of English that are none of Bokmål, nor names of fields.
const ENGLISH: [&str; 15] =
    ["the", "is", "are", "of", "and", "or", "that", "this", "needed", "not", "with", "has", "have", "there", "which"];
/// Words of Bokmål that are none of English, nor names of fields.
const BOKMÅL: [&str; 13] =
    ["og", "er", "ikke", "som", "det", "eller", "trengs", "et", "til", "av", "denne", "bestemmelsen", "rådet"];

/// Everything that is wrong with the messages of a file.
pub fn faults(source: &str) -> Vec<String> {
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("said!(") {
        // What follows in the macro itself is no literal.
        let Some((nb, en)) = sentences(&code[at + "said!(".len()..]) else { continue };
        let wrong = |what: &str| format!("{what}: {nb:?} / {en:?}");
        if nb.trim().is_empty() || en.trim().is_empty() || nb == en {
            found.push(wrong("a sentence is missing"));
        }
        if let Some(word) = foreign(&nb, &ENGLISH) {
            found.push(wrong(&format!("English in the Bokmål ({word})")));
        }
        if let Some(word) = foreign(&en, &BOKMÅL) {
            found.push(wrong(&format!("Bokmål in the English ({word})")));
        }
        if values(&nb) != values(&en) {
            found.push(wrong("the values differ"));
        }
        if nb.ends_with('.') != en.ends_with('.') {
            found.push(wrong("one ends with a full stop"));
        }
    }
    found
}

/// The two literals that a macro call starts with, plain or each in brackets with its values.
fn sentences(call: &str) -> Option<(String, String)> {
    let call = call.trim_start();
    let Some(bracket) = call.strip_prefix('[') else {
        let (nb, rest) = literal(call)?;
        let (en, _) = literal(rest.trim_start().strip_prefix(',')?)?;
        return Some((nb, en));
    };
    let (nb, mut rest) = literal(bracket)?;
    let mut open = 1;
    while open > 0 {
        let here = rest.chars().next()?;
        match here {
            '[' => open += 1,
            ']' => open -= 1,
            '"' => {
                rest = literal(rest)?.1;
                continue;
            }
            _ => {}
        }
        rest = &rest[here.len_utf8()..];
    }
    let second = rest.trim_start().strip_prefix(',')?.trim_start().strip_prefix('[')?;
    Some((nb, literal(second)?.0))
}

/// A string literal at the start of the text, as it reads, and what follows.
fn literal(text: &str) -> Option<(String, &str)> {
    let mut chars = text.trim_start().strip_prefix('"')?.chars();
    let mut read = String::new();
    loop {
        match chars.next()? {
            '"' => return Some((read, chars.as_str())),
            '\\' => match chars.next()? {
                '\n' => chars = chars.as_str().trim_start().chars(),
                escaped => read.push(escaped),
            },
            other => read.push(other),
        }
    }
}

/// The first of these words that stands in the sentence, outside of what is quoted for programs.
fn foreign(sentence: &str, words: &[&'static str]) -> Option<&'static str> {
    let plain: String = sentence.split('`').step_by(2).collect();
    let plain: String = plain.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
    let of_sentence: BTreeSet<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().find(|word| of_sentence.contains(*word)).copied()
}

/// The values that are filled into a sentence: the names of those that have one, and how many have none.
fn values(sentence: &str) -> (BTreeSet<String>, usize) {
    let plain = sentence.replace("{{", "").replace("}}", "");
    let mut named = BTreeSet::new();
    let mut unnamed = 0;
    for part in plain.split('{').skip(1) {
        let name = part.split(['}', ':']).next().unwrap_or_default();
        if name.is_empty() {
            unnamed += 1;
        } else {
            named.insert(name.to_owned());
        }
    }
    (named, unnamed)
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn whole_messages_are_no_fault() {
        assert_eq!(faults(r#"said!("{a} finnes ikke; {}", "{a} does not exist; {}", b)"#), [""; 0]);
        assert_eq!(faults(r#"said!(["{} finnes", x["of"].nb], ["{} exists", x.en])"#), [""; 0]);
        assert_eq!(faults("said!(\n    \"en lang \\\n     setning\",\n    \"a long \\\n     sentence\"\n)"), [""; 0]);
        assert_eq!(faults("// said!(\"x\", \"x\")\nmacro! { said!($nb, $en) }"), [""; 0]);
    }

    #[test]
    fn half_a_message_is_a_fault() {
        for source in [
            r#"said!("", "does not exist")"#,
            r#"said!("does not exist", "does not exist")"#,
            r#"said!("the seat finnes ikke", "does not exist")"#,
            r#"said!("finnes ikke", "finnes ikke her")"#,
            r#"said!("{a} finnes ikke", "does not exist")"#,
            r#"said!("{} finnes ikke: {}", "{} does not exist", a)"#,
            r#"said!("Finnes ikke.", "Does not exist")"#,
            r#"said!(["{} finnes ikke", a["x"]], ["the {b}", b])"#,
        ] {
            assert!(!faults(source).is_empty(), "{source}");
        }
    }
}
