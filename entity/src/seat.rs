//! A seat; it exists when vacant. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The group.
    pub group_id: Uuid,
    /// Counts from 1 within the group.
    pub ordinal: i32,
    /// The first day it exists.
    pub valid_from: Option<Date>,
    /// The first day it no longer exists.
    pub valid_to: Option<Date>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
