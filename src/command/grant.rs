//! `mandat grant`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use clap::Args;
use mandat::{
    access::token::Identity,
    acts::development::{Desk, Role},
    clock::Clock,
    config::Config,
};

use super::Failure;

/// Give an account a role: how the first operator gets in.
///
/// An account is an issuer and a subject, as they stand in a token's `iss` and `sub`; it need not have signed in yet.
/// Whoever can run this on the database could write into it without asking.
#[derive(Debug, Args)]
pub(crate) struct Grant {
    /// operator, secretariat:COUNCIL, appointer:ORGANISATION or registrar:ORGANISATION; member:COUNCIL links the account
    /// to a member in office, for trying things out.
    role: Role,
    /// The issuer, as tokens write it in `iss`; the configured one where there is just one.
    #[arg(long)]
    issuer: Option<String>,
    /// The account at the issuer, as tokens write it in `sub`.
    #[arg(long)]
    subject: String,
}

impl Grant {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let known: Vec<&str> = config.issuers.iter().map(|issuer| issuer.issuer.as_str()).collect();
        let issuer = match (self.issuer, known.as_slice()) {
            (Some(issuer), known) => {
                if !known.contains(&&*issuer) {
                    eprintln!("mandat: the settings trust no issuer {issuer}; its tokens are refused until they do");
                }
                issuer
            }
            (None, [only]) => (*only).to_owned(),
            (None, []) => return Err("say which issuer with --issuer, as its tokens write it in iss".into()),
            (None, several) => return Err(format!("say which issuer with --issuer: {}", several.join(", ")).into()),
        };
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let identity = Identity {
            issuer,
            subject: self.subject,
            organisation: None,
            supplier: None,
            expires_at: i64::MAX,
            name: None,
        };
        Desk { store, clock }.equip(&identity, &self.role).await?;
        println!("{} at {} has the role {}.", identity.subject, identity.issuer, self.role);
        Ok(ExitCode::SUCCESS)
    }
}
