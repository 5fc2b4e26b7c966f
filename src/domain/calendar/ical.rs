//! Lines of iCalendar (RFC 5545): folded, escaped, ended by CR and LF.
//!
//! May import: nothing of this crate. A library was looked at: those there are stamp events with the clock and make up
//! identities, while a calendar that is asked for twice has to be the same to the byte.

use chrono::{DateTime, Utc};

/// No line is longer than so many octets, without its end (section 3.1).
const LONGEST: usize = 75;

/// A calendar that is being written.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value is written as it is: words of the format, numbers, addresses.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        let mut room = LONGEST;
        for character in name.chars().chain(":".chars()).chain(value.chars()) {
            // An address with a line end in it would go on as a line of its own.
            if character.is_control() {
                continue;
            }
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The space counts.
                room = LONGEST - 1;
            }
            self.0.push(character);
            room -= character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A line whose value is text that somebody wrote (section 3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.replace("\r\n", "\n").chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
                _ => escaped.push(character),
            }
        }
        self.plain(name, &escaped);
    }

    /// A line with an instant, in UTC (section 3.3.5, form 2).
    pub(super) fn instant(&mut self, name: &str, at: DateTime<Utc>) {
        self.plain(name, &at.format("%Y%m%dT%H%M%SZ").to_string());
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}
