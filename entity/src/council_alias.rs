//! A slug a council once had; it leads to the council until the day given. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "council_alias")]
pub struct Model {
    /// The former slug.
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    /// The council.
    pub council_id: Uuid,
    /// Until when it leads there.
    pub until: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
