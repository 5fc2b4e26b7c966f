//! From the schema to documents: for every type that can be reached from a door, one that asks for all its fields.

use std::collections::{BTreeMap, VecDeque};

use async_graphql_parser::{
    parse_schema,
    types::{FieldDefinition, TypeKind, TypeSystemDefinition},
};

/// What a field needs that has arguments of its own; optional ones are only given where the field shows nothing without.
const ARGUMENTS: [(&str, &str); 25] = [
    ("Query.council", r#"slug: "strategiradet""#),
    ("Query.member", r#"council: "strategiradet""#),
    ("Query.secretariat", r#"council: "strategiradet""#),
    ("Query.family", r#"slug: "nasjonal-radsmodell-digitalisering""#),
    ("Query.organisation", r#"slug: "helsedirektoratet""#),
    ("Query.organisations", "first: 100"),
    ("Query.person", "id: $person"),
    ("Query.template", r#"slug: "representative-council""#),
    ("Query.search", r#"text: "e", first: 100"#),
    ("Query.statistics", "measures: [COUNCILS, SEATS], by: [COUNCIL]"),
    ("Query.expiringMemberships", "withinDays: 3650"),
    ("Query.expiringMandates", "withinDays: 3650"),
    ("Query.futureVacancies", r#"on: "2031-01-01""#),
    ("Query.dutiesDue", "withinDays: 3650"),
    ("SecretariatDesk.forecast", "withinDays: 3650"),
    ("Mandate.wouldBreach", "status: [MET, EXEMPTED, NOT_DUE, UNKNOWN, BREACHED]"),
    ("CouncilFamily.wheel", "year: 2027"),
    ("MemberRoom.searchPapers", r#"text: "e""#),
    ("SecretariatDesk.searchPapers", r#"text: "e""#),
    ("Subscription.registerChanged", "after: 0, first: 1"),
    ("Subscription.councilChanged", r#"council: "strategiradet", after: 0, first: 1"#),
    ("Subscription.caseChanged", "case: $case, after: 0, first: 1"),
    ("Subscription.meetingChanged", "meeting: $meeting, after: 0, first: 1"),
    ("Query.node", "id: $council"),
    ("Query.nodes", "ids: [$council, $person]"),
];

/// Interfaces under which everything hangs together. They are the last way by which a type is reached, since they lead
/// to one object where other ways lead to many.
const EVERYTHING: [&str; 2] = ["Node", "SearchResult"];

/// Fields that show something for a few objects only: also a last way to what they lead to.
const SELDOM: [&str; 1] = ["Mandate.wouldBreach"];

/// A field, as far as documents care.
pub struct Field {
    pub name: String,
    /// The named type within lists and non-nulls.
    pub of: String,
    /// Arguments that have to be given.
    required: Vec<String>,
}

/// The schema.
pub struct Types {
    fields: BTreeMap<String, Vec<Field>>,
    /// Interfaces and unions, with the object types that they may be.
    possible: BTreeMap<String, Vec<String>>,
}

/// A step of a way: a field with its arguments, and the type that is looked for behind it.
#[derive(Clone)]
pub struct Step {
    key: String,
    call: String,
    on: Option<String>,
}

/// How to get from the root to a type.
pub type Way = Vec<Step>;

impl Types {
    pub fn read() -> Self {
        let mut types = Self { fields: BTreeMap::new(), possible: BTreeMap::new() };
        for definition in parse_schema(mandat::graphql::sdl()).unwrap().definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = definition.node.name.node.to_string();
            match definition.node.kind {
                TypeKind::Object(object) => {
                    for interface in object.implements {
                        types.possible.entry(interface.node.to_string()).or_default().push(name.clone());
                    }
                    types.fields.insert(name, object.fields.iter().map(|field| Field::of(&field.node)).collect());
                }
                TypeKind::Interface(interface) => {
                    types.fields.insert(name, interface.fields.iter().map(|field| Field::of(&field.node)).collect());
                }
                TypeKind::Union(union) => {
                    let members = union.members.iter().map(|member| member.node.to_string()).collect();
                    types.possible.insert(name, members);
                }
                TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => {}
            }
        }
        types
    }

    pub fn fields(&self, name: &str) -> &[Field] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    fn is_composite(&self, name: &str) -> bool {
        self.fields.contains_key(name) || self.possible.contains_key(name)
    }

    /// The field with what it needs, and a selection where it has to have one.
    ///
    /// # Panics
    /// When an argument is needed of which no value is known: it is to be put into `ARGUMENTS`.
    pub fn selection(&self, parent: &str, field: &Field) -> String {
        let call = field.call(parent);
        if self.is_composite(&field.of) { format!("{call} {{ __typename }}") } else { call }
    }

    /// Ways to everything that can be reached from these fields of the root, the shortest first found.
    pub fn ways(&self, roots: &[&str]) -> BTreeMap<String, Way> {
        let mut ways: BTreeMap<String, Way> = BTreeMap::new();
        let mut queue = VecDeque::new();
        let mut last = Vec::new();
        for root in roots {
            let field = self.fields("Query").iter().find(|field| field.name == *root).unwrap();
            self.follow("Query", &Way::new(), field, &mut ways, &mut queue, &mut last);
        }
        loop {
            while let Some(name) = queue.pop_front() {
                let way = ways[&name].clone();
                for field in self.fields(&name) {
                    self.follow(&name, &way, field, &mut ways, &mut queue, &mut last);
                }
            }
            // Only now what is reached by no other way.
            for (name, way) in std::mem::take(&mut last) {
                if let std::collections::btree_map::Entry::Vacant(entry) = ways.entry(name) {
                    queue.push_back(entry.key().clone());
                    entry.insert(way);
                }
            }
            if queue.is_empty() {
                return ways;
            }
        }
    }

    /// What can be followed, with the way to the events.
    pub fn followed(&self) -> Vec<(String, Way)> {
        let fields = self.fields("Subscription").iter();
        let step = |field: &Field| Step { key: field.name.clone(), call: field.call("Subscription"), on: None };
        fields.map(|field| (field.of.clone(), vec![step(field)])).collect()
    }

    fn follow(
        &self,
        parent: &str,
        way: &Way,
        field: &Field,
        ways: &mut BTreeMap<String, Way>,
        queue: &mut VecDeque<String>,
        last: &mut Vec<(String, Way)>,
    ) {
        if !self.is_composite(&field.of) {
            return;
        }
        let to = |on: Option<&String>| {
            let step = Step { key: field.name.clone(), call: field.call(parent), on: on.cloned() };
            let mut longer = way.clone();
            longer.push(step);
            longer
        };
        let mut reach = |name: &str, way: Way, late: bool| {
            if late {
                last.push((name.to_owned(), way));
            } else if !ways.contains_key(name) {
                ways.insert(name.to_owned(), way);
                queue.push_back(name.to_owned());
            }
        };
        let seldom = SELDOM.contains(&format!("{parent}.{}", field.name).as_str());
        reach(&field.of, to(None), seldom);
        for possible in self.possible.get(&field.of).into_iter().flatten() {
            reach(possible, to(Some(possible)), seldom || EVERYTHING.contains(&field.of.as_str()));
        }
    }

    /// The fields of all objects and interfaces.
    pub fn all_coordinates(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.fields.iter().flat_map(|(name, fields)| fields.iter().map(move |field| (name.as_str(), field)))
    }
}

impl Field {
    fn of(field: &FieldDefinition) -> Self {
        let mut ty = &field.ty.node;
        while let async_graphql_parser::types::BaseType::List(inner) = &ty.base {
            ty = inner;
        }
        let needed = field.arguments.iter().map(|argument| &argument.node);
        let needed = needed.filter(|argument| !argument.ty.node.nullable && argument.default_value.is_none());
        Self {
            name: field.name.node.to_string(),
            of: ty.base.to_string(),
            required: needed.map(|argument| argument.name.node.to_string()).collect(),
        }
    }

    fn call(&self, parent: &str) -> String {
        let coordinate = format!("{parent}.{}", self.name);
        let known = ARGUMENTS.iter().find(|(name, _)| *name == coordinate).map(|(_, arguments)| *arguments);
        for argument in &self.required {
            let given = known.is_some_and(|known| known.contains(&format!("{argument}: ")));
            assert!(given, "{coordinate} needs `{argument}`, of which no value is known: add it to ARGUMENTS");
        }
        match known {
            Some(arguments) => format!("{}({arguments})", self.name),
            None => self.name.clone(),
        }
    }
}

/// A document that asks for these selections at the end of a way.
pub fn document(way: &Way, selections: &[String]) -> String {
    let mut text = format!("__typename {}", selections.join(" "));
    for step in way.iter().rev() {
        text = match &step.on {
            Some(on) => format!("{} {{ ... on {on} {{ {text} }} }}", step.call),
            None => format!("{} {{ {text} }}", step.call),
        };
    }
    let mut declared = Vec::new();
    for name in ["council", "person", "case", "meeting"] {
        if text.contains(&format!("${name}")) {
            declared.push(format!("${name}: ID!"));
        }
    }
    let head = if declared.is_empty() { String::new() } else { format!("query({}) ", declared.join(", ")) };
    format!("{head}{{ {text} }}")
}

/// The objects at the end of a way.
pub fn at_the_end<'a>(way: &Way, data: &'a serde_json::Value) -> Vec<&'a serde_json::Value> {
    let mut found = vec![data];
    for step in way {
        found = found.into_iter().filter_map(|value| value.get(&step.key)).flat_map(flat).collect();
        // An object of another type answers nothing of what was asked within the fragment.
        found.retain(|value| value.get("__typename").is_some() || value.as_object().is_some_and(|it| !it.is_empty()));
    }
    found
}

fn flat(value: &serde_json::Value) -> Vec<&serde_json::Value> {
    match value {
        serde_json::Value::Array(many) => many.iter().flat_map(flat).collect(),
        serde_json::Value::Null => Vec::new(),
        one => vec![one],
    }
}
