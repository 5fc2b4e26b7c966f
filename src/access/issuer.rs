//! The development issuer: signs access tokens for trying the register out on one's own machine.
//!
//! Its key lies in the data directory. It is trusted only where nobody else can reach the server
//! and nobody else is trusted; `dev_issuer_trust` says whether, and why not.
//!
//! May import: `domain::organisation_number` and the settings in `config`.

use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::DecodingKey;
use serde::Serialize;
use thiserror::Error;

use crate::config::{Config, DEVELOPMENT_ISSUER};
use crate::domain::organisation_number::OrganisationNumber;

/// The issuer's name in `iss`. The domain does not exist and never will (RFC 2606).
pub const ISSUER: &str = DEVELOPMENT_ISSUER;

/// Whom its tokens are for, in `aud`.
pub const AUDIENCE: &str = "mandat";

/// The key's file in the data directory.
pub const KEY_FILE: &str = "dev-issuer.key";

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// Signs tokens with the key in a data directory.
pub struct DevIssuer {
    key: Ed25519KeyPair,
    key_id: String,
}

/// What a development token says.
#[derive(Clone, Debug, Serialize)]
pub struct Claims {
    /// Always the development issuer.
    pub iss: &'static str,
    /// Always this register.
    pub aud: &'static str,
    /// The account.
    pub sub: String,
    /// When it was made, in seconds since 1970.
    pub iat: i64,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
    /// The organisation whose registrar the bearer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation_number: Option<OrganisationNumber>,
    /// The bearer's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Why the development issuer's key cannot be used.
#[derive(Debug, Error)]
pub enum UnusableDevIssuer {
    /// The file or its directory refuses.
    #[error("the development issuer's key {} cannot be read or made ({reason}): check the directory's permissions, or name another in MANDAT_DATA_DIR", path.display())]
    Unreachable {
        /// The key's file.
        path: PathBuf,
        /// What the system said.
        #[source]
        reason: io::Error,
    },
    /// The file holds no key.
    #[error("{} is no Ed25519 key in PKCS#8: remove it, and the next start makes a new one (tokens made before then end)", path.display())]
    NoKey {
        /// The key's file.
        path: PathBuf,
    },
    /// Others may read the file.
    #[error("{} may be read by others, who could sign tokens with it: run `chmod 600` on it, or remove it", path.display())]
    ReadableByOthers {
        /// The key's file.
        path: PathBuf,
    },
    /// The system gave no random numbers.
    #[error("the system gives no random numbers, so no key can be made")]
    NoRandomness,
}

/// Why the development issuer's tokens are not believed, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhyNot {
    /// Others can reach the server.
    #[error(
        "the server listens on {0}, which others can reach; development tokens are believed on loopback only: set MANDAT_LISTEN to 127.0.0.1:8000, or configure an issuer"
    )]
    NotLoopback(SocketAddr),
    /// A proxy brings requests from outside.
    #[error(
        "MANDAT_TRUSTED_PROXY_HOPS is {0}, so a proxy brings requests from elsewhere; development tokens are believed without one only: set it to 0, or configure an issuer"
    )]
    BehindProxy(usize),
    /// Real issuers are trusted.
    #[error("tokens come from {}; development tokens are believed only while no other issuer is configured: get one from there, or remove the issuer from the settings", .0.join(", "))]
    OtherIssuers(Vec<String>),
    /// There is no key.
    #[error("there is no key {}: start the server once in the same data directory (MANDAT_DATA_DIR), which makes it", .0.display())]
    NoKey(PathBuf),
}

/// Whether the development issuer is trusted under these settings.
///
/// # Errors
/// The first reason why not.
pub fn dev_issuer_trust(config: &Config) -> Result<(), WhyNot> {
    dev_issuer_allowed(config)?;
    let key = config.data_dir.join(KEY_FILE);
    if key.is_file() { Ok(()) } else { Err(WhyNot::NoKey(key)) }
}

/// Whether the development issuer may be made and trusted under these settings, key or no key.
///
/// # Errors
/// The first reason why not.
pub fn dev_issuer_allowed(config: &Config) -> Result<(), WhyNot> {
    if !config.issuers.is_empty() {
        let names = config.issuers.iter().map(|issuer| issuer.issuer.clone()).collect();
        return Err(WhyNot::OtherIssuers(names));
    }
    if !config.listen.ip().to_canonical().is_loopback() {
        return Err(WhyNot::NotLoopback(config.listen));
    }
    // A proxy on the same machine makes a server on loopback reachable from anywhere.
    if config.trusted_proxy_hops > 0 {
        return Err(WhyNot::BehindProxy(config.trusted_proxy_hops));
    }
    Ok(())
}

