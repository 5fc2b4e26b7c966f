//! Somebody stands aside when an item is dealt with. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recusal")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The item of the agenda.
    #[sea_orm(primary_key, auto_increment = false)]
    pub agenda_item_id: Uuid,
    /// Whose membership it is.
    #[sea_orm(primary_key, auto_increment = false)]
    pub membership_id: Uuid,
    /// Why; not for everybody.
    pub reason: Option<String>,
    /// When it was noted.
    pub noted_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
