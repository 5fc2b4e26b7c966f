//! Nothing is named that is not declared: organisations, councils, seat groups, codes.
//!
//! The names are found in the JSON form of the clauses by the field they stand in, so that a new shape with a new place
//! for a name is looked at too.

use std::collections::BTreeSet;

use mandat::{
    acts::roster::assert_complete::SUBJECTS,
    domain::{
        attribute::{ASKED_FOR, NUMBERS, ORGANISATIONS, SENSITIVE, SINGLE},
        mandate::clause::Clause,
        organisation_number::OrganisationNumber,
    },
};
use serde_json::Value;

use crate::read::{codes, councils, templates};

/// Everything that clauses name.
#[derive(Default)]
struct Named {
    organisations: BTreeSet<String>,
    councils: BTreeSet<String>,
    groups: BTreeSet<String>,
    codes: BTreeSet<(String, String)>,
}

impl Named {
    fn in_clauses(clauses: &[Clause]) -> Self {
        let mut named = Self::default();
        for clause in clauses {
            named.walk("", &serde_json::to_value(clause).unwrap());
        }
        named
    }

    fn walk(&mut self, field: &str, value: &Value) {
        match value {
            Value::Array(entries) => entries.iter().for_each(|entry| self.walk(field, entry)),
            Value::Object(fields) => {
                let slug = fields.get("slug").and_then(Value::as_str);
                match (field, slug) {
                    ("organisation", Some(slug)) => self.organisations.extend([slug.to_owned()]),
                    ("council", Some(slug)) => self.councils.extend([slug.to_owned()]),
                    _ => {}
                }
                if let (Some(attribute), Some(Value::Array(values))) =
                    (fields.get("attribute").and_then(Value::as_str), fields.get("values"))
                {
                    for value in values {
                        self.codes.insert((attribute.to_owned(), value.as_str().unwrap().to_owned()));
                    }
                }
                fields.iter().for_each(|(name, value)| self.walk(name, value));
            }
            Value::String(word) => self.word(field, word),
            _ => {}
        }
    }

    fn word(&mut self, field: &str, word: &str) {
        let list = match field {
            "sector" | "sectors" => "sector",
            "subjects" => "subject",
            "criteria" => "criterion",
            "goals" => "goal",
            "posts" => "post",
            "trigger" => "event",
            "ground" => "ending",
            "post" | "verb" | "event" | "item" | "attribute" | "capacity" | "office" | "decision" | "measure" => field,
            "organisation" => return self.organisations.extend([word.to_owned()]),
            "council" => return self.councils.extend([word.to_owned()]),
            "group" | "groups" | "except" | "after" | "from" => return self.group(word),
            _ => return,
        };
        self.codes.insert((list.to_owned(), word.to_owned()));
    }

    /// `from` holds dates too; a seat group never starts with a digit here.
    fn group(&mut self, word: &str) {
        if !word.starts_with(|first: char| first.is_ascii_digit()) {
            self.groups.insert(word.to_owned());
        }
    }
}

fn declared_codes() -> BTreeSet<(String, String)> {
    codes().into_iter().map(|code| (code.list.to_string(), code.code.to_string())).collect()
}

fn declared_groups(clauses: &[Clause]) -> BTreeSet<String> {
    crate::read::composition(clauses).groups.iter().map(|group| group.key.to_string()).collect()
}

#[test]
fn every_code_is_declared_once_and_used_somewhere() {
    let all = codes();
    let declared = declared_codes();
    assert_eq!(all.len(), declared.len(), "a code is declared twice");
    let mut used = BTreeSet::new();
    let mut check = |path: &str, named: BTreeSet<(String, String)>| {
        for code in named {
            assert!(declared.contains(&code), "{path} uses {code:?}, which codes.toml does not have");
            used.insert(code);
        }
    };
    let kinds = |organisations: &[mandat::domain::register::NewOrganisation]| {
        let mut codes = BTreeSet::new();
        for organisation in organisations {
            codes.extend(organisation.kind.iter().map(|code| ("organisation-kind".to_owned(), code.to_string())));
            codes.extend(organisation.sector.iter().map(|code| ("sector".to_owned(), code.to_string())));
        }
        codes
    };
    for (path, council) in councils() {
        check(&path, Named::in_clauses(&council.clauses).codes);
        check(&path, kinds(&council.organisations));
    }
    for (path, template) in templates() {
        check(&path, Named::in_clauses(&template.clauses).codes);
        check(&path, kinds(&template.organisations));
    }
    // What the program itself knows has a label, too.
    let attributes = [&ASKED_FOR[..], &SENSITIVE, &SINGLE, &NUMBERS, &ORGANISATIONS].concat();
    let known = |list: &str, codes: &[&str]| codes.iter().map(|code| (list.to_owned(), (*code).to_owned())).collect();
    check("the program", known("attribute", &attributes));
    check("the program", known("completeness", &SUBJECTS));
    // Lists that others will draw from may hold more than the files use.
    let open = ["qualification", "holder-level", "post", "verb", "event", "item", "ending", "capacity"];
    let idle: Vec<_> = declared.difference(&used).filter(|(list, _)| !open.contains(&list.as_str())).collect();
    assert!(idle.is_empty(), "declared and used nowhere: {idle:?}");
}

