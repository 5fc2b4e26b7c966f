//! A family: councils that belong together, with tiers. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "family")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: Json,
    /// What it is for, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub purpose: Option<Json>,
    /// The organisation that owns it.
    pub owner_id: Option<Uuid>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
