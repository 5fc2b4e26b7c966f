//! Who may raise matters, and whom the secretariat may consult: S7, H15, H19, and what other mandates say.

use std::sync::Arc;

use serde_json::json;

use super::given_work::{Given, organisation, period};
use crate::domain::{
    council::RecordKind,
    mandate::verdict::{
        Severity, Subject,
        VerdictStatus::{Breached, Met, Unknown},
    },
};

#[test]
fn a_matter_is_raised_by_a_member_in_office_on_the_day() {
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h15-raise-matters", "2021-01-01"), Met);
    let member = given.member("business/1", "2020-01-02", "2021-06-01");
    let raised = given.record(RecordKind::Item, "case", "2021-05-31");
    raised.by_membership = Some(member);
    let id = raised.id;
    assert_eq!(given.status("h15-raise-matters", "2021-12-01"), Met);
    given.council.records[0].on = super::given_work::day("2021-06-01");
    let verdict = given.judged("h15-raise-matters", "2021-12-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    assert_eq!(verdict.findings[0].subject, Some(Subject::Record(id)));
    assert_eq!(given.status("h15-raise-matters", "2021-05-31"), Met);
    given.council.records[0].by_membership = None;
    assert_eq!(given.status("h15-raise-matters", "2021-12-01"), Unknown);
    // What the secretariat brings up is no use of the members' right.
    given.council.records[0].by = Some(organisation("norges-forskningsrad"));
    assert_eq!(given.status("h15-raise-matters", "2021-12-01"), Met);
}

#[test]
fn members_of_the_family_may_raise_matters_only_where_the_right_says_so() {
    let mut lower = Given::with(
        &[json!({"key": "g", "modality": "SHALL", "provision": {"seats": {"group": {
            "key": "experts", "label": {"nb": "Fagfolk"}, "size": {"exactly": {"number": 1}},
            "for": {"sector": {"sector": "municipal", "personal": true}},
        }}}})],
        period("2020-01-01", ""),
    );
    lower.council.memberships.clear();
    let member = {
        let id = lower.member("experts/1", "2023-01-01", "2024-01-01");
        let other = uuid::Uuid::from_u128(99).into();
        lower.membership(id).id = other;
        other
    };
    let mut given = Given::founding("strategiradet");
    given.record(RecordKind::Item, "case", "2023-05-01").by_membership = Some(member);
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Unknown);
    given.family = vec![Arc::new(lower.council)];
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Met);
    given.council.records[0].on = super::given_work::day("2024-01-01");
    assert_eq!(given.status("s7-raise-matters", "2024-12-01"), Breached);
    given.council.records[0].on = super::given_work::day("2023-05-01");
    given.change("s7-raise-matters", |clause| {
        let json = serde_json::to_string(clause).unwrap().replace("FAMILY", "COUNCIL");
        *clause = serde_json::from_str(&json).unwrap();
    });
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Breached);
}

#[test]
fn an_organisation_raises_matters_through_those_who_sit_for_it() {
    let mut given = Given::founding("strategiradet");
    given.change("s7-raise-matters", |clause| {
        let json = serde_json::to_string(clause).unwrap().replace("FAMILY", "COUNCIL");
        *clause = serde_json::from_str(&json).unwrap();
    });
    given.record(RecordKind::Item, "case", "2023-05-01").by = Some(organisation("norsk-helsenett"));
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Unknown);
    given.complete("roster", "2023-01-01", "");
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Breached);
    given.member("norsk-helsenett/1", "2023-01-01", "");
    assert_eq!(given.status("s7-raise-matters", "2023-12-01"), Met);
}

#[test]
fn examples_narrow_nobody_and_a_list_of_all_does() {
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h19-consultation", "2021-01-01"), Met);
    given.did("consult", &[], "2021-01-05").towards = vec![organisation("helsedirektoratet")];
    assert_eq!(given.status("h19-consultation", "2021-02-01"), Met);
    given.change("h19-consultation", |clause| {
        let json = serde_json::to_string(clause).unwrap().replace("\"exhaustive\":false", "\"exhaustive\":true");
        *clause = serde_json::from_str(&json).unwrap();
    });
    assert_eq!(given.status("h19-consultation", "2021-02-01"), Breached);
    given.council.records[0].towards = vec![organisation("innovasjon-norge")];
    assert_eq!(given.status("h19-consultation", "2021-02-01"), Met);
}

#[test]
fn a_right_can_ask_for_the_support_of_others() {
    let group = json!({"key": "g", "modality": "SHALL", "provision": {"seats": {"group": {
        "key": "all", "label": {"nb": "Alle"}, "size": {"exactly": {"number": 4}},
        "for": {"sector": {"sector": "municipal", "personal": true}},
    }}}});
    let right = json!({"key": "rule", "modality": "MAY", "severity": "ERROR", "provision": {"right": {
        "activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "raise", "subjects": ["matters"]},
        "support": {"number": 2},
    }}});
    let mut given = Given::with(&[group, right], period("2020-01-01", ""));
    let [first, second] = ["all/1", "all/2"].map(|seat| given.member(seat, "2020-01-01", ""));
    let raised = given.record(RecordKind::Item, "case", "2023-05-01");
    raised.by_membership = Some(first);
    let id = raised.id;
    assert_eq!(given.status("rule", "2023-12-01"), Unknown);
    given.complete("activities", "2020-01-01", "");
    assert_eq!(given.status("rule", "2023-12-01"), Breached);
    let support = given.did("support", &[], "2023-05-02");
    (support.by_membership, support.about) = (Some(second), Some(id));
    assert_eq!(given.status("rule", "2023-12-01"), Met);
}
