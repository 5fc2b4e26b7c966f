//! The queries in the README and the documents that it names: each runs, for whom it says.

use std::{collections::HashMap, fs};

use async_graphql::parser::{parse_query, types::DocumentOperations};
use mandat::{domain::register::RegisterCouncil, graphql::sdl};
use serde_json::{Value, json};

use crate::{
    pages::{Block, blocks, file, readme, words},
    register::{Register, remember, today},
};

fn variables(known: &HashMap<String, Value>) -> Value {
    let mut variables = json!({ "slug": "strategiradet", "council": "strategiradet", "from": today() });
    for (name, value) in known {
        variables[name] = value.clone();
    }
    variables
}

/// `as=` on the fence, otherwise nobody in particular.
fn persona(block: &Block) -> &str {
    block.info.split_whitespace().find_map(|word| word.strip_prefix("as=")).unwrap_or("anonymous")
}

#[tokio::test]
async fn every_query_of_the_readme_runs() {
    let page = readme();
    let queries = blocks(&page, "graphql");
    assert!(queries.len() >= 5, "{queries:?}");
    let register = Register::demonstrating().await;
    let mut known = HashMap::new();
    for query in queries {
        let answer = register.ask(persona(&query), &query.text, None, variables(&known)).await;
        remember(&answer, &mut known);
    }
}

/// Whose document it is, by the name of its operation.
fn whose(operation: &str) -> &'static str {
    match operation {
        "Member" => "member:strategiradet",
        "Secretariat" | "Desk" => "secretariat:strategiradet",
        "Register" => "registrar:helsedirektoratet",
        _ => "anonymous",
    }
}

#[tokio::test]
async fn every_document_that_the_readme_names_runs() {
    let page = readme();
    let named: Vec<_> = words(&page, "tests/queries/").into_iter().filter(|path| path.ends_with(".graphql")).collect();
    assert!(named.len() >= 5, "{named:?}");
    let register = Register::demonstrating().await;
    for path in named {
        let document = fs::read_to_string(file(path)).unwrap();
        let DocumentOperations::Multiple(operations) = parse_query(&document).unwrap().operations else {
            panic!("{path}: an operation has no name");
        };
        for operation in operations.keys() {
            register.ask(whose(operation), &document, Some(operation), variables(&HashMap::new())).await;
        }
    }
}

#[tokio::test]
async fn the_example_of_a_file_is_what_the_mutation_takes() {
    let text = fs::read_to_string(file("docs/example-council.toml")).unwrap();
    let input: RegisterCouncil = toml::from_str(&text).unwrap();
    let slug = input.slug.to_string();
    let mut input: Value = serde_json::to_value(&input).unwrap();
    input["dryRun"] = true.into();
    let register = Register::demonstrating().await;
    let document = fs::read_to_string(file("tests/queries/register_council.graphql")).unwrap();
    let persona = "registrar:helsedirektoratet";
    let dry = register.ask(persona, &document, None, json!({ "input": input })).await;
    assert_eq!(dry["registerCouncil"]["council"]["slug"], slug);
    assert_eq!(dry["registerCouncil"]["council"]["mandate"]["seatCount"], 9);
    // The dry run wrote nothing, so the same can be registered.
    input["dryRun"] = false.into();
    let done = register.ask(persona, &document, None, json!({ "input": input })).await;
    assert_eq!(done["registerCouncil"]["dryRun"], false);
    let page = "query($slug: String!) { council(slug: $slug) { seatCount vacantSeatCount } }";
    let page = register.ask("anonymous", page, None, json!({ "slug": slug })).await;
    assert_eq!(page["council"], json!({ "seatCount": 9, "vacantSeatCount": 9 }));
}

#[test]
fn every_code_of_a_user_error_is_told() {
    let schema = sdl();
    let values = schema.split("enum UserErrorCode {").nth(1).unwrap().split('}').next().unwrap();
    let codes: Vec<_> =
        values.lines().map(str::trim).filter(|line| line.chars().all(|c| c.is_ascii_uppercase() || c == '_')).collect();
    let page = std::fs::read_to_string(file("docs/errors.md")).unwrap();
    let told = |code: &&str| page.contains(&format!("| `{code}` |"));
    let missing: Vec<_> = codes.iter().filter(|code| !code.is_empty() && !told(code)).collect();
    assert!(codes.len() > 5 && missing.is_empty(), "not told: {missing:?}");
}
