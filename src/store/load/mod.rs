//! Loading values: each in one transaction that sees one state of the database.
//!
//! May import: `domain`, `error`, `store`.

pub(super) mod council;
pub(super) mod directory;
pub(super) mod record;
mod roster;
mod work;

use std::collections::HashMap;

use entity::{membership, person};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{domain::council::Council, error::Error};

/// The councils that are being loaded.
type Councils = HashMap<Uuid, Council>;

/// The query for the persons who hold or held a seat in these councils.
fn seated(councils: &[Uuid]) -> SelectStatement {
    Query::select()
        .column(membership::Column::PersonId)
        .from(membership::Entity)
        .and_where(Expr::col(membership::Column::CouncilId).is_in(councils.to_vec()))
        .to_owned()
}

/// The persons who hold or held a seat in these councils, or were entered by them; each once, in no order.
pub(super) async fn persons_of<C: ConnectionTrait>(db: &C, councils: &[Uuid]) -> Result<Vec<person::Model>, Error> {
    let seated = person::Entity::find().filter(person::Column::Id.in_subquery(seated(councils))).all(db).await?;
    // A query of its own: with OR between the two, PostgreSQL reads every person of the register.
    let entered = rows_of(db, person::Column::OriginCouncilId, councils, &[]).await?;
    let once: HashMap<Uuid, person::Model> = seated.into_iter().chain(entered).map(|row| (row.id, row)).collect();
    Ok(once.into_values().collect())
}

/// The rows of a table that name one of these ids in the column, ordered by the others.
async fn rows_of<C, K, E>(db: &C, column: K, ids: &[Uuid], order: &[K]) -> Result<Vec<E::Model>, Error>
where
    C: ConnectionTrait,
    K: ColumnTrait<EntityName = E>,
    E: EntityTrait,
{
    let wanted = E::find().filter(column.is_in(ids.to_vec()));
    let ordered = order.iter().fold(wanted, |wanted, column| wanted.order_by_asc(*column));
    Ok(ordered.all(db).await?)
}
