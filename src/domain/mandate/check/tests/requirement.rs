//! S3, S4, S15 and S21, gender balance, and what else can be asked of holders and candidates.

use std::sync::Arc;

use serde_json::{Value, json};

use super::given_terms::{Given, clause, day, file, id};
use crate::domain::{
    council::Council,
    mandate::{
        check::{
            Audience, Candidate, Qualified, Sight, qualified,
            requirement::{Outcome, Spread, spread},
        },
        verdict::VerdictStatus as Status,
    },
    time::Period,
};

pub const ON: &str = "2026-03-01";

/// What each of these rows says of a holder, by the value that is declared.
#[test]
fn holders_are_of_the_level_and_qualification_that_the_mandate_asks_for() {
    for (key, place, attribute, right, wrong) in [
        ("s3-top-management", "ks/1", "holder-level", "top-management", "expert"),
        ("s15-administrative-top-level", "municipalities/1", "holder-level", "administrative-top-level", "expert"),
        ("s21-general-practitioner", "legeforeningen/1", "qualification", "general-practitioner", "nurse"),
    ] {
        let mut given = Given::founding("strategiradet");
        assert_eq!(given.status(key, ON), Status::Unknown, "{key}: no roster");
        given.complete("roster");
        assert_eq!(given.status(key, ON), Status::NotDue, "{key}: nobody sits");
        given.sit("Kari", place, "2025-01-01", "2029-01-01", "ks");
        let verdict = given.verdict(key, ON);
        assert_eq!(verdict.status, Status::Unknown, "{key}: nothing declared");
        assert!(verdict.message.nb.unwrap().contains("Kari"));
        for (value, found) in
            [(right, Status::Met), (wrong, Status::Breached), ("", Status::Unknown), ("-", Status::Breached)]
        {
            given.council.facts.clear();
            given.fact("Kari", attribute, value);
            assert_eq!(given.status(key, ON), found, "{key}: {value}");
        }
        given.council.facts.clear();
        given.fact("Kari", attribute, right).public = false;
        given.audience = Audience::Public;
        assert_eq!(given.status(key, ON), Status::Unknown, "{key}: not public");
        given.audience = Audience::Inside;
        assert_eq!(given.status(key, ON), Status::Met);
        given.council.facts[0].period = Period { start: None, end: Some(day("2026-01-01")) };
        assert_eq!(given.status(key, ON), Status::Unknown, "{key}: no longer");
    }
}

#[test]
fn what_is_asked_of_another_council_is_judged_there() {
    let other = |slug: &str| {
        let mut given = Given::founding(slug);
        given.adopt(
            Given::with(3, &[]).council.mandates[0].clauses.iter().map(|at| (*at.clause).clone()).collect(),
            Period::default(),
        );
        given
    };
    let mut strategy = Given::founding("strategiradet");
    assert_eq!(strategy.status("s4-portefoljeradet-level", ON), Status::Unknown);
    let mut portfolio = other("portefoljeradet");
    strategy.family = vec![Arc::new(portfolio.council.clone())];
    assert_eq!(strategy.status("s4-portefoljeradet-level", ON), Status::Unknown, "it has no roster");
    portfolio.sit("Kari", "members/1", "2025-01-01", "", "");
    portfolio.fact("Kari", "holder-level", "management");
    strategy.family = vec![Arc::new(portfolio.council.clone())];
    assert_eq!(strategy.status("s4-portefoljeradet-level", ON), Status::Met);
    portfolio.fact("Kari", "holder-level", "expert");
    portfolio.council.facts.remove(0);
    strategy.family = vec![Arc::new(portfolio.council.clone())];
    assert_eq!(strategy.status("s4-portefoljeradet-level", ON), Status::Breached);
    portfolio.council.facts[0].public = false;
    strategy.family = vec![Arc::new(portfolio.council.clone())];
    assert_eq!(strategy.status("s4-portefoljeradet-level", ON), Status::Unknown, "private facts of another council");

    let mut experts = other("fagradet");
    for (at, (name, field)) in [("A", "medicine"), ("B", "health-sciences"), ("C", "architecture")].iter().enumerate() {
        experts.sit(name, &format!("members/{}", at + 1), "2025-01-01", "", "");
        experts.fact(name, "field", field);
    }
    let judged = |council: &Council| {
        let mut strategy = Given::founding("strategiradet");
        strategy.family = vec![Arc::new(council.clone())];
        strategy.status("s4-fagradet-competence", ON)
    };
    assert_eq!(judged(&experts.council), Status::Met);
    experts.council.facts.pop();
    assert_eq!(judged(&experts.council), Status::Unknown, "C has declared nothing");
    experts.fact("C", "field", "medicine");
    assert_eq!(judged(&experts.council), Status::Breached, "nobody for architecture");
}

