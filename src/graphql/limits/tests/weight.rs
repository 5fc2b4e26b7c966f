//! The measures of parsed documents.

use std::fmt::Write;

use async_graphql::{Variables, parser::parse_query};
use serde_json::json;

use super::{STANDARD_INTROSPECTION, code, enter, enter_with};
use crate::{
    config,
    graphql::{
        limits::{Limits, Measured, measure},
        paging::{DEFAULT_PAGE, LONGEST_PAGE},
    },
};

fn measured(query: &str) -> Measured {
    enter(query).expect("within limits").measured
}

#[test]
fn the_standard_introspection_query_passes() {
    let weight = measured(STANDARD_INTROSPECTION);
    let limits = Limits::default();
    assert!(weight.introspection_depth >= limits.depth, "or no depth of its own would be needed");
    assert!(weight.introspection_cost * 2 > limits.introspection_cost, "{weight:?}: the budget has too much room");
    assert_eq!((weight.cost, weight.depth), (1, 1));
}

#[test]
fn introspection_that_multiplies_the_schema_is_refused() {
    let nested = "{ __schema { types { fields { type { fields { name } } } } } }";
    assert_eq!(code(enter(nested)), "TOO_COSTLY");
    let beside = format!("{{ {} }}", "__schema { types { fields { args { name type { name } } } } } ".repeat(30));
    assert_eq!(code(enter(&beside)), "TOO_COSTLY");
    assert!(enter("{ __type(name: \"A\") { fields { type { fields { name } } } } }").is_ok());
}

#[test]
fn fields_nested_too_deep_are_refused() {
    let nest = |depth: usize| format!("{{{}{}", "a{".repeat(depth - 1) + "a", "}".repeat(depth));
    assert_eq!(measured(&nest(15)).depth, 15);
    assert_eq!(code(enter(&nest(16))), "TOO_COSTLY");
    let through = format!("{{ a {{ ...A }} }} fragment A on T {{ b {{ ...B }} }} fragment B on T {}", nest(14));
    assert_eq!(code(enter(&through)), "TOO_COSTLY");
}

#[test]
fn aliases_and_directives_are_counted_wherever_they_stand() {
    let document = "query Q($a: Int @v) @q { x: a @f ...A @s ... @i { b } } fragment A on T @d { y: c }";
    let weight = measured(document);
    assert_eq!((weight.aliases, weight.directives), (2, 6));
    let aliases = (0..51).fold(String::new(), |mut text, n| {
        let _ = write!(text, "a{n}: a ");
        text
    });
    assert_eq!(code(enter(&format!("{{ {aliases} }}"))), "TOO_COSTLY");
    for place in ["{ a DIRECTIVES }", "query DIRECTIVES { a }", "{ ... DIRECTIVES { a } }"] {
        assert_eq!(code(enter(&place.replace("DIRECTIVES", &"@x ".repeat(51)))), "TOO_COSTLY");
    }
}

/// Twenty-two levels, 729 bytes: two to the twenty-second selections if they were written out.
#[test]
fn fragments_that_double_are_refused_without_being_written_out() {
    let doubling = |levels: u32| {
        let mut text = String::from("{...F0}");
        for level in 0..levels {
            let next = level + 1;
            let _ = write!(text, "fragment F{level} on Q{{...F{next} ...F{next}}}");
        }
        let _ = write!(text, "fragment F{levels} on Q{{a}}");
        text
    };
    let document = parse_query(doubling(22)).expect("parses");
    let weight = measure(&document, None, &Variables::default(), &Limits::default()).expect("no cycle");
    assert!(weight.expanded_fields > 1 << 22, "{weight:?}");
    assert_eq!(code(enter(&doubling(22))), "TOO_COSTLY");
    // A hundred levels would not end, and the count does not wrap.
    let document = parse_query(doubling(100)).expect("parses");
    let weight = measure(&document, None, &Variables::default(), &Limits::default()).expect("no cycle");
    assert_eq!(weight.expanded_fields, u64::MAX);
}

#[test]
fn a_fragment_that_contains_itself_is_refused_used_or_not() {
    assert_eq!(code(enter("{ ...A } fragment A on T { a { ...A } }")), "GRAPHQL_VALIDATION_FAILED");
    assert_eq!(
        code(enter("{ a } fragment A on T { ...B } fragment B on T { b { ...A } }")),
        "GRAPHQL_VALIDATION_FAILED"
    );
}

