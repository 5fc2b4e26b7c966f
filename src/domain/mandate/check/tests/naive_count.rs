//! Requirements over random rosters, facts and conditions, against a model that asks everybody and counts on its fingers.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::given_terms::{Given, day, id};
use crate::domain::{
    council::{Attendance, Held, Meeting, MeetingStatus, Presence},
    mandate::verdict::VerdictStatus::{self, Breached, Met, NotDue, Unknown},
    text::Text,
};

const ON: &str = "2025-06-01";
const SEATS: [&str; 5] = ["members/1", "members/2", "members/3", "others/1", "others/2"];
const NAMES: [&str; 5] = ["Anne", "Berit", "Carl", "David", "Eva"];

/// A condition, as a reader would say it.
#[derive(Clone, Debug)]
enum Cond {
    Field(&'static [&'static str], bool, bool),
    Known(bool),
    AgeAtLeast(u32),
    AgeAtMost(u32),
    All(Vec<Cond>),
    Any(Vec<Cond>),
    Not(Box<Cond>),
}

/// What somebody said once: of what, what, from which day on and for how many days.
#[derive(Clone, Copy, Debug)]
struct Said {
    person: usize,
    attribute: &'static str,
    value: &'static str,
    from: u64,
    days: Option<u64>,
}

fn first() -> NaiveDate {
    day("2024-01-01")
}

impl Said {
    fn start(self) -> NaiveDate {
        first() + Days::new(self.from)
    }

    fn end(self) -> Option<NaiveDate> {
        self.days.map(|days| self.start() + Days::new(days))
    }
}

impl Cond {
    fn json(&self) -> Value {
        let fact = |attribute: &str, comparison: &str, values: Value, before: bool| json!({"fact": {"attribute": attribute, "comparison": comparison, "values": values, "nowOrBefore": before}});
        let all = |of: &[Self]| of.iter().map(Self::json).collect::<Vec<_>>();
        match self {
            Self::Field(values, is, before) => fact("field", if *is { "IS" } else { "IS_NOT" }, json!(values), *before),
            Self::Known(before) => fact("field", "IS_KNOWN", json!([]), *before),
            Self::AgeAtLeast(age) => fact("age", "AT_LEAST", json!([age.to_string()]), false),
            Self::AgeAtMost(age) => fact("age", "AT_MOST", json!([age.to_string()]), false),
            Self::All(of) => json!({"all": {"of": all(of)}}),
            Self::Any(of) => json!({"any": {"of": all(of)}}),
            Self::Not(of) => json!({"not": {"of": of.json()}}),
        }
    }

    /// Whether it holds of somebody who said this; None where that cannot be told.
    fn holds(&self, said: &[Said], on: NaiveDate) -> Option<bool> {
        let of = |attribute: &str, before: bool| -> Vec<&str> {
            let then = |said: &&Said| said.start() <= on && (before || said.end().is_none_or(|end| on < end));
            said.iter().filter(|said| said.attribute == attribute).filter(then).map(|said| said.value).collect()
        };
        // One value that fits decides; who does not say leaves it open, and so does silence.
        let some = |values: Vec<&str>, fits: &dyn Fn(&str) -> bool| {
            if values.iter().any(|value| !["", "-"].contains(value) && fits(value)) {
                Some(true)
            } else if values.is_empty() || values.contains(&"") {
                None
            } else {
                Some(false)
            }
        };
        let age = |value: &str| value.parse::<u32>().unwrap();
        match self {
            Self::Field(values, is, before) => {
                some(of("field", *before), &|value| values.contains(&value)).map(|found| found == *is)
            }
            Self::Known(before) => {
                let values = of("field", *before);
                (!values.is_empty()).then(|| values.iter().any(|value| !["", "-"].contains(value)))
            }
            Self::AgeAtLeast(least) => some(of("age", false), &|value| age(value) >= *least),
            Self::AgeAtMost(most) => some(of("age", false), &|value| age(value) <= *most),
            Self::All(of) => {
                let found: Vec<Option<bool>> = of.iter().map(|part| part.holds(said, on)).collect();
                if found.contains(&Some(false)) { Some(false) } else { (!found.contains(&None)).then_some(true) }
            }
            Self::Any(of) => {
                let found: Vec<Option<bool>> = of.iter().map(|part| part.holds(said, on)).collect();
                if found.contains(&Some(true)) { Some(true) } else { (!found.contains(&None)).then_some(false) }
            }
            Self::Not(of) => of.holds(said, on).map(|found| !found),
        }
    }
}

