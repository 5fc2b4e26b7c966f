//! What is done once: words of the callers' own, and the answers that were given under them.
//!
//! May import: `domain`, `access`, `digest`, `error`, `store`. A word and what was asked for under it are kept as digests. The
//! row of an act is written in the act's own transaction, so there is no answer without its effect and no effect without
//! its answer.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::idempotency::{self, Column};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Store, act::Act, gate::Done, in_task, load, row, shown};
use crate::{
    access::caller::Caller,
    digest::sha256,
    domain::{
        id::{AccountId, CouncilId},
        message::{Message, said},
    },
    error::{Error, Refusal, RefusalCode, Refusals},
};

/// A word of a caller's own, and what was asked for under it.
#[derive(Clone, Debug)]
pub struct Word {
    key: String,
    asked: String,
    field: &'static str,
}

impl Word {
    /// The word that stands in the input of an act, for what `asked` is a digest of.
    #[must_use]
    pub fn of_input(word: &str, asked: String) -> Self {
        Self { key: sha256(&format!("input\0{word}")), asked, field: "idempotencyKey" }
    }

    /// The word that stands in the head of a request, for one field of its document.
    #[must_use]
    pub fn of_field(word: &str, field: &str, asked: String) -> Self {
        Self { key: sha256(&format!("field\0{field}\0{word}")), asked, field: "" }
    }

    /// The word that stands in the head of a request, for all of it.
    #[must_use]
    pub fn of_request(word: &str, asked: String) -> Self {
        Self { key: sha256(&format!("request\0{word}")), asked, field: "" }
    }

    fn reused(&self) -> Refusals {
        vec![Refusal::new(RefusalCode::IdempotencyKeyReused, self.field, said_of_reuse())]
    }
}

fn said_of_reuse() -> Message {
    said!(
        "denne nøkkelen er brukt for en annen forespørsel; ingenting er gjort, send denne med en ny nøkkel",
        "this key was used for another request; nothing was done, send this one with a new key"
    )
}

/// That an act is done once, however often it is asked for.
#[derive(Clone, Debug)]
pub struct Once {
    /// For the act.
    pub act: Word,
    /// For the request of which it is a part, where its head has a key.
    pub request: Option<Word>,
    /// What a secret of the answer is made of, so that it can be made again.
    pub seed: Option<String>,
}

/// What is kept of an answer.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept<Outcome> {
    pub(super) outcome: Outcome,
    pub(super) warnings: Vec<Refusal>,
    pub(super) councils: Vec<CouncilId>,
    #[serde(default)]
    pub(super) about: Option<CouncilId>,
    #[serde(default)]
    pub(super) seed: Option<String>,
}

impl Store {
    /// Why nothing of a request is done: another one was sent under its word. For what is not an act of the gate.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reused(&self, caller: &Caller, request: &Word) -> Result<Option<Refusals>, Error> {
        let Some(account) = caller.account_id() else { return Ok(None) };
        stands_for_another(&self.inner.connections.read, account, request).await
    }

    /// Forgets what was done before this moment under any word, the oldest first and not more than so many. Tells how many
    /// rows that were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_answers(&self, before: DateTime<Utc>, most: u64) -> Result<u64, Error> {
        let connections = self.inner.connections.clone();
        in_task(async move {
            let oldest = idempotency::Entity::find()
                .select_only()
                .columns([Column::AccountId, Column::Key])
                .filter(Column::CreatedAt.lt(before))
                .order_by_asc(Column::CreatedAt)
                .limit(most)
                .into_query();
            let key = Expr::tuple([Expr::col(Column::AccountId), Expr::col(Column::Key)]);
            let forgotten =
                idempotency::Entity::delete_many().filter(key.in_subquery(oldest)).exec(&connections.write).await?;
            Ok(forgotten.rows_affected)
        })
        .await
    }

    /// What was answered before to what is asked for now, for when the act itself cannot be made: what it names may be hidden
    /// from the caller since it was done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answered<A: Act>(
        &self,
        caller: &Caller,
        once: &Once,
    ) -> Result<Option<Result<Done<A::Outcome>, Refusals>>, Error> {
        let (store, caller, once) = (self.clone(), caller.clone(), once.clone());
        in_task(async move {
            let tx = store.inner.connections.begin_read().await?;
            let answered = answered(&store, &tx, &caller, &once).await?;
            tx.commit().await?;
            Ok(answered)
        })
        .await
    }
}

/// What is answered without doing anything: the answer that was given under the word, with the councils as they are now,
/// or that the word stands for something else.
pub(super) async fn answered<Outcome: DeserializeOwned>(
    store: &Store,
    tx: &DatabaseTransaction,
    caller: &Caller,
    once: &Once,
) -> Result<Option<Result<Done<Outcome>, Refusals>>, Error> {
    let Some(account) = caller.account_id() else { return Ok(None) };
    if let Some(request) = &once.request
        && let Some(reused) = stands_for_another(tx, account, request).await?
    {
        return Ok(Some(Err(reused)));
    }
    let Some(found) = find(tx, account, &once.act).await? else { return Ok(None) };
    if found.body_hash != once.act.asked {
        return Ok(Some(Err(once.act.reused())));
    }
    let kept: Kept<Outcome> = row::value(found.answer)?;
    let councils = load::council::councils(tx, &kept.councils, &store.inner.shared).await?;
    Ok(Some(Ok(Done {
        caller: shown::caller(tx, caller).await?,
        outcome: kept.outcome,
        warnings: kept.warnings,
        directory: Arc::new(load::directory::directory(tx).await?),
        councils: councils.into_iter().map(|council| (council.head.id, Arc::new(council))).collect(),
        about: kept.about,
        seed: kept.seed,
        seq: load::directory::counters(tx).await?.seq,
    })))
}

/// Keeps the answer of an act under its word, and with the first act of a request what its word stands for: a request that
/// did nothing leaves its word free, and one that was broken off goes on where it was.
pub(super) async fn keep<Outcome: Serialize>(
    tx: &DatabaseTransaction,
    account: AccountId,
    once: &Once,
    answer: &Kept<Outcome>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let answer = serde_json::to_value(answer).map_err(|wrong| Error::Corrupt(wrong.to_string()))?;
    insert(tx, account, &once.act, answer, now).await?;
    match &once.request {
        Some(request) if find(tx, account, request).await?.is_none() => {
            insert(tx, account, request, serde_json::json!({}), now).await
        }
        _ => Ok(()),
    }
}

async fn stands_for_another<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    word: &Word,
) -> Result<Option<Refusals>, Error> {
    let found = find(db, account, word).await?;
    Ok(found.filter(|found| found.body_hash != word.asked).map(|_| word.reused()))
}

async fn find<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    word: &Word,
) -> Result<Option<idempotency::Model>, Error> {
    Ok(idempotency::Entity::find_by_id((account.0, word.key.clone())).one(db).await?)
}

async fn insert(
    tx: &DatabaseTransaction,
    account: AccountId,
    word: &Word,
    answer: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = idempotency::ActiveModel {
        account_id: Set(account.0),
        key: Set(word.key.clone()),
        body_hash: Set(word.asked.clone()),
        answer: Set(answer),
        created_at: Set(now),
    };
    idempotency::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
