//! What a request knows: who asks, the register as it is now, and the day that the answer is for.
//!
//! May import: `store`, `access`, `domain`, `error`, `config`. A [`Session`] is reached by the [`Opening`] in the data of the request; a [`Scope`] is what
//! objects hold, so that every field below `asOf` answers as of that day.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_graphql::{
    Context,
    dataloader::{DataLoader, HashMapCache, Loader},
};
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    entered::{Entered, Role},
    error::{Result, failed, internal},
    lasting::Lasting,
    opening::Opening,
    reading::Reading,
    volume::Volume,
};
use crate::{
    access::{
        caller::Caller,
        door::{self, Access, Public},
    },
    config::PAPER_BYTES,
    domain::{
        council::{Council, CouncilHead},
        directory::{Directory, Tie},
        id::CouncilId,
        mandate::clause::relation::RelationKind,
        text::Lang,
        time::Date,
        word::Slug,
    },
    store::{Snapshot, Store},
};

/// The key in the head of a request, under which its changes are made once, and what it stands for.
#[derive(Clone, Debug)]
pub struct HeadKey {
    /// The key.
    pub key: String,
    /// A digest of the request: its document, operation and variables.
    pub request: String,
}

/// What a request knows.
#[derive(Clone)]
pub struct Session {
    /// Where values come from.
    pub store: Store,
    /// Who asks.
    pub caller: Caller,
    /// The register as the request sees it, the same from its first field to its last.
    pub snapshot: Snapshot,
    /// The instant of the request.
    pub now: DateTime<Utc>,
    /// The day of the request.
    pub today: NaiveDate,
    /// The language of texts where a field does not say.
    pub lang: Lang,
    /// The language of messages about what is wrong, where a field does not say.
    pub error_lang: Lang,
    /// The key of the request's head, under which its changes are made once.
    pub idempotency_key: Option<HeadKey>,
    /// Which papers the caller has read, as far as the request asked.
    pub(super) reading: Reading,
    paper_bytes: u32,
    lasting: Lasting,
    volume: Volume,
    entered: Entered,
    councils: Councils,
}

impl Session {
    /// A request of this caller on this snapshot, in the language asked for. Where none is asked for, texts are in
    /// Bokmål; errors in English, since then a program speaks and its developer reads.
    #[must_use]
    pub fn new(
        store: Store,
        caller: Caller,
        snapshot: Snapshot,
        now: DateTime<Utc>,
        today: NaiveDate,
        asked: Option<Lang>,
    ) -> Self {
        let councils = Councils::of(&store, &snapshot);
        let (lang, error_lang) = (asked.unwrap_or_default(), asked.unwrap_or(Lang::En));
        let (idempotency_key, lasting, entered) = (None, Lasting::default(), Entered::default());
        let volume = Volume::default();
        let paper_bytes = PAPER_BYTES;
        Self {
            store,
            caller,
            snapshot,
            now,
            today,
            lang,
            error_lang,
            idempotency_key,
            reading: Reading::default(),
            paper_bytes,
            lasting,
            volume,
            entered,
            councils,
        }
    }

    /// The same session, which tells `lasting` until when its answer holds.
    #[must_use]
    pub fn telling(mut self, lasting: Lasting) -> Self {
        self.lasting = lasting;
        self
    }

    /// The same session, in which papers have so many bytes at most.
    #[must_use]
    pub const fn papers_up_to(mut self, bytes: u32) -> Self {
        self.paper_bytes = bytes;
        self
    }

    /// How many bytes a paper may have.
    #[must_use]
    pub const fn paper_bytes(&self) -> u32 {
        self.paper_bytes
    }

    /// The same session, which tells `entered` by which doors it came to which councils.
    #[must_use]
    pub fn entering(mut self, entered: Entered) -> Self {
        self.entered = entered;
        self
    }

    /// The council was entered so.
    pub fn enters(&self, council: &CouncilHead, role: Role) {
        self.entered.by(council.slug.as_str(), role);
    }

