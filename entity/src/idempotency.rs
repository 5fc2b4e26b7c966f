//! The answer given to an account's keyed act, kept so that a retry repeats the answer and not the act; or, without an
//! answer, what the key of a whole request stands for. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency")]
pub struct Model {
    /// The account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    /// A digest of the key the client chose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// A digest of what was asked for under it.
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
