//! Procedures, endings, vacancies and turns in random lives, against models that tell who may act on which day.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{given_body, given_terms};
use crate::domain::{
    council::Role,
    mandate::{
        clause::procedure::StepAct,
        verdict::VerdictStatus::{Breached, Met, NotDue, Unknown},
    },
};

fn dated(offset: u64) -> NaiveDate {
    given_terms::day("2024-01-01") + Days::new(offset)
}

fn text(offset: u64) -> String {
    dated(offset).to_string()
}

const BODIES: [&str; 3] = ["agency", "union", "ministry"];
const AGENCY: usize = 0;
const UNION: usize = 1;
const MINISTRY: usize = 2;

fn procedure(procedure: &Value) -> given_terms::Given {
    given_terms::Given::with(
        1,
        &[json!({"key": "filling", "modality": "SHALL", "provision": {"procedure": procedure}})],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn each_step_is_taken_by_whose_turn_it_is(
        call in proptest::option::weighted(0.8, (0_u64..120, prop_oneof![4 => Just(AGENCY), 1 => Just(UNION)])),
        nominations in proptest::collection::vec((0_u64..240, 0_usize..3, any::<bool>()), 0..4),
        to_nominate in 10_u64..120, to_decide in 10_u64..200, candidates in proptest::option::of(1_usize..3),
        decided in 60_u64..300, by in 0_usize..3, complete: bool,
    ) {
        let given = &mut procedure(&json!({"steps": [
            {"act": "CALL", "by": [{"part": {"part": "OWNER"}}]},
            {"act": "NOMINATE", "by": [{"organisation": {"slug": "union"}}], "within": format!("P{to_nominate}D"),
                "otherwise": [{"organisation": {"slug": "agency"}}], "candidatesPerSeat": candidates},
            {"act": "APPOINT", "by": [{"organisation": {"slug": "ministry"}}], "within": format!("P{to_decide}D"),
                "otherwise": [{"organisation": {"slug": "agency"}}]},
        ]}));
        given.sit("Kari", "members/1", &text(decided), "", BODIES[by]);
        given.act().decided_on = Some(dated(decided));
        if complete {
            given.complete("steps");
        }
        if let Some((day, body)) = call {
            given.step("members/1", StepAct::Call, BODIES[body], &text(day), None);
        }
        for (day, body, kari) in &nominations {
            let name = if *kari { "Kari" } else { "Ola" };
            given.step("members/1", StepAct::Nominate, BODIES[*body], &text(*day), Some(name));
        }
        let silence = if complete { Breached } else { Unknown };
        let mut found = Vec::new();
        // The agency calls, before it is decided.
        let called = call.filter(|(day, body)| *body == AGENCY && *day <= decided).map(|(day, _)| day);
        if called.is_none() {
            found.push(silence);
        }
        // Then the union may nominate until its time is over, and from then on the agency.
        let in_turn = |day: u64, body: usize| match called {
            Some(called) if day < called => false,
            Some(called) if day < called + to_nominate => body == UNION,
            Some(_) => body == AGENCY,
            None => body == UNION,
        };
        let own: Vec<(u64, usize)> =
            nominations.iter().filter(|(day, _, kari)| *kari && *day <= decided).map(|(day, body, _)| (*day, *body)).collect();
        let after_call: Vec<(u64, usize)> = own.iter().copied().filter(|(day, _)| called.is_none_or(|called| *day >= called)).collect();
        let union_in_time = after_call.iter().filter(|(day, body)| *body == UNION && in_turn(*day, *body)).map(|(day, _)| *day).min();
        let agency_instead = after_call.iter().filter(|(day, body)| *body == AGENCY && in_turn(*day, *body)).map(|(day, _)| *day).min();
        let names: std::collections::BTreeSet<bool> = nominations.iter()
            .filter(|(day, ..)| called.is_none_or(|called| *day >= called) && *day <= decided).map(|(.., kari)| *kari).collect();
        let nominated = match union_in_time.or(agency_instead) {
            Some(_) if candidates.is_some_and(|candidates| names.len() < candidates) => {
                found.push(silence);
                None
            }
            Some(day) => Some(day),
            None => {
                // Whoever nominated before the call, or the union after its time, did so wrongly.
                let too_early = !own.is_empty() && after_call.is_empty();
                let too_late = after_call.iter().any(|(_, body)| *body == UNION);
                found.push(if too_early || too_late { Breached } else { silence });
                None
            }
        };
        // At last the ministry decides until its time is over, and from then on the agency.
        let over = nominated.or(called).map(|since| decided >= since + to_decide);
        found.push(match (by, over) {
            (MINISTRY, Some(true)) | (AGENCY, Some(false)) | (UNION, _) => Breached,
            (AGENCY, None) => Unknown,
            _ => Met,
        });
        prop_assert_eq!(given.status("filling", &text(decided + 1)), found.into_iter().min().unwrap());
    }

    #[test]
    fn a_holding_ends_on_a_known_ground_and_the_seat_is_filled_in_time(
        planned in 100_u64..600, ended in proptest::option::of(1_u64..700), ground in 0_usize..3, within in 1_u64..300,
        successor in proptest::option::of(0_u64..400), complete: bool, on in 0_u64..1_200,
    ) {
        let given = &mut procedure(&json!({"endings": [{"ground": "resignation"}], "replacement": {"within": format!("P{within}D")}}));
        if complete {
            given.complete("roster");
        }
        let ended = ended.map(|ended| ended.min(planned));
        let first = given.sit("Kari", "members/1", &text(0), &text(planned), "");
        first.ended = ended.map(dated);
        first.end_ground = ended.and([None, Some("resignation".into()), Some("removal".into())][ground].clone());
        let free = ended.unwrap_or(planned);
        let successor = successor.map(|after| free + after);
        if let Some(start) = successor {
            given.sit("Ola", "members/1", &text(start), "", "");
        }
        let mut found = Vec::new();
        // Who served the whole time needs no ground.
        if ended.is_some_and(|ended| ended <= on && ended < planned) {
            found.push([Unknown, Met, Breached][ground]);
        }
        if on >= free && successor.is_none_or(|start| on < start) {
            found.push(if on < free + within { NotDue } else if complete { Breached } else { Unknown });
        }
        prop_assert_eq!(given.status("filling", &text(on)), found.into_iter().min().unwrap_or(NotDue));
    }

    #[test]
    fn a_post_goes_round_in_its_order(turns in proptest::collection::vec((0_usize..3, 30_u64..400), 1..6), each in 100_u64..400, on in 0_u64..2_000) {
        let group = |key: &str| json!({"seats": {"group": {
            "key": key, "label": {"nb": key}, "size": {"exactly": {"number": 6}}, "for": {"personal": {}}}}});
        let keys = ["a", "b", "c"];
        let order: Vec<Value> = keys.iter().map(|key| json!({"group": {"group": key}})).collect();
        let post = json!({"post": {"post": "chair", "filledBy": {"rotation": {"order": order, "each": format!("P{each}D")}}}});
        let mut given = given_body::Given::of(&[post, group("a"), group("b"), group("c")]);
        given.complete("roster");
        let (mut at, mut spans) = (0, Vec::new());
        for (ordinal, (from, length)) in (1_u32..).zip(&turns) {
            let membership = given.sits(keys[*from], ordinal, &text(at));
            let held = given.held(membership);
            (held.role, held.ended) = (Role::Chair, Some(dated(at + length)));
            spans.push((*from, at, at + length));
            at += length;
        }
        let now = spans.iter().position(|(_, from, until)| (from..until).contains(&&on));
        let expected = now.map_or(Breached, |now| {
            let (whose, from, _) = spans[now];
            // The first one that is recorded starts the round; nobody stays longer than a turn.
            let next = now.checked_sub(1).is_none_or(|before| (spans[before].0 + 1) % 3 == whose);
            if next && on < from + each { Met } else { Breached }
        });
        prop_assert_eq!(given.status("c0", &text(on)), expected);
    }

    #[test]
    fn so_many_have_a_post_for_good_or_for_the_time_being(wanted in 1_u32..4, held in 0_u32..4, acting in 0_u32..4, complete: bool) {
        let group = json!({"seats": {"group": {
            "key": "g", "label": {"nb": "Gruppen"}, "size": {"exactly": {"number": 8}}, "for": {"personal": {}}}}});
        let post = json!({"post": {"post": "vice-chair", "number": wanted, "filledBy": {"seat": {"group": "g"}}}});
        let mut given = given_body::Given::of(&[post, group]);
        for ordinal in 1..=held + acting {
            let membership = given.sits("g", ordinal, "2024-01-01");
            let membership = given.held(membership);
            (membership.post, membership.acting) = (Some("vice-chair".into()), ordinal > held);
        }
        if complete {
            given.complete("roster");
        }
        let expected = if held > wanted {
            Breached
        } else if held + acting >= wanted {
            Met
        } else if complete {
            Breached
        } else {
            Unknown
        };
        prop_assert_eq!(given.status("c0", "2024-06-01"), expected);
    }
}