fn gender(tested: &str) -> Value {
    let template: toml::Value =
        toml::from_str(include_str!("../../../../../templates/mandates/representative-council.toml")).unwrap();
    let clauses = template["clauses"].as_array().unwrap();
    let found = clauses.iter().find(|clause| clause["key"].as_str() == Some("statutory-gender-balance")).unwrap();
    let mut clause = serde_json::to_value(found).unwrap();
    clause["provision"]["requirement"]["tested"] = json!(tested);
    clause
}

/// The table of the law, as one reads it aloud.
fn least(size: u32) -> u32 {
    match size {
        0 | 1 => 0,
        2 | 3 => 1,
        4 | 5 => 2,
        6..=8 => 3,
        9 => 4,
        more => (2 * more).div_ceil(5),
    }
}

#[test]
fn both_genders_for_every_size() {
    let law = clause(&gender("THROUGHOUT"));
    let crate::domain::mandate::clause::Provision::Requirement(law) = law.provision else { panic!() };
    assert_eq!([10, 16, 20, 21].map(least), [4, 7, 8, 9]);
    for size in 1..=40 {
        for women in 0..=size {
            for men in 0..=size - women {
                let open = size - women - men;
                let state = Spread { counts: vec![women, men], total: size, open, ..Spread::default() };
                // Slowly: every way in which those who have not declared are women, men or neither.
                let ways = (0..=open).flat_map(|more| (0..=open - more).map(move |rest| (women + more, men + rest)));
                let kept = ways.map(|(women, men)| women >= least(size) && men >= least(size));
                assert_eq!(spread(&law.quantifier, &state), of_ways(kept), "{women} and {men} of {size}");
            }
        }
    }
}

pub fn of_ways(ways: impl Iterator<Item = bool>) -> Outcome {
    let ways: Vec<bool> = ways.collect();
    match (ways.contains(&true), ways.contains(&false)) {
        (true, false) => Outcome::Kept,
        (false, _) => Outcome::Broken,
        (true, true) => Outcome::Open,
    }
}

fn balanced(by: &str, women: usize, men: usize) -> Given {
    let mut given = Given::with(20, &[gender("AT_SELECTION")]);
    given.complete("roster");
    for at in 0..women + men {
        let name = format!("Person {at}");
        given.sit(&name, &format!("members/{}", at + 1), "2025-01-01", "", by);
        given.fact(&name, "gender", if at < women { "woman" } else { "man" }).public = false;
    }
    given
}

#[test]
fn the_law_binds_each_public_authority_and_names_nobody() {
    let key = "statutory-gender-balance";
    assert_eq!(balanced("ministry", 5, 5).status(key, ON), Status::Met);
    assert_eq!(balanced("ministry", 3, 7).status(key, ON), Status::Breached);
    assert_eq!(balanced("union", 0, 10).status(key, ON), Status::Met, "an association is not bound");
    let mut given = balanced("ministry", 3, 7);
    for membership in given.council.memberships.iter_mut().take(3) {
        given.council.appointments.get_mut(&membership.appointment).unwrap().decided_by =
            Some(super::given_terms::organisation("agency"));
    }
    let verdict = given.verdict(key, ON);
    assert_eq!((verdict.status, verdict.findings.len()), (Status::Breached, 2), "each authority for itself");
    let mut given = balanced("ministry", 4, 5);
    given.sit("Nobody knows", "members/10", "2025-01-01", "", "ministry");
    assert_eq!(given.status(key, ON), Status::Met, "whoever it is, four of each of ten are enough");
    given.fact("Person 0", "gender", "");
    given.council.facts.remove(0);
    assert_eq!(given.status(key, ON), Status::Unknown);
    given.organisations.iter_mut().for_each(|organisation| organisation.kind = None);
    assert_eq!(given.status(key, ON), Status::Unknown, "is it a public authority?");
}

#[test]
fn the_public_is_told_what_tells_of_nobody() {
    let key = "statutory-gender-balance";
    for (women, men, status, numbers) in [
        (5, 5, Status::Met, true),
        (2, 8, Status::Breached, false),
        (0, 10, Status::Breached, false),
        (1, 1, Status::Met, false),
        (2, 0, Status::Breached, false),
    ] {
        let mut given = balanced("ministry", women, men);
        given.audience = Audience::Public;
        let verdict = given.verdict(key, ON);
        assert_eq!(verdict.status, status, "{women} and {men}");
        let told = format!("{:?}", (&verdict.message, &verdict.evidence));
        assert!(!told.contains("Person"), "{told}");
        assert_eq!(told.contains("kvinne"), numbers, "{told}");
        assert!(verdict.findings.iter().all(|finding| {
            use crate::domain::mandate::verdict::Subject;
            !matches!(finding.subject, Some(Subject::Membership(_) | Subject::Seat(_)))
        }));
    }
    // Where one fact is public, the verdict would tell what the other is.
    let mut given = balanced("ministry", 1, 1);
    given.council.facts[0].public = true;
    given.audience = Audience::Public;
    assert_eq!(given.status(key, ON), Status::Unknown);
    given.audience = Audience::Inside;
    assert_eq!(given.status(key, ON), Status::Met);
}

