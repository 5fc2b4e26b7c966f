//! Which papers a member has read: the member's own, found with the proof that it is he or she who asks.
//!
//! May import: `access`, `domain`, `error`, `store`. It is written beside the gate: the gate raises revisions and writes
//! the audit log, and both would tell the secretariat who has read what.

use std::collections::HashSet;

use entity::reading_mark::{self, Column};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};

use super::{Store, in_task};
use crate::{access::door::Own, domain::id::PaperId, error::Error};

impl Store {
    /// The papers that the member has read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn papers_read(&self, own: Own) -> Result<HashSet<PaperId>, Error> {
        let find = reading_mark::Entity::find()
            .filter(Column::CouncilId.eq(own.council().0))
            .filter(Column::PersonId.eq(own.person().0));
        let ids: Vec<uuid::Uuid> =
            find.select_only().column(Column::PaperId).into_tuple().all(&self.inner.connections.read).await?;
        Ok(ids.into_iter().map(PaperId).collect())
    }

    /// Notes that the member has read the paper, or has not. Doing it again changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_paper(&self, own: Own, paper: PaperId, read: bool) -> Result<(), Error> {
        let key = (own.council().0, own.person().0, paper.0);
        let marked = reading_mark::Entity::find_by_id(key).count(&self.inner.connections.read).await? > 0;
        if marked == read {
            return Ok(());
        }
        let connections = self.inner.connections.clone();
        in_task(async move {
            if !read {
                reading_mark::Entity::delete_by_id(key).exec(&connections.write).await?;
                return Ok(());
            }
            let (council_id, person_id, paper_id) = key;
            let row = reading_mark::ActiveModel {
                council_id: Set(council_id),
                person_id: Set(person_id),
                paper_id: Set(paper_id),
            };
            let key = [Column::CouncilId, Column::PersonId, Column::PaperId];
            reading_mark::Entity::insert(row)
                .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
                .exec_without_returning(&connections.write)
                .await?;
            Ok(())
        })
        .await
    }
}
