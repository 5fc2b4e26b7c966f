//! How often the council meets, and how: S26, H14, and what other mandates say.

use serde_json::{Value, json};

use super::given_work::{Given, day, period};
use crate::domain::{
    council::{
        Decision, Held, MeetingStatus,
        Presence::{self, Absent as A, Alternate as L, Holder as H, Substitute as S},
    },
    id::MeetingId,
    mandate::{
        check::{
            Audience,
            spans::{Force, SpanKind, spans},
        },
        verdict::{
            Severity, Subject,
            VerdictStatus::{self, Breached, Met, NotDue, Unknown},
        },
    },
    time::CalendarDuration,
};

fn four_a_year() -> Given {
    let mut given = Given::founding("strategiradet");
    given.in_force("2022-07-01", "");
    given
}

fn hold(given: &mut Given, days: &[&str]) {
    for day in days {
        given.held(day);
    }
}

#[test]
fn four_meetings_a_year_are_counted_year_by_year() {
    let mut given = four_a_year();
    // The rest of the first year is no whole year.
    assert_eq!(given.status("s26-meetings", "2022-12-31"), NotDue);
    hold(&mut given, &["2023-02-01", "2023-05-01", "2023-09-01"]);
    assert_eq!(given.status("s26-meetings", "2023-12-31"), NotDue);
    assert_eq!(given.status("s26-meetings", "2024-01-01"), Unknown);
    given.complete("meetings", "2023-01-01", "");
    let verdict = given.judged("s26-meetings", "2024-01-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    assert_eq!(
        given.found("s26-meetings", "2024-03-01"),
        [
            (Breached, "Meetings of the council: 3 of 4 in 2023. The time is up.".to_owned()),
            (NotDue, "Meetings of the council: 0 of 4 in 2024. There is time until 31 December 2024.".to_owned()),
        ]
    );
    given.held("2023-11-01");
    assert_eq!(given.found("s26-meetings", "2024-03-01")[1].0, Met);
    assert_eq!(given.status("s26-meetings", "2023-12-01"), Met);
    // Four is what is said; a fifth is one too many, complete or not.
    given.held("2023-12-24");
    given.council.completeness.clear();
    assert_eq!(given.status("s26-meetings", "2023-12-31"), Breached);
    assert_eq!(given.status("s26-meetings", "2023-12-23"), Met);
}

#[test]
fn a_meeting_that_was_not_held_does_not_count() {
    let mut given = four_a_year();
    hold(&mut given, &["2023-02-01", "2023-05-01", "2023-09-01"]);
    for status in [MeetingStatus::Planned, MeetingStatus::Called, MeetingStatus::Cancelled, MeetingStatus::Moved] {
        given.meeting(status, "2023-10-01", Held::default());
    }
    given.complete("meetings", "2020-01-01", "");
    assert_eq!(given.status("s26-meetings", "2024-01-01"), Breached);
}

#[test]
fn years_are_looked_at_five_back_and_not_before_the_mandate() {
    let mut given = four_a_year();
    given.in_force("2010-01-01", "");
    assert_eq!(given.found("s26-meetings", "2024-06-01").len(), 6);
    given.in_force("2022-01-01", "");
    assert_eq!(given.found("s26-meetings", "2024-06-01").len(), 3);
    // Of an undated mandate only what is known of is judged.
    given.in_force("", "");
    assert_eq!(
        given.found("s26-meetings", "2024-06-01"),
        [(NotDue, "Meetings of the council: 0 of 4 in 2024. There is time until 31 December 2024.".to_owned())]
    );
    given.held("2023-05-01");
    assert_eq!(given.status("s26-meetings", "2024-06-01"), Unknown);
    given.complete("meetings", "2023-01-01", "");
    assert_eq!(given.status("s26-meetings", "2024-06-01"), Breached);
}

#[test]
fn a_council_that_meets_as_needed_is_dormant_after_a_year() {
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h14-meetings", "2020-12-31"), NotDue);
    assert_eq!(given.status("h14-meetings", "2021-01-02"), Unknown);
    given.held("2020-06-01");
    assert_eq!(given.status("h14-meetings", "2021-05-31"), Met);
    assert_eq!(given.status("h14-meetings", "2021-06-01"), Unknown);
    given.complete("meetings", "2020-06-02", "2021-06-02");
    let verdict = given.judged("h14-meetings", "2021-06-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Info));
    assert!(matches!(verdict.evidence[0].subject, Some(Subject::Meeting(_))));
    assert_eq!(given.status("h14-meetings", "2021-06-02"), Unknown);
    given.held("2021-05-01");
    assert_eq!(given.status("h14-meetings", "2021-06-01"), Met);
}

/// A council of six seats in two groups, with a rule about its meetings.
fn ruled(rule: Value) -> Given {
    let group = |key: &str, seats: u32, class: &str| {
        json!({"key": key, "modality": "SHALL", "provision": {"seats": {"group": {
            "key": key, "label": {"nb": key}, "class": class, "size": {"exactly": {"number": seats}},
            "for": {"sector": {"sector": "municipal", "personal": true}},
        }}}})
    };
    let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"meetings": rule}});
    Given::with(&[rule, group("voters", 4, "VOTING"), group("others", 2, "NON_VOTING")], period("2023-01-01", ""))
}

