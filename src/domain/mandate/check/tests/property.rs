//! The counting against a slow and obvious model that walks day by day.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use serde_json::json;

use super::given_work::{Given, day, period};
use crate::domain::{
    mandate::verdict::VerdictStatus::{self, Breached, Met, NotDue, Unknown},
    time::CalendarDuration,
};

fn first() -> NaiveDate {
    day("2018-01-01")
}

fn dated(offset: u64) -> NaiveDate {
    first().checked_add_days(Days::new(offset)).unwrap()
}

fn days_of_year(year: i32) -> Vec<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    start.iter_days().take_while(|day| day.year() == year).collect()
}

/// What is to be found for each year, worst first: the years one by one, each day by day.
fn slow(
    kind: &str,
    number: usize,
    done: &[NaiveDate],
    (start, end): (NaiveDate, Option<NaiveDate>),
    complete: Option<NaiveDate>,
    on: NaiveDate,
) -> Vec<VerdictStatus> {
    let mut found = Vec::new();
    if on < start {
        return vec![NotDue];
    }
    for year in on.year() - 5..=on.year() {
        let days = days_of_year(year);
        let under = |day: &NaiveDate| *day >= start && end.is_none_or(|end| *day < end);
        let covered: Vec<&NaiveDate> = days.iter().filter(|day| under(day)).collect();
        if covered.is_empty() {
            continue;
        }
        let whole = covered.len() == days.len();
        let count =
            covered.iter().map(|day| done.iter().filter(|done| *done == *day && **done <= on).count()).sum::<usize>();
        let over = days.last().unwrap() < &on;
        // The last day of the year still belongs to it; it is over on the next.
        let known = |upto: NaiveDate| {
            covered.iter().filter(|day| ***day <= upto).all(|day| complete.is_some_and(|from| **day >= from))
        };
        found.push(match kind {
            "AT_LEAST" | "EXACTLY" => {
                if kind == "EXACTLY" && count > number {
                    Breached
                } else if !whole {
                    let last = **covered.last().unwrap();
                    if last >= on { NotDue } else { continue }
                } else if count >= number {
                    Met
                } else if !over {
                    NotDue
                } else if known(on) {
                    Breached
                } else {
                    Unknown
                }
            }
            _ if count > number => Breached,
            _ if known(on) => Met,
            _ => Unknown,
        });
    }
    if found.is_empty() {
        found.push(NotDue);
    }
    found.sort();
    found
}

fn statuses(given: &Given, on: NaiveDate) -> Vec<VerdictStatus> {
    given.found("rule", &on.to_string()).into_iter().map(|(status, _)| status).collect()
}

fn offsets() -> impl Strategy<Value = Vec<u64>> {
    // Often the first and the last day of a year.
    let edge = prop_oneof![Just(0_u64), Just(364), Just(365), Just(729), Just(730), Just(1095), Just(1460), Just(1461)];
    proptest::collection::vec(prop_oneof![3 => 0_u64..2_600, 1 => edge], 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn meetings_are_counted_as_by_hand(
        kind in prop_oneof![Just("AT_LEAST"), Just("EXACTLY"), Just("AT_MOST")],
        number in 1_usize..4,
        held in offsets(),
        start in 0_u64..900,
        length in proptest::option::of(30_u64..2_500),
        complete in proptest::option::of(0_u64..2_000),
        on in 0_u64..2_600,
    ) {
        let (start, on) = (dated(start), dated(on));
        let end = length.map(|length| start + Days::new(length));
        // Only a mandate in force is asked.
        prop_assume!(end.is_none_or(|end| on < end));
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"meetings": {
            "cadence": {"kind": kind, "number": number, "per": "P1Y"},
        }}});
        let side = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let mut given = Given::with(&[rule], period(&start.to_string(), &side(end)));
        let days: Vec<NaiveDate> = held.iter().map(|offset| dated(*offset)).collect();
        for day in &days {
            given.held(&day.to_string());
        }
        if let Some(from) = complete {
            given.complete("meetings", &dated(from).to_string(), "");
        }
        let expected = slow(kind, number, &days, (start, end), complete.map(dated), on);
        prop_assert_eq!(statuses(&given, on), expected);
    }

    #[test]
    fn duties_are_counted_as_meetings_are(
        number in 1_usize..4,
        done in offsets(),
        start in 0_u64..900,
        complete in proptest::option::of(0_u64..2_000),
        on in 0_u64..2_600,
    ) {
        let (start, on) = (dated(start), dated(on));
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": {
            "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "publish"},
            "when": [{"atLeast": {"times": number, "per": "P1Y"}}],
        }}});
        let mut given = Given::with(&[rule], period(&start.to_string(), ""));
        let days: Vec<NaiveDate> = done.iter().map(|offset| dated(*offset)).collect();
        for day in &days {
            given.did("publish", &[], &day.to_string());
        }
        if let Some(from) = complete {
            given.complete("activities", &dated(from).to_string(), "");
        }
        prop_assert_eq!(statuses(&given, on), slow("AT_LEAST", number, &days, (start, None), complete.map(dated), on));
    }

    #[test]
    fn a_standing_duty_lapses_on_the_day_after_its_number(
        months in 0_u32..30,
        days in 0_u32..40,
        done in offsets(),
        complete in any::<bool>(),
        on in 0_u64..2_600,
    ) {
        let per = CalendarDuration { months, days: if months == 0 { days.max(1) } else { days } };
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": {
            "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "review"},
            "when": [{"standing": {"tolerance": {"duration": per.to_string(), "setBy": "MANDATE"}}}],
        }}});
        let mut given = Given::with(&[rule], period("2018-01-01", ""));
        for offset in &done {
            given.did("review", &[], &dated(*offset).to_string());
        }
        if complete {
            given.complete("activities", "2000-01-01", "");
        }
        let on = dated(on);
        // Some day on which it was done reaches the day asked; the beginning of the mandate gives the same time.
        let reaches = |from: NaiveDate| from <= on && per.after(from).unwrap() >= on;
        let before: Vec<NaiveDate> = done.iter().map(|offset| dated(*offset)).filter(|day| *day <= on).collect();
        let expected = if before.iter().any(|day| reaches(*day)) {
            Met
        } else if before.is_empty() && reaches(first()) {
            NotDue
        } else if complete {
            Breached
        } else {
            Unknown
        };
        prop_assert_eq!(statuses(&given, on), [expected]);
    }

    #[test]
    fn what_follows_within_a_time_is_late_on_the_day_after(
        delay in 1_u32..400,
        event in 0_u64..1_000,
        done in proptest::option::of(0_u64..1_500),
        on in 0_u64..1_800,
    ) {
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": {
            "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "review"},
            "when": [{"within": {"event": "governance-change",
                "delay": {"duration": format!("P{delay}D"), "setBy": "MANDATE"}}}],
        }}});
        let mut given = Given::with(&[rule], period("2018-01-01", ""));
        given.record(crate::domain::council::RecordKind::Event, "governance-change", &dated(event).to_string());
        if let Some(done) = done {
            given.did("review", &[], &dated(done).to_string());
        }
        let last = event + u64::from(delay);
        let done = done.filter(|done| *done <= on && *done >= event);
        let expected = match done {
            _ if on < event => NotDue,
            Some(done) if done <= last => Met,
            Some(_) => Breached,
            None if on <= last => NotDue,
            None => Breached,
        };
        prop_assert_eq!(statuses(&given, dated(on)), [expected]);
    }
}
