//! For whom holders speak, what the mandate states, and how the body stands to others.

use serde_json::{Value, json};

use super::given_body::{Given, day};
use crate::domain::{
    council::{Body, CouncilStatus, RecordKind},
    mandate::{
        check::Audience,
        clause::procedure::StepAct,
        verdict::{
            Severity,
            VerdictStatus::{Breached, Met, NotDue, Unknown},
        },
    },
    time::Period,
};

const ON: &str = "2025-06-01";

#[test]
fn s10_members_speak_for_their_organisation_and_municipal_ones_for_the_sector() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s10-own-organisation", ON), Unknown, "nobody is recorded");
    let ks = given.sits("ks", 1, "2024-01-01");
    assert_eq!(given.status("s10-own-organisation", ON), Unknown);
    given.held(ks).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("s10-own-organisation", ON), Met);
    given.held(ks).on_behalf_of = Some(given.organisation("norsk-helsenett"));
    assert_eq!(given.status("s10-own-organisation", ON), Breached);
    let municipal = given.sits("municipalities", 1, "2024-01-01");
    assert_eq!(given.status("s10-municipal-sector", ON), Unknown);
    given.declares(municipal, "employer", "ks", true);
    assert_eq!(given.status("s10-municipal-sector", ON), Met, "the employer is of the sector");
    given.held(municipal).on_behalf_of = Some(given.organisation("helse-vest-rhf"));
    assert_eq!(given.status("s10-municipal-sector", ON), Breached);
    given.held(municipal).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("s10-municipal-sector", ON), Met);
}

#[test]
fn s12_and_other_conduct_is_for_no_machine() {
    let given = Given::founding("strategiradet");
    assert!(given.verdict("s12-whole-view", ON).is_err());
    assert!(given.verdict("s1-technology", ON).is_err());
    assert!(given.verdict("s5-purpose", ON).is_err());
}

#[test]
fn s19_nobody_speaks_for_their_own_employer() {
    let mut given = Given::founding("strategiradet");
    let (key, held) = ("s19-not-own-municipality", given.sits("municipalities", 1, "2024-01-01"));
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status(key, ON), Unknown, "the employer is not recorded");
    given.declares(held, "employer", "ks", false);
    assert_eq!(given.status(key, ON), Breached);
    given.audience = Audience::Public;
    assert_eq!(given.status(key, ON), Unknown, "the employer is not told outside");
    given.audience = Audience::Inside;
    given.council.facts.clear();
    given.declares(held, "employer", "norsk-helsenett", false);
    assert_eq!(given.status(key, ON), Met);
}

#[test]
fn s20_who_cannot_commit_others_has_not() {
    let mut given = Given::founding("strategiradet");
    let (key, held) = ("s20-cannot-commit", given.sits("municipalities", 1, "2024-01-01"));
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status(key, ON), Met);
    given.record(RecordKind::Activity, "commit", "2025-05-01").by_membership = Some(held);
    let verdict = given.verdict(key, ON).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
    assert_eq!(given.status(key, "2025-04-01"), Met, "before that");
    let other = given.sits("ks", 1, "2024-01-01");
    given.council.records[0].by_membership = Some(other);
    assert_eq!(given.status(key, ON), Met, "others can");
}

#[test]
fn h12_personal_members_speak_for_nobody() {
    let mut given = Given::founding("helseomsorg21-radet");
    let held = given.sits("business", 1, "2020-01-02");
    assert_eq!(given.status("h12-personal", "2021-06-01"), Met);
    given.held(held).on_behalf_of = Some(given.organisation("innovasjon-norge"));
    assert_eq!(given.status("h12-personal", "2021-06-01"), Breached);
    given.complete("roster");
    assert_eq!(given.status("h12-personal", "2019-12-31"), NotDue, "nobody sat there then");
}

#[test]
fn who_was_nominated_speaks_for_the_nominator() {
    let group = json!({ "seats": { "group": {
        "key": "g", "label": { "nb": "Gruppen" }, "size": { "exactly": { "number": 1 } }, "for": { "personal": {} },
    } } });
    let mut given = Given::of(&[json!({ "representation": { "represents": "NOMINATOR" } }), group]);
    let held = given.sits("g", 1, "2024-01-01");
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("c0", ON), Unknown);
    let ks = Body::Organisation(given.organisation("ks"));
    given.step(held, StepAct::Nominate, Some(ks), "2023-12-01");
    assert_eq!(given.status("c0", ON), Met);
    given.audience = Audience::Public;
    assert_eq!(given.status("c0", ON), Unknown, "steps are known inside");
    given.audience = Audience::Inside;
    given.held(held).on_behalf_of = Some(given.organisation("norsk-helsenett"));
    assert_eq!(given.status("c0", ON), Breached);
}

