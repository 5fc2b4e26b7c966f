//! Applying changes to what the council works on.
//!
//! May import: `domain`, `error`, `store`.

use entity::{agenda_item as item_entity, council_case, meeting as meeting_entity, paper as paper_entity};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use super::Stamp;
use crate::{
    domain::{
        change::{AgendaItem, Case, Paper},
        council::{Held, Meeting},
        id::CouncilId,
    },
    error::Error,
    store::row::{column, json, number_column, text_column},
};

pub(super) async fn meeting(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Meeting,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = meeting_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        title: Set(json(&it.title)?),
        kind: Set("ordinary".to_owned()),
        status: Set(column(&it.status)?),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        place: Set(text_column(it.place.as_ref())?),
        held: Set(if it.held == Held::default() { None } else { Some(json(&it.held)?) }),
        created_at: Set(stamp.now),
    };
    meeting_entity::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn case(tx: &DatabaseTransaction, council: CouncilId, it: &Case) -> Result<(), Error> {
    let row = council_case::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        title: Set(json(&it.title)?),
        status: Set(column(&it.status)?),
        raised_by_id: Set(it.raised_by.map(|membership| membership.0)),
        raised_on: Set(it.raised_on),
        next_process: Set(text_column(it.next_process.as_ref())?),
        task_key: Set(None),
    };
    council_case::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn agenda_item(tx: &DatabaseTransaction, council: CouncilId, it: &AgendaItem) -> Result<(), Error> {
    let row = item_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        meeting_id: Set(it.meeting.0),
        case_id: Set(it.case.0),
        ordinal: Set(number_column(it.ordinal)),
    };
    item_entity::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub(super) async fn paper(tx: &DatabaseTransaction, council: CouncilId, it: &Paper, stamp: Stamp) -> Result<(), Error> {
    let row = paper_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        agenda_item_id: Set(it.agenda_item.map(|item| item.0)),
        case_id: Set(it.case.map(|case| case.0)),
        title: Set(json(&it.title)?),
        visibility: Set(column(&it.visibility)?),
        language: Set(column(&it.language)?),
        version: Set(number_column(it.version)),
        media_type: Set(it.media_type.clone()),
        size: Set(it.size.into()),
        sha256: Set(it.sha256.clone()),
        embargo_until: Set(None),
        created_at: Set(stamp.now),
    };
    paper_entity::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
