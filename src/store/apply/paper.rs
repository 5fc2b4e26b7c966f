//! Applying changes to papers. Their bytes lie elsewhere.
//!
//! May import: `domain`, `error`, `store`.

use entity::{paper as paper_entity, paper_text};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

use super::{change, insert};
use crate::{
    domain::{
        id::{AgendaItemId, CouncilId, PaperId},
        search::{folded, folded_name},
        work::Paper,
    },
    error::Error,
    store::row::{column, json, number_column},
};

fn row(council: CouncilId, it: &Paper) -> Result<paper_entity::ActiveModel, Error> {
    Ok(paper_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        agenda_item_id: Set(it.agenda_item.map(|item| item.0)),
        case_id: Set(it.case.map(|case| case.0)),
        meeting_id: Set(it.meeting.map(|meeting| meeting.0)),
        kind: Set(column(&it.kind)?),
        series_id: Set(it.series.0),
        title: Set(json(&it.title)?),
        visibility: Set(column(&it.visibility)?),
        language: Set(column(&it.language)?),
        version: Set(number_column(it.version)),
        file_name: Set(it.file_name.clone()),
        media_type: Set(it.media_type.name().to_owned()),
        size: Set(it.size.into()),
        sha256: Set(it.sha256.clone()),
        embargo_until: Set(it.embargo_until),
        approved_on: Set(it.approved.map(|approval| approval.on)),
        approved_meeting_id: Set(it.approved.map(|approval| approval.by.0)),
        withdrawn_at: Set(it.withdrawn_at),
        added_by_id: Set(it.added_by.map(|account| account.0)),
        created_at: Set(it.added_at),
    })
}

pub(super) async fn paper(tx: &DatabaseTransaction, council: CouncilId, it: &Paper) -> Result<(), Error> {
    insert(tx, row(council, it)?).await?;
    let (paper_id, folded_title) = (it.id.0, folded_name(&it.title));
    let words = paper_text::Model { council_id: council.0, paper_id, folded: String::new(), folded_title };
    insert(tx, words.into_active_model()).await
}

pub(super) async fn paper_data(tx: &DatabaseTransaction, council: CouncilId, it: &Paper) -> Result<(), Error> {
    change(tx, row(council, it)?, "changing a paper").await?;
    let title = paper_text::ActiveModel { folded_title: Set(folded_name(&it.title)), ..searched(council, it.id) };
    change(tx, title, "changing what is searched of a paper").await
}

pub(super) async fn paper_text(
    tx: &DatabaseTransaction,
    council: CouncilId,
    paper: PaperId,
    text: &str,
) -> Result<(), Error> {
    let words = paper_text::ActiveModel { folded: Set(folded(text)), ..searched(council, paper) };
    change(tx, words, "changing what is searched of a paper").await
}

/// What is searched of a paper, of which nothing is said yet.
fn searched(council: CouncilId, paper: PaperId) -> paper_text::ActiveModel {
    paper_text::ActiveModel { council_id: Set(council.0), paper_id: Set(paper.0), ..Default::default() }
}

/// The papers of an item that is taken off its agenda.
pub(super) async fn off_agenda(tx: &DatabaseTransaction, council: CouncilId, item: AgendaItemId) -> Result<(), Error> {
    paper_entity::Entity::update_many()
        .set(paper_entity::ActiveModel { agenda_item_id: Set(None), ..Default::default() })
        .filter(paper_entity::Column::CouncilId.eq(council.0))
        .filter(paper_entity::Column::AgendaItemId.eq(item.0))
        .exec(tx)
        .await?;
    Ok(())
}
