//! Links to papers: the key under which they are made, and in whose name they are used.
//!
//! May import: `domain`, `access`, `error`, `store`.

use chrono::{DateTime, Utc};
use entity::link_key;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use super::{Store, accounts, in_task};
use crate::{
    access::{caller::Caller, link::LinkKey},
    domain::id::AccountId,
    error::Error,
};

impl Store {
    /// The key under which links are made, the same on every node. The first to need it makes it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_key(&self, now: DateTime<Utc>) -> Result<LinkKey, Error> {
        let connections = self.inner.connections.clone();
        let find = || async {
            if let Some(secret) = find_secret(&connections.read).await? {
                return Ok(LinkKey::of(&secret));
            }
            let connections = connections.clone();
            in_task(async move {
                let secret = LinkKey::secret();
                let secret = secret.ok_or_else(|| Error::Task("the system has no randomness".to_owned()))?;
                let row = link_key::ActiveModel { one: Set(1), secret: Set(secret), created_at: Set(now) };
                link_key::Entity::insert(row)
                    .on_conflict(OnConflict::column(link_key::Column::One).do_nothing().to_owned())
                    .exec_without_returning(&connections.write)
                    .await?;
                // Another node may have been first: what is there counts.
                let secret = find_secret(&connections.write).await?;
                secret
                    .map(|secret| LinkKey::of(&secret))
                    .ok_or_else(|| Error::Corrupt("the key for links that was just made is not there".to_owned()))
            })
            .await
        };
        self.inner.link_key.get_or_try_init(find).await.cloned()
    }

    /// The caller in whose name a link or a calendar was made, with the authorities of now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn linked(&self, account: AccountId) -> Result<Option<Caller>, Error> {
        let read = &self.inner.connections.read;
        let Some(account) = accounts::account(read, account).await? else { return Ok(None) };
        let authorities = accounts::authorities(read, account.id).await?;
        Ok(Some(Caller::linked(account, authorities)))
    }
}

async fn find_secret<C: ConnectionTrait>(db: &C) -> Result<Option<String>, Error> {
    Ok(link_key::Entity::find_by_id(1).one(db).await?.map(|row| row.secret))
}
