//! Mandate templates.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::{clause::Clause, collation::sort_key, organisation::Organisation};
use crate::{
    domain::{
        directory::{Template, TemplateVersion},
        id::TemplateId,
        mandate::template::Parameter,
        text::Lang,
        time::Instant,
        word::Slug,
    },
    graphql::{
        error::{Nullable, Result},
        global_id::GlobalId,
        paging::{Connection, List, Page, Place},
        session::{Scope, Session},
    },
};

/// A template.
#[derive(Clone)]
pub struct MandateTemplate {
    scope: Arc<Scope>,
    value: Arc<Template>,
}

impl MandateTemplate {
    /// The template of this identity.
    #[must_use]
    pub fn by_id(scope: &Arc<Scope>, id: TemplateId) -> Option<Self> {
        let value = scope.directory.template_by_id(id)?;
        Some(Self { scope: Arc::clone(scope), value: Arc::clone(value) })
    }

    /// The clause at this place of this version.
    #[must_use]
    pub fn clause(&self, version: u32, place: u32) -> Option<Clause> {
        let at = self.value.versions.iter().position(|one| one.version == version)?;
        Clause::of_template(&self.scope, &self.value, at, usize::try_from(place).ok()?)
    }

    fn version_at(&self, at: usize) -> MandateTemplateVersion {
        MandateTemplateVersion { scope: Arc::clone(&self.scope), template: Arc::clone(&self.value), at }
    }
}

/// Clauses with parameters left open, for councils to make their mandates from. Published versions never change.
#[Object]
impl MandateTemplate {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Template(self.value.id).encode()
    }

    /// The name in addresses.
    async fn slug(&self) -> &Slug {
        &self.value.slug
    }

    /// What it is called.
    async fn name(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.name.in_lang(self.scope.lang(lang))
    }

    /// For which kind of body it is.
    async fn description(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.value.description.as_ref().map(|text| text.in_lang(self.scope.lang(lang)))
    }

    /// Who keeps it; null for the register's own.
    async fn owner(&self) -> Option<Organisation> {
        Organisation::by_id(&self.scope, self.value.owner?)
    }

    /// All published versions, oldest first.
    async fn versions(&self) -> Vec<MandateTemplateVersion> {
        (0..self.value.versions.len()).map(|at| self.version_at(at)).collect()
    }

    /// One version; the latest where no number is said. Null where there is no such version.
    async fn version(
        &self,
        #[graphql(desc = "The number of the version.")] number: Option<u32>,
    ) -> Option<MandateTemplateVersion> {
        let versions = &self.value.versions;
        let at = match number {
            Some(number) => versions.iter().position(|version| version.version == number),
            None => versions.len().checked_sub(1),
        };
        at.map(|at| self.version_at(at))
    }
}

/// A published version of a template.
#[derive(Clone)]
pub struct MandateTemplateVersion {
    scope: Arc<Scope>,
    template: Arc<Template>,
    at: usize,
}

impl MandateTemplateVersion {
    fn value(&self) -> &TemplateVersion {
        &self.template.versions[self.at]
    }
}

/// A published version of a template.
#[Object]
impl MandateTemplateVersion {
    /// Counted from 1.
    async fn version(&self) -> u32 {
        self.value().version
    }

    /// When it was published.
    async fn published_at(&self) -> Instant {
        Instant(self.value().published_at)
    }

    /// What is left open.
    async fn parameters(&self) -> &[Parameter] {
        &self.value().parameters
    }

    /// The clauses, in order.
    async fn clauses(&self) -> Vec<Clause> {
        let places = 0..self.value().clauses.len();
        places.filter_map(|place| Clause::of_template(&self.scope, &self.template, self.at, place)).collect()
    }

    /// The template.
    async fn template(&self) -> MandateTemplate {
        MandateTemplate { scope: Arc::clone(&self.scope), value: Arc::clone(&self.template) }
    }
}

/// Templates.
#[derive(Default)]
pub struct TemplateQueries;

#[Object]
impl TemplateQueries {
    /// One template, by slug; null where there is none.
    async fn template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name in addresses.")] slug: String,
    ) -> Nullable<MandateTemplate> {
        let find = |session: &Session| {
            let scope = session.scope(None);
            let value = scope.directory.template(&slug).map(Arc::clone)?;
            Some(MandateTemplate { scope, value })
        };
        Session::of(ctx).map(find).transpose()
    }

    /// All templates, by name.
    async fn templates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<MandateTemplate>> {
        let scope = Session::of(ctx)?.scope(None);
        let page = Page::of(List::Templates.in_lang(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        let templates = scope.directory.templates();
        let placed = templates.map(|one| (Place::new(&sort_key(one.name.in_lang(scope.lang)), one.id), one));
        let node = |value: &Arc<_>| MandateTemplate { scope: Arc::clone(&scope), value: Arc::clone(value) };
        Ok(Connection::first_to_last(&page, placed, node))
    }
}