#[test]
fn h1_every_group_that_the_purpose_names_has_a_seat() {
    let mut given = Given::founding("helseomsorg21-radet");
    let verdict = given.verdict("h1-purpose", "2021-06-01").unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    assert!(verdict.message.en.unwrap().contains("the central health administration"));
    assert_eq!(verdict.findings.iter().filter(|one| one.status == Met).count(), 5);
    // A seat for an organisation of the sector is a seat for the sector.
    let at = given.place("h13-business");
    let mut clause = (*given.council.mandates[0].clauses[at].clause).clone();
    clause.provision = serde_json::from_value(json!({ "seats": { "group": {
        "key": "business", "label": { "nb": "D" }, "size": { "exactly": { "number": 5 } },
        "for": { "organisation": { "slug": "helse-og-omsorgsdepartementet" } },
    } } }))
    .unwrap();
    given.council.mandates[0].clauses[at].clause = clause.into();
    given.compose();
    let verdict = given.verdict("h1-purpose", "2021-06-01").unwrap();
    assert!(verdict.message.en.unwrap().contains("the private sector"), "now that one is without");
}

#[test]
fn s2_and_h6_a_body_that_advises_does_not_decide() {
    for (slug, key, on) in [("strategiradet", "s2-advisory", ON), ("helseomsorg21-radet", "h6-advisory", "2021-06-01")]
    {
        let mut given = Given::founding(slug);
        assert_eq!(given.status(key, on), Met);
        given.record(RecordKind::Activity, "decide", "2021-05-01");
        let verdict = given.verdict(key, on).unwrap();
        assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Error));
        let ks = given.council.head.owner;
        given.council.records[0].by = Some(Body::Organisation(ks));
        assert_eq!(given.status(key, on), Met, "what others decide is theirs");
    }
}

#[test]
fn s6_each_advice_belongs_to_a_task() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s6-tasks", ON), Unknown);
    given.complete("activities");
    given.complete("items");
    assert_eq!(given.status("s6-tasks", ON), NotDue, "there is no advice");
    given.record(RecordKind::Item, "advice", "2025-05-01").subjects = vec!["research".into()];
    let verdict = given.verdict("s6-tasks", ON).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    given.council.records[0].subjects.push("funding".into());
    assert_eq!(given.status("s6-tasks", ON), Met);
    given.council.records[0].subjects.clear();
    given.council.records[0].clause = Some("s6-tasks".into());
    assert_eq!(given.status("s6-tasks", ON), Met);
}

#[test]
fn h9_a_body_that_sets_its_own_tasks_has_decided_on_them() {
    let mut given = Given::founding("helseomsorg21-radet");
    assert_eq!(given.status("h9-own-tasks", "2021-06-01"), Unknown);
    given.record(RecordKind::Activity, "decide-tasks", "2021-05-01");
    assert_eq!(given.status("h9-own-tasks", "2021-06-01"), Met);
    assert_eq!(given.status("h9-own-tasks", "2021-04-01"), Unknown);
}

#[test]
fn s1_the_family_is_there_with_its_tiers() {
    let mut given = Given::founding("strategiradet");
    for key in ["s1-tier-strategiradet", "s1-tier-portefoljeradet", "s1-tier-fagradet"] {
        assert_eq!(given.status(key, ON), Met);
    }
    given.family[0].head.tier = Some(3);
    assert_eq!(given.status("s1-tier-portefoljeradet", ON), Breached);
    given.family[0].head.tier = None;
    assert_eq!(given.status("s1-tier-portefoljeradet", ON), Unknown);
    given.family[0].head.family = None;
    assert_eq!(given.status("s1-tier-strategiradet", ON), Breached);
}

#[test]
fn s4_a_lower_council_has_a_mandate_of_its_own() {
    let mut given = Given::founding("strategiradet");
    let verdict = given.verdict("s4-fagradet-matters", ON).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Breached, Severity::Warning));
    given.family[1].mandates = given.council.mandates.clone();
    assert_eq!(given.status("s4-fagradet-matters", ON), Met);
    given.family[1].head.visibility = CouncilStatus::Draft;
    let told = given.says("s4-fagradet-matters", ON);
    assert_eq!(told, "The mandate names a body that the register does not have.", "a draft is nobody's affair");
}

#[test]
fn s14_the_adopter_is_the_one_that_is_named_and_adopters_form_no_circle() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s14-own-mandate", ON), Met);
    let key = "s14-adopts-lower-mandates";
    assert_eq!(given.status(key, ON), NotDue, "there is nothing that could have been adopted");
    for lower in [0, 1] {
        given.family[lower].mandates = given.council.mandates.clone();
        given.family[lower].mandates[0].adopted_by = Some(Body::Council(given.council.head.id));
    }
    assert_eq!(given.status(key, ON), Met);
    given.family[0].mandates[0].adopted_by = None;
    assert_eq!(given.status(key, ON), Unknown);
    given.family[0].mandates[0].adopted_by = Some(Body::Organisation(given.organisation("ks")));
    assert_eq!(given.status(key, ON), Breached);
    given.family[0].mandates[0].adopted_by = Some(Body::Council(given.council.head.id));
    given.council.mandates[0].adopted_by = Some(Body::Council(given.family[1].head.id));
    assert!(given.verdict(key, ON).unwrap().message.en.unwrap().contains("adopt each other's mandates"));
    assert_eq!(given.status("s14-own-mandate", ON), Breached, "somebody else adopted it");
}

