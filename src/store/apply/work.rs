//! Applying changes to what the council works on.
//!
//! May import: `domain`, `error`, `store`.

use entity::{
    agenda_item as item_entity, case_event, council_case, meeting as meeting_entity, recusal as recusal_entity,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

use super::{Stamp, change, insert, one_row};
use crate::{
    domain::{
        change::CaseMove,
        council::{Held, Meeting},
        id::{AgendaItemId, CaseId, CouncilId},
        work::{AgendaItem, Case, CaseEvent, Raiser, Recusal},
    },
    error::Error,
    store::row::{column, json, number_column, text_column},
};

fn meeting_row(council: CouncilId, it: &Meeting, stamp: Stamp) -> Result<meeting_entity::ActiveModel, Error> {
    let listed = |empty: bool, value: serde_json::Value| (!empty).then_some(value);
    Ok(meeting_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        title: Set(json(&it.title)?),
        kind: Set(column(&it.kind)?),
        status: Set(column(&it.status)?),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        place: Set(text_column(it.place.as_ref())?),
        held: Set(listed(it.held == Held::default(), json(&it.held)?)),
        link: Set(it.link.clone()),
        together_with: Set(listed(it.together_with.is_empty(), json(&it.together_with)?)),
        past: Set(listed(it.past.is_empty(), json(&it.past)?)),
        wheel_year: Set(it.wheel_year),
        changed_at: Set(Some(stamp.now)),
        ..Default::default()
    })
}

pub(super) async fn meeting(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Meeting,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = meeting_entity::ActiveModel { created_at: Set(stamp.now), ..meeting_row(council, it, stamp)? };
    insert(tx, row).await
}

pub(super) async fn meeting_data(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Meeting,
    stamp: Stamp,
) -> Result<(), Error> {
    change(tx, meeting_row(council, it, stamp)?, "changing a meeting").await
}

fn case_row(council: CouncilId, it: &Case) -> Result<council_case::ActiveModel, Error> {
    let elsewhere = match it.raised_by {
        Some(Raiser::Elsewhere(council, membership)) => Some((council.0, membership.0)),
        Some(Raiser::Member(_)) | None => None,
    };
    Ok(council_case::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        title: Set(json(&it.title)?),
        description: Set(text_column(it.description.as_ref())?),
        raised_by_id: Set(it.raised_by_own().map(|membership| membership.0)),
        raised_from_council_id: Set(elsewhere.map(|(council, _)| council)),
        raised_from_membership_id: Set(elsewhere.map(|(_, membership)| membership)),
        raised_on: Set(it.raised_on),
        next_process: Set(text_column(it.next_process.as_ref())?),
        clause_key: Set(it.task.as_ref().map(|(clause, _)| clause.to_string())),
        task_key: Set(it.task.as_ref().map(|(_, task)| task.to_string())),
        is_public: Set(it.public),
        record_id: Set(it.record.map(|record| record.0)),
        ..Default::default()
    })
}

pub(super) async fn case(tx: &DatabaseTransaction, council: CouncilId, it: &Case) -> Result<(), Error> {
    let row = council_case::ActiveModel { status: Set(column(&it.status)?), ..case_row(council, it)? };
    insert(tx, row).await?;
    for (position, event) in (1..).zip(&it.history) {
        case_event(tx, council, it.id, position, event).await?;
    }
    Ok(())
}

pub(super) async fn case_data(tx: &DatabaseTransaction, council: CouncilId, it: &Case) -> Result<(), Error> {
    change(tx, case_row(council, it)?, "changing a case").await
}

pub(super) async fn case_moved(tx: &DatabaseTransaction, council: CouncilId, it: &CaseMove) -> Result<(), Error> {
    let row = council_case::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.case.0),
        status: Set(column(&it.event.status)?),
        ..Default::default()
    };
    change(tx, row, "changing a case").await?;
    case_event(tx, council, it.case, it.position, &it.event).await
}

async fn case_event(
    tx: &DatabaseTransaction,
    council: CouncilId,
    case: CaseId,
    position: u32,
    it: &CaseEvent,
) -> Result<(), Error> {
    let row = case_event::Model {
        council_id: council.0,
        case_id: case.0,
        position: number_column(position),
        status: column(&it.status)?,
        at: it.at,
        reason: text_column(it.reason.as_ref())?,
    };
    insert(tx, row.into_active_model()).await
}

fn item_row(council: CouncilId, it: &AgendaItem) -> Result<item_entity::ActiveModel, Error> {
    Ok(item_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        meeting_id: Set(it.meeting.0),
        case_id: Set(it.case.0),
        ordinal: Set(number_column(it.ordinal)),
        starts_at: Set(it.starts_at),
        outcome: Set(text_column(it.outcome.as_ref())?),
        record_id: Set(it.record.map(|record| record.0)),
    })
}

pub(super) async fn agenda_item(tx: &DatabaseTransaction, council: CouncilId, it: &AgendaItem) -> Result<(), Error> {
    insert(tx, item_row(council, it)?).await
}

pub(super) async fn agenda_item_data(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &AgendaItem,
) -> Result<(), Error> {
    change(tx, item_row(council, it)?, "changing an item of an agenda").await
}

pub(super) async fn agenda_item_gone(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: AgendaItemId,
) -> Result<(), Error> {
    let of_item = recusal_entity::Entity::delete_many()
        .filter(recusal_entity::Column::CouncilId.eq(council.0))
        .filter(recusal_entity::Column::AgendaItemId.eq(it.0));
    of_item.exec(tx).await?;
    // Its papers stay those of its case.
    super::paper::off_agenda(tx, council, it).await?;
    let result = item_entity::Entity::delete_by_id((council.0, it.0)).exec(tx).await?;
    one_row(result.rows_affected, "taking an item off an agenda")
}

/// Beyond every place that an agenda has: items are put there first, since no two may have one place on the way either.
const BEYOND: u32 = 1_000_000;

pub(super) async fn agenda_order(
    tx: &DatabaseTransaction,
    council: CouncilId,
    items: &[AgendaItemId],
) -> Result<(), Error> {
    for beyond in [BEYOND, 0] {
        for (place, item) in (beyond + 1..).zip(items) {
            let row = item_entity::ActiveModel {
                council_id: Set(council.0),
                id: Set(item.0),
                ordinal: Set(number_column(place)),
                ..Default::default()
            };
            change(tx, row, "ordering an agenda").await?;
        }
    }
    Ok(())
}

pub(super) async fn recusal(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Recusal,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = recusal_entity::Model {
        council_id: council.0,
        agenda_item_id: it.item.0,
        membership_id: it.membership.0,
        reason: it.reason.clone(),
        noted_at: stamp.now,
    };
    insert(tx, row.into_active_model()).await
}
