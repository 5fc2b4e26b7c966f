//! Lists and the documents that they stand in, in words.
//!
//! May import: `domain`.

use super::{actor::alike, voice::Voice, words::say};
use crate::domain::mandate::clause::measure::{Entry, EntryList, Instrument};

impl Voice<'_> {
    /// The names on a list, and where the list stands.
    pub(super) fn entry_list(&self, list: &EntryList) -> String {
        self.list(list, false)
    }

    /// The titles of documents on a list.
    pub(super) fn documents(&self, list: &EntryList) -> String {
        self.list(list, true)
    }

    fn list(&self, list: &EntryList, titles: bool) -> String {
        let EntryList { exhaustive, entries, instrument } = list;
        let names: Vec<String> = entries.iter().map(|entry| self.entry(entry, titles)).collect();
        match (names.is_empty(), instrument) {
            (true, Some(instrument)) => {
                let document = self.instrument(instrument);
                say!(self.tongue, "de som står på listen i {document}", "those on the list in {document}")
            }
            (true, None) => self.pick("de som står på listen", "those on the list").to_owned(),
            (false, Some(instrument)) => {
                let (names, document) = (self.listed(&names, *exhaustive), self.instrument(instrument));
                say!(self.tongue, "{names} (etter listen i {document})", "{names} (from the list in {document})")
            }
            (false, None) => self.listed(&names, *exhaustive),
        }
    }

    fn entry(&self, entry: &Entry, title: bool) -> String {
        let Entry { label, organisation, from, until, url: _ } = entry;
        let mut text = if title { self.quoted(&self.text(label)) } else { self.name(label) };
        let mut notes = Vec::new();
        if let Some(slug) = organisation {
            let name = self.organisation(slug);
            if !alike(&name, &text) {
                notes.push(name);
            }
        }
        if let Some(from) = from.map(|date| self.tongue.date(date)) {
            notes.push(say!(self.tongue, "fra {from}", "from {from}"));
        }
        if let Some(until) = until.map(|date| self.tongue.date(date)) {
            notes.push(say!(self.tongue, "fram til {until}", "until {until}"));
        }
        if !notes.is_empty() {
            text = format!("{text} ({})", notes.join(", "));
        }
        text
    }

    /// Another document, with its date.
    pub(super) fn instrument(&self, instrument: &Instrument) -> String {
        let Instrument { title, decided_on, url: _ } = instrument;
        let title = self.quoted(&self.text(title));
        match decided_on.map(|date| self.tongue.date(date)) {
            Some(day) => say!(self.tongue, "{title} av {day}", "{title} of {day}"),
            None => title,
        }
    }
}
