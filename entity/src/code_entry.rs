//! One word of an open vocabulary, with its label. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code_entry")]
pub struct Model {
    /// Which vocabulary.
    #[sea_orm(primary_key, auto_increment = false)]
    pub list: String,
    /// The word as stored.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    /// The word for readers, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub label: Json,
    /// Its place in the list.
    pub position: i32,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
