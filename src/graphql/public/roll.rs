//! The roll of councils: every public council in every order that the directory alone decides, made once for each
//! state of the directory.
//!
//! May import: `graphql`, `access`, `domain`. Lists, filters and searches walk it instead of sorting anew.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use async_graphql::{Context, Enum};
use chrono::{Datelike, NaiveDate};

use super::collation::sort_key;
use crate::{
    access::door::{self, Access, Public},
    domain::{council::CouncilHead, directory::Directory, id::FamilyId, search::folded_name, text::Lang},
    graphql::{
        error::{Result, internal},
        paging::Place,
    },
};

/// What councils are listed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum)]
pub enum CouncilOrderField {
    /// The name in the language of the request, in Norwegian alphabetical order.
    #[default]
    Name,
    /// The name in addresses.
    Slug,
    /// The tier in the family, the top first; councils without a tier last.
    Tier,
    /// When it was set up; councils of which that is not known last.
    EstablishedOn,
    /// How many seats the mandate gives it; councils without such a number last.
    Seats,
    /// How many seats are vacant; councils without a mandate last.
    VacantSeats,
    /// How many verdicts on it say that a rule is broken.
    Breaches,
}

/// A council on the roll.
pub struct Entry {
    /// The proof that the public door is open.
    pub access: Access<Public>,
    /// Identity and names.
    pub head: Arc<CouncilHead>,
    /// Its names in all languages, folded for searching.
    pub folded: Box<str>,
}

/// The public councils of one state of the directory.
pub struct Roll {
    directory: Arc<Directory>,
    entries: Vec<Entry>,
    by_name: [OnceLock<Vec<(Place, usize)>>; 4],
    by_slug: OnceLock<Vec<(Place, usize)>>,
    by_tier: OnceLock<Vec<(Place, usize)>>,
    by_age: OnceLock<Vec<(Place, usize)>>,
    families: HashMap<FamilyId, Vec<usize>>,
}

/// The roll that was made last. It stands in the data of the schema.
#[derive(Default)]
pub struct Rolls(Mutex<Option<Arc<Roll>>>);

impl Rolls {
    /// The roll of the directory.
    ///
    /// # Errors
    /// When the schema was built without a place for it, which is a fault of the program.
    pub fn of(ctx: &Context<'_>, directory: &Arc<Directory>) -> Result<Arc<Roll>> {
        let rolls = ctx.data::<Self>().map_err(|_| internal("the schema has no place for the roll of councils"))?;
        Ok(rolls.at(directory))
    }

    fn at(&self, directory: &Arc<Directory>) -> Arc<Roll> {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*latest {
            Some(roll) if Arc::ptr_eq(&roll.directory, directory) => Arc::clone(roll),
            _ => Arc::clone(latest.insert(Arc::new(Roll::of(directory)))),
        }
    }
}

impl Roll {
    /// The roll of a directory.
    #[must_use]
    pub fn of(directory: &Arc<Directory>) -> Self {
        let public = directory.councils().filter_map(|head| Some((door::public(head)?, head)));
        let entries: Vec<Entry> = public
            .map(|(access, head)| Entry {
                access,
                head: Arc::clone(head),
                folded: format!("{} | {}", folded_name(&head.name), head.slug).into(),
            })
            .collect();
        Self {
            families: families(&entries),
            directory: Arc::clone(directory),
            entries,
            by_name: Default::default(),
            by_slug: OnceLock::new(),
            by_tier: OnceLock::new(),
            by_age: OnceLock::new(),
        }
    }

    /// All entries, in no order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of a family, the top tier first.
    pub fn family(&self, family: FamilyId) -> impl Iterator<Item = &Entry> {
        self.families.get(&family).into_iter().flatten().map(|at| &self.entries[*at])
    }

    /// The families that have an entry.
    #[must_use]
    pub fn has_family(&self, family: FamilyId) -> bool {
        self.families.contains_key(&family)
    }

    /// All entries in an order that the directory decides, with their places; None where values decide it.
    #[must_use]
    pub fn sorted(&self, by: CouncilOrderField, lang: Lang) -> Option<&[(Place, usize)]> {
        let (kept, key): (_, &dyn Fn(&CouncilHead) -> Place) = match by {
            CouncilOrderField::Name => {
                (&self.by_name[lang as usize], &|head| Place::new(&sort_key(head.name.in_lang(lang)), head.id))
            }
            CouncilOrderField::Slug => (&self.by_slug, &|head| Place::new(head.slug.as_bytes(), head.id)),
            CouncilOrderField::Tier => (&self.by_tier, &|head| Place::by_number(head.tier.map(i64::from), head.id)),
            CouncilOrderField::EstablishedOn => {
                (&self.by_age, &|head| Place::by_number(head.established_on.map(day_number), head.id))
            }
            CouncilOrderField::Seats | CouncilOrderField::VacantSeats | CouncilOrderField::Breaches => return None,
        };
        let sorted = kept.get_or_init(|| {
            let mut places: Vec<_> =
                self.entries.iter().enumerate().map(|(at, entry)| (key(&entry.head), at)).collect();
            places.sort_unstable();
            places
        });
        Some(sorted)
    }
}

fn families(entries: &[Entry]) -> HashMap<FamilyId, Vec<usize>> {
    let mut families: HashMap<FamilyId, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(family) = entry.head.family {
            families.entry(family).or_default().push(at);
        }
    }
    let order = |at: &usize| {
        let head = &entries[*at].head;
        (head.tier.unwrap_or(u32::MAX), head.slug.clone())
    };
    for members in families.values_mut() {
        members.sort_by_key(order);
    }
    families
}

fn day_number(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}
