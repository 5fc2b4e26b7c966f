//! The commands in the README: each is one that the program knows, with options that it has.

use std::process::Command;

use crate::pages::{blocks, readme};

/// The arguments of every call of the program in a shell text, wherever it stands on its line.
fn calls(text: &str) -> Vec<Vec<String>> {
    let mut calls = Vec::new();
    for line in text.lines() {
        let line = line.split(" #").next().unwrap();
        for program in ["mandat", "cargo run --release"] {
            for (at, _) in line.match_indices(program) {
                let before = line[..at].chars().next_back();
                let after = &line[at + program.len()..];
                let begins = before.is_none_or(|c| c == ' ' || c == '(');
                if !begins || !(after.is_empty() || after.starts_with(' ')) {
                    continue;
                }
                let arguments = after.split(['>', '|', ')', '&']).next().unwrap();
                calls.push(arguments.split_whitespace().filter(|word| *word != "--").map(str::to_owned).collect());
            }
        }
    }
    calls
}

#[test]
fn every_command_is_one_that_the_program_knows() {
    let page = readme();
    let calls: Vec<_> = blocks(&page, "sh").iter().flat_map(|block| calls(&block.text)).collect();
    assert!(calls.len() >= 10, "{calls:?}");
    for arguments in calls {
        // Help is printed only when everything before it was understood.
        let output = Command::new(env!("CARGO_BIN_EXE_mandat")).args(&arguments).arg("--help").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "mandat {}: {said}", arguments.join(" "));
    }
}

#[test]
fn help_does_not_excuse_an_option_that_does_not_exist() {
    let wrong = ["serve", "--no-such-option", "--help"];
    let output = Command::new(env!("CARGO_BIN_EXE_mandat")).args(wrong).output().unwrap();
    assert!(!output.status.success());
}

#[test]
fn calls_are_found_where_shells_find_them() {
    let text =
        "cargo run --release   # serves\nT=$(mandat token --as operator)\nA=b/mandat mandat serve\nls mandat/x\n";
    assert_eq!(calls(text), [vec![], vec!["token", "--as", "operator"], vec!["serve"]] as [Vec<&str>; 3]);
}
