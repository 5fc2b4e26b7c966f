//! What has to be done around something: an event, a day, a meeting, an item. S8, S9, S11, S27, S29, H10, and what other
//! mandates say.

use serde_json::json;

use super::given_work::{Given, council, day, duty, evaluating, id, organisation, seat_id, set, strategy, tolerance};
use crate::domain::{
    council::{Held, MeetingStatus, RecordKind},
    mandate::verdict::{
        Severity, Subject,
        VerdictStatus::{Breached, Met, NotDue, Unknown},
    },
};

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
