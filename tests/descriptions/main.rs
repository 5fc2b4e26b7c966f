//! Every clause of the files in `templates/`, said in Bokmål and English. The snapshots are read by a person before they
//! are accepted: what stands in them is what citizens read.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use mandat::domain::{
    mandate::{
        clause::Clause,
        describe::{Names, describe},
        template::PublishTemplate,
    },
    register::{NewCode, NewOrganisation, RegisterCouncil},
    text::{Lang, Text},
    word::{Code, Slug},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct CodeFile {
    codes: Vec<NewCode>,
}

/// The names of all files, as the register has them once all are imported.
#[derive(Default)]
struct Register {
    codes: HashMap<(Code, Code), Text>,
    organisations: HashMap<Slug, Text>,
    councils: HashMap<Slug, Text>,
}

impl Register {
    fn learn(&mut self, codes: &[NewCode], organisations: &[NewOrganisation]) {
        for code in codes {
            self.codes.entry((code.list.clone(), code.code.clone())).or_insert_with(|| code.label.clone());
        }
        for organisation in organisations {
            self.organisations.entry(organisation.slug.clone()).or_insert_with(|| organisation.name.clone());
        }
    }

    fn say(&self, clauses: &[Clause]) -> String {
        let code = |list: &str, code: &Code| self.codes.get(&(Code::from(list), code.clone()));
        let organisation = |slug: &Slug| self.organisations.get(slug);
        let council = |slug: &Slug| self.councils.get(slug);
        let names = Names {
            code: &code,
            organisation: &organisation,
            council: &council,
            clauses: &clauses.iter().collect::<Vec<_>>(),
        };
        let mut said = String::new();
        for clause in clauses {
            let (nb, en) = (describe(clause, &names, Lang::Nb), describe(clause, &names, Lang::En));
            assert_eq!(nb, describe(clause, &names, Lang::Nn), "{}: Nynorsk readers get Bokmål throughout", clause.key);
            assert_eq!(nb, describe(clause, &names, Lang::Se), "{}: Sami readers get Bokmål throughout", clause.key);
            writeln!(said, "{}\n  {nb}\n  {en}", clause.key).expect("a string takes all that is written to it");
        }
        said
    }
}

fn files(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&path)
        .map(|entries| {
            entries
                .map(|entry| entry.expect("a folder of the project can be read").path())
                .filter(|path| path.extension().is_some_and(|end| end == "toml"))
                .collect()
        })
        .unwrap_or_default();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            (
                path.file_stem().expect("a file with an ending has a name").to_string_lossy().into_owned(),
                fs::read_to_string(&path).expect("a file of the project can be read"),
            )
        })
        .collect()
}

fn read<T: for<'de> Deserialize<'de>>(folder: &str) -> Vec<(String, T)> {
    files(folder)
        .into_iter()
        .map(|(name, text)| {
            (name.clone(), toml::from_str(&text).expect("a file in templates reads as what its folder holds"))
        })
        .collect()
}

#[test]
fn every_clause_of_the_files_is_said_as_reviewed() {
    let mut register = Register::default();
    let codes: CodeFile = toml::from_str(include_str!("../../templates/codes.toml")).unwrap();
    register.learn(&codes.codes, &[]);
    let councils: Vec<(String, RegisterCouncil)> = [read("councils"), read("examples")].concat();
    let templates: Vec<(String, PublishTemplate)> = read("mandates");
    for (_, council) in &councils {
        register.learn(&council.codes, &council.organisations);
        register.councils.insert(council.slug.clone(), council.name.clone());
    }
    for (_, template) in &templates {
        register.learn(&template.codes, &template.organisations);
    }
    assert!(!councils.is_empty(), "there are no councils in templates");
    let clauses = councils.iter().map(|(name, council)| (name, &council.clauses));
    for (name, clauses) in clauses.chain(templates.iter().map(|(name, template)| (name, &template.clauses))) {
        insta::assert_snapshot!(name.as_str(), register.say(clauses));
    }
}
