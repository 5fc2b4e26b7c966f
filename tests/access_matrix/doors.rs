//! Every field that can be reached under a door, asked for by everybody.

use std::{collections::BTreeMap, fmt::Write as _};

use mandat::graphql::global_id::GlobalId;
use serde_json::{Value, json};

use crate::{
    canaries,
    schema::{Field, Types, Way, at_the_end, document},
    world::{COUNCIL, Persona, World, today},
};

/// The doors, with the fields of the root that lead through them. `councils` comes first so that what hangs under a
/// council is asked for in all of them.
pub const PRIVATE: [&str; 3] = ["viewer", "member", "secretariat"];

const LEGEND: &str = "\
Who asks, in the order of the columns: anonymous, member, secretariat, secretariat of another council, appointer,
registrar, operator. What they get: D data, e only empty lists, n null, U UNAUTHENTICATED, F FORBIDDEN,
X NOT_FOUND as for what does not exist, . nothing to ask it of. A line has the fields of one type that answer alike.
";

/// The ids that the documents made from the schema ask with: of the council, somebody in it, a case and a meeting.
pub async fn variables(world: &World) -> Value {
    let council = world.council(COUNCIL).await;
    let person = council.in_office(today()).next().unwrap().person;
    json!({
        "council": GlobalId::Council(council.head.id).encode(),
        "person": GlobalId::Person(person).encode(),
        "case": GlobalId::Case(council.head.id, council.work.cases[0].id).encode(),
        "meeting": GlobalId::Meeting(council.head.id, council.meetings[0].id).encode(),
    })
}

pub async fn table_is_as_reviewed(mut world: World) {
    canaries::plant(&mut world).await;
    let types = Types::read();
    let variables = variables(&world).await;
    let mut public: Vec<&str> = vec!["councils"];
    public.extend(types.fields("Query").iter().map(|field| field.name.as_str()));
    public.retain(|name| !PRIVATE.contains(name));
    let mut doors = vec![("public", public)];
    doors.extend(PRIVATE.map(|name| (name, vec![name])));

    let mut reached: Vec<String> = ["Query", "Mutation", "Subscription"].map(str::to_owned).to_vec();
    let mut table = LEGEND.to_owned();
    for (door, roots) in doors {
        writeln!(table, "\n== {door}").unwrap();
        let asking = Asking { world: &world, types: &types, variables: &variables, kind: "" };
        let fields = types.fields("Query").iter().filter(|field| roots.contains(&field.name.as_str()));
        asking.lines("Query", &Way::new(), &fields.collect::<Vec<_>>(), &mut table).await;
        for (name, way) in types.ways(&roots) {
            let fields: Vec<&Field> = types.fields(&name).iter().collect();
            asking.lines(&name, &way, &fields, &mut table).await;
            reached.push(name);
        }
    }
    writeln!(table, "\n== followed").unwrap();
    for (name, way) in types.followed() {
        let asking = Asking { world: &world, types: &types, variables: &variables, kind: "subscription " };
        asking.lines(&name, &way, &types.fields(&name).iter().collect::<Vec<_>>(), &mut table).await;
        reached.push(name);
    }
    let unreached: Vec<String> = types
        .all_coordinates()
        .filter(|(name, _)| !reached.iter().any(|reached| reached == name))
        .filter(|(name, _)| !crate::mutations::answers_with(&types, name))
        .map(|(name, field)| format!("{name}.{}", field.name))
        .collect();
    assert!(unreached.is_empty(), "no way leads to {unreached:?}");
    insta::assert_snapshot!("doors", table);
}

struct Asking<'a> {
    world: &'a World,
    types: &'a Types,
    variables: &'a Value,
    /// What stands before the document, where it is not a query.
    kind: &'static str,
}

impl Asking<'_> {
    fn document(&self, way: &Way, selections: &[String]) -> String {
        format!("{}{}", self.kind, document(way, selections))
    }

    /// The lines of one type.
    async fn lines(&self, name: &str, way: &Way, fields: &[&Field], table: &mut String) {
        let mut outcomes: Vec<String> = vec![String::new(); fields.len()];
        for persona in Persona::ALL {
            let letters = self.letters(persona, name, way, fields).await;
            outcomes.iter_mut().zip(letters).for_each(|(outcome, letter)| outcome.push(letter));
        }
        let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (outcome, field) in outcomes.iter().zip(fields) {
            alike.entry(outcome).or_default().push(&field.name);
        }
        for (outcome, fields) in alike {
            writeln!(table, "{outcome}  {name}: {}", fields.join(" ")).unwrap();
        }
    }

    /// What one persona gets for these fields of a type: asked for at once, and one by one where something is refused.
    async fn letters(&self, persona: Persona, name: &str, way: &Way, fields: &[&Field]) -> Vec<char> {
        let selections: Vec<String> = fields.iter().map(|field| self.types.selection(name, field)).collect();
        let answer = self.world.ask(persona, &self.document(way, &selections), self.variables.clone()).await;
        if answer["errors"].as_array().is_none_or(Vec::is_empty) {
            return fields.iter().map(|field| letter(way, &answer["data"], &field.name)).collect();
        }
        // Refused at the door, so whatever is behind it.
        if !way.is_empty() && answer["errors"][0]["path"].as_array().is_some_and(|path| path.len() == 1) {
            return vec![refusal(&answer, name); fields.len()];
        }
        let mut letters = Vec::with_capacity(fields.len());
        for (field, selection) in fields.iter().zip(selections) {
            let asked = self.document(way, &[selection]);
            let answer = self.world.ask(persona, &asked, self.variables.clone()).await;
            let refused = answer["errors"].as_array().is_some_and(|errors| !errors.is_empty());
            letters.push(if refused {
                refusal(&answer, &format!("{name}.{}", field.name))
            } else {
                letter(way, &answer["data"], &field.name)
            });
        }
        letters
    }
}

fn letter(way: &Way, data: &Value, field: &str) -> char {
    let values: Vec<&Value> = at_the_end(way, data).into_iter().filter_map(|object| object.get(field)).collect();
    let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    if values.is_empty() {
        '.'
    } else if values.iter().any(|value| !value.is_null() && !is_empty(value)) {
        'D'
    } else if values.iter().any(|value| is_empty(value)) {
        'e'
    } else {
        'n'
    }
}

fn refusal(answer: &Value, coordinate: &str) -> char {
    match answer["errors"][0]["extensions"]["code"].as_str() {
        Some("UNAUTHENTICATED") => 'U',
        Some("FORBIDDEN") => 'F',
        Some("NOT_FOUND") => 'X',
        _ => panic!("{coordinate} fails: {}", answer["errors"]),
    }
}
