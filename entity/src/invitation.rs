//! An invitation that links an account to the holder of a seat, or makes it staff of the secretariat. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// HOLDER or STAFF.
    pub kind: String,
    /// The person a HOLDER invitation is for.
    pub person_id: Option<Uuid>,
    /// The hash of the code that was handed out.
    pub code_hash: String,
    /// Until when it can be claimed.
    pub expires_at: DateTimeUtc,
    /// The account that invited.
    pub created_by: Option<Uuid>,
    /// The account that claimed it.
    pub claimed_by: Option<Uuid>,
    /// When it was claimed.
    pub claimed_at: Option<DateTimeUtc>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
