//! A case: a matter that somebody raised. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "council_case")]
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
    /// RAISED, ACCEPTED, DECLINED, SCHEDULED, WITHDRAWN or CLOSED.
    pub status: String,
    /// The membership that raised it.
    pub raised_by_id: Option<Uuid>,
    /// The day it was raised.
    pub raised_on: Date,
    /// What happens to it next.
    #[sea_orm(column_type = "JsonBinary")]
    pub next_process: Option<Json>,
    /// The key of the task it belongs to.
    pub task_key: Option<String>,
    /// What it is about.
    #[sea_orm(column_type = "JsonBinary")]
    pub description: Option<Json>,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// The key of the clause that gives the task.
    pub clause_key: Option<String>,
    /// The other council of the family whose member raised it.
    pub raised_from_council_id: Option<Uuid>,
    /// The membership there.
    pub raised_from_membership_id: Option<Uuid>,
    /// The item on record that stands for it.
    pub record_id: Option<Uuid>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
