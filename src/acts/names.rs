//! What an input names: organisations, councils and codes, those that the register has and those that the input
//! declares.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::{BTreeMap, BTreeSet};

use super::standing;
use crate::{
    domain::{
        change::Change,
        council::Body,
        directory::Directory,
        id::{CouncilId, OrganisationId},
        mandate::clause::actor::{Actor, Part},
        message::said,
        organisation_number::OrganisationNumber,
        people::Organisation,
        register::{NewCode, NewOrganisation},
        word::{Code, Slug},
    },
    error::{Refusal, Refusals},
    store::act::Facts,
};

/// The names that an input may use.
pub(super) struct Names<'a> {
    facts: &'a Facts<'a>,
    organisations: BTreeMap<Slug, OrganisationId>,
    codes: BTreeSet<(Code, Code)>,
    own: Option<(Slug, CouncilId)>,
    owner: Option<OrganisationId>,
    /// What has to be made for the names that the register did not have.
    pub changes: Vec<Change>,
    /// What is not as declared, and stays as it is.
    pub warnings: Vec<Refusal>,
}

impl<'a> Names<'a> {
    /// The names of the register.
    pub fn new(facts: &'a Facts<'a>) -> Self {
        Self {
            facts,
            organisations: BTreeMap::new(),
            codes: BTreeSet::new(),
            own: None,
            owner: None,
            changes: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// The names of the register, and those that the input declares.
    pub fn declared(
        facts: &'a Facts<'a>,
        organisations: &[NewOrganisation],
        codes: &[NewCode],
        refused: &mut Refusals,
    ) -> Self {
        let mut names = Self::new(facts);
        for (index, code) in codes.iter().enumerate() {
            names.declare_code(index, code, refused);
        }
        for (index, organisation) in organisations.iter().enumerate() {
            names.declare_organisation(&format!("organisations[{index}]."), organisation, refused);
        }
        names
    }

    /// The same names with those of the council whose mandate it is.
    pub fn of_council(&mut self, slug: &Slug, id: CouncilId, owner: OrganisationId) {
        self.own = Some((slug.clone(), id));
        self.owner = Some(owner);
    }

    fn declare_code(&mut self, index: usize, code: &NewCode, refused: &mut Refusals) {
        if self.facts.directory.code(&code.list, &code.code).is_some() {
            return;
        }
        if self.codes.insert((code.list.clone(), code.code.clone())) {
            self.changes.push(Change::Code(code.clone()));
        } else {
            let message = said!(
                "{} er oppgitt over for kodelisten {}; oppgi den én gang",
                "{} is declared above for the list {}; declare it once",
                code.code,
                code.list
            );
            refused.push(Refusal::bad_input(&format!("codes[{index}].code"), message));
        }
    }

    /// Makes an organisation that the register does not have yet; `at` is the path of its fields.
    pub fn declare_organisation(&mut self, at: &str, new: &NewOrganisation, refused: &mut Refusals) {
        if self.organisations.contains_key(&new.slug) {
            let message =
                said!("{} er oppgitt over; oppgi den én gang", "{} is declared above; declare it once", new.slug);
            return refused.push(Refusal::bad_input(&format!("{at}slug"), message));
        }
        // A number of the wrong form is a fault of the form, which is told where the form is examined.
        let number = new.number.as_deref().and_then(|number| number.parse::<OrganisationNumber>().ok());
        if let Some(known) = self.facts.directory.organisation_by_slug(&new.slug) {
            if number.is_some() && number != known.number {
                let with = match known.number {
                    None => said!("uten nummer", "no number"),
                    Some(number) => said!("med nummeret {number}", "the number {number}"),
                };
                let slug = &new.slug;
                let message = said!(
                    [
                        "{slug} står i registeret {} og blir stående slik; organisasjonen selv eller en operatør kan \
                      endre det",
                        with.nb
                    ],
                    [
                        "{slug} is in the register with {} and stays as it is; the organisation itself or an operator \
                      can change that",
                        with.en
                    ]
                );
                self.warnings.push(Refusal::conflict(&format!("{at}number"), message));
            }
            return;
        }
        if let Some(slug) = number.and_then(|number| self.holder_of(number)) {
            let message = said!(
                "organisasjonen med dette nummeret står i registeret som {slug}; bruk det kortnavnet",
                "the organisation with this number is in the register as {slug}; use that slug"
            );
            return refused.push(Refusal::conflict(&format!("{at}number"), message));
        }
        for (field, list, code) in [("kind", "organisation-kind", &new.kind), ("sector", "sector", &new.sector)] {
            if let Some(code) = code
                && !self.has_code(list, code)
            {
                refused.push(unknown_code(&format!("{at}{field}"), list, code));
            }
        }
        let id = self.facts.new_id();
        self.organisations.insert(new.slug.clone(), id);
        self.changes.push(Change::Organisation(Organisation {
            id,
            slug: new.slug.clone(),
            name: new.name.clone(),
            number,
            kind: new.kind.clone(),
            sector: new.sector.clone(),
            dissolved_on: None,
        }));
    }

    fn holder_of(&self, number: OrganisationNumber) -> Option<&Slug> {
        let declared = self.changes.iter().find_map(|change| match change {
            Change::Organisation(organisation) if organisation.number == Some(number) => Some(&organisation.slug),
            _ => None,
        });
        declared.or_else(|| Some(&self.facts.directory.organisation_by_number(&number)?.slug))
    }

    /// The organisation of this slug.
    pub fn organisation(&self, slug: &str) -> Option<OrganisationId> {
        let known = self.facts.directory.organisation_by_slug(slug).map(|organisation| organisation.id);
        known.or_else(|| self.organisations.get(slug).copied())
    }

    /// Whether the input itself brought the organisation into the register.
    pub fn is_new(&self, organisation: OrganisationId) -> bool {
        self.organisations.values().any(|id| *id == organisation)
    }

    /// The council of this slug, present or former, where the caller may know of it.
    pub fn council(&self, slug: &str) -> Option<CouncilId> {
        if let Some((own, id)) = &self.own
            && &**own == slug
        {
            return Some(*id);
        }
        let head = self.facts.directory.council_by_slug(slug)?;
        standing::sees(self.facts, head).then_some(head.id)
    }

    /// The body that an actor names.
    pub fn body(&self, actor: &Actor) -> Option<Body> {
        match actor {
            Actor::Organisation(of) => self.organisation(&of.slug).map(Body::Organisation),
            Actor::Council(of) => self.council(&of.slug).map(Body::Council),
            Actor::Part(of) if of.part == Part::Owner => self.owner.map(Body::Organisation),
            Actor::Part(of) if of.part == Part::Council => self.own.as_ref().map(|(_, id)| Body::Council(*id)),
            _ => None,
        }
    }

    /// Whether the list has the entry.
    pub fn has_code(&self, list: &str, code: &Code) -> bool {
        self.facts.directory.code(list, code).is_some() || self.codes.contains(&(Code::from(list), code.clone()))
    }
}

/// What is said about an entry that a code list does not have.
pub(super) fn unknown_code(field: &str, list: &str, code: &Code) -> Refusal {
    Refusal::not_found(
        field,
        said!(
            "kodelisten {list} har ikke koden {code}; oppgi den i codes, eller bruk en som finnes",
            "the code list {list} has no entry {code}; declare it in codes, or use one that it has"
        ),
    )
}

/// What is said about an organisation that the register does not have.
pub(super) fn unknown_organisation(field: &str, slug: &str) -> Refusal {
    Refusal::not_found(
        field,
        said!(
            "registeret har ingen organisasjon {slug}; oppgi den i organisations, eller bruk en som finnes",
            "the register has no organisation {slug}; declare it in organisations, or use one that it has"
        ),
    )
}

/// What is said about a council that the register does not have, or not for the caller.
pub(super) fn unknown_council(field: &str, slug: &str) -> Refusal {
    Refusal::not_found(
        field,
        said!(
            "registeret har ikke noe råd {slug}; registrer det først",
            "the register has no council {slug}; register it first"
        ),
    )
}

/// What a body is called in messages: its slug. The directory has every body that a council names.
pub(super) fn slug_of(directory: &Directory, body: Body) -> String {
    let slug = match body {
        Body::Organisation(id) => directory.organisation(id).map(|organisation| &organisation.slug),
        Body::Council(id) => directory.council(id).map(|head| &head.slug),
    };
    slug.map_or_else(|| "?".to_owned(), ToString::to_string)
}
