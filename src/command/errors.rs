//! `mandat errors`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use clap::Args;

use super::Failure;

/// Print the table of error codes.
#[derive(Debug, Args)]
pub(crate) struct Errors {}

impl Errors {
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "every command answers in the same way")]
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        print!("{}", mandat::error::page::page());
        Ok(ExitCode::SUCCESS)
    }
}