    /// The same session, whose changes are made once under this key.
    #[must_use]
    pub fn once(mut self, idempotency_key: Option<HeadKey>) -> Self {
        self.idempotency_key = idempotency_key;
        self
    }

    /// The session of the request.
    ///
    /// # Errors
    /// When the request was handed over without one, which is a fault of the program.
    pub fn of<'a>(ctx: &Context<'a>) -> Result<&'a Self> {
        let opening = ctx.data::<Opening>().ok();
        opening.and_then(Opening::session).ok_or_else(|| internal("the request has no session"))
    }

    /// What the caller may see of the council as everybody may: through the public door, or as its secretariat.
    #[must_use]
    pub fn sees(&self, head: &CouncilHead) -> Option<Access<Public>> {
        door::public(head)
            .or_else(|| door::secretariat(&self.caller, head, self.today).ok().map(|access| access.sight().as_public()))
    }

    /// The same session on the register as it is after a write.
    #[must_use]
    pub fn at(&self, snapshot: Snapshot) -> Self {
        Self { councils: Councils::of(&self.store, &snapshot), snapshot, ..self.clone() }
    }

    /// What objects hold that answer as of a day; today where none is named.
    #[must_use]
    pub fn scope(&self, as_of: Option<Date>) -> Arc<Scope> {
        Arc::new(Scope {
            store: self.store.clone(),
            directory: Arc::clone(&self.snapshot.directory),
            today: self.today,
            now: self.now,
            as_of: as_of.map_or(self.today, |day| day.0),
            lang: self.lang,
            lasting: self.lasting.clone(),
            volume: self.volume.clone(),
            councils: self.councils.clone(),
        })
    }
}

/// What objects hold: the shared part of the register, the day that the answer is for, and how to reach more.
pub struct Scope {
    /// Where values come from.
    pub store: Store,
    /// What councils share.
    pub directory: Arc<Directory>,
    /// The day of the request.
    pub today: NaiveDate,
    /// The day that the answer is for.
    pub as_of: NaiveDate,
    /// The language of texts where a field does not say.
    pub lang: Lang,
    // Not to be read in passing: see `at_this_instant`.
    now: DateTime<Utc>,
    lasting: Lasting,
    /// How much goes into the answer.
    pub volume: Volume,
    councils: Councils,
}

impl Scope {
    /// The same scope with another directory and these councils at hand: what would be, in the answer to a dry run.
    #[must_use]
    pub fn pretending(&self, directory: Arc<Directory>, councils: impl IntoIterator<Item = Arc<Council>>) -> Arc<Self> {
        let given = councils.into_iter().map(|council| (council.head.id, council)).collect();
        Arc::new(Self {
            store: self.store.clone(),
            directory,
            today: self.today,
            now: self.now,
            as_of: self.as_of,
            lang: self.lang,
            lasting: self.lasting.clone(),
            volume: self.volume.clone(),
            councils: Councils { given: Arc::new(given), ..self.councils.clone() },
        })
    }

    /// What `find` finds at the instant of the request; it says too until when it would find the same, so that nobody
    /// keeps the answer for longer.
    pub fn at_this_instant<T>(&self, find: impl FnOnce(DateTime<Utc>) -> (T, Option<DateTime<Utc>>)) -> T {
        let (found, holds_until) = find(self.now);
        if let Some(instant) = holds_until {
            self.lasting.until(instant);
        }
        found
    }

    /// The language asked for, or that of the request.
    #[must_use]
    pub fn lang(&self, asked: Option<Lang>) -> Lang {
        asked.unwrap_or(self.lang)
    }

    /// The council of this identity, through the public door.
    #[must_use]
    pub fn public(&self, id: CouncilId) -> Option<(Access<Public>, &Arc<CouncilHead>)> {
        let head = self.directory.council(id)?;
        Some((door::public(head)?, head))
    }

    /// All councils that the public door lets see, in no order.
    pub fn public_councils(&self) -> impl Iterator<Item = (Access<Public>, &Arc<CouncilHead>)> {
        self.directory.councils().filter_map(|head| Some((door::public(head)?, head)))
    }