fn condition() -> impl Strategy<Value = Cond> {
    let values = prop_oneof![Just(&["law"][..]), Just(&["law", "art"][..]), Just(&["war", "art"][..])];
    let leaf = prop_oneof![
        3 => (values, any::<bool>(), any::<bool>()).prop_map(|(values, is, before)| Cond::Field(values, is, before)),
        1 => any::<bool>().prop_map(Cond::Known),
        1 => (30_u32..60).prop_map(Cond::AgeAtLeast),
        1 => (30_u32..60).prop_map(Cond::AgeAtMost),
    ];
    leaf.prop_recursive(3, 8, 3, |part| {
        prop_oneof![
            proptest::collection::vec(part.clone(), 1..4).prop_map(Cond::All),
            proptest::collection::vec(part.clone(), 1..4).prop_map(Cond::Any),
            part.prop_map(|part| Cond::Not(Box::new(part))),
        ]
    })
}

fn said() -> impl Strategy<Value = Said> {
    let what = prop_oneof![
        3 => (Just("field"), prop_oneof![Just("law"), Just("art"), Just("war"), Just(""), Just("-")]),
        1 => (Just("age"), prop_oneof![Just("29"), Just("45"), Just("61"), Just(""), Just("-")]),
    ];
    (0_usize..5, what, prop_oneof![2 => Just(0), 1 => 0_u64..900], proptest::option::weighted(0.3, 1_u64..900))
        .prop_map(|(person, (attribute, value), from, days)| Said { person, attribute, value, from, days })
}

/// Who sits where, since when: one choice for each seat.
fn sitting() -> impl Strategy<Value = Vec<Option<u64>>> {
    proptest::collection::vec(proptest::option::weighted(0.8, 0_u64..500), 5)
}

fn council(clause: &Value, sitting: &[Option<u64>], facts: &[Said], complete: bool) -> Given {
    let others = json!({"key": "more", "modality": "SHALL", "provision": {"seats": {"group": {"key": "others",
        "label": {"nb": "Andre", "en": "Others"}, "size": {"exactly": {"number": 2}}, "for": {"personal": {}}}}}});
    let mut given = Given::with(3, &[others, clause.clone()]);
    if complete {
        given.complete("roster");
    }
    for ((seat, name), since) in SEATS.iter().zip(NAMES).zip(sitting) {
        if let Some(since) = since {
            given.sit(name, seat, &(first() + Days::new(*since)).to_string(), "", "");
        }
    }
    for said in facts {
        let fact = given.fact(NAMES[said.person], said.attribute, said.value);
        (fact.period.start, fact.period.end) = (Some(said.start()), said.end());
    }
    given
}

/// How many are counted, and for how many of them the condition holds, in every way in which the unknown can turn out.
/// Each is: whether counted, whether it holds.
fn ways(of: &[(Option<bool>, Option<bool>)]) -> Vec<(u32, u32)> {
    let both = |known: Option<bool>| known.map_or(vec![false, true], |known| vec![known]);
    let mut ways = vec![(0, 0)];
    for (counted, holds) in of {
        let mut next = Vec::new();
        for (yes, total) in ways {
            for counted in both(*counted) {
                for holds in both(*holds) {
                    next.push((yes + u32::from(counted && holds), total + u32::from(counted)));
                }
            }
        }
        next.sort_unstable();
        next.dedup();
        ways = next;
    }
    ways
}

fn decided(kept: impl Iterator<Item = bool>) -> VerdictStatus {
    let kept: Vec<bool> = kept.collect();
    match (kept.contains(&true), kept.contains(&false)) {
        (true, false) => Met,
        (false, true) => Breached,
        _ => Unknown,
    }
}

/// The groups of places that are counted together: by place, the group apart where that is asked.
fn together(by_group: bool) -> Vec<Vec<usize>> {
    if by_group { vec![vec![0, 1, 2], vec![3, 4]] } else { vec![vec![0, 1, 2, 3, 4]] }
}

