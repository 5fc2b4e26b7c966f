//! Applying changes to what checks look at beside the roster.
//!
//! May import: `domain`, `error`, `store`.

use chrono::NaiveDate;
use entity::{
    attendance as attendance_entity, exemption as exemption_entity, person_fact, procedure_step,
    record as record_entity, record_towards,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{Stamp, body_columns, change, insert, one_row};
use crate::{
    domain::{
        council::{Attendance, Declared, DeclaredAs, Exemption, Fact, Record, StepTaken},
        id::{CouncilId, ExemptionId, FactId, RecordId},
    },
    error::Error,
    store::row::{column, number_column, text_column},
};

pub(super) async fn fact(tx: &DatabaseTransaction, it: &Fact, stamp: Stamp) -> Result<(), Error> {
    let (declared_as, value) = match &it.declared {
        Declared::Value(value) => (DeclaredAs::Value, value.to_string()),
        Declared::Undeclared => (DeclaredAs::Undeclared, String::new()),
        Declared::NotApplicable => (DeclaredAs::NotApplicable, String::new()),
    };
    let row = person_fact::ActiveModel {
        id: Set(it.id.0),
        person_id: Set(it.person.0),
        attribute: Set(it.attribute.to_string()),
        value: Set(value),
        start: Set(it.period.start),
        until: Set(it.period.end),
        source: Set(it.source.clone()),
        declared_as: Set(column(&declared_as)?),
        is_public: Set(it.public),
        declared_at: Set(stamp.now),
    };
    insert(tx, row).await
}

pub(super) async fn fact_end(tx: &DatabaseTransaction, fact: FactId, on: NaiveDate) -> Result<(), Error> {
    let row = person_fact::ActiveModel { id: Set(fact.0), until: Set(Some(on)), ..Default::default() };
    change(tx, row, "ending a fact").await
}

pub(super) async fn fact_withdrawn(tx: &DatabaseTransaction, fact: FactId) -> Result<(), Error> {
    let result = person_fact::Entity::delete_by_id(fact.0).exec(tx).await?;
    one_row(result.rows_affected, "withdrawing a fact")
}

pub(super) async fn record_withdrawn(tx: &DatabaseTransaction, council: CouncilId, id: RecordId) -> Result<(), Error> {
    record_towards::Entity::delete_many()
        .filter(record_towards::Column::CouncilId.eq(council.0))
        .filter(record_towards::Column::RecordId.eq(id.0))
        .exec(tx)
        .await?;
    let result = record_entity::Entity::delete_by_id((council.0, id.0)).exec(tx).await?;
    one_row(result.rows_affected, "withdrawing a record")
}

pub(super) async fn record(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Record,
    stamp: Stamp,
) -> Result<(), Error> {
    let (by_organisation_id, by_council_id) = body_columns(it.by);
    let row = record_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        kind: Set(column(&it.kind)?),
        what: Set(it.what.to_string()),
        subjects: Set(it.subjects.iter().map(ToString::to_string).collect()),
        clause_key: Set(it.clause.as_ref().map(ToString::to_string)),
        on_date: Set(it.on),
        by_organisation_id: Set(by_organisation_id),
        by_council_id: Set(by_council_id),
        by_membership_id: Set(it.by_membership.map(|membership| membership.0)),
        about_id: Set(it.about.map(|record| record.0)),
        title: Set(text_column(it.title.as_ref())?),
        url: Set(it.url.clone()),
        source: Set(it.source.clone()),
        is_public: Set(it.public),
        created_at: Set(stamp.now),
    };
    insert(tx, row).await?;
    for (position, body) in (1..).zip(&it.towards) {
        let (organisation_id, towards_council_id) = body_columns(Some(*body));
        let row = record_towards::ActiveModel {
            council_id: Set(council.0),
            record_id: Set(it.id.0),
            position: Set(number_column(position)),
            organisation_id: Set(organisation_id),
            towards_council_id: Set(towards_council_id),
        };
        insert(tx, row).await?;
    }
    Ok(())
}

pub(super) async fn record_published(
    tx: &DatabaseTransaction,
    council: CouncilId,
    record: RecordId,
) -> Result<(), Error> {
    let row = record_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(record.0),
        is_public: Set(true),
        ..Default::default()
    };
    change(tx, row, "publishing a record").await
}

pub(super) async fn attendance(tx: &DatabaseTransaction, council: CouncilId, it: &Attendance) -> Result<(), Error> {
    let row = attendance_entity::ActiveModel {
        council_id: Set(council.0),
        meeting_id: Set(it.meeting.0),
        seat_id: Set(it.seat.0),
        membership_id: Set(it.membership.map(|membership| membership.0)),
        presence: Set(column(&it.presence)?),
        agreed: Set(it.agreed),
    };
    insert(tx, row).await
}

pub(super) async fn exemption(tx: &DatabaseTransaction, council: CouncilId, it: &Exemption) -> Result<(), Error> {
    let (granted_by_organisation_id, granted_by_council_id) = body_columns(it.granted_by);
    let row = exemption_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        clause_key: Set(it.clause.to_string()),
        seat_id: Set(it.seat.map(|seat| seat.0)),
        granted_by_organisation_id: Set(granted_by_organisation_id),
        granted_by_council_id: Set(granted_by_council_id),
        decided_on: Set(it.decided_on),
        reason: Set(it.reason.clone()),
        valid_from: Set(it.period.start),
        valid_to: Set(it.period.end),
    };
    insert(tx, row).await
}

pub(super) async fn exemption_end(
    tx: &DatabaseTransaction,
    council: CouncilId,
    exemption: ExemptionId,
    on: NaiveDate,
) -> Result<(), Error> {
    let row = exemption_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(exemption.0),
        valid_to: Set(Some(on)),
        ..Default::default()
    };
    change(tx, row, "ending an exemption").await
}

pub(super) async fn step(tx: &DatabaseTransaction, council: CouncilId, it: &StepTaken) -> Result<(), Error> {
    let (by_organisation_id, by_council_id) = body_columns(it.by);
    let row = procedure_step::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        seat_id: Set(it.seat.0),
        person_id: Set(it.person.map(|person| person.0)),
        act: Set(column(&it.act)?),
        by_organisation_id: Set(by_organisation_id),
        by_council_id: Set(by_council_id),
        on_date: Set(it.on),
        note: Set(it.note.clone()),
    };
    insert(tx, row).await
}
