//! The commands, one file each, and what they share.
//!
//! May import: everything below `main`.

mod check;
mod demo;
mod errors;
mod export;
mod grant;
mod migrate;
mod register;
mod schema;
mod serve;
mod token;

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use mandat::{
    clock::Clock,
    config::{Config, LOG_VARIABLE, LogFormat},
    domain::directory::Directory,
    error::Refusal,
    store::{Looks, Settings, Store},
};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// What ends a command early; its text is for whoever typed it.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Mandat: the register of public advisory councils in which the mandate is executable.
///
/// Without a command the register is served, by default at http://127.0.0.1:8000 from a SQLite file in ./data.
///
/// Settings come from the file mandat.toml and from the environment; the most used are MANDAT_LISTEN,
/// MANDAT_DATABASE_URL (sqlite:// or postgres://) and MANDAT_DATA_DIR. Every command honours them.
#[derive(Debug, Parser)]
#[command(version, about, long_about = None, propagate_version = true, verbatim_doc_comment)]
pub(crate) struct Cli {
    /// The file with the settings; mandat.toml in the working directory where it is not said.
    #[arg(long, global = true, env = "MANDAT_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the register (what happens without a command).
    Serve(serve::Serve),
    /// Print a token for development, and give its bearer what the role needs.
    Token(token::Token),
    /// Give an account a role: how the first operator gets in.
    Grant(grant::Grant),
    /// Register a council from a file of the same shape as the GraphQL input.
    Register(register::Register),
    /// Fill the councils with clearly invented people, so that pages look alive.
    Demo(demo::Demo),
    /// Judge councils by their mandates.
    Check(check::Check),
    /// Print a council as a file that can be registered again.
    Export(export::Export),
    /// Print the GraphQL schema.
    Schema(schema::Schema),
    /// Print the table of error codes, as Markdown.
    Errors(errors::Errors),
    /// Bring the database's schema up to date, and nothing else.
    Migrate(migrate::Migrate),
}

/// Options that several commands have.
#[derive(Debug, Args)]
pub(crate) struct Quiet {
    /// Say nothing but the result.
    #[arg(long, short)]
    quiet: bool,
}

/// Does what the command line asks for.
pub(crate) fn run(cli: Cli) -> Result<ExitCode, Failure> {
    match &cli.command {
        Some(Command::Schema(schema)) => return schema.run(),
        Some(Command::Errors(errors)) => return errors.run(),
        _ => {}
    }
    let loaded = Config::load(cli.config.as_deref())?;
    log(&loaded.config);
    for name in &loaded.ignored_variables {
        eprintln!("mandat: the variable {name} means nothing here; is it misspelt?");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let config = loaded.config;
    runtime.block_on(async move {
        match cli.command.unwrap_or(Command::Serve(serve::Serve::default())) {
            Command::Serve(command) => command.run(&config).await,
            Command::Token(command) => command.run(&config).await,
            Command::Grant(command) => command.run(&config).await,
            Command::Register(command) => command.run(&config).await,
            Command::Demo(command) => command.run(&config).await,
            Command::Check(command) => command.run(&config).await,
            Command::Export(command) => command.run(&config).await,
            Command::Schema(command) => command.run(),
            Command::Errors(command) => command.run(),
            Command::Migrate(command) => command.run(&config).await,
        }
    })
}

fn log(config: &Config) {
    let filter = EnvFilter::try_from_env(LOG_VARIABLE).unwrap_or_else(|_| EnvFilter::new("warn,mandat=info"));
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Text => registry.with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr)).init(),
        LogFormat::Json => registry.with(tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr)).init(),
    }
}

/// The store that the settings name, opened.
pub(crate) async fn open(config: &Config) -> Result<Store, Failure> {
    let settings = Settings {
        url: config.database_url.clone(),
        migrate_url: config.migrate_url.clone(),
        kept_bytes: config.council_cache_bytes,
        statement_timeout: config.limits.statement_timeout,
        looks: Looks::default(),
    };
    Ok(Store::open(&settings).await?)
}

/// The store with the founding councils in it.
pub(crate) async fn open_founded(config: &Config, clock: &Clock) -> Result<Store, Failure> {
    let store = open(config).await?;
    let now = clock.now();
    mandat::acts::founding::import(&store, now, Clock::day_of(now)).await?;
    Ok(store)
}

/// Everything that an act was refused for, one line each.
pub(crate) fn refused(refusals: &[Refusal]) -> Failure {
    let lines: Vec<String> = refusals.iter().map(|refusal| format!("  {refusal}")).collect();
    format!("the register refuses this:\n{}", lines.join("\n")).into()
}

/// The slugs of all councils, for a message.
pub(crate) fn slugs(directory: &Directory) -> String {
    let mut slugs: Vec<&str> = directory.councils().map(|head| head.slug.as_str()).collect();
    slugs.sort_unstable();
    slugs.truncate(20);
    slugs.join(", ")
}
