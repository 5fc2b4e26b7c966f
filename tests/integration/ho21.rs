//! The history of HelseOmsorg21-rådet, entered through the API and told back for every day that people ask about:
//! thirty members until 2019, sixteen under the mandate of 2020 to 2024 with a change of chair on 1 December 2021, nobody
//! and no mandate for some weeks, and a new set from April 2024. The facts are public; the names are invented.

use serde_json::{Value, json};

use crate::{
    documents::{ADOPT_MANDATE, ASSERT_COMPLETE, RECORD_HISTORY},
    on_both,
    world::World,
};

/// The council.
const COUNCIL: &str = "helseomsorg21-radet";

/// Where all of it is known from.
const SOURCE: &str = "Public record";

/// What is asked of every day.
const DAY: &str = r#"query Day($on: Date) { council(slug: "helseomsorg21-radet", asOf: $on) {
    mandate { validFrom seatCount }
    seats { id holder { role person { name } } }
    compliance { verdicts(status: [BREACHED]) { status severity message(lang: EN) clause { key } } }
} }"#;

/// What the pages say of a day.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    mandate_from: Option<String>,
    seats: usize,
    held: usize,
    chair: Option<String>,
    no_mandate: bool,
}

impl World {
    async fn tell(&self, on: &str) -> Told {
        let answer = self.ask(DAY, json!({ "on": on })).await;
        let council = &answer["council"];
        let seats = council["seats"].as_array().unwrap();
        let holders = || seats.iter().map(|seat| &seat["holder"]).filter(|holder| !holder.is_null());
        let chair = holders().find(|holder| holder["role"] == "CHAIR");
        let verdicts = council["compliance"]["verdicts"].as_array().unwrap();
        let says = |verdict: &Value| verdict["message"].as_str().unwrap().starts_with("No mandate is in force");
        Told {
            mandate_from: council["mandate"]["validFrom"].as_str().map(str::to_owned),
            seats: seats.len(),
            held: holders().count(),
            chair: chair.map(|holder| holder["person"]["name"].as_str().unwrap().to_owned()),
            no_mandate: verdicts.iter().any(|verdict| verdict["clause"].is_null() && says(verdict)),
        }
    }

    /// The keys of the groups with the numbers of their seats, as of a day.
    async fn groups(&self, on: &str) -> Vec<(String, u64)> {
        let document = "query($on: Date) { council(slug: \"helseomsorg21-radet\", asOf: $on) {
            seatGroups { key seatCount } } }";
        let answer = self.ask(document, json!({ "on": on })).await;
        let groups = answer["council"]["seatGroups"].as_array().unwrap().iter();
        groups.map(|group| (group["key"].as_str().unwrap().to_owned(), group["seatCount"].as_u64().unwrap())).collect()
    }
}

/// A mandate of the same council from other years, as far as its seats are known.
fn mandate(from: &str, to: &str, groups: &[(String, u64)]) -> Value {
    let clauses: Vec<Value> = groups
        .iter()
        .map(|(key, seats)| {
            json!({ "key": format!("seats-{key}"), "modality": "SHALL", "provision": { "seats": { "group": {
                "key": key, "label": { "nb": key, "en": key }, "size": { "exactly": { "number": seats } },
                "for": { "personal": {} } } } } })
        })
        .collect();
    let appointment = json!({ "key": "appointment", "modality": "SHALL", "provision": { "procedure": {
        "steps": [{ "act": "APPOINT", "by": [{ "organisation": { "slug": "helse-og-omsorgsdepartementet" } }] }] } } });
    json!({
        "council": COUNCIL,
        "clauses": clauses.into_iter().chain([appointment]).collect::<Vec<_>>(),
        "mandate": {
            "adoptedBy": { "organisation": { "slug": "helse-og-omsorgsdepartementet" } },
            "validFrom": from, "validTo": to,
        },
    })
}

