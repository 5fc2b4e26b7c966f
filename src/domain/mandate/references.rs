//! What a clause refers to by name: organisations, councils, entries of code lists, seat groups and sub-bodies.
//!
//! May import: `domain`. Names are found in the form in which clauses are written, sent and
//! stored, where a field is called the same whichever shape it stands in; so a new parameter of a shape that is called
//! like an old one is found without a line here, and the path of a name is the path in the input.

use serde_json::Value;

use super::clause::Clause;

/// A name that a clause uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands, from the clause on.
    pub path: String,
    /// What it names.
    pub named: Named,
    /// The name.
    pub word: String,
}

/// What a name is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// An organisation.
    Organisation,
    /// A council.
    Council,
    /// An entry of this code list.
    Code(String),
    /// A value of this attribute: an entry of the code list of the same name, or a body.
    Value(String),
    /// A seat group of the same mandate.
    Group,
    /// A sub-body of the same mandate.
    SubBody,
}

/// Every name that the clause uses.
pub fn references(clause: &Clause) -> Vec<Reference> {
    let mut found = Vec::new();
    // A clause always has a JSON form: it is stored in it.
    if let Ok(Value::Object(fields)) = serde_json::to_value(clause) {
        walk_fields("", "", &fields, &mut found);
    }
    found
}

fn walk_fields(path: &str, parent: &str, fields: &serde_json::Map<String, Value>, found: &mut Vec<Reference>) {
    for (name, value) in fields {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match value {
            Value::Object(inner) => walk_fields(&path, name, inner, found),
            Value::Array(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    match entry {
                        Value::Object(inner) => walk_fields(&path, name, inner, found),
                        Value::String(word) => note(path, of_list(name, fields), word, found),
                        _ => {}
                    }
                }
            }
            Value::String(word) => note(path, of_word(parent, name), word, found),
            _ => {}
        }
    }
}

fn note(path: String, named: Option<Named>, word: &str, found: &mut Vec<Reference>) {
    if let Some(named) = named {
        found.push(Reference { path, named, word: word.to_owned() });
    }
}

/// What a single word in a field of this name names.
fn of_word(parent: &str, name: &str) -> Option<Named> {
    Some(match (parent, name) {
        ("organisation", "slug") | (_, "organisation") => Named::Organisation,
        ("council", "slug") | (_, "council") => Named::Council,
        (_, "group") => Named::Group,
        (_, "subBody") => Named::SubBody,
        (_, "event" | "trigger") => Named::Code("event".to_owned()),
        (_, "ground") => Named::Code("ending".to_owned()),
        (_, "sector" | "verb" | "post" | "office" | "capacity" | "decision" | "item" | "measure" | "attribute") => {
            Named::Code(name.to_owned())
        }
        _ => return None,
    })
}

/// What the words of a list of this name name; what stands beside the list can tell.
fn of_list(name: &str, beside: &serde_json::Map<String, Value>) -> Option<Named> {
    let text = |name: &str| beside.get(name).and_then(Value::as_str);
    Some(match name {
        "groups" | "except" | "after" | "from" => Named::Group,
        "sectors" => Named::Code("sector".to_owned()),
        "subjects" => Named::Code("subject".to_owned()),
        "posts" => Named::Code("post".to_owned()),
        "criteria" => Named::Code("criterion".to_owned()),
        "goals" => Named::Code("goal".to_owned()),
        "values" if matches!(text("comparison"), Some("IS" | "IS_NOT")) => Named::Value(text("attribute")?.to_owned()),
        _ => return None,
    })
}
