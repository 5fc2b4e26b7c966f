//! What is told to everybody of an act: that the register has changed. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_event")]
pub struct Model {
    /// The register's public revision after the act.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The register's `seq` of the act.
    pub seq: i64,
    /// When it was done.
    pub at: DateTimeUtc,
    /// What it changed, as far as everybody may see.
    #[sea_orm(column_type = "JsonBinary")]
    pub areas: Json,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
