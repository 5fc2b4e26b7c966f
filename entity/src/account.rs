//! Somebody who signs in: a subject of an issuer. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who vouches for the subject.
    pub issuer: String,
    /// The issuer's name for it.
    pub subject: String,
    /// What to show for it.
    pub label: Option<String>,
    /// The person it belongs to, once linked.
    pub person_id: Option<Uuid>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
