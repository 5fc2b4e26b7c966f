//! A council, the tenant. Everything that belongs to it carries its id first. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "council")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its name in addresses.
    pub slug: String,
    /// Its name by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub name: Json,
    /// What it is, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub description: Option<Json>,
    /// DRAFT, PUBLIC or DISSOLVED.
    pub visibility: String,
    /// The organisation that owns it.
    pub owner_id: Uuid,
    /// The family it belongs to.
    pub family_id: Option<Uuid>,
    /// Its tier in the family.
    pub tier: Option<i32>,
    /// The zone its days are counted in, an IANA name.
    pub time_zone: String,
    /// The day it was established.
    pub established_on: Option<Date>,
    /// The day it was dissolved.
    pub dissolved_on: Option<Date>,
    /// The name folded for search.
    pub search_name: String,
    /// Counts public changes.
    pub revision: i64,
    /// Counts all other changes.
    pub private_revision: i64,
    /// Counts the changes that the members see.
    pub member_revision: i64,
    /// The register's `seq` of the last change.
    pub changed_seq: i64,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
