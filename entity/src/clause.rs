//! One provision of a mandate, typed; its body is the clause in the domain's own form. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clause")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The mandate.
    pub mandate_id: Uuid,
    /// Its name within the mandate.
    pub key: String,
    /// Its place in the mandate.
    pub position: i32,
    /// The shape: SEATS, PROCEDURE, REQUIREMENT, REPRESENTATION, TERM, POST, MEETINGS, DUTY, RIGHT, RELATION, PERIOD or STATEMENT.
    pub kind: String,
    /// SHALL, NORMALLY, SHOULD, EXPECTED, MAY or `BY_DEFAULT`.
    pub modality: Option<String>,
    /// The whole clause.
    #[sea_orm(column_type = "JsonBinary")]
    pub body: Json,
    /// The version of the body's format.
    pub format: i32,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
