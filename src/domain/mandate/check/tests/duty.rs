//! What has to be done, and when: S2, S8 to S13, S17, S24, S27, S29, H3, H10, H16, and what other mandates say.

use std::sync::Arc;

use serde_json::{Value, json};

use super::given_work::{Given, council, day, id, organisation, period, seat_id};
use crate::domain::{
    council::{Held, MeetingStatus, Presence, RecordKind},
    directory::Succession,
    mandate::{
        check::Audience,
        clause::{Clause, Provision, activity::DutyTiming},
        verdict::{
            Severity, Subject,
            VerdictStatus::{Breached, Met, NotDue, Unknown},
        },
    },
};

/// Sets parts of a clause by their JSON.
fn set(clause: &mut Clause, pointer: &str, value: Value) {
    let mut json = serde_json::to_value(&*clause).unwrap();
    *json.pointer_mut(pointer).unwrap() = value;
    *clause = serde_json::from_value(json).unwrap();
}

fn tolerance(duration: &str) -> Value {
    json!({"duration": duration, "setBy": "COUNCIL"})
}

fn strategy() -> Given {
    let mut given = Given::founding("strategiradet");
    given.in_force("2020-01-01", "");
    given
}

/// A council with one duty.
fn duty(rule: Value) -> Given {
    let clause = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": rule}});
    Given::with(&[clause], period("2022-01-01", ""))
}

fn evaluating(when: Value) -> Given {
    duty(json!({"activity": {"actor": {"part": {"part": "OWNER"}}, "verb": "evaluate"}, "when": [when]}))
}

#[test]
fn meeting_named_bodies_is_counted_for_each_calendar_year() {
    let mut given = Given::founding("helseomsorg21-radet");
    for (key, body) in [
        ("h16-meet-nsg", organisation("nasjonal-samarbeidsgruppe-for-helseforskning")),
        ("h16-meet-ksf", organisation("kommunenes-strategiske-forskningsorgan")),
    ] {
        assert_eq!(given.status(key, "2020-12-31"), NotDue);
        assert_eq!(given.status(key, "2021-12-31"), NotDue);
        assert_eq!(given.status(key, "2022-01-01"), Unknown);
        given.complete("activities", "2021-01-01", "2022-01-01");
        let verdict = given.judged(key, "2022-01-01").unwrap();
        assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
        assert!(matches!(verdict.findings[0].subject, Some(Subject::Organisation(_))));
        let meeting = given.did("meet", &[], "2021-12-31");
        meeting.towards = vec![body];
        let meeting = meeting.id;
        assert_eq!(given.status(key, "2022-01-01"), NotDue);
        assert_eq!(given.found(key, "2022-01-01")[1].0, Met);
        given.forget(meeting);
        assert_eq!(given.status(key, "2022-01-01"), Breached);
        // A meeting with another body, or in another year, is none with this one.
        given.did("meet", &[], "2021-06-01").towards = vec![organisation("innovasjon-norge")];
        given.did("meet", &[], "2020-06-01").towards = vec![body];
        assert_eq!(given.status(key, "2022-01-01"), Breached);
        given.fulfilled(key, "2021-03-01");
        assert_eq!(given.status(key, "2022-01-01"), NotDue);
        given.council.completeness.clear();
    }
}

#[test]
fn a_body_that_came_after_the_named_one_stands_for_it() {
    let mut given = Given::founding("helseomsorg21-radet");
    given.complete("activities", "2021-01-01", "");
    given.did("meet", &[], "2021-06-01").towards = vec![council("fagradet")];
    assert_eq!(given.status("h16-meet-nsg", "2022-01-01"), Breached);
    let steps = [
        (organisation("nasjonal-samarbeidsgruppe-for-helseforskning"), organisation("innovasjon-norge"), None),
        (organisation("innovasjon-norge"), council("fagradet"), Some("2021-05-01")),
        // A circle, as it can be recorded by mistake.
        (council("fagradet"), organisation("nasjonal-samarbeidsgruppe-for-helseforskning"), None),
    ];
    for (predecessor, successor, on) in steps {
        let id = id(9, &format!("{predecessor:?}"));
        given.successions.push(Succession { id, predecessor, successor, on: on.map(day), source: None });
    }
    assert_eq!(given.status("h16-meet-nsg", "2022-01-01"), NotDue);
    given.successions.remove(1);
    assert_eq!(given.status("h16-meet-nsg", "2022-01-01"), Breached);
}