/// A meeting on the day asked, with those who were there for these seats.
fn meets(given: &mut Given, there: &[&str]) {
    given.council.meetings.push(Meeting {
        kind: crate::domain::council::MeetingKind::Ordinary,
        link: None,
        together_with: Vec::new(),
        past: Vec::new(),
        wheel_year: None,
        changed_at: chrono::DateTime::UNIX_EPOCH,
        id: id(20, "meeting"),
        title: Text::default(),
        status: MeetingStatus::Held,
        starts_at: format!("{ON}T09:00:00Z").parse().unwrap(),
        ends_at: None,
        place: None,
        day: day(ON),
        held: Held { attendance_known: true, ..Held::default() },
    });
    given.council.attendance.extend(there.iter().map(|seat| Attendance {
        meeting: id(20, "meeting"),
        seat: Given::seat(seat),
        membership: None,
        presence: Presence::Holder,
        agreed: None,
    }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_is_asked_of_each_and_of_so_many(
        kind in prop_oneof![Just("EVERY"), Just("NONE"), Just("EXACTLY"), Just("AT_LEAST"), Just("AT_MOST")],
        number in 0_u32..5, parts in proptest::option::of(0_u32..4), more_than: bool,
        predicate in condition(), only_if in proptest::option::weighted(0.3, condition()),
        sitting in sitting(), facts in proptest::collection::vec(said(), 0..14),
        selection: bool, by_group: bool, complete: bool,
    ) {
        let each = matches!(kind, "EVERY" | "NONE");
        let share = parts.map(|parts| json!({"parts": parts, "of": 3, "moreThan": more_than && kind == "AT_LEAST"}));
        let many = share.map_or(json!({"number": number}), |share| json!({"share": share}));
        let mut clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {
            "quantifier": {"kind": kind, "howMany": (!each).then_some(many)},
            "predicate": predicate.json(), "onlyIf": only_if.as_ref().map(Cond::json),
            "tested": if selection { "AT_SELECTION" } else { "THROUGHOUT" },
        }}});
        if by_group {
            clause["provision"]["requirement"]["apartFor"] = json!("GROUP");
        }
        let given = council(&clause, &sitting, &facts, complete);
        // Whoever comes later than the day asked does not sit yet.
        let since = |place: usize| sitting[place].map(|since| first() + Days::new(since)).filter(|start| *start <= day(ON));
        // Whether somebody is asked at all, and whether the answer is right; None of an empty seat where nobody says
        // that it is empty.
        let asked = |place: usize| -> Option<(Option<bool>, Option<bool>)> {
            let Some(start) = since(place) else { return (!complete).then_some((None, None)) };
            let own: Vec<Said> = facts.iter().filter(|said| said.person == place).copied().collect();
            let then = if selection { start } else { day(ON) };
            Some((only_if.as_ref().map_or(Some(true), |only_if| only_if.holds(&own, then)), predicate.holds(&own, then)))
        };
        let anybody = (0..5).any(|place| since(place).is_some());
        let expected = if !anybody {
            if complete { NotDue } else { Unknown }
        } else if each {
            let found = (0..5).filter(|place| since(*place).is_some()).filter_map(|place| match asked(place).unwrap() {
                (Some(false), _) => None,
                (counted, holds) => Some(match (counted, holds.map(|holds| holds == (kind == "EVERY"))) {
                    (_, Some(true)) => Met,
                    (Some(true), Some(false)) => Breached,
                    _ => Unknown,
                }),
            });
            found.min().unwrap_or(Met)
        } else {
            let least = |total: u32| parts.map_or(number, |parts| {
                (0..=total + 1).find(|some| if more_than && kind == "AT_LEAST" { some * 3 > parts * total } else { some * 3 >= parts * total }).unwrap()
            });
            let most = |total: u32| parts.map_or(number, |parts| (0..=total).rev().find(|some| some * 3 <= parts * total).unwrap());
            let portions = together(by_group).into_iter().filter(|places| places.iter().any(|place| since(*place).is_some()));
            let found = portions.map(|places| {
                let of: Vec<_> = places.into_iter().filter_map(asked).collect();
                decided(ways(&of).into_iter().map(|(yes, total)| match kind {
                    "EXACTLY" => yes == least(total),
                    "AT_LEAST" => yes >= least(total),
                    _ => yes <= most(total),
                }))
            });
            found.min().unwrap()
        };
        prop_assert_eq!(given.status("asked", ON), expected);
    }

    #[test]
    fn the_values_of_an_attribute_are_spread(
        kind in prop_oneof![Just("BY_SIZE"), Just("BALANCED"), Just("EACH_VALUE")],
        sitting in sitting(), facts in proptest::collection::vec(said(), 0..10), complete: bool,
    ) {
        let table = json!([{"from": 2, "to": 3, "atLeast": {"number": 1}}, {"from": 4, "atLeast": {"share": {"parts": 2, "of": 5}}}]);
        let mut quantifier = json!({"kind": kind});
        if kind == "BY_SIZE" {
            quantifier["table"] = table;
        }
        let clause = json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {
            "quantifier": quantifier,
            "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["law", "art"]}}}}});
        let given = council(&clause, &sitting, &facts, complete);
        let sits = |place: usize| sitting[place].is_some_and(|since| first() + Days::new(since) <= day(ON));
        // Each way: how many have one, how many have the other, how many there are.
        let mut ways = vec![(0_u32, 0_u32, 0_u32)];
        for place in 0..5 {
            let known = |value: &str| facts.iter().any(|said| {
                said.person == place && said.attribute == "field" && said.value == value && said.start() <= day(ON)
                    && said.end().is_none_or(|end| day(ON) < end)
            });
            let silent = !["law", "art", "war", "", "-"].into_iter().any(&known);
            // Each choice: counted, has one, has the other. Who is asked has one value at most that nobody knows, but to
            // have each value once it is enough that somebody may have both.
            let unknown = [(1, 0, 0), (1, 1, 0), (1, 0, 1), (1, 1, 1)];
            let unknown = if kind == "EACH_VALUE" { &unknown[..] } else { &unknown[..3] };
            let mut choices = match (sits(place), known("law"), known("art")) {
                (false, ..) => vec![(0, 0, 0)],
                (true, false, false) if silent || known("") => unknown.to_vec(),
                (true, law, art) => vec![(1, u32::from(law), u32::from(art))],
            };
            if !sits(place) && !complete {
                choices.extend(unknown);
            }
            let mut next: Vec<(u32, u32, u32)> = ways.iter().flat_map(|(law, art, all)| {
                choices.iter().map(move |(one, has, other)| (law + has, art + other, all + one))
            }).collect();
            next.sort_unstable();
            next.dedup();
            ways = next;
        }
        let expected = if (0..5).any(sits) {
            decided(ways.into_iter().map(|(law, art, all)| match (kind, all) {
                ("BALANCED", _) => law.abs_diff(art) <= 1,
                ("EACH_VALUE", _) => law > 0 && art > 0,
                (_, 0 | 1) => true,
                (_, 2 | 3) => law >= 1 && art >= 1,
                _ => law.min(art) * 5 >= 2 * all,
            }))
        } else if complete {
            NotDue
        } else {
            Unknown
        };
        prop_assert_eq!(given.status("asked", ON), expected);
    }

    #[test]
    fn no_two_share_a_value(
        sitting in sitting(), present in proptest::collection::vec(any::<bool>(), 5),
        values in proptest::collection::vec(proptest::collection::vec(prop_oneof![
            Just("law"), Just("art"), Just("war"), Just("sea"), Just("-"),
        ], 1..3), 5),
    ) {
        // Everybody has said something, so that nothing is open.
        let clause = |tested: &str| json!({"key": "asked", "modality": "SHALL", "provision": {"requirement": {
            "quantifier": {"kind": "DIFFERENT"}, "tested": tested,
            "predicate": {"fact": {"attribute": "field", "comparison": "IS_KNOWN"}}}}});
        let said = |(person, values): (usize, &Vec<&'static str>)| -> Vec<Said> {
            values.iter().map(|value| Said { person, attribute: "field", value, from: 0, days: None }).collect()
        };
        let facts: Vec<Said> = values.iter().enumerate().flat_map(said).collect();
        let sits = |place: usize| sitting[place].is_some_and(|since| first() + Days::new(since) <= day(ON));
        let alike = |one: usize, other: usize| values[one].iter().any(|value| *value != "-" && values[other].contains(value));
        let pairs = |among: &dyn Fn(usize) -> bool| {
            (0..5).filter(|one| among(*one)).any(|one| (0..one).any(|other| among(other) && alike(one, other)))
        };
        let given = council(&clause("THROUGHOUT"), &sitting, &facts, true);
        let expected = if !(0..5).any(sits) { NotDue } else if pairs(&sits) { Breached } else { Met };
        prop_assert_eq!(given.status("asked", ON), expected);
        // At a meeting only those count who were there.
        let mut given = council(&clause("ON_OCCASION"), &sitting, &facts, true);
        let there: Vec<&str> = SEATS.iter().zip(&present).filter(|(_, there)| **there).map(|(seat, _)| *seat).collect();
        meets(&mut given, &there);
        let expected = if pairs(&|place| sits(place) && present[place]) { Breached } else { Met };
        prop_assert_eq!(given.status("asked", ON), expected);
    }
}
