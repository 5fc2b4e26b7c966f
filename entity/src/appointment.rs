//! An appointment: the act, that is who decided, when and on what basis. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The seat.
    pub seat_id: Uuid,
    /// The person appointed.
    pub person_id: Uuid,
    /// Who decided, if an organisation.
    pub decided_by_organisation_id: Option<Uuid>,
    /// Who decided, if a council.
    pub decided_by_council_id: Option<Uuid>,
    /// The day of the decision.
    pub decided_on: Option<Date>,
    /// On what basis.
    pub basis: Option<String>,
    /// Where this is known from.
    pub source: Option<String>,
    /// Entered as recorded history, rather than decided in the register.
    pub history: bool,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
