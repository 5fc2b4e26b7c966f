//! Who sets endings off and declares them, how long before, and reserve lists.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_terms::{Given, day, id, organisation};
use crate::domain::{
    council::{Body, Record, RecordKind},
    directory::Succession,
    id::MembershipId,
    mandate::{
        check::Audience,
        clause::procedure::StepAct,
        verdict::VerdictStatus::{self as Status, Breached, Met, NotDue, Unknown},
    },
};

const ON: &str = "2026-06-01";

/// Kari left on 1 May 2026, excluded; the union is who declares it, with a month's notice.
fn left(ending: &Value) -> Given {
    let clause = json!({"key": "filling", "modality": "SHALL", "provision": {"procedure": {"endings": [ending]}}});
    let mut given = Given::with(2, &[clause]);
    let kari = given.sit("Kari", "members/1", "2025-06-01", "2027-06-01", "ministry");
    (kari.ended, kari.end_ground) = (Some(day("2026-05-01")), Some("removal".into()));
    given
}

fn by_union() -> Value {
    json!([{"organisation": {"slug": "union"}}])
}

/// Somebody did something that names the clause.
fn deed(given: &mut Given, on: NaiveDate, by: Option<Body>, member: Option<MembershipId>) -> usize {
    let place = given.council.records.len();
    given.council.records.push(Record {
        id: uuid::Uuid::from_u128(9_000 + place as u128).into(),
        kind: RecordKind::Activity,
        what: "decide".into(),
        subjects: Vec::new(),
        clause: Some("filling".into()),
        on,
        by,
        by_membership: member,
        towards: Vec::new(),
        about: None,
        title: None,
        url: None,
        source: None,
        public: true,
    });
    place
}

fn said(given: &Given, on: &str) -> (Status, String) {
    let verdict = given.verdict("filling", on);
    (verdict.status, verdict.message.en.unwrap())
}

#[test]
fn whoever_has_to_declares_it() {
    let mut given = left(&json!({"ground": "removal", "declaredBy": by_union()}));
    let (status, message) = said(&given, ON);
    assert_eq!(status, Unknown, "no declaration is recorded, which is not silence");
    assert!(message.contains("declare") && message.contains("Kari"), "{message}");
    given.complete("activities");
    assert_eq!(said(&given, ON).0, Breached, "nothing was done, and all that was done is recorded");
    let at = deed(&mut given, day("2026-04-20"), Some(organisation("union")), None);
    assert_eq!(said(&given, ON).0, Met);
    given.council.records[at].by = Some(organisation("agency"));
    assert_eq!(said(&given, ON).0, Breached, "another declared it");
    given.council.records[at].by = None;
    assert_eq!(said(&given, ON).0, Unknown, "who declared it is not recorded");
    given.council.records[at].by = Some(organisation("union"));
    given.council.records[at].on = day("2026-05-02");
    assert_eq!(said(&given, ON).0, Breached, "a declaration after the end is none of this ending");
    given.council.records[at].on = day("2025-05-31");
    assert_eq!(said(&given, ON).0, Breached, "nor is one from before the holding");
    given.council.records[at].on = day("2026-05-01");
    given.council.records[at].clause = None;
    assert_eq!(said(&given, ON).0, Breached, "it has to say that it is for this clause");
    assert_eq!(said(&given, "2026-04-30").0, NotDue);
}

#[test]
fn notice_runs_from_the_declaration() {
    let mut given = left(&json!({"ground": "removal", "declaredBy": by_union(), "notice": "P1M"}));
    let at = deed(&mut given, day("2026-04-01"), Some(organisation("union")), None);
    assert_eq!(said(&given, ON).0, Met);
    given.council.records[at].on = day("2026-04-02");
    let (status, message) = said(&given, ON);
    assert_eq!(status, Unknown, "an earlier declaration may not be recorded");
    assert!(message.contains("as long before"), "{message}");
    given.complete("activities");
    assert_eq!(said(&given, ON).0, Breached);
    given.council.memberships[0].ended = Some(day("2026-05-02"));
    assert_eq!(said(&given, ON).0, Met);
    // The agency's own letter is no declaration, however early.
    deed(&mut given, day("2026-01-02"), Some(organisation("agency")), None);
    given.council.records[at].on = day("2026-05-01");
    assert_eq!(said(&given, ON).0, Breached);
}

