//! Private calendars: from the digest of a secret to the account whose it is.
//!
//! May import: `domain`, `access`, `error`, `store`. What is found here opens nothing: whoever fetches a calendar asks the
//! doors with the caller it finds.

use entity::calendar_feed;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::Store;
use crate::{
    access::caller::Caller,
    domain::id::{AccountId, CouncilId},
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
        let caller = self.linked(row.account_id.into()).await?;
        Ok(caller.map(|caller| (row.council_id.into(), caller)))
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
