//! What councils share: organisations, families, templates, code lists, successions, and the list of councils itself.
//!
//! May import: `domain`. Like a council it is an immutable value at one revision; councils hold ids and slugs into it.

use std::{collections::HashMap, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    calendar::AnnualWheel,
    council::{Body, CouncilHead},
    id::{CouncilId, FamilyId, OrganisationId, SuccessionId, TemplateId},
    mandate::{
        clause::{
            Clause,
            actor::Actor,
            relation::{Relation, RelationKind},
        },
        template::Parameter,
    },
    organisation_number::OrganisationNumber,
    people::Organisation,
    text::Text,
    time::Period,
    word::{Code, Slug},
};

/// The shared part of the register at one revision.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// Its revision.
    pub revision: i64,
    organisations: HashMap<OrganisationId, Arc<Organisation>>,
    organisation_slugs: HashMap<Slug, OrganisationId>,
    organisation_numbers: HashMap<OrganisationNumber, OrganisationId>,
    families: HashMap<FamilyId, Arc<Family>>,
    family_slugs: HashMap<Slug, FamilyId>,
    templates: HashMap<Slug, Arc<Template>>,
    codes: HashMap<(Code, Code), Text>,
    successions_to: HashMap<Body, Vec<Succession>>,
    successions_from: HashMap<Body, Vec<Succession>>,
    councils: HashMap<CouncilId, Arc<CouncilHead>>,
    council_slugs: HashMap<Slug, CouncilId>,
    families_councils: HashMap<FamilyId, Vec<CouncilId>>,
    relations_to: HashMap<(RelationKind, Slug), Vec<Tie>>,
    adoptions: HashMap<CouncilId, Vec<(Period, Body)>>,
    wheels: HashMap<(FamilyId, i32), AnnualWheel>,
}

/// A family of councils.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Family {
    /// Identity.
    pub id: FamilyId,
    /// Name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    pub purpose: Option<Text>,
}

/// A template with its published versions.
#[derive(Clone, Debug)]
pub struct Template {
    /// Identity.
    pub id: TemplateId,
    /// Name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// For which kind of body it is.
    pub description: Option<Text>,
    /// Who keeps it.
    pub owner: Option<OrganisationId>,
    /// The versions, oldest first.
    pub versions: Vec<TemplateVersion>,
}

/// A published version of a template.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateVersion {
    /// Counted from 1.
    pub version: u32,
    /// When it was published.
    pub published_at: chrono::DateTime<chrono::Utc>,
    /// What is left open.
    pub parameters: Vec<Parameter>,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// One body came after another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Succession {
    /// Identity.
    pub id: SuccessionId,
    /// Who was there before.
    pub predecessor: Body,
    /// Who came after.
    pub successor: Body,
    /// When.
    pub on: Option<NaiveDate>,
    /// Where that is known from.
    pub source: Option<String>,
}

/// A relation that some council's mandate states, in the period of that mandate.
#[derive(Clone, Debug)]
pub struct Tie {
    /// Whose mandate states it.
    pub stated_by: CouncilId,
    /// When the mandate is in force.
    pub period: Period,
    /// Who stands so: what is named, or the council itself.
    pub of: Actor,
}

/// Everything that a directory is made from, as it is loaded.
#[derive(Debug, Default)]
pub struct DirectoryParts {
    /// Its revision.
    pub revision: i64,
    /// All organisations.
    pub organisations: Vec<Organisation>,
    /// All families.
    pub families: Vec<Family>,
    /// All templates.
    pub templates: Vec<Template>,
    /// All entries of code lists: list, entry, label.
    pub codes: Vec<(Code, Code, Text)>,
    /// All successions.
    pub successions: Vec<Succession>,
    /// All councils.
    pub councils: Vec<CouncilHead>,
    /// Former slugs of councils.
    pub aliases: Vec<(Slug, CouncilId)>,
    /// All relations that adopted mandates state: by which council, in which period.
    pub relations: Vec<(CouncilId, Period, Relation)>,
    /// Who adopted the mandates that were adopted: of which council, in force in which period.
    pub adoptions: Vec<(CouncilId, Period, Body)>,
    /// All annual wheels.
    pub wheels: Vec<AnnualWheel>,
}

