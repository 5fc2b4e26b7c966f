//! Loading councils: a batch of them, table by table.
//!
//! May import: `domain`, `error`, `store`.

use std::collections::HashMap;

use entity::{clause, council, mandate};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Councils, directory::head, record, roster, rows_of, work};
use crate::{
    domain::{
        council::{Council, Mandate, MandateClause, MandateStatus},
        id::CouncilId,
        mandate::composition::Composition,
        time::Period,
    },
    error::Error,
    store::{
        row::{body, number, of_clauses, text, word},
        shared::Shared,
    },
};

/// How many councils are loaded with one round of statements.
const BATCH: usize = 250;

/// The councils of these identities that exist, as they are in this transaction.
pub(in crate::store) async fn councils<C: ConnectionTrait>(
    db: &C,
    ids: &[CouncilId],
    shared: &Shared,
) -> Result<Vec<Council>, Error> {
    let mut councils = Vec::with_capacity(ids.len());
    for ids in ids.chunks(BATCH) {
        let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        councils.extend(batch(db, &ids, shared).await?);
    }
    Ok(councils)
}

async fn batch<C: ConnectionTrait>(db: &C, ids: &[Uuid], shared: &Shared) -> Result<Vec<Council>, Error> {
    let mut councils = Councils::new();
    for row in rows_of(db, council::Column::Id, ids, &[]).await? {
        let (revision, private_revision, changed_seq) = (row.revision, row.private_revision, row.changed_seq);
        let member_revision = row.member_revision;
        let id = row.id;
        let head = head(row)?;
        let council = Council { revision, private_revision, member_revision, changed_seq, ..Council::new(head) };
        councils.insert(id, council);
    }
    mandates(db, ids, shared, &mut councils).await?;
    roster::seats(db, ids, &mut councils).await?;
    roster::memberships(db, ids, &mut councils).await?;
    roster::persons(db, ids, &mut councils).await?;
    roster::statements(db, ids, &mut councils).await?;
    work::meetings(db, ids, &mut councils).await?;
    record::facts(db, ids, &mut councils).await?;
    record::records(db, ids, &mut councils).await?;
    record::attendance(db, ids, &mut councils).await?;
    record::exemptions(db, ids, &mut councils).await?;
    record::steps(db, ids, &mut councils).await?;
    work::work(db, ids, &mut councils).await?;
    Ok(councils.into_values().collect())
}

async fn mandates<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
    shared: &Shared,
    councils: &mut Councils,
) -> Result<(), Error> {
    let mut clauses: HashMap<(Uuid, Uuid), Vec<MandateClause>> = HashMap::new();
    let rows = rows_of(db, clause::Column::CouncilId, ids, &[clause::Column::Position]).await?;
    for row in rows {
        clauses
            .entry((row.council_id, row.mandate_id))
            .or_default()
            .push(MandateClause { id: row.id.into(), clause: shared.clauses.share(of_clauses(row.format, row.body)?) });
    }
    let rows = rows_of(db, mandate::Column::CouncilId, ids, &[mandate::Column::Version]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        let clauses = clauses.remove(&(row.council_id, row.id)).unwrap_or_default();
        let composition = shared.compositions.share(Composition::of(clauses.iter().map(|at| &*at.clause)));
        council.mandates.push(Mandate {
            id: row.id.into(),
            version: number(row.version)?,
            status: word(&row.status)?,
            title: text(row.title)?,
            url: row.source.as_ref().and_then(|source| source.get("url")?.as_str().map(str::to_owned)),
            adopted_on: row.adopted_on,
            adopted_by: body(row.adopted_by_organisation_id, row.adopted_by_council_id),
            period: Period { start: row.valid_from, end: row.valid_to },
            template: row
                .template_id
                .zip(row.template_version)
                .map(|(id, version)| number(version).map(|version| (id.into(), version)))
                .transpose()?,
            clauses,
            composition,
        });
    }
    for council in councils.values_mut() {
        let (adopted, others): (Vec<_>, Vec<_>) =
            council.mandates.iter_mut().partition(|mandate| mandate.status == MandateStatus::Adopted);
        let next = adopted.iter().map(|mandate| mandate.version).max().unwrap_or(0) + 1;
        for mandate in others {
            mandate.version = next;
        }
    }
    Ok(())
}
