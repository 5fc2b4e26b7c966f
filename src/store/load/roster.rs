//! Loading the roster of councils: seats, appointments, memberships, persons, and what is stated about organisations.
//!
//! May import: `domain`, `error`, `store`.

use std::collections::HashMap;

use entity::{appointment, claim, completeness, membership, seat, seat_group};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Councils, persons_of, rows_of};
use crate::{
    domain::{
        council::{Appointment, Claim, Completeness, Membership, Seat, SeatGroup},
        people::Person,
        time::Period,
    },
    error::Error,
    store::row::{body, number, word},
};

pub(super) async fn seats<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let groups = rows_of(db, seat_group::Column::CouncilId, ids, &[seat_group::Column::Position]).await?;
    for row in groups {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.groups.push(SeatGroup { id: row.id.into(), key: row.key.into() });
    }
    let seats = rows_of(db, seat::Column::CouncilId, ids, &[seat::Column::GroupId, seat::Column::Ordinal]).await?;
    for row in seats {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.seats.push(Seat {
            id: row.id.into(),
            group: row.group_id.into(),
            ordinal: number(row.ordinal)?,
            period: Period { start: row.valid_from, end: row.valid_to },
        });
    }
    Ok(())
}

pub(super) async fn memberships<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    councils: &mut Councils,
) -> Result<(), Error> {
    let rows = rows_of(db, appointment::Column::CouncilId, ids, &[]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.appointments.insert(
            row.id.into(),
            Appointment {
                id: row.id.into(),
                seat: row.seat_id.into(),
                person: row.person_id.into(),
                decided_by: body(row.decided_by_organisation_id, row.decided_by_council_id),
                decided_on: row.decided_on,
                basis: row.basis,
                source: row.source,
                history: row.history,
            },
        );
    }
    let rows = rows_of(
        db,
        membership::Column::CouncilId,
        ids,
        &[membership::Column::Start, membership::Column::AlternateRank, membership::Column::Id],
    )
    .await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.memberships.push(Membership {
            id: row.id.into(),
            appointment: row.appointment_id.into(),
            seat: row.seat_id.into(),
            person: row.person_id.into(),
            role: word(&row.role)?,
            alternate_rank: number(row.alternate_rank)?,
            on_behalf_of: row.on_behalf_of_id.map(Into::into),
            start: row.start,
            expected_end: row.expected_end,
            ended: row.ended,
            end_ground: row.end_ground.map(Into::into),
            end_reason: row.end_reason,
            holds_over: row.holds_over,
            acting: row.acting,
            post: row.post.map(Into::into),
        });
    }
    Ok(())
}

/// The persons who hold or held a seat, or were entered by the council.
pub(super) async fn persons<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = persons_of(db, ids).await?.into_iter();
    let persons: HashMap<Uuid, (Person, Option<Uuid>)> =
        rows.map(|row| (row.id, (Person { id: row.id.into(), name: row.name }, row.origin_council_id))).collect();
    for (person, origin) in persons.values() {
        if let Some(council) = origin.and_then(|origin| councils.get_mut(&origin)) {
            council.persons.insert(person.id, person.clone());
        }
    }
    for council in councils.values_mut() {
        for membership in &council.memberships {
            if let Some((person, _)) = persons.get(&membership.person.0) {
                council.persons.entry(person.id).or_insert_with(|| person.clone());
            }
        }
    }
    Ok(())
}

pub(super) async fn statements<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(db, claim::Column::CouncilId, ids, &[claim::Column::Id]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.claims.push(Claim {
            id: row.id.into(),
            organisation: row.organisation_id.into(),
            role: word(&row.role)?,
            status: word(&row.status)?,
        });
    }
    let rows = rows_of(db, completeness::Column::CouncilId, ids, &[completeness::Column::Since]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.completeness.push(Completeness {
            id: row.id.into(),
            subject: row.subject.into(),
            period: Period { start: Some(row.since), end: row.until },
            asserted_by: row.asserted_by.map(Into::into),
        });
    }
    Ok(())
}
