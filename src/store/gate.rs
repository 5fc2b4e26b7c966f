//! The write gate: lock, load, decide, apply, raise, record, commit.
//!
//! May import: `domain`, `access`, `error`, `store`.
//!
//! The first lock is the register's own row, which orders all changes, so that no two acts wait for each other. An act runs
//! in a task of its own, so that a request that is given up cannot leave a transaction half done.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use entity::{audit_entry, council, register_state};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{
    Store,
    act::{Act, Decision, Facts, Ids, Needs},
    apply::{Stamp, apply},
    in_task,
    kept::Held,
    knowing::knowing,
    load,
    once::{self, Once},
    row::{column, json},
    shown::{self, Loaded},
    tell,
};
use crate::{
    access::caller::Caller,
    domain::{
        change::Change,
        council::{Council, CouncilStatus},
        directory::Directory,
        id::{CouncilId, PersonId},
        telling::Telling,
        work::Level,
    },
    error::{Error, Refusal, Refusals},
};

/// How often an act is tried when writes collide.
const TRIES: u32 = 3;

/// How an act is to be done.
#[derive(Clone, Debug, Default)]
pub struct WriteOptions {
    /// Answer what would be, and write nothing.
    pub dry_run: bool,
    /// That it is done once, however often it is asked for.
    pub once: Option<Once>,
    /// The revision that the caller expects: of what the act changes (`Act::MATTER`).
    pub expected_revision: Option<i64>,
}

/// What was done, or would be.
#[derive(Clone, Debug)]
pub struct Done<Outcome> {
    /// What the act answers.
    pub outcome: Outcome,
    /// What it let pass, but wants noticed.
    pub warnings: Vec<Refusal>,
    /// Who did it, with the authorities afterwards.
    pub caller: Caller,
    /// The directory afterwards.
    pub directory: Arc<Directory>,
    /// The councils that changed, afterwards.
    pub councils: BTreeMap<CouncilId, Arc<Council>>,
    /// The council that the act is about: the first that it asks for.
    pub about: Option<CouncilId>,
    /// What a secret of this answer is made of, where it was done under a word.
    pub seed: Option<String>,
    /// The place of the act in the order of all changes.
    pub(super) seq: i64,
}

impl Store {
    /// Does the act, or says why not.
    ///
    /// # Errors
    /// When the database fails. Then nothing was done, unless it went away while it committed: nobody knows then, and whoever
    /// asks again under the same word finds out. The inner result is the answer to whoever asked.
    pub async fn write<A: Act>(
        &self,
        caller: &Caller,
        act: A,
        now: DateTime<Utc>,
        today: NaiveDate,
        options: WriteOptions,
    ) -> Result<Result<Done<A::Outcome>, Refusals>, Error> {
        let mut tries = 0;
        loop {
            tries += 1;
            let work = Attempt {
                store: self.clone(),
                caller: caller.clone(),
                act: act.clone(),
                now: now.trunc_subsecs(6),
                today,
                options: options.clone(),
            };
            match in_task(Box::pin(work.run())).await {
                Err(Error::Busy(_)) if tries < TRIES => {
                    tracing::debug!(act = A::NAME, tries, "writes collided; trying again");
                }
                other => return other,
            }
        }
    }
}

struct Attempt<A> {
    store: Store,
    caller: Caller,
    act: A,
    now: DateTime<Utc>,
    today: NaiveDate,
    options: WriteOptions,
}

impl<A: Act> Attempt<A> {
    async fn run(self) -> Result<Result<Done<A::Outcome>, Refusals>, Error> {
        let known = self.store.current().await?;
        let needs = self.act.needs(&known.directory);
        let _turn = self.store.inner.connections.turn().await?;
        let tx = self.store.inner.connections.begin_write().await?;
        match self.run_in(&tx, needs, known.directory).await {
            Ok(Ok(done)) if !self.options.dry_run => {
                tell::announce(&tx, done.seq).await?;
                tx.commit().await?;
                self.store.inner.standing.reached(done.seq);
                for council in done.councils.values() {
                    self.store.inner.kept.insert(council.head.id, Held::of(council));
                }
                Ok(Ok(done))
            }
            other => {
                tx.rollback().await?;
                other
            }
        }
    }

