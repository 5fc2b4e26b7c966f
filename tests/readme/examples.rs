//! The examples of the playground: each runs in the role that it names, on what `mandat serve --demo` serves.

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::{pages::file, register::Register};

#[derive(Debug, Deserialize)]
struct Audience {
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
struct Example {
    document: String,
    #[serde(rename = "as")]
    role: Option<String>,
    #[serde(default)]
    variables: Value,
}

#[tokio::test]
async fn every_example_of_the_playground_runs() {
    let folder = file("playground/examples");
    let audiences: Vec<Audience> =
        serde_json::from_str(&fs::read_to_string(folder.join("examples.json")).unwrap()).unwrap();
    assert_eq!(audiences.len(), 3, "front-end teams, members and secretariats, analysts");
    let register = Register::demonstrating().await;
    let mut run = 0;
    for Example { document, role, variables } in audiences.into_iter().flat_map(|audience| audience.examples) {
        let text = fs::read_to_string(folder.join(format!("{document}.graphql"))).unwrap();
        register.ask(role.as_deref().unwrap_or("anonymous"), &text, None, variables).await;
        run += 1;
    }
    let written = fs::read_dir(folder).unwrap().count();
    assert_eq!(run, written - 1, "every document of the folder is an example");
}
