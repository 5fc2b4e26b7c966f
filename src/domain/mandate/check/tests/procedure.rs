//! S18, S19 and H11, and procedures of several steps.

use serde_json::{Value, json};

use super::given_terms::{Given, clause, day};
use crate::domain::{
    council::{Continuation, is_death},
    mandate::{check::Audience, clause::procedure::StepAct, verdict::VerdictStatus as Status},
    time::Period,
    word::Code,
};

#[test]
fn ks_appoints_the_municipal_members() {
    for key in ["s18-appointment", "s19-criteria"] {
        let mut given = Given::founding("strategiradet");
        assert_eq!(given.status(key, "2026-03-01"), Status::NotDue);
        given.sit("Kari", "municipalities/1", "2025-01-01", "2029-01-01", "ks");
        assert_eq!(given.status(key, "2026-03-01"), Status::Met);
        given.act().decided_by = None;
        assert_eq!(given.status(key, "2026-03-01"), Status::Unknown);
        given.act().decided_by = Some(super::given_terms::organisation("helsedirektoratet"));
        let verdict = given.verdict(key, "2026-03-01");
        assert_eq!(verdict.status, Status::Breached);
        assert!(verdict.message.nb.unwrap().contains("Kari"));
        given.audience = Audience::Public;
        assert_eq!(given.status(key, "2026-03-01"), Status::Breached, "who decided is public");
        // Other seats are none of the clause's business.
        given.council.memberships.clear();
        given.sit("Ola", "ks/1", "2025-01-01", "2029-01-01", "helsedirektoratet");
        assert_eq!(given.status(key, "2026-03-01"), Status::NotDue);
    }
}

#[test]
fn the_ministry_appoints_everybody_and_history_is_judged_too() {
    let mut given = Given::founding("helseomsorg21-radet");
    let place = format!("{}/1", given.council.groups[0].key);
    given.sit("Kari", &place, "2020-01-02", "2022-01-02", "helse-og-omsorgsdepartementet");
    given.act().decided_on = Some(day("2019-12-01"));
    assert_eq!(given.status("h11-appointment", "2020-06-01"), Status::Met, "decided before, but for this mandate");
    given.act().history = true;
    given.act().decided_by = Some(super::given_terms::organisation("norges-forskningsrad"));
    assert_eq!(given.status("h11-appointment", "2020-06-01"), Status::Breached);
    assert_eq!(given.status("h11-appointment", "2022-06-01"), Status::NotDue, "the holding is over");
}

fn procedure(steps: Value) -> Given {
    let clauses = [json!({"key": "filling", "modality": "SHALL", "provision": {"procedure": steps}})];
    let mut given = Given::with(2, &clauses);
    given.sit("Kari", "members/1", "2025-06-01", "2027-06-01", "ministry");
    given.act().decided_on = Some(day("2025-05-20"));
    given
}

fn steps() -> Value {
    json!({"steps": [
        {"act": "CALL", "by": [{"part": {"part": "OWNER"}}]},
        {"act": "NOMINATE", "by": [{"organisation": {"slug": "union"}}], "within": "P1M", "candidatesPerSeat": 2,
         "otherwise": [{"organisation": {"slug": "agency"}}]},
        {"act": "APPOINT", "by": [{"organisation": {"slug": "ministry"}}]},
        {"act": "NOTIFY", "within": "P2W"},
    ]})
}

const ON: &str = "2025-06-02";

#[test]
fn every_step_is_needed_in_order_and_in_time() {
    let mut given = procedure(steps());
    assert_eq!(given.status("filling", ON), Status::Unknown, "no steps are recorded");
    given.complete("steps");
    assert_eq!(given.status("filling", ON), Status::Breached, "no steps were taken");
    given.step("members/1", StepAct::Call, "agency", "2025-03-01", None);
    given.step("members/1", StepAct::Nominate, "union", "2025-03-10", Some("Kari"));
    assert_eq!(given.status("filling", ON), Status::Breached, "one candidate is too few");
    given.step("members/1", StepAct::Nominate, "union", "2025-03-11", Some("Ola"));
    assert_eq!(given.status("filling", ON), Status::NotDue, "there is time left to tell");
    assert_eq!(given.status("filling", "2025-06-03"), Status::Breached, "nobody was told in time");
    given.step("members/1", StepAct::Notify, "ministry", "2025-05-21", Some("Kari"));
    assert_eq!(given.status("filling", "2025-06-10"), Status::Met);
    // The call after the nomination is out of order.
    given.council.steps[0].on = day("2025-03-20");
    assert_eq!(given.status("filling", ON), Status::Breached);
    given.audience = Audience::Public;
    assert_eq!(given.status("filling", ON), Status::Met, "the public is told of the decision only");
}

#[test]
fn another_may_act_when_the_time_has_lapsed() {
    let mut given = procedure(steps());
    given.complete("steps");
    given.step("members/1", StepAct::Call, "agency", "2025-03-01", None);
    given.step("members/1", StepAct::Notify, "ministry", "2025-05-21", Some("Kari"));
    for name in ["Kari", "Ola"] {
        given.step("members/1", StepAct::Nominate, "agency", "2025-03-15", Some(name));
    }
    assert_eq!(given.status("filling", ON), Status::Breached, "it was not yet the agency's turn");
    for step in &mut given.council.steps[2..] {
        step.on = day("2025-04-02");
    }
    assert_eq!(given.status("filling", ON), Status::Met);
}

