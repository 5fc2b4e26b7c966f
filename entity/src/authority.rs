//! What an account may do, for which council or organisation, in which period. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authority")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The account.
    pub account_id: Uuid,
    /// SECRETARIAT, APPOINTER, REGISTRAR or OPERATOR.
    pub kind: String,
    /// The council of a SECRETARIAT.
    pub council_id: Option<Uuid>,
    /// The organisation of an APPOINTER or REGISTRAR.
    pub organisation_id: Option<Uuid>,
    /// The first day.
    pub start: Date,
    /// The day it no longer holds.
    pub ended: Option<Date>,
    /// The account that granted it.
    pub granted_by: Option<Uuid>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
