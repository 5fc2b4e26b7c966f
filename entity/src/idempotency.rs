//! The answer given to an account's keyed request, kept so that a retry repeats the answer and not the act. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// The key the client chose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The hash of the request it stands for.
    pub body_hash: String,
    /// The answer given.
    #[sea_orm(column_type = "JsonBinary")]
    pub answer: Json,
    /// When it was given.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