#[test]
fn notice_alone_runs_from_whatever_was_done() {
    let mut given = left(&json!({"ground": "removal", "notice": "P2W"}));
    assert_eq!(said(&given, ON).0, Unknown);
    let at = deed(&mut given, day("2026-04-17"), None, None);
    assert_eq!(said(&given, ON).0, Met);
    given.council.records[at].on = day("2026-04-18");
    given.complete("activities");
    assert_eq!(said(&given, ON).0, Breached);
}

#[test]
fn who_leaves_says_so() {
    let mut given = left(&json!({"ground": "removal", "by": [{"part": {"part": "EACH_MEMBER"}}]}));
    given.complete("activities");
    let (status, message) = said(&given, ON);
    assert_eq!(status, Breached);
    assert!(message.contains("set this off"), "{message}");
    let kari = given.latest();
    given.sit("Ola", "members/2", "2025-06-01", "2027-06-01", "ministry");
    let council = Body::Council(given.council.head.id);
    let at = deed(&mut given, day("2026-04-20"), Some(council), Some(kari));
    assert_eq!(said(&given, ON).0, Met);
    given.council.records[at].by_membership = Some(given.latest());
    assert_eq!(said(&given, ON).0, Unknown, "whether another member can, is not said");
    given.council.records[at].by_membership = None;
    assert_eq!(said(&given, ON).0, Unknown, "who did what the council did is not recorded");
    given.council.records[at].by = Some(organisation("union"));
    assert_eq!(said(&given, ON).0, Breached);
}

#[test]
fn a_post_and_a_group_are_told_by_the_membership() {
    for (by, other) in [
        (json!([{"post": {"post": "chair"}}]), json!([{"post": {"post": "vice-chair"}}])),
        (json!([{"group": {"group": "members"}}]), json!([{"group": {"group": "others"}}])),
    ] {
        for (who, expected) in [(by, Met), (other, Breached)] {
            let mut given = left(&json!({"ground": "removal", "declaredBy": who}));
            given.complete("activities");
            given.sit("Ola", "members/2", "2025-06-01", "2027-06-01", "ministry").role =
                crate::domain::council::Role::Chair;
            let (ola, council) = (given.latest(), Body::Council(given.council.head.id));
            deed(&mut given, day("2026-04-20"), Some(council), Some(ola));
            assert_eq!(said(&given, ON).0, expected);
        }
    }
}

#[test]
fn one_of_several_endings_on_a_ground_is_enough() {
    let endings = json!([{"ground": "removal", "declaredBy": by_union()},
        {"ground": "removal", "declaredBy": [{"organisation": {"slug": "agency"}}]}]);
    let clause = json!({"key": "filling", "modality": "SHALL", "provision": {"procedure": {"endings": endings}}});
    let mut given = Given::with(1, &[clause]);
    let kari = given.sit("Kari", "members/1", "2025-06-01", "2027-06-01", "ministry");
    (kari.ended, kari.end_ground) = (Some(day("2026-05-01")), Some("removal".into()));
    given.complete("activities");
    let at = deed(&mut given, day("2026-04-20"), Some(organisation("agency")), None);
    assert_eq!(said(&given, ON).0, Met);
    given.council.records[at].by = Some(organisation("ministry"));
    assert_eq!(said(&given, ON).0, Breached);
}

