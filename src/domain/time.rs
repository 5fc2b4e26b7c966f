//! Dates, half-open periods and calendar durations.
//!
//! May import: `domain::fault`, `domain::message`. No clock: today is always an argument.

use std::{fmt, str::FromStr};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::{DateTime, Days, Months, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::{
    fault::{Faults, Form},
    message::{Message, said},
};

/// A calendar date, `2020-01-02` (ISO 8601). It is a day, not an instant: no time zone ever shifts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Date(pub NaiveDate);

/// A calendar date, `2020-01-02` (ISO 8601). It is a day, not an instant: no time zone ever shifts it.
#[Scalar(name = "Date", specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text
                .parse::<NaiveDate>()
                .ok()
                .filter(|_| text.len() == 10)
                .map(Self)
                .ok_or_else(|| Self::form().unread()),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        Self::parse(value.clone()).is_ok()
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl Date {
    /// What would be one.
    #[must_use]
    pub fn form() -> Message {
        said!("en dato som 2020-01-02 trengs", "a date such as 2020-01-02 is needed")
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

/// An instant, `2026-03-12T09:00:00Z` (RFC 3339), always in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub DateTime<Utc>);

/// An instant, `2026-03-12T09:00:00Z` (RFC 3339), always in UTC.
#[Scalar(name = "DateTime", specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339")]
impl ScalarType for Instant {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => DateTime::parse_from_rfc3339(text)
                .map(|at| Self(at.with_timezone(&Utc)))
                .map_err(|_| Self::form().unread()),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        Self::parse(value.clone()).is_ok()
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(SecondsFormat::Secs, true))
    }
}

impl Instant {
    /// What would be one.
    #[must_use]
    pub fn form() -> Message {
        said!("et tidspunkt som 2026-03-12T09:00:00Z trengs", "an instant such as 2026-03-12T09:00:00Z is needed")
    }
}

/// A half-open period of days: `start` is in it, `end` is the first day after it. Open on either side where None.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Period {
    /// First day; None: since ever.
    pub start: Option<NaiveDate>,
    /// First day after; None: for ever.
    pub end: Option<NaiveDate>,
}

impl Period {
    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day < end)
    }

    /// Whether no day lies in the period.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.start, self.end), (Some(start), Some(end)) if end <= start)
    }

    /// Whether some day lies in both periods.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let latest_start = self.start.max(other.start);
        let earliest_end = match (self.end, other.end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        !Self { start: latest_start, end: earliest_end }.is_empty() && !self.is_empty() && !other.is_empty()
    }
}

/// A duration on the calendar, `P4Y`, `P18M`, `P2W` or `P1Y6M` (ISO 8601, years, months, weeks and days): four years
/// after 29 February is 28 February, as people count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CalendarDuration {
    /// Years and months together, in months.
    pub months: u32,
    /// Weeks and days together, in days.
    pub days: u32,
}

impl CalendarDuration {
    /// So many years.
    #[must_use]
    pub const fn years(years: u32) -> Self {
        Self { months: years * 12, days: 0 }
    }

    /// The day this long after `start`; None beyond the calendar.
    #[must_use]
    pub fn after(self, start: NaiveDate) -> Option<NaiveDate> {
        start.checked_add_months(Months::new(self.months))?.checked_add_days(Days::new(self.days.into()))
    }

    /// The day this long before `end`; None beyond the calendar.
    #[must_use]
    pub fn before(self, end: NaiveDate) -> Option<NaiveDate> {
        end.checked_sub_days(Days::new(self.days.into()))?.checked_sub_months(Months::new(self.months))
    }
}

/// Why a text is not a calendar duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADuration;

impl NotADuration {
    /// What would be one.
    #[must_use]
    pub fn said(self) -> Message {
        said!(
            "en varighet som P4Y, P18M, P2W eller P10D trengs",
            "a calendar duration such as P4Y, P18M, P2W or P10D is needed"
        )
    }
}

impl fmt::Display for NotADuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for NotADuration {}

impl FromStr for CalendarDuration {
    type Err = NotADuration;

