//! Mandate templates: clauses with parameters still open.
//!
//! May import: `domain`. A template's clauses are complete, typed clauses; a parameter names the places in them that
//! whoever uses the template fills. So a template is checked like any mandate, and a filled one is parsed again: what
//! does not fit the place is refused with its path.

use async_graphql::{InputObject, OneofObject, SimpleObject};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::clause::Clause;
use crate::domain::{
    fault::{Fault, Faults, Form},
    message::{Message, said},
    register::{NewCode, NewOrganisation, note_repeated},
    text::{Lang, Text},
    word::{Key, Slug},
};

/// A version of a template to be published.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "PublishTemplateInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishTemplate {
    /// Name in addresses.
    pub slug: Slug,
    /// What the template is called.
    pub name: Text,
    /// For which kind of body it is.
    pub description: Option<Text>,
    /// Slug of the organisation that keeps it; absent for the register's own.
    pub owner: Option<Slug>,
    /// The number of this version: one more than the latest that is published, 1 for the first.
    pub version: u32,
    /// What is left open.
    #[graphql(default)]
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Organisations that the clauses name and that the register may not have yet.
    #[graphql(default)]
    #[serde(default)]
    pub organisations: Vec<NewOrganisation>,
    /// Entries of code lists that the clauses use and that the register may not have yet.
    #[graphql(default)]
    #[serde(default)]
    pub codes: Vec<NewCode>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub idempotency_key: Option<String>,
}

/// Something that a template leaves open.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(name = "TemplateParameter", input_name = "TemplateParameterInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Parameter {
    /// Name of the parameter in the template.
    pub key: Key,
    /// What it asks for.
    pub label: Text,
    /// The places that it fills: the key of a clause, then the names of fields (and numbers of list entries), with
    /// dots between them, such as `chair.provision.post.filledBy.organisation.by.organisation.slug`.
    pub places: Vec<String>,
    /// Whether it has to be filled; otherwise the value that stands in the clause is kept.
    #[graphql(default)]
    #[serde(default)]
    pub required: bool,
}

/// A version of a template.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(name = "TemplateReference", input_name = "TemplateReferenceInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateReference {
    /// Slug of the template.
    pub slug: Slug,
    /// The version; the latest where it is not said.
    pub version: Option<u32>,
}

/// What fills an open parameter.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "ArgumentInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Argument {
    /// Name of the parameter.
    pub key: Key,
    /// The value.
    pub value: ArgumentValue,
}

/// A value for a parameter: exactly one of these, as the place asks for.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject, Serialize, Deserialize)]
#[graphql(name = "ArgumentValueInput")]
#[serde(rename_all = "camelCase")]
pub enum ArgumentValue {
    /// A word, date, duration or enum value.
    Text(String),
    /// A whole number.
    Number(i32),
    /// Yes or no.
    Flag(bool),
    /// Several words.
    Words(Vec<String>),
    /// A text for readers.
    Label(Text),
}

impl ArgumentValue {
    fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(text.as_str()),
            Self::Number(number) => Value::from(*number),
            Self::Flag(flag) => Value::from(*flag),
            Self::Words(words) => Value::from(words.clone()),
            Self::Label(text) => serde_json::to_value(text).unwrap_or(Value::Null),
        }
    }
}

/// The clauses of a template with its parameters filled. `gone` says which of its clauses are left out or replaced:
/// what stands only in those need not be filled.
///
/// # Errors
/// Every argument that names no parameter, every required parameter without an argument, and every value that does
/// not fit its place, with the path of the argument.
pub fn fill(
    parameters: &[Parameter],
    clauses: &[Clause],
    arguments: &[Argument],
    gone: impl Fn(&str) -> bool,
) -> Result<Vec<Clause>, Vec<Fault>> {
    let mut faults = Faults::default();
    let stays = |place: &String| place.split_once('.').is_none_or(|(clause, _)| !gone(clause));
    let open = |parameter: &&Parameter| parameter.required && parameter.places.iter().any(stays);
    for parameter in parameters.iter().filter(open) {
        if !arguments.iter().any(|argument| argument.key == parameter.key) {
            faults.note_at(
                "arguments",
                said!(
                    ["malen lar {} stå åpen ({}); fyll den ut", parameter.key, parameter.label.in_lang(Lang::Nb)],
                    ["the template leaves {} open ({}); fill it", parameter.key, parameter.label.in_lang(Lang::En)]
                ),
            );
        }
    }
    let mut filled = clauses.to_vec();
    for (index, argument) in arguments.iter().enumerate() {
        faults.within(&format!("arguments[{index}]"), |faults| {
            let Some(parameter) = parameters.iter().find(|parameter| parameter.key == argument.key) else {
                faults.note_at(
                    "key",
                    said!(
                        "malen har ingen parameter {}; den har {}",
                        "the template has no parameter {}; it has {}",
                        argument.key,
                        names(parameters)
                    ),
                );
                return;
            };
            for place in &parameter.places {
                if let Err(wrong) = put(&mut filled, place, &argument.value.to_json()) {
                    faults.note_at("value", wrong);
                }
            }
        });
    }
    let found = faults.into_found();
    if found.is_empty() { Ok(filled) } else { Err(found) }
}

fn names(parameters: &[Parameter]) -> String {
    if parameters.is_empty() {
        return "–".to_owned();
    }
    parameters.iter().map(|parameter| parameter.key.as_str()).collect::<Vec<_>>().join(", ")
}