/// Somebody who held a place of a group.
fn entry(group: &str, name: &str, (start, end): (&str, Option<&str>), planned: &str, role: Option<&str>) -> Value {
    json!({
        "group": group, "personName": name, "start": start, "end": end, "expectedEnd": planned, "role": role,
        "decidedBy": { "organisation": { "slug": "helse-og-omsorgsdepartementet" } }, "source": SOURCE,
    })
}

/// Names that nobody has.
fn name(set: &str, number: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    format!("{set} Prøve{}{}", letter(number / 26), letter(number))
}

/// Places of the groups, one after another.
fn places(groups: &[(String, u64)]) -> impl Iterator<Item = &str> {
    groups.iter().flat_map(|(key, seats)| (0..*seats).map(move |_| key.as_str()))
}

on_both! {
    /// Every day is told as it was.
    async fn the_history_of_helseomsorg21_can_be_entered_and_told_back(world) {
        world.found().await;
        let secretariat = world.secretariat(COUNCIL).await;
        let operator = world.operator().await;
        let sixteen = world.groups("2021-06-01").await;

        // Before and after the mandate that the register was founded with.
        let thirty = [("first-council".to_owned(), 30)];
        world.done(&operator, ADOPT_MANDATE, mandate("2015-01-01", "2020-01-01", &thirty)).await;
        world.done(&operator, ADOPT_MANDATE, mandate("2024-04-01", "2028-04-01", &sixteen)).await;

        let whole = ("2015-01-01", None);
        let first = places(&thirty).enumerate().map(|(at, group)| {
            let role = (at == 0).then_some("CHAIR");
            entry(group, &name("Anna", at), whole, "2020-01-01", role)
        });
        let second = places(&sixteen).enumerate().map(|(at, group)| {
            let role = (at == 0).then_some("CHAIR");
            let end = (at == 0).then_some("2021-12-01");
            entry(group, &name("Berit", at), ("2020-01-02", end), "2024-01-02", role)
        });
        let successor = entry(&sixteen[0].0, "Cecilie Påfølger", ("2021-12-01", None), "2024-01-02", Some("CHAIR"));
        let third = places(&sixteen).enumerate().map(|(at, group)| {
            let role = (at == 1).then_some("CHAIR");
            entry(group, &name("Dagny", at), ("2024-04-01", None), "2028-04-01", role)
        });
        let entries: Vec<Value> = first.chain(second).chain([successor]).chain(third).collect();
        assert_eq!(entries.len(), 30 + 16 + 1 + 16);
        world.done(&secretariat, RECORD_HISTORY, json!({ "council": COUNCIL, "entries": entries })).await;
        let complete = json!({ "council": COUNCIL, "subject": "roster", "since": "2015-01-01" });
        world.done(&secretariat, ASSERT_COMPLETE, complete).await;

        let told = |from: Option<&str>, seats, chair: Option<String>| Told {
            mandate_from: from.map(str::to_owned),
            seats,
            held: seats,
            chair,
            no_mandate: from.is_none(),
        };
        assert_eq!(world.tell("2016-05-01").await, told(Some("2015-01-01"), 30, Some(name("Anna", 0))));
        assert_eq!(world.tell("2021-06-01").await, told(Some("2020-01-02"), 16, Some(name("Berit", 0))));
        let after = told(Some("2020-01-02"), 16, Some("Cecilie Påfølger".to_owned()));
        assert_eq!(world.tell("2021-12-15").await, after);
        assert_eq!(world.tell("2021-11-30").await.chair, Some(name("Berit", 0)));
        assert_eq!(world.tell("2021-12-01").await, after);
        assert_eq!(world.tell("2024-03-01").await, told(None, 0, None));
        assert_eq!(world.tell("2024-06-01").await, told(Some("2024-04-01"), 16, Some(name("Dagny", 1))));
        // The edges: the last day of the mandate, and the first without.
        assert_eq!(world.tell("2024-01-01").await.seats, 16);
        assert_eq!(world.tell("2024-01-02").await, told(None, 0, None));
    }
}
