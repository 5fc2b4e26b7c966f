//! S28 and H12, every kind of end, and the limits against models that count day by day.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::given_terms::{Given, day};
use crate::domain::{
    id::AppointmentId,
    mandate::{
        clause::term::{LimitCounted, Renewal, Term, TermAnchor, TermLimit},
        tenure::{Forbidden, Stint, against, planned_end, renewal_allowed},
        verdict::VerdictStatus as Status,
    },
    time::{CalendarDuration, Date, Period},
};

#[test]
fn four_years_unless_a_reason_is_stated() {
    let mut given = Given::founding("strategiradet");
    let on = "2026-03-01";
    assert_eq!(given.status("s28-term", on), Status::Unknown, "nobody has said that nobody sits");
    given.complete("roster");
    assert_eq!(given.status("s28-term", on), Status::NotDue);
    given.sit("Kari", "ks/1", "2025-01-01", "2029-01-01", "ks");
    assert_eq!(given.status("s28-term", on), Status::Met);
    given.council.memberships[0].expected_end = None;
    assert_eq!(given.status("s28-term", on), Status::Unknown);
    given.council.memberships[0].expected_end = Some(day("2027-01-01"));
    assert_eq!(given.status("s28-term", on), Status::Breached);
    given.act().basis = Some("Two years by agreement with KS.".to_owned());
    let verdict = given.verdict("s28-term", on);
    assert_eq!(verdict.status, Status::Met);
    assert!(verdict.message.en.unwrap().contains("a reason is stated"));
    assert_eq!(given.status("s28-term", "2024-06-01"), Status::NotDue, "the term begins later");
}

#[test]
fn two_years_within_the_mandate_or_extended() {
    let mut given = Given::founding("helseomsorg21-radet");
    let place = format!("{}/1", given.council.groups[0].key);
    let hod = "helse-og-omsorgsdepartementet";
    given.sit("Kari", &place, "2020-01-02", "2022-01-02", hod);
    assert_eq!(given.status("h12-term", "2020-06-01"), Status::Met);
    given.council.memberships[0].expected_end = Some(day("2021-01-02"));
    given.act().basis = Some("Shorter.".to_owned());
    assert_eq!(given.status("h12-term", "2020-06-01"), Status::Breached, "what shall be is not helped by a reason");
    given.council.memberships.clear();
    given.sit("Ola", &place, "2023-01-02", "2025-01-02", hod);
    assert_eq!(given.status("h12-term", "2023-06-01"), Status::Breached, "two years, but beyond the mandate");
    given.act().basis = Some("Extended beyond the mandate.".to_owned());
    assert_eq!(given.status("h12-term", "2023-06-01"), Status::Met);
    given.council.memberships[0].expected_end = Some(day("2024-01-02"));
    given.act().basis = None;
    assert_eq!(given.status("h12-term", "2023-06-01"), Status::Met, "it ends with the mandate");
}

fn term(provision: Value) -> Given {
    Given::with(4, &[json!({"key": "term", "modality": "SHALL", "provision": {"term": provision}})])
}

