//! The state of the register as a whole: one row, written by the migration and only ever updated. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "register_state")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one: i32,
    /// Counts committed acts; each act takes the next number.
    pub seq: i64,
    /// Counts changes to what councils share.
    pub directory_revision: i64,
    /// Counts acts that changed something everybody may see.
    pub public_revision: i64,
    /// When the database was made.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
