//! The annual wheel of a family: that the meetings of a year were published together. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "annual_wheel")]
pub struct Model {
    /// The family.
    #[sea_orm(primary_key, auto_increment = false)]
    pub family_id: Uuid,
    /// The year.
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: i32,
    /// The day on which it was published first.
    pub published_on: Date,
    /// Where it can be read.
    pub url: Option<String>,
    /// The account that published it first.
    pub published_by: Option<Uuid>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