fn put(clauses: &mut [Clause], place: &str, value: &Value) -> Result<(), Message> {
    let (key, path) = place
        .split_once('.')
        .ok_or_else(|| said!("{place} er ikke noe felt i en bestemmelse", "{place} names no field of a clause"))?;
    let clause = clauses
        .iter_mut()
        .find(|clause| &*clause.key == key)
        .ok_or_else(|| said!("det er ingen bestemmelse {key}", "there is no clause {key}"))?;
    let mut json = serde_json::to_value(&*clause).unwrap_or(Value::Null);
    let pointer = format!("/{}", path.replace('.', "/"));
    let slot = json
        .pointer_mut(&pointer)
        .ok_or_else(|| said!("bestemmelsen {key} har ikke stedet {path}", "clause {key} has no place {path}"))?;
    let before = std::mem::replace(slot, value.clone());
    *clause = serde_json::from_value(json).map_err(|_| {
        let right = right(&before);
        said!(["{value} passer ikke i {place}; {}", right.nb], ["{value} does not fit {place}; {}", right.en])
    })?;
    Ok(())
}

/// What would be right in place of a value of the template.
fn right(before: &Value) -> Message {
    match before {
        Value::Number(number) => said!("et heltall som {number} trengs", "a whole number such as {number} is needed"),
        Value::Bool(_) => said!("true eller false trengs", "true or false is needed"),
        Value::String(word) => {
            said!("et ord av samme slag som {word:?} trengs", "a word of the kind of {word:?} is needed")
        }
        Value::Array(_) => said!("en liste med ord trengs", "a list of words is needed"),
        Value::Object(_) => said!(
            "en tekst på minst ett av språkene nb, nn, en, se trengs",
            "a text in at least one of nb, nn, en, se is needed"
        ),
        Value::Null => said!("en annen slags verdi trengs", "another kind of value is needed"),
    }
}

impl Form for PublishTemplate {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.field("name", &self.name);
        faults.field("description", &self.description);
        faults.field("owner", &self.owner);
        faults.require(
            "version",
            self.version > 0,
            said!("en versjon fra 1 og oppover trengs", "a version from 1 on is needed"),
        );
        faults.require(
            "clauses",
            !self.clauses.is_empty(),
            said!("minst én bestemmelse trengs", "at least one clause is needed"),
        );
        faults.field("clauses", &self.clauses);
        note_repeated("clauses", self.clauses.iter().map(|clause| &clause.key), faults);
        faults.field("organisations", &self.organisations);
        faults.field("codes", &self.codes);
        note_repeated("parameters", self.parameters.iter().map(|parameter| &parameter.key), faults);
        for (index, parameter) in self.parameters.iter().enumerate() {
            faults.within(&format!("parameters[{index}]"), |faults| {
                faults.field("key", &parameter.key);
                faults.field("label", &parameter.label);
                faults.require(
                    "places",
                    !parameter.places.is_empty(),
                    said!("minst ett sted trengs", "at least one place is needed"),
                );
                for (index, place) in parameter.places.iter().enumerate() {
                    if let Some(wrong) = missing_place(&self.clauses, place) {
                        faults.note_at(&format!("places[{index}]"), wrong);
                    }
                }
            });
        }
    }
}

fn missing_place(clauses: &[Clause], place: &str) -> Option<Message> {
    let Some((key, path)) = place.split_once('.') else {
        return Some(said!(
            "nøkkelen til en bestemmelse, et punktum og stien til et felt trengs",
            "the key of a clause, a dot, and the path of a field are needed"
        ));
    };
    let Some(clause) = clauses.iter().find(|clause| &*clause.key == key) else {
        return Some(said!("det er ingen bestemmelse {key}", "there is no clause {key}"));
    };
    let json = serde_json::to_value(clause).unwrap_or(Value::Null);
    let there = json.pointer(&format!("/{}", path.replace('.', "/"))).is_some();
    (!there).then(|| said!("bestemmelsen {key} har ikke feltet {path}", "clause {key} has no field {path}"))
}

impl Form for TemplateReference {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.require(
            "version",
            self.version != Some(0),
            said!("en versjon fra 1 og oppover trengs", "a version from 1 on is needed"),
        );
    }
}

impl Form for Argument {
    fn examine(&self, faults: &mut Faults) {
        faults.field("key", &self.key);
        match &self.value {
            ArgumentValue::Text(text) => faults.within("value", |f| crate::domain::text::examine_line(text, 2_000, f)),
            ArgumentValue::Label(text) => faults.field("value", text),
            ArgumentValue::Number(_) | ArgumentValue::Flag(_) | ArgumentValue::Words(_) => {}
        }
    }
}

/// The clauses that a mandate is made from: the template's, with those given taking the place of their namesakes or
/// following at the end, without those that are left out.
///
/// # Errors
/// Every key in `omit` that no clause of the template has.
pub fn compose(mut base: Vec<Clause>, given: &[Clause], omit: &[Key]) -> Result<Vec<Clause>, Vec<Fault>> {
    let mut faults = Faults::default();
    for (index, key) in omit.iter().enumerate() {
        if !base.iter().any(|clause| clause.key == *key) {
            faults.note_at(
                &format!("omit[{index}]"),
                said!("malen har ingen bestemmelse {key}", "the template has no clause {key}"),
            );
        }
    }
    base.retain(|clause| !omit.contains(&clause.key));
    for clause in given {
        match base.iter_mut().find(|known| known.key == clause.key) {
            Some(known) => *known = clause.clone(),
            None => base.push(clause.clone()),
        }
    }
    let found = faults.into_found();
    if found.is_empty() { Ok(base) } else { Err(found) }
}
