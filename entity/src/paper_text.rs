//! The title of a paper and the words in it, folded, for searching. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper_text")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The paper.
    #[sea_orm(primary_key, auto_increment = false)]
    pub paper_id: Uuid,
    /// Its words, in lower case; empty where none were found.
    pub folded: String,
    /// Its title in all languages, in lower case.
    pub folded_title: String,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
