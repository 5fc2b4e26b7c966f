//! A calendar of meetings as programs subscribe to it (RFC 5545, with the names of RFC 7986).
//!
//! May import: `domain`. The same meetings make the same bytes: no clock is read here. A meeting keeps its UID whatever
//! becomes of it, and its SEQUENCE is how often it was moved or called off.
//!
//! Times are instants in UTC. What is planned is an instant in the register too, so there are no rules of a time zone to
//! be written out, and none that could be out of date; the reader's calendar shows it where the reader is.

use chrono::{DateTime, Utc};

use super::ical::Lines;
use crate::domain::{
    council::{Council, Meeting, MeetingKind},
    text::{Lang, Text},
    work::Seen,
};

/// How often programs should ask again.
const REFRESH: &str = "PT1H";

/// A calendar.
#[derive(Debug)]
pub struct Feed<'a> {
    /// What it is called.
    pub name: &'a Text,
    /// The language of it all.
    pub lang: Lang,
    /// The time zone of the council, for programs that show the calendar in it.
    pub time_zone: Option<&'a str>,
    /// Its meetings.
    pub entries: Vec<Entry<'a>>,
}

/// A meeting in a calendar.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Whose it is.
    pub council: &'a Council,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// What the reader sees of the council's work.
    pub seen: Seen<'a>,
    /// Whether the reader is told where it is met digitally.
    pub with_link: bool,
}

impl Feed<'_> {
    /// The calendar as text, its meetings by start.
    #[must_use]
    pub fn written(&self) -> String {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", "-//Mandat//Mandat//NO");
        lines.plain("CALSCALE", "GREGORIAN");
        let name = self.name.in_lang(self.lang);
        lines.text("NAME", name);
        // What programs read that are older than RFC 7986.
        lines.text("X-WR-CALNAME", name);
        if let Some(zone) = self.time_zone {
            lines.text("X-WR-TIMEZONE", zone);
        }
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
        lines.plain("X-PUBLISHED-TTL", REFRESH);
        let mut entries: Vec<&Entry<'_>> = self.entries.iter().collect();
        entries.sort_by_key(|entry| (entry.meeting.starts_at, entry.meeting.id));
        for entry in entries {
            entry.write(&mut lines, self.lang);
        }
        lines.plain("END", "VCALENDAR");
        lines.finish()
    }
}

impl Entry<'_> {
    fn is_off(&self) -> bool {
        self.meeting.status.is_off()
    }

    fn write(&self, lines: &mut Lines, lang: Lang) {
        let meeting = self.meeting;
        let changed_at = self.changed_at();
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &meeting.id.0.to_string());
        // Without a METHOD the stamp is when the event was revised last (section 3.8.7.2).
        lines.instant("DTSTAMP", changed_at);
        lines.instant("LAST-MODIFIED", changed_at);
        lines.plain("SEQUENCE", &meeting.past.len().to_string());
        lines.instant("DTSTART", meeting.starts_at);
        if let Some(ends_at) = meeting.ends_at.filter(|ends_at| *ends_at > meeting.starts_at) {
            lines.instant("DTEND", ends_at);
        }
        let (title, council) = (meeting.title.in_lang(lang), self.council.head.name.in_lang(lang));
        // Many programs show a meeting that was called off like any other.
        let off = if self.is_off() { in_words(lang, "Avlyst: ", "Called off: ") } else { "" };
        lines.text("SUMMARY", &format!("{off}{council}: {title}"));
        lines.plain("STATUS", if self.is_off() { "CANCELLED" } else { "CONFIRMED" });
        lines.plain("TRANSP", if self.is_off() { "TRANSPARENT" } else { "OPAQUE" });
        let link = meeting.link.as_deref().filter(|_| self.with_link);
        let place = meeting.place.as_ref().map(|place| place.in_lang(lang));
        if let Some(location) = place.or(link) {
            lines.text("LOCATION", location);
        }
        if let Some(link) = link {
            lines.plain("URL", link);
        }
        let description = self.description(lang, link);
        if !description.is_empty() {
            lines.text("DESCRIPTION", &description.join("\n"));
        }
        lines.plain("END", "VEVENT");
    }

    /// When anything of it was changed last: the meeting, or a case on its agenda.
    fn changed_at(&self) -> DateTime<Utc> {
        let cases = self.seen.agenda(self.meeting.id).filter_map(|item| self.seen.case(item.case));
        let events = cases.flat_map(|case| case.history.iter().map(|event| event.at));
        events.fold(self.meeting.changed_at, DateTime::max)
    }

    fn description(&self, lang: Lang, link: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        if self.meeting.kind == MeetingKind::Extraordinary {
            said.push(in_words(lang, "Ekstraordinært møte", "Extraordinary meeting").to_owned());
        }
        if let Some(reason) = self.meeting.past.last().and_then(|formerly| formerly.reason.as_ref()) {
            let what =
                if self.is_off() { in_words(lang, "Avlyst", "Called off") } else { in_words(lang, "Flyttet", "Moved") };
            said.push(format!("{what}: {}", reason.in_lang(lang)));
        }
        said.extend(link.map(str::to_owned));
        let items = self.seen.agenda(self.meeting.id).filter_map(|item| Some((item, self.seen.case(item.case)?)));
        said.extend(items.map(|(item, case)| format!("{}. {}", item.ordinal, case.title.in_lang(lang))));
        said
    }
}

/// A word of the calendar's own; readers of Nynorsk and Northern Sami read Bokmål.
const fn in_words(lang: Lang, nb: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Nb | Lang::Nn | Lang::Se => nb,
    }
}