fn seats() -> [&'static str; 6] {
    ["voters/1", "voters/2", "voters/3", "voters/4", "others/1", "others/2"]
}

fn attended(given: &mut Given, on: &str, there: &[Presence]) -> MeetingId {
    let meeting = given.held(on);
    for (seat, presence) in seats().iter().zip(there) {
        given.present(meeting, seat, *presence);
    }
    meeting
}

#[test]
fn at_most_so_many_is_broken_at_once() {
    let mut given = ruled(json!({"cadence": {"kind": "AT_MOST", "number": 2, "per": "P1Y"}}));
    hold(&mut given, &["2023-02-01", "2023-05-01"]);
    assert_eq!(given.status("rule", "2023-06-01"), Unknown);
    given.complete("meetings", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-06-01"), Met);
    given.held("2023-06-02");
    assert_eq!(given.status("rule", "2023-06-01"), Met);
    assert_eq!(given.status("rule", "2023-06-02"), Breached);
}

#[test]
fn half_a_year_is_a_window_that_moves() {
    let mut given = ruled(json!({"cadence": {"kind": "AT_LEAST", "number": 2, "per": "P6M"}}));
    assert_eq!(given.status("rule", "2023-06-29"), NotDue);
    assert_eq!(given.status("rule", "2023-07-01"), Unknown);
    hold(&mut given, &["2023-02-01", "2023-05-01"]);
    assert_eq!(given.status("rule", "2023-07-31"), Met);
    assert_eq!(given.status("rule", "2023-08-01"), Unknown);
    given.complete("meetings", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-08-01"), Breached);
}

#[test]
fn a_quorum_is_counted_from_those_who_were_there() {
    let half = json!({"parts": 1, "of": 2, "moreThan": true});
    let mut given = ruled(json!({"quorum": {"base": "SEATS", "atLeast": {"share": half}}}));
    assert_eq!(given.status("rule", "2023-03-01"), NotDue);
    let meeting = attended(&mut given, "2023-02-01", &[H, H, L, H, A, A]);
    assert_eq!(given.status("rule", "2023-03-01"), Met);
    given.council.attendance[2].presence = S;
    assert_eq!(
        given.found("rule", "2023-03-01"),
        [(Breached, "The meeting on 1 February 2023 had no quorum: 3 of at least 4 were present.".to_owned())]
    );
    let verdict = given.judged("rule", "2023-03-01").unwrap();
    assert_eq!(verdict.findings[0].subject, Some(Subject::Meeting(meeting)));
    given.council.meetings[0].held.attendance_known = false;
    assert_eq!(given.status("rule", "2023-03-01"), Unknown);
}

#[test]
fn who_was_there_is_not_told_to_everybody() {
    for rule in [json!({"quorum": {"base": "SEATS", "atLeast": {"number": 4}}}), json!({"forfeit": {"absences": 1}})] {
        let mut given = ruled(rule);
        attended(&mut given, "2023-02-01", &[H, A, A, A, A, A]);
        given.member("voters/2", "2023-01-01", "");
        assert_eq!(given.status("rule", "2023-03-01"), Breached);
        given.audience = Audience::Public;
        let verdict = given.judged("rule", "2023-03-01").unwrap();
        assert_eq!((verdict.status, verdict.evidence.len()), (Unknown, 0));
        let all_there: Vec<VerdictStatus> = verdict.findings.iter().map(|finding| finding.status).collect();
        for row in &mut given.council.attendance {
            row.presence = H;
        }
        let verdict = given.judged("rule", "2023-03-01").unwrap();
        assert_eq!(verdict.findings.iter().map(|finding| finding.status).collect::<Vec<_>>(), all_there);
    }
}

#[test]
fn a_quorum_of_members_needs_the_roster() {
    let two_thirds = json!({"share": {"parts": 2, "of": 3}});
    let mut given = ruled(json!({"quorum": {"base": "VOTING_MEMBERS", "atLeast": two_thirds}}));
    attended(&mut given, "2023-02-01", &[H, H, A, A, H, H]);
    for seat in ["voters/1", "voters/2", "voters/3"] {
        given.member(seat, "2023-01-01", "");
    }
    // Two of three are enough, if there are no more than three.
    assert_eq!(given.status("rule", "2023-03-01"), Unknown);
    given.complete("roster", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-03-01"), Met);
    given.member("voters/4", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
}

#[test]
fn a_quorum_can_ask_for_groups_and_posts_and_less_of_a_second_call() {
    let mut given = ruled(json!({"quorum": {
        "base": "SEATS", "atLeast": {"number": 3}, "groups": ["others"], "posts": ["vice-chair"],
        "secondCall": {"number": 2},
    }}));
    attended(&mut given, "2023-02-01", &[H, A, A, A, H, A]);
    let vice = given.member("voters/1", "2023-01-01", "");
    given.membership(vice).post = Some("vice-chair".into());
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
    given.council.meetings[0].held.second_call = true;
    assert_eq!(given.status("rule", "2023-03-01"), Met);
    given.membership(vice).post = None;
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
    given.membership(vice).post = Some("vice-chair".into());
    given.council.attendance[4].presence = A;
    given.council.attendance[1].presence = H;
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
}

fn voted(given: &mut Given, kind: Option<&str>, votes: (u32, u32, u32), carried: bool) {
    let (in_favour, against, abstained) = votes;
    let decision = Decision { kind: kind.map(Into::into), in_favour, against, abstained, carried };
    given.meeting(MeetingStatus::Held, "2023-02-01", Held { decisions: vec![decision], ..Held::default() });
}

#[test]
fn a_vote_is_held_against_the_rule_for_its_kind() {
    let rules = json!({"voting": [
        {"decision": "statutes", "base": "PRESENT", "majority": {"parts": 2, "of": 3}},
        {"base": "CAST", "majority": {"parts": 1, "of": 2, "moreThan": true}, "tie": "FALLS"},
    ]});
    let cases = [
        (None, (3, 2, 4), true, Met),
        (None, (3, 2, 4), false, Breached),
        (None, (2, 3, 0), true, Breached),
        (None, (2, 3, 0), false, Met),
        (None, (2, 2, 0), true, Breached),
        (None, (2, 2, 0), false, Met),
        (None, (0, 0, 0), true, Unknown),
        (Some("statutes"), (4, 1, 1), true, Met),
        (Some("statutes"), (4, 1, 2), true, Breached),
    ];
    for (kind, votes, carried, status) in cases {
        let mut given = ruled(rules.clone());
        assert_eq!(given.status("rule", "2023-03-01"), NotDue);
        voted(&mut given, kind, votes, carried);
        assert_eq!(given.status("rule", "2023-03-01"), status, "{kind:?} {votes:?} {carried}");
    }
}

#[test]
fn a_tie_that_the_chair_decides_can_go_either_way() {
    for carried in [true, false] {
        for (tie, status) in
            [("CHAIR_DECIDES", Met), ("BY_LOT", Met), ("PUT_OFF", if carried { Breached } else { Met })]
        {
            let majority = json!({"parts": 1, "of": 2, "moreThan": true});
            let mut given = ruled(json!({"voting": [{"base": "CAST", "majority": majority, "tie": tie}]}));
            voted(&mut given, None, (2, 2, 1), carried);
            assert_eq!(given.status("rule", "2023-03-01"), status, "{tie} {carried}");
        }
    }
}

#[test]
fn a_majority_of_all_members_needs_the_roster() {
    let mut given =
        ruled(json!({"voting": [{"base": "MEMBERS", "majority": {"parts": 1, "of": 2, "moreThan": true}}]}));
    voted(&mut given, None, (2, 0, 0), true);
    given.member("voters/1", "2023-01-01", "");
    given.member("voters/2", "2023-01-01", "");
    given.member("others/1", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-03-01"), Unknown);
    given.complete("roster", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-03-01"), Met);
    given.member("voters/3", "2023-01-01", "");
    given.member("voters/4", "2023-01-01", "");
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
}

#[test]
fn openness_notice_and_papers_are_judged_meeting_by_meeting() {
    let held = |open, called: Option<&str>, papers: Option<&str>| Held {
        open,
        called_on: called.map(day),
        papers_on: papers.map(day),
        ..Held::default()
    };
    let cases = [
        (json!({"openness": "OPEN"}), held(Some(true), None, None), Met),
        (json!({"openness": "OPEN"}), held(Some(false), None, None), Breached),
        (json!({"openness": "OPEN"}), held(None, None, None), Unknown),
        (json!({"openness": "OPEN_BY_DEFAULT"}), held(Some(false), None, None), Unknown),
        (json!({"openness": "CLOSED"}), held(Some(true), None, None), Breached),
        (json!({"notice": "P14D"}), held(None, Some("2023-01-18"), None), Met),
        (json!({"notice": "P14D"}), held(None, Some("2023-01-19"), None), Breached),
        (json!({"notice": "P14D"}), held(None, None, None), Unknown),
        (json!({"papersBefore": "P1W"}), held(None, None, Some("2023-01-25")), Met),
        (json!({"papersBefore": "P1W"}), held(None, None, Some("2023-01-26")), Breached),
        (json!({"papersBefore": "P1W"}), held(None, Some("2023-01-01"), None), Unknown),
    ];
    for (rule, held, status) in cases {
        let mut given = ruled(rule.clone());
        assert_eq!(given.status("rule", "2023-03-01"), NotDue);
        given.meeting(MeetingStatus::Held, "2023-02-01", held);
        assert_eq!(given.status("rule", "2023-03-01"), status, "{rule}");
    }
}

#[test]
fn who_stays_away_three_times_in_a_row_and_still_sits_is_named() {
    let mut given = ruled(json!({"forfeit": {"absences": 3, "consecutive": true}}));
    let holder = given.member("voters/1", "2023-01-15", "");
    for (on, there) in [("2023-01-10", A), ("2023-02-01", A), ("2023-03-01", A), ("2023-04-01", A), ("2023-05-01", H)] {
        attended(&mut given, on, &[there]);
    }
    assert_eq!(given.status("rule", "2023-03-31"), Met);
    let verdict = given.judged("rule", "2023-06-01").unwrap();
    assert_eq!((verdict.status, verdict.findings[0].subject), (Breached, Some(Subject::Membership(holder))));
    // Somebody came for the seat in between.
    given.council.attendance[2].presence = L;
    assert_eq!(given.status("rule", "2023-06-01"), Met);
    given.council.attendance.remove(2);
    assert_eq!(given.status("rule", "2023-06-01"), Unknown);
    given.membership(holder).ended = Some(day("2023-05-20"));
    assert_eq!(given.status("rule", "2023-06-01"), Met);
}

#[test]
fn absences_can_have_to_lie_within_a_time() {
    let mut given = ruled(json!({"forfeit": {"absences": 2, "within": "P6M"}}));
    given.member("voters/1", "2023-01-01", "");
    for (on, there) in [("2023-01-10", A), ("2023-04-01", H), ("2023-07-10", A)] {
        attended(&mut given, on, &[there]);
    }
    assert_eq!(given.status("rule", "2023-08-01"), Met);
    given.council.meetings[2].day = day("2023-07-09");
    assert_eq!(given.status("rule", "2023-08-01"), Breached);
}

#[test]
fn several_parts_of_one_clause_are_judged_apart() {
    let mut given =
        ruled(json!({"openness": "OPEN", "notice": "P14D", "quorum": {"base": "SEATS", "atLeast": {"number": 1}}}));
    let meeting = attended(&mut given, "2023-02-01", &[H]);
    given.council.meetings.iter_mut().find(|it| it.id == meeting).unwrap().held.open = Some(true);
    let found: Vec<_> = given.found("rule", "2023-03-01").into_iter().map(|(status, _)| status).collect();
    assert_eq!(found, [Unknown, Met, Met]);
}

#[test]
fn the_meetings_of_a_sub_body_are_not_judged() {
    let mut given = four_a_year();
    given.change("s26-meetings", |clause| clause.applies_to.sub_body = Some("board".into()));
    assert!(given.judged("s26-meetings", "2024-01-01").is_err());
}

#[test]
fn two_years_are_one_stretch_from_the_first_whole_year_on() {
    let force = Force { start: Some(day("2020-05-01")), end: Some(day("2024-07-01")), seen: None };
    let found = spans(CalendarDuration::years(2), force, day("2024-01-01"), day("2024-01-01"));
    let found: Vec<_> = found.iter().map(|span| (span.from.to_string(), span.until.to_string(), span.kind)).collect();
    let expected = [
        ("2020-05-01", "2021-01-01", SpanKind::Part),
        ("2021-01-01", "2023-01-01", SpanKind::Past),
        ("2023-01-01", "2024-07-01", SpanKind::Part),
    ];
    assert_eq!(found, expected.map(|(from, until, kind)| (from.to_owned(), until.to_owned(), kind)));
}
