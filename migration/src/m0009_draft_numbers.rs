//! Drafts are numbered apart: the numbers of adopted mandates have no gaps that would tell of drafts.
//!
//! Imports `step`.

use crate::step::Sql::Both;
use crate::step::{Sql, step};

// A draft's number may have been given to an adopted mandate since: it keeps its own, which means nothing more.
step!(up: UP, tables: &[], down: &[]);

const UP: &[Sql] =
    &[Both("UPDATE mandate SET version = version + 1000000 WHERE status <> 'ADOPTED' AND version < 1000000")];
