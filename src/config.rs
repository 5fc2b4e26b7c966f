//! The settings of one run: a TOML file, overlaid with `MANDAT_*` variables, read once at start.
//!
//! An empty variable counts as one that is not set. A relative path is taken from the working
//! directory. Whatever may be secret is held in a type that does not print it.
//!
//! May import: nothing else of this crate; every layer from `access` up may read it.

mod limits;
mod papers;
mod secret;
mod source;
#[cfg(test)]
mod tests;
mod trusted_issuer;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use limits::Limits;
pub use papers::PapersPlace;
pub use secret::{DatabaseUrl, Secret};
pub use source::ConfigError;
pub use trusted_issuer::{DEVELOPMENT_ISSUER, KeySource, OrganisationClaim, SigningAlgorithm, TrustedIssuer};

use source::{Place, Sources};

/// The file that is read from the working directory when no other is named.
pub const DEFAULT_FILE: &str = "mandat.toml";

/// The variable that names another file.
pub const FILE_VARIABLE: &str = "MANDAT_CONFIG";

/// The variable that says what is logged, in the form of tracing's `EnvFilter`.
pub const LOG_VARIABLE: &str = "MANDAT_LOG";

/// How many bytes a paper may have where nobody says otherwise.
pub const PAPER_BYTES: u32 = PAPER_MIB * MIB;
const PAPER_MIB: u32 = 25;
const MIB: u32 = 1024 * 1024;

/// The standard variables that name a collector of traces.
const TRACE_VARIABLES: [&str; 2] = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];

/// Everything that can be set from outside.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the server listens. `MANDAT_LISTEN`, 127.0.0.1:8000.
    pub listen: SocketAddr,
    /// Where numbers for Prometheus are served; nowhere unless set. `MANDAT_METRICS_LISTEN`.
    pub metrics_listen: Option<SocketAddr>,
    /// Whether traces are sent: the standard variables name a collector. `OTEL_EXPORTER_OTLP_ENDPOINT` or
    /// `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, unless `OTEL_SDK_DISABLED` is true.
    pub traces: bool,
    /// Where files of the server's own live: the SQLite database and the development issuer's key.
    /// `MANDAT_DATA_DIR`, `data` under the working directory.
    pub data_dir: PathBuf,
    /// The database. `MANDAT_DATABASE_URL`, `mandat.sqlite` in the data directory.
    pub database_url: DatabaseUrl,
    /// The database as the role that owns the tables, for migrations only. `MANDAT_MIGRATE_URL`.
    pub migrate_url: Option<DatabaseUrl>,
    /// Whose tokens are believed: the `[[issuer]]` tables, and the one that `MANDAT_ISSUER`,
    /// `MANDAT_AUDIENCE`, `MANDAT_ALGORITHM` and `MANDAT_JWKS` describe.
    pub issuers: Vec<TrustedIssuer>,
    /// The key under which a national identity number is hashed where a token has no other
    /// subject. `MANDAT_SUBJECT_KEY`; without it such tokens are refused.
    pub subject_key: Option<Secret>,
    /// How many bytes of councils are kept in memory. `MANDAT_COUNCIL_CACHE_MIB`, 256 MiB.
    pub council_cache_bytes: usize,
    /// How many bytes of whole answers to anybody are kept in memory; none are with 0. `MANDAT_ANSWER_CACHE_MIB`,
    /// 32 MiB.
    pub answer_cache_bytes: usize,
    /// Where the bytes of papers are kept. `MANDAT_PAPERS_URL`, `papers` in the data directory.
    pub papers: PapersPlace,
    /// How many bytes a paper may have. `MANDAT_PAPER_MIB`, 25 MiB.
    pub paper_bytes: u32,
    /// How many proxies in front of the server may be believed about the client's address.
    /// `MANDAT_TRUSTED_PROXY_HOPS`, none.
    pub trusted_proxy_hops: usize,
    /// The web origins whose pages may read answers in a browser; `*` for all. `MANDAT_ORIGINS` with commas, none.
    pub origins: Vec<String>,
    /// Documents that are known from the start: a folder of `.graphql` files or a manifest.
    /// `MANDAT_TRUSTED_DOCUMENTS`, none.
    pub trusted_documents: Option<PathBuf>,
    /// Whether nothing but those documents runs. `MANDAT_TRUSTED_DOCUMENTS_ONLY`, no.
    pub trusted_documents_only: bool,
    /// How the log is written. `MANDAT_LOG_FORMAT`, text.
    pub log_format: LogFormat,
    /// What a single request, answer or connection may cost.
    pub limits: Limits,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For reading in a terminal.
    Text,
    /// One JSON object a line.
    Json,
}

