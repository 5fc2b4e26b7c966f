//! Something that was done or happened, or an item that others are about. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// ACTIVITY, EVENT or ITEM.
    pub kind: String,
    /// What it is, a code of an open list.
    pub what: String,
    /// With what: codes of an open list.
    pub subjects: Json,
    /// The clause that it is meant to fulfil, by name.
    pub clause_key: Option<String>,
    /// The day.
    pub on_date: Date,
    /// Who did it, where it was an organisation.
    pub by_organisation_id: Option<Uuid>,
    /// Who did it, where it was a council.
    pub by_council_id: Option<Uuid>,
    /// The membership of whoever did it.
    pub by_membership_id: Option<Uuid>,
    /// The item that it is about.
    pub about_id: Option<Uuid>,
    /// What it is called.
    pub title: Option<Json>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where it is known from.
    pub source: Option<String>,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
