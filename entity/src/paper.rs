//! A paper of an agenda item, a case or a meeting; the content lies elsewhere under its hash. Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "paper")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The agenda item.
    pub agenda_item_id: Option<Uuid>,
    /// The case.
    pub case_id: Option<Uuid>,
    /// The meeting.
    pub meeting_id: Option<Uuid>,
    /// PAPER or MINUTES.
    pub kind: String,
    /// What the versions of one paper share: the id of the first.
    pub series_id: Uuid,
    /// Its title by language.
    #[sea_orm(column_type = "JsonBinary")]
    pub title: Json,
    /// PUBLIC, MEMBERS or SECRETARIAT.
    pub visibility: String,
    /// The language it is written in.
    pub language: String,
    /// Counts from 1.
    pub version: i32,
    /// What its file is called.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub size: i64,
    /// The hash of the content, 64 hexadecimal digits.
    pub sha256: String,
    /// Nobody but the secretariat sees it before.
    pub embargo_until: Option<DateTimeUtc>,
    /// The day on which the minutes were approved.
    pub approved_on: Option<Date>,
    /// The meeting that approved them.
    pub approved_meeting_id: Option<Uuid>,
    /// Since when nobody but the secretariat sees it any more.
    pub withdrawn_at: Option<DateTimeUtc>,
    /// The account that added it.
    pub added_by_id: Option<Uuid>,
    /// When the row was written.
    pub created_at: DateTimeUtc,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
