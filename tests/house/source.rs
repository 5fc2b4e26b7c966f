//! Reads Rust source as far as the rules of the house need it: words and signs without comments and literals, and
//! from them every path that a file names, in `use` declarations and in code. Imports the standard library only.

/// A word or a sign of the source, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A path as written, for example `["super", "super", "store"]`, with the inline modules it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub segments: Vec<String>,
    pub inside: Vec<String>,
    pub line: usize,
}

/// Splits source into tokens. Comments, strings and characters are gone; `::` is one token.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let here = chars[at];
        let end = match here {
            '/' if chars.get(at + 1) == Some(&'/') => line_end(&chars, at),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment_end(&chars, at),
            '"' => string_end(&chars, at),
            '\'' => quote_end(&chars, at),
            _ if here.is_alphabetic() || here == '_' => {
                let end = word_end(&chars, at);
                let raw_name = chars[at..end] == ['r'] && chars.get(end) == Some(&'#');
                let literal_end = literal_end(&chars, at, end);
                if literal_end.is_none() && !raw_name {
                    let text = chars[at..end].iter().collect();
                    found.push(Token { text, line });
                }
                literal_end.unwrap_or(end + usize::from(raw_name))
            }
            _ if here.is_numeric() => word_end(&chars, at),
            ':' if chars.get(at + 1) == Some(&':') => {
                found.push(Token { text: "::".into(), line });
                at + 2
            }
            _ => {
                if !here.is_whitespace() {
                    found.push(Token { text: here.into(), line });
                }
                at + 1
            }
        };
        line += chars[at..end].iter().filter(|c| **c == '\n').count();
        at = end;
    }
    found
}

fn line_end(chars: &[char], at: usize) -> usize {
    chars[at..].iter().position(|c| *c == '\n').map_or(chars.len(), |n| at + n)
}

/// Block comments nest.
fn block_comment_end(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => depth += 1,
            ('*', Some('/')) => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            break;
        }
    }
    at.min(chars.len())
}

fn string_end(chars: &[char], quote: usize) -> usize {
    let mut at = quote + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn raw_string_end(chars: &[char], first_hash: usize) -> Option<usize> {
    let hashes = chars[first_hash..].iter().take_while(|c| **c == '#').count();
    let quote = first_hash + hashes;
    if chars.get(quote) != Some(&'"') {
        return None;
    }
    let closes = |at: usize| chars[at] == '"' && (1..=hashes).all(|n| chars.get(at + n) == Some(&'#'));
    Some((quote + 1..chars.len()).find(|at| closes(*at)).map_or(chars.len(), |at| at + 1 + hashes))
}

/// A character literal, or the quote of a lifetime or label, which alone is skipped.
fn quote_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => {
            let close = (at + 3..chars.len()).find(|n| chars[*n] == '\'');
            close.map_or(chars.len(), |n| n + 1)
        }
        (Some(_), Some('\'')) => at + 3,
        _ => word_end(chars, at + 1).max(at + 1),
    }
}

