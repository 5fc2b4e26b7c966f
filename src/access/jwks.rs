//! An issuer's public keys: held in memory, read again from their source when a key is unknown or
//! they have grown old.
//!
//! May import: the settings in `config`.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyOperations, PublicKeyUse};
use reqwest::redirect::Policy;
use serde::Deserialize;
use thiserror::Error;
use url::Url;

use crate::config::{KeySource, SigningAlgorithm};

/// A source is asked at most once in this time, however many unknown keys turn up.
const BETWEEN_READS: TimeDelta = TimeDelta::minutes(1);

/// Keys older than this are read again even if they fit, so that a key that its issuer withdrew
/// stops being believed.
const OLD: TimeDelta = TimeDelta::minutes(15);

/// A key set is a few kilobytes; more is no key set.
const MOST_BYTES: usize = 256 * 1024;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(5);

/// Why keys could not be read from their source.
#[derive(Debug, Error)]
pub enum UnusableKeys {
    /// The file is missing or may not be read.
    #[error("cannot be read ({0})")]
    Unreadable(#[from] std::io::Error),
    /// The address did not answer, or not in time.
    #[error("cannot be fetched ({0})")]
    Unreachable(#[from] reqwest::Error),
    /// The address answered something else than 200.
    #[error("answers with status {0}")]
    Status(u16),
    /// More than a key set can be.
    #[error("is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// The reading was cut short, as when the server stops.
    #[error("was not read to its end ({0})")]
    CutShort(#[from] tokio::task::JoinError),
    /// Not a JSON Web Key Set.
    #[error("is no JSON Web Key Set ({0})")]
    NotAKeySet(#[from] serde_json::Error),
    /// A key set in which no key fits.
    #[error("has no key for {0}")]
    NoKey(SigningAlgorithm),
}

/// The keys of one issuer, for its one algorithm.
pub(super) struct KeySet {
    algorithm: SigningAlgorithm,
    source: Source,
    held: RwLock<Held>,
    /// Held while the source is read, so that requests wait for one reading instead of starting
    /// their own.
    reading: Arc<tokio::sync::Mutex<()>>,
}

enum Source {
    /// Keys that never change.
    Fixed,
    File(Box<Path>),
    Url {
        client: reqwest::Client,
        url: Url,
    },
}

#[derive(Clone, Default)]
struct Held {
    keys: Arc<[Key]>,
    /// When the source was last asked, whether or not it answered.
    asked: Option<DateTime<Utc>>,
}

struct Key {
    id: Option<String>,
    key: DecodingKey,
}

impl Held {
    /// The key of that name. A token that names none can only mean the only key.
    fn find(&self, id: Option<&str>) -> Option<DecodingKey> {
        let key = match (id, &*self.keys) {
            (Some(id), keys) => keys.iter().find(|key| key.id.as_deref() == Some(id)),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        key.map(|key| key.key.clone())
    }

    fn asked_within(&self, span: TimeDelta, now: DateTime<Utc>) -> bool {
        self.asked.is_some_and(|asked| (now - asked).abs() < span)
    }
}

impl KeySet {
    /// One key that never changes.
    pub fn fixed(algorithm: SigningAlgorithm, id: String, key: DecodingKey) -> Arc<Self> {
        let keys = Arc::from([Key { id: Some(id), key }]);
        Arc::new(Self::over(algorithm, Source::Fixed, Held { keys, asked: None }))
    }

    /// The keys of a configured issuer. A file is read at once, so that a wrong path is noticed at
    /// the start; an address is asked when the first token comes, so that the server can start
    /// before its issuer.
    pub fn open(algorithm: SigningAlgorithm, source: &KeySource) -> Result<Arc<Self>, UnusableKeys> {
        let (source, held) = match source {
            KeySource::File(path) => {
                let keys = parse(&std::fs::read(path)?, algorithm)?;
                if keys.is_empty() {
                    return Err(UnusableKeys::NoKey(algorithm));
                }
                (Source::File(path.as_path().into()), Held { keys, asked: None })
            }
            KeySource::Url(url) => (Source::Url { client: client(url)?, url: url.clone() }, Held::default()),
        };
        Ok(Arc::new(Self::over(algorithm, source, held)))
    }

    fn over(algorithm: SigningAlgorithm, source: Source, held: Held) -> Self {
        Self { algorithm, source, held: RwLock::new(held), reading: Arc::default() }
    }

    /// The key of that name, from memory where possible.
    pub async fn find(self: &Arc<Self>, id: Option<&str>, now: DateTime<Utc>) -> Option<DecodingKey> {
        let held = self.held();
        let key = held.find(id);
        if matches!(self.source, Source::Fixed) || (key.is_some() && held.asked_within(OLD, now)) {
            return key;
        }
        let reading = match &key {
            // The key is known, only old: one request reads again, the others go on with it.
            Some(_) => match Arc::clone(&self.reading).try_lock_owned() {
                Ok(reading) => reading,
                Err(_) => return key,
            },
            None => Arc::clone(&self.reading).lock_owned().await,
        };
        // While this request waited, another may have asked.
        if !self.held().asked_within(BETWEEN_READS, now) {
            let keys = Arc::clone(self);
            // A task of its own: a client that hangs up must not cut the reading short, or it could
            // keep new keys out for ever.
            let read = tokio::spawn(async move {
                let _reading = reading;
                keys.read_again(now).await;
            });
            if let Err(error) = read.await {
                tracing::error!(%error, "reading an issuer's keys was cut short");
            }
        }
        self.held().find(id)
    }

    async fn read_again(&self, now: DateTime<Utc>) {
        let read = match &self.source {
            Source::Fixed => return,
            Source::File(path) => read_file(path.clone()).await,
            Source::Url { client, url } => fetch(client, url).await,
        };
        let keys = read.and_then(|body| parse(&body, self.algorithm));
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.asked = Some(now);
        match keys {
            Ok(keys) => held.keys = keys,
            Err(error) => {
                tracing::warn!(source = %self.source, %error, "an issuer's keys could not be read again; those held stay in use");
            }
        }
    }

    fn held(&self) -> Held {
        // Nothing panics while it holds the lock, and what it guards is replaced as a whole.
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fixed => formatter.write_str("fixed"),
            Self::File(path) => path.display().fmt(formatter),
            Self::Url { url, .. } => url.fmt(formatter),
        }
    }
}

async fn read_file(path: Box<Path>) -> Result<Vec<u8>, UnusableKeys> {
    Ok(tokio::task::spawn_blocking(move || std::fs::read(path)).await??)
}

/// A client for one address: what it answers is only believed from there, so it follows nothing.
fn client(url: &Url) -> Result<reqwest::Client, UnusableKeys> {
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(TIMEOUT)
        .user_agent(concat!("mandat/", env!("CARGO_PKG_VERSION")));
    // Plain http is allowed on loopback only (the settings see to it), which no proxy can reach.
    let builder = if url.scheme() == "https" { builder.https_only(true) } else { builder.no_proxy() };
    Ok(builder.build()?)
}

async fn fetch(client: &reqwest::Client, url: &Url) -> Result<Vec<u8>, UnusableKeys> {
    let mut response = client.get(url.clone()).header("accept", "application/json").send().await?;
    if response.status() != reqwest::StatusCode::OK {
        return Err(UnusableKeys::Status(response.status().as_u16()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > MOST_BYTES {
            return Err(UnusableKeys::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The keys of a set that can check signatures of the algorithm. Others (for encryption, of another
/// type, symmetric) are passed over; a set may hold them for other purposes.
fn parse(body: &[u8], algorithm: SigningAlgorithm) -> Result<Arc<[Key]>, UnusableKeys> {
    #[derive(Deserialize)]
    struct Set {
        keys: Vec<serde_json::Value>,
    }
    let set: Set = serde_json::from_slice(body)?;
    Ok(set
        .keys
        .into_iter()
        .filter_map(|key| serde_json::from_value::<Jwk>(key).ok())
        .filter(|key| fits(key, algorithm))
        .filter_map(|key| Some(Key { key: DecodingKey::from_jwk(&key).ok()?, id: key.common.key_id }))
        .collect())
}

fn fits(key: &Jwk, algorithm: SigningAlgorithm) -> bool {
    let common = &key.common;
    let is_for_signatures = matches!(common.public_key_use, None | Some(PublicKeyUse::Signature))
        && common.key_operations.as_ref().is_none_or(|uses| uses.contains(&KeyOperations::Verify));
    let is_for_algorithm = common.key_algorithm.is_none_or(|named| named.to_string() == algorithm.name());
    let is_of_type = match (algorithm, &key.algorithm) {
        (SigningAlgorithm::Rs256, AlgorithmParameters::RSA(_)) => true,
        (SigningAlgorithm::Es256, AlgorithmParameters::EllipticCurve(key)) => key.curve == EllipticCurve::P256,
        (SigningAlgorithm::EdDsa, AlgorithmParameters::OctetKeyPair(key)) => key.curve == EllipticCurve::Ed25519,
        _ => false,
    };
    is_for_signatures && is_for_algorithm && is_of_type
}

#[cfg(test)]
mod tests;
