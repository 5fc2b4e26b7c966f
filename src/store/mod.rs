//! The only holder of the database: hands out current values, and is the only way in which anything is written.
//!
//! May import: `domain`, `access`, `config`, `error`, `digest`; `entity` and `migration` below it.
//!
//! Reads walk values in memory. [`Store::current`] asks the database one question, whether anything changed, and then
//! [`Store::councils`] gives kept values or loads what is missing in one batch. Writes go through [`Store::write`].
//! Database transactions run in tasks of their own: a request that is given up cannot leave one half done.

mod accounts;
pub mod act;
mod apply;
mod calendar;
mod connect;
pub mod depot;
mod events;
mod feed;
mod figures;
mod gate;
mod kept;
mod knowing;
mod links;
mod listening;
mod load;
mod once;
mod private;
mod reading;
mod revision;
mod row;
mod rulings;
mod searching;
mod shared;
mod shown;
mod standing;
mod tell;
mod weight;

use std::{
    collections::HashMap,
    future::Future,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use entity::{council, membership, person};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::LikeExpr};

pub use connect::Unusable;
pub use events::{Event, Stream};
pub use feed::Looks;
pub use figures::{Figures, Pool, Statements};
pub use gate::{Done, WriteOptions};
pub use kept::Snapshot;
pub use once::{Once, Word};
pub use private::{AuditRow, ContactRow};
pub use rulings::Ruling;
pub use searching::OpenPapers;
pub use weight::weighed;

use self::{
    connect::Connections,
    kept::{Held, Kept},
    rulings::Rulings,
    shared::Shared,
    standing::Standing,
};
use crate::{
    access::link::LinkKey,
    config::DatabaseUrl,
    domain::{
        council::Council,
        id::{CouncilId, PersonId},
        search::Question,
    },
    error::Error,
};

/// The store. Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    connections: Connections,
    kept: Kept,
    shared: Shared,
    rulings: Rulings,
    standing: Standing,
    told: events::Lately,
    snapshot: RwLock<Snapshot>,
    link_key: tokio::sync::OnceCell<LinkKey>,
    /// Held while the snapshot is brought up to date, so that many requests ask once.
    renewing: tokio::sync::Mutex<()>,
}

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The database.
    pub url: DatabaseUrl,
    /// The database with a role that may change the schema, where it is another.
    pub migrate_url: Option<DatabaseUrl>,
    /// How many bytes of councils are kept in memory.
    pub kept_bytes: usize,
    /// How long one statement may take.
    pub statement_timeout: Duration,
    /// How often it is looked for what other processes wrote, while somebody waits for it.
    pub looks: Looks,
}

impl Store {
    /// Opens the database, brings its schema up to date and loads the directory.
    ///
    /// # Errors
    /// Why the database cannot be used, and what to do.
    pub async fn open(settings: &Settings) -> Result<Self, Unusable> {
        let connections =
            Connections::open(&settings.url, settings.migrate_url.as_ref(), settings.statement_timeout).await?;
        let unread = |wrong: Error| {
            let (url, reason) = (settings.url.to_string(), wrong.to_string());
            let newer = matches!(wrong, Error::ClauseFormat { .. });
            if newer { Unusable::NewerClauses { url, reason } } else { Unusable::Damaged { url, reason } }
        };
        let snapshot = load_snapshot(&connections, None).await.map_err(unread)?;
        Ok(Self {
            inner: Arc::new(Inner {
                connections,
                kept: kept::room(settings.kept_bytes),
                shared: Shared::default(),
                rulings: Rulings::default(),
                standing: Standing::at(snapshot.seq, settings.looks),
                told: events::lately(),
                snapshot: RwLock::new(snapshot),
                link_key: tokio::sync::OnceCell::new(),
                renewing: tokio::sync::Mutex::new(()),
            }),
        })
    }

