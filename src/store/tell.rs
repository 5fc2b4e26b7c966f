//! What is told of an act: written with it, in the same transaction, one row for each stream that it is part of.
//!
//! May import: `domain`, `error`, `store`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use entity::{council_event, register_event};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, Statement};
use serde_json::Value;

use super::{apply::Stamp, row::column};
use crate::{
    domain::{
        change::Change,
        council::Council,
        id::CouncilId,
        telling::{ChangeArea, Telling},
        work::Level,
    },
    error::Error,
};

/// The channel of PostgreSQL on which nodes tell each other how far the register has come.
pub(super) const CHANNEL: &str = "mandat";

/// So many rows are written by one statement at most.
const ROWS: usize = 500;

/// What is told of the changes, by council.
pub(super) fn of(
    changes: &[Change],
    before: &BTreeMap<CouncilId, Arc<Council>>,
    now: DateTime<Utc>,
) -> BTreeMap<CouncilId, Telling> {
    let councils: BTreeSet<CouncilId> = changes.iter().filter_map(|change| change.touch().council).collect();
    let told = councils.into_iter().map(|id| {
        let own = changes.iter().filter(|change| change.touch().council == Some(id));
        (id, Telling::of(own, before.get(&id).map(Arc::as_ref), now))
    });
    told.collect()
}

/// Writes what is told of councils that are so afterwards. Of a draft nothing is told in public, not even later.
pub(super) async fn councils(
    tx: &DatabaseTransaction,
    told: &BTreeMap<CouncilId, Telling>,
    after: &[Council],
    stamp: Stamp,
) -> Result<(), Error> {
    let mut rows = Vec::new();
    for council in after {
        let Some(telling) = told.get(&council.head.id) else { continue };
        let streams = telling.streams();
        for (subject, level, areas) in streams.filter(|(_, level, _)| is_told(council, *level)) {
            rows.push(council_event::ActiveModel {
                council_id: Set(council.head.id.0),
                subject_id: Set(subject.id(council.head.id)),
                level: Set(column(&level)?),
                number: Set(council.reached(level)),
                seq: Set(stamp.seq),
                at: Set(stamp.now),
                areas: Set(words(areas)?),
            });
        }
    }
    for rows in rows.chunks(ROWS) {
        council_event::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// What everybody may know that an act changed.
pub(super) fn public_areas(
    told: &BTreeMap<CouncilId, Telling>,
    after: &[Council],
    changes: &[Change],
) -> BTreeSet<ChangeArea> {
    let open = after.iter().filter(|council| is_told(council, Level::Public));
    let streams = open.filter_map(|council| told.get(&council.head.id)).flat_map(Telling::streams);
    let public = streams.filter(|(_, level, _)| *level == Level::Public);
    let mut areas: BTreeSet<ChangeArea> = public.flat_map(|(.., areas)| areas.iter().copied()).collect();
    if changes.iter().map(Change::touch).any(|touch| touch.council.is_none() && touch.public) {
        areas.insert(ChangeArea::Shared);
    }
    areas
}

/// Writes what is told of the register.
pub(super) async fn register(
    tx: &DatabaseTransaction,
    number: i64,
    areas: BTreeSet<ChangeArea>,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = register_event::ActiveModel {
        number: Set(number),
        seq: Set(stamp.seq),
        at: Set(stamp.now),
        areas: Set(words(&areas)?),
    };
    register_event::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Tells the other nodes, once this is committed, how far the register has come: a number and nothing else.
pub(super) async fn announce(tx: &DatabaseTransaction, seq: i64) -> Result<(), Error> {
    if tx.get_database_backend() == DbBackend::Postgres {
        let values = [CHANNEL.into(), seq.to_string().into()];
        let notify = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
        tx.execute_raw(notify).await?;
    }
    Ok(())
}

fn is_told(council: &Council, level: Level) -> bool {
    level != Level::Public || council.head.is_public()
}

fn words(areas: &BTreeSet<ChangeArea>) -> Result<Value, Error> {
    serde_json::to_value(areas).map_err(|wrong| Error::Corrupt(wrong.to_string()))
}