impl DevIssuer {
    /// The issuer of a data directory; its directory and key are made if absent.
    ///
    /// # Errors
    /// When the key can neither be read nor made.
    pub fn open_or_create(data_dir: &Path) -> Result<Self, UnusableDevIssuer> {
        if let Some(issuer) = Self::open(data_dir)? {
            return Ok(issuer);
        }
        let document =
            Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(|_| UnusableDevIssuer::NoRandomness)?;
        let path = data_dir.join(KEY_FILE);
        fs::create_dir_all(data_dir)
            .and_then(|()| write_new(&path, &to_pem(document.as_ref())))
            .map_err(|reason| UnusableDevIssuer::Unreachable { path: path.clone(), reason })?;
        // Read back: if two processes start at once, both use the key that came first.
        Self::open(data_dir)?.ok_or(UnusableDevIssuer::NoKey { path })
    }

    /// The issuer of a data directory, if it has a key.
    ///
    /// # Errors
    /// When there is a key that cannot be used.
    pub fn open(data_dir: &Path) -> Result<Option<Self>, UnusableDevIssuer> {
        let path = data_dir.join(KEY_FILE);
        let pem = match fs::read_to_string(&path) {
            Ok(pem) => pem,
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(reason) => return Err(UnusableDevIssuer::Unreachable { path, reason }),
        };
        if is_readable_by_others(&path)
            .map_err(|reason| UnusableDevIssuer::Unreachable { path: path.clone(), reason })?
        {
            return Err(UnusableDevIssuer::ReadableByOthers { path });
        }
        let key = from_pem(&pem)
            .and_then(|der| Ed25519KeyPair::from_pkcs8(&der).ok())
            .ok_or(UnusableDevIssuer::NoKey { path })?;
        let hash = digest::digest(&digest::SHA256, key.public_key().as_ref());
        let key_id = URL_SAFE_NO_PAD.encode(&hash.as_ref()[..12]);
        Ok(Some(Self { key, key_id }))
    }

    /// What a token for an account says, from now on for a while.
    #[must_use]
    pub fn claims(
        subject: impl Into<String>,
        organisation: Option<OrganisationNumber>,
        lifetime: TimeDelta,
        now: DateTime<Utc>,
    ) -> Claims {
        Claims {
            iss: ISSUER,
            aud: AUDIENCE,
            sub: subject.into(),
            iat: now.timestamp(),
            exp: now.timestamp().saturating_add(lifetime.num_seconds()),
            organisation_number: organisation,
            name: None,
        }
    }

    /// The token with these claims.
    ///
    /// # Panics
    /// Never: texts and numbers are always JSON.
    #[must_use]
    pub fn sign(&self, claims: &Claims) -> String {
        let header = serde_json::json!({ "alg": "EdDSA", "typ": "at+jwt", "kid": self.key_id });
        let claims = serde_json::to_vec(claims).expect("texts and numbers are always JSON");
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims));
        let signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    /// The name of the key, as in a token's `kid`.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The key that checks its signatures.
    pub(super) fn public_key(&self) -> DecodingKey {
        DecodingKey::from_ed_der(self.key.public_key().as_ref())
    }
}

fn to_pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut pem = format!("{BEGIN}\n");
    for line in text.as_bytes().chunks(64) {
        pem.extend(line.iter().copied().map(char::from));
        pem.push('\n');
    }
    pem + END + "\n"
}

fn from_pem(pem: &str) -> Option<Vec<u8>> {
    let body = pem.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    STANDARD.decode(body.split_whitespace().collect::<String>()).ok()
}

/// Writes a file that appears under its name only when it is complete, and only if there is none.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.new", uuid::Uuid::now_v7().simple()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let linked = written.and_then(|()| match fs::hard_link(&unfinished, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        // Some file systems have no links; there the last of two processes wins.
        Err(_) => fs::rename(&unfinished, path),
        Ok(()) => Ok(()),
    });
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => linked.and(Err(error)),
        _ => linked,
    }
}

#[cfg(test)]
mod tests;

#[cfg(unix)]
fn is_readable_by_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on systems with file modes")]
fn is_readable_by_others(_: &Path) -> io::Result<bool> {
    Ok(false)
}
