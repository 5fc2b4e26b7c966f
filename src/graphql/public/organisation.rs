//! Organisations.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    claim::Claim,
    collation::sort_key,
    council::Council,
    council_list::{self, CouncilOrder},
    filter::Test,
    roll::Rolls,
    search::question,
    view::View,
};
use crate::{
    domain::{
        council::ClaimRole,
        id::OrganisationId,
        message::said,
        organisation_number::OrganisationNumber,
        people,
        search::{Question, folded_name},
        text::Lang,
        time::Date,
        word::{Code, Slug},
    },
    graphql::{
        error::{Nullable, Result, bad_input},
        global_id::GlobalId,
        paging::{Connection, List, Page, Place},
        session::{Scope, Session},
    },
};

/// An organisation on a day.
#[derive(Clone)]
pub struct Organisation {
    scope: Arc<Scope>,
    value: Arc<people::Organisation>,
}

impl Organisation {
    /// The organisation of this identity.
    #[must_use]
    pub fn by_id(scope: &Arc<Scope>, id: OrganisationId) -> Option<Self> {
        let value = scope.directory.organisation(id)?;
        Some(Self { scope: Arc::clone(scope), value: Arc::clone(value) })
    }

    /// The organisation of this slug.
    #[must_use]
    pub fn by_slug(scope: &Arc<Scope>, slug: &str) -> Option<Self> {
        let value = scope.directory.organisation_by_slug(slug)?;
        Some(Self { scope: Arc::clone(scope), value: Arc::clone(value) })
    }

    /// What a council has to be like for the organisation to stand to it in one of these ways.
    fn stands_to(&self, roles: &[ClaimRole]) -> Test {
        let id = self.value.id;
        let test = |role: &ClaimRole| match role {
            ClaimRole::Owner => Test::Owner(Some(id)),
            ClaimRole::Adopter => Test::Adopter(id),
            ClaimRole::Appointer => Test::Appointer(Some(id)),
            ClaimRole::Secretariat => Test::Secretariat(Some(id)),
            ClaimRole::MemberBody => Test::Member(Some(id)),
        };
        Test::Any(roles.iter().map(test).collect())
    }
}

/// Every way in which an organisation can stand to a council.
const EVERY_ROLE: [ClaimRole; 5] =
    [ClaimRole::Owner, ClaimRole::Adopter, ClaimRole::Appointer, ClaimRole::Secretariat, ClaimRole::MemberBody];

/// An organisation: it owns councils, holds seats, appoints, does the work of a secretariat, or is only named.
#[Object]
impl Organisation {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Organisation(self.value.id).encode()
    }

    /// The name in addresses and clauses.
    pub async fn slug(&self) -> &Slug {
        &self.value.slug
    }

    /// What it is called.
    pub async fn name(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.name.in_lang(self.scope.lang(lang))
    }

    /// Norwegian organisation number, nine digits, where it has one that is known.
    async fn organisation_number(&self) -> Option<String> {
        self.value.number.as_ref().map(OrganisationNumber::to_string)
    }

    /// What kind it is: an entry of the code list `organisation-kind`.
    async fn kind(&self) -> Option<&Code> {
        self.value.kind.as_ref()
    }

    /// Its sector: an entry of the code list `sector`.
    async fn sector(&self) -> Option<&Code> {
        self.value.sector.as_ref()
    }

    /// The first day on which it no longer exists.
    async fn dissolved_on(&self) -> Option<Date> {
        self.value.dissolved_on.map(Date)
    }

    /// The councils that it has to do with, by name.
    async fn councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "as", desc = "Only those to which it stands in one of these ways; any where it is not said.")]
        as_: Option<Vec<ClaimRole>>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Council>> {
        let page = Page::of(
            List::CouncilsOfOrganisation.in_lang(self.scope.lang),
            first,
            after.as_deref(),
            last,
            before.as_deref(),
        )?;
        let test = self.stands_to(as_.as_deref().unwrap_or(&EVERY_ROLE));
        council_list::list(ctx, &self.scope, Some(test), CouncilOrder::default(), &page).await
    }

    /// What councils state about it, and whether it has confirmed that.
    async fn claims(&self, ctx: &Context<'_>) -> Result<Vec<Claim>> {
        let roll = Rolls::of(ctx, &self.scope.directory)?;
        let doors: Vec<_> = roll.entries().iter().map(|entry| entry.access).collect();
        let mut values = self.scope.values(&doors).await?;
        let mut claims = Vec::new();
        for access in doors {
            let Some(value) = values.remove(&access.council()) else {
                continue;
            };
            if value.claims.iter().any(|claim| claim.organisation == self.value.id) {
                let all = Claim::all(&View::public(Arc::clone(&self.scope), access, value));
                claims.extend(all.into_iter().filter(|claim| claim.value().organisation == self.value.id));
            }
        }
        claims.sort_by_key(|claim| claim.value().id);
        Ok(claims)
    }
}

