//! Which councils know a person, and in which a person sits: what is known of a person is part of the value of each.
//!
//! May import: `domain`, `error`, `store`.

use entity::{membership, person};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::Store;
use crate::{
    domain::id::{CouncilId, PersonId},
    error::Error,
};

impl Store {
    /// The councils that know the person: those in which the person has or had a seat, and the one that entered the
    /// person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn councils_knowing(&self, person: PersonId) -> Result<Vec<CouncilId>, Error> {
        knowing(&self.inner.connections.read, &[person]).await
    }

    /// The councils in which any of these persons has or had a seat.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn councils_of_persons(&self, persons: &[PersonId]) -> Result<Vec<CouncilId>, Error> {
        if persons.is_empty() {
            return Ok(Vec::new());
        }
        seated(&self.inner.connections.read, persons).await
    }
}

/// The councils in which one of the persons has or had a seat.
pub(super) async fn seated<C: ConnectionTrait>(db: &C, persons: &[PersonId]) -> Result<Vec<CouncilId>, Error> {
    let councils: Vec<Uuid> = membership::Entity::find()
        .filter(membership::Column::PersonId.is_in(persons.iter().map(|person| person.0)))
        .select_only()
        .column(membership::Column::CouncilId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    Ok(councils.into_iter().map(CouncilId).collect())
}

/// The councils that know one of the persons, each once.
pub(super) async fn knowing<C: ConnectionTrait>(db: &C, persons: &[PersonId]) -> Result<Vec<CouncilId>, Error> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let seated = seated(db, persons).await?;
    let entered: Vec<Option<Uuid>> = person::Entity::find()
        .filter(person::Column::Id.is_in(persons.iter().map(|person| person.0)))
        .select_only()
        .column(person::Column::OriginCouncilId)
        .into_tuple()
        .all(db)
        .await?;
    let mut councils: Vec<CouncilId> = seated.into_iter().chain(entered.into_iter().flatten().map(CouncilId)).collect();
    councils.sort_unstable();
    councils.dedup();
    Ok(councils)
}
