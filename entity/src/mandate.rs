//! A council's mandate: a version of its adopted document. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Counts from 1 within the council.
    pub version: i32,
    /// DRAFT, ADOPTED or REVOKED.
    pub status: String,
    /// Its title by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: Option<Json>,
    /// The day of adoption.
    pub adopted_on: Option<Date>,
    /// The adopter, if an organisation.
    pub adopted_by_organisation_id: Option<Uuid>,
    /// The adopter, if a council.
    pub adopted_by_council_id: Option<Uuid>,
    /// The first day in force.
    pub valid_from: Option<Date>,
    /// The first day no longer in force.
    pub valid_to: Option<Date>,
    /// The template it was made from.
    pub template_id: Option<Uuid>,
    /// The version of that template.
    pub template_version: Option<i32>,
    /// Where the document is found.
    #[sea_orm(column_type = "JsonBinary")]
    pub source: Option<Json>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
