//! An entry of the audit log. The database refuses to change or delete one. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The register's `seq` of the act.
    pub seq: i64,
    /// The act; one entry per council touched has it in common.
    pub act_id: Uuid,
    /// The council touched.
    pub council_id: Option<Uuid>,
    /// When it was done.
    pub at: DateTimeUtc,
    /// The account that did it.
    pub account_id: Option<Uuid>,
    /// Who did it, and in which capacity.
    pub actor: String,
    /// The act's name.
    pub act: String,
    /// What was done, for readers.
    #[sea_orm(column_type = "JsonBinary")]
    pub summary: Json,
    /// What changed.
    #[sea_orm(column_type = "JsonBinary")]
    pub changes: Json,
    /// Whether the public may see it.
    pub is_public: bool,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