#[test]
fn every_organisation_and_council_that_is_named_is_declared() {
    let councils = councils();
    let known: BTreeSet<String> = councils.iter().map(|(_, council)| council.slug.to_string()).collect();
    for (path, council) in &councils {
        let mut named = Named::in_clauses(&council.clauses);
        named.organisations.insert(council.owner.to_string());
        for step in &council.successions {
            named.walk("", &serde_json::to_value(&step.predecessor).unwrap());
            named.walk("", &serde_json::to_value(&step.successor).unwrap());
        }
        if let Some(adopter) = council.mandate.as_ref().and_then(|head| head.adopted_by.as_ref()) {
            named.walk("", &serde_json::to_value(adopter).unwrap());
        }
        let declared: BTreeSet<String> =
            council.organisations.iter().map(|organisation| organisation.slug.to_string()).collect();
        assert_eq!(
            named.organisations.difference(&declared).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{path}: undeclared"
        );
        assert_eq!(
            declared.difference(&named.organisations).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "{path}: idle"
        );
        assert!(named.councils.is_subset(&known), "{path} names councils that no file has: {:?}", named.councils);
    }
}

#[test]
fn an_organisation_that_two_files_declare_is_the_same_in_both() {
    let mut seen = std::collections::BTreeMap::new();
    for (path, council) in councils() {
        for organisation in council.organisations {
            let slug = organisation.slug.clone();
            if let Some(before) = seen.insert(slug.clone(), organisation.clone()) {
                assert_eq!(before, organisation, "{path}: {slug} differs from another file");
            }
        }
    }
}

#[test]
fn every_seat_group_that_is_named_exists() {
    let all = councils().into_iter().map(|(path, council)| (path, council.clauses));
    for (path, clauses) in all.chain(templates().into_iter().map(|(path, template)| (path, template.clauses))) {
        let named = Named::in_clauses(&clauses).groups;
        let groups = declared_groups(&clauses);
        assert!(named.is_subset(&groups), "{path} names {:?}", named.difference(&groups).collect::<Vec<_>>());
    }
}

#[test]
fn only_what_a_required_parameter_fills_is_left_to_be_named_in_a_template() {
    for (path, template) in templates() {
        for clause in &template.clauses {
            let json = serde_json::to_value(clause).unwrap();
            let mut open = Vec::new();
            places_of("to-be-named", clause.key.to_string(), &json, &mut open);
            for place in open {
                let filled =
                    template.parameters.iter().any(|parameter| parameter.required && parameter.places.contains(&place));
                assert!(filled, "{path}: nothing that is required fills {place}");
            }
        }
        let named = Named::in_clauses(&template.clauses);
        assert_eq!(named.organisations.iter().collect::<Vec<_>>(), ["to-be-named"], "{path}");
        assert!(named.councils.is_empty(), "{path}");
    }
}

fn places_of(word: &str, at: String, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text == word => found.push(at),
        Value::Array(entries) => {
            entries
                .iter()
                .enumerate()
                .for_each(|(index, entry)| places_of(word, format!("{at}.{index}"), entry, found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| places_of(word, format!("{at}.{name}"), value, found));
        }
        _ => {}
    }
}

#[test]
fn organisation_numbers_are_those_found_in_public_sources() {
    let expected = [
        ("direktoratet-for-medisinske-produkter", "974761122"),
        ("digitaliseringsdirektoratet", "991825827"),
        ("folkehelseinstituttet", "983744516"),
        ("helse-nord-rhf", "883658752"),
        ("helse-og-omsorgsdepartementet", "983887406"),
        ("helse-vest-rhf", "983658725"),
        ("helsedirektoratet", "983544622"),
        ("ks", "971032146"),
        ("norges-forskningsrad", "970141669"),
        ("norsk-helsenett", "994598759"),
        ("norsk-sykepleierforbund", "960893506"),
    ];
    let found: BTreeSet<(String, String)> = councils()
        .into_iter()
        .flat_map(|(_, council)| council.organisations)
        .filter_map(|organisation| Some((organisation.slug.to_string(), organisation.number?)))
        .collect();
    let expected: BTreeSet<(String, String)> =
        expected.map(|(slug, number)| (slug.to_owned(), number.to_owned())).into();
    assert_eq!(found, expected);
    assert!(found.iter().all(|(_, number)| number.parse::<OrganisationNumber>().is_ok()));
}