#[test]
fn each_body_can_be_owed_apart() {
    let mut given = duty(json!({
        "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "meet",
            "towards": [{"organisation": {"slug": "ks"}}, {"organisation": {"slug": "norsk-helsenett"}}]},
        "when": [{"atLeast": {"times": 1, "per": "P1Y", "eachTowards": true}}],
    }));
    given.complete("activities", "2022-01-01", "");
    given.did("meet", &[], "2022-05-01").towards = vec![organisation("ks")];
    assert_eq!(given.status("rule", "2023-01-01"), Breached);
    given.change("rule", |clause| set(clause, "/provision/duty/when/0/atLeast/eachTowards", json!(false)));
    assert_eq!(given.status("rule", "2023-01-01"), NotDue);
}

#[test]
fn who_did_it_and_with_what_has_to_agree() {
    let mut given = Given::founding("strategiradet");
    given.in_force("2022-01-01", "");
    given.change("s24-review", |clause| set(clause, "/provision/duty/when/0/standing/tolerance", tolerance("P1Y")));
    given.complete("activities", "2020-01-01", "");
    let review = given.did("review", &["composition", "mandate"], "2023-01-01");
    review.by = Some(organisation("helsedirektoratet"));
    assert_eq!(given.status("s24-review", "2023-06-01"), Met);
    given.council.records[0].by = Some(organisation("ks"));
    assert_eq!(given.status("s24-review", "2023-06-01"), Breached);
    given.council.records[0].by = None;
    assert_eq!(given.status("s24-review", "2023-06-01"), Met);
    given.council.records[0].subjects = vec!["mandate".into()];
    assert_eq!(given.status("s24-review", "2023-06-01"), Breached);
    given.council.records[0].clause = Some("s24-review".into());
    assert_eq!(given.status("s24-review", "2023-06-01"), Met);
    given.council.records[0].clause = Some("s29-regular-evaluation".into());
    assert_eq!(given.status("s24-review", "2023-06-01"), Breached);
}

#[test]
fn what_stands_is_judged_only_by_a_number() {
    let cases = [
        ("strategiradet", "s24-review", Severity::Warning),
        ("strategiradet", "s29-regular-evaluation", Severity::Warning),
        ("helseomsorg21-radet", "h3-public-debate", Severity::Warning),
        ("helseomsorg21-radet", "h3-dissemination", Severity::Warning),
        ("helseomsorg21-radet", "h10-work-plan", Severity::Error),
        ("helseomsorg21-radet", "h10-status", Severity::Error),
        ("helseomsorg21-radet", "h10-results", Severity::Error),
    ];
    for (council, key, severity) in cases {
        let mut given = Given::founding(council);
        given.in_force("2020-01-02", "");
        given.fulfilled(key, "2021-03-01");
        let verdict = given.judged(key, "2021-03-01").unwrap();
        assert_eq!((verdict.status, verdict.severity), (Unknown, severity), "{key}");
        assert!(verdict.evidence.iter().any(|evidence| evidence.value == "2021-03-01"), "{key}");
        given.change(key, |clause| set(clause, "/provision/duty/when/0/standing/tolerance", tolerance("P6M")));
        assert_eq!(given.status(key, "2020-07-02"), NotDue, "{key}");
        assert_eq!(given.status(key, "2020-07-03"), Unknown, "{key}");
        assert_eq!(given.status(key, "2021-09-01"), Met, "{key}");
        assert_eq!(given.status(key, "2021-09-02"), Unknown, "{key}");
        given.complete("activities", "2020-01-01", "");
        assert_eq!(given.status(key, "2021-09-02"), Breached, "{key}");
        given.fulfilled(key, "2021-09-02");
        assert_eq!(given.status(key, "2021-09-02"), Met, "{key}");
    }
}

