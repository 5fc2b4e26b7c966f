//! Councils, one and many: the public door of the schema.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use async_graphql::{Context, Enum, ID, InputObject, Object};

use super::{
    chosen::{Chosen, Lists, Question},
    council::Council,
    filter::{CouncilFilter, Test},
    roll::{CouncilOrderField, Entry, Roll, Rolls},
    view::{SeatLine, View},
};
use crate::{
    access::door::{self, Access},
    domain::{council, id::CouncilId, mandate::verdict::VerdictStatus, message::said, text::Lang, time::Date},
    graphql::{
        entered::Role,
        error::{Nullable, Result, bad_input, internal},
        global_id::GlobalId,
        paging::{Connection, Cut, List, Listed, Page, Place},
        session::{Scope, Session},
    },
    store::Ruling,
};

/// The order of a list of councils.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct CouncilOrder {
    /// What to list by.
    #[graphql(default)]
    field: CouncilOrderField,
    /// Which way.
    #[graphql(default)]
    direction: OrderDirection,
}

/// Which way a list runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// The least, the earliest or A first.
    #[default]
    Asc,
    /// The greatest, the latest or Å first.
    Desc,
}

/// Councils.
#[derive(Default)]
pub struct CouncilQueries;

#[Object]
impl CouncilQueries {
    /// One council, by slug or by id; null where there is none that everybody may see. A former slug works too.
    async fn council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name in addresses, present or former.")] slug: Option<String>,
        #[graphql(desc = "The global id.")] id: Option<ID>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Nullable<Council> {
        find(ctx, slug.as_deref(), id.as_ref().map(|id| id.as_str()), as_of).await.transpose()
    }

    /// The councils that everybody may see.
    #[expect(clippy::too_many_arguments, reason = "a Relay connection with a filter, an order and a day")]
    async fn councils(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which councils; all where it is not said.")] filter: Option<CouncilFilter>,
        #[graphql(desc = "In which order; by name where it is not said.")] order_by: Option<CouncilOrder>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
        #[graphql(desc = "So many from the beginning, at most 100; 20 where neither first nor last is said.")]
        first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "So many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Council>> {
        let scope = Session::of(ctx)?.scope(as_of);
        let order = order_by.unwrap_or_default();
        let page = Page::of(order.list(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        let test = filter.map(|filter| filter.test(&scope)).transpose()?;
        list(ctx, &scope, test, order, &page).await
    }
}

async fn find(ctx: &Context<'_>, slug: Option<&str>, id: Option<&str>, as_of: Option<Date>) -> Result<Option<Council>> {
    let session = Session::of(ctx)?;
    let scope = session.scope(as_of);
    let head = match (slug, id) {
        (Some(slug), None) => scope.directory.council_by_slug(slug),
        (None, Some(id)) => match GlobalId::decode(id) {
            Some(GlobalId::Council(id)) => scope.directory.council(id),
            _ => None,
        },
        _ => {
            return Err(bad_input(said!(
                "Si hvilket råd: slug eller id, én av dem.",
                "Say which council: slug or id, one of them."
            )));
        }
    };
    let Some((access, head)) = head.and_then(|head| Some((door::public(head)?, head))) else {
        return Ok(None);
    };
    session.enters(head, Role::Public);
    let value = scope.values(&[access]).await?.remove(&head.id);
    Ok(Some(Council::held(Arc::clone(&scope), access, Arc::clone(head), value)))
}

impl CouncilOrder {
    /// The list for cursors: one for each order, direction and, for names, language.
    fn list(self, lang: Lang) -> Listed {
        let lang = if self.field == CouncilOrderField::Name { lang as u8 } else { 0 };
        List::Councils.ordered((self.field as u8) << 3 | lang << 1 | u8::from(self.direction == OrderDirection::Desc))
    }
}

/// The page of the councils that pass the test.
pub(super) async fn list(
    ctx: &Context<'_>,
    scope: &Arc<Scope>,
    test: Option<Test>,
    order: CouncilOrder,
    page: &Page,
) -> Result<Connection<Council>> {
    let roll = Rolls::of(ctx, &scope.directory)?;
    let chosen = chosen(ctx, scope, &roll, test, order.field).await?;
    let descending = order.direction == OrderDirection::Desc;
    let mut places: Vec<&(Place, usize)> = chosen.places().iter().collect();
    if descending {
        places.reverse();
    }
    let cut = Cut::of(page, &places, descending, |(place, _)| place);
    let on_page = &places[cut.range.clone()];
    let shown: Vec<_> = on_page.iter().map(|(_, at)| chosen.entry(*at).access).collect();
    let mut values = Values::new();
    load(scope, &shown, &mut values).await?;
    let nodes = on_page.iter().map(|(place, at)| {
        let entry = chosen.entry(*at);
        let value = values.get(&entry.head.id).map(Arc::clone);
        (place, Council::held(Arc::clone(scope), entry.access, Arc::clone(&entry.head), value))
    });
    Ok(Connection::of_cut(page, &cut, nodes))
}

/// The whole list, upwards: as it was found before, where nothing has changed since.
async fn chosen(
    ctx: &Context<'_>,
    scope: &Arc<Scope>,
    roll: &Arc<Roll>,
    test: Option<Test>,
    field: CouncilOrderField,
) -> Result<Arc<Chosen>> {
    let lists = ctx.data::<Lists>().map_err(|_| internal("the schema has no place for lists of councils"))?;
    let question = Question {
        seq: Session::of(ctx)?.snapshot.seq,
        today: scope.today,
        as_of: scope.as_of,
        lang: scope.lang,
        field,
        test: format!("{test:?}"),
    };
    if let Some(chosen) = lists.get(&question, roll) {
        return Ok(chosen);
    }
    let sorted = roll.sorted(field, scope.lang);
    let in_order: Vec<usize> = match sorted {
        Some(sorted) => sorted.iter().map(|(_, at)| *at).collect(),
        None => (0..roll.entries().len()).collect(),
    };
    let (passed, mut values) = choose(scope, roll, in_order, test.as_ref()).await?;
    let at = match sorted {
        Some(sorted) => {
            let mut passed = passed.into_iter().peekable();
            let through = |(_, at): &&(Place, usize)| passed.next_if_eq(at).is_some();
            sorted.iter().filter(through).cloned().collect()
        }
        None => by_figures(scope, roll, field, &passed, &mut values).await?,
    };
    let chosen = Arc::new(Chosen::new(Arc::clone(roll), at));
    lists.keep(question, &chosen);
    Ok(chosen)
}

/// The entries in an order that the values of their councils decide.
async fn by_figures(
    scope: &Arc<Scope>,
    roll: &Roll,
    field: CouncilOrderField,
    passed: &[usize],
    values: &mut Values,
) -> Result<Vec<(Place, usize)>> {
    let entries = || passed.iter().map(|at| &roll.entries()[*at]);
    let mut missing: Vec<_> = entries().map(|entry| entry.access).collect();
    if field == CouncilOrderField::Breaches {
        // Verdicts look at the other councils of the family too.
        with_relatives(scope, &mut missing, entries());
    }
    load(scope, &missing, values).await?;
    let placed = entries()
        .zip(passed)
        .map(|(entry, at)| (Place::by_number(figure(field, scope, entry, values), entry.head.id), *at));
    let mut placed: Vec<_> = placed.collect();
    placed.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(placed)
}

/// Values of councils, by identity.
pub(super) type Values = HashMap<CouncilId, Arc<council::Council>>;

/// Which of these entries pass the test, in the order in which they were given; and the values that were needed to tell.
async fn choose(
    scope: &Arc<Scope>,
    roll: &Roll,
    entries: Vec<usize>,
    test: Option<&Test>,
) -> Result<(Vec<usize>, Values)> {
    let Some(test) = test else {
        return Ok((entries, Values::new()));
    };
    let entry = |at: usize| &roll.entries()[at];
    let mut open = Vec::new();
    let mut chosen: Vec<(usize, bool)> = Vec::new();
    for at in entries {
        match test.passes(entry(at), scope, None) {
            Some(false) => {}
            Some(true) => chosen.push((at, true)),
            None => {
                open.push(entry(at).access);
                chosen.push((at, false));
            }
        }
    }
    let mut values = Values::new();
    if test.looks_at_families() {
        with_relatives(scope, &mut open, chosen.iter().filter(|(_, sure)| !sure).map(|(at, _)| entry(*at)));
    }
    load(scope, &open, &mut values).await?;
    let passes = |(at, sure): &(usize, bool)| *sure || test.passes(entry(*at), scope, Some(&values)) == Some(true);
    let passed =
        if test.looks_at_families() { in_parallel(&chosen, passes) } else { chosen.iter().map(passes).collect() };
    Ok((chosen.into_iter().zip(passed).filter(|(_, passed)| *passed).map(|((at, _), _)| at).collect(), values))
}

/// How many councils a thread judges at least: fewer are done before it has started.
const LEAST_FOR_A_THREAD: usize = 200;

/// What is answered for each, in order. Judging thousands of councils is nothing but reckoning, so all cores take part.
fn in_parallel<T: Sync>(all: &[T], answer: impl Fn(&T) -> bool + Sync) -> Vec<bool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(all.len() / LEAST_FOR_A_THREAD).max(1);
    let (mine, others) = all.split_at(all.len().div_ceil(threads).min(all.len()));
    let judge = |part: &[T]| -> Vec<bool> { part.iter().map(&answer).collect() };
    let judge = &judge;
    std::thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(mine.len().max(1)).map(|part| (part, scope.spawn(move || judge(part)))).collect();
        let mut answers = judge(mine);
        for (part, thread) in others {
            // A thread that panicked has said so; what it was asked is answered here, with the same panic if it is one.
            answers.extend(thread.join().unwrap_or_else(|_| judge(part)));
        }
        answers
    })
}

