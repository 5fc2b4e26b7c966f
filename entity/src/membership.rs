//! A membership: the holding of a seat that results from an appointment.
//!
//! `until` is computed by the database and never written: leave it [`NotSet`](sea_orm::ActiveValue::NotSet) in every
//! insert and update, the database refuses anything else. A `Model` turned into an `ActiveModel` has it set to
//! `Unchanged`, which an update leaves out and an insert does not.
//!
//! Imports sea-orm.

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "membership")]
pub struct Model {
    /// The council, that is the tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_id: Uuid,
    /// The row's id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The appointment it results from.
    pub appointment_id: Uuid,
    /// The seat.
    pub seat_id: Uuid,
    /// The holder.
    pub person_id: Uuid,
    /// MEMBER, CHAIR, DEPUTY or OBSERVER.
    pub role: String,
    /// 0 for the holder, 1 and on for the ordered alternates.
    pub alternate_rank: i32,
    /// The organisation the holder speaks for.
    pub on_behalf_of_id: Option<Uuid>,
    /// The first day.
    pub start: Date,
    /// The planned first day no longer held.
    pub expected_end: Option<Date>,
    /// The first day no longer held, as it happened.
    pub ended: Option<Date>,
    /// The ground on which it ended, a code.
    pub end_ground: Option<String>,
    /// The reason in words.
    pub end_reason: Option<String>,
    /// Whether the role is held in the place of whoever holds it otherwise.
    pub acting: bool,
    /// A post that goes with it beside the role.
    pub post: Option<String>,
    /// Stays until replaced, whatever was expected.
    pub holds_over: bool,
    /// Computed: `ended`, else nothing where the holder stays until replaced, else `expected_end`. Never written.
    pub until: Option<Date>,
}

/// None: rows are joined in memory, by id.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