#[test]
fn s25_each_council_has_exactly_one_secretariat() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s25-secretariat", ON), Met);
    let mut other = given
        .relations
        .iter()
        .find(|(_, _, relation)| {
            relation
                .of
                .as_ref()
                .is_some_and(|of| of.as_organisation().is_some_and(|slug| &**slug == "norges-forskningsrad"))
        })
        .unwrap()
        .clone();
    other.2.to = vec![crate::domain::mandate::clause::actor::Actor::council("fagradet")];
    other.1 = Period { start: Some(day("2025-01-01")), end: None };
    given.relations.push(other);
    assert_eq!(given.status("s25-secretariat", ON), Breached);
    assert_eq!(given.status("s25-secretariat", "2024-12-31"), Met, "before the other mandate");
    assert_eq!(Given::founding("helseomsorg21-radet").status("h18-secretariat", "2021-06-01"), Met);
}

#[test]
fn s24_who_answers_for_something_exists() {
    let mut given = Given::founding("strategiradet");
    assert_eq!(given.status("s24-composition", ON), Met);
    given.organisation_mut("helsedirektoratet").dissolved_on = Some(day("2025-01-01"));
    assert_eq!(given.status("s24-composition", ON), Breached);
    assert_eq!(given.status("s25-secretariat", ON), Breached);
    assert_eq!(given.status("s24-composition", "2024-12-31"), Met);
}

#[test]
fn h17_a_name_that_has_gone_leads_to_its_successor() {
    let (key, on) = ("h17-demarcation", "2021-06-01");
    let mut given = Given::founding("helseomsorg21-radet");
    let verdict = given.verdict(key, on).unwrap();
    assert_eq!((verdict.status, verdict.severity), (Met, Severity::Warning));
    assert!(verdict.message.en.unwrap().contains("National Strategy Council"), "the end of the line is named");
    given.organisation_mut("nasjonalt-e-helsestyre").dissolved_on = Some(day("2020-06-01"));
    assert!(given.says(key, on).contains("no longer exists"));
    assert_eq!(given.status(key, on), Met);
    let top = given.family.iter_mut().find(|council| &*council.head.slug == "strategiradet").unwrap();
    top.head.visibility = CouncilStatus::Draft;
    assert!(!given.says(key, on).contains("Strategy Council"), "a draft is not named");
    given.successions.clear();
    assert_eq!(given.status(key, on), Breached, "nobody came after it");
    assert_eq!(given.status(key, "2020-05-31"), Met, "it still existed");
    let (first, second) = (given.organisation("nasjonalt-e-helsestyre"), given.organisation("nasjonalt-e-helserad"));
    for (predecessor, successor) in [(first, second), (second, first)] {
        let id = given.id();
        let (predecessor, successor) = (Body::Organisation(predecessor), Body::Organisation(successor));
        given.successions.push(crate::domain::directory::Succession {
            id,
            predecessor,
            successor,
            on: None,
            source: None,
        });
    }
    assert_eq!(given.status(key, on), Met, "a circle of successors ends");
}

#[test]
fn what_succeeds_another_has_come_after_it() {
    let succeeds = |to: Value| json!({ "relation": { "kind": "SUCCEEDS", "to": [to] } });
    let mut given = Given::of(&[succeeds(json!({ "organisation": { "slug": "nasjonalt-e-helserad" } }))]);
    assert_eq!(given.status("c0", ON), Met);
    given.successions.clear();
    assert_eq!(given.status("c0", ON), Breached, "it still stands");
    given.organisation_mut("nasjonalt-e-helserad").dissolved_on = Some(day("2024-01-01"));
    assert_eq!(given.status("c0", ON), Unknown, "by whom it was succeeded is not recorded");
}

#[test]
fn references_lead_to_bodies_that_exist() {
    let references = json!({ "exhaustive": true, "entries": [{ "label": { "nb": "KS" }, "organisation": "ks" }] });
    let mut given = Given::of(&[json!({ "statement": { "topic": "REFERENCES", "references": references } })]);
    assert_eq!(given.status("c0", ON), Met);
    given.organisation_mut("ks").dissolved_on = Some(day("2024-01-01"));
    assert_eq!(given.status("c0", ON), Breached);
}