#[test]
fn ends_that_are_no_length() {
    let on = "2026-03-01";
    let mut given = term(json!({"until": {"kind": "DATE", "date": "2027-01-01"}}));
    given.sit("Kari", "members/1", "2025-01-01", "2027-01-01", "ministry");
    assert_eq!(given.status("term", on), Status::Met);
    given.council.memberships[0].expected_end = Some(day("2027-01-02"));
    assert_eq!(given.status("term", on), Status::Breached);

    let mut given = term(json!({"until": {"kind": "WITH_MANDATE"}}));
    given.council.mandates[0].period.end = Some(day("2028-01-01"));
    given.sit("Kari", "members/1", "2025-01-01", "2028-01-01", "ministry");
    assert_eq!(given.status("term", on), Status::Met);
    given.council.memberships[0].expected_end = Some(day("2027-01-01"));
    assert_eq!(given.status("term", on), Status::Breached);

    let mut given = term(json!({"until": {"kind": "AT_PLEASURE"}}));
    given.sit("Kari", "members/1", "2025-01-01", "", "ministry");
    assert_eq!(given.status("term", on), Status::Met);

    let mut given = term(json!({"until": {"kind": "WHILE_IN_OFFICE"}}));
    given.sit("Kari", "members/1", "2025-01-01", "", "ministry");
    assert_eq!(given.status("term", on), Status::Unknown);
    given.fact("Kari", "office-held", "director");
    assert_eq!(given.status("term", on), Status::Met);
    given.council.facts[0].period.end = Some(day("2026-01-01"));
    assert_eq!(given.status("term", on), Status::Breached);

    let mut given = term(json!({"until": {"kind": "EVENT", "event": {"nb": "valget", "en": "the election"}}}));
    given.sit("Kari", "members/1", "2025-01-01", "", "ministry");
    assert_eq!(given.status("term", on), Status::Unknown);
    given.complete("events");
    assert_eq!(given.status("term", on), Status::Met);
    given.council.records.push(crate::domain::council::Record {
        id: Uuid::nil().into(),
        kind: crate::domain::council::RecordKind::Event,
        what: "election".into(),
        subjects: Vec::new(),
        clause: Some("term".into()),
        on: day("2025-09-08"),
        by: None,
        by_membership: None,
        towards: Vec::new(),
        about: None,
        title: None,
        url: None,
        source: None,
        public: true,
    });
    assert_eq!(given.status("term", on), Status::Breached);
    assert_eq!(given.status("term", "2025-09-07"), Status::Met);
}

#[test]
fn a_successor_in_mid_term_gets_what_is_left_where_the_clause_says_so() {
    for (on_vacancy, rest, whole) in
        [(json!("REMAINDER"), Status::Met, Status::Breached), (json!("FRESH_TERM"), Status::Breached, Status::Met)]
    {
        let mut given = term(json!({"length": "P4Y", "onVacancy": on_vacancy}));
        given.sit("Kari", "members/1", "2024-01-01", "2028-01-01", "ministry").ended = Some(day("2025-01-01"));
        given.sit("Ola", "members/1", "2025-01-01", "2028-01-01", "ministry");
        assert_eq!(given.status("term", "2026-01-01"), rest);
        given.council.memberships[1].expected_end = Some(day("2029-01-01"));
        assert_eq!(given.status("term", "2026-01-01"), whole);
    }
}

#[test]
fn who_stays_past_the_end_is_told_of_and_needs_leave() {
    for (holds_over, found) in [(Some(true), Status::Met), (Some(false), Status::Breached), (None, Status::Breached)] {
        let mut given = term(json!({"length": "P2Y", "holdsOver": holds_over}));
        given.sit("Kari", "members/1", "2023-01-01", "2025-01-01", "ministry").holds_over = true;
        let verdict = given.verdict("term", "2026-01-01");
        assert_eq!(verdict.status, found, "{holds_over:?}");
        if found == Status::Met {
            assert!(verdict.message.nb.unwrap().contains("til en etterfølger er på plass"));
        }
    }
}

#[test]
fn a_change_of_role_splits_a_holding_and_not_a_term() {
    let mut given = term(json!({"length": "P4Y", "renewal": {"allowed": false}}));
    given.sit("Kari", "members/1", "2024-01-01", "2028-01-01", "ministry").ended = Some(day("2025-01-01"));
    let appointment = given.council.memberships[0].appointment;
    given.sit("Kari", "members/1", "2025-01-01", "2028-01-01", "ministry").appointment = appointment;
    assert_eq!(given.status("term", "2026-01-01"), Status::Met);
    let own = given.council.appointments.keys().copied().find(|id| *id != appointment).unwrap();
    given.council.memberships[1].appointment = own;
    given.council.memberships[1].expected_end = Some(day("2029-01-01"));
    assert_eq!(given.status("term", "2026-01-01"), Status::Breached, "another act is another term");
    given.council.memberships[0].ended = Some(day("2024-12-31"));
    assert_eq!(given.status("term", "2026-01-01"), Status::Met, "a free day between is no renewal");
}