/// The other councils of their families, each once: verdicts look at them too.
fn with_relatives<'e>(scope: &Scope, wanted: &mut Vec<Access<door::Public>>, entries: impl Iterator<Item = &'e Entry>) {
    let mut seen: HashSet<CouncilId> = wanted.iter().map(Access::council).collect();
    let families: HashSet<_> = entries.filter_map(|entry| entry.head.family).collect();
    let heads = families.into_iter().flat_map(|family| scope.directory.councils_of(family));
    wanted.extend(heads.filter_map(|head| door::public(head)).filter(|access| seen.insert(access.council())));
}

/// Loads what is not there yet, in one batch.
pub(super) async fn load(scope: &Scope, wanted: &[Access<door::Public>], values: &mut Values) -> Result<()> {
    let missing: Vec<_> = wanted.iter().filter(|access| !values.contains_key(&access.council())).copied().collect();
    if !missing.is_empty() {
        values.extend(scope.values(&missing).await?);
    }
    Ok(())
}

/// The councils that the filter lets through with their values, in no order.
pub(super) async fn views(ctx: &Context<'_>, scope: &Arc<Scope>, filter: Option<CouncilFilter>) -> Result<Vec<View>> {
    let roll = Rolls::of(ctx, &scope.directory)?;
    let test = filter.map(|filter| filter.test(scope)).transpose()?;
    let all = (0..roll.entries().len()).collect();
    let (chosen, mut values) = choose(scope, &roll, all, test.as_ref()).await?;
    let doors: Vec<_> = chosen.into_iter().map(|at| roll.entries()[at].access).collect();
    load(scope, &doors, &mut values).await?;
    let view = |access: Access<door::Public>| {
        let value = values.remove(&access.council())?;
        Some(View::public(Arc::clone(scope), access, value))
    };
    Ok(doors.into_iter().filter_map(view).collect())
}

