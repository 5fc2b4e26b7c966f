//! A mandate template; what it says stands in its versions. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "template")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: Json,
    /// What it is meant for, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub description: Option<Json>,
    /// The organisation that publishes it.
    pub owner_id: Option<Uuid>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
