//! Quorums, votes, absences and notice in random meetings, against models that try every way in which the unknown can
//! have been.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_work::{Given, day, period};
use crate::domain::{
    council::{Decision, Held, MeetingStatus, Presence},
    mandate::verdict::VerdictStatus::{self, Breached, Met, NotDue, Unknown},
};

const ON: &str = "2023-12-31";
const SEATS: [&str; 6] = ["voters/1", "voters/2", "voters/3", "voters/4", "others/1", "others/2"];

/// A council of four seats with a vote and two without, and a rule about its meetings.
fn ruled(rule: &Value) -> Given {
    let group = |key: &str, seats: u32, class: &str| {
        json!({"key": key, "modality": "SHALL", "provision": {"seats": {"group": {
            "key": key, "label": {"nb": key}, "class": class, "size": {"exactly": {"number": seats}}, "for": {"personal": {}},
        }}}})
    };
    let rule = json!({"key": "rule", "modality": "SHALL", "provision": {"meetings": rule}});
    Given::with(&[rule, group("voters", 4, "VOTING"), group("others", 2, "NON_VOTING")], period("2023-01-01", ""))
}

/// The smallest number that is the part of the total, or more than it.
fn reached(parts: u32, of: u32, more_than: bool, total: u32) -> u32 {
    let enough = |some: &u32| if more_than { some * of > parts * total } else { some * of >= parts * total };
    (0..=total + 1).find(enough).unwrap()
}

fn decided(ways: impl Iterator<Item = bool>) -> VerdictStatus {
    let ways: Vec<bool> = ways.collect();
    match (ways.contains(&true), ways.contains(&false)) {
        (true, false) => Met,
        (false, true) => Breached,
        _ => Unknown,
    }
}

fn presence() -> impl Strategy<Value = Option<Presence>> {
    prop_oneof![
        3 => Just(Some(Presence::Holder)), 1 => Just(Some(Presence::Alternate)), 1 => Just(Some(Presence::Substitute)),
        2 => Just(Some(Presence::Absent)), 1 => Just(None),
    ]
}

