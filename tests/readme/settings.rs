//! The settings in the README: every variable and key is read, every one that is read is told, and what is told to be the
//! default is.

use std::{cell::RefCell, collections::BTreeSet};

use mandat::config::{Config, FILE_VARIABLE};

use crate::pages::{blocks, file, readme, words};

/// What the program asks the environment for, beside the name of the file and the log's filter.
fn asked() -> BTreeSet<String> {
    let asked = RefCell::new(BTreeSet::from([FILE_VARIABLE.to_owned(), "MANDAT_LOG".to_owned()]));
    let environment = |name: &str| {
        asked.borrow_mut().insert(name.to_owned());
        None
    };
    Config::from_sources(None, environment, &file("")).unwrap();
    asked.into_inner()
}

#[test]
fn the_readme_tells_every_variable_and_no_other() {
    let page = readme();
    let told: BTreeSet<String> = words(&page, "MANDAT_").into_iter().map(str::to_owned).collect();
    let (ours, standard): (BTreeSet<String>, BTreeSet<String>) =
        asked().into_iter().partition(|name| name.starts_with("MANDAT_"));
    assert_eq!(told, ours);
    assert!(standard.iter().any(|name| page.contains(name.as_str())), "{standard:?}");
}

#[test]
fn the_guide_for_operators_names_only_what_there_is() {
    let page = std::fs::read_to_string(file("docs/operating.md")).unwrap();
    let told: BTreeSet<String> = words(&page, "MANDAT_").into_iter().map(str::to_owned).collect();
    let asked = asked();
    assert!(told.len() > 8 && told.is_subset(&asked), "{:?}", told.difference(&asked).collect::<Vec<_>>());
    let numbers = mandat::http::Observer::default().text();
    let named = numbers.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    for name in named {
        assert!(page.contains(name), "{name} is not in docs/operating.md");
    }
}

#[test]
fn every_key_in_the_table_is_a_key_of_the_file() {
    let page = readme();
    let rows = page.lines().filter(|line| line.starts_with("| `MANDAT_"));
    let mut checked = 0;
    for row in rows {
        let key = row.split('|').nth(2).unwrap().trim().trim_matches('`');
        if key == "–" || key.starts_with('[') {
            continue;
        }
        // An unknown key is refused by name; one that is known is refused for its value: no setting is a date.
        let (table, key) = key.split_once('.').map_or(("", key), |(table, key)| (table, key));
        let text =
            if table.is_empty() { format!("{key} = 2020-01-02") } else { format!("[{table}]\n{key} = 2020-01-02") };
        let refused = Config::from_sources(Some(&text), |_| None, &file("")).unwrap_err().to_string();
        assert!(!refused.contains("unknown field"), "{refused}");
        checked += 1;
    }
    assert!(checked > 15, "{checked}");
}

/// The settings where this variable alone is set, as they print themselves.
fn with(variable: &str, value: &str) -> String {
    let environment = |asked: &str| (asked == variable).then(|| value.to_owned());
    let config = Config::from_sources(None, environment, &file("")).unwrap();
    format!("{config:?} {}", config.database_url.expose())
}

#[test]
fn what_is_told_to_be_the_default_is() {
    let page = readme();
    let unset = with("", "");
    let (mut given, mut absent) = (0, 0);
    for row in page.lines().filter(|line| line.starts_with("| `MANDAT_")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let (variable, key, told) = (cells[1].trim_matches('`'), cells[2].trim_matches('`'), cells[3]);
        let (quoted, rest) = told.strip_prefix('`').and_then(|told| told.split_once('`')).unwrap_or((told, ""));
        match (variable, rest) {
            // What is logged is settled before the settings are read.
            ("MANDAT_LOG", _) => {
                let source = std::fs::read_to_string(file("src/command/mod.rs")).unwrap();
                assert!(source.contains(&format!("EnvFilter::new(\"{quoted}\")")), "{row}");
            }
            ("MANDAT_MIGRATE_URL", _) => assert!(unset.contains("migrate_url: None,"), "{row}"),
            (_, " in the data directory") => {
                let place = file("data").join(quoted);
                let (scheme, more) = if key == "database_url" { ("sqlite", "?mode=rwc") } else { ("file", "") };
                assert_eq!(with(variable, &format!("{scheme}://{}{more}", place.display())), unset, "{row}");
                given += 1;
            }
            _ if told == "none" => {
                let field = if key == "[[issuer]]" { "issuers" } else { key };
                let is_empty = ["None", "[]"].iter().any(|empty| unset.contains(&format!("{field}: {empty},")));
                assert!(is_empty, "{row}");
                absent += 1;
            }
            _ => {
                assert_eq!(with(variable, quoted), unset, "{row}");
                // It is this setting that was compared: with another number they print otherwise.
                if let Ok(number) = quoted.parse::<u64>() {
                    assert_ne!(with(variable, &(number + 1).to_string()), unset, "{row}");
                }
                given += 1;
            }
        }
    }
    assert!(given > 22 && absent > 4, "{given}, {absent}");
}

#[test]
fn the_example_of_a_file_is_understood() {
    let page = readme();
    let examples = blocks(&page, "toml");
    assert!(!examples.is_empty());
    for example in examples {
        let config = Config::from_sources(Some(&example.text), |_| None, &file("")).unwrap();
        assert_eq!(config.issuers.len(), 2);
    }
}
