//! Clauses of one council about another one of its family.

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;

use super::given_terms::{Given, day, id, organisation};
use crate::domain::{
    council::{Council, Held, Meeting, MeetingStatus, Role},
    mandate::{
        check::{Around, Audience, Facts, verdict},
        verdict::{
            Subject,
            VerdictStatus::{self as Status, Breached, Met, NotDue, Unknown},
        },
    },
    text::Text,
    time::Period,
};

const ON: &str = "2025-06-01";

/// The council above, whose mandate is in force from 2022 on and has a rule on the council below.
fn above(provision: &Value) -> Given {
    let clause = json!({"key": "rule", "modality": "SHALL", "appliesTo": {"council": "lower"}, "provision": provision});
    let mut given = Given::with(1, &[clause]);
    given.council.mandates[0].period = Period { start: Some(day("2022-01-01")), end: None };
    given
}

/// The council below, with a mandate of its own.
fn below() -> Given {
    let mut given = Given::with(3, &[]);
    given.council.head.id = id(2, "lower");
    given.council.head.slug = "lower".into();
    given.council.head.name = Text::nb_en("Det nedre rådet", "The lower council");
    given
}

fn judged(above: &mut Given, below: &Given) -> (Status, String) {
    above.family = vec![Arc::new(below.council.clone())];
    let verdict = above.verdict("rule", ON);
    for finding in &verdict.findings {
        assert_eq!(finding.subject, Some(Subject::Council(below.council.head.id)), "its nodes are behind it");
    }
    (verdict.status, verdict.message.en.unwrap())
}

fn meeting(council: &mut Council, on: &str) {
    let number = 500 + council.meetings.len() as u128;
    council.meetings.push(Meeting {
        kind: crate::domain::council::MeetingKind::Ordinary,
        link: None,
        together_with: Vec::new(),
        past: Vec::new(),
        id: Uuid::from_u128(number).into(),
        title: Text::nb_en("Møte", "Meeting"),
        starts_at: day(on).and_hms_opt(9, 0, 0).unwrap().and_utc(),
        ends_at: None,
        place: None,
        status: MeetingStatus::Held,
        wheel_year: None,
        changed_at: chrono::DateTime::UNIX_EPOCH,
        day: day(on),
        held: Held::default(),
    });
}

#[test]
fn terms_there_are_judged_by_the_clause_that_binds_them() {
    let mut own = above(&json!({"term": {"length": "P2Y", "renewal": {"allowed": false}}}));
    let mut lower = below();
    assert_eq!(judged(&mut own, &lower).0, Unknown, "nobody says that the roster there is complete");
    lower.complete("roster");
    assert_eq!(judged(&mut own, &lower).0, NotDue);
    lower.sit("Kari", "members/1", "2025-01-01", "2027-01-01", "agency");
    assert_eq!(judged(&mut own, &lower).0, Met);
    lower.council.memberships[0].expected_end = Some(day("2029-01-01"));
    let (status, message) = judged(&mut own, &lower);
    assert_eq!(status, Breached);
    assert!(message.starts_with("The lower council: ") && message.contains("Kari"), "{message}");
    // Who was appointed under an earlier mandate without the clause is not bound by it.
    own.adopt(Vec::new(), Period { start: Some(day("2020-01-01")), end: Some(day("2022-01-01")) });
    lower.council.memberships[0].start = day("2021-06-01");
    lower.act().decided_on = Some(day("2021-05-01"));
    assert_eq!(judged(&mut own, &lower).0, Met);
}

#[test]
fn meetings_there_are_counted() {
    let mut own = above(&json!({"meetings": {"cadence": {"kind": "AT_LEAST", "number": 1, "per": "P1Y"}}}));
    let mut lower = below();
    assert_eq!(judged(&mut own, &lower).0, Unknown);
    lower.complete("meetings");
    assert_eq!(judged(&mut own, &lower).0, Breached);
    for on in ["2022-03-01", "2023-03-01", "2024-03-01"] {
        meeting(&mut lower.council, on);
    }
    assert_eq!(judged(&mut own, &lower).0, NotDue, "this year is not over, and the mandate began in 2022");
    meeting(&mut lower.council, "2025-02-01");
    assert_eq!(judged(&mut own, &lower).0, Met);
    // Its own meetings are nothing to the clause.
    meeting(&mut own.council, "2024-03-01");
    lower.council.meetings.remove(2);
    assert_eq!(judged(&mut own, &lower).0, Breached);
}

#[test]
fn the_total_there_is_what_its_own_groups_make() {
    let total = |number: u32| json!({"seats": {"total": {"exactly": {"number": number}}}});
    let lower = below();
    assert_eq!(judged(&mut above(&total(3)), &lower).0, Met);
    assert_eq!(judged(&mut above(&total(5)), &lower).0, Breached);
    let mut without = below();
    without.council.mandates.clear();
    assert_eq!(judged(&mut above(&total(3)), &without).0, Unknown, "it has no mandate of its own");
}

#[test]
fn a_seat_group_there_is_made_by_its_own_mandate_only() {
    let group = json!({"seats": {"group": {"key": "members", "label": {"nb": "Medlemmer", "en": "Members"},
        "size": {"exactly": {"number": 3}}, "for": {"personal": {}}}}});
    let mut own = above(&group);
    own.family = vec![Arc::new(below().council)];
    let mandate = own.council.mandate_on(day(ON)).unwrap();
    let around = Around { directory: &own.directory(), family: &own.family, audience: Audience::Inside, words: true };
    let facts = Facts { council: &own.council, mandate, around };
    let why = verdict(1, &mandate.clauses[1].clause, &facts, day(ON)).unwrap_err();
    assert!(why.en.unwrap().contains("own mandate"));
}

#[test]
fn posts_and_appointments_there_are_judged() {
    let mut own = above(&json!({"post": {"post": "chair", "filledBy": {"steps": {"steps": [{"act": "APPOINT"}]}}}}));
    let mut lower = below();
    lower.complete("roster");
    assert_eq!(judged(&mut own, &lower).0, Breached);
    lower.sit("Kari", "members/1", "2025-01-01", "2027-01-01", "agency").role = Role::Chair;
    assert_ne!(judged(&mut own, &lower).0, Breached);

    let by = json!({"procedure": {"steps": [{"act": "APPOINT", "by": [{"organisation": {"slug": "agency"}}]}]}});
    let mut own = above(&by);
    assert_eq!(judged(&mut own, &lower).0, Met);
    lower.act().decided_by = Some(organisation("union"));
    assert_eq!(judged(&mut own, &lower).0, Breached);
}

#[test]
fn a_council_that_is_not_at_hand_is_unknown_and_the_own_name_is_the_council_itself() {
    let total = json!({"seats": {"total": {"exactly": {"number": 1}}}});
    assert_eq!(above(&total).verdict("rule", ON).status, Unknown);
    let mut own = above(&total);
    own.council.head.slug = "lower".into();
    // A clause that names its own council is about its seats as any other.
    assert_eq!(own.verdict("rule", ON).status, Met);
}