    fn from_str(text: &str) -> Result<Self, NotADuration> {
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty()).ok_or(NotADuration)?;
        let (mut months, mut days) = (0_u32, 0_u32);
        let mut units = ['Y', 'M', 'W', 'D'].into_iter();
        while !rest.is_empty() {
            let digits =
                rest.find(|c: char| !c.is_ascii_digit()).filter(|&n| (1..=5).contains(&n)).ok_or(NotADuration)?;
            let (number, tail) = rest.split_at(digits);
            let number: u32 = number.parse().map_err(|_| NotADuration)?;
            let unit = tail.chars().next().ok_or(NotADuration)?;
            // The iterator only moves forward, so units out of order or twice find nothing.
            match units.find(|&known| known == unit).ok_or(NotADuration)? {
                'Y' => months += number * 12,
                'M' => months += number,
                'W' => days += number * 7,
                _ => days += number,
            }
            rest = &tail[1..];
        }
        Ok(Self { months, days })
    }
}

impl fmt::Display for CalendarDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        if self.months >= 12 {
            write!(f, "{}Y", self.months / 12)?;
        }
        if !self.months.is_multiple_of(12) {
            write!(f, "{}M", self.months % 12)?;
        }
        if self.days > 0 || self.months == 0 {
            write!(f, "{}D", self.days)?;
        }
        Ok(())
    }
}

impl TryFrom<String> for CalendarDuration {
    type Error = NotADuration;
    fn try_from(text: String) -> Result<Self, NotADuration> {
        text.parse()
    }
}

impl From<CalendarDuration> for String {
    fn from(duration: CalendarDuration) -> Self {
        duration.to_string()
    }
}

impl Form for CalendarDuration {
    fn examine(&self, faults: &mut Faults) {
        if self.months == 0 && self.days == 0 {
            faults.note(said!(
                "en varighet som er lengre enn ingenting, trengs",
                "a duration longer than nothing is needed"
            ));
        }
        if self.months > 12 * 200 || self.days > 366 * 200 {
            faults.note(said!("en varighet på høyst 200 år trengs", "a duration of at most 200 years is needed"));
        }
    }
}

/// A duration on the calendar, `P4Y`, `P18M`, `P2W` or `P1Y6M` (ISO 8601: years, months, weeks, days).
#[Scalar(name = "CalendarDuration")]
impl ScalarType for CalendarDuration {
    fn parse(value: Value) -> InputValueResult<Self> {
        match &value {
            Value::String(text) => text.parse().map_err(|wrong: NotADuration| wrong.said().unread()),
            _ => Err(InputValueError::expected_type(value)),
        }
    }

    fn is_valid(value: &Value) -> bool {
        Self::parse(value.clone()).is_ok()
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_end_is_the_first_day_outside() {
        let period = Period { start: Some(day("2020-01-02")), end: Some(day("2024-01-02")) };
        assert!(period.contains(day("2020-01-02")));
        assert!(period.contains(day("2024-01-01")));
        assert!(!period.contains(day("2024-01-02")));
    }

    #[test]
    fn durations_are_read_and_written() {
        for (text, written) in
            [("P4Y", "P4Y"), ("P18M", "P1Y6M"), ("P2W", "P14D"), ("P1Y6M10D", "P1Y6M10D"), ("P0D", "P0D")]
        {
            assert_eq!(text.parse::<CalendarDuration>().unwrap().to_string(), written);
        }
        for wrong in ["", "P", "4Y", "PY", "P4", "P1D1Y", "P1Y1Y", "P-1Y", "PT1H", "P123456D"] {
            assert!(wrong.parse::<CalendarDuration>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn four_years_after_a_leap_day_is_counted_as_people_do() {
        assert_eq!(CalendarDuration::years(1).after(day("2020-02-29")), Some(day("2021-02-28")));
    }

    fn period() -> impl Strategy<Value = Period> {
        let side = || proptest::option::of(0_u32..40);
        (side(), side()).prop_map(|(start, end)| {
            let date = |n: u32| NaiveDate::from_num_days_from_ce_opt(737_000 + i32::try_from(n).unwrap());
            Period { start: start.and_then(date), end: end.and_then(date) }
        })
    }

    proptest! {
        #[test]
        fn overlap_means_a_common_day(a in period(), b in period()) {
            // 60 days on either side of every generated bound: open sides show up too.
            let common = (736_940..737_100)
                .filter_map(NaiveDate::from_num_days_from_ce_opt)
                .any(|day| a.contains(day) && b.contains(day));
            prop_assert_eq!(a.overlaps(&b), common);
        }

        #[test]
        fn a_written_duration_reads_back(months in 0_u32..2000, days in 0_u32..2000) {
            let duration = CalendarDuration { months, days };
            prop_assert_eq!(duration.to_string().parse::<CalendarDuration>().unwrap(), duration);
        }
    }
}
