//! Where a case stood from a moment on. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_event")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: Uuid,
    /// Its place in the history of the case, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// RAISED, ACCEPTED, DECLINED, SCHEDULED, WITHDRAWN or CLOSED.
    pub status: String,
    /// The moment.
    pub at: DateTimeUtc,
    /// Why, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub reason: Option<Json>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
