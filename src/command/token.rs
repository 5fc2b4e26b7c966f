//! `mandat token`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use chrono::TimeDelta;
use clap::Args;
use mandat::{
    access::{
        issuer::{DevIssuer, dev_issuer_trust},
        token::Verifier,
    },
    acts::development::{self, Desk, Role},
    clock::Clock,
    config::Config,
};

use super::Failure;

/// Print a token for development, and give its bearer what the role needs.
///
/// The token says who its bearer is; what the bearer may do stands in the database, so this writes there. The issuer of
/// such tokens is trusted only while the server listens on loopback and no other issuer is configured.
#[derive(Debug, Args)]
pub(crate) struct Token {
    /// secretariat:COUNCIL, member:COUNCIL, appointer:ORGANISATION, registrar:ORGANISATION or operator.
    #[arg(long = "as", value_name = "ROLE")]
    role: Role,
    /// How many hours the token is good for.
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(i64).range(1..=720))]
    hours: i64,
}

impl Token {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        if let Err(why) = dev_issuer_trust(config) {
            return Err(format!("no development token: {why}").into());
        }
        let issuer = DevIssuer::open(&config.data_dir)?.ok_or("the development issuer's key is gone")?;
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let verifier = Verifier::from_config(config)?;
        let desk = Desk { store, clock };
        let given = development::token(&issuer, &verifier, &desk, &self.role, TimeDelta::hours(self.hours)).await?;
        println!("{}", given.token);
        Ok(ExitCode::SUCCESS)
    }
}
