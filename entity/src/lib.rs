//! The tables of the register as SeaORM entities, one table per file, named as the table. Imports sea-orm only.
//!
//! An entity is a row and nothing more: no relations, since an aggregate is loaded table by table and put together in
//! memory, and no meaning. A closed list of words is a `String` here and an enum of the domain above; a text in several
//! languages and a clause's body are JSON here and types there. What may stand in a column is held by the database's own
//! checks, in the crate `migration`, which does not import this one.
//!
//! Tables below `council` have the primary key `(council_id, id)`. Ids are UUIDs: a native type in PostgreSQL and 16-byte
//! blobs in SQLite. Days are DATE; moments are UTC to the microsecond, which is as fine as PostgreSQL keeps them.
//!
//! What must never be written: `until` of [`membership`], which the database computes, and any change to a
//! [`template_version`] or an [`audit_entry`].

pub mod account;
pub mod advice;
pub mod agenda_item;
pub mod annual_wheel;
pub mod appointment;
pub mod attendance;
pub mod audit_entry;
pub mod authority;
pub mod calendar_feed;
pub mod case_event;
pub mod claim;
pub mod clause;
pub mod code_entry;
pub mod completeness;
pub mod council;
pub mod council_alias;
pub mod council_case;
pub mod council_event;
pub mod exemption;
pub mod family;
pub mod follow_up;
pub mod idempotency;
pub mod invitation;
pub mod link_key;
pub mod mandate;
pub mod meeting;
pub mod membership;
pub mod organisation;
pub mod paper;
pub mod paper_text;
pub mod person;
pub mod person_contact;
pub mod person_fact;
pub mod procedure_step;
pub mod reading_mark;
pub mod record;
pub mod record_towards;
pub mod recusal;
pub mod register_event;
pub mod register_state;
pub mod seat;
pub mod seat_group;
pub mod succession;
pub mod template;
pub mod template_version;
