//! An agenda item: a case on a meeting's agenda. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agenda_item")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The meeting.
    pub meeting_id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Its number on the agenda, from 1.
    pub ordinal: i32,
    /// When its turn comes.
    pub starts_at: Option<DateTimeUtc>,
    /// What came of it.
    #[sea_orm(column_type = "JsonBinary")]
    pub outcome: Option<Json>,
    /// The item on record that stands for it.
    pub record_id: Option<Uuid>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
