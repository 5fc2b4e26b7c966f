//! The register as a whole: how much is in it, on which terms, and the entries of its code lists.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Context, Object, SimpleObject};

use crate::{
    domain::{text::Lang, time::Date, word::Code},
    graphql::{error::Result, session::Session},
};

/// The terms on which the data can be used.
const LICENCE: &str = "NLOD-2.0";
/// Where the terms can be read.
const LICENCE_URL: &str = "https://data.norge.no/nlod/en/2.0";

/// The register as a whole.
#[derive(Clone, Debug, SimpleObject)]
pub struct RegisterInfo {
    /// Counts the acts that changed something everybody may see. What was read at one revision is true until it rises,
    /// or until the day ends.
    revision: i64,
    /// The day that the answer is for.
    today: Date,
    /// How many councils everybody may see.
    council_count: usize,
    /// How many families have such a council.
    family_count: usize,
    /// How many organisations are named.
    organisation_count: usize,
    /// How many mandate templates are published.
    template_count: usize,
    /// The terms on which the data can be used, as an SPDX identifier.
    licence: &'static str,
    /// Where the terms can be read.
    licence_url: &'static str,
}

impl RegisterInfo {
    fn of(session: &Session) -> Self {
        let scope = session.scope(None);
        let families: std::collections::HashSet<_> =
            scope.public_councils().filter_map(|(_, head)| head.family).collect();
        Self {
            revision: session.snapshot.public_revision,
            today: scope.today.into(),
            council_count: scope.public_councils().count(),
            family_count: families.len(),
            organisation_count: scope.directory.organisations().count(),
            template_count: scope.directory.templates().count(),
            licence: LICENCE,
            licence_url: LICENCE_URL,
        }
    }
}

/// An entry of a code list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodeEntry {
    list: Code,
    code: Code,
    labels: Labels,
    lang: Lang,
}

/// What readers see, in the order of the languages.
type Labels = Vec<(Lang, String)>;

/// An entry of a code list. Code lists are data: the register adds entries without a new version of the schema.
#[Object]
impl CodeEntry {
    /// The code list, such as `sector`.
    async fn list(&self) -> &Code {
        &self.list
    }

    /// The entry.
    async fn code(&self) -> &Code {
        &self.code
    }

    /// What readers see.
    async fn label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        let fallback = lang.unwrap_or(self.lang).fallback();
        let found = fallback.iter().find_map(|wanted| self.labels.iter().find(|(lang, _)| lang == wanted));
        found.map_or("", |(_, label)| label)
    }
}

/// The register itself.
#[derive(Default)]
pub struct RegisterQueries;

#[Object]
impl RegisterQueries {
    /// The register as a whole.
    async fn register(&self, ctx: &Context<'_>) -> Result<RegisterInfo> {
        Ok(RegisterInfo::of(Session::of(ctx)?))
    }

    /// The entries of code lists, by list and entry.
    async fn codes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this list, such as `sector`; all lists where it is not said.")] list: Option<String>,
    ) -> Result<Vec<CodeEntry>> {
        let session = Session::of(ctx)?;
        let all = session.snapshot.directory.codes();
        let wanted = all.filter(|(own, ..)| list.as_ref().is_none_or(|list| ***own == **list));
        let mut entries: Vec<_> = wanted
            .map(|(list, code, label)| CodeEntry {
                list: list.clone(),
                code: code.clone(),
                labels: label.all().map(|(lang, text)| (lang, text.to_owned())).collect(),
                lang: session.lang,
            })
            .collect();
        entries.sort();
        Ok(entries)
    }
}
