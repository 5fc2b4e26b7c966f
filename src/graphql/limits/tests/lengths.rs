//! That every list of objects in the schema has an assumed length, and that lists in lists are weighed by it.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{
    Variables,
    parser::{
        parse_query, parse_schema,
        types::{BaseType, TypeKind, TypeSystemDefinition},
    },
};

use super::super::{Limits, Measured, list_lengths, measure, root_costs};

const SCHEMA: &str = include_str!("../../../../schema.graphql");

fn measured(query: &str) -> Measured {
    let limits = Limits { list_lengths: list_lengths(), root_costs: root_costs(), ..Limits::default() };
    let document = parse_query(query).expect("parses");
    measure(&document, None, &Variables::default(), &limits).expect("nothing is wrong with it")
}

#[test]
fn every_list_of_objects_in_the_schema_has_an_assumed_length() {
    let document = parse_schema(SCHEMA).expect("the schema parses");
    let mut composite = BTreeSet::new();
    let mut lists = BTreeMap::new();
    for definition in document.definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let name = definition.node.name.node.to_string();
        let fields = match definition.node.kind {
            TypeKind::Object(object) => object.fields,
            TypeKind::Interface(interface) => interface.fields,
            TypeKind::Union(_) => Vec::new(),
            _ => continue,
        };
        for field in fields {
            if let BaseType::List(item) = &field.node.ty.node.base
                && let BaseType::Named(item) = &item.base
            {
                lists.insert(field.node.name.node.to_string(), item.to_string());
            }
        }
        composite.insert(name);
    }
    let known = list_lengths();
    let long = |name: &str| !matches!(name, "edges" | "nodes") && !known.contains_key(name);
    let missing: Vec<_> = lists.iter().filter(|(name, item)| composite.contains(*item) && long(name)).collect();
    assert!(missing.is_empty(), "give them a length in src/graphql/limits/lengths.rs: {missing:?}");
    let gone: Vec<_> = known.keys().filter(|name| !lists.contains_key(*name)).collect();
    assert!(gone.is_empty(), "the schema has no such list any more: {gone:?}");
}

#[test]
fn a_list_that_leads_back_to_itself_is_soon_too_dear() {
    let limits = Limits { cost: 10_000, ..Limits::default() };
    let twice = "{ council(slug: \"a\") { seats { council { seats { id } } } } }";
    assert!(measured(twice).check(&limits).is_ok(), "{:?}", measured(twice));
    let thrice = "{ council(slug: \"a\") { seats { council { seats { council { seats { id } } } } } } }";
    assert!(measured(thrice).check(&limits).is_err(), "{:?}", measured(thrice));
    let other_ways = "{ council(slug: \"a\") { mandate { clauses { mandate { seatGroups { seats { council { claims { role } } } } } } } } }";
    assert!(measured(other_ways).check(&limits).is_err(), "{:?}", measured(other_ways));
}

#[test]
fn a_list_that_is_narrowed_to_some_kinds_counts_for_as_many() {
    let cost =
        |arguments: &str| measured(&format!("{{ council {{ mandate {{ clauses{arguments} {{ key }} }} }} }}")).cost;
    assert_eq!(cost(""), 3 + 24);
    assert_eq!(cost("(kinds: null)"), 3 + 24);
    assert_eq!(cost("(kinds: [])"), 3 + 24);
    assert_eq!(cost("(kinds: TERM)"), 3 + 6);
    assert_eq!(cost("(kinds: [TERM, SEATS])"), 3 + 12);
    assert_eq!(cost("(kinds: [TERM, SEATS, DUTY, RIGHT, POST])"), 3 + 24);
}
