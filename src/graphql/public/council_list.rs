//! Councils, one and many: the public door of the schema.
//!
//! May import: `graphql`, `domain`.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use async_graphql::{Context, Enum, ID, InputObject, Object};

use super::{
    council::Council,
    filter::{CouncilFilter, Test},
    roll::{CouncilOrderField, Entry, Roll, Rolls},
    view::{SeatLine, View},
};
use crate::{
    access::door::{self, Access},
    domain::{council, id::CouncilId, mandate::verdict::VerdictStatus, message::said, text::Lang, time::Date},
    graphql::{
        error::{Nullable, Result, bad_input},
        global_id::GlobalId,
        paging::{Connection, Cut, Page, Place},
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
        let test = filter.map(|filter| filter.test(&scope));
        let order = order_by.unwrap_or_default();
        let page = Page::of(order.list(scope.lang), first, after.as_deref(), last, before.as_deref())?;
        list(&scope, &*Rolls::of(ctx, &scope.directory)?, test.as_ref(), order, &page).await
    }
}

async fn find(ctx: &Context<'_>, slug: Option<&str>, id: Option<&str>, as_of: Option<Date>) -> Result<Option<Council>> {
    let scope = Session::of(ctx)?.scope(as_of);
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
    let value = scope.values(&[access]).await?.remove(&head.id);
    Ok(Some(Council::held(Arc::clone(&scope), access, Arc::clone(head), value)))
}

impl CouncilOrder {
    /// The number of the list for cursors: one for each order, direction and, for names, language.
    fn list(self, lang: Lang) -> u8 {
        let lang = if self.field == CouncilOrderField::Name { lang as u8 } else { 0 };
        (self.field as u8) << 3 | lang << 1 | u8::from(self.direction == OrderDirection::Desc)
    }
}

/// The page of the councils that pass the test.
pub(super) async fn list(
    scope: &Arc<Scope>,
    roll: &Roll,
    test: Option<&Test>,
    order: CouncilOrder,
    page: &Page,
) -> Result<Connection<Council>> {
    let sorted = roll.sorted(order.field, scope.lang);
    let entries = roll.entries();
    let (mut chosen, mut values) = choose(scope, entries, sorted, test).await?;
    if sorted.is_none() {
        let mut missing: Vec<_> = chosen.iter().map(|(_, entry)| entry.access).collect();
        if order.field == CouncilOrderField::Breaches {
            // Verdicts look at the other councils of the family too.
            missing.extend(chosen.iter().flat_map(|(_, entry)| scope.relatives(&entry.head)));
            missing.sort_unstable_by_key(Access::council);
            missing.dedup_by_key(|access| access.council());
        }
        load(scope, &missing, &mut values).await?;
        for (place, entry) in &mut chosen {
            *place = Cow::Owned(Place::by_number(figure(order.field, scope, entry, &values), entry.head.id));
        }
        chosen.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    let descending = order.direction == OrderDirection::Desc;
    if descending {
        chosen.reverse();
    }
    let cut = Cut::of(page, &chosen, descending, |(place, _)| place.as_ref());
    let on_page = &chosen[cut.range.clone()];
    let shown: Vec<_> = on_page.iter().map(|(_, entry)| entry.access).collect();
    load(scope, &shown, &mut values).await?;
    let nodes = on_page.iter().map(|(place, entry)| {
        let value = values.get(&entry.head.id).map(Arc::clone);
        (place.as_ref(), Council::held(Arc::clone(scope), entry.access, Arc::clone(&entry.head), value))
    });
    Ok(Connection::of_cut(page, &cut, nodes))
}

/// Values of councils, by identity.
pub(super) type Values = HashMap<CouncilId, Arc<council::Council>>;
type Chosen<'a> = Vec<(Cow<'a, Place>, &'a Entry)>;

/// The councils that pass the test, in the order of the roll; and the values that were needed to tell.
pub(super) async fn choose<'a>(
    scope: &Arc<Scope>,
    entries: &'a [Entry],
    sorted: Option<&'a [(Place, usize)]>,
    test: Option<&Test>,
) -> Result<(Chosen<'a>, Values)> {
    let in_order: Chosen<'a> = match sorted {
        Some(sorted) => sorted.iter().map(|(place, at)| (Cow::Borrowed(place), &entries[*at])).collect(),
        None => entries.iter().map(|entry| (Cow::Owned(Place::by_number(None, entry.head.id)), entry)).collect(),
    };
    let Some(test) = test else {
        return Ok((in_order, Values::new()));
    };
    let mut open = Vec::new();
    let mut chosen: Vec<(Cow<'a, Place>, &Entry, bool)> = Vec::new();
    for (place, entry) in in_order {
        match test.passes(entry, scope, None) {
            Some(false) => {}
            Some(true) => chosen.push((place, entry, true)),
            None => {
                open.push(entry.access);
                chosen.push((place, entry, false));
            }
        }
    }
    let mut values = Values::new();
    if test.looks_at_families() {
        let undecided = chosen.iter().filter(|(_, _, sure)| !sure);
        open.extend(undecided.flat_map(|(_, entry, _)| scope.relatives(&entry.head)));
        open.sort_unstable_by_key(Access::council);
        open.dedup_by_key(|access| access.council());
    }
    load(scope, &open, &mut values).await?;
    chosen.retain(|(_, entry, sure)| *sure || test.passes(entry, scope, Some(&values)) == Some(true));
    Ok((chosen.into_iter().map(|(place, entry, _)| (place, entry)).collect(), values))
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
    let test = filter.map(|filter| filter.test(scope));
    let (chosen, mut values) = choose(scope, roll.entries(), None, test.as_ref()).await?;
    let doors: Vec<_> = chosen.iter().map(|(_, entry)| entry.access).collect();
    load(scope, &doors, &mut values).await?;
    let view = |access: Access<door::Public>| {
        let value = values.remove(&access.council())?;
        Some(View { scope: Arc::clone(scope), access, value })
    };
    Ok(doors.into_iter().filter_map(view).collect())
}

/// The number that values decide the order by.
fn figure(by: CouncilOrderField, scope: &Arc<Scope>, entry: &Entry, values: &Values) -> Option<i64> {
    let value = Arc::clone(values.get(&entry.head.id)?);
    let view = View { scope: Arc::clone(scope), access: entry.access, value };
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
