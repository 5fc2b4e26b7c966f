//! A dated fact that a person declared: a qualification, an employer, an office. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_fact")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The person.
    pub person_id: Uuid,
    /// Which attribute, a code of an open list.
    pub attribute: String,
    /// Its value.
    pub value: String,
    /// From which day it holds.
    pub start: Option<Date>,
    /// From which day it no longer holds.
    pub until: Option<Date>,
    /// Who or what says so.
    pub source: String,
    /// VALUE, UNDECLARED or NOT_APPLICABLE; only the first has a value.
    pub declared_as: String,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// When it was declared.
    pub declared_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
