//! That a member has read a paper; the member's own affair. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reading_mark")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// Who has read it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: Uuid,
    /// What: one version of a paper.
    #[sea_orm(primary_key, auto_increment = false)]
    pub paper_id: Uuid,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