/// The settings, and where they came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub config: Config,
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// Variables called `MANDAT_…` that mean nothing here: probably a slip, worth a warning.
    pub ignored_variables: Vec<String>,
}

/// The file as it may be written. Numbers are signed, so that a negative one is refused by name.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    metrics_listen: Option<String>,
    data_dir: Option<String>,
    database_url: Option<String>,
    migrate_url: Option<String>,
    subject_key: Option<String>,
    council_cache_mib: Option<i64>,
    answer_cache_mib: Option<i64>,
    papers_url: Option<String>,
    paper_mib: Option<i64>,
    trusted_proxy_hops: Option<i64>,
    origins: Option<Vec<String>>,
    trusted_documents: Option<String>,
    trusted_documents_only: Option<bool>,
    log_format: Option<String>,
    #[serde(default)]
    limits: limits::Table,
    #[serde(default)]
    issuer: Vec<trusted_issuer::Table>,
}

impl Config {
    /// Reads the file (the one named, otherwise `mandat.toml` where there is one) and the process's
    /// environment.
    ///
    /// # Errors
    /// When the file cannot be read, or a setting means nothing.
    pub fn load(named: Option<&Path>) -> Result<Loaded, ConfigError> {
        let cwd = std::env::current_dir().map_err(ConfigError::NoWorkingDirectory)?;
        let default = cwd.join(DEFAULT_FILE);
        let file = named.map(Path::to_owned).or_else(|| default.is_file().then_some(default));
        let text = file.as_deref().map(read).transpose()?;
        let asked = RefCell::new(BTreeSet::from([FILE_VARIABLE, LOG_VARIABLE].map(str::to_owned)));
        let config = Self::from_sources(
            text.as_deref(),
            |name| {
                asked.borrow_mut().insert(name.to_owned());
                #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
                std::env::var(name).ok()
            },
            &cwd,
        )?;
        let ignored_variables = std::env::vars_os()
            .filter_map(|(name, _)| name.into_string().ok())
            .filter(|name| name.starts_with("MANDAT_") && !asked.borrow().contains(name))
            .collect();
        Ok(Loaded { config, file, ignored_variables })
    }

