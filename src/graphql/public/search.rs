//! Search: names of councils and organisations, and of persons in office; papers that everybody may see.
//!
//! May import: `graphql`, `access`, `domain`.

#![expect(missing_docs, reason = "the engine writes the methods of an interface without documentation")]

use std::{borrow::Cow, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, ID, Interface, Object, OutputType, Positioned, ServerResult, Value,
    parser::types::Field, registry::Registry,
};
use chrono::TimeDelta;

use super::{
    collation::sort_key,
    council::Council,
    organisation::Organisation,
    person::Person,
    roll::{Roll, Rolls},
    view::View,
};
use crate::{
    access::door::Access,
    domain::{
        message::said,
        search::{LONGEST_QUESTION, Question, folded_name},
        time::Date,
        work,
    },
    graphql::{
        error::{Result, bad_input, failed},
        node::Node,
        paging::{Connection, List, Page, Place},
        session::{Scope, Session},
        work::Paper,
    },
};

/// How many persons of a name are looked at.
const PERSONS: u64 = 500;
/// How many papers are looked at, the latest.
const PAPERS: u64 = 500;

/// Something that a search found.
#[derive(Clone, Interface)]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global id."),
    field(
        name = "name",
        ty = "String",
        desc = "What it, or they, are called in the language of the request.",
        method = "found_name"
    )
)]
pub enum SearchResult {
    /// A council.
    Council(Council),
    /// An organisation.
    Organisation(Organisation),
    /// A person in office.
    Person(Person),
    /// A paper that everybody may see.
    Paper(Paper),
}

impl Council {
    async fn found_name(&self, ctx: &Context<'_>) -> Result<String> {
        self.name(ctx, None).await.map(str::to_owned)
    }
}

impl Organisation {
    async fn found_name(&self, ctx: &Context<'_>) -> Result<String> {
        self.name(ctx, None).await.map(str::to_owned)
    }
}

impl Person {
    async fn found_name(&self, _: &Context<'_>) -> Result<String> {
        Ok(self.full_name().to_owned())
    }
}

impl Paper {
    async fn found_name(&self, _: &Context<'_>) -> Result<String> {
        Ok(self.called().to_owned())
    }
}

/// What was found, as an entry of a page. Relay wants the entries of pages to be nodes, and the engine knows no
/// interface that implements another, so this says it to the schema.
#[derive(Clone)]
pub struct FoundNode(SearchResult);

impl OutputType for FoundNode {
    fn type_name() -> Cow<'static, str> {
        SearchResult::type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let made = SearchResult::create_type_info(registry);
        registry.add_implements(&SearchResult::type_name(), &Node::type_name());
        made
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}

/// What is found, before it is shown: councils first, then organisations, persons and papers, each by name.
type Found = (Place, SearchResult);

fn place(kind: u8, name: &str, id: impl Into<uuid::Uuid>) -> Place {
    let mut key = vec![kind];
    key.extend(sort_key(name));
    Place::new(&key, id)
}

fn councils(scope: &Arc<Scope>, roll: &Roll, question: &Question, found: &mut Vec<Found>) {
    for entry in roll.entries().iter().filter(|entry| question.is_answered_by(&entry.folded)) {
        let council = Council::of(Arc::clone(scope), entry.access, Arc::clone(&entry.head));
        found.push((place(0, entry.head.name.in_lang(scope.lang), entry.head.id), SearchResult::Council(council)));
    }
}

fn organisations(scope: &Arc<Scope>, question: &Question, found: &mut Vec<Found>) {
    for value in scope.directory.organisations() {
        if question.is_answered_by(&format!("{} | {}", folded_name(&value.name), value.slug)) {
            let at = place(1, value.name.in_lang(scope.lang), value.id);
            found.extend(Organisation::by_id(scope, value.id).map(|one| (at, SearchResult::Organisation(one))));
        }
    }
}

/// Persons in office: the database knows who has such a name, the values know who holds a public seat on the day.
async fn persons(scope: &Arc<Scope>, question: &Question, found: &mut Vec<Found>) -> Result<()> {
    let candidates = scope.store.persons_named(question, PERSONS).await.map_err(failed)?;
    let doors: Vec<_> = candidates.iter().filter_map(|(_, council)| Some(scope.public(*council)?.0)).collect();
    let values = scope.values(&doors).await?;
    let mut seen = std::collections::HashSet::new();
    for (person, council) in candidates {
        let (Some((access, _)), Some(value)) = (scope.public(council), values.get(&council)) else {
            continue;
        };
        let seated = value.in_office(scope.as_of).any(|membership| membership.person == person);
        if !seated || !seen.insert(person) {
            continue;
        }
        let view = View::public(Arc::clone(scope), access, Arc::clone(value));
        if let Some(one) = Person::of(&view, person) {
            found.push((place(2, one.full_name(), person), SearchResult::Person(one)));
        }
    }
    Ok(())
}

/// Papers: the database knows in which these words stand, the values know which of them everybody may see now.
async fn papers(scope: &Arc<Scope>, question: &Question, found: &mut Vec<Found>) -> Result<()> {
    let now = scope.at_this_instant(|now| (now, None));
    let candidates = scope.store.open_papers_with(question, now, PAPERS).await.map_err(failed)?;
    // Until more may be seen, which no change will tell.
    scope.at_this_instant(|_| ((), candidates.changes_at.map(|at| at - TimeDelta::milliseconds(1))));
    let mut doors: Vec<_> =
        candidates.papers.iter().filter_map(|(council, _)| Some(scope.public(*council)?.0)).collect();
    doors.sort_by_key(Access::council);
    doors.dedup_by_key(|access| access.council());
    let mut values = scope.values(&doors).await?;
    for access in doors {
        let Some(value) = values.remove(&access.council()) else { continue };
        let view = View::public(Arc::clone(scope), access, value);
        let is_candidate = |paper: &&work::Paper| candidates.papers.contains(&(access.council(), paper.id));
        found.extend(view.work().latest_papers().filter(is_candidate).map(|paper| {
            let at = place(3, paper.title.in_lang(scope.lang), paper.id);
            (at, SearchResult::Paper(Paper::of(&view, paper)))
        }));
    }
    Ok(())
}

/// What a text asks for.
///
/// # Errors
/// It is longer than what is searched for.
pub(in crate::graphql) fn question(text: &str) -> Result<Question> {
    Question::of(text).ok_or_else(|| {
        bad_input(said!(
            "Det søkes etter tekster på høyst {LONGEST_QUESTION} tegn.",
            "A text of at most {LONGEST_QUESTION} characters is searched for."
        ))
    })
}

/// Search.
#[derive(Default)]
pub struct SearchQueries;

#[Object]
impl SearchQueries {
    /// Councils and organisations of which every word of the text stands in the name in some language, persons in office
    /// whose name contains the text, and papers that everybody may see now, in whose title or in whose text every word stands.
    /// Councils come first, then organisations, persons and papers, each by name.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a text and a day")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to look for; case does not count.")] text: String,
        #[graphql(desc = "The day on which persons are in office; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<FoundNode>> {
        let scope = Session::of(ctx)?.scope(as_of);
        let page = Page::of(List::Found.in_lang(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        let question = question(&text)?;
        let mut found = Vec::new();
        if !question.is_empty() {
            councils(&scope, &*Rolls::of(ctx, &scope.directory)?, &question, &mut found);
            organisations(&scope, &question, &mut found);
            persons(&scope, &question, &mut found).await?;
            papers(&scope, &question, &mut found).await?;
        }
        Ok(Connection::first_to_last(&page, found, FoundNode))
    }
}
