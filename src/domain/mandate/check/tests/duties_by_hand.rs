//! Every timing of a duty on random days, against models that look at one day after the other.

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_work::{Given, day, duty, organisation, period};
use crate::domain::{
    council::{Presence, RecordKind},
    mandate::verdict::VerdictStatus::{self, Breached, Met, NotDue, Unknown},
};

/// Every rule of these tests is in force from here on.
fn dated(offset: u64) -> NaiveDate {
    day("2022-01-01") + Days::new(offset)
}

fn text(offset: u64) -> String {
    dated(offset).to_string()
}

fn reviewing(when: &Value) -> Given {
    duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "review"}, "when": [when]}))
}

fn days(number: u64) -> Value {
    json!({"duration": format!("P{number}D"), "setBy": "MANDATE"})
}

fn done() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(0_u64..1_600, 0..7)
}

/// What was not done: a breach where everything is recorded, and otherwise not known.
fn missing(complete: bool) -> VerdictStatus {
    if complete { Breached } else { Unknown }
}

fn statuses(given: &Given, on: NaiveDate) -> Vec<VerdictStatus> {
    given.found("rule", &on.to_string()).into_iter().map(|(status, _)| status).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn by_a_day_of_every_year(month in 1_u32..13, date in 1_u32..29, done in done(), complete: bool, on in 0_u64..1_500) {
        let given = &mut reviewing(&json!({"by": {"date": format!("2000-{month:02}-{date:02}"), "yearly": true}}));
        for offset in &done {
            given.did("review", &[], &text(*offset));
        }
        if complete {
            given.complete("activities", "2020-01-01", "");
        }
        let on = dated(on);
        let is_due = |day: &NaiveDate| (day.month(), day.day()) == (month, date);
        let was_done = |day: &NaiveDate| *day <= on && done.iter().any(|offset| dated(*offset) == *day);
        let mut expected = Vec::new();
        // From one such day to the next; the last one that counts is the one that is to come.
        for due in day("2022-01-01").iter_days().filter(is_due) {
            let back = std::iter::successors(due.pred_opt(), NaiveDate::pred_opt).take_while(|day| !is_due(day));
            let year: Vec<NaiveDate> = std::iter::once(due).chain(back).collect();
            let late = due.succ_opt().unwrap().iter_days().take_while(|day| !is_due(day)).any(|day| was_done(&day));
            expected.push(if year.iter().any(was_done) {
                Met
            } else if late {
                Breached
            } else if on <= due {
                NotDue
            } else {
                missing(complete)
            });
            if due >= on {
                break;
            }
        }
        expected.sort();
        prop_assert_eq!(statuses(given, on), expected);
    }

    #[test]
    fn by_a_day_once(by in 0_u64..1_000, done in proptest::option::of(0_u64..1_500), complete: bool, on in 0_u64..1_500) {
        let given = &mut reviewing(&json!({"by": {"date": text(by)}}));
        if let Some(done) = done {
            given.did("review", &[], &text(done));
        }
        if complete {
            given.complete("activities", "2020-01-01", "");
        }
        let expected = match done.filter(|done| *done <= on) {
            Some(done) if done <= by => Met,
            Some(_) => Breached,
            None if on <= by => NotDue,
            None => missing(complete),
        };
        prop_assert_eq!(given.status("rule", &text(on)), expected);
    }

    #[test]
    fn before_the_mandate_ends_by_a_lead(
        end in 100_u64..1_000, lead in proptest::option::of(1_u64..700), done in done(), complete: bool, on in 0_u64..999,
    ) {
        prop_assume!(on < end);
        let given = &mut reviewing(&json!({"before": {"event": "mandate-end", "lead": lead.map(days)}}));
        given.in_force("2022-01-01", &text(end));
        for offset in &done {
            given.did("review", &[], &text(*offset));
        }
        if complete {
            given.complete("activities", "2020-01-01", "");
        }
        // Without a number any day before is early enough.
        let before: Vec<u64> = done.into_iter().filter(|done| *done <= on).collect();
        let expected = match end.checked_sub(lead.unwrap_or(1)) {
            // The mandate began too late for it.
            None => NotDue,
            Some(latest) if before.iter().any(|done| *done <= latest) => Met,
            Some(_) if !before.is_empty() => Breached,
            Some(latest) if on <= latest => NotDue,
            Some(_) => missing(complete),
        };
        prop_assert_eq!(given.status("rule", &text(on)), expected);
    }

    #[test]
    fn for_each_item_and_not_too_long_ago(
        items in proptest::collection::vec((0_u64..800, proptest::option::of(0_u64..1_000)), 0..5),
        tolerance in proptest::option::of(1_u64..900), complete: bool, on in 0_u64..1_500,
    ) {
        let mut when = vec![json!({"each": {"item": "measure"}})];
        when.extend(tolerance.map(|tolerance| json!({"standing": {"tolerance": days(tolerance)}})));
        let given = &mut duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "review"}, "when": when}));
        if complete {
            given.complete("activities", "2020-01-01", "");
        }
        let mut expected = Vec::new();
        for (entered, after) in &items {
            let item = given.record(RecordKind::Item, "measure", &text(*entered)).id;
            if let Some(after) = after {
                given.did("review", &[], &text(entered + after)).about = Some(item);
            }
            if *entered > on {
                continue;
            }
            expected.push(match after.map(|after| entered + after).filter(|done| *done <= on) {
                None => Breached,
                Some(done) if tolerance.is_none_or(|tolerance| done + tolerance >= on) => Met,
                Some(_) => missing(complete),
            });
        }
        expected.sort();
        if expected.is_empty() {
            expected.push(NotDue);
        }
        prop_assert_eq!(statuses(given, dated(on)), expected);
    }

    #[test]
    fn so_often_in_a_stretch_that_moves(
        times in 1_usize..4, per in 20_u64..500, start in 0_u64..400, done in done(), complete in proptest::option::of(0_u64..900),
        meetings: bool, on in 0_u64..1_500,
    ) {
        let per_days = format!("P{per}D");
        let given = &mut if meetings {
            let rule = json!({"meetings": {"cadence": {"kind": "AT_LEAST", "number": times, "per": per_days}}});
            Given::with(&[json!({"key": "rule", "modality": "SHALL", "provision": rule})], period(&text(start), ""))
        } else {
            reviewing(&json!({"atLeast": {"times": times, "per": per_days}}))
        };
        given.in_force(&text(start), "");
        for offset in &done {
            if meetings { given.held(&text(*offset)); } else { given.did("review", &[], &text(*offset)); }
        }
        if let Some(from) = complete {
            given.complete(if meetings { "meetings" } else { "activities" }, &text(from), "");
        }
        // The days of the stretch, walked back from the day asked.
        let stretch: Vec<u64> = (0..per).map_while(|back| on.checked_sub(back)).take_while(|day| *day >= start).collect();
        let count = done.iter().filter(|done| stretch.contains(done)).count();
        let expected = if (stretch.len() as u64) < per {
            NotDue
        } else if count >= times {
            Met
        } else {
            missing(stretch.iter().all(|day| complete.is_some_and(|from| *day >= from)))
        };
        prop_assert_eq!(given.status("rule", &text(on)), expected);
    }

    #[test]
    fn towards_each_of_those_named_or_all_of_them_together(
        times in 1_usize..3, each: bool, done in proptest::collection::vec((0_u64..730, 0_usize..3), 0..8), complete: bool, on in 366_u64..730,
    ) {
        let bodies = ["ks", "norsk-helsenett", "helsedirektoratet"];
        let towards: Vec<Value> = bodies[..2].iter().map(|slug| json!({"organisation": {"slug": slug}})).collect();
        let given = &mut duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "meet", "towards": towards},
            "when": [{"atLeast": {"times": times, "per": "P1Y", "eachTowards": each}}]}));
        for (offset, whom) in &done {
            given.did("meet", &[], &text(*offset)).towards = vec![organisation(bodies[*whom])];
        }
        if complete {
            given.complete("activities", "2020-01-01", "");
        }
        // The year before, which is over, and the one that runs.
        let mut expected = Vec::new();
        for (first, last) in [(0, 364), (365, 729)] {
            let of = |whom: &[usize]| done.iter().filter(|(day, body)| (first..=last.min(on)).contains(day) && whom.contains(body)).count();
            let counts = if each { vec![of(&[0]), of(&[1])] } else { vec![of(&[0, 1])] };
            expected.extend(counts.into_iter().map(|count| match count {
                count if count >= times => Met,
                _ if last >= on => NotDue,
                _ => missing(complete),
            }));
        }
        expected.sort();
        prop_assert_eq!(statuses(given, dated(on)), expected);
    }

    #[test]
    fn what_is_to_be_left_undone_and_used_sparingly(
        done in done(), meetings in proptest::collection::vec((0_u64..800, 0_usize..4, 0_usize..4), 0..6), parts in 0_u64..5, on in 0_u64..1_200,
    ) {
        let given = &mut duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "decide"}, "refrain": true}));
        for offset in &done {
            given.did("decide", &[], &text(*offset));
        }
        prop_assert_eq!(given.status("rule", &text(on)), if done.iter().any(|done| *done <= on) { Breached } else { Met });

        let seats = json!({"key": "seats", "modality": "SHALL", "provision": {"seats": {"group": {
            "key": "g", "label": {"nb": "Gruppen"}, "size": {"exactly": {"number": 4}}, "for": {"personal": {}}}}}});
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": {
            "activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "limit", "subjects": ["use-of-deputies"]},
            "limitedTo": {"share": {"parts": parts, "of": 5}, "setBy": "COUNCIL"}}}});
        let given = &mut Given::with(&[seats, rule], period("2022-01-01", ""));
        let (mut others, mut all, mut held) = (0, 0, 0);
        for (offset, own, instead) in &meetings {
            let meeting = given.held(&text(*offset));
            let there = std::iter::repeat_n(Presence::Holder, *own).chain(std::iter::repeat_n(Presence::Alternate, *instead));
            let there: Vec<Presence> = there.chain([Presence::Absent; 4]).take(4).collect();
            for (at, presence) in there.iter().enumerate() {
                given.present(meeting, &format!("g/{}", at + 1), *presence);
            }
            // The last twelve months, from the day after the same day a year ago on; that of a leap day is the month's last.
            let year_ago = dated(on).with_year(dated(on).year() - 1).unwrap_or_else(|| day("2023-02-28"));
            if *offset <= on && dated(*offset) > year_ago {
                held += 1;
                all += there.iter().filter(|presence| **presence != Presence::Absent).count() as u64;
                others += there.iter().filter(|presence| **presence == Presence::Alternate).count() as u64;
            }
        }
        let expected = match held {
            0 => NotDue,
            _ if others * 5 > parts * all => Breached,
            _ => Met,
        };
        prop_assert_eq!(given.status("rule", &text(on)), expected);
    }
}

#[test]
fn twelve_months_before_a_leap_day_begin_on_the_first_of_march() {
    for (meeting, expected) in [("2023-02-28", NotDue), ("2023-03-01", Met)] {
        let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": {
            "activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "limit", "subjects": ["use-of-deputies"]},
            "limitedTo": {"share": {"parts": 1, "of": 5}, "setBy": "COUNCIL"}}}});
        let given = &mut Given::with(&[rule], period("2022-01-01", ""));
        given.held(meeting);
        assert_eq!(given.status("rule", "2024-02-29"), expected, "{meeting}");
    }
}

#[test]
fn the_year_before_a_leap_day_is_looked_at() {
    for (recorded_from, expected) in [("2023-02-28", Breached), ("2023-03-15", Unknown)] {
        let given = &mut reviewing(&json!({"before": {"event": "mandate-end", "lead": days(30)}}));
        given.in_force("", "2024-02-29").complete("activities", recorded_from, "");
        assert_eq!(given.status("rule", "2024-02-15"), expected, "recorded from {recorded_from}");
    }
}
