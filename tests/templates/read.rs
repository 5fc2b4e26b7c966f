//! Reading the files: every one of them through the types that the program reads them with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mandat::domain::{
    fault::{Fault, Form},
    mandate::{clause::Clause, composition::Composition, template::PublishTemplate},
    register::{NewCode, RegisterCouncil},
};
use serde::Deserialize;

/// The shape of `templates/codes.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeLists {
    codes: Vec<NewCode>,
}

/// The text of a file in `templates/`.
pub fn text(path: &str) -> String {
    let whole = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates").join(path);
    fs::read_to_string(&whole).unwrap_or_else(|wrong| panic!("{}: {wrong}", whole.display()))
}

/// The paths of the files in a directory below `templates/`, in order.
pub fn paths(directory: &str) -> Vec<String> {
    let whole = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates").join(directory);
    let mut names: Vec<String> = fs::read_dir(&whole)
        .unwrap_or_else(|wrong| panic!("{}: {wrong}", whole.display()))
        .map(|entry| format!("{directory}/{}", entry.unwrap().file_name().into_string().unwrap()))
        .filter(|path| Path::new(path).extension().is_some_and(|ending| ending == "toml"))
        .collect();
    names.sort();
    names
}

pub fn council(path: &str) -> RegisterCouncil {
    toml::from_str(&text(path)).unwrap_or_else(|wrong| panic!("{path}: {wrong}"))
}

pub fn template(path: &str) -> PublishTemplate {
    toml::from_str(&text(path)).unwrap_or_else(|wrong| panic!("{path}: {wrong}"))
}

pub fn councils() -> Vec<(String, RegisterCouncil)> {
    paths("councils").into_iter().chain(paths("examples")).map(|path| (path.clone(), council(&path))).collect()
}

pub fn templates() -> Vec<(String, PublishTemplate)> {
    paths("mandates").into_iter().map(|path| (path.clone(), template(&path))).collect()
}

pub fn codes() -> Vec<NewCode> {
    let lists: CodeLists = toml::from_str(&text("codes.toml")).unwrap_or_else(|wrong| panic!("codes.toml: {wrong}"));
    lists.codes
}

/// The clause of this key.
pub fn clause<'a>(clauses: &'a [Clause], key: &str) -> &'a Clause {
    clauses.iter().find(|clause| &*clause.key == key).unwrap_or_else(|| panic!("there is no clause {key}"))
}

/// What the clauses say about the seats.
pub fn composition(clauses: &[Clause]) -> Composition {
    Composition::of(clauses.iter())
}

/// Faults in lines that a failing test can show.
pub fn shown(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_file_parses_and_has_no_faults() {
    let councils = councils();
    assert!(councils.len() >= 5, "the four founding councils and an example are expected");
    for (path, council) in councils {
        let faults = council.faults();
        assert!(faults.is_empty(), "{path}:\n{}", shown(&faults));
    }
    let templates = templates();
    assert!(templates.len() >= 2, "two templates are expected");
    for (path, template) in templates {
        let faults = template.faults();
        assert!(faults.is_empty(), "{path}:\n{}", shown(&faults));
    }
    for code in codes() {
        assert!(code.faults().is_empty(), "{} {}:\n{}", &*code.list, &*code.code, shown(&code.faults()));
    }
}

#[test]
fn a_file_read_and_written_reads_back_as_itself() {
    for (path, council) in councils() {
        let written = toml::to_string(&council).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
        let back: RegisterCouncil = toml::from_str(&written).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
        assert_eq!(back, council, "{path}");
    }
}

#[test]
fn the_file_is_named_after_the_slug() {
    for (path, council) in councils() {
        assert!(path.ends_with(&format!("/{}.toml", &*council.slug)), "{path} holds {}", &*council.slug);
    }
    for (path, template) in templates() {
        assert!(path.ends_with(&format!("/{}.toml", &*template.slug)), "{path} holds {}", &*template.slug);
    }
}
