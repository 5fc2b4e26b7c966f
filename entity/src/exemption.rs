//! A decision that a clause need not be followed. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "exemption")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The clause, by name.
    pub clause_key: String,
    /// The seat that it is for, where it is for one only.
    pub seat_id: Option<Uuid>,
    /// Who decided, where it was an organisation.
    pub granted_by_organisation_id: Option<Uuid>,
    /// Who decided, where it was a council.
    pub granted_by_council_id: Option<Uuid>,
    /// When it was decided.
    pub decided_on: Date,
    /// Why.
    pub reason: String,
    /// First day on which it holds.
    pub valid_from: Option<Date>,
    /// First day on which it no longer holds.
    pub valid_to: Option<Date>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
