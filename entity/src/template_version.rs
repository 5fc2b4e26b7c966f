//! A published version of a mandate template. The database refuses to change or delete one. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "template_version")]
pub struct Model {
    /// The template.
    #[sea_orm(primary_key, auto_increment = false)]
    pub template_id: Uuid,
    /// Counts from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    /// Its clauses and open parameters.
    #[sea_orm(column_type = "JsonBinary")]
    pub body: Json,
    /// The version of the body's format.
    pub format: i32,
    /// When it was published.
    pub published_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
