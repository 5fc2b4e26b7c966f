//! The order of the house, checked on the text of the project: imports run one way through the layers, `domain` is
//! pure, modules import what their openings say, files are short and say what they are, messages stand in two languages,
//! nothing relies on protections that do not hold, and nothing of anybody's machine is written down. The rules are in `layers`,
//! `imports`, `form`, `attributes`, `messages` and `words`, each with tests that have seen it fail. Imports the standard
//! library only.

mod attributes;
mod form;
mod imports;
mod layers;
mod messages;
mod source;
mod words;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a directory of the project, with its path below that directory and its text.
fn rust_files(directory: &str) -> Vec<(String, String)> {
    let top = project().join(directory);
    let (mut open, mut files) = (vec![top.clone()], Vec::new());
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(&directory).expect("a directory of the project can be read") {
            let path = entry.expect("an entry of a directory can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file is UTF-8");
                files.push((below(&top, &path), text));
            }
        }
    }
    assert!(!files.is_empty(), "no Rust file below {directory}: the test looks in the wrong place");
    files.sort();
    files
}

fn below(top: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(top).expect("the walk began at the top").components();
    let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn imports_run_one_way() {
    let files = rust_files("src");
    let main = files.iter().find(|(file, _)| file == "main.rs").expect("there is a src/main.rs");
    let of_main = layers::declared_modules(&main.1);
    let mut faults = Vec::new();
    for (file, text) in &files {
        let found = layers::faults_in_src(file, text, &of_main);
        faults.extend(found.into_iter().map(|fault| format!("src/{file}: {fault}")));
    }
    assert_none(&faults);
}

#[test]
fn modules_import_what_they_say_and_nothing_else() {
    let files = rust_files("src");
    let is_code = |file: &str| !file.split('/').any(|part| part == "tests" || part == "tests.rs");
    let of_the_product: Vec<_> = files.iter().filter(|(file, _)| is_code(file)).collect();
    let mut faults = Vec::new();
    for (file, text) in &of_the_product {
        if ["lib.rs", "main.rs"].contains(&file.as_str()) {
            continue;
        }
        // The opening of a layer is for all its files, any other for its own.
        let layer = file.strip_suffix("/mod.rs").filter(|layer| !layer.contains('/'));
        let spoken_for = of_the_product.iter().filter(|(other, _)| match layer {
            Some(layer) => other.starts_with(&format!("{layer}/")),
            None => other == file,
        });
        let found = imports::faults(file, text, spoken_for.map(|(file, text)| (file.as_str(), text.as_str())));
        faults.extend(found.into_iter().map(|fault| format!("src/{file}: {fault}")));
    }
    assert_none(&faults);
}

#[test]
fn migrations_never_import_entities() {
    let mut faults = Vec::new();
    for (file, text) in rust_files("migration") {
        let found = layers::faults_in_migration(&text);
        faults.extend(found.into_iter().map(|fault| format!("migration/{file}: {fault}")));
    }
    let manifest = fs::read_to_string(project().join("migration/Cargo.toml")).expect("migration has a manifest");
    if manifest.lines().any(|line| line.trim_start().starts_with("entity")) {
        faults.push("migration/Cargo.toml: depends on entity".to_owned());
    }
    assert_none(&faults);
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for directory in ["src", "entity", "migration"] {
        for (file, text) in rust_files(directory) {
            let found = form::faults(&text);
            faults.extend(found.into_iter().map(|fault| format!("{directory}/{file}: {fault}")));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_is_protected_by_the_engine() {
    let mut faults = Vec::new();
    for (file, text) in rust_files("src").iter().filter(|(file, _)| !file.contains("tests/")) {
        faults.extend(attributes::faults(text).into_iter().map(|fault| format!("src/{file}: {fault}")));
    }
    assert_none(&faults);
}

#[test]
fn no_message_is_half_translated() {
    let mut faults = Vec::new();
    for (file, text) in rust_files("src") {
        // The type's own tests hold halves up to it.
        if file != "domain/message.rs" {
            faults.extend(messages::faults(&text).into_iter().map(|fault| format!("src/{file}: {fault}")));
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_of_a_machine_is_written_down() {
    let needles = words::needles();
    let mut faults = Vec::new();
    for file in tracked_files() {
        let bytes = match fs::read(project().join(&file)) {
            Ok(bytes) => bytes,
            // Removed in the work tree and not yet in the index, or a link to elsewhere.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => panic!("{}: {error}", file.display()),
        };
        let found = words::faults(&String::from_utf8_lossy(&bytes), &needles);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", file.display())));
    }
    assert_none(&faults);
}

/// What git keeps. The test is of the repository, so without git it fails and does not pass unseen.
fn tracked_files() -> Vec<PathBuf> {
    let listing = Command::new("git")
        // The clone may belong to another user than the one who tests it.
        .args(["-c", "safe.directory=*", "ls-files", "-z"])
        .current_dir(project())
        .output()
        .expect("git can be run");
    assert!(listing.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listing.stderr));
    let names = String::from_utf8(listing.stdout).expect("the names of tracked files are UTF-8");
    let files: Vec<PathBuf> = names.split_terminator('\0').map(PathBuf::from).collect();
    assert!(files.iter().any(|file| file == Path::new("Cargo.toml")), "git lists no Cargo.toml");
    files
}
