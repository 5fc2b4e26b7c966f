//! An assertion that a kind of record is complete from a day on; without one, no record is not the same as nobody. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "completeness")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// What is complete.
    pub subject: String,
    /// From which day.
    pub since: Date,
    /// From which day no longer.
    pub until: Option<Date>,
    /// The account that asserts it.
    pub asserted_by: Option<Uuid>,
    /// On what basis.
    pub source: Option<String>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