impl From<DirectoryParts> for Directory {
    fn from(parts: DirectoryParts) -> Self {
        let slug_of: HashMap<CouncilId, Slug> =
            parts.councils.iter().map(|head| (head.id, head.slug.clone())).collect();
        let mut relations_to: HashMap<(RelationKind, Slug), Vec<Tie>> = HashMap::new();
        for (stated_by, period, relation) in parts.relations {
            let Some(own) = slug_of.get(&stated_by) else { continue };
            let of = relation.of.clone().unwrap_or_else(|| Actor::council(own));
            let targets: Vec<&Slug> = if relation.to.is_empty() {
                vec![own]
            } else {
                relation.to.iter().filter_map(|to| to.as_council().or_else(|| to.as_organisation())).collect()
            };
            for to in targets {
                let tie = Tie { stated_by, period, of: of.clone() };
                relations_to.entry((relation.kind, to.clone())).or_default().push(tie);
            }
        }
        let heads: Vec<Arc<CouncilHead>> = parts.councils.into_iter().map(Arc::new).collect();
        let mut families_councils: HashMap<FamilyId, Vec<CouncilId>> = HashMap::new();
        for head in &heads {
            if let Some(family) = head.family {
                families_councils.entry(family).or_default().push(head.id);
            }
        }
        let mut adoptions: HashMap<CouncilId, Vec<(Period, Body)>> = HashMap::new();
        for (council, period, adopter) in parts.adoptions {
            adoptions.entry(council).or_default().push((period, adopter));
        }
        let mut council_slugs: HashMap<Slug, CouncilId> = parts.aliases.into_iter().collect();
        council_slugs.extend(heads.iter().map(|head| (head.slug.clone(), head.id)));
        let mut successions_to: HashMap<Body, Vec<Succession>> = HashMap::new();
        let mut successions_from: HashMap<Body, Vec<Succession>> = HashMap::new();
        for succession in parts.successions {
            successions_to.entry(succession.successor).or_default().push(succession.clone());
            successions_from.entry(succession.predecessor).or_default().push(succession);
        }
        Self {
            revision: parts.revision,
            organisation_slugs: parts.organisations.iter().map(|o| (o.slug.clone(), o.id)).collect(),
            organisation_numbers: parts.organisations.iter().filter_map(|o| Some((o.number?, o.id))).collect(),
            organisations: parts.organisations.into_iter().map(|o| (o.id, Arc::new(o))).collect(),
            family_slugs: parts.families.iter().map(|family| (family.slug.clone(), family.id)).collect(),
            families: parts.families.into_iter().map(|family| (family.id, Arc::new(family))).collect(),
            templates: parts
                .templates
                .into_iter()
                .map(|template| (template.slug.clone(), Arc::new(template)))
                .collect(),
            codes: parts.codes.into_iter().map(|(list, code, label)| ((list, code), label)).collect(),
            successions_to,
            successions_from,
            council_slugs,
            families_councils,
            councils: heads.into_iter().map(|head| (head.id, head)).collect(),
            relations_to,
            adoptions,
            wheels: parts.wheels.into_iter().map(|wheel| ((wheel.family, wheel.year), wheel)).collect(),
        }
    }
}

impl Directory {
    /// The organisation of this identity.
    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&Arc<Organisation>> {
        self.organisations.get(&id)
    }

    /// The organisation of this slug.
    #[must_use]
    pub fn organisation_by_slug(&self, slug: &str) -> Option<&Arc<Organisation>> {
        self.organisations.get(self.organisation_slugs.get(slug)?)
    }

    /// The organisation of this number.
    #[must_use]
    pub fn organisation_by_number(&self, number: &OrganisationNumber) -> Option<&Arc<Organisation>> {
        self.organisations.get(self.organisation_numbers.get(number)?)
    }

    /// All organisations, in no order.
    pub fn organisations(&self) -> impl Iterator<Item = &Arc<Organisation>> {
        self.organisations.values()
    }

    /// The family of this identity.
    #[must_use]
    pub fn family(&self, id: FamilyId) -> Option<&Arc<Family>> {
        self.families.get(&id)
    }