#[test]
fn a_reserve_list_is_judged_as_far_as_nominations_tell() {
    let clause = json!({"key": "filling", "modality": "SHALL",
        "provision": {"procedure": {"replacement": {"reserveList": true}}}});
    let mut given = Given::with(2, &[clause]);
    given.sit("Kari", "members/1", "2025-06-01", "2027-06-01", "ministry");
    assert_eq!(said(&given, ON).0, NotDue, "nobody was replaced");
    let kari = &mut given.council.memberships[0];
    (kari.ended, kari.end_ground) = (Some(day("2026-04-01")), Some("resignation".into()));
    given.sit("Ola", "members/1", "2026-05-01", "2027-06-01", "ministry");
    let (status, message) = said(&given, ON);
    assert_eq!(status, Unknown);
    assert!(message.contains("no machine"), "{message}");
    given.complete("steps");
    assert_eq!(said(&given, ON).0, Breached, "Ola stood on no list");
    given.audience = Audience::Public;
    assert_eq!(said(&given, ON).0, Unknown, "who was nominated is not public");
    given.audience = Audience::Inside;
    given.step("members/2", StepAct::Nominate, "union", "2025-05-01", Some("Ola"));
    assert_eq!(said(&given, ON).0, Unknown, "whose turn it was is not recorded");
    given.council.steps[0].on = day("2026-04-02");
    assert_eq!(said(&given, ON).0, Breached, "a nomination after the vacancy makes no reserve");
    // Kari served her time, so there is nobody to replace.
    given.council.memberships[0].ended = None;
    given.council.memberships[0].expected_end = Some(day("2026-04-01"));
    assert_eq!(said(&given, ON).0, NotDue);
}

#[test]
fn who_takes_over_comes_in_the_same_way() {
    let clause = json!({"key": "filling", "modality": "SHALL",
        "provision": {"procedure": {"replacement": {"likeForLike": true}}}});
    let mut given = Given::with(2, &[clause]);
    given.sit("Kari", "members/1", "2025-06-01", "2027-06-01", "ministry");
    assert_eq!(said(&given, ON).0, NotDue, "nobody was replaced");
    let kari = &mut given.council.memberships[0];
    (kari.ended, kari.end_ground) = (Some(day("2026-04-01")), Some("resignation".into()));
    assert_eq!(said(&given, ON).0, NotDue, "nobody has taken over");
    given.sit("Ola", "members/1", "2026-05-01", "2027-06-01", "ministry");
    let (status, message) = said(&given, ON);
    assert_eq!(status, Met);
    assert!(message.contains("Ola") && message.contains("Kari") && message.contains("same way"), "{message}");
    let decide = |given: &mut Given, by: Option<Body>| {
        let act = given.council.memberships[1].appointment;
        given.council.appointments.get_mut(&act).unwrap().decided_by = by;
    };
    decide(&mut given, Some(organisation("agency")));
    assert_eq!(said(&given, ON).0, Breached, "another decided");
    given.successions.push(Succession {
        id: id(9, "succession"),
        predecessor: organisation("ministry"),
        successor: organisation("agency"),
        on: Some(day("2026-04-15")),
        source: None,
    });
    assert_eq!(said(&given, ON).0, Met, "the agency has come in the ministry's place");
    given.successions[0].on = Some(day("2026-05-02"));
    assert_eq!(said(&given, ON).0, Breached, "but not before the seat was taken over");
    decide(&mut given, None);
    assert_eq!(said(&given, ON).0, Unknown, "who decided is not recorded");
    // Kari served her time, so there is nobody to replace.
    given.council.memberships[0].ended = None;
    given.council.memberships[0].expected_end = Some(day("2026-04-01"));
    assert_eq!(said(&given, ON).0, NotDue);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Against every declaration tried by itself.
    #[test]
    fn one_declaration_by_the_right_one_in_time_is_enough(
        deeds in proptest::collection::vec((0_u64..400, 0_usize..3), 0..5), ended in 1_u64..400, notice in 1_u64..90,
        complete: bool,
    ) {
        let start = day("2025-06-01");
        let ending = json!({"ground": "removal", "declaredBy": by_union(), "notice": format!("P{notice}D")});
        let given = &mut left(&ending);
        given.council.memberships[0].ended = Some(start + Days::new(ended));
        if complete {
            given.complete("activities");
        }
        for (at, by) in &deeds {
            let body = [Some("union"), Some("agency"), None][*by].map(organisation);
            deed(given, start + Days::new(*at), body, None);
        }
        let in_time = |by: usize| deeds.iter().any(|(at, who)| *who == by && at + notice <= ended);
        let declared = |by: usize| deeds.iter().any(|(at, who)| *who == by && *at <= ended);
        let silence = if complete { Breached } else { Unknown };
        let expected = if in_time(0) {
            Met
        } else if in_time(2) || (declared(2) && !declared(0) && silence == Unknown) {
            Unknown
        } else {
            silence
        };
        prop_assert_eq!(given.status("filling", "2026-12-01"), expected);
    }
}
