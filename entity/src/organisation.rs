//! An organisation: owner, adopter, appointer, or one that is represented. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: Json,
    /// Its nine-digit organisation number, unique.
    pub number: Option<String>,
    /// What kind of organisation, a code of an open list.
    pub kind: Option<String>,
    /// Which sector, a code of an open list.
    pub sector: Option<String>,
    /// The day it ceased.
    pub dissolved_on: Option<Date>,
    /// The name folded for search.
    pub search_name: String,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
