//! A meeting. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its title by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: Json,
    /// ORDINARY or EXTRAORDINARY.
    pub kind: String,
    /// PLANNED, CALLED, HELD, CANCELLED or MOVED.
    pub status: String,
    /// When it starts.
    pub starts_at: DateTimeUtc,
    /// When it ends.
    pub ends_at: Option<DateTimeUtc>,
    /// Where.
    #[sea_orm(column_type = "JsonBinary")]
    pub place: Option<Json>,
    /// How it was called and held.
    pub held: Option<Json>,
    /// Where it is met digitally; not for everybody.
    pub link: Option<String>,
    /// The organisations and councils that it is held together with.
    pub together_with: Option<Json>,
    /// When it was to be before it was moved.
    pub past: Option<Json>,
    /// The year of the family's annual wheel that it is part of.
    pub wheel_year: Option<i32>,
    /// When the row was changed last; null for rows older than the column.
    pub changed_at: Option<DateTimeUtc>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
