//! Loading what checks look at beside the roster.
//!
//! May import: `domain`, `error`, `store`.

use std::collections::HashMap;

use entity::{attendance as attendance_entity, exemption, person, person_fact, procedure_step, record, record_towards};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use super::{Councils, rows_of, seated};
use crate::{
    domain::{
        council::{Attendance, Body, Declared, DeclaredAs, Exemption, Fact, Record, StepTaken},
        id::PersonId,
        time::Period,
    },
    error::Error,
    store::row::{body, text, value, word},
};

/// What is known about the persons who hold or held a seat, or were entered by the council. Persons are loaded before.
pub(super) async fn facts<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let entered = Query::select()
        .column(person::Column::Id)
        .from(person::Entity)
        .and_where(Expr::col(person::Column::OriginCouncilId).is_in(ids.to_vec()))
        .to_owned();
    let find = |persons| {
        person_fact::Entity::find()
            .filter(person_fact::Column::PersonId.in_subquery(persons))
            .order_by_asc(person_fact::Column::Id)
            .all(db)
    };
    // Two queries, as for the persons themselves.
    let mut facts: HashMap<Uuid, Vec<Fact>> = HashMap::new();
    for row in find(seated(ids)).await?.into_iter().chain(find(entered).await?) {
        let of_person = facts.entry(row.person_id).or_default();
        if !of_person.iter().any(|known| known.id.0 == row.id) {
            of_person.push(fact(row)?);
        }
    }
    for council in councils.values_mut() {
        let known = council.persons.keys().filter_map(|person| facts.get(&person.0));
        council.facts = known.flatten().cloned().collect();
    }
    Ok(())
}

/// What is known about these persons, whichever council knows them.
pub(in crate::store) async fn facts_of<C: ConnectionTrait>(db: &C, persons: &[PersonId]) -> Result<Vec<Fact>, Error> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = persons.iter().map(|person| person.0).collect();
    let rows = rows_of(db, person_fact::Column::PersonId, &ids, &[person_fact::Column::Id]).await?;
    rows.into_iter().map(fact).collect()
}

fn fact(row: person_fact::Model) -> Result<Fact, Error> {
    let declared = match word(&row.declared_as)? {
        DeclaredAs::Value => Declared::Value(row.value.into()),
        DeclaredAs::Undeclared => Declared::Undeclared,
        DeclaredAs::NotApplicable => Declared::NotApplicable,
    };
    Ok(Fact {
        id: row.id.into(),
        person: row.person_id.into(),
        attribute: row.attribute.into(),
        declared,
        period: Period { start: row.start, end: row.until },
        source: row.source,
        public: row.is_public,
    })
}

pub(super) async fn records<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(db, record::Column::CouncilId, ids, &[record::Column::OnDate, record::Column::Id]).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut towards: HashMap<(Uuid, Uuid), Vec<Body>> = HashMap::new();
    let bodies = rows_of(db, record_towards::Column::CouncilId, ids, &[record_towards::Column::Position]).await?;
    for row in bodies {
        towards
            .entry((row.council_id, row.record_id))
            .or_default()
            .extend(body(row.organisation_id, row.towards_council_id));
    }
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        let subjects: Vec<String> = value(row.subjects)?;
        let known = if row.is_public { &mut council.records } else { &mut council.private_records };
        known.push(Record {
            id: row.id.into(),
            kind: word(&row.kind)?,
            what: row.what.into(),
            subjects: subjects.into_iter().map(Into::into).collect(),
            clause: row.clause_key.map(Into::into),
            on: row.on_date,
            by: body(row.by_organisation_id, row.by_council_id),
            by_membership: row.by_membership_id.map(Into::into),
            towards: towards.remove(&(row.council_id, row.id)).unwrap_or_default(),
            about: row.about_id.map(Into::into),
            title: text(row.title)?,
            url: row.url,
            source: row.source,
            public: row.is_public,
        });
    }
    Ok(())
}

pub(super) async fn attendance<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(
        db,
        attendance_entity::Column::CouncilId,
        ids,
        &[attendance_entity::Column::MeetingId, attendance_entity::Column::SeatId],
    )
    .await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.attendance.push(Attendance {
            meeting: row.meeting_id.into(),
            seat: row.seat_id.into(),
            membership: row.membership_id.map(Into::into),
            presence: word(&row.presence)?,
            agreed: row.agreed,
        });
    }
    Ok(())
}

pub(super) async fn exemptions<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows =
        rows_of(db, exemption::Column::CouncilId, ids, &[exemption::Column::DecidedOn, exemption::Column::Id]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.exemptions.push(Exemption {
            id: row.id.into(),
            clause: row.clause_key.into(),
            seat: row.seat_id.map(Into::into),
            granted_by: body(row.granted_by_organisation_id, row.granted_by_council_id),
            decided_on: row.decided_on,
            reason: row.reason,
            period: Period { start: row.valid_from, end: row.valid_to },
        });
    }
    Ok(())
}

pub(super) async fn steps<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(
        db,
        procedure_step::Column::CouncilId,
        ids,
        &[procedure_step::Column::OnDate, procedure_step::Column::Id],
    )
    .await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.steps.push(StepTaken {
            id: row.id.into(),
            seat: row.seat_id.into(),
            person: row.person_id.map(Into::into),
            act: word(&row.act)?,
            by: body(row.by_organisation_id, row.by_council_id),
            on: row.on_date,
            note: row.note,
        });
    }
    Ok(())
}
