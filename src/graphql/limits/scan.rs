//! A look at the bytes of a query before anything recursive sees them.
//!
//! One pass, one stack that is no deeper than the ceiling, no allocation that the text could blow up. It knows just
//! enough of GraphQL's tokens to tell brackets from text: strings, block strings and comments. What the parser
//! throws away is caught here too: an input object's field given twice (the parsed value keeps only the last) and
//! an integer outside 32 bits (validation lets it pass, and it fails only when its field is resolved, which may be
//! after a mutation committed). A whole number that is meant as a Float is written with an exponent or a point.
//!
//! May import: [`super`], `domain::message`, `error`.

use std::collections::HashSet;

use async_graphql::Pos;

use super::{Limits, Refused};
use crate::{domain::message::said, error::ErrorCode};

/// What the scan saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scanned {
    /// Characters of text.
    pub length: u64,
    /// Tokens.
    pub tokens: u64,
    /// Most brackets open at one time.
    pub brackets: u64,
}

/// Scans `text`, refusing what is too long, too deep, or unsafe to hand to the parser.
///
/// # Errors
/// A [`Refused`] for the first thing that is over a ceiling or cannot be right.
pub fn scan(text: &str, limits: &Limits) -> Result<Scanned, Refused> {
    let length = text.chars().count() as u64;
    if length > limits.length {
        return Err(Refused::over(&said!("tegn", "characters"), length, limits.length));
    }
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, open: Vec::new(), limits };
    let mut seen = Scanned { length, tokens: 0, brackets: 0 };
    while let Some(token) = scanner.next()? {
        seen.tokens += 1;
        if seen.tokens > limits.tokens {
            return Err(Refused::over(&said!("symboler eller flere", "tokens or more"), seen.tokens, limits.tokens));
        }
        scanner.take(token)?;
        seen.brackets = seen.brackets.max(scanner.open.len() as u64);
    }
    Ok(seen)
}

/// One token, as far as the scan cares.
#[derive(Clone, Copy)]
enum Token<'t> {
    Open(u8),
    Close,
    Name(&'t str),
    Number(&'t str),
    Other,
}

/// One open bracket: whether it opened an input object, and then which fields it has so far.
struct Bracket<'t> {
    opener: u8,
    fields: Option<HashSet<&'t str>>,
}

struct Scanner<'t, 'l> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    open: Vec<Bracket<'t>>,
    limits: &'l Limits,
}

