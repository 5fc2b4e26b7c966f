//! What front ends show: verdicts finding by finding with evidence that says what it is, vacancies, and last days.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::on_both;

const SHOWN: &str = "query($on: Date!) { council(slug: \"strategiradet\", asOf: $on) {
    compliance { verdicts { status severity nb: message(lang: NB) en: message(lang: EN) findings {
        status en: message(lang: EN) subject { __typename }
        evidence { role label value date number node { __typename ... on Seat { ordinal vacantSince } } } } } }
    seats { isVacant vacantSince vacancies { from until } }
    memberships(first: 100) { nodes { heldOver inForce lastDay end expectedEnd holdsOver } } } }";

/// Whether there is a day in the text as machines write it.
fn has_iso(text: &str) -> bool {
    text.as_bytes()
        .windows(6)
        .any(|six| six[..4].iter().all(u8::is_ascii_digit) && six[4] == b'-' && six[5].is_ascii_digit())
}

on_both! {
    async fn evidence_says_what_it_is_and_sentences_are_for_readers(world) {
        world.people("strategiradet").await;
        let mut roles = HashSet::new();
        for on in ["2026-03-12", "2031-01-01"] {
            let shown = world.ask(SHOWN, json!({ "on": on })).await["council"].clone();
            let verdicts = shown["compliance"]["verdicts"].as_array().unwrap();
            for verdict in verdicts {
                for lang in ["nb", "en"] {
                    assert!(!has_iso(verdict[lang].as_str().unwrap()), "{verdict}");
                }
                for finding in verdict["findings"].as_array().unwrap() {
                    assert!(!has_iso(finding["en"].as_str().unwrap()), "{finding}");
                    for entry in finding["evidence"].as_array().unwrap() {
                        let role = entry["role"].as_str().unwrap();
                        roles.insert(role.to_owned());
                        match role {
                            "DAY" => assert_eq!(entry["date"], entry["value"]),
                            "NUMBER" => assert_eq!(entry["number"].to_string(), entry["value"].as_str().unwrap()),
                            "SEAT" => {
                                assert_eq!(entry["node"]["__typename"], "Seat");
                                assert_eq!(entry["number"], entry["node"]["ordinal"]);
                                let since = &entry["date"];
                                assert!(*since == Value::Null || *since == entry["node"]["vacantSince"], "{entry}");
                            }
                            "MEMBERSHIP" => assert_eq!(entry["node"]["__typename"], "Membership"),
                            _ => assert_eq!(entry["date"], Value::Null),
                        }
                    }
                }
            }
            for seat in shown["seats"].as_array().unwrap() {
                let vacancies = seat["vacancies"].as_array().unwrap();
                let open = vacancies.last().is_some_and(|last| last["until"].as_str().is_none_or(|until| until > on));
                assert_eq!(seat["isVacant"], open, "{seat}");
                if seat["vacantSince"] != Value::Null {
                    assert_eq!(seat["vacantSince"], vacancies.last().unwrap()["from"]);
                }
            }
            for held in shown["memberships"]["nodes"].as_array().unwrap() {
                let past = held["expectedEnd"].as_str().is_some_and(|end| end <= on);
                assert_eq!(held["heldOver"], past && held["inForce"] == true, "{held}");
                assert_eq!(held["lastDay"] == Value::Null, held["end"] == Value::Null
                    && (held["expectedEnd"] == Value::Null || held["holdsOver"] == true), "{held}");
            }
        }
        for role in ["SEAT", "MEMBERSHIP", "DAY", "NUMBER"] {
            assert!(roles.contains(role), "{role} is nowhere in {roles:?}");
        }
    }
}
