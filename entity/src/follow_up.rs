//! What a responsible organisation did about an advice. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follow_up")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The advice.
    pub advice_id: Uuid,
    /// The organisation.
    pub organisation_id: Uuid,
    /// PLANNED, UNDER_WAY, DONE or DECLINED.
    pub status: String,
    /// What is done, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub body: Json,
    /// Where it can be read.
    pub url: Option<String>,
    /// As of which day.
    pub on_date: Date,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