    /// The settings that a file's text and an environment say; what neither says has its default.
    ///
    /// # Errors
    /// When a key is unknown or a value means nothing; the error names it and says what would be
    /// right.
    pub fn from_sources(
        file_text: Option<&str>,
        env: impl Fn(&str) -> Option<String>,
        cwd: &Path,
    ) -> Result<Self, ConfigError> {
        let file: File = match file_text {
            Some(text) => toml::from_str(text).map_err(|error| ConfigError::in_file(text, &error))?,
            None => File::default(),
        };
        let sources = Sources::new(&env);

        let data_dir = sources
            .text("MANDAT_DATA_DIR", "data_dir", file.data_dir)
            .map_or_else(|| cwd.join("data"), |(_, path)| cwd.join(path));
        let database_url = match sources.text("MANDAT_DATABASE_URL", "database_url", file.database_url) {
            Some((place, url)) => DatabaseUrl::parse(&place, url)?,
            None => DatabaseUrl::sqlite_file(&data_dir.join("mandat.sqlite"))?,
        };
        let migrate_url = sources
            .text("MANDAT_MIGRATE_URL", "migrate_url", file.migrate_url)
            .map(|(place, url)| DatabaseUrl::parse(&place, url))
            .transpose()?;
        let subject_key = sources
            .text("MANDAT_SUBJECT_KEY", "subject_key", file.subject_key)
            .map(|(place, key)| subject_key(&place, key))
            .transpose()?;
        let listen = sources
            .text("MANDAT_LISTEN", "listen", file.listen)
            .map_or_else(|| Ok(SocketAddr::from(([127, 0, 0, 1], 8000))), |(place, value)| listen(&place, value))?;
        let metrics_listen = sources
            .text("MANDAT_METRICS_LISTEN", "metrics_listen", file.metrics_listen)
            .map(|(place, value)| metrics_listen(&place, value))
            .transpose()?;
        let standard = |name: &str| env(name).filter(|value| !value.is_empty());
        let collector = TRACE_VARIABLES.iter().any(|name| standard(name).is_some());
        let disabled = standard("OTEL_SDK_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let log_format = sources
            .text("MANDAT_LOG_FORMAT", "log_format", file.log_format)
            .map_or(Ok(LogFormat::Text), |(place, value)| log_format(&place, value))?;
        let origins = sources
            .text("MANDAT_ORIGINS", "origins", file.origins.map(|origins| origins.join(",")))
            .map_or_else(|| Ok(Vec::new()), |(place, value)| origins(&place, &value))?;
        let trusted_documents = sources.text("MANDAT_TRUSTED_DOCUMENTS", "trusted_documents", file.trusted_documents);
        let only = file.trusted_documents_only.map(|only| only.to_string());
        let trusted_documents_only = match sources.text("MANDAT_TRUSTED_DOCUMENTS_ONLY", "trusted_documents_only", only)
        {
            None => false,
            Some((place, value)) => match (value.as_str(), &trusted_documents) {
                ("false", _) => false,
                ("true", Some(_)) => true,
                ("true", None) => {
                    return Err(place.refuse(value, "name the documents too, in MANDAT_TRUSTED_DOCUMENTS"));
                }
                _ => return Err(place.refuse(value, "give \"true\" or \"false\"")),
            },
        };
        let council_cache_mib = sources.number(
            "MANDAT_COUNCIL_CACHE_MIB",
            "council_cache_mib",
            file.council_cache_mib,
            1..=1_048_576,
            256,
        )?;
        let answer_cache_mib =
            sources.number("MANDAT_ANSWER_CACHE_MIB", "answer_cache_mib", file.answer_cache_mib, 0..=1_048_576, 32)?;
        let papers = match sources.text("MANDAT_PAPERS_URL", "papers_url", file.papers_url) {
            Some((place, url)) => PapersPlace::parse(&place, url)?,
            None => PapersPlace::default_in(&data_dir),
        };
        let paper_mib =
            sources.number("MANDAT_PAPER_MIB", "paper_mib", file.paper_mib, 1..=1_024, PAPER_MIB as usize)?;
        let trusted_proxy_hops =
            sources.number("MANDAT_TRUSTED_PROXY_HOPS", "trusted_proxy_hops", file.trusted_proxy_hops, 0..=16, 0)?;
        Ok(Self {
            listen,
            metrics_listen,
            traces: collector && !disabled,
            data_dir,
            database_url,
            migrate_url,
            issuers: trusted_issuer::issuers(&sources, file.issuer, cwd)?,
            subject_key,
            council_cache_bytes: council_cache_mib.saturating_mul(1024 * 1024),
            answer_cache_bytes: answer_cache_mib.saturating_mul(1024 * 1024),
            papers,
            paper_bytes: u32::try_from(paper_mib).unwrap_or(u32::MAX).saturating_mul(MIB),
            trusted_proxy_hops,
            origins,
            trusted_documents: trusted_documents.map(|(_, path)| cwd.join(path)),
            trusted_documents_only,
            log_format,
            limits: Limits::from_sources(&sources, &file.limits)?,
        })
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|reason| ConfigError::Unreadable { path: path.to_owned(), reason })
}

fn listen(place: &Place, value: String) -> Result<SocketAddr, ConfigError> {
    // "localhost" is what people write; a look-up in the name service is not wanted here.
    let address = match value.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => value.clone(),
    };
    address.parse().map_err(|_| {
        place.refuse(value, "give an address and a port, such as 127.0.0.1:8000, [::1]:8000 or 0.0.0.0:80")
    })
}

/// As [`listen`]; a port alone is one of loopback.
fn metrics_listen(place: &Place, value: String) -> Result<SocketAddr, ConfigError> {
    match value.parse::<u16>() {
        Ok(port) => Ok(SocketAddr::from(([127, 0, 0, 1], port))),
        Err(_) => listen(place, value),
    }
}

/// Origins as browsers send them (RFC 6454): scheme and host, a port where it is not the usual one, no path.
fn origins(place: &Place, value: &str) -> Result<Vec<String>, ConfigError> {
    let origin = |text: &str| {
        let plain = url::Url::parse(text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == text);
        if text == "*" || plain {
            Ok(text.to_owned())
        } else {
            Err(place.refuse(text.to_owned(), "give origins such as https://councils.example, without a path, or *"))
        }
    };
    value.split(',').map(str::trim).filter(|text| !text.is_empty()).map(origin).collect()
}

fn log_format(place: &Place, value: String) -> Result<LogFormat, ConfigError> {
    match value.as_str() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(place.refuse(value, "give \"text\" or \"json\"")),
    }
}

fn subject_key(place: &Place, key: String) -> Result<Secret, ConfigError> {
    // 32 characters of hexadecimal are 128 bits, the least that resists trying every key; national
    // identity numbers are few enough that the key is all the protection there is.
    if key.chars().count() < 32 {
        return Err(
            place.refuse_secret("give at least 32 random characters (and keep them: another key makes other accounts)")
        );
    }
    Ok(Secret::new(key))
}
