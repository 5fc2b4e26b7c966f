//! The scan of the bytes.

use serde_json::json;

use super::{code, enter, enter_with};
use crate::graphql::limits::{Admitted, Denied, Limits, scan};

fn scanned(text: &str) -> crate::graphql::limits::Scanned {
    scan(text, &Limits::default()).expect("within limits")
}

#[test]
fn brackets_in_strings_and_comments_are_text() {
    let text = r#"{ a(b: "[[[{{{ \" [[[", c: """[[[ \""" {{{""") # [[[
      { d } }"#;
    assert_eq!(scanned(text).brackets, 2);
}

#[test]
fn tokens_are_counted_as_the_language_has_them() {
    assert_eq!(scanned("{ a, b(c: [1.5e3, $x, \"s t\"]) ...F @d }").tokens, 18);
}

#[test]
fn a_list_too_deep_for_the_parser_is_refused_before_it() {
    for opener in ["[", "{a:", "(", "{"] {
        let text = format!("{{ a(b: {}", opener.repeat(2_000));
        assert_eq!(code(enter(&text)), "TOO_COSTLY");
    }
}

#[test]
fn the_deepest_accepted_text_is_safe_on_a_small_stack() {
    let list = format!("{{ a(b: {}{}) }}", "[".repeat(62), "]".repeat(62));
    let nest = format!("{}a{}", "{a".repeat(64), "}".repeat(64));
    let worker = std::thread::Builder::new().stack_size(1024 * 1024);
    let handle = worker.spawn(move || {
        assert!(enter(&list).is_ok());
        assert_eq!(code(enter(&nest)), "TOO_COSTLY");
    });
    handle.expect("a thread").join().expect("no overflow");
}

/// The parser reads `"""` that never ends as an empty string and a quote, and then the rest as code.
#[test]
fn an_endless_block_string_does_not_hide_brackets() {
    let text = format!("{{ a(b: [\"\"\"x\"{}", "[".repeat(3_000));
    assert_eq!(code(enter(&text)), "GRAPHQL_PARSE_FAILED");
}

#[test]
fn long_texts_many_tokens_and_long_names_are_refused() {
    assert_eq!(code(enter(&format!("{{ a }} # {}", "x".repeat(15_000)))), "TOO_COSTLY");
    assert_eq!(code(enter(&format!("{{ {} }}", "a ".repeat(2_000)))), "TOO_COSTLY");
    assert_eq!(code(enter(&format!("{{ {} }}", "a".repeat(129)))), "TOO_COSTLY");
}

#[test]
fn an_input_field_given_twice_is_refused() {
    assert_eq!(code(enter("mutation { a(in: {x: 1, y: 2, x: 3}) }")), "BAD_USER_INPUT");
    assert_eq!(code(enter("query ($v: In = {x: 1 x: 2}) { a(in: $v) }")), "BAD_USER_INPUT");
    assert!(enter("{ a(in: {x: 1, y: {x: 2}, z: [{x: 3}, {x: 4}]}) { x: b x: b } }").is_ok());
}

#[test]
fn a_whole_number_out_of_range_is_refused_before_anything_runs() {
    assert_eq!(code(enter("mutation { a { b(n: 2147483648) } }")), "BAD_USER_INPUT");
    assert_eq!(code(enter("mutation { a { b(n: -99999999999999999999) } }")), "BAD_USER_INPUT");
    assert!(enter("{ a(n: -2147483648, m: 2147483647, f: 3e9, g: 99999999999.0) }").is_ok());
}

#[test]
fn the_same_holds_in_variables() {
    let query = "query ($n: Int, $in: In) { a(n: $n, in: $in) }";
    assert_eq!(code(enter_with(query, json!({"n": 2_147_483_648_u64}))), "BAD_USER_INPUT");
    assert_eq!(code(enter_with(query, json!({"in": {"x": [1, -3_000_000_000_i64]}}))), "BAD_USER_INPUT");
    assert!(enter_with("query ($f: [Float!]) { a(f: $f) }", json!({"f": [3_000_000_000_u64]})).is_ok());
}

#[test]
fn a_negative_number_in_an_object_is_refused_before_anything_runs() {
    let place = |denied: Result<Admitted, Box<Denied>>| denied.expect_err("negative").error.message;
    let literal = "mutation { a(input: {b: 1}) c(input: {d: [{e: 1}, {e: -1}]}) }";
    assert!(place(enter(literal)).starts_with("\"input.d[1].e\" is negative"));
    let whole = "mutation ($in: In!) { a(input: $in) { b } }";
    assert!(place(enter_with(whole, json!({"in": {"size": -1}}))).starts_with("\"input.size\" is negative"));
    let part = "mutation ($n: Int = -2) { ... on M { a(input: {size: $n}) } }";
    assert!(place(enter(part)).starts_with("\"input.size\" is negative"));
    assert!(enter_with(part, json!({"n": 2})).is_ok());
    assert!(enter("{ a(n: -1, in: {f: -1.5, g: 0}) }").is_ok());
}

#[test]
fn a_parse_error_names_the_place_and_does_not_draw_the_text() {
    let denied = enter("{ canary_text(").expect_err("not a document");
    assert_eq!(denied.error.locations.len(), 1);
    assert!(!denied.error.message.contains("canary_text"), "{}", denied.error.message);
    assert!(!denied.error.message.contains('\n'));
}
