//! Applying changes to a council's head, mandates and seats.
//!
//! May import: `domain`, `error`, `store`.

use chrono::NaiveDate;
use entity::{
    clause, council as council_entity, council_alias, mandate as mandate_entity, seat as seat_entity,
    seat_group as group_entity,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};
use serde_json::json;

use super::{Stamp, body_columns, change, insert, one_row};
use crate::{
    domain::{
        change::MandateAdoption,
        council::{CouncilHead, Mandate, MandateStatus, Seat, SeatGroup},
        id::{CouncilId, MandateId, SeatId},
        mandate::clause::CLAUSE_FORMAT,
        search::folded_name,
        time::Period,
        word::Slug,
    },
    error::Error,
    store::row::{self, column, number_column, text_column},
};

pub(super) async fn council(tx: &DatabaseTransaction, it: &CouncilHead, stamp: Stamp) -> Result<(), Error> {
    let mut row = head_row(it)?;
    row.revision = Set(0);
    row.private_revision = Set(0);
    row.member_revision = Set(0);
    row.changed_seq = Set(stamp.seq);
    row.created_at = Set(stamp.now);
    insert(tx, row).await
}

pub(super) async fn head(
    tx: &DatabaseTransaction,
    it: &CouncilHead,
    former_slug: Option<&Slug>,
    stamp: Stamp,
) -> Result<(), Error> {
    change(tx, head_row(it)?, "changing a council").await?;
    if let Some(slug) = former_slug {
        let alias =
            council_alias::ActiveModel { slug: Set(slug.to_string()), council_id: Set(it.id.0), until: Set(stamp.now) };
        council_alias::Entity::insert(alias)
            .on_conflict(
                OnConflict::column(council_alias::Column::Slug).update_column(council_alias::Column::Until).to_owned(),
            )
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

fn head_row(it: &CouncilHead) -> Result<council_entity::ActiveModel, Error> {
    Ok(council_entity::ActiveModel {
        id: Set(it.id.0),
        slug: Set(it.slug.to_string()),
        name: Set(row::json(&it.name)?),
        description: Set(text_column(it.description.as_ref())?),
        visibility: Set(column(&it.visibility)?),
        owner_id: Set(it.owner.0),
        family_id: Set(it.family.map(|family| family.0)),
        tier: Set(it.tier.map(number_column)),
        time_zone: Set(it.time_zone.clone()),
        established_on: Set(it.established_on),
        dissolved_on: Set(it.dissolved_on),
        search_name: Set(folded_name(&it.name)),
        ..Default::default()
    })
}

pub(super) async fn mandate(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Mandate,
    stamp: Stamp,
) -> Result<(), Error> {
    let (adopted_by_organisation_id, adopted_by_council_id) = body_columns(it.adopted_by);
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        version: Set(numbered(tx, council, it).await?),
        status: Set(column(&it.status)?),
        title: Set(text_column(it.title.as_ref())?),
        adopted_on: Set(it.adopted_on),
        adopted_by_organisation_id: Set(adopted_by_organisation_id),
        adopted_by_council_id: Set(adopted_by_council_id),
        valid_from: Set(it.period.start),
        valid_to: Set(it.period.end),
        template_id: Set(it.template.map(|(template, _)| template.0)),
        template_version: Set(it.template.map(|(_, version)| number_column(version))),
        source: Set(it.url.as_ref().map(|url| json!({ "url": url }))),
        created_at: Set(stamp.now),
    };
    insert(tx, row).await?;
    let mut clauses = Vec::with_capacity(it.clauses.len());
    for (position, at) in it.clauses.iter().enumerate() {
        clauses.push(clause::ActiveModel {
            council_id: Set(council.0),
            id: Set(at.id.0),
            mandate_id: Set(it.id.0),
            key: Set(at.clause.key.to_string()),
            position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
            kind: Set(column(&at.clause.provision.kind())?),
            modality: Set(at.clause.modality.as_ref().map(column).transpose()?),
            body: Set(row::json(&*at.clause)?),
            format: Set(CLAUSE_FORMAT),
        });
    }
    // Some hundred columns at most in one statement: SQLite and PostgreSQL both limit the parameters.
    for clauses in clauses.chunks(50) {
        clause::Entity::insert_many(clauses.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The number in the table: the version, and for a draft one that no version has.
async fn numbered(tx: &DatabaseTransaction, council: CouncilId, it: &Mandate) -> Result<i32, Error> {
    if it.status == MandateStatus::Adopted { Ok(number_column(it.version)) } else { free_number(tx, council).await }
}

/// A number that no version of the council has.
async fn free_number(tx: &DatabaseTransaction, council: CouncilId) -> Result<i32, Error> {
    let numbers = mandate_entity::Entity::find()
        .filter(mandate_entity::Column::CouncilId.eq(council.0))
        .filter(mandate_entity::Column::Version.gte(row::DRAFTS))
        .select_only()
        .column_as(mandate_entity::Column::Version.max(), "latest");
    let latest: Option<Option<i32>> = numbers.into_tuple().one(tx).await?;
    Ok(latest.flatten().map_or(row::DRAFTS, |latest| latest + 1))
}

pub(super) async fn mandate_adopted(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &MandateAdoption,
) -> Result<(), Error> {
    let (adopted_by_organisation_id, adopted_by_council_id) = body_columns(it.adopted_by);
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.mandate.0),
        version: Set(number_column(it.version)),
        status: Set(column(&MandateStatus::Adopted)?),
        adopted_on: Set(it.adopted_on),
        adopted_by_organisation_id: Set(adopted_by_organisation_id),
        adopted_by_council_id: Set(adopted_by_council_id),
        valid_from: Set(it.period.start),
        valid_to: Set(it.period.end),
        ..Default::default()
    };
    change(tx, row, "adopting a mandate").await
}

pub(super) async fn mandate_end(
    tx: &DatabaseTransaction,
    council: CouncilId,
    mandate: MandateId,
    on: NaiveDate,
) -> Result<(), Error> {
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(mandate.0),
        valid_to: Set(Some(on)),
        ..Default::default()
    };
    change(tx, row, "ending a mandate").await
}

pub(super) async fn mandate_period(
    tx: &DatabaseTransaction,
    council: CouncilId,
    mandate: MandateId,
    period: Period,
) -> Result<(), Error> {
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(mandate.0),
        valid_from: Set(period.start),
        valid_to: Set(period.end),
        ..Default::default()
    };
    change(tx, row, "moving the period of a mandate").await
}

