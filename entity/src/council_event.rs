//! What is told of an act in one stream of a council: the council, a case or a meeting through one door. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "council_event")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The council itself, or the case or meeting.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// From which door it is seen: PUBLIC, MEMBER or SECRETARIAT.
    #[sea_orm(primary_key, auto_increment = false)]
    pub level: String,
    /// The number of the act among those of the council that are seen from there.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// The register's `seq` of the act.
    pub seq: i64,
    /// When it was done.
    pub at: DateTimeUtc,
    /// What it changed, as far as it is seen from there.
    #[sea_orm(column_type = "JsonBinary")]
    pub areas: Json,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
