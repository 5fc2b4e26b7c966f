//! Applying changes to annual wheels and private calendars.
//!
//! May import: `domain`, `error`, `store`.

use entity::{annual_wheel, calendar_feed};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait, sea_query::OnConflict};

use super::{Stamp, one_row};
use crate::{
    domain::{
        calendar::AnnualWheel,
        change::CalendarFeed,
        id::{AccountId, CouncilId},
    },
    error::Error,
};

pub(super) async fn wheel(tx: &DatabaseTransaction, it: &AnnualWheel, stamp: Stamp) -> Result<(), Error> {
    use annual_wheel::Column::{FamilyId, Url, Year};
    let row = annual_wheel::ActiveModel {
        family_id: Set(it.family.0),
        year: Set(it.year),
        published_on: Set(it.published_on),
        url: Set(it.url.clone()),
        published_by: Set(stamp.account.map(|account| account.0)),
    };
    // When it was published first, and by whom, stays.
    annual_wheel::Entity::insert(row)
        .on_conflict(OnConflict::columns([FamilyId, Year]).update_column(Url).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(super) async fn feed(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &CalendarFeed,
    stamp: Stamp,
) -> Result<(), Error> {
    use calendar_feed::Column::{AccountId, CouncilId, MadeAt, SecretHash};
    let row = calendar_feed::ActiveModel {
        council_id: Set(council.0),
        account_id: Set(it.account.0),
        secret_hash: Set(it.secret_hash.clone()),
        made_at: Set(stamp.now),
    };
    calendar_feed::Entity::insert(row)
        .on_conflict(OnConflict::columns([CouncilId, AccountId]).update_columns([SecretHash, MadeAt]).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(super) async fn feed_revoked(
    tx: &DatabaseTransaction,
    council: CouncilId,
    account: AccountId,
) -> Result<(), Error> {
    let result = calendar_feed::Entity::delete_by_id((council.0, account.0)).exec(tx).await?;
    one_row(result.rows_affected, "revoking a calendar")
}