    async fn run_in(
        &self,
        tx: &DatabaseTransaction,
        needs: Needs,
        directory: Arc<Directory>,
    ) -> Result<Result<Done<A::Outcome>, Refusals>, Error> {
        let state = lock(tx).await?;
        if let Some(once) = &self.options.once
            && let Some(answered) = once::answered(&self.store, tx, &self.caller, once).await?
        {
            return Ok(answered);
        }
        let loaded = Loaded::load(tx, &self.caller, needs, directory, &self.store.inner.shared, self.today).await?;
        let (decision, act_id) = match self.decide(&loaded) {
            Ok(decided) => decided,
            Err(refusals) => return Ok(Err(refusals)),
        };
        let account = self.caller.account_id();
        let stamp = Stamp { now: self.now, account, seq: state.seq + 1 };
        for change in &decision.changes {
            apply(tx, change, stamp).await?;
        }
        let mut told = tell::of(&decision.changes, &loaded.councils, self.now);
        // What is known of a person is part of every council that knows the person.
        let persons: Vec<PersonId> = decision.changes.iter().filter_map(Change::person).collect();
        for council in knowing(tx, &persons).await? {
            told.entry(council).or_default().add_known_person();
        }
        let raised = raise(tx, &decision.changes, &told, stamp.seq).await?;
        self.record(tx, &decision, act_id, stamp, &raised.touched).await?;
        let seed = self.options.once.as_ref().and_then(|once| once.seed.clone());
        if let (Some(once), Some(account)) = (&self.options.once, account) {
            let answer = once::Kept {
                outcome: decision.outcome.clone(),
                warnings: decision.warnings.clone(),
                councils: raised.touched.keys().copied().collect(),
                about: loaded.first,
                seed: seed.clone(),
            };
            once::keep(tx, account, once, &answer, stamp.now).await?;
        }
        let directory = Arc::new(load::directory::directory(tx).await?);
        let ids: Vec<CouncilId> = told.keys().copied().collect();
        let councils = load::council::councils(tx, &ids, &self.store.inner.shared).await?;
        tell::councils(tx, &told, &councils, stamp).await?;
        if raised.public {
            let areas = tell::public_areas(&told, &councils, &decision.changes);
            tell::register(tx, state.public_revision + 1, areas, stamp).await?;
        }
        Ok(Ok(Done {
            caller: shown::caller(tx, &self.caller).await?,
            outcome: decision.outcome,
            warnings: decision.warnings,
            directory,
            councils: councils.into_iter().map(|council| (council.head.id, Arc::new(council))).collect(),
            about: loaded.first,
            seed,
            seq: stamp.seq,
        }))
    }

    /// The pure part. No await happens while the facts are shown.
    fn decide(&self, loaded: &Loaded) -> Result<(Decision<A::Outcome>, Uuid), Refusals> {
        let ids = Ids::from(Uuid::now_v7());
        let facts = Facts {
            caller: &loaded.caller,
            today: self.today,
            now: self.now,
            directory: &loaded.directory,
            councils: &loaded.councils,
            persons: &loaded.persons,
            account: loaded.account.as_ref(),
            authority: loaded.authority.as_ref(),
            holders: &loaded.holders,
            invitation: loaded.invitation.as_ref(),
            has_calendar: loaded.has_calendar,
            ids: &ids,
        };
        let acting = self.act.authorise(&facts)?;
        self.check_revision(loaded)?;
        let decision = self.act.decide(&facts, acting)?;
        Ok((decision, facts.new_id()))
    }

    fn check_revision(&self, loaded: &Loaded) -> Result<(), Refusals> {
        super::revision::check(A::MATTER, self.options.expected_revision, loaded, self.today)
    }