#[test]
fn ends_come_in_turns() {
    let mut given = term(json!({"staggering": {"share": {"parts": 1, "of": 2}, "every": "P2Y"}}));
    for (name, place, end) in
        [("A", "members/1", "2026-01-01"), ("B", "members/2", "2026-01-01"), ("C", "members/3", "2028-01-01")]
    {
        given.sit(name, place, "2025-01-01", end, "ministry");
    }
    assert_eq!(given.status("term", "2025-06-01"), Status::Met);
    given.sit("D", "members/4", "2025-01-01", "", "ministry");
    assert_eq!(given.status("term", "2025-06-01"), Status::Unknown);
    given.council.memberships[3].expected_end = Some(day("2027-12-31"));
    assert_eq!(given.status("term", "2025-06-01"), Status::Breached, "three of four in two years");
    given.council.memberships[3].expected_end = Some(day("2028-01-01"));
    assert_eq!(given.status("term", "2025-06-01"), Status::Met);
}

fn from_day(number: u32) -> NaiveDate {
    day("2000-01-01") + Days::new(number.into())
}

/// Terms one after the other, with gaps of so many days before each.
fn served() -> impl Strategy<Value = Vec<Stint>> {
    proptest::collection::vec((prop_oneof![Just(0_u32), 1_u32..900], 1_u32..1200), 1..6).prop_map(|terms| {
        let mut at = 0;
        let stint = |(place, (gap, length)): (usize, (u32, u32))| {
            let start = at + gap;
            at = start + length;
            let appointment = AppointmentId(Uuid::from_u128(place as u128 + 1));
            Stint { appointment, start: from_day(start), until: Some(from_day(at)), stays: false }
        };
        terms.into_iter().enumerate().map(stint).collect()
    })
}

fn days_of(stint: &Stint) -> impl Iterator<Item = NaiveDate> {
    let until = stint.until.unwrap();
    stint.start.iter_days().take_while(move |day| *day < until)
}

/// The days of the last terms, walked back until a day that was not served.
fn walked_back(served: &[Stint]) -> BTreeSet<NaiveDate> {
    let all: BTreeSet<NaiveDate> = served.iter().flat_map(days_of).collect();
    let mut chain = BTreeSet::new();
    let mut at = served.last().unwrap().until.unwrap().pred_opt().unwrap();
    while all.contains(&at) {
        chain.insert(at);
        at = at.pred_opt().unwrap();
    }
    chain
}

fn limit(counted: LimitCounted, terms: Option<u32>, duration: Option<CalendarDuration>, window: Option<u32>) -> Term {
    let window = window.map(|days| CalendarDuration { months: 0, days });
    Term { limits: vec![TermLimit { counted, terms, duration, window }], ..Term::default() }
}

