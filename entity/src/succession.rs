//! What succeeded what: an organisation or a council by an organisation or a council. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "succession")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The predecessor, if an organisation.
    pub predecessor_organisation_id: Option<Uuid>,
    /// The predecessor, if a council.
    pub predecessor_council_id: Option<Uuid>,
    /// The successor, if an organisation.
    pub successor_organisation_id: Option<Uuid>,
    /// The successor, if a council.
    pub successor_council_id: Option<Uuid>,
    /// From which day.
    pub on_date: Option<Date>,
    /// Where this is known from.
    pub source: Option<String>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