    /// The register as it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn current(&self) -> Result<Snapshot, Error> {
        let seq = load::directory::counters(&self.inner.connections.read).await?.seq;
        self.at_least(seq).await
    }

    /// The register as it was a few milliseconds ago or later, and with everything that this process has written. For
    /// those who come in crowds: they ask the database together.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lately(&self) -> Result<Snapshot, Error> {
        let seq = self.standing().await?;
        self.at_least(seq).await
    }

    /// The register as it is once it has come this far.
    async fn at_least(&self, seq: i64) -> Result<Snapshot, Error> {
        let known = self.known();
        if known.seq >= seq {
            return Ok(known);
        }
        let _one_at_a_time = self.inner.renewing.lock().await;
        let known = self.known();
        if known.seq >= seq {
            return Ok(known);
        }
        let connections = self.inner.connections.clone();
        let renewed = in_task(async move { load_snapshot(&connections, Some(known)).await }).await?;
        *self.inner.snapshot.write().unwrap_or_else(PoisonError::into_inner) = renewed.clone();
        Ok(renewed)
    }

    fn known(&self) -> Snapshot {
        self.inner.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The current values of these councils, those that exist: kept ones, the rest loaded in one batch.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn councils(
        &self,
        snapshot: &Snapshot,
        ids: &[CouncilId],
    ) -> Result<HashMap<CouncilId, Arc<Council>>, Error> {
        let mut found = HashMap::with_capacity(ids.len());
        let mut missing = Vec::new();
        for id in ids.iter().filter(|id| snapshot.knows(**id)) {
            match snapshot.current(&self.inner.kept, *id) {
                Some(council) => {
                    found.insert(*id, council);
                }
                None => missing.push(*id),
            }
        }
        if !missing.is_empty() {
            let inner = Arc::clone(&self.inner);
            let loaded = in_task(async move {
                let tx = inner.connections.begin_read().await?;
                let loaded = load::council::councils(&tx, &missing, &inner.shared).await?;
                tx.commit().await?;
                Ok(loaded)
            })
            .await?;
            for council in loaded {
                let council = Arc::new(council);
                self.inner.kept.insert(council.head.id, Held::of(&council));
                found.insert(council.head.id, council);
            }
        }
        Ok(found)
    }

    /// The current value of the council, if it is kept: without asking anybody.
    #[must_use]
    pub fn at_hand(&self, snapshot: &Snapshot, id: CouncilId) -> Option<Arc<Council>> {
        snapshot.current(&self.inner.kept, id)
    }

    /// The current value of one council, if it exists.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn council(&self, snapshot: &Snapshot, id: CouncilId) -> Result<Option<Arc<Council>>, Error> {
        Ok(self.councils(snapshot, &[id]).await?.remove(&id))
    }

    /// Persons who have or had a seat and whose folded name contains the text, with the councils of the seats. The
    /// caller looks into the values which of them may be shown.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn persons_named(&self, question: &Question, limit: u64) -> Result<Vec<(PersonId, CouncilId)>, Error> {
        if question.is_empty() {
            return Ok(Vec::new());
        }
        let persons: Vec<uuid::Uuid> = person::Entity::find()
            .filter(person::Column::SearchName.like(containing(question.as_str())))
            .order_by_asc(person::Column::SearchName)
            .limit(limit)
            .select_only()
            .column(person::Column::Id)
            .into_tuple()
            .all(&self.inner.connections.read)
            .await?;
        let rows: Vec<(uuid::Uuid, uuid::Uuid)> = membership::Entity::find()
            .filter(membership::Column::PersonId.is_in(persons))
            .select_only()
            .column(membership::Column::PersonId)
            .column(membership::Column::CouncilId)
            .distinct()
            .into_tuple()
            .all(&self.inner.connections.read)
            .await?;
        Ok(rows.into_iter().map(|(person, council)| (PersonId(person), CouncilId(council))).collect())
    }

    /// How many councils are kept, and how many bytes they are weighed as.
    #[must_use]
    pub fn kept(&self) -> (usize, u64) {
        (self.inner.kept.len(), self.inner.kept.weight())
    }

    /// Forgets what is kept, so that the next read loads it. For benchmarks that measure the load.
    pub fn forget(&self) {
        self.inner.kept.clear();
        self.inner.rulings.clear();
    }
}

/// The snapshot as the database is now; from the one that is known, where only some councils changed.
async fn load_snapshot(connections: &Connections, known: Option<Snapshot>) -> Result<Snapshot, Error> {
    let tx = connections.begin_read().await?;
    let state = load::directory::counters(&tx).await?;
    let since = known.as_ref().map_or(-1, |known| known.seq);
    let changed: Vec<(uuid::Uuid, i64)> = council::Entity::find()
        .filter(council::Column::ChangedSeq.gt(since))
        .select_only()
        .column(council::Column::Id)
        .column(council::Column::ChangedSeq)
        .into_tuple()
        .all(&tx)
        .await?;
    let directory = match &known {
        Some(known) if known.directory.revision == state.directory_revision => Arc::clone(&known.directory),
        _ => Arc::new(load::directory::directory(&tx).await?),
    };
    tx.commit().await?;
    let mut latest = known.map_or_else(HashMap::new, |known| (*known.latest).clone());
    latest.extend(changed.into_iter().map(|(id, seq)| (CouncilId(id), seq)));
    Ok(Snapshot { seq: state.seq, public_revision: state.public_revision, directory, latest: Arc::new(latest) })
}

/// Runs database work to its end even when nobody waits for it any more.
async fn in_task<T: Send + 'static>(work: impl Future<Output = Result<T, Error>> + Send + 'static) -> Result<T, Error> {
    use tracing::Instrument;
    tokio::spawn(work.in_current_span()).await.map_err(|wrong| Error::Task(wrong.to_string()))?
}

/// A pattern for what contains the text as it stands: what means anything else in a pattern is escaped.
fn containing(text: &str) -> LikeExpr {
    const ESCAPE: char = '!';
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape(ESCAPE)
}
