//! Every kind of period on random days: renewal, dissolution, the time between, and exceptions up to their ceiling.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{given_terms, given_work};
use crate::domain::{
    council::{Exemption, RecordKind},
    mandate::verdict::VerdictStatus::{Breached, Exempted, Met, NotDue, Unknown},
    time::Period,
};

fn dated(offset: u64) -> NaiveDate {
    given_work::day("2020-01-01") + Days::new(offset)
}

fn text(offset: u64) -> String {
    dated(offset).to_string()
}

fn period(kind: &str, from: Option<u64>, until: Option<u64>, length: Option<u64>) -> given_work::Given {
    let days = length.map(|days| format!("P{days}D"));
    let clause: Value = json!({"key": "period", "modality": "SHALL", "provision": {"period": {
        "kind": kind, "from": from.map(text), "until": until.map(text), "length": days}}});
    given_work::Given::with(&[clause], given_work::period("2020-01-01", ""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_body_is_renewed_again_and_again_or_lapses(
        until in proptest::option::of(1_u64..1_500), length in 1_u64..700, renewed in proptest::collection::vec(0_u64..2_000, 0..4), on in 0_u64..2_500,
    ) {
        let mut given = period("RENEWAL", None, until, Some(length));
        for offset in &renewed {
            given.record(RecordKind::Activity, "renew", &text(*offset)).clause = Some("period".into());
        }
        given.record(RecordKind::Activity, "renew", &text(0)).clause = Some("another".into());
        // Day by day: how much time is left, which every renewal sets anew.
        let mut left = until.unwrap_or(length);
        for today in 0..=on {
            if today > 0 {
                left = left.saturating_sub(1);
            }
            if renewed.contains(&today) {
                left = length;
            }
        }
        prop_assert_eq!(given.status("period", &text(on)), if left > 0 { NotDue } else { Breached });
    }

    #[test]
    fn a_body_ends_when_it_is_to_end(
        from in proptest::option::of(0_u64..500), until in proptest::option::of(501_u64..1_500), length in 1_u64..900,
        dissolved in proptest::option::of(0_u64..2_000), on in 0_u64..2_500,
    ) {
        let mut given = period("DISSOLUTION", from, until, until.is_none().then_some(length));
        given.council.head.dissolved_on = dissolved.map(dated);
        let due = until.unwrap_or(from.unwrap_or(0) + length);
        let expected = match dissolved {
            Some(dissolved) if dissolved <= on => Met,
            _ if on < due => NotDue,
            _ => Breached,
        };
        prop_assert_eq!(given.status("period", &text(on)), expected);
    }

    #[test]
    fn a_rule_for_the_time_between_waits_and_passes(from in proptest::option::of(1_u64..500), length in 1_u64..900, on in 0_u64..1_500) {
        let given = period("TRANSITION", from, None, Some(length));
        let waits = from.is_some_and(|from| on < from);
        prop_assert_eq!(given.status("period", &text(on)), if waits { NotDue } else { Met });
        let says = &given.found("period", &text(on))[0].1;
        let over = on >= from.unwrap_or(0) + length;
        prop_assert_eq!(says.contains("held until"), over && !waits);
    }

    #[test]
    fn exceptions_are_made_for_no_more_than_their_part_of_the_cases(
        parts in proptest::option::of(0_u32..4), lawyers in proptest::collection::vec(any::<bool>(), 6),
        granted in proptest::collection::vec(proptest::option::of((0_u64..900, 1_u64..1_500)), 6), sits in 1_usize..7, on in 0_u64..1_000,
    ) {
        let exceptions = json!([{"atMost": parts.map(|parts| json!({"parts": parts, "of": 4}))}]);
        let clause = json!({"key": "asked", "modality": "SHALL", "exceptions": exceptions, "provision": {"requirement": {
            "quantifier": {"kind": "EVERY"}, "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["law"]}}}}});
        let mut given = given_terms::Given::with(6, &[clause]);
        given.complete("roster");
        let names = ["Anne", "Berit", "Carl", "David", "Eva", "Frank"];
        for at in 0..sits {
            let seat = format!("members/{}", at + 1);
            given.sit(names[at], &seat, "2019-01-01", "", "");
            given.fact(names[at], "field", if lawyers[at] { "law" } else { "art" });
            if let Some((from, days)) = granted[at] {
                given.council.exemptions.push(Exemption {
                    id: given_terms::id(21, names[at]),
                    clause: "asked".into(),
                    seat: Some(given_terms::Given::seat(&seat)),
                    granted_by: None,
                    decided_on: dated(from),
                    reason: "None was to be found.".to_owned(),
                    period: Period { start: Some(dated(from)), end: Some(dated(from + days)) },
                });
            }
        }
        // One case for each who sits; those granted first are within the ceiling.
        let wrong: Vec<usize> = (0..sits).filter(|at| !lawyers[*at]).collect();
        let holds = |at: &usize| granted[*at].is_some_and(|(from, days)| (from..from + days).contains(&on));
        let most = parts.map_or(sits, |parts| (0..=sits).rev().find(|some| some * 4 <= parts as usize * sits).unwrap());
        let excepted = wrong.iter().filter(|at| holds(at)).count().min(most);
        let verdict = given.verdict("asked", &text(on));
        let count = |status| verdict.findings.iter().filter(|finding| finding.status == status).count();
        prop_assert_eq!((count(Exempted), count(Breached), count(Met)), (excepted, wrong.len() - excepted, sits - wrong.len()));
        let first = wrong.iter().filter(|at| holds(at)).min_by_key(|at| granted[**at].unwrap().0);
        if let (Some(first), true) = (first, most > 0) {
            let spared = verdict.findings.iter().find(|finding| {
                matches!(finding.subject, Some(crate::domain::mandate::verdict::Subject::Membership(id))
                    if given.council.membership(id).unwrap().person == given_terms::id(10, names[*first]))
            });
            prop_assert_eq!(spared.unwrap().status, Exempted);
        }
    }
}

#[test]
fn what_is_found_of_the_whole_is_no_case_among_others() {
    let exceptions = json!([{"atMost": {"parts": 1, "of": 4}}]);
    let clause = json!({"key": "asked", "modality": "SHALL", "exceptions": exceptions, "provision": {"requirement": {
        "quantifier": {"kind": "AT_LEAST", "howMany": {"number": 1}},
        "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["law"]}}}}});
    let mut given = given_terms::Given::with(1, &[clause]);
    given.complete("roster");
    given.sit("Anne", "members/1", "2019-01-01", "", "");
    assert_eq!(given.status("asked", "2020-06-01"), Unknown);
    given.fact("Anne", "field", "art");
    assert_eq!(given.status("asked", "2020-06-01"), Breached);
    given.council.exemptions.push(Exemption {
        id: given_terms::id(21, "whole"),
        clause: "asked".into(),
        seat: None,
        granted_by: None,
        decided_on: dated(0),
        reason: "None was to be found.".to_owned(),
        period: Period { start: Some(dated(0)), end: None },
    });
    assert_eq!(given.status("asked", "2020-06-01"), Exempted);
}
