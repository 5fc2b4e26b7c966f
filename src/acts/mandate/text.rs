//! The clauses of a mandate as they come out of a template, its arguments and the clauses given, with the way back
//! from each clause to the field of the input that it came from.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::BTreeSet;

use crate::{
    acts::names::{Names, unknown_code, unknown_council, unknown_organisation},
    domain::{
        directory::{Directory, TemplateVersion},
        fault::Form,
        id::TemplateId,
        mandate::{
            clause::{Clause, Provision},
            references::{Named, references},
            template::{Argument, Parameter, TemplateReference, compose, fill},
        },
        message::said,
        word::{Code, Key},
    },
    error::{Refusal, Refusals},
};

/// What the clauses are made from.
#[derive(Clone, Copy, Debug)]
pub(in crate::acts) struct Source<'a> {
    /// The template.
    pub template: Option<&'a TemplateReference>,
    /// What fills its parameters.
    pub arguments: &'a [Argument],
    /// Clauses that replace those of the same key, or are added.
    pub clauses: &'a [Clause],
    /// Keys of clauses that are left out.
    pub omit: &'a [Key],
}

/// The clauses of a mandate.
#[derive(Debug)]
pub(in crate::acts) struct MandateText<'a> {
    /// The clauses, in order.
    pub clauses: Vec<Clause>,
    /// The version of the template that they were made from.
    pub template: Option<(TemplateId, u32)>,
    given: &'a [Clause],
    arguments: &'a [Argument],
    parameters: &'a [Parameter],
}

impl<'a> MandateText<'a> {
    /// Fills the template and puts the given clauses in their places.
    ///
    /// # Errors
    /// A template, a version, a parameter or a key that does not exist; a parameter left open; a value that does not fit.
    pub fn compose(directory: &'a Directory, source: Source<'a>) -> Result<Self, Refusals> {
        let Source { arguments, clauses: given, omit, .. } = source;
        let found = source.template.map(|wanted| version_of(directory, wanted)).transpose()?;
        let (template, parameters, base) = match found {
            None => (None, &[][..], Vec::new()),
            Some((id, version)) => {
                let gone = |key: &str| {
                    omit.iter().any(|omitted| &**omitted == key) || given.iter().any(|clause| &*clause.key == key)
                };
                let filled = fill(&version.parameters, &version.clauses, arguments, gone).map_err(as_refusals)?;
                (Some((id, version.version)), version.parameters.as_slice(), filled)
            }
        };
        let clauses = compose(base, given, omit).map_err(as_refusals)?;
        Ok(Self { clauses, template, given, arguments, parameters })
    }

    /// Puts the given clauses in the places of their namesakes in an earlier mandate.
    ///
    /// # Errors
    /// A key in `omit` that no clause of it has.
    pub fn amend(
        base: Vec<Clause>,
        template: Option<(TemplateId, u32)>,
        given: &'a [Clause],
        omit: &[Key],
    ) -> Result<Self, Refusals> {
        let unknown: Refusals = omit
            .iter()
            .enumerate()
            .filter(|(_, key)| !base.iter().any(|clause| clause.key == **key))
            .map(|(index, key)| {
                Refusal::not_found(
                    &format!("omit[{index}]"),
                    said!(
                        "mandatet har ingen bestemmelse {key}; det har {}",
                        "the mandate has no clause {key}; it has {}",
                        list(base.iter().map(|clause| &*clause.key))
                    ),
                )
            })
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let clauses = compose(base, given, omit).map_err(as_refusals)?;
        Ok(Self { clauses, template, given, arguments: &[], parameters: &[] })
    }

    /// The clauses of a template that is published, as they stand in it.
    pub fn template(given: &'a [Clause]) -> Self {
        Self { clauses: given.to_vec(), template: None, given, arguments: &[], parameters: &[] }
    }

    /// The field of the input that a place in a clause came from: the clause given, the argument that filled the
    /// place, or the template.
    pub fn field(&self, clause: &Clause, below: &str) -> String {
        if let Some(index) = self.given.iter().position(|given| given.key == clause.key) {
            let dot = if below.is_empty() { "" } else { "." };
            return format!("clauses[{index}]{dot}{below}");
        }
        let place = place_of(clause, below);
        let filling = self.arguments.iter().position(|argument| {
            let parameter = self.parameters.iter().find(|parameter| parameter.key == argument.key);
            parameter.is_some_and(|parameter| covers(parameter, &place))
        });
        filling.map_or_else(|| "template".to_owned(), |index| format!("arguments[{index}].value"))
    }

    /// Notes what is wrong with the clauses: their form, and every name that leads nowhere.
    pub fn examine(&self, names: &Names<'_>, refused: &mut Refusals) {
        for clause in &self.clauses {
            // What was given is examined where the input is, with its own path.
            if !self.given.iter().any(|given| given.key == clause.key) {
                for fault in clause.faults() {
                    refused.push(
                        Refusal::bad_input(&self.field(clause, &fault.path), fault.message).because_of(&clause.key),
                    );
                }
            }
        }
        self.examine_names(names, &[], refused);
    }

