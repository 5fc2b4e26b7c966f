//! What was told of acts, read from where somebody left off.
//!
//! May import: `domain`, `access`, `error`, `store`. What is told of a council is read with the proof of a door, and only
//! what was told there.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::{audit_entry, council_event, register_event};
use quick_cache::sync::Cache;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Store,
    private::{AuditRow, audit_row},
    row::{column, value},
};
use crate::{
    access::door::{Access, Secretariat, Sight},
    domain::telling::{ChangeArea, Subject},
    error::Error,
};

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// The register, as everybody sees it.
    Register,
    /// Something of a council, as it is seen through a door.
    Of(Sight, Subject),
}

/// An event: one act, as far as it is told in a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number: those of one door rise from act to act.
    pub number: i64,
    /// The place of the act in the order of all changes.
    pub seq: i64,
    /// When the act was done.
    pub at: DateTime<Utc>,
    /// What it changed.
    pub areas: Vec<ChangeArea>,
}

/// Events that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Span {
    stream: Stream,
    after: i64,
    upto: i64,
    limit: u64,
}

/// Events that were asked for lately: who follows the same asks the same.
pub(super) type Lately = Cache<Span, Arc<[Event]>>;

/// Room for a few hundred.
pub(super) fn lately() -> Lately {
    Cache::new(500)
}

impl Store {
    /// The events of the stream after one number and up to another, the earliest first, so many at most. What many ask for
    /// who follow the same is read once: what was told does not change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events(&self, stream: Stream, after: i64, upto: i64, limit: u64) -> Result<Arc<[Event]>, Error> {
        let span = Span { stream, after, upto, limit };
        self.inner.told.get_or_insert_async(&span, self.read_events(span)).await
    }

    async fn read_events(&self, span: Span) -> Result<Arc<[Event]>, Error> {
        let Span { stream, after, upto, limit } = span;
        let db = &self.inner.connections.read;
        match stream {
            Stream::Register => {
                use register_event::Column::Number;
                let find = register_event::Entity::find().filter(Number.gt(after)).filter(Number.lte(upto));
                let rows = find.order_by_asc(Number).limit(limit).all(db).await?;
                rows.into_iter().map(|row| event(row.number, row.seq, row.at, row.areas)).collect()
            }
            Stream::Of(sight, subject) => {
                use council_event::Column::Number;
                let find = of(sight, subject)?.filter(Number.gt(after)).filter(Number.lte(upto));
                let rows = find.order_by_asc(Number).limit(limit).all(db).await?;
                rows.into_iter().map(|row| event(row.number, row.seq, row.at, row.areas)).collect()
            }
        }
    }

    /// The number of the latest event of the stream up to this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_event(&self, stream: Stream, upto: i64) -> Result<Option<i64>, Error> {
        let db = &self.inner.connections.read;
        Ok(match stream {
            Stream::Register => {
                use register_event::Column::Number;
                let find = register_event::Entity::find().filter(Number.lte(upto)).order_by_desc(Number);
                find.one(db).await?.map(|row| row.number)
            }
            Stream::Of(sight, subject) => {
                use council_event::Column::Number;
                let find = of(sight, subject)?.filter(Number.lte(upto)).order_by_desc(Number);
                find.one(db).await?.map(|row| row.number)
            }
        })
    }

    /// How many events of the stream come after this number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_after(&self, stream: Stream, after: i64) -> Result<u64, Error> {
        let db = &self.inner.connections.read;
        Ok(match stream {
            Stream::Register => {
                register_event::Entity::find().filter(register_event::Column::Number.gt(after)).count(db).await?
            }
            Stream::Of(sight, subject) => {
                of(sight, subject)?.filter(council_event::Column::Number.gt(after)).count(db).await?
            }
        })
    }

    /// The entry that the act at this place left in the council's audit log; none where it was done to another council
    /// and only changed what is known of somebody here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_of(&self, access: &Access<Secretariat>, seq: i64) -> Result<Option<AuditRow>, Error> {
        let find = audit_entry::Entity::find().filter(audit_entry::Column::Seq.eq(seq));
        let find = find.filter(audit_entry::Column::CouncilId.eq(access.council().0));
        find.one(&self.inner.connections.read).await?.map(audit_row).transpose()
    }
}

fn of(sight: Sight, subject: Subject) -> Result<sea_orm::Select<council_event::Entity>, Error> {
    let council = sight.council();
    Ok(council_event::Entity::find()
        .filter(council_event::Column::CouncilId.eq(council.0))
        .filter(council_event::Column::SubjectId.eq(subject.id(council)))
        .filter(council_event::Column::Level.eq(column(&sight.level())?)))
}

fn event(number: i64, seq: i64, at: DateTime<Utc>, areas: serde_json::Value) -> Result<Event, Error> {
    Ok(Event { number, seq, at, areas: value(areas)? })
}
