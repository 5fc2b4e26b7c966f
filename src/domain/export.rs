//! A council as a file: what was registered, so that registering it again gives the same.
//!
//! May import: `domain`.

use std::collections::BTreeSet;

use super::{
    council::{Body, Council, CouncilStatus, Mandate, MandateStatus},
    directory::Directory,
    mandate::{
        clause::actor::Actor,
        references::{Named, references},
    },
    register::{MandateHead, NewCode, NewOrganisation, NewSuccession, NewVisibility, PlaceInFamily, RegisterCouncil},
    time::Date,
    word::{Code, Slug},
};

/// The council with its latest mandate, as it would be registered. The clauses stand in full, so the file needs no
/// template; organisations and codes that the clauses name come along.
#[must_use]
pub fn export(council: &Council, directory: &Directory) -> RegisterCouncil {
    let head = &council.head;
    let mandate = council.mandates.iter().rev().find(|mandate| mandate.status != MandateStatus::Revoked);
    let clauses: Vec<_> = mandate.iter().flat_map(|mandate| &mandate.clauses).map(|at| (*at.clause).clone()).collect();
    let mut named = Names::default();
    named.owner(head.owner, directory);
    for clause in &clauses {
        named.add(clause);
    }
    if let Some(Body::Organisation(adopter)) = mandate.and_then(|mandate| mandate.adopted_by) {
        named.owner(adopter, directory);
    }
    let successions = successions(council, directory);
    for body in successions.iter().flat_map(|succession| [&succession.predecessor, &succession.successor]) {
        named.organisations.extend(body.as_organisation().cloned());
    }
    RegisterCouncil {
        slug: head.slug.clone(),
        name: head.name.clone(),
        description: head.description.clone(),
        visibility: if head.visibility == CouncilStatus::Draft { NewVisibility::Draft } else { NewVisibility::Public },
        owner: directory.organisation(head.owner).map(|owner| owner.slug.clone()).unwrap_or_default(),
        family: head.family.and_then(|family| directory.family(family)).map(|family| PlaceInFamily {
            slug: family.slug.clone(),
            name: Some(family.name.clone()),
            purpose: family.purpose.clone(),
            tier: head.tier,
        }),
        established_on: head.established_on.map(Date),
        time_zone: Some(head.time_zone.clone()),
        organisations: named.organisations(directory),
        codes: named.codes(directory),
        successions,
        template: None,
        arguments: Vec::new(),
        clauses,
        omit: Vec::new(),
        mandate: mandate.map(|mandate| mandate_head(mandate, directory)),
        dry_run: false,
        idempotency_key: None,
    }
}

fn mandate_head(mandate: &Mandate, directory: &Directory) -> MandateHead {
    MandateHead {
        title: mandate.title.clone(),
        url: mandate.url.clone(),
        adopted_by: mandate.adopted_by.and_then(|body| actor(body, directory)),
        adopted_on: mandate.adopted_on.map(Date),
        valid_from: mandate.period.start.map(Date),
        valid_to: mandate.period.end.map(Date),
        draft: mandate.status == MandateStatus::Draft,
    }
}

fn actor(body: Body, directory: &Directory) -> Option<Actor> {
    match body {
        Body::Organisation(id) => Some(Actor::organisation(&directory.organisation(id)?.slug)),
        Body::Council(id) => Some(Actor::council(&directory.council(id)?.slug)),
    }
}

/// The successions that lead to the council, all the way back.
fn successions(council: &Council, directory: &Directory) -> Vec<NewSuccession> {
    let mut found = Vec::new();
    let mut open = vec![Body::Council(council.head.id)];
    while let Some(body) = open.pop() {
        for succession in directory.predecessors(body) {
            let (Some(predecessor), Some(successor)) =
                (actor(succession.predecessor, directory), actor(succession.successor, directory))
            else {
                continue;
            };
            let on = succession.on.map(Date);
            let new = NewSuccession { predecessor, successor, on, source: succession.source.clone() };
            if !found.contains(&new) {
                open.push(succession.predecessor);
                found.push(new);
            }
        }
    }
    found
}

/// What clauses name.
#[derive(Default)]
struct Names {
    organisations: BTreeSet<Slug>,
    codes: BTreeSet<(Code, Code)>,
}

impl Names {
    fn owner(&mut self, id: super::id::OrganisationId, directory: &Directory) {
        self.organisations.extend(directory.organisation(id).map(|known| known.slug.clone()));
    }

    fn add(&mut self, clause: &super::mandate::clause::Clause) {
        for reference in references(clause) {
            match reference.named {
                Named::Organisation => drop(self.organisations.insert(reference.word.into())),
                Named::Code(list) | Named::Value(list) => {
                    self.codes.insert((list.into(), reference.word.into()));
                }
                Named::Council | Named::Group | Named::SubBody => {}
            }
        }
    }

    fn organisations(&self, directory: &Directory) -> Vec<NewOrganisation> {
        let known = self.organisations.iter().filter_map(|slug| directory.organisation_by_slug(slug));
        known
            .map(|organisation| NewOrganisation {
                slug: organisation.slug.clone(),
                name: organisation.name.clone(),
                number: organisation.number.map(|number| number.to_string()),
                kind: organisation.kind.clone(),
                sector: organisation.sector.clone(),
            })
            .collect()
    }

    fn codes(&self, directory: &Directory) -> Vec<NewCode> {
        let labelled = self.codes.iter().filter_map(|(list, code)| {
            let label = directory.code(list, code)?.clone();
            Some(NewCode { list: list.clone(), code: code.clone(), label })
        });
        labelled.collect()
    }
}
