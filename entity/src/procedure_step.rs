//! A step on the way to a seat. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procedure_step")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The seat.
    pub seat_id: Uuid,
    /// The candidate.
    pub person_id: Option<Uuid>,
    /// What was done.
    pub act: String,
    /// Who did it, where it was an organisation.
    pub by_organisation_id: Option<Uuid>,
    /// Who did it, where it was a council.
    pub by_council_id: Option<Uuid>,
    /// When.
    pub on_date: Date,
    /// What is said of it.
    pub note: Option<String>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
