//! Private calendars: from the digest of a secret to the account whose it is; and where else persons sit, for clashes.
//!
//! May import: `domain`, `access`, `error`, `store`. What is found here opens nothing: whoever fetches a calendar asks the
//! doors with the caller it finds.

use entity::{calendar_feed, membership};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::{Store, accounts};
use crate::{
    access::caller::Caller,
    domain::id::{AccountId, CouncilId, PersonId},
    error::Error,
};

impl Store {
    /// Of which council a calendar with this digest is, and whose, with the authorities as they are now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calendar_feed(&self, secret_hash: &str) -> Result<Option<(CouncilId, Caller)>, Error> {
        let read = &self.inner.connections.read;
        let found = calendar_feed::Entity::find().filter(calendar_feed::Column::SecretHash.eq(secret_hash));
        let Some(row) = found.one(read).await? else { return Ok(None) };
        let Some(account) = accounts::account(read, row.account_id.into()).await? else { return Ok(None) };
        let authorities = accounts::authorities(read, account.id).await?;
        Ok(Some((row.council_id.into(), Caller::of_calendar(account, authorities))))
    }
}

impl Store {
    /// The councils in which any of these persons has or had a seat.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn councils_of_persons(&self, persons: &[PersonId]) -> Result<Vec<CouncilId>, Error> {
        if persons.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<uuid::Uuid> = membership::Entity::find()
            .filter(membership::Column::PersonId.is_in(persons.iter().map(|person| person.0)))
            .select_only()
            .column(membership::Column::CouncilId)
            .distinct()
            .into_tuple()
            .all(&self.inner.connections.read)
            .await?;
        Ok(ids.into_iter().map(CouncilId).collect())
    }
}

/// Whether the account has a calendar of the council.
pub(super) async fn has_feed<C: ConnectionTrait>(
    db: &C,
    council: CouncilId,
    account: AccountId,
) -> Result<bool, Error> {
    Ok(calendar_feed::Entity::find_by_id((council.0, account.0)).count(db).await? > 0)
}