proptest! {
    #[test]
    fn planned_ends_are_as_a_calendar_counts(start in 0_u32..9000, months in 1_u32..60, first in 0_u32..9000) {
        let (start, first) = (from_day(start), from_day(first));
        let length = CalendarDuration { months, days: 0 };
        let base = Term { length: Some(length), ..Term::default() };
        let own = planned_end(&base, start, Period::default()).unwrap();
        prop_assert_eq!(own, length.after(start).unwrap());

        let year = Term { anchor: TermAnchor::YearEnd, ..base.clone() };
        let end = planned_end(&year, start, Period::default()).unwrap();
        prop_assert_eq!((end.month(), end.day()), (1, 1));
        prop_assert_eq!(end.year() - 1, own.pred_opt().unwrap().year());

        let cycle = Term { anchor: TermAnchor::CommonCycle, cycle_start: Some(Date(first)), ..base };
        let end = planned_end(&cycle, start, Period::default()).unwrap();
        // Slowly: every turn of the cycle, far back and far ahead.
        let ahead = (0..400).filter_map(|turns| CalendarDuration { months: months * turns, days: 0 }.after(first));
        let back = (1..400).filter_map(|turns| CalendarDuration { months: months * turns, days: 0 }.before(first));
        prop_assert_eq!(end, ahead.chain(back).filter(|turn| *turn > start).min().unwrap());
    }

    #[test]
    fn renewals_and_terms_are_counted_as_a_diary_would(served in served(), most in 0_u32..4, window in 1_u32..3000) {
        let chain = walked_back(&served);
        let in_chain = served.iter().filter(|stint| chain.contains(&stint.start)).count();
        let renewal = Renewal { allowed: true, at_most: Some(most), length: None };
        let found = against(&Term { renewal: Some(renewal), ..Term::default() }, &served).forbidden;
        prop_assert_eq!(!found.is_empty(), in_chain > most as usize + 1);

        let most = most + 1;
        let over = |counted| !against(&limit(counted, Some(most), None, None), &served).forbidden.is_empty();
        prop_assert_eq!(over(LimitCounted::Total), served.len() > most as usize);
        prop_assert_eq!(over(LimitCounted::Consecutive), in_chain > most as usize);

        // Slowly: every window that has the first day of the last term in it.
        let last = served.last().unwrap().start;
        let crowded = (0..window).any(|back| {
            let from = last - Days::new(back.into());
            let to = from + Days::new(window.into());
            let inside = |stint: &&Stint| stint.start < to && stint.until.unwrap() > from && stint.start <= last;
            served.iter().filter(inside).count() > most as usize
        });
        let term = limit(LimitCounted::InWindow, Some(most), None, Some(window));
        prop_assert_eq!(!against(&term, &served).forbidden.is_empty(), crowded);
    }

    #[test]
    fn durations_are_counted_day_by_day(served in served(), most in 1_u32..3000, window in 30_u32..900) {
        // Limits in days can be counted in days; months are looked at below.
        let duration = CalendarDuration { months: 0, days: most };
        let total: BTreeSet<NaiveDate> = served.iter().flat_map(days_of).collect();
        let chain = walked_back(&served);
        for (counted, days) in [(LimitCounted::Consecutive, &chain), (LimitCounted::Total, &total)] {
            let pieces = days.iter().filter(|day| !days.contains(&day.pred_opt().unwrap())).count();
            let over = !against(&limit(counted, None, Some(duration), None), &served).forbidden.is_empty();
            // Broken service is added in months and days, which can differ by a few days for each piece.
            let slack = if pieces == 1 { 0 } else { 3 * pieces };
            if days.len() > most as usize + slack {
                prop_assert!(over);
            } else if days.len() + slack <= most as usize {
                prop_assert!(!over);
            }
        }
        let last = served.last().unwrap();
        let (from, to) = (last.start - Days::new(window.into()), last.until.unwrap());
        let fullest = from.succ_opt().unwrap().iter_days().take_while(|first| *first < to).map(|first| {
            let end = first + Days::new(window.into());
            total.range(first..end).count()
        }).max().unwrap();
        let term = limit(LimitCounted::InWindow, None, Some(duration), Some(window));
        let over = !against(&term, &served).forbidden.is_empty();
        if fullest > most as usize + 18 {
            prop_assert!(over);
        } else if fullest + 18 <= most as usize {
            prop_assert!(!over);
        }
    }

    #[test]
    fn whoever_comes_back_waits(gap in 1_u32..2000, pause in 1_u32..2000) {
        let until = from_day(400);
        let start = from_day(400 + gap);
        let before = Stint { appointment: AppointmentId(Uuid::nil()), start: from_day(0), until: Some(until), stays: false };
        let term = Term { cooling_off: Some(CalendarDuration { months: 0, days: pause }), ..Term::default() };
        let found = renewal_allowed(&term, &[before], start, None);
        let expected = (gap < pause).then_some(Forbidden::TooEarly { from: from_day(400 + pause) });
        prop_assert_eq!(found.first().copied(), expected);
        prop_assert!(renewal_allowed(&term, &[before], until, None).is_empty(), "who goes on does not come back");
    }
}

#[test]
fn two_years_and_two_years_are_four_years() {
    let four = limit(LimitCounted::Total, None, Some(CalendarDuration::years(4)), None);
    let stint = |number: u128, start: &str, until: &str| Stint {
        appointment: AppointmentId(Uuid::from_u128(number)),
        start: day(start),
        until: Some(day(until)),
        stays: false,
    };
    // Both of these have a leap day in them, which four years have only once.
    let both = [stint(1, "2020-01-02", "2022-01-02"), stint(2, "2024-01-02", "2026-01-02")];
    assert!(against(&four, &both).forbidden.is_empty());
    let more = [both[0], stint(2, "2024-01-02", "2026-01-03")];
    assert!(!against(&four, &more).forbidden.is_empty());
    let open = [both[0], Stint { until: None, ..both[1] }];
    assert!(against(&four, &open).open, "without an end nobody knows");
}
