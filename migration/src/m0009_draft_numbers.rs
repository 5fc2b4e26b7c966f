//! Drafts are numbered apart: the numbers of adopted mandates have no gaps that would tell of drafts.
//!
//! Imports `step`.

use sea_orm_migration::prelude::*;

use crate::step::Sql::Both;
use crate::step::{Sql, run};

/// The step.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[Sql] =
    &[Both("UPDATE mandate SET version = version + 1000000 WHERE status <> 'ADOPTED' AND version < 1000000")];

// A draft's number may have been given to an adopted mandate since: it keeps its own, which means nothing more.
const DOWN: &[Sql] = &[];