#[test]
fn all_of_those_named_or_any_of_them() {
    let by = json!([{"organisation": {"slug": "union"}}, {"organisation": {"slug": "agency"}}]);
    for (needs, with_one) in [("ALL_OF", Status::Breached), ("ANY_OF", Status::Met)] {
        let mut given = procedure(json!({"steps": [
            {"act": "CONSULT", "by": by.clone(), "needs": needs},
            {"act": "APPOINT", "by": [{"organisation": {"slug": "ministry"}}]},
        ]}));
        given.complete("steps");
        given.step("members/1", StepAct::Consult, "agency", "2025-04-01", None);
        assert_eq!(given.status("filling", ON), with_one);
        given.step("members/1", StepAct::Consult, "union", "2025-04-01", None);
        assert_eq!(given.status("filling", ON), Status::Met);
    }
}

#[test]
fn a_vote_and_an_unknown_actor_leave_it_open() {
    let vote = json!({"steps": [{"act": "ELECT", "by": [{"organisation": {"slug": "ministry"}}], "threshold": {"number": 5}}]});
    assert_eq!(procedure(vote).status("filling", ON), Status::Unknown);
    let kind = json!({"steps": [{"act": "APPOINT", "by": [{"kind": {"label": {"nb": "noen", "en": "some"}}}]}]});
    assert_eq!(procedure(kind).status("filling", ON), Status::Unknown);
}

#[test]
fn the_member_organisation_designates_for_itself() {
    let steps = json!({"steps": [{"act": "DESIGNATE", "by": [{"part": {"part": "MEMBER_ORGANISATIONS"}}]}]});
    let mut given = procedure(steps);
    assert_eq!(given.status("filling", ON), Status::Unknown, "whom the holder speaks for is not recorded");
    given.council.memberships[0].on_behalf_of = Some(super::given_terms::id(1, "ministry"));
    assert_eq!(given.status("filling", ON), Status::Met);
    given.council.memberships[0].on_behalf_of = Some(super::given_terms::id(1, "union"));
    assert_eq!(given.status("filling", ON), Status::Breached);
}

#[test]
fn the_mandate_in_force_at_the_time_is_what_counts() {
    let steps = |slug| {
        json!({"key": "filling", "modality": "SHALL", "provision": {"procedure": {"steps": [
        {"act": "APPOINT", "by": [{"organisation": {"slug": slug}}]}]}}})
    };
    let mut given = procedure(json!({"steps": [{"act": "APPOINT", "by": [{"organisation": {"slug": "ministry"}}]}]}));
    given.council.mandates[0].period.end = Some(day("2026-01-01"));
    let mut clauses: Vec<_> = given.council.mandates[0].clauses.iter().map(|at| (*at.clause).clone()).collect();
    clauses[1] = clause(&steps("union"));
    given.adopt(clauses, Period { start: Some(day("2026-01-01")), end: None });
    assert_eq!(given.status("filling", "2026-06-01"), Status::Met, "the ministry was right then");
    given.sit("Ola", "members/2", "2026-02-01", "2027-06-01", "ministry");
    assert_eq!(given.status("filling", "2026-06-01"), Status::Breached, "and is wrong now");
}

#[test]
fn a_holding_ends_on_a_ground_that_the_mandate_knows() {
    let mut given = procedure(json!({"endings": [{"ground": "resignation"}]}));
    assert_eq!(given.status("filling", "2026-06-01"), Status::NotDue);
    given.council.memberships[0].ended = Some(day("2026-05-01"));
    assert_eq!(given.status("filling", "2026-06-01"), Status::Unknown);
    given.council.memberships[0].end_ground = Some("resignation".into());
    assert_eq!(given.status("filling", "2026-06-01"), Status::Met);
    given.council.memberships[0].end_ground = Some("absence".into());
    assert_eq!(given.status("filling", "2026-06-01"), Status::Breached);
    assert_eq!(given.status("filling", "2026-04-30"), Status::NotDue, "it had not ended then");
    given.council.memberships[0].ended = Some(day("2027-06-01"));
    assert_eq!(given.status("filling", "2027-06-01"), Status::NotDue, "who serves the whole time is not ended");
}

#[test]
fn a_vacancy_is_filled_in_time() {
    let mut given = procedure(json!({"replacement": {"within": "P3M"}}));
    given.complete("roster");
    given.council.memberships[0].ended = Some(day("2026-05-01"));
    assert_eq!(given.status("filling", "2026-07-31"), Status::NotDue);
    assert_eq!(given.status("filling", "2026-08-01"), Status::Breached);
    given.council.completeness.clear();
    assert_eq!(given.status("filling", "2026-08-01"), Status::Unknown);
    given.sit("Ola", "members/1", "2026-07-01", "", "ministry");
    assert_eq!(given.status("filling", "2026-08-01"), Status::NotDue, "nothing is vacant");
}

#[test]
fn what_the_register_itself_ends_and_death_are_no_endings_before_time() {
    let grounds: Vec<Code> = Continuation::ALL.into_iter().map(Code::from).chain(["death".into()]).collect();
    for ground in grounds {
        let ended = |endings: Value| {
            let mut given = procedure(json!({ "endings": endings }));
            assert!(given.directory().code("ending", &ground).is_some(), "{ground} is in the code list");
            given.council.memberships[0].ended = Some(day("2026-05-01"));
            given.council.memberships[0].end_ground = Some(ground.clone());
            given.status("filling", "2026-06-01")
        };
        assert_eq!(ended(json!([{"ground": "resignation"}])), Status::NotDue, "{ground}");
        let named = if is_death(&ground) { Status::Met } else { Status::NotDue };
        assert_eq!(ended(json!([{"ground": &ground}])), named, "{ground}");
    }
}