/// Who acts at a meeting has to be what is asked on that day.
#[test]
fn whoever_acts_is_looked_at_when_acting() {
    use crate::domain::council::{Attendance, Held, Meeting, MeetingStatus, Presence};
    for quantifier in [json!({"kind": "EVERY"}), json!({"kind": "AT_LEAST", "howMany": {"number": 1}})] {
        let clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {"tested": "ON_OCCASION",
            "quantifier": quantifier, "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["law"]}}}}});
        let mut given = Given::with(1, &[clause]);
        given.complete("roster");
        given.sit("A", "members/1", "2025-01-01", "", "");
        assert_eq!(given.status("asked", ON), Status::NotDue, "there was no meeting");
        let meeting = Meeting {
            kind: crate::domain::council::MeetingKind::Ordinary,
            link: None,
            together_with: Vec::new(),
            past: Vec::new(),
            wheel_year: None,
            changed_at: chrono::DateTime::UNIX_EPOCH,
            id: id(20, "meeting"),
            title: crate::domain::text::Text::default(),
            status: MeetingStatus::Held,
            starts_at: "2026-02-01T09:00:00Z".parse().unwrap(),
            ends_at: None,
            place: None,
            day: day("2026-02-01"),
            held: Held::default(),
        };
        given.council.meetings.push(meeting);
        assert_eq!(given.status("asked", ON), Status::Unknown, "was A there?");
        let row = Attendance {
            meeting: id(20, "meeting"),
            seat: Given::seat("members/1"),
            membership: Some(given.latest()),
            presence: Presence::Holder,
            agreed: None,
        };
        given.council.attendance.push(row);
        assert_eq!(given.status("asked", ON), Status::Unknown, "what is A?");
        given.fact("A", "field", "law").period = Period { start: None, end: Some(day("2026-02-02")) };
        assert_eq!(given.status("asked", ON), Status::Met, "A was right on the day");
        given.council.facts[0].period.end = Some(day("2026-02-01"));
        given.fact("A", "field", "art");
        assert_eq!(given.status("asked", ON), Status::Breached);
        given.audience = Audience::Public;
        assert_eq!(given.status("asked", ON), Status::Unknown, "who attended is not public");
    }
}

fn requirement(quantifier: &str, attribute: &str) -> Given {
    let clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {
        "quantifier": {"kind": quantifier}, "predicate": {"fact": {"attribute": attribute, "comparison": "IS_KNOWN"}}}}});
    let mut given = Given::with(3, &[clause]);
    given.complete("roster");
    given
}

#[test]
fn no_two_have_the_same() {
    let mut given = requirement("DIFFERENT", "region");
    for (at, (name, region)) in [("A", "north"), ("B", "south")].iter().enumerate() {
        given.sit(name, &format!("members/{}", at + 1), "2025-01-01", "", "");
        given.fact(name, "region", region);
    }
    assert_eq!(given.status("asked", ON), Status::Met);
    given.sit("C", "members/3", "2025-01-01", "", "");
    assert_eq!(given.status("asked", ON), Status::Unknown);
    given.fact("C", "region", "-");
    assert_eq!(given.status("asked", ON), Status::Met);
    given.fact("C", "region", "north");
    assert_eq!(given.status("asked", ON), Status::Breached);
}

#[test]
fn holders_take_turns() {
    let mut given = requirement("ALTERNATING", "region");
    given.council.completeness.clear();
    given.sit("A", "members/1", "2023-01-01", "2025-01-01", "");
    given.fact("A", "region", "north");
    given.sit("B", "members/1", "2025-01-01", "", "");
    assert_eq!(given.status("asked", ON), Status::Unknown);
    given.fact("B", "region", "south");
    assert_eq!(given.status("asked", ON), Status::Met);
    given.fact("B", "region", "north");
    assert_eq!(given.status("asked", ON), Status::Breached);
    assert_eq!(given.status("asked", "2024-01-01"), Status::Unknown, "who was before A is not known");
    given.complete("roster");
    assert_eq!(given.status("asked", "2024-01-01"), Status::Met);
}

