//! `mandat schema`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use clap::Args;

use super::Failure;

/// Print the GraphQL schema.
#[derive(Debug, Args)]
pub(crate) struct Schema {}

impl Schema {
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "every command answers in the same way")]
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        print!("{}", mandat::graphql::sdl());
        Ok(ExitCode::SUCCESS)
    }
}