fn word_end(chars: &[char], at: usize) -> usize {
    let length = chars[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
    at + length
}

/// The end of a literal whose prefix is the word from `start` to `end`: `b"…"`, `r#"…"#`, `b'…'` and their like.
fn literal_end(chars: &[char], start: usize, end: usize) -> Option<usize> {
    let prefix: String = chars[start..end].iter().collect();
    match (prefix.as_str(), chars.get(end)) {
        ("b" | "c", Some('"')) => Some(string_end(chars, end)),
        ("b", Some('\'')) => Some(quote_end(chars, end)),
        ("r" | "br" | "cr", Some('"' | '#')) => raw_string_end(chars, end),
        _ => None,
    }
}

/// Every path that the tokens name: each leaf of a `use` tree, and each `a::b` in code, attributes and macros.
pub fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut reader = Reader { tokens, at: 0, depth: 0, inline: Vec::new(), found: Vec::new() };
    while reader.at < tokens.len() {
        reader.step();
    }
    reader.found
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
    /// The inline modules that are open, each with the depth of braces outside it.
    inline: Vec<(String, usize)>,
    found: Vec<Path>,
}

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.text)
    }

    fn step(&mut self) {
        match self.text(self.at) {
            "{" => self.depth += 1,
            "}" => {
                self.depth = self.depth.saturating_sub(1);
                self.inline.retain(|(_, outside)| *outside < self.depth);
            }
            "mod" if self.text(self.at + 2) == "{" => {
                self.inline.push((self.text(self.at + 1).to_owned(), self.depth));
                self.depth += 1;
                self.at += 2;
            }
            // `use<'a>` in a bound lists lifetimes and names nothing.
            "use" if self.text(self.at + 1) != "<" => {
                self.at += 1;
                self.use_tree(&[]);
                return;
            }
            "extern" if self.text(self.at + 1) == "crate" => {
                self.at += 2;
                self.record(&[], &[self.text(self.at).to_owned()]);
            }
            word if is_word(word) && self.text(self.at + 1) == "::" && !self.continues_a_path() => {
                self.code_path();
                return;
            }
            _ => {}
        }
        self.at += 1;
    }

    /// Whether the word here follows `x::`, `>::` or `x.`, so that it is not the head of a path. A bare `::` before
    /// it, as in `-> ::tokio::T`, is no path before it, and `..` is a range.
    fn continues_a_path(&self) -> bool {
        if self.at < 2 {
            return false;
        }
        let before = self.text(self.at - 2);
        match self.text(self.at - 1) {
            "." => return before != ".",
            "::" => {}
            _ => return false,
        }
        if before == ">" {
            let arrow = self.at >= 3 && matches!(self.text(self.at - 3), "-" | "=");
            return !arrow;
        }
        is_word(before) && !matches!(before, "return" | "in" | "as" | "mut" | "dyn" | "else")
    }

    fn code_path(&mut self) {
        let mut segments = vec![self.text(self.at).to_owned()];
        let from = self.at;
        self.at += 1;
        while self.text(self.at) == "::" && is_word(self.text(self.at + 1)) {
            segments.push(self.text(self.at + 1).to_owned());
            self.at += 2;
        }
        let line = self.tokens[from].line;
        self.push(segments, line);
    }

    /// Reads one branch of a `use` tree and stops behind it; `prefix` is what stands before its braces.
    fn use_tree(&mut self, prefix: &[String]) {
        let mut segments = Vec::new();
        loop {
            let text = self.text(self.at).to_owned();
            match text.as_str() {
                "" => return,
                "::" => self.at += 1,
                "{" => {
                    let inner = [prefix, &segments].concat();
                    self.at += 1;
                    while !matches!(self.text(self.at), "}" | "") {
                        self.use_tree(&inner);
                        if self.text(self.at) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                "as" => {
                    self.record(prefix, &segments);
                    self.at += 2;
                    return;
                }
                _ if is_word(&text) || text == "*" => {
                    segments.push(text);
                    self.at += 1;
                }
                _ => {
                    self.record(prefix, &segments);
                    // A sign that no `use` has: step over it rather than stand still.
                    self.at += usize::from(!matches!(text.as_str(), "," | "}" | ";"));
                    return;
                }
            }
        }
    }

    fn record(&mut self, prefix: &[String], segments: &[String]) {
        let mut whole = [prefix, segments].concat();
        // `use a::{self}` names `a`.
        if whole.len() > 1 && whole.last().is_some_and(|last| last == "self") {
            whole.pop();
        }
        let line = self.tokens[self.at.saturating_sub(1).min(self.tokens.len() - 1)].line;
        self.push(whole, line);
    }

    fn push(&mut self, segments: Vec<String>, line: usize) {
        let inside = self.inline.iter().map(|(name, _)| name.clone()).collect();
        self.found.push(Path { segments, inside, line });
    }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{paths, tokens};

    fn named(source: &str) -> Vec<String> {
        paths(&tokens(source)).into_iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn a_use_tree_gives_each_leaf() {
        let source = "use crate::{store::{Gate, rows::*}, domain as d, self};\nuse serde_json;";
        let expected = ["crate::store::Gate", "crate::store::rows::*", "crate::domain", "crate", "serde_json"];
        assert_eq!(named(source), expected);
    }

    #[test]
    fn a_path_in_code_counts_as_an_import() {
        let source = "#[tokio::main] fn f<'a>(x: &'a crate::http::R) -> ::std::io::Result<()> { <X as super::T>::y(); a.b::<u8>(0..crate::N) }";
        assert_eq!(named(source), ["tokio::main", "crate::http::R", "std::io::Result", "super::T", "crate::N"]);
    }

    #[test]
    fn comments_and_literals_name_nothing() {
        let source = r##"
            // crate::store
            /* crate::store /* nested */ crate::http */
            const A: &str = "crate::store \" crate::http";
            const B: &str = r#"crate::store " crate::http"#;
            const C: [char; 4] = ['"', '\'', '\\', 'x'];
            const D: &[u8] = b"crate::store";
            const E: u8 = b'"';
            fn r#type<'a>(r: &'a str) { crate::domain::ok(r) }
        "##;
        assert_eq!(named(source), ["crate::domain::ok"]);
    }

    #[test]
    fn a_path_knows_its_line_and_its_inline_modules() {
        let source = "use a::b;\nmod tests {\n    fn f() { {} }\n    use super::x;\n}\nmod far;\nuse c::d;\n";
        let found = paths(&tokens(source));
        let seen: Vec<_> = found.iter().map(|p| (p.segments.join("::"), p.inside.join("::"), p.line)).collect();
        let expected = [("a::b", "", 1), ("super::x", "tests", 4), ("c::d", "", 7)];
        assert_eq!(seen, expected.map(|(path, inside, line)| (path.to_owned(), inside.to_owned(), line)));
    }
}