pub(super) async fn mandate_revoked(
    tx: &DatabaseTransaction,
    council: CouncilId,
    mandate: MandateId,
) -> Result<(), Error> {
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(mandate.0),
        status: Set(column(&MandateStatus::Revoked)?),
        ..Default::default()
    };
    change(tx, row, "revoking a mandate").await
}

/// The number of what was withdrawn goes to the version that is adopted next.
pub(super) async fn mandate_withdrawn(
    tx: &DatabaseTransaction,
    council: CouncilId,
    mandate: MandateId,
) -> Result<(), Error> {
    let number = free_number(tx, council).await?;
    let row = mandate_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(mandate.0),
        version: Set(number),
        status: Set(column(&MandateStatus::Revoked)?),
        ..Default::default()
    };
    change(tx, row, "withdrawing a mandate").await
}

pub(super) async fn seat_corrected(
    tx: &DatabaseTransaction,
    council: CouncilId,
    id: SeatId,
    is: Option<&Seat>,
) -> Result<(), Error> {
    let Some(is) = is else {
        let result = seat_entity::Entity::delete_by_id((council.0, id.0)).exec(tx).await?;
        return one_row(result.rows_affected, "taking out a seat");
    };
    let row = seat_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(id.0),
        valid_from: Set(is.period.start),
        valid_to: Set(is.period.end),
        ..Default::default()
    };
    change(tx, row, "correcting a seat").await
}

pub(super) async fn seat_group(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &SeatGroup,
    position: u32,
) -> Result<(), Error> {
    let row = group_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        key: Set(it.key.to_string()),
        position: Set(number_column(position)),
    };
    insert(tx, row).await
}

pub(super) async fn seat(tx: &DatabaseTransaction, council: CouncilId, it: &Seat) -> Result<(), Error> {
    let row = seat_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        group_id: Set(it.group.0),
        ordinal: Set(number_column(it.ordinal)),
        valid_from: Set(it.period.start),
        valid_to: Set(it.period.end),
    };
    insert(tx, row).await
}

pub(super) async fn seat_end(
    tx: &DatabaseTransaction,
    council: CouncilId,
    seat: SeatId,
    on: NaiveDate,
) -> Result<(), Error> {
    let row = seat_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(seat.0),
        valid_to: Set(Some(on)),
        ..Default::default()
    };
    change(tx, row, "ending a seat").await
}
