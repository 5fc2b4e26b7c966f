//! `mandat register`.
//!
//! May import: everything below `main`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use mandat::{
    access::caller::Caller, acts::council::register::RegisterCouncil, clock::Clock, config::Config, domain::register,
    store::WriteOptions,
};

use super::{Failure, refused};

/// Register a council from a file of the same shape as the GraphQL input.
#[derive(Debug, Args)]
pub(crate) struct Register {
    /// The file, in TOML; the files in templates/ are examples.
    file: PathBuf,
    /// Say what would be, and write nothing.
    #[arg(long)]
    dry_run: bool,
}

impl Register {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let file = self.file.display();
        let text =
            std::fs::read_to_string(&self.file).map_err(|wrong| format!("the file {file} cannot be read: {wrong}"))?;
        let input: register::RegisterCouncil =
            toml::from_str(&text).map_err(|wrong| format!("the file {file} is not of the right form:\n{wrong}"))?;
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let now = clock.now();
        let options = WriteOptions { dry_run: self.dry_run || input.dry_run, ..WriteOptions::default() };
        let dry_run = options.dry_run;
        let done = store
            .write(&Caller::console(), RegisterCouncil { input }, now, Clock::day_of(now), options)
            .await?
            .map_err(|refusals| refused(&refusals))?;
        for warning in &done.warnings {
            println!("Warning: {warning}");
        }
        let Some(council) = done.councils.get(&done.outcome.council) else {
            return Err("the council was registered, but cannot be found".into());
        };
        let seats = council.seats.len();
        let clauses = council.mandates.last().map_or(0, |mandate| mandate.clauses.len());
        let done = if dry_run { "would be registered" } else { "is registered" };
        println!("{} {done}: {seats} seats, {clauses} clauses.", council.head.slug);
        Ok(ExitCode::SUCCESS)
    }
}
