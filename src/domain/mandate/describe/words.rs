//! Numbers, dates, durations and enumerations in words.
//!
//! May import: `domain`.

use chrono::Datelike;

use crate::domain::{
    text::Lang,
    time::{CalendarDuration, Date},
};

/// A language that descriptions are generated in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Norwegian Bokmål.
    Nb,
    /// English.
    En,
}

/// The grammatical gender of what is counted, which decides the Norwegian word for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Common,
    Neuter,
}

/// A sentence with a Norwegian and an English form, side by side so that they are changed together.
macro_rules! say {
    ($tongue:expr, $nb:literal, $en:literal) => {
        match $tongue {
            $crate::domain::mandate::describe::words::Tongue::Nb => format!($nb),
            $crate::domain::mandate::describe::words::Tongue::En => format!($en),
        }
    };
}
pub(super) use say;

const NB_NUMBERS: [&str; 13] =
    ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"];
const EN_NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const NB_ORDINALS: [&str; 13] = [
    "nulte", "første", "andre", "tredje", "fjerde", "femte", "sjette", "sjuende", "åttende", "niende", "tiende",
    "ellevte", "tolvte",
];
const NB_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn word<const N: usize>(words: [&'static str; N], index: u32) -> Option<&'static str> {
    usize::try_from(index).ok().and_then(|index| words.get(index).copied())
}

impl Tongue {
    /// The language that a description asked for in `lang` comes in. Sentences are generated in Bokmål and English;
    /// Nynorsk and Northern Sami read Bokmål throughout, because a sentence half in one language and half in another
    /// serves nobody.
    pub(super) const fn of(lang: Lang) -> Self {
        match lang {
            Lang::Nb | Lang::Nn | Lang::Se => Self::Nb,
            Lang::En => Self::En,
        }
    }

    /// The language of labels and names that go into the sentence.
    pub(super) const fn lang(self) -> Lang {
        match self {
            Self::Nb => Lang::Nb,
            Self::En => Lang::En,
        }
    }

    /// The one of two fixed wordings that is in this language.
    pub(super) const fn pick<'t>(self, nb: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Nb => nb,
            Self::En => en,
        }
    }

    /// A number: in words up to twelve, in figures beyond.
    pub(super) fn number(self, number: u32, gender: Gender) -> String {
        let word = match (self, number, gender) {
            (Self::Nb, 1, Gender::Neuter) => Some("ett"),
            (Self::Nb, ..) => word(NB_NUMBERS, number),
            (Self::En, ..) => word(EN_NUMBERS, number),
        };
        word.map_or_else(|| self.figures(number), str::to_owned)
    }

    /// A number in figures, grouped in threes from five figures on.
    fn figures(self, number: u32) -> String {
        let plain = number.to_string();
        if plain.len() < 5 {
            return plain;
        }
        let mut grouped = String::new();
        for (index, figure) in plain.chars().enumerate() {
            if index > 0 && (plain.len() - index).is_multiple_of(3) {
                grouped.push_str(self.pick(" ", ","));
            }
            grouped.push(figure);
        }
        grouped
    }

    /// So many of something that has a singular and a plural.
    pub(super) fn count(self, number: u32, gender: Gender, nb: (&str, &str), en: (&str, &str)) -> String {
        let (one, many) = match self {
            Self::Nb => nb,
            Self::En => en,
        };
        format!("{} {}", self.number(number, gender), if number == 1 { one } else { many })
    }

    /// So many seats.
    pub(super) fn seats(self, number: u32) -> String {
        self.count(number, Gender::Common, ("plass", "plasser"), ("seat", "seats"))
    }

    /// How often: once, twice, three times.
    pub(super) fn times(self, times: u32) -> String {
        match (self, times) {
            (Self::En, 1) => "once".to_owned(),
            (Self::En, 2) => "twice".to_owned(),
            _ => self.count(times, Gender::Common, ("gang", "ganger"), ("time", "times")),
        }
    }

    /// A day of the year, without the year.
    pub(super) fn day(self, date: Date) -> String {
        let month = match self {
            Self::Nb => word(NB_MONTHS, date.0.month0()),
            Self::En => word(EN_MONTHS, date.0.month0()),
        }
        .unwrap_or_default();
        let day = date.0.day();
        say!(self, "{day}. {month}", "{day} {month}")
    }

    /// A date.
    pub(super) fn date(self, date: Date) -> String {
        format!("{} {}", self.day(date), date.0.year())
    }

    /// A duration: `fire år`, `18 måneder`, `to uker`.
    pub(super) fn duration(self, duration: CalendarDuration) -> String {
        let CalendarDuration { months, days } = duration;
        let mut parts = Vec::new();
        // Up to two years people count in months ("18 months"), beyond in years and months.
        let years = if months.is_multiple_of(12) || months > 24 { months / 12 } else { 0 };
        let (months, weeks) = (months - 12 * years, if days.is_multiple_of(7) { days / 7 } else { 0 });
        let days = days - 7 * weeks;
        if years > 0 {
            parts.push(self.count(years, Gender::Neuter, ("år", "år"), ("year", "years")));
        }
        if months > 0 {
            parts.push(self.count(months, Gender::Common, ("måned", "måneder"), ("month", "months")));
        }
        if weeks > 0 {
            parts.push(self.count(weeks, Gender::Common, ("uke", "uker"), ("week", "weeks")));
        }
        if days > 0 {
            parts.push(self.count(days, Gender::Common, ("dag", "dager"), ("day", "days")));
        }
        if parts.is_empty() {
            return self.pick("ingen tid", "no time").to_owned();
        }
        self.all_of(&parts)
    }

    /// In which time something is counted: `i året`, `every two years`.
    pub(super) fn per(self, duration: CalendarDuration) -> String {
        let short = match (duration.months, duration.days) {
            (12, 0) => Some(("i året", "a year")),
            (1, 0) => Some(("i måneden", "a month")),
            (0, 7) => Some(("i uken", "a week")),
            (0, 1) => Some(("om dagen", "a day")),
            _ => None,
        };
        match short {
            Some((nb, en)) => self.pick(nb, en).to_owned(),
            None => self.every(duration),
        }
    }

    /// At which interval something comes back: `hvert andre år`, `every two years`.
    pub(super) fn every(self, duration: CalendarDuration) -> String {
        let CalendarDuration { months, days } = duration;
        let (number, each, unit) = match (months, days) {
            (months, 0) if months > 0 && months.is_multiple_of(12) => (months / 12, "hvert", ("år", "year")),
            (months, 0) if months > 0 => (months, "hver", ("måned", "month")),
            (0, days) if days > 0 && days.is_multiple_of(7) => (days / 7, "hver", ("uke", "week")),
            (0, days) if days > 0 => (days, "hver", ("dag", "day")),
            _ => {
                let time = self.duration(duration);
                return say!(self, "hver gang det har gått {time}", "every {time}");
            }
        };
        let (nb, en) = unit;
        if number == 1 {
            return say!(self, "{each} {nb}", "every {en}");
        }
        let ordinal = word(NB_ORDINALS, number).map_or_else(|| format!("{number}."), str::to_owned);
        let many = self.number(number, Gender::Common);
        say!(self, "{each} {ordinal} {nb}", "every {many} {en}s")
    }

    /// These, with `and` before the last.
    pub(super) fn all_of(self, items: &[String]) -> String {
        join(items, self.pick("og", "and"))
    }

    /// One of these, with `or` before the last.
    pub(super) fn any_of(self, items: &[String]) -> String {
        join(items, self.pick("eller", "or"))
    }
}

fn join(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}
