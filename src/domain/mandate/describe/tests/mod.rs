//! The generated sentences, shape by shape, with names made up for the purpose.

mod people;
mod property;
mod seats;
mod strategies;
mod work;

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Names, describe};
use crate::domain::{
    fault::Form,
    mandate::clause::Clause,
    text::{Lang, Text},
    word::{Code, Slug},
};

/// The labels of the made-up code lists: list, entry, Bokmål, English.
const CODES: [(&str, &str, &str, &str); 34] = [
    ("attribute", "age", "alder", "age"),
    ("attribute", "employer", "arbeidsgiver", "employer"),
    ("attribute", "field", "fagområde", "field"),
    ("attribute", "gender", "kjønn", "gender"),
    ("attribute", "nationality", "statsborgerskap", "nationality"),
    ("capacity", "researcher", "forsker", "researcher"),
    ("criterion", "capacity", "kapasitet", "capacity"),
    ("criterion", "competence", "kompetanse", "competence"),
    ("decision", "advice", "råd", "advice"),
    ("decision", "statutes", "vedtekter", "statutes"),
    ("ending", "left-organisation", "vedkommende forlater virksomheten", "the holder leaves the organisation"),
    ("ending", "resignation", "fratredelse", "resignation"),
    ("event", "advice-adopted", "rådet er vedtatt", "the advice is adopted"),
    ("event", "new-year", "årsskiftet", "the turn of the year"),
    ("field", "law", "juss", "law"),
    ("field", "medicine", "medisin", "medicine"),
    ("gender", "man", "mann", "man"),
    ("gender", "woman", "kvinne", "woman"),
    ("goal", "better-services", "bedre tjenester", "better services"),
    ("holder-level", "top", "toppledelsen", "the top management"),
    ("item", "agenda-item", "sak på dagsordenen", "item on the agenda"),
    ("measure", "inhabitants", "innbyggere", "inhabitants"),
    ("office", "director", "direktør", "director"),
    ("post", "chair", "leder", "chair"),
    ("post", "vice-chair", "nestleder", "vice-chair"),
    ("qualification", "general-practitioner", "fastlege", "general practitioner"),
    ("sector", "municipal", "kommunal sektor", "the municipal sector"),
    ("subject", "advice", "råd", "advice"),
    ("subject", "annual-wheel", "årshjul", "annual wheel"),
    ("subject", "funding", "finansiering", "funding"),
    ("verb", "advise", "gi råd om", "advise on"),
    ("verb", "anchor", "forankre", "build support for"),
    ("verb", "consult", "rådføre seg med", "consult"),
    ("verb", "raise", "melde inn", "raise"),
];

/// Verbs whose labels need no list of their own in English.
const VERBS: [(&str, &str, &str); 6] = [
    ("clarify", "gjøre tydelig", "make clear"),
    ("coordinate", "samordne", "coordinate"),
    ("limit", "begrense", "limit"),
    ("meet", "møte", "meet"),
    ("publish", "publisere", "publish"),
    ("review", "vurdere", "review"),
];

/// The clauses that the described one stands among: two groups of seats and a sub-body.
fn mandate() -> Vec<Clause> {
    let clause = |provision: Value| {
        serde_json::from_value(json!({"key": "x", "modality": "SHALL", "provision": provision})).unwrap()
    };
    vec![
        clause(
            json!({"seats": {"group": {"key": "directorate", "label": {"nb": "Direktoratet"}, "size": {"exactly": {"number": 3}}, "for": {"organisation": {"slug": "directorate"}}}}}),
        ),
        clause(
            json!({"seats": {"group": {"key": "union", "label": {"nb": "Forbundet"}, "size": {"exactly": {"number": 1}}, "for": {"organisation": {"slug": "union"}}}}}),
        ),
        clause(
            json!({"seats": {"group": {"key": "municipalities", "label": {"nb": "Kommuner", "en": "Municipalities"}, "size": {"exactly": {"number": 5}}, "for": {"sector": {"sector": "municipal"}}}}}),
        ),
        clause(
            json!({"seats": {"subBody": {"key": "committee", "label": {"nb": "arbeidsutvalget", "en": "Working Committee"}}}}),
        ),
    ]
}

/// The sentence in a language.
fn say(clause: &Clause, lang: Lang) -> String {
    let mut codes: HashMap<(String, String), Text> = CODES
        .iter()
        .map(|(list, code, nb, en)| (((*list).to_owned(), (*code).to_owned()), Text::nb_en(nb, en)))
        .collect();
    codes.extend(VERBS.iter().map(|(code, nb, en)| (("verb".to_owned(), (*code).to_owned()), Text::nb_en(nb, en))));
    let organisations: HashMap<&str, Text> = [
        ("directorate", Text::nb_en("Helsedirektoratet", "Directorate of Health")),
        ("ministry", Text::nb_en("Helse- og omsorgsdepartementet (HOD)", "Ministry of Health and Care Services")),
        ("union", Text::nb_en("Den norske legeforening (Legeforeningen)", "Medical Association")),
    ]
    .into();
    let councils: HashMap<&str, Text> = [
        ("lower", Text::nb_en("Fagrådet", "Expert Council")),
        (
            "upper",
            Text::nb_en(
                "Nasjonalt strategiråd for digitalisering (Strategirådet)",
                "National Strategy Council for Digitalisation in Health",
            ),
        ),
    ]
    .into();
    let clauses = mandate();
    let names = Names {
        code: &|list, code: &Code| codes.get(&(list.to_owned(), code.to_string())),
        organisation: &|slug: &Slug| organisations.get(slug.as_str()),
        council: &|slug: &Slug| councils.get(slug.as_str()),
        clauses: &clauses.iter().collect::<Vec<_>>(),
    };
    describe(clause, &names, lang)
}

/// Asserts what a clause, as JSON, says in Bokmål and in English.
#[track_caller]
fn says(clause: Value, nb: &str, en: &str) {
    let clause: Clause = serde_json::from_value(clause).unwrap();
    assert_eq!(clause.faults(), [], "a test is about clauses that can be");
    assert_eq!(say(&clause, Lang::Nb), nb);
    assert_eq!(say(&clause, Lang::En), en);
    assert_eq!(say(&clause, Lang::Nn), nb);
    assert_eq!(say(&clause, Lang::Se), nb);
}

#[test]
fn unknown_names_are_read_from_their_own_letters() {
    says(
        json!({"key": "x", "modality": "SHALL", "provision": {"duty": {"activity": {
            "actor": {"organisation": {"slug": "some-agency"}}, "verb": "look-after", "subjects": ["old-ships"],
            "towards": [{"council": {"slug": "ship-council"}}, {"group": {"group": "old-hands"}}],
        }}}}),
        "Some agency skal look after old ships overfor ship council og medlemmene i gruppen «old hands».",
        "Some agency shall look after old ships towards ship council and the members in the group “old hands”.",
    );
}