/// Who sits, of the six; with it, how many there may be of all of them and of those with a vote.
fn seated(given: &mut Given, sits: &[bool], complete: bool) -> ([u32; 2], [u32; 2]) {
    for (seat, _) in SEATS.iter().zip(sits).filter(|(_, sits)| **sits) {
        given.member(seat, "2023-01-01", "");
    }
    if complete {
        given.complete("roster", "2023-01-01", "");
    }
    let count = |sits: &[bool]| u32::try_from(sits.iter().filter(|sits| **sits).count()).unwrap();
    let (all, voters) = (count(sits), count(&sits[..4]));
    if complete { ([all, all], [voters, voters]) } else { ([all, 6], [voters, 4]) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn enough_are_there_or_not(
        base in prop_oneof![Just("SEATS"), Just("MEMBERS"), Just("VOTING_MEMBERS")],
        share in proptest::option::of((0_u32..4, any::<bool>())), number in 0_u32..6, second in proptest::option::of(0_u32..3), called_again: bool,
        of_group: bool, of_post: bool, vice in proptest::option::of(0_usize..6),
        sits in proptest::collection::vec(any::<bool>(), 6), there in proptest::collection::vec(presence(), 6), known: bool, complete: bool,
    ) {
        let many = share.map_or(json!({"number": number}), |(parts, more)| json!({"share": {"parts": parts, "of": 3, "moreThan": more && parts < 3}}));
        let rule = json!({"quorum": {
            "base": base, "atLeast": many, "secondCall": second.map(|number| json!({"number": number})),
            "groups": if of_group { vec!["others"] } else { Vec::new() }, "posts": if of_post { vec!["vice-chair"] } else { Vec::new() },
        }});
        let mut given = ruled(&rule);
        let (all, voters) = seated(&mut given, &sits, complete);
        let vice = vice.filter(|at| sits[*at]);
        if let Some(at) = vice {
            let held = given.council.memberships.iter().find(|held| held.seat == super::given_work::seat_id(SEATS[at])).unwrap().id;
            given.membership(held).post = Some("vice-chair".into());
        }
        let held = Held { attendance_known: known, second_call: called_again, ..Held::default() };
        let meeting = given.meeting(MeetingStatus::Held, "2023-06-01", held);
        for (seat, presence) in SEATS.iter().zip(&there) {
            if let Some(presence) = presence {
                given.present(meeting, seat, *presence);
            }
        }
        // Whoever was not appointed for a seat does not count.
        let counts = |at: usize| matches!(there[at], Some(Presence::Holder | Presence::Alternate));
        let voters_only = base == "VOTING_MEMBERS";
        let present = u32::try_from((0..if voters_only { 4 } else { 6 }).filter(|at| counts(*at)).count()).unwrap();
        let others = (4..6).any(|at| counts(at) && !voters_only);
        // Only the holder shows who acted; the alternate of the seat has no post.
        let post = vice.is_some_and(|at| there[at] == Some(Presence::Holder) && (at < 4 || !voters_only));
        let special = (!of_group || others) && (!of_post || post);
        let [least, most] = match base { "SEATS" => [6, 6], "MEMBERS" => all, _ => voters };
        let needed = |total: u32| match (second, share) {
            (Some(second), _) if called_again => second,
            (_, Some((parts, more))) => reached(parts, 3, more && parts < 3, total),
            _ => number,
        };
        let ways: Vec<bool> = (least..=most).map(|total| present >= needed(total) && special).collect();
        let expected = match decided(ways.into_iter()) {
            // Where it is not recorded of all who was there, there may have been more.
            Breached if !known => Unknown,
            found => found,
        };
        prop_assert_eq!(given.status("rule", ON), expected);
    }

    #[test]
    fn a_vote_is_decided_as_the_rule_says(
        base in prop_oneof![Just("CAST"), Just("PRESENT"), Just("MEMBERS")], parts in 1_u32..5, more: bool,
        tie in proptest::option::of(prop_oneof![Just("CHAIR_DECIDES"), Just("FALLS"), Just("BY_LOT"), Just("PUT_OFF")]),
        votes in (0_u32..5, 0_u32..5, 0_u32..3), carried: bool, special: bool, sits in proptest::collection::vec(any::<bool>(), 6), complete: bool,
    ) {
        let more = more && parts < 4;
        let own = json!({"decision": special.then_some("statutes"), "base": base, "majority": {"parts": parts, "of": 4, "moreThan": more}, "tie": tie});
        let mut given = ruled(&json!({"voting": [own]}));
        let (_, [least, most]) = seated(&mut given, &sits, complete);
        let (in_favour, against, abstained) = votes;
        let decisions = vec![Decision { kind: Some("statutes".into()), in_favour, against, abstained, carried }];
        given.meeting(MeetingStatus::Held, "2023-06-01", Held { decisions, ..Held::default() });
        let half = in_favour == against && parts * 2 <= 4;
        let expected = if in_favour + against + abstained == 0 {
            Unknown
        } else {
            match (half, tie) {
                (true, Some("CHAIR_DECIDES" | "BY_LOT")) => Met,
                (true, Some(_)) => if carried { Breached } else { Met },
                _ => {
                    let totals = match base {
                        "CAST" => in_favour + against..=in_favour + against,
                        "PRESENT" => in_favour + against + abstained..=in_favour + against + abstained,
                        _ => least..=most,
                    };
                    decided(totals.map(|total| (in_favour >= reached(parts, 4, more, total)) == carried))
                }
            }
        };
        prop_assert_eq!(given.status("rule", ON), expected);
        // A rule about another kind of decision does not bind this one.
        given.council.meetings[0].held.decisions[0].kind = Some("budget".into());
        prop_assert_eq!(given.status("rule", ON), if special { NotDue } else { expected });
    }

    #[test]
    fn who_stays_away_too_often_is_found_in_every_way_it_can_have_been(
        absences in 1_u32..4, consecutive: bool, within in proptest::option::of(20_u64..200),
        meetings in proptest::collection::vec((1_u64..60, prop_oneof![Just(Some(true)), Just(Some(false)), Just(Some(false)), Just(None)]), 0..7),
        since in 0_u64..150,
    ) {
        let rule = json!({"forfeit": {"absences": absences, "consecutive": consecutive, "within": within.map(|days| format!("P{days}D"))}});
        let mut given = ruled(&rule);
        let dated = |offset: u64| day("2023-01-01") + chrono::Days::new(offset);
        given.member("voters/1", &dated(since).to_string(), "");
        let mut at = 0;
        let mut seen: Vec<(u64, Option<bool>)> = Vec::new();
        for (gap, there) in &meetings {
            at += gap;
            let meeting = given.held(&dated(at).to_string());
            if let Some(there) = there {
                given.present(meeting, "voters/1", if *there { Presence::Holder } else { Presence::Absent });
            }
            // Before somebody sat, nobody was missed.
            if at >= since {
                seen.push((at, *there));
            }
        }
        let unknown: Vec<usize> = (0..seen.len()).filter(|at| seen[*at].1.is_none()).collect();
        let ways = (0..1_u32 << unknown.len()).map(|way| {
            let there = |at: usize| seen[at].1.unwrap_or_else(|| {
                let bit = unknown.iter().position(|other| *other == at).unwrap();
                way >> bit & 1 == 1
            });
            // Any meeting can be the first of those that cost the seat, and any later one the last.
            let lost = (0..seen.len()).any(|first| (first..seen.len()).any(|last| {
                let missed = (first..=last).filter(|at| !there(*at)).count();
                let in_a_row = !consecutive || missed == last - first + 1;
                let in_time = within.is_none_or(|within| seen[last].0 < seen[first].0 + within);
                !there(first) && !there(last) && missed >= absences as usize && in_a_row && in_time
            }));
            !lost
        });
        let expected = if meetings.is_empty() { NotDue } else { decided(ways) };
        prop_assert_eq!(given.status("rule", ON), expected);
    }

    #[test]
    fn a_meeting_is_called_and_its_papers_are_there_long_enough_before(
        notice in 1_u64..60, papers in 1_u64..60, called in proptest::option::of(0_u64..90), sent in proptest::option::of(0_u64..90),
    ) {
        let mut given = ruled(&json!({"notice": format!("P{notice}D"), "papersBefore": format!("P{papers}D")}));
        let before = |days: u64| day("2023-06-01") - chrono::Days::new(days);
        let held = Held { called_on: called.map(before), papers_on: sent.map(before), ..Held::default() };
        given.meeting(MeetingStatus::Held, "2023-06-01", held);
        let one = |needed: u64, days: Option<u64>| days.map_or(Unknown, |days| if days >= needed { Met } else { Breached });
        prop_assert_eq!(given.status("rule", ON), one(notice, called).min(one(papers, sent)));
    }
}