#[test]
fn a_publication_that_was_never_there_is_missing_whatever_the_number() {
    let mut given = Given::founding("helseomsorg21-radet");
    given.complete("activities", "2020-01-02", "");
    assert_eq!(given.status("h10-work-plan", "2020-06-01"), Breached);
    assert_eq!(given.status("h3-dissemination", "2020-06-01"), Unknown);
    given.did("publish", &["work-plan"], "2020-05-01");
    assert_eq!(given.status("h10-work-plan", "2020-06-01"), Unknown);
    assert_eq!(given.status("h10-results", "2020-06-01"), Breached);
}

#[test]
fn every_measure_is_told_of_and_stays_fresh() {
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h10-measures", "2021-01-01"), NotDue);
    let [first, second] = ["2020-03-01", "2020-04-01"].map(|on| given.record(RecordKind::Item, "measure", on).id);
    given.record(RecordKind::Item, "case", "2020-05-01");
    given.did("publish", &["measures"], "2020-06-01").about = Some(first);
    let verdict = given.judged("h10-measures", "2021-01-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    assert_eq!(verdict.findings[0].subject, Some(Subject::Record(second)));
    given.did("publish", &["measures"], "2020-07-01").about = Some(second);
    assert_eq!(given.status("h10-measures", "2021-01-01"), Unknown);
    given.change("h10-measures", |clause| set(clause, "/provision/duty/when/1/standing/tolerance", tolerance("P1Y")));
    assert_eq!(given.status("h10-measures", "2021-06-01"), Met);
    given.complete("activities", "2020-01-01", "");
    assert_eq!(given.status("h10-measures", "2021-06-02"), Breached);
}

#[test]
fn advice_goes_to_everybody_it_is_meant_for() {
    let mut given = strategy();
    assert_eq!(given.status("s8-addressees", "2023-12-01"), NotDue);
    let case = given.record(RecordKind::Item, "case", "2023-01-01").id;
    given.council.records[0].by = Some(organisation("folkehelseinstituttet"));
    let advice = given.record(RecordKind::Item, "advice", "2023-02-01");
    advice.about = Some(case);
    let advice = advice.id;
    let verdict = given.judged("s8-addressees", "2023-12-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    let sent = given.did("give", &["advice"], "2023-02-10");
    (sent.about, sent.towards) = (Some(advice), vec![organisation("folkehelseinstituttet")]);
    let verdict = given.judged("s8-addressees", "2023-12-01").unwrap();
    assert_eq!(
        (verdict.status, verdict.findings[0].subject),
        (Breached, Some(Subject::Organisation(id(1, "helsedirektoratet"))))
    );
    let sent = given.did("give", &["advice"], "2023-02-11");
    (sent.about, sent.towards) = (Some(advice), vec![organisation("helsedirektoratet")]);
    assert_eq!(given.status("s8-addressees", "2023-12-01"), Met);
    given.council.records[2].towards.clear();
    assert_eq!(given.status("s8-addressees", "2023-12-01"), Breached);
}

#[test]
fn papers_say_what_happens_next() {
    let mut given = strategy();
    let item = given.record(RecordKind::Item, "agenda-item", "2023-02-01").id;
    let verdict = given.judged("s9-further-process", "2023-02-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    given.did("clarify", &["next-process"], "2023-01-20").about = Some(item);
    assert_eq!(given.status("s9-further-process", "2023-02-01"), Met);
    given.council.records[0].about = None;
    assert_eq!(given.status("s9-further-process", "2023-02-01"), Breached);
    assert_eq!(given.status("s9-further-process", "2023-01-31"), NotDue);
}

#[test]
fn minutes_are_kept_of_every_meeting() {
    let mut given = duty(json!({
        "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "record-minutes"},
        "when": [{"each": {"item": "meeting"}}],
    }));
    assert_eq!(given.status("rule", "2022-12-01"), NotDue);
    given.held("2022-02-01");
    given.held("2022-05-01");
    given.did("record-minutes", &[], "2022-02-10");
    assert_eq!(given.status("rule", "2022-12-01"), Unknown);
    given.complete("activities", "2022-01-01", "");
    assert_eq!(given.status("rule", "2022-12-01"), Breached);
    given.did("record-minutes", &[], "2022-05-10");
    assert_eq!(given.status("rule", "2022-12-01"), Met);
}

#[test]
fn advice_is_anchored_by_every_member() {
    for (key, seats, other) in [
        ("s11-anchor-at-home", ["ks/1", "norsk-helsenett/1"], "municipalities/1"),
        ("s11-anchor-in-municipal-sector", ["municipalities/1", "municipalities/2"], "ks/1"),
    ] {
        let mut given = strategy();
        assert_eq!(given.status(key, "2023-01-01"), NotDue);
        given.complete("events", "2020-01-01", "");
        assert_eq!(given.status(key, "2023-01-01"), Met);
        let [first, second] = seats.map(|seat| given.member(seat, "2022-01-01", ""));
        given.member(other, "2022-01-01", "");
        let event = given.record(RecordKind::Event, "advice-adopted", "2023-02-01").id;
        assert_eq!(given.status(key, "2023-03-01"), Unknown);
        given.change(key, |clause| set(clause, "/provision/duty/when/0/within/delay", tolerance("P30D")));
        assert_eq!(given.status(key, "2023-03-03"), NotDue);
        assert_eq!(given.status(key, "2023-03-04"), Breached);
        let anchored = given.did("anchor", &["advice"], "2023-02-20");
        (anchored.by_membership, anchored.about) = (Some(first), Some(event));
        let verdict = given.judged(key, "2023-03-04").unwrap();
        assert_eq!((verdict.status, verdict.severity, verdict.findings.len()), (Breached, Severity::Warning, 1));
        assert_eq!(verdict.findings[0].subject, Some(Subject::Seat(seat_id(seats[1]))));
        given.did("anchor", &["advice"], "2023-02-21").by_membership = Some(second);
        assert_eq!(given.status(key, "2023-03-04"), Met);
        given.council.records[1].on = day("2023-03-04");
        assert_eq!(given.status(key, "2023-03-04"), Breached);
    }
}

#[test]
fn an_organisation_anchors_for_its_own_seat() {
    let mut given = strategy();
    given.member("ks/1", "2022-01-01", "");
    given.record(RecordKind::Event, "advice-adopted", "2023-02-01");
    assert_eq!(given.status("s11-anchor-at-home", "2023-03-01"), Unknown);
    given.did("anchor", &["advice"], "2023-02-20").by = Some(organisation("ks"));
    assert_eq!(given.status("s11-anchor-at-home", "2023-03-01"), Met);
}

#[test]
fn a_change_in_governance_calls_for_an_evaluation() {
    let key = "s29-evaluation-on-change";
    let mut given = strategy();
    assert_eq!(given.status(key, "2023-01-01"), NotDue);
    given.did("evaluate", &["mandate"], "2023-01-15");
    let change = given.record(RecordKind::Event, "governance-change", "2023-02-01").id;
    let verdict = given.judged(key, "2023-02-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    assert_eq!(verdict.findings[0].subject, Some(Subject::Record(change)));
    assert_eq!(given.status(key, "2023-01-31"), NotDue);
    let done = given.did("evaluate", &["composition"], "2024-02-01").id;
    assert_eq!(given.status(key, "2024-02-01"), Met);
    given.change(key, |clause| set(clause, "/provision/duty/when/0/within/delay", tolerance("P6M")));
    assert_eq!(given.status(key, "2023-08-01"), NotDue);
    assert_eq!(given.status(key, "2023-08-02"), Breached);
    assert_eq!(given.status(key, "2024-02-01"), Breached);
    given.council.records.iter_mut().find(|record| record.id == done).unwrap().on = day("2023-08-01");
    assert_eq!(given.status(key, "2023-08-02"), Met);
}

#[test]
fn the_annual_wheel_is_there_before_the_year() {
    let key = "s27-annual-wheel";
    let mut given = strategy();
    given.in_force("2022-06-01", "");
    assert_eq!(given.status(key, "2022-12-31"), NotDue);
    assert_eq!(given.status(key, "2023-01-01"), Unknown);
    given.complete("activities", "2022-06-01", "");
    assert_eq!(given.status(key, "2023-01-01"), Breached);
    let wheel = given.did("prepare", &["annual-wheel"], "2022-12-31");
    wheel.by = Some(organisation("helsedirektoratet"));
    wheel.towards = vec![council("strategiradet"), council("fagradet")];
    let wheel = wheel.id;
    let verdict = given.judged(key, "2023-01-01").unwrap();
    assert_eq!(verdict.findings.iter().map(|finding| finding.status).collect::<Vec<_>>(), [NotDue, Met]);
    given.change(key, |clause| set(clause, "/provision/duty/when/0/before/lead", tolerance("P1M")));
    assert_eq!(given.status(key, "2023-01-01"), Breached);
    let at = |given: &mut Given, on: &str| {
        given.council.records.iter_mut().find(|record| record.id == wheel).unwrap().on = day(on);
    };
    at(&mut given, "2022-12-01");
    assert_eq!(given.status(key, "2023-01-01"), NotDue);
    assert_eq!(given.status(key, "2022-12-31"), Met);
    // After the turn of the year it is late for the year that runs.
    at(&mut given, "2023-02-01");
    assert_eq!(given.status(key, "2023-03-01"), Breached);
    // The year after, it had none.
    at(&mut given, "2022-11-01");
    assert_eq!(given.status(key, "2023-12-02"), Breached);
}

#[test]
fn before_meetings_and_before_the_mandate_ends() {
    let rule = json!({"activity": {"actor": {"part": {"part": "SECRETARIAT"}}, "verb": "publish"},
        "when": [{"before": {"event": "meeting", "lead": tolerance("P7D")}}]});
    let mut given = duty(rule);
    assert_eq!(given.status("rule", "2022-12-01"), NotDue);
    given.held("2022-03-10");
    given.meeting(MeetingStatus::Planned, "2022-06-10", Held::default());
    given.complete("activities", "2022-01-01", "");
    assert_eq!(given.status("rule", "2022-03-10"), Breached);
    given.did("publish", &[], "2022-03-03");
    assert_eq!(given.status("rule", "2022-06-03"), NotDue);
    assert_eq!(given.status("rule", "2022-06-04"), Breached);
    given.did("publish", &[], "2022-06-01");
    assert_eq!(given.status("rule", "2022-06-04"), Met);

    let mut given = evaluating(json!({"before": {"event": "mandate-end", "lead": tolerance("P6M")}}));
    assert_eq!(given.status("rule", "2024-12-01"), NotDue);
    given.in_force("2022-01-01", "2025-01-01");
    assert_eq!(given.status("rule", "2024-07-01"), NotDue);
    assert_eq!(given.status("rule", "2024-07-02"), Unknown);
    given.did("evaluate", &[], "2024-07-01");
    assert_eq!(given.status("rule", "2024-07-02"), Met);
}

#[test]
fn by_a_day_once_and_every_year() {
    let mut given = evaluating(json!({"by": {"date": "2023-06-30"}}));
    assert_eq!(given.status("rule", "2023-06-30"), NotDue);
    assert_eq!(given.status("rule", "2023-07-01"), Unknown);
    given.complete("activities", "2022-01-01", "");
    assert_eq!(given.status("rule", "2023-07-01"), Breached);
    let done = given.did("evaluate", &[], "2023-07-01").id;
    assert_eq!(given.status("rule", "2023-07-01"), Breached);
    given.forget(done);
    given.did("evaluate", &[], "2023-06-30");
    assert_eq!(given.status("rule", "2023-07-01"), Met);

    let mut given = evaluating(json!({"by": {"date": "2020-02-29", "yearly": true}}));
    given.complete("activities", "2020-01-01", "");
    assert_eq!(given.status("rule", "2022-02-28"), NotDue);
    assert_eq!(given.status("rule", "2022-03-01"), Breached);
    given.did("evaluate", &[], "2022-02-28");
    assert_eq!(given.found("rule", "2022-03-01").iter().map(|(status, _)| *status).collect::<Vec<_>>(), [NotDue, Met]);
    assert_eq!(given.status("rule", "2023-03-01"), Breached);
    given.did("evaluate", &[], "2022-03-01");
    assert_eq!(given.status("rule", "2023-03-01"), NotDue);
}

#[test]
fn what_is_not_to_be_done_is_kept_until_it_is_done() {
    for (key, verb, subject) in
        [("s2-governance-lines", "change", "governance-lines"), ("s2-within-authority", "exceed", "own-authority")]
    {
        let mut given = strategy();
        assert_eq!(given.status(key, "2023-01-01"), Met);
        let done = given.did(verb, &[subject], "2023-01-01").id;
        let verdict = given.judged(key, "2023-01-01").unwrap();
        assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
        assert_eq!(verdict.findings[0].subject, Some(Subject::Record(done)));
        assert_eq!(given.status(key, "2022-12-31"), Met);
        given.council.records[0].subjects.clear();
        assert_eq!(given.status(key, "2023-01-01"), Met);
    }
}

#[test]
fn deputies_are_used_sparingly() {
    let key = "s17-limited-use-of-deputies";
    let mut given = strategy();
    assert_eq!(given.status(key, "2023-06-01"), NotDue);
    let meeting = given.held("2023-02-01");
    for (seat, presence) in [
        ("ks/1", Presence::Alternate),
        ("norsk-helsenett/1", Presence::Holder),
        ("legeforeningen/1", Presence::Holder),
        ("municipalities/1", Presence::Holder),
        ("municipalities/2", Presence::Absent),
    ] {
        given.present(meeting, seat, presence);
    }
    assert_eq!(given.status(key, "2023-06-01"), Unknown);
    let quarter = json!({"share": {"parts": 1, "of": 4}, "setBy": "COUNCIL"});
    given.change(key, |clause| set(clause, "/provision/duty/limitedTo", quarter));
    assert_eq!(given.status(key, "2023-06-01"), Met);
    given.council.attendance[1].presence = Presence::Substitute;
    let verdict = given.judged(key, "2023-06-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    assert_eq!(given.status(key, "2024-02-01"), NotDue);
    given.council.meetings[0].held.attendance_known = false;
    assert_eq!(given.status(key, "2023-06-01"), Unknown);
    given.council.meetings[0].held.attendance_known = true;
    given.audience = Audience::Public;
    let verdict = given.judged(key, "2023-06-01").unwrap();
    assert_eq!((verdict.status, verdict.evidence.len()), (Unknown, 0));
}

#[test]
fn an_actor_in_one_tier_only_is_in_touch_with_the_others() {
    let key = "s13-coordination";
    let mut given = strategy();
    assert_eq!(given.status(key, "2023-06-01"), NotDue);
    given.member("ks/1", "2022-01-01", "");
    // Who sits in the other councils is not recorded.
    assert_eq!(given.status(key, "2023-06-01"), Unknown);
    let mut lower: Vec<Given> = ["portefoljeradet", "fagradet"]
        .map(|slug| {
            let mut lower = Given::founding(slug);
            lower.complete("roster", "2022-01-01", "");
            lower
        })
        .into();
    given.complete("roster", "2022-01-01", "");
    given.family = lower.iter().map(|lower| Arc::new(lower.council.clone())).collect();
    let verdict = given.judged(key, "2023-06-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    assert_eq!(verdict.findings[0].subject, Some(Subject::Organisation(id(1, "ks"))));
    let contact = given.did("coordinate", &["representatives"], "2023-05-01");
    contact.by = Some(organisation("ks"));
    let contact = contact.id;
    assert_eq!(given.status(key, "2023-06-01"), Met);
    given.change(key, |clause| set(clause, "/provision/duty/when/0/standing/tolerance", tolerance("P1M")));
    assert_eq!(given.status(key, "2023-06-02"), Breached);
    given.forget(contact);
    // It gets a seat in another tier.
    let mut with_seats = Given::with(
        &[json!({"key": "g", "modality": "SHALL", "provision": {"seats": {"group": {
            "key": "actors", "label": {"nb": "Aktører"}, "size": {"exactly": {"number": 1}},
            "for": {"organisation": {"slug": "ks"}},
        }}}})],
        period("2020-01-01", ""),
    );
    with_seats.complete("roster", "2022-01-01", "");
    let member = with_seats.member("actors/1", "2022-01-01", "");
    lower[1] = with_seats;
    given.family = lower.iter().map(|lower| Arc::new(lower.council.clone())).collect();
    assert_eq!(given.status(key, "2023-06-02"), Met);
    lower[1].membership(member).ended = Some(day("2023-06-02"));
    given.family = lower.iter().map(|lower| Arc::new(lower.council.clone())).collect();
    assert_eq!(given.status(key, "2023-06-02"), Breached);
}

#[test]
fn without_a_time_once_is_enough_and_conduct_is_for_no_machine() {
    let mut given = duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "prepare"}}));
    assert_eq!(given.status("rule", "2023-01-01"), Unknown);
    given.did("prepare", &[], "2022-05-01");
    assert_eq!(given.status("rule", "2023-01-01"), Met);
    assert_eq!(given.status("rule", "2022-04-30"), Unknown);
    let given = duty(json!({"activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "look-after"}}));
    assert!(given.judged("rule", "2023-01-01").is_err());
    let given =
        duty(json!({"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "respect", "subjects": ["x"]}}));
    assert!(given.judged("rule", "2023-01-01").is_err());
}

#[test]
fn nothing_is_due_before_the_mandate() {
    for council in ["strategiradet", "helseomsorg21-radet"] {
        let mut given = Given::founding(council);
        given.in_force("2020-01-02", "2024-01-02");
        let mandate = &given.council.mandates[0];
        let duties: Vec<_> = mandate
            .clauses
            .iter()
            .filter(|at| matches!(&at.clause.provision, Provision::Duty(_)))
            .map(|at| at.clause.key.clone())
            .collect();
        assert!(duties.len() > 5);
        for key in duties {
            assert_eq!(given.status(&key, "2020-01-01"), NotDue, "{key}");
        }
    }
}

#[test]
fn every_duty_of_the_founding_councils_says_something_of_itself() {
    for council in ["strategiradet", "helseomsorg21-radet"] {
        let given = Given::founding(council);
        for at in &given.council.mandates[0].clauses {
            if let Provision::Duty(duty) = &at.clause.provision {
                let found = given.found(&at.clause.key, "2022-06-01");
                let standing = duty.when.iter().all(|timing| matches!(timing, DutyTiming::Standing(_)));
                assert!(!found.is_empty() && found.iter().all(|(status, _)| *status != Breached), "{found:?}");
                if standing && !duty.when.is_empty() && &*at.clause.key != "s13-coordination" {
                    assert_eq!(found[0].0, Unknown, "{}", at.clause.key);
                }
            }
        }
    }
}
