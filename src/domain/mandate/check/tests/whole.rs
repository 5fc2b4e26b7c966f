//! Periods, and the body as a whole.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    super::body::{Named, for_each_named},
    given_body::{Given, day},
};
use crate::domain::{
    council::{Body, RecordKind},
    mandate::{
        references::{self, references},
        verdict::{
            Severity,
            VerdictStatus::{self, Breached, Met, NotDue, Unknown},
        },
    },
    time::Period,
};

const ON: &str = "2021-06-01";

fn ho21() -> Given {
    Given::founding("helseomsorg21-radet")
}

#[test]
fn h20_a_mandate_is_adopted_before_it_holds_and_by_whom_it_says() {
    let mut given = ho21();
    assert_eq!(given.status("h20-adoption", ON), Met);
    given.council.mandates[0].adopted_by = Some(Body::Organisation(given.organisation("ks")));
    assert_eq!(given.status("h20-adoption", ON), Breached, "by another");
    given.council.mandates[0].adopted_by = None;
    assert_eq!(given.status("h20-adoption", ON), Unknown);
    let mut given = ho21();
    given.council.mandates[0].adopted_on = Some(day("2020-01-03"));
    let verdict = given.verdict("h20-adoption", ON).unwrap();
    assert!(verdict.findings[0].message.en.as_deref().is_some_and(|en| en.contains("after it came into force")));
    given.council.mandates[0].adopted_on = Some(day("2019-12-02"));
    assert!(given.says("h20-adoption", ON).contains("recorded is 2 December 2019"));
    let mut given = ho21();
    given.council.mandates[0].period.start = None;
    assert_eq!(given.status("h20-adoption", ON), Unknown);
}

#[test]
fn h4_nothing_is_done_outside_the_mandate() {
    let mut given = ho21();
    assert_eq!(given.status("h4-period", ON), Met);
    assert_eq!(given.status("h4-period", "2024-01-01"), Met);
    assert_eq!(given.status("h4-period", "2024-01-02"), Breached);
    given.meets("2020-05-01");
    assert_eq!(given.status("h4-period", ON), Met);
    given.meets("2019-12-01");
    assert_eq!(given.status("h4-period", ON), Breached);
    given.council.meetings.clear();
    given.record(RecordKind::Activity, "advise", "2019-12-01");
    assert_eq!(given.status("h4-period", ON), Breached);
    given.council.records[0].by = Some(Body::Organisation(given.organisation("ks")));
    assert_eq!(given.status("h4-period", ON), Met, "what others do is theirs");
    given.council.mandates[0].period.end = None;
    assert_eq!(given.status("h4-period", ON), Breached, "it holds longer than it says");
    given.council.mandates[0].period.end = Some(day("2022-01-01"));
    assert_eq!(given.status("h4-period", ON), Met, "it may end before its time");
}

#[test]
fn a_body_is_renewed_and_dissolved_in_time() {
    let period = |period: Value| Given::of(&[json!({ "period": period })]);
    let mut given = period(json!({ "kind": "RENEWAL", "from": "2020-01-01", "length": "P2Y" }));
    assert_eq!((given.status("c0", "2021-12-31"), given.status("c0", "2022-01-01")), (NotDue, Breached));
    given.record(RecordKind::Activity, "renew", "2021-11-01").clause = Some("c0".into());
    assert_eq!((given.status("c0", "2022-01-01"), given.status("c0", "2023-11-01")), (NotDue, Breached));
    let mut given = period(json!({ "kind": "RENEWAL", "until": "2022-01-01" }));
    assert_eq!(given.status("c0", "2022-01-01"), Breached);
    given.record(RecordKind::Activity, "renew", "2021-11-01").clause = Some("c0".into());
    assert_eq!(given.status("c0", "2022-01-01"), Met);
    let mut given = period(json!({ "kind": "DISSOLUTION", "until": "2022-01-01" }));
    assert_eq!((given.status("c0", "2021-12-31"), given.status("c0", "2022-01-01")), (NotDue, Breached));
    given.council.head.dissolved_on = Some(day("2022-01-01"));
    assert_eq!(given.status("c0", "2022-01-01"), Met);
    let given = period(json!({ "kind": "TRANSITION", "from": "2021-01-01", "until": "2022-01-01" }));
    assert_eq!((given.status("c0", "2020-12-31"), given.status("c0", ON)), (NotDue, Met));
    let by = json!([{ "organisation": { "slug": "ks" } }]);
    assert!(period(json!({ "kind": "TRANSITION", "by": by })).verdict("c0", ON).is_err());
}

/// The status and severity of the verdict on the whole of which somebody says this.
fn of_whole(given: &Given, on: &str, part: &str) -> Option<(VerdictStatus, Severity)> {
    let said = |en: &Option<String>| en.as_deref().is_some_and(|en| en.contains(part));
    let verdicts = given.whole(on);
    verdicts.iter().find(|verdict| said(&verdict.message.en)).map(|verdict| (verdict.status, verdict.severity))
}