    /// The audit entries, one for each council and one for what councils share.
    async fn record(
        &self,
        tx: &DatabaseTransaction,
        decision: &Decision<A::Outcome>,
        act_id: Uuid,
        stamp: Stamp,
        touched: &BTreeMap<CouncilId, bool>,
    ) -> Result<(), Error> {
        let mut about: BTreeMap<Option<CouncilId>, Vec<&Change>> = BTreeMap::new();
        for change in &decision.changes {
            about.entry(change.touch().council).or_default().push(change);
        }
        for (council, changes) in about {
            let row = audit_entry::ActiveModel {
                id: Set(Uuid::now_v7()),
                seq: Set(stamp.seq),
                act_id: Set(act_id),
                council_id: Set(council.map(|council| council.0)),
                at: Set(stamp.now),
                account_id: Set(stamp.account.map(|account| account.0)),
                actor: Set(self.caller.label()),
                act: Set(A::NAME.to_owned()),
                summary: Set(json(&decision.summary)?),
                changes: Set(json(&changes)?),
                is_public: Set(match council {
                    Some(council) => touched.get(&council).copied().unwrap_or(false),
                    None => changes.iter().any(|change| change.touch().public),
                }),
            };
            audit_entry::Entity::insert(row).exec_without_returning(tx).await?;
        }
        Ok(())
    }
}

/// Locks the register's row, and tells how far the register has come. On SQLite the transaction holds the only write lock
/// already.
async fn lock(tx: &DatabaseTransaction) -> Result<register_state::Model, Error> {
    let mut state = register_state::Entity::find();
    if tx.get_database_backend() == DbBackend::Postgres {
        state = state.lock_exclusive();
    }
    state.one(tx).await?.ok_or_else(|| Error::Corrupt("the register has no state".to_owned()))
}

/// What an act raised.
struct Raised {
    /// The councils that changed, and whether everybody may see it.
    touched: BTreeMap<CouncilId, bool>,
    /// Whether anything changed that everybody may see.
    public: bool,
}

/// Raises the revisions that the changes touch: of each council the one of the act's own kind, and that of the members
/// where they see it.
async fn raise(
    tx: &DatabaseTransaction,
    changes: &[Change],
    told: &BTreeMap<CouncilId, Telling>,
    seq: i64,
) -> Result<Raised, Error> {
    let directory = changes.iter().any(|change| change.touch().directory);
    let shared = changes.iter().map(Change::touch).any(|touch| touch.council.is_none() && touch.public);
    let mut touched = BTreeMap::new();
    for (id, telling) in told {
        let public = telling.is_seen_from(Level::Public);
        let counter = if public { council::Column::Revision } else { council::Column::PrivateRevision };
        let members = i64::from(telling.is_seen_from(Level::Member));
        council::Entity::update_many()
            .col_expr(counter, Expr::col(counter).add(1))
            .col_expr(council::Column::MemberRevision, Expr::col(council::Column::MemberRevision).add(members))
            .col_expr(council::Column::ChangedSeq, Expr::value(seq))
            .filter(council::Column::Id.eq(id.0))
            .exec(tx)
            .await?;
        touched.insert(*id, public);
    }
    for draft in drafts(tx, &touched).await? {
        touched.insert(draft, false);
    }
    let public = shared || touched.values().any(|public| *public);
    let state = register_state::Entity::update_many().col_expr(register_state::Column::Seq, Expr::value(seq));
    let counters =
        [(register_state::Column::DirectoryRevision, directory), (register_state::Column::PublicRevision, public)];
    let raised = counters.into_iter().filter(|(_, rises)| *rises);
    raised.fold(state, |state, (counter, _)| state.col_expr(counter, Expr::col(counter).add(1))).exec(tx).await?;
    Ok(Raised { touched, public })
}

/// Those of the councils that only their own secretariats may see.
async fn drafts(tx: &DatabaseTransaction, of: &BTreeMap<CouncilId, bool>) -> Result<Vec<CouncilId>, Error> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Uuid> = council::Entity::find()
        .filter(council::Column::Id.is_in(of.keys().map(|id| id.0)))
        .filter(council::Column::Visibility.eq(column(&CouncilStatus::Draft)?))
        .select_only()
        .column(council::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(CouncilId).collect())
}
