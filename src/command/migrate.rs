//! `mandat migrate`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use clap::Args;
use mandat::config::Config;

use super::Failure;

/// Bring the database's schema up to date, and nothing else.
///
/// With MANDAT_MIGRATE_URL another role does it than the one that serves.
#[derive(Debug, Args)]
pub(crate) struct Migrate {}

impl Migrate {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        super::open(config).await?;
        println!("The schema of {} is up to date.", config.database_url);
        Ok(ExitCode::SUCCESS)
    }
}
