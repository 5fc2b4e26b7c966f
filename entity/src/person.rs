//! A person, shared by the councils he or she sits in. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The name as written.
    pub name: String,
    /// The name folded for search.
    pub search_name: String,
    /// The council that entered the person.
    pub origin_council_id: Option<Uuid>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
    /// When the personal data was erased.
    pub erased_at: Option<DateTimeUtc>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
