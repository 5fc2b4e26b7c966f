//! What is sent to register a council: the same shape as a file in `templates/` and as the GraphQL input.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{
    fault::{Faults, Form},
    mandate::{
        clause::{Clause, actor::Actor},
        template::{Argument, TemplateReference},
    },
    message::said,
    organisation_number::OrganisationNumber,
    text::Text,
    time::Date,
    word::{Code, Key, Slug},
};

/// A council to be registered, with its mandate.
///
/// The mandate's clauses are those of the template with its arguments filled in, then `clauses` (one with the key of
/// a template's clause replaces it, any other is added), without those that `omit` names. A council without template
/// and clauses is registered without a mandate.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "RegisterCouncilInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterCouncil {
    /// Name in addresses.
    pub slug: Slug,
    /// What the council is called.
    pub name: Text,
    /// What it is, in a few sentences.
    pub description: Option<Text>,
    /// Who may see it.
    #[graphql(default)]
    #[serde(default)]
    pub visibility: NewVisibility,
    /// Slug of the organisation that answers for it. Its registrar registers the council.
    pub owner: Slug,
    /// The family that it belongs to.
    pub family: Option<PlaceInFamily>,
    /// When it was set up.
    pub established_on: Option<Date>,
    /// Time zone of its meetings (IANA); Europe/Oslo where it is not said.
    pub time_zone: Option<String>,
    /// Organisations that are named here and that the register may not have yet. One that it has stays as it is.
    #[graphql(default)]
    #[serde(default)]
    pub organisations: Vec<NewOrganisation>,
    /// Entries of code lists that are used here and that the register may not have yet.
    #[graphql(default)]
    #[serde(default)]
    pub codes: Vec<NewCode>,
    /// Which bodies came after which.
    #[graphql(default)]
    #[serde(default)]
    pub successions: Vec<NewSuccession>,
    /// The template that the mandate is made from.
    pub template: Option<TemplateReference>,
    /// What fills the open parameters of the template.
    #[graphql(default)]
    #[serde(default)]
    pub arguments: Vec<Argument>,
    /// Clauses that replace those of the template with the same key, or are added.
    #[graphql(default)]
    #[serde(default)]
    pub clauses: Vec<Clause>,
    /// Keys of the template's clauses that are left out.
    #[graphql(default)]
    #[serde(default)]
    pub omit: Vec<Key>,
    /// How the mandate came about. Needed where there are clauses.
    pub mandate: Option<MandateHead>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dry_run: bool,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub idempotency_key: Option<String>,
}

/// Who may see a new council.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NewVisibility {
    /// Its secretariat only.
    Draft,
    /// Everybody.
    #[default]
    Public,
}

/// A place in a family of councils.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "PlaceInFamilyInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceInFamily {
    /// Slug of the family.
    pub slug: Slug,
    /// What the family is called; needed where the register does not have it yet.
    pub name: Option<Text>,
    /// What the family is for.
    pub purpose: Option<Text>,
    /// The tier in the family: 1 is the top.
    pub tier: Option<u32>,
}

/// An organisation that the register may not have yet.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "NewOrganisationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewOrganisation {
    /// Name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// Norwegian organisation number, nine digits; absent where it has none or it is not known.
    pub number: Option<String>,
    /// What kind it is: an entry of the code list `organisation-kind`.
    pub kind: Option<Code>,
    /// Sector: an entry of the code list `sector`.
    pub sector: Option<Code>,
}

/// An entry of a code list.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, SimpleObject, Serialize, Deserialize)]
#[graphql(name = "CodeEntry", input_name = "NewCodeInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCode {
    /// The code list, such as `sector`.
    pub list: Code,
    /// The entry.
    pub code: Code,
    /// What readers see.
    pub label: Text,
}

/// One body came after another.
#[derive(Clone, Debug, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "NewSuccessionInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSuccession {
    /// Who was there before: an organisation or a council.
    pub predecessor: Actor,
    /// Who came after: an organisation or a council.
    pub successor: Actor,
    /// When, where it is known.
    pub on: Option<Date>,
    /// Where that is known from.
    pub source: Option<String>,
}

/// How a mandate came about. What a clause of the shape Period says need not be said here again.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject, Serialize, Deserialize)]
#[graphql(name = "MandateHeadInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MandateHead {
    /// What the document is called.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who adopted it: an organisation or a council.
    pub adopted_by: Option<Actor>,
    /// When it was adopted.
    pub adopted_on: Option<Date>,
    /// First day in force; absent where it is not known.
    pub valid_from: Option<Date>,
    /// First day no longer in force; absent where it is open.
    pub valid_to: Option<Date>,
    /// Whether it is only a draft so far.
    #[graphql(default)]
    #[serde(default)]
    pub draft: bool,
}