#[test]
fn without_a_mandate_nobody_sits_and_nothing_is_done() {
    let mut given = ho21();
    let alone = given.whole("2024-03-01");
    assert_eq!((alone.len(), alone[0].status, alone[0].severity), (1, Breached, Severity::Error));
    assert_eq!(of_whole(&given, ON, "A mandate is in force"), Some((Met, Severity::Error)));
    given.meets("2024-02-01");
    given.sits("business", 1, "2023-01-01");
    assert_eq!(of_whole(&given, "2024-03-01", "at work on 1 February 2024"), Some((Breached, Severity::Error)));
    assert_eq!(of_whole(&given, "2024-03-01", "although no mandate"), Some((Breached, Severity::Error)));
    given.council.mandates.clear();
    assert_eq!(given.whole("2024-03-01")[0].severity, Severity::Warning);
}

#[test]
fn memberships_lie_within_mandates() {
    let part = "a time that no mandate covers";
    let mut given = ho21();
    let held = given.sits("business", 1, "2020-01-02");
    given.held(held).expected_end = Some(day("2024-01-02"));
    assert_eq!(of_whole(&given, ON, part), None);
    given.held(held).expected_end = Some(day("2024-01-03"));
    assert_eq!(of_whole(&given, ON, part), Some((Breached, Severity::Warning)));
    let mut next = given.council.mandates[0].clone();
    next.period = Period { start: Some(day("2024-01-02")), end: Some(day("2026-01-02")) };
    given.council.mandates.push(next);
    assert_eq!(of_whole(&given, ON, part), None, "the next mandate covers the rest");
    given.held(held).start = day("2020-01-01");
    assert_eq!(of_whole(&given, ON, part), Some((Breached, Severity::Warning)));
}

#[test]
fn seats_that_are_gone_have_nobody() {
    let part = "a seat that the mandate does not have";
    let mut given = ho21();
    given.sits("business", 1, "2020-01-02");
    assert_eq!(of_whole(&given, ON, part), None);
    let seat = given.seat("business", 1);
    given.council.seats.iter_mut().find(|other| other.id == seat).unwrap().period.end = Some(day("2021-01-01"));
    assert_eq!(of_whole(&given, ON, part), Some((Breached, Severity::Warning)));
}

#[test]
fn who_stays_past_the_planned_end_is_shown() {
    let group = json!({ "seats": { "group": {
        "key": "g", "label": { "nb": "Gruppen" }, "size": { "exactly": { "number": 1 } }, "for": { "personal": {} },
    } } });
    let term = |stays: bool| json!({ "term": { "length": "P1Y", "holdsOver": stays } });
    for (stays, expected, part) in [
        (true, (Met, Severity::Info), "stays until somebody takes over"),
        (false, (Breached, Severity::Warning), "does not say that anybody stays"),
    ] {
        let mut given = Given::of(&[group.clone(), term(stays)]);
        let held = given.sits("g", 1, "2020-01-01");
        given.held(held).expected_end = Some(day("2021-01-01"));
        given.held(held).holds_over = true;
        assert_eq!(of_whole(&given, ON, part), Some(expected));
        assert_eq!(of_whole(&given, "2020-12-31", part), None);
    }
}

#[test]
fn vacant_seats_are_counted_where_the_number_is_fixed() {
    let mut given = ho21();
    given.fill("2020-01-02");
    assert_eq!(of_whole(&given, ON, "seats"), None);
    let held = given.holder("business", 2);
    given.held(held).ended = Some(day("2021-02-01"));
    assert_eq!(of_whole(&given, ON, "nobody recorded: 1"), Some((Unknown, Severity::Warning)));
    given.complete("roster");
    assert_eq!(of_whole(&given, ON, "Vacant seats: 1"), Some((Breached, Severity::Warning)));
    let verdicts = given.whole(ON);
    let vacant = verdicts.iter().find(|verdict| verdict.message.en.as_deref() == Some("Vacant seats: 1.")).unwrap();
    assert_eq!(&*vacant.evidence[0].value.in_lang(crate::domain::text::Lang::En), "2: 2021-02-01");
}

#[test]
fn a_name_that_hangs_in_the_air_is_told() {
    let mut given = ho21();
    assert_eq!(of_whole(&given, ON, "The mandate names"), None);
    given.organisation_mut("innovasjon-norge").dissolved_on = Some(day("2021-01-01"));
    assert_eq!(of_whole(&given, ON, "no longer exists"), Some((Breached, Severity::Warning)));
    let (gone, next) = (given.organisation("innovasjon-norge"), given.organisation("norges-forskningsrad"));
    let (id, predecessor, successor) = (given.id(), Body::Organisation(gone), Body::Organisation(next));
    given.successions.push(crate::domain::directory::Succession { id, predecessor, successor, on: None, source: None });
    assert_eq!(of_whole(&given, ON, "has succeeded"), Some((Met, Severity::Warning)));
}

#[test]
fn every_body_that_a_founding_clause_names_is_found() {
    for slug in ["strategiradet", "helseomsorg21-radet"] {
        for at in &Given::founding(slug).council.mandates[0].clauses {
            let mut found = BTreeSet::new();
            for_each_named(&at.clause, &mut |named| {
                found.insert(match named {
                    Named::Organisation(slug) | Named::Council(slug) => slug.to_string(),
                });
            });
            let bodies = references(&at.clause).into_iter().filter(|reference| {
                matches!(reference.named, references::Named::Organisation | references::Named::Council)
            });
            assert_eq!(found, bodies.map(|reference| reference.word).collect(), "{}", at.clause.key);
        }
    }
}
