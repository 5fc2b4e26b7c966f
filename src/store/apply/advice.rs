//! Applying changes to what a council recommended and what was done about it.
//!
//! May import: `domain`, `error`, `store`.

use entity::{advice as advice_entity, follow_up as follow_up_entity};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel};

use super::{Stamp, change, insert};
use crate::{
    domain::{
        id::CouncilId,
        work::{Advice, FollowUp},
    },
    error::Error,
    store::row::{column, json},
};

fn row(council: CouncilId, it: &Advice) -> Result<advice_entity::ActiveModel, Error> {
    Ok(advice_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        case_id: Set(it.case.0),
        meeting_id: Set(it.meeting.map(|meeting| meeting.0)),
        title: Set(json(&it.title)?),
        body: Set(json(&it.body)?),
        clause_key: Set(it.task.as_ref().map(|(clause, _)| clause.to_string())),
        task_key: Set(it.task.as_ref().map(|(_, task)| task.to_string())),
        addressees: Set(json(&it.addressees)?),
        adopted_on: Set(it.adopted_on),
        published_on: Set(it.published_on),
        url: Set(it.url.clone()),
        record_id: Set(it.record.0),
        ..Default::default()
    })
}

pub(super) async fn advice(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Advice,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = advice_entity::ActiveModel { created_at: Set(stamp.now), ..row(council, it)? };
    insert(tx, row).await
}

pub(super) async fn advice_data(tx: &DatabaseTransaction, council: CouncilId, it: &Advice) -> Result<(), Error> {
    change(tx, row(council, it)?, "changing an advice").await
}

pub(super) async fn follow_up(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &FollowUp,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = follow_up_entity::Model {
        council_id: council.0,
        id: it.id.0,
        advice_id: it.advice.0,
        organisation_id: it.organisation.0,
        status: column(&it.status)?,
        body: json(&it.body)?,
        url: it.url.clone(),
        on_date: it.on,
        created_at: stamp.now,
    };
    insert(tx, row.into_active_model()).await
}