    /// Notes every name that leads nowhere, but for the places that these parameters have to fill first.
    pub fn examine_names(&self, names: &Names<'_>, open: &[Parameter], refused: &mut Refusals) {
        let groups = self.groups(refused);
        let sub_bodies: BTreeSet<&str> = self
            .clauses
            .iter()
            .filter_map(|clause| {
                if let Provision::Seats(seats) = &clause.provision {
                    Some(&*seats.sub_body.as_ref()?.key)
                } else {
                    None
                }
            })
            .collect();
        for clause in &self.clauses {
            for reference in references(clause) {
                let place = place_of(clause, &reference.path);
                if open.iter().any(|parameter| parameter.required && covers(parameter, &place)) {
                    continue;
                }
                let (field, word) = (self.field(clause, &reference.path), reference.word.as_str());
                let wrong = match &reference.named {
                    Named::Organisation => {
                        names.organisation(word).is_none().then(|| unknown_organisation(&field, word))
                    }
                    Named::Council => names.council(word).is_none().then(|| unknown_council(&field, word)),
                    Named::Code(list) => {
                        (!names.has_code(list, &Code::from(word))).then(|| unknown_code(&field, list, &word.into()))
                    }
                    Named::Value(list) => {
                        let known = names.has_code(list, &Code::from(word))
                            || names.organisation(word).is_some()
                            || names.council(word).is_some();
                        (!known).then(|| unknown_code(&field, list, &word.into()))
                    }
                    Named::Group => (!groups.contains(word)).then(|| {
                        Refusal::not_found(
                            &field,
                            said!(
                                "mandatet har ingen plassgruppe {word}; det har {}",
                                "the mandate has no seat group {word}; it has {}",
                                list(groups.iter().copied())
                            ),
                        )
                    }),
                    Named::SubBody => (!sub_bodies.contains(word)).then(|| {
                        Refusal::not_found(
                            &field,
                            said!(
                                "mandatet har ikke noe underorgan {word}; det har {}",
                                "the mandate has no sub-body {word}; it has {}",
                                list(sub_bodies.iter().copied())
                            ),
                        )
                    }),
                };
                refused.extend(wrong.map(|refusal| refusal.because_of(&clause.key)));
            }
        }
    }

    /// The keys of the seat groups; a group that two clauses make is noted.
    fn groups(&self, refused: &mut Refusals) -> BTreeSet<&str> {
        let mut groups = BTreeSet::new();
        for clause in &self.clauses {
            if let Provision::Seats(seats) = &clause.provision
                && let Some(group) = &seats.group
                && !groups.insert(&*group.key)
            {
                let message = said!(
                    "en annen bestemmelse gir plassgruppen {} allerede; hver gruppe gis én gang",
                    "another clause makes the seat group {} already; every group is made once",
                    group.key
                );
                refused.push(
                    Refusal::bad_input(&self.field(clause, "provision.seats.group.key"), message)
                        .because_of(&clause.key),
                );
            }
        }
        groups
    }
}

/// A place in a clause as the parameters of templates write it: `chair.provision.relation.to.0.council.slug`.
fn place_of(clause: &Clause, below: &str) -> String {
    format!("{}.{}", clause.key, below.replace('[', ".").replace(']', ""))
}

fn covers(parameter: &Parameter, place: &str) -> bool {
    parameter
        .places
        .iter()
        .any(|filled| place.strip_prefix(filled.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

fn version_of<'d>(
    directory: &'d Directory,
    wanted: &TemplateReference,
) -> Result<(TemplateId, &'d TemplateVersion), Refusals> {
    let Some(template) = directory.template(&wanted.slug) else {
        let message = said!(
            "malen {} finnes ikke; publiser den først, eller la den være ute",
            "there is no template {}; publish it first, or leave it out",
            wanted.slug
        );
        return Err(vec![Refusal::not_found("template.slug", message)]);
    };
    let version = match wanted.version {
        None => template.versions.last(),
        Some(number) => template.versions.iter().find(|version| version.version == number),
    };
    version.map(|version| (template.id, version)).ok_or_else(|| {
        let latest = template.versions.last().map_or(0, |version| version.version);
        vec![Refusal::not_found(
            "template.version",
            said!("malen {} har versjonene 1 til {latest}", "the template {} has versions 1 to {latest}", wanted.slug),
        )]
    })
}

pub(in crate::acts) fn as_refusals(faults: Vec<crate::domain::fault::Fault>) -> Refusals {
    faults.into_iter().map(Refusal::from).collect()
}

/// The names in one line, for messages.
pub(in crate::acts) fn list<'k>(names: impl Iterator<Item = &'k str>) -> String {
    let all: Vec<&str> = names.collect();
    if all.is_empty() { "–".to_owned() } else { all.join(", ") }
}
