//! Accounts: from a verified identity to what the register knows of it.
//!
//! May import: `domain`, `access`, `error`, `store`.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{account, authority};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use super::{
    Snapshot, Store, in_task,
    row::{column, word},
};
use crate::{
    access::{caller::Caller, token::Identity},
    domain::{
        id::AccountId,
        people::{Account, Authority, AuthorityKind, Grant},
        time::Period,
    },
    error::Error,
};

impl Store {
    /// The caller whom a verified token names. An account is made when somebody signs in for the first time; it may
    /// do nothing until somebody grants it an authority or invites it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recognise(
        &self,
        identity: &Identity,
        snapshot: &Snapshot,
        now: DateTime<Utc>,
    ) -> Result<Caller, Error> {
        let read = &self.inner.connections.read;
        let account = match find_account(read, &identity.issuer, &identity.subject).await? {
            Some(account) => account,
            None => self.add_account(identity.clone(), now).await?,
        };
        let authorities = authorities(read, account.id).await?;
        let vouched_for = identity
            .organisation
            .and_then(|number| snapshot.directory.organisation_by_number(&number))
            .map(|organisation| organisation.id);
        Ok(Caller::signed_in(identity, account, authorities, vouched_for))
    }

    async fn add_account(&self, identity: Identity, now: DateTime<Utc>) -> Result<Account, Error> {
        let connections = self.inner.connections.clone();
        in_task(async move {
            let row = account::ActiveModel {
                id: Set(Uuid::now_v7()),
                issuer: Set(identity.issuer.clone()),
                subject: Set(identity.subject.clone()),
                label: Set(identity.name.clone()),
                person_id: Set(None),
                created_at: Set(now),
            };
            account::Entity::insert(row)
                .on_conflict(
                    OnConflict::columns([account::Column::Issuer, account::Column::Subject]).do_nothing().to_owned(),
                )
                .exec_without_returning(&connections.write)
                .await?;
            find_account(&connections.write, &identity.issuer, &identity.subject)
                .await?
                .ok_or_else(|| Error::Corrupt("an account that was just made is not there".to_owned()))
        })
        .await
    }
}

async fn find_account<C: ConnectionTrait>(db: &C, issuer: &str, subject: &str) -> Result<Option<Account>, Error> {
    let row = account::Entity::find()
        .filter(account::Column::Issuer.eq(issuer))
        .filter(account::Column::Subject.eq(subject))
        .one(db)
        .await?;
    Ok(row.map(from_row))
}

/// The account of this identity.
pub(super) async fn account<C: ConnectionTrait>(db: &C, id: AccountId) -> Result<Option<Account>, Error> {
    Ok(account::Entity::find_by_id(id.0).one(db).await?.map(from_row))
}

fn from_row(row: account::Model) -> Account {
    Account {
        id: row.id.into(),
        issuer: row.issuer,
        subject: row.subject,
        label: row.label,
        person: row.person_id.map(Into::into),
    }
}

/// Everything that an account was ever allowed.
pub(super) async fn authorities<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<Authority>, Error> {
    let rows = authority::Entity::find().filter(authority::Column::AccountId.eq(account.0)).all(db).await?;
    rows.into_iter().map(authority_from_row).collect()
}

/// The authorities of this grant that are in force today or later, whoever has them.
pub(super) async fn holders<C: ConnectionTrait>(
    db: &C,
    grant: Grant,
    today: NaiveDate,
) -> Result<Vec<Authority>, Error> {
    let mut find = authority::Entity::find()
        .filter(authority::Column::Kind.eq(column(&grant.kind())?))
        .filter(Condition::any().add(authority::Column::Ended.is_null()).add(authority::Column::Ended.gt(today)));
    if let Some(council) = grant.council() {
        find = find.filter(authority::Column::CouncilId.eq(council.0));
    }
    if let Some(organisation) = grant.organisation() {
        find = find.filter(authority::Column::OrganisationId.eq(organisation.0));
    }
    find.all(db).await?.into_iter().map(authority_from_row).collect()
}

/// An authority from its row.
pub(super) fn authority_from_row(row: authority::Model) -> Result<Authority, Error> {
    let corrupt = || Error::Corrupt(format!("authority {} names nobody", row.id));
    let grant = match word(&row.kind)? {
        AuthorityKind::Secretariat => Grant::Secretariat(row.council_id.ok_or_else(corrupt)?.into()),
        AuthorityKind::Appointer => Grant::Appointer(row.organisation_id.ok_or_else(corrupt)?.into()),
        AuthorityKind::Registrar => Grant::Registrar(row.organisation_id.ok_or_else(corrupt)?.into()),
        AuthorityKind::Operator => Grant::Operator,
    };
    Ok(Authority {
        id: row.id.into(),
        account: row.account_id.into(),
        grant,
        period: Period { start: Some(row.start), end: row.ended },
        granted_at: row.created_at,
    })
}