/// The number that values decide the order by.
fn figure(by: CouncilOrderField, scope: &Arc<Scope>, entry: &Entry, values: &Values) -> Option<i64> {
    let value = Arc::clone(values.get(&entry.head.id)?);
    let view = View::public(Arc::clone(scope), entry.access, value);
    if by == CouncilOrderField::Breaches {
        return i64::try_from(breaches(&view, values)).ok();
    }
    let mandate = view.mandate()?;
    match by {
        CouncilOrderField::Seats => mandate.composition.seat_count().map(i64::from),
        CouncilOrderField::VacantSeats => {
            i64::try_from(view.seats().iter().filter(|line| SeatLine::is_vacancy(line)).count()).ok()
        }
        _ => None,
    }
}

/// How many verdicts on the council say that a rule is broken.
fn breaches(view: &View, values: &Values) -> usize {
    rulings(view, values).iter().filter(|ruling| ruling.status == VerdictStatus::Breached).count()
}

/// The verdicts on the council without their words; the values have the other councils of its family.
pub(super) fn rulings(view: &View, values: &Values) -> Arc<[Ruling]> {
    let relatives = view.scope.relatives(&view.value.head);
    let family: Vec<_> = relatives.filter_map(|access| values.get(&access.council()).cloned()).collect();
    view.scope.store.rulings(&view.value, view.around(&family, false), view.scope.as_of)
}