/// Which organisations. Everything that is said has to hold.
#[derive(Clone, Debug, Default, InputObject)]
pub struct OrganisationFilter {
    /// Every word of this stands in its name in some language, or in its slug.
    text: Option<String>,
    /// Its kind: an entry of the code list `organisation-kind`.
    kind: Option<String>,
    /// Its sector: an entry of the code list `sector`.
    sector: Option<String>,
}

impl OrganisationFilter {
    /// Whether the organisation passes; `question` is what the text asks.
    fn passes(&self, question: Option<&Question>, organisation: &people::Organisation) -> bool {
        let names = || format!("{} | {}", folded_name(&organisation.name), organisation.slug);
        let is = |wanted: &Option<String>, own: &Option<Code>| {
            wanted.as_ref().is_none_or(|wanted| own.as_ref().is_some_and(|own| **own == **wanted))
        };
        is(&self.kind, &organisation.kind)
            && is(&self.sector, &organisation.sector)
            && question.is_none_or(|question| question.is_answered_by(&names()))
    }
}

/// Organisations.
#[derive(Default)]
pub struct OrganisationQueries;

#[Object]
impl OrganisationQueries {
    /// One organisation, by slug or by organisation number; null where the register has none.
    async fn organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name in addresses and clauses.")] slug: Option<String>,
        #[graphql(desc = "Norwegian organisation number, nine digits.")] organisation_number: Option<String>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Nullable<Organisation> {
        find(ctx, slug.as_deref(), organisation_number.as_deref(), as_of).transpose()
    }

    /// The organisations of the register, by name.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter and a day")]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organisations; all where it is not said.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Organisation>> {
        let scope = Session::of(ctx)?.scope(as_of);
        let page = Page::of(List::Organisations.in_lang(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        let filter = filter.unwrap_or_default();
        let question = filter.text.as_deref().map(question).transpose()?;
        let organisations = scope.directory.organisations();
        let chosen = organisations.filter(|organisation| filter.passes(question.as_ref(), organisation));
        let placed = chosen.map(|one| (Place::new(&sort_key(one.name.in_lang(scope.lang)), one.id), one));
        let node = |value: &Arc<_>| Organisation { scope: Arc::clone(&scope), value: Arc::clone(value) };
        Ok(Connection::first_to_last(&page, placed, node))
    }
}

fn find(
    ctx: &Context<'_>,
    slug: Option<&str>,
    number: Option<&str>,
    as_of: Option<Date>,
) -> Result<Option<Organisation>> {
    let scope = Session::of(ctx)?.scope(as_of);
    let found = match (slug, number) {
        (Some(slug), None) => scope.directory.organisation_by_slug(slug),
        (None, Some(number)) => {
            let number =
                number.parse().map_err(|wrong: crate::domain::organisation_number::InvalidOrganisationNumber| {
                    bad_input(wrong.said())
                })?;
            scope.directory.organisation_by_number(&number)
        }
        _ => {
            return Err(bad_input(said!(
                "Si hvilken organisasjon: slug eller organisationNumber, én av dem.",
                "Say which organisation: slug or organisationNumber, one of them."
            )));
        }
    };
    Ok(found.map(|value| Organisation { scope: Arc::clone(&scope), value: Arc::clone(value) }))
}