impl<'t> Scanner<'t, '_> {
    /// The next token, or `None` at the end.
    fn next(&mut self) -> Result<Option<Token<'t>>, Refused> {
        self.skip_ignored();
        let Some(&byte) = self.bytes.get(self.at) else {
            return Ok(None);
        };
        let start = self.at;
        let token = match byte {
            b'(' | b'[' | b'{' => {
                self.at += 1;
                Token::Open(byte)
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                Token::Close
            }
            b'"' => {
                self.skip_string()?;
                Token::Other
            }
            b'.' if self.bytes[start..].starts_with(b"...") => {
                self.at += 3;
                Token::Other
            }
            b'-' | b'0'..=b'9' => {
                self.at += 1;
                self.skip_while(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
                Token::Number(&self.text[start..self.at])
            }
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                self.skip_while(|b| b == b'_' || b.is_ascii_alphanumeric());
                Token::Name(&self.text[start..self.at])
            }
            // Anything else is one token of one character; the parser says what it thinks of it.
            _ => {
                self.at += self.text[start..].chars().next().map_or(1, char::len_utf8);
                Token::Other
            }
        };
        Ok(Some(token))
    }

    /// Keeps the brackets and judges the token where it stands.
    fn take(&mut self, token: Token<'t>) -> Result<(), Refused> {
        match token {
            Token::Open(opener) => {
                let depth = self.open.len() as u64 + 1;
                if depth > self.limits.brackets {
                    let what = said!("eller flere parenteser i hverandre", "or more nested brackets");
                    return Err(Refused::over(&what, depth, self.limits.brackets).at(self.pos()));
                }
                // A selection set never stands between round brackets, so a brace there opens an input object.
                let object = opener == b'{' && self.open.iter().any(|bracket| bracket.opener == b'(');
                self.open.push(Bracket { opener, fields: object.then(HashSet::new) });
            }
            Token::Close => {
                self.open.pop();
            }
            Token::Name(name) => {
                let length = name.len() as u64;
                if length > self.limits.name_length {
                    let what = said!("tegn i ett navn", "characters in one name");
                    return Err(Refused::over(&what, length, self.limits.name_length).at(self.pos()));
                }
                self.take_field(name)?;
            }
            Token::Number(number) => self.take_number(number)?,
            Token::Other => {}
        }
        Ok(())
    }

    /// A name followed by a colon, directly inside an input object, is a field of it: given once.
    fn take_field(&mut self, name: &'t str) -> Result<(), Refused> {
        if self.open.last().is_none_or(|bracket| bracket.fields.is_none()) {
            return Ok(());
        }
        self.skip_ignored();
        if self.bytes.get(self.at) != Some(&b':') {
            return Ok(());
        }
        let fields = self.open.last_mut().and_then(|bracket| bracket.fields.as_mut());
        if fields.is_some_and(|fields| !fields.insert(name)) {
            let message = said!(
                "Inndatafeltet «{name}» er gitt to ganger i ett objekt; gi det én gang.",
                "The input field \"{name}\" is given twice in one object; give it once."
            );
            return Err(Refused::new(ErrorCode::BadUserInput, message).at(self.pos()));
        }
        Ok(())
    }

    fn take_number(&self, number: &str) -> Result<(), Refused> {
        let whole = number.bytes().all(|b| b == b'-' || b.is_ascii_digit());
        if whole && number.len() > 1 && number.parse::<i32>().is_err() {
            let message = said!(
                "Et heltall er utenfor området til Int (-2147483648 til 2147483647). Er Float ment, skriv det med \
                 eksponent eller desimalpunktum.",
                "A whole number is outside the range of Int (-2147483648 to 2147483647). \
                 If a Float is meant, write it with an exponent or a decimal point."
            );
            return Err(Refused::new(ErrorCode::BadUserInput, message).at(self.pos()));
        }
        Ok(())
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|&byte| wanted(byte)) {
            self.at += 1;
        }
    }

    /// White space, commas, byte order marks and comments.
    fn skip_ignored(&mut self) {
        loop {
            self.skip_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b','));
            if self.bytes.get(self.at) == Some(&b'#') {
                self.skip_while(|b| b != b'\n' && b != b'\r');
            } else if self.bytes[self.at..].starts_with("\u{feff}".as_bytes()) {
                self.at += '\u{feff}'.len_utf8();
            } else {
                return;
            }
        }
    }

    /// Moves past a string. One that does not end is refused here: the parser would go back and read its inside as
    /// code, brackets and all, which this scan has not counted.
    fn skip_string(&mut self) -> Result<(), Refused> {
        let start = self.pos();
        let block = self.bytes[self.at..].starts_with(b"\"\"\"");
        self.at += if block { 3 } else { 1 };
        while let Some(&byte) = self.bytes.get(self.at) {
            let rest = &self.bytes[self.at..];
            match byte {
                b'\\' if block && rest.starts_with(b"\\\"\"\"") => self.at += 4,
                b'\\' if !block => self.at += 2,
                b'"' if block && rest.starts_with(b"\"\"\"") => {
                    self.at += 3;
                    return Ok(());
                }
                b'"' if !block => {
                    self.at += 1;
                    return Ok(());
                }
                b'\n' | b'\r' if !block => break,
                _ => self.at += 1,
            }
        }
        let message = said!("En tekststreng slutter ikke.", "A string does not end.");
        Err(Refused::new(ErrorCode::GraphqlParseFailed, message).at(start))
    }

    /// Line and column of the byte the scan stands at.
    fn pos(&self) -> Pos {
        let before = &self.bytes[..self.at.min(self.bytes.len())];
        let line = before.split(|&b| b == b'\n').count();
        let column = before.iter().rev().take_while(|&&b| b != b'\n').count() + 1;
        Pos { line, column }
    }
}
