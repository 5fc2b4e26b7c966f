//! The schema of the register's database, one step per file. Imports sea-orm-migration and nothing of this project.
//!
//! # Rules
//! - Steps are append-only: what was released is never edited, a change is a new step at the end of
//!   [`Migrator::migrations`]. Each has an `up` and a `down`, and runs in a transaction of its own on both databases.
//! - A table is written once, as SQL one can read, with the words of `dialect` where the two databases differ. Where
//!   they differ in kind (an exclusion constraint, a trigger) the two texts stand side by side.
//! - Tables are ordered so that each refers only to earlier ones: SQLite's foreign keys must stand in CREATE TABLE,
//!   PostgreSQL wants the target to be there.
//!
//! # What the database refuses, whoever writes
//! - A row that points into another tenant: tables below `council` have the primary key `(council_id, id)`, and refer
//!   to each other by both columns.
//! - Two holders of one seat on one day (`m0004_roster`), empty periods, words outside a closed list, ids that are
//!   not 16 bytes, texts in languages the register does not have.
//! - A change to a published template version or to the audit log.
//!
//! # PostgreSQL
//! The roster needs the extension `btree_gist`. It is a trusted extension: a role that may CREATE in the database may
//! install it, and the step does. Where the migrating role may not, an administrator runs
//! `CREATE EXTENSION btree_gist` once beforehand; the step then finds it and asks for nothing. `down` leaves it, since it may serve
//! others.

mod dialect;
mod m0001_directory;
mod m0002_councils;
mod m0003_people;
mod m0004_roster;
mod m0005_work;
mod m0006_audit;
mod m0007_public_revision;
mod m0008_facts;
mod m0009_draft_numbers;
mod m0010_council_at_work;
mod m0011_advice;
mod m0012_papers;
mod m0013_calendar;
mod m0014_events;
mod m0015_reading;
mod m0016_paper_titles;
mod state;
mod step;

pub use sea_orm_migration::MigratorTrait;
pub use state::{SchemaState, migrate, schema_state};

use sea_orm_migration::prelude::*;

/// The steps in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_directory::Migration),
            Box::new(m0002_councils::Migration),
            Box::new(m0003_people::Migration),
            Box::new(m0004_roster::Migration),
            Box::new(m0005_work::Migration),
            Box::new(m0006_audit::Migration),
            Box::new(m0007_public_revision::Migration),
            Box::new(m0008_facts::Migration),
            Box::new(m0009_draft_numbers::Migration),
            Box::new(m0010_council_at_work::Migration),
            Box::new(m0011_advice::Migration),
            Box::new(m0012_papers::Migration),
            Box::new(m0013_calendar::Migration),
            Box::new(m0014_events::Migration),
            Box::new(m0015_reading::Migration),
            Box::new(m0016_paper_titles::Migration),
        ]
    }
}
