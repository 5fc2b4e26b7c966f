//! What has to be done: who did what counts, how often, how long ago, and what is not to be done. S2, S13, S17, S24, S29,
//! H3, H10, H16, and what other mandates say.

use std::sync::Arc;

use serde_json::json;

use super::given_work::{Given, council, day, duty, id, organisation, period, set, strategy, tolerance};
use crate::domain::{
    council::Presence,
    directory::Succession,
    mandate::{
        check::Audience,
        clause::{Provision, activity::DutyTiming},
        verdict::{
            Severity, Subject,
            VerdictStatus::{Breached, Met, NotDue, Unknown},
        },
    },
};

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
        assert!(
            verdict
                .evidence
                .iter()
                .any(|evidence| evidence.value == crate::domain::mandate::verdict::Told::Day(day("2021-03-01"))),
            "{key}"
        );
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
