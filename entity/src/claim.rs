//! What a council says an organisation is to it, until that organisation has answered. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// OWNER, ADOPTER, APPOINTER, SECRETARIAT or `MEMBER_BODY`.
    pub role: String,
    /// ASSERTED, CONFIRMED or REJECTED.
    pub status: String,
    /// When it was answered.
    pub decided_at: Option<DateTimeUtc>,
    /// The account that answered.
    pub decided_by: Option<Uuid>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
