//! Properties over documents nobody would write.

use std::fmt::Write;

use async_graphql::{
    Variables,
    parser::{
        parse_query,
        types::{ExecutableDocument, Selection, SelectionSet},
    },
};
use proptest::{collection::vec, prelude::*};

use crate::graphql::limits::{Limits, Measured, admit, measure, scan};

/// A selection as a tree; a spread names a fragment of a higher number, so that no fragment contains itself.
#[derive(Debug, Clone)]
enum Node {
    Field { alias: bool, directive: bool, page: Option<u8>, below: Vec<Node> },
    Inline(Vec<Node>),
    Spread(u8),
}

const FRAGMENTS: u8 = 4;

fn nodes() -> impl Strategy<Value = Vec<Node>> {
    let leaf = prop_oneof![
        3 => any::<(bool, bool)>().prop_map(|(alias, directive)| {
            Node::Field { alias, directive, page: None, below: Vec::new() }
        }),
        1 => (0..FRAGMENTS).prop_map(Node::Spread),
    ];
    let tree = leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            3 => (any::<(bool, bool)>(), proptest::option::of(0..=100_u8), vec(inner.clone(), 1..4))
                .prop_map(|((alias, directive), page, below)| Node::Field { alias, directive, page, below }),
            1 => vec(inner, 1..3).prop_map(Node::Inline),
        ]
    });
    vec(tree, 1..4)
}

/// Writes nodes inside fragment `inside` (or `None` in the operation); spreads that would go back become a field.
fn write_nodes(text: &mut String, nodes: &[Node], inside: Option<u8>) {
    text.push('{');
    for node in nodes {
        match node {
            Node::Field { alias, directive, page, below } => {
                text.push_str(if *alias { " x: a" } else { " a" });
                if let Some(page) = page {
                    let _ = write!(text, "(first: {page})");
                }
                text.push_str(if *directive { " @d" } else { "" });
                if !below.is_empty() {
                    write_nodes(text, below, inside);
                }
            }
            Node::Inline(below) => {
                text.push_str(" ...");
                write_nodes(text, below, inside);
            }
            Node::Spread(name) if inside.is_none_or(|own| own < *name) => {
                let _ = write!(text, " ...F{name}");
            }
            Node::Spread(_) => text.push_str(" b"),
        }
    }
    text.push('}');
}

fn document(operation: &[Node], fragments: &[Vec<Node>]) -> String {
    let mut text = String::new();
    write_nodes(&mut text, operation, None);
    for (number, nodes) in (0..FRAGMENTS).zip(fragments) {
        let _ = write!(text, " fragment F{number} on T");
        write_nodes(&mut text, nodes, Some(number));
    }
    text
}

fn weigh(text: &str) -> Measured {
    let document = parse_query(text).expect("generated documents parse");
    measure(&document, None, &Variables::default(), &Limits::default()).expect("no cycles are generated")
}

/// Writes every fragment out, the slow way.
fn written_out(document: &ExecutableDocument, selections: &SelectionSet) -> u64 {
    let one = |selection: &Selection| match selection {
        Selection::Field(field) => written_out(document, &field.node.selection_set.node),
        Selection::InlineFragment(inline) => written_out(document, &inline.node.selection_set.node),
        Selection::FragmentSpread(spread) => document
            .fragments
            .get(&spread.node.fragment_name.node)
            .map_or(0, |fragment| written_out(document, &fragment.node.selection_set.node)),
    };
    selections.items.iter().map(|selection| 1 + one(&selection.node)).sum()
}

proptest! {
    #[test]
    fn expansion_is_what_writing_out_gives(operation in nodes(), fragments in vec(nodes(), FRAGMENTS as usize)) {
        let text = document(&operation, &fragments);
        let parsed = parse_query(&text).expect("generated documents parse");
        let longest = parsed
            .operations
            .iter()
            .map(|(_, operation)| written_out(&parsed, &operation.node.selection_set.node))
            .chain(parsed.fragments.values().map(|one| written_out(&parsed, &one.node.selection_set.node)))
            .max();
        prop_assert_eq!(Some(weigh(&text).expanded_fields), longest);
    }

    #[test]
    fn more_selected_never_weighs_less(
        operation in nodes(),
        more in nodes(),
        fragments in vec(nodes(), FRAGMENTS as usize),
    ) {
        let less = weigh(&document(&operation, &fragments));
        let both: Vec<Node> = operation.into_iter().chain(more).collect();
        let more = weigh(&document(&both, &fragments));
        prop_assert!(more.depth >= less.depth);
        prop_assert!(more.aliases >= less.aliases);
        prop_assert!(more.directives >= less.directives);
        prop_assert!(more.expanded_fields >= less.expanded_fields);
        prop_assert!(more.cost > less.cost);
    }

    #[test]
    fn brackets_and_quotes_in_any_order_never_panic(text in "[\\[\\](){}\"\\\\#\n:.$@!a1é, -]{0,300}") {
        let _ = admit(&text, None, &Variables::default(), &Limits::default());
    }

    #[test]
    fn any_text_at_all_never_panics(text in any::<String>()) {
        let _ = admit(&text, None, &Variables::default(), &Limits::default());
    }

    /// What the scan lets through is never nested deeper than it counted: the parser agrees about strings.
    #[test]
    fn the_scan_counts_at_least_what_the_parser_nests(operation in nodes(), fragments in vec(nodes(), FRAGMENTS as usize)) {
        let text = document(&operation, &fragments);
        let limits = Limits::default();
        if let Ok(scanned) = scan(&text, &limits) {
            let parsed = parse_query(&text).expect("generated documents parse");
            for (_, operation) in parsed.operations.iter() {
                prop_assert!(scanned.brackets >= nesting(&operation.node.selection_set.node));
            }
        }
    }
}

fn nesting(selections: &SelectionSet) -> u64 {
    let below = selections.items.iter().map(|selection| match &selection.node {
        Selection::Field(field) if field.node.selection_set.node.items.is_empty() => 0,
        Selection::Field(field) => nesting(&field.node.selection_set.node),
        Selection::InlineFragment(inline) => nesting(&inline.node.selection_set.node),
        Selection::FragmentSpread(_) => 0,
    });
    1 + below.max().unwrap_or(0)
}