    /// The other councils of a council's family that everybody may see.
    pub fn relatives(&self, of: &CouncilHead) -> impl Iterator<Item = Access<Public>> {
        let (own, family) = (of.id, of.family);
        let councils = family.into_iter().flat_map(|family| self.directory.councils_of(family));
        councils.filter(move |head| head.id != own).filter_map(|head| door::public(head))
    }

    /// Those who stand to the body of this slug as `kind` says, on the day: what the body's own mandate states comes
    /// first, and what a council states that is not public is not told.
    #[must_use]
    pub fn ties_to(&self, kind: RelationKind, slug: &Slug) -> Vec<&Tie> {
        let own = self.directory.council_by_slug(slug).map(|head| head.id);
        let ties = self.directory.ties_to(kind, slug, self.as_of);
        let mut ties: Vec<&Tie> =
            ties.filter(|tie| Some(tie.stated_by) == own || self.public(tie.stated_by).is_some()).collect();
        ties.sort_by_key(|tie| Some(tie.stated_by) != own);
        ties
    }

    /// The current values of these councils, loaded in one batch where they are not at hand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn values(&self, access: &[Access<Public>]) -> Result<HashMap<CouncilId, Arc<Council>>> {
        let mut found = HashMap::with_capacity(access.len());
        let mut missing = Vec::new();
        for id in access.iter().map(Access::council) {
            match self.councils.given.get(&id) {
                Some(council) => drop(found.insert(id, Arc::clone(council))),
                None => missing.push(id),
            }
        }
        if !missing.is_empty() {
            let ByIdentity { store, snapshot } = self.councils.loader.loader();
            found.extend(store.councils(snapshot, &missing).await.map_err(failed)?);
        }
        Ok(found)
    }

    /// The current value of one council; those asked for at the same time are loaded together.
    ///
    /// # Errors
    /// When the database fails, or the council is gone although the directory has it.
    pub async fn value(&self, access: Access<Public>) -> Result<Arc<Council>> {
        if let Some(council) = self.councils.given.get(&access.council()) {
            return Ok(Arc::clone(council));
        }
        if let Some(council) = self.councils.at_hand(access.council()) {
            return Ok(council);
        }
        let loaded = self.councils.loader.load_one(access.council()).await.map_err(failed)?;
        loaded.ok_or_else(|| internal("the directory has a council that cannot be loaded"))
    }
}

/// How councils are reached one by one.
#[derive(Clone)]
struct Councils {
    given: Arc<HashMap<CouncilId, Arc<Council>>>,
    /// Kept values that the request has used: it goes on with them whatever is written meanwhile.
    used: Arc<Mutex<HashMap<CouncilId, Arc<Council>>>>,
    loader: Arc<DataLoader<ByIdentity, HashMapCache>>,
}

impl Councils {
    fn of(store: &Store, snapshot: &Snapshot) -> Self {
        let by_identity = ByIdentity { store: store.clone(), snapshot: snapshot.clone() };
        let loader = DataLoader::with_cache(by_identity, tokio::spawn, HashMapCache::default()).delay(Duration::ZERO);
        Self { given: Arc::default(), used: Arc::default(), loader: Arc::new(loader) }
    }

    /// The value, if it is in memory. Handing it to the loader would cost a task.
    fn at_hand(&self, id: CouncilId) -> Option<Arc<Council>> {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(council) = used.get(&id) {
            return Some(Arc::clone(council));
        }
        let ByIdentity { store, snapshot } = self.loader.loader();
        let council = store.at_hand(snapshot, id)?;
        used.insert(id, Arc::clone(&council));
        Some(council)
    }
}

struct ByIdentity {
    store: Store,
    snapshot: Snapshot,
}

impl Loader<CouncilId> for ByIdentity {
    type Value = Arc<Council>;
    type Error = Arc<crate::error::Error>;

    async fn load(&self, ids: &[CouncilId]) -> std::result::Result<HashMap<CouncilId, Arc<Council>>, Self::Error> {
        self.store.councils(&self.snapshot, ids).await.map_err(Arc::new)
    }
}
