//! `mandat export`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use clap::Args;
use mandat::{
    clock::Clock,
    config::Config,
    domain::{export::export, file},
};

use super::Failure;

/// Print a council as a file that can be registered again.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The slug of the council.
    slug: String,
}

impl Export {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let store = super::open_founded(config, &Clock::system()).await?;
        let snapshot = store.current().await?;
        let Some(head) = snapshot.directory.council_by_slug(&self.slug) else {
            return Err(
                format!("there is no council {}; there are {}", self.slug, super::slugs(&snapshot.directory)).into()
            );
        };
        let council = store.council(&snapshot, head.id).await?.ok_or("the council is gone")?;
        print!("{}", file::to_toml(&export(&council, &snapshot.directory))?);
        Ok(ExitCode::SUCCESS)
    }
}