    /// The family of this slug.
    #[must_use]
    pub fn family_by_slug(&self, slug: &str) -> Option<&Arc<Family>> {
        self.families.get(self.family_slugs.get(slug)?)
    }

    /// The annual wheel of a family for a year, once it was published.
    #[must_use]
    pub fn wheel(&self, family: FamilyId, year: i32) -> Option<&AnnualWheel> {
        self.wheels.get(&(family, year))
    }

    /// All families, in no order.
    pub fn families(&self) -> impl Iterator<Item = &Arc<Family>> {
        self.families.values()
    }

    /// The template of this slug.
    #[must_use]
    pub fn template(&self, slug: &str) -> Option<&Arc<Template>> {
        self.templates.get(slug)
    }

    /// The template of this identity.
    #[must_use]
    pub fn template_by_id(&self, id: TemplateId) -> Option<&Arc<Template>> {
        self.templates.values().find(|template| template.id == id)
    }

    /// All templates, in no order.
    pub fn templates(&self) -> impl Iterator<Item = &Arc<Template>> {
        self.templates.values()
    }

    /// What readers see for an entry of a code list.
    #[must_use]
    pub fn code(&self, list: &str, code: &Code) -> Option<&Text> {
        // The key is two owned words; this is off every hot path, where labels are read once for a mandate.
        self.codes.get(&(Code::from(list), code.clone()))
    }

    /// All entries of code lists, in no order.
    pub fn codes(&self) -> impl Iterator<Item = (&Code, &Code, &Text)> {
        self.codes.iter().map(|((list, code), label)| (list, code, label))
    }

    /// The council of this identity, whoever may see it.
    #[must_use]
    pub fn council(&self, id: CouncilId) -> Option<&Arc<CouncilHead>> {
        self.councils.get(&id)
    }

    /// The council of this slug, present or former, whoever may see it.
    #[must_use]
    pub fn council_by_slug(&self, slug: &str) -> Option<&Arc<CouncilHead>> {
        self.councils.get(self.council_slugs.get(slug)?)
    }

    /// All councils, whoever may see them, in no order.
    pub fn councils(&self) -> impl Iterator<Item = &Arc<CouncilHead>> {
        self.councils.values()
    }

    /// The councils of the family, whoever may see them.
    pub fn councils_of(&self, family: FamilyId) -> impl Iterator<Item = &Arc<CouncilHead>> {
        let ids = self.families_councils.get(&family).into_iter().flatten();
        ids.filter_map(|id| self.councils.get(id))
    }

    /// Those who stand to the body of this slug as `kind` says, on the day.
    pub fn ties_to(&self, kind: RelationKind, slug: &Slug, day: NaiveDate) -> impl Iterator<Item = &Tie> {
        self.ties_ever_to(kind, slug).iter().filter(move |tie| tie.period.contains(day))
    }

    /// Those who stand, stood or will stand to the body of this slug as `kind` says.
    #[must_use]
    pub fn ties_ever_to(&self, kind: RelationKind, slug: &Slug) -> &[Tie] {
        self.relations_to.get(&(kind, slug.clone())).map_or(&[][..], Vec::as_slice)
    }

    /// Who adopted the mandates of the council, each with the period in which the mandate is in force.
    #[must_use]
    pub fn adoptions(&self, of: CouncilId) -> &[(Period, Body)] {
        self.adoptions.get(&of).map_or(&[][..], Vec::as_slice)
    }

    /// Those who came before the body.
    pub fn predecessors(&self, of: Body) -> impl Iterator<Item = &Succession> {
        self.successions_to.get(&of).into_iter().flatten()
    }

    /// Those who came after the body.
    pub fn successors(&self, of: Body) -> impl Iterator<Item = &Succession> {
        self.successions_from.get(&of).into_iter().flatten()
    }

    /// The body that an actor names.
    #[must_use]
    pub fn body(&self, actor: &Actor) -> Option<Body> {
        match actor {
            Actor::Organisation(actor) => Some(Body::Organisation(self.organisation_by_slug(&actor.slug)?.id)),
            Actor::Council(actor) => Some(Body::Council(self.council_by_slug(&actor.slug)?.id)),
            _ => None,
        }
    }
}