#[test]
fn a_page_multiplies_what_stands_below_it() {
    assert_eq!(measured("{ councils(first: 10) { edges { node { name } } } }").cost, 1 + 10 * 3);
    assert_eq!(
        measured("{ councils(last: 5) { nodes { seats(first: 4) { nodes { id } } } } }").cost,
        1 + 5 * (1 + 1 + 4 * 2)
    );
    assert_eq!(measured("{ councils { nodes { id } } }").cost, 1 + 20 * 2, "the default page");
    assert_eq!(measured("{ councils { ...C } } fragment C on X { nodes { id } }").cost, 1 + 20 * 2);
    assert_eq!(measured("{ council { name } }").cost, 2);
    assert_eq!(measured("{ nodes(ids: [\"a\", \"b\"]) { id } }").cost, 1 + 2);
}

#[test]
fn a_document_is_weighed_by_the_pages_that_there_are_and_the_budget_of_the_settings() {
    let weigh =
        |text: &str| measure(&parse_query(text).expect("parses"), None, &Variables::default(), &Limits::default());
    assert_eq!(weigh("{ councils { nodes { id } } }").expect("short").cost, 1 + 2 * DEFAULT_PAGE as u64);
    let longest = |length: usize| weigh(&format!("{{ councils(first: {length}) {{ nodes {{ id }} }} }}"));
    assert!(longest(LONGEST_PAGE).is_ok());
    assert_eq!(longest(LONGEST_PAGE + 1).expect_err("too long").limit, Some(LONGEST_PAGE as u64));
    let settings = config::Limits::default();
    assert_eq!(Limits::default(), Limits::of(&settings));
    assert_eq!(Limits::of(&config::Limits { cost: 7, ..settings }).cost, 7);
}

#[test]
fn assumed_lengths_of_plain_lists_count() {
    let limits = Limits { list_lengths: [("seats".to_owned(), 20)].into(), ..Limits::default() };
    let document = parse_query("{ council { seats { id name } } }").expect("parses");
    let weight = measure(&document, None, &Variables::default(), &limits).expect("no cycle");
    assert_eq!(weight.cost, 1 + 1 + 20 * 2);
}

#[test]
fn a_field_at_the_root_may_cost_more_than_one_wherever_it_stands() {
    let limits = Limits { root_costs: [("councils".to_owned(), 100)].into(), ..Limits::default() };
    let cost = |text: &str| {
        let document = parse_query(text).expect("parses");
        measure(&document, None, &Variables::default(), &limits).expect("no cycle").cost
    };
    assert_eq!(cost("{ councils(first: 10) { nodes { id } } }"), 100 + 10 * 2);
    assert_eq!(cost("{ a: councils { totalCount } b: councils { totalCount } }"), 2 * 101);
    assert_eq!(cost("{ ... { ...F } } fragment F on Query { councils { totalCount } }"), 101);
    assert_eq!(cost("{ family { councils(first: 10) { nodes { id } } } }"), 1 + 1 + 10 * 2, "below the root it is one");
}

#[test]
fn pages_come_from_variables_and_their_defaults() {
    let query = "query ($n: Int = 7) { councils(first: $n) { nodes { id } } }";
    assert_eq!(enter_with(query, json!({"n": 3})).expect("fine").measured.cost, 1 + 3 * 2);
    assert_eq!(enter_with(query, json!({})).expect("fine").measured.cost, 1 + 7 * 2);
    assert_eq!(code(enter_with(query, json!({"n": -1}))), "BAD_USER_INPUT");
    assert_eq!(code(enter_with(query, json!({"n": 101}))), "BAD_USER_INPUT");
}

#[test]
fn pages_that_cannot_be_are_refused() {
    assert_eq!(code(enter("{ councils(first: -1) { nodes { id } } }")), "BAD_USER_INPUT");
    assert_eq!(code(enter("{ councils(last: 101) { nodes { id } } }")), "BAD_USER_INPUT");
    let ids = "\"x\" ".repeat(101);
    assert_eq!(code(enter(&format!("{{ nodes(ids: [{ids}]) {{ id }} }}"))), "BAD_USER_INPUT");
}

#[test]
fn pages_in_pages_pass_the_budget_and_do_not_wrap() {
    let deep = "{ a(first: 100) { b(first: 100) { c(first: 100) { d } } } }";
    assert_eq!(code(enter(deep)), "TOO_COSTLY");
    let mut text = String::from("x");
    for _ in 0..14 {
        text = format!("a(first: 100) {{ {text} }}");
    }
    let document = parse_query(format!("{{ {text} }}")).expect("parses");
    let weight = measure(&document, None, &Variables::default(), &Limits::default()).expect("no cycle");
    assert_eq!(weight.cost, u64::MAX);
}

#[test]
fn only_the_operation_that_runs_is_charged() {
    let document = parse_query("query A { a } query B { b(first: 9) { c } }").expect("parses");
    let weigh = |name| measure(&document, name, &Variables::default(), &Limits::default()).expect("no cycle").cost;
    assert_eq!((weigh(Some("A")), weigh(Some("B")), weigh(None)), (1, 10, 0));
}
