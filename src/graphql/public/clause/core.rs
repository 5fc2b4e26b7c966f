//! What all clauses have in common: where they stand, and what is said of them whatever their shape.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::ID;
use chrono::NaiveDate;

use crate::{
    domain::{
        directory::{Template, TemplateVersion},
        id::CouncilId,
        mandate::{
            check::{self, Facts},
            clause,
            describe::{Names, describe},
        },
        text::{Lang, Text},
        word::Slug,
    },
    graphql::{
        error::Result,
        global_id::GlobalId,
        public::{compliance::Verdict, mandate::Mandate, view::View},
        session::Scope,
    },
};

/// A clause where it stands.
#[derive(Clone)]
pub struct ClauseCore {
    home: Home,
    place: usize,
}

#[derive(Clone)]
enum Home {
    Mandate { view: View, mandate: usize },
    Template { scope: Arc<Scope>, template: Arc<Template>, version: usize },
}

impl ClauseCore {
    pub(super) fn of_mandate(view: &View, mandate: usize, place: usize) -> Option<Self> {
        view.value.mandates.get(mandate)?.clauses.get(place)?;
        Some(Self { home: Home::Mandate { view: view.clone(), mandate }, place })
    }

    pub(super) fn of_template(
        scope: &Arc<Scope>,
        template: &Arc<Template>,
        version: usize,
        place: usize,
    ) -> Option<Self> {
        template.versions.get(version)?.clauses.get(place)?;
        let home = Home::Template { scope: Arc::clone(scope), template: Arc::clone(template), version };
        Some(Self { home, place })
    }

    /// What it says.
    #[must_use]
    pub fn clause(&self) -> &clause::Clause {
        match &self.home {
            Home::Mandate { view, mandate } => &view.value.mandates[*mandate].clauses[self.place].clause,
            Home::Template { template, version, .. } => &template.versions[*version].clauses[self.place],
        }
    }

    fn scope(&self) -> &Arc<Scope> {
        match &self.home {
            Home::Mandate { view, .. } => &view.scope,
            Home::Template { scope, .. } => scope,
        }
    }

    /// All clauses of the mandate or template, itself among them.
    fn siblings(&self) -> Vec<&clause::Clause> {
        match &self.home {
            Home::Mandate { view, mandate } => {
                view.value.mandates[*mandate].clauses.iter().map(|at| &*at.clause).collect()
            }
            Home::Template { template, version, .. } => template.versions[*version].clauses.iter().collect(),
        }
    }

    /// The council whose mandate it stands in.
    fn council(&self) -> Option<CouncilId> {
        match &self.home {
            Home::Mandate { view, .. } => Some(view.sight.council()),
            Home::Template { .. } => None,
        }
    }

    pub(super) fn global_id(&self) -> ID {
        match &self.home {
            Home::Mandate { view, mandate } => {
                let id = view.value.mandates[*mandate].clauses[self.place].id;
                GlobalId::Clause(view.sight.council(), id).encode()
            }
            Home::Template { template, version, .. } => {
                let number = template.versions.get(*version).map_or(0, |version: &TemplateVersion| version.version);
                let place = u32::try_from(self.place).unwrap_or(u32::MAX);
                GlobalId::TemplateClause(template.id, number, place).encode()
            }
        }
    }

    /// The wording where the clause carries one, otherwise what is read from its structure.
    pub fn said(&self, lang: Option<Lang>) -> String {
        self.worded(lang).map_or_else(|| self.described(lang), str::to_owned)
    }

    pub(super) fn described(&self, lang: Option<Lang>) -> String {
        let directory = &self.scope().directory;
        let organisation = |slug: &Slug| directory.organisation_by_slug(slug).map(|organisation| &organisation.name);
        let council = |slug: &Slug| {
            let head = directory.council_by_slug(slug)?;
            let own = self.council() == Some(head.id);
            (own || self.scope().public(head.id).is_some()).then_some(&head.name)
        };
        let names = Names {
            code: &|list, code| directory.code(list, code),
            organisation: &organisation,
            council: &council,
            clauses: &self.siblings(),
        };
        describe(self.clause(), &names, self.scope().lang(lang))
    }

    pub(super) fn lang(&self, asked: Option<Lang>) -> Lang {
        self.scope().lang(asked)
    }

    pub(super) fn worded(&self, lang: Option<Lang>) -> Option<&str> {
        self.clause().wording.as_ref().map(|text| text.in_lang(self.scope().lang(lang)))
    }

    /// What its check finds on the day; the inner error says why no machine can judge it. None in templates.
    pub(super) async fn judged(&self, as_of: Option<NaiveDate>) -> Result<Option<std::result::Result<Verdict, Text>>> {
        let Home::Mandate { view, mandate } = &self.home else { return Ok(None) };
        let family = view.family().await?;
        let around = view.around(&family, true);
        let facts = Facts { council: &view.value, mandate: &view.value.mandates[*mandate], around };
        let verdict = check::verdict(self.place, self.clause(), &facts, as_of.unwrap_or(view.scope.as_of));
        Ok(Some(verdict.map(|verdict| Verdict::of(view, Some(*mandate), verdict))))
    }

    pub(super) fn mandate(&self) -> Option<Mandate> {
        match &self.home {
            Home::Mandate { view, mandate } => Some(Mandate::at(view, *mandate)),
            Home::Template { .. } => None,
        }
    }
}