impl Form for RegisterCouncil {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.field("name", &self.name);
        faults.field("description", &self.description);
        faults.field("owner", &self.owner);
        faults.field("family", &self.family);
        faults.field("organisations", &self.organisations);
        faults.field("codes", &self.codes);
        faults.field("successions", &self.successions);
        faults.field("template", &self.template);
        faults.field("arguments", &self.arguments);
        faults.field("clauses", &self.clauses);
        note_repeated("clauses", self.clauses.iter().map(|clause| &clause.key), faults);
        faults.field("omit", &self.omit);
        faults.field("mandate", &self.mandate);
        faults.require(
            "template",
            self.template.is_some() || (self.arguments.is_empty() && self.omit.is_empty()),
            said!(
                "argumenter og utelatelser trenger en mal de hører til",
                "arguments and omissions need a template that they belong to"
            ),
        );
        let has_clauses = self.template.is_some() || !self.clauses.is_empty();
        faults.require(
            "mandate",
            has_clauses == self.mandate.is_some(),
            said!(
                "bestemmelser og mandatet de hører til, trengs sammen; la begge være ute for et råd uten mandat",
                "clauses and a mandate that they belong to are needed together; leave both out for a council without \
                 a mandate"
            ),
        );
        if let Some(zone) = &self.time_zone {
            let right = zone.len() <= 60
                && zone.split('/').all(|part| {
                    !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b))
                });
            faults.require(
                "timeZone",
                right,
                said!(
                    "navnet på en tidssone som Europe/Oslo trengs",
                    "the name of a time zone such as Europe/Oslo is needed"
                ),
            );
        }
    }
}

/// Notes every key that stands in the list a second time.
pub fn note_repeated<'a>(name: &str, keys: impl Iterator<Item = &'a Key>, faults: &mut Faults) {
    let mut seen = std::collections::BTreeSet::new();
    for (index, key) in keys.enumerate() {
        if !seen.insert(key) {
            faults.within(&format!("{name}[{index}]"), |f| {
                f.note_at(
                    "key",
                    said!(
                        "{key} står der allerede; hver nøkkel står én gang",
                        "{key} is there already; every key stands once"
                    ),
                );
            });
        }
    }
}

impl Form for PlaceInFamily {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.field("name", &self.name);
        faults.field("purpose", &self.purpose);
        faults.require(
            "tier",
            self.tier.is_none_or(|tier| (1..=20).contains(&tier)),
            said!("et nivå fra 1 til 20 trengs", "a tier from 1 to 20 is needed"),
        );
    }
}

impl Form for NewOrganisation {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.field("name", &self.name);
        faults.field("kind", &self.kind);
        faults.field("sector", &self.sector);
        if let Some(number) = &self.number
            && let Err(wrong) = number.parse::<OrganisationNumber>()
        {
            faults.note_at("number", wrong.said());
        }
    }
}

impl Form for NewCode {
    fn examine(&self, faults: &mut Faults) {
        faults.field("list", &self.list);
        faults.field("code", &self.code);
        faults.field("label", &self.label);
    }
}

impl Form for NewSuccession {
    fn examine(&self, faults: &mut Faults) {
        for (name, body) in [("predecessor", &self.predecessor), ("successor", &self.successor)] {
            faults.field(name, body);
            let is_body = body.as_organisation().is_some() || body.as_council().is_some();
            faults.require(
                name,
                is_body,
                said!("en organisasjon eller et råd trengs", "an organisation or a council is needed"),
            );
        }
        faults.require(
            "successor",
            self.predecessor != self.successor,
            said!("et organ etterfølger ikke seg selv", "a body does not come after itself"),
        );
    }
}

impl Form for MandateHead {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("adoptedBy", &self.adopted_by);
        super::text::examine_url(self.url.as_deref(), faults);
        if let Some(adopter) = &self.adopted_by {
            let is_body = adopter.as_organisation().is_some() || adopter.as_council().is_some();
            faults.require(
                "adoptedBy",
                is_body,
                said!("en organisasjon eller et råd trengs", "an organisation or a council is needed"),
            );
        }
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to) {
            faults.require(
                "validTo",
                from < to,
                said!(
                    "en dato etter validFrom trengs: validTo er den første dagen mandatet ikke lenger gjelder",
                    "a date after validFrom is needed: validTo is the first day no longer in force"
                ),
            );
        }
    }
}
