//! What a council recommended. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "advice")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The case that it answers.
    pub case_id: Uuid,
    /// The meeting at which it was adopted.
    pub meeting_id: Option<Uuid>,
    /// Its title by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: Json,
    /// What is recommended, by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub body: Json,
    /// The key of the clause that gives the task that it belongs to.
    pub clause_key: Option<String>,
    /// The key of the task.
    pub task_key: Option<String>,
    /// To whom.
    #[sea_orm(column_type = "JsonBinary")]
    pub addressees: Json,
    /// When it was adopted.
    pub adopted_on: Date,
    /// Since when everybody may see it.
    pub published_on: Option<Date>,
    /// Where else it can be read.
    pub url: Option<String>,
    /// The item on record that stands for it.
    pub record_id: Uuid,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
