//! Attributes of the GraphQL engine that promise a protection which does not hold: a guard is passed over where its field
//! is selected through an interface, and what is not visible can be asked for all the same. Doors protect instead.
//! Imports `source` and the standard library only.

use crate::source::tokens;

/// What is not to stand in an attribute of the engine.
const FORBIDDEN: [&str; 2] = ["guard", "visible"];

/// The lines on which such an attribute stands.
pub fn faults(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let mut faults = Vec::new();
    let mut at = 0;
    while at + 3 < tokens.len() {
        let opens = ["#", "[", "graphql", "("].iter().zip(&tokens[at..]).all(|(sign, token)| *sign == token.text);
        if !opens {
            at += 1;
            continue;
        }
        at += 4;
        let mut depth = 1;
        while depth > 0 && at < tokens.len() {
            match tokens[at].text.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                word if FORBIDDEN.contains(&word) => faults.push(format!("line {}: `{word}`", tokens[at].line)),
                _ => {}
            }
            at += 1;
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn a_guard_is_found_in_an_attribute_of_the_engine_and_nowhere_else() {
        assert_eq!(faults("#[graphql(\n  desc = \"x\",\n  guard = \"Only::new(1)\")]\nfn x() {}").len(), 1);
        assert_eq!(faults("#[graphql(default, visible = false)] a: i32").len(), 1);
        assert_eq!(faults("#[graphql(complexity(f(x)), guard = y)]").len(), 1);
        assert_eq!(faults("let guard = graphql(visible); // #[graphql(guard)]\n\"#[graphql(guard)]\"").len(), 0);
        assert_eq!(faults("#[graphql(name = \"guard\")] fn guard() {}").len(), 0);
    }
}