#[test]
fn conditions_compose_and_are_tested_when_they_are_meant() {
    let asked = |predicate: Value, tested: &str, only_if: Value| {
        let clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {"tested": tested,
            "quantifier": {"kind": "EVERY"}, "predicate": predicate, "onlyIf": only_if}}});
        let mut given = Given::with(3, &[clause]);
        given.sit("A", "members/1", "2025-01-01", "", "").on_behalf_of = Some(id(1, "union"));
        given
    };
    let is = |attribute: &str, comparison: &str, values: Value| json!({"fact": {"attribute": attribute, "comparison": comparison, "values": values}});
    let none = json!([]);
    for (predicate, attribute, value, found) in [
        (is("age", "AT_LEAST", json!(["18"])), "age", "18", Status::Met),
        (is("age", "AT_LEAST", json!(["18"])), "age", "17", Status::Breached),
        (is("age", "AT_MOST", json!(["70"])), "age", "71", Status::Breached),
        (is("age", "AT_MOST", json!(["70"])), "age", "old", Status::Unknown),
        (is("employer", "IS_REPRESENTED", none.clone()), "employer", "union", Status::Met),
        (is("employer", "IS_NOT_REPRESENTED", none.clone()), "employer", "union", Status::Breached),
        (is("employer", "IS_NOT_REPRESENTED", none.clone()), "employer", "agency", Status::Met),
        (is("employer", "IS_NOT", json!(["agency"])), "employer", "agency", Status::Breached),
        (is("employer", "IS_NOT", json!(["agency"])), "employer", "", Status::Unknown),
        (is("employer", "IS_KNOWN", none.clone()), "employer", "", Status::Breached),
        (json!({"not": {"of": is("age", "AT_LEAST", json!(["18"]))}}), "age", "17", Status::Met),
        (
            json!({"any": {"of": [is("age", "AT_LEAST", json!(["18"])), is("field", "IS", json!(["law"]))]}}),
            "field",
            "law",
            Status::Met,
        ),
        (
            json!({"all": {"of": [is("age", "AT_LEAST", json!(["18"])), is("field", "IS", json!(["law"]))]}}),
            "field",
            "law",
            Status::Unknown,
        ),
        (
            json!({"all": {"of": [is("age", "AT_LEAST", json!(["18"])), is("field", "IS", json!(["law"]))]}}),
            "field",
            "art",
            Status::Breached,
        ),
    ] {
        let mut given = asked(predicate.clone(), "THROUGHOUT", Value::Null);
        given.fact("A", attribute, value);
        assert_eq!(given.status("asked", ON), found, "{predicate} {value}");
    }
    let law = is("field", "IS", json!(["law"]));
    let mut given = asked(law.clone(), "AT_SELECTION", Value::Null);
    given.fact("A", "field", "law").period = Period { start: None, end: Some(day("2025-06-01")) };
    assert_eq!(given.status("asked", ON), Status::Met, "it was so when A was selected");
    let before = json!({"fact": {"attribute": "field", "comparison": "IS", "values": ["law"], "nowOrBefore": true}});
    let mut given = asked(before, "THROUGHOUT", Value::Null);
    given.fact("A", "field", "law").period = Period { start: None, end: Some(day("2024-06-01")) };
    assert_eq!(given.status("asked", ON), Status::Met, "it was so before");
    let mut given = asked(law, "THROUGHOUT", is("age", "AT_LEAST", json!(["60"])));
    given.fact("A", "field", "art");
    assert_eq!(given.status("asked", ON), Status::Unknown, "is A concerned?");
    given.fact("A", "age", "50");
    assert_eq!(given.status("asked", ON), Status::Met, "A is not");
    given.fact("A", "age", "60");
    assert_eq!(given.status("asked", ON), Status::Breached, "one value is enough");
}

#[test]
fn a_candidate_is_asked_what_holders_are_asked() {
    let mut given = Given::founding("strategiradet");
    let clauses = file("strategiradet").clauses;
    let gp = clauses.iter().find(|clause| &*clause.key == "s21-general-practitioner").unwrap();
    let directory = given.directory();
    let seen = |given: &Given, group: &str, sight| {
        let mandate = &given.council.mandates[0];
        let rules = mandate.composition.group(group).unwrap();
        let candidate =
            Candidate { mandate, rules, person: id(10, "Kari"), on_behalf_of: None, alternate: false, on: day(ON) };
        qualified(&given.council, &directory, gp, candidate, sight)
    };
    let ask = |given: &Given, group: &str| seen(given, group, Sight::Everything);
    assert_eq!(ask(&given, "ks"), None);
    assert_eq!(ask(&given, "legeforeningen"), Some(Qualified::Unknown(Some("qualification".into()))));
    given.fact("Kari", "qualification", "nurse");
    assert_eq!(ask(&given, "legeforeningen"), Some(Qualified::Broken));
    given.council.facts[0].public = false;
    assert_eq!(ask(&given, "legeforeningen"), Some(Qualified::Broken));
    assert_eq!(seen(&given, "legeforeningen", Sight::Public), Some(Qualified::Unknown(Some("qualification".into()))));
    given.fact("Kari", "qualification", "general-practitioner");
    assert_eq!(ask(&given, "legeforeningen"), Some(Qualified::Met));
}
