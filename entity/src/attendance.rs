//! Who was at a meeting for a seat. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub meeting_id: Uuid,
    /// The seat.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seat_id: Uuid,
    /// The membership of whoever was there.
    pub membership_id: Option<Uuid>,
    /// HOLDER, ALTERNATE, SUBSTITUTE or ABSENT.
    pub presence: String,
    /// Whether it was agreed beforehand that another than the holder came.
    pub agreed: Option<bool>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
