//! From a bearer token to an identity: who a trusted issuer says the bearer is.
//!
//! What the bearer may do is not decided here; that is the roster's to say.
//!
//! May import: `domain`, the settings in `config`, and within `access` what reads tokens and keys.

use std::collections::HashMap;
use std::sync::{Arc, Once};

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto;
use thiserror::Error;

use super::claims::{Bearer, Claims, Parts, Reason};
use super::issuer::{self, DevIssuer, UnusableDevIssuer};
use super::jwks::KeySet;
pub use super::jwks::UnusableKeys;
use crate::config::{Config, KeySource, OrganisationClaim, Secret, SigningAlgorithm, TrustedIssuer};
use crate::domain::national_identity::contains_national_identity_number;
use crate::domain::organisation_number::OrganisationNumber;

/// How far an issuer's clock and this server's may be apart, in seconds.
pub const LEEWAY: i64 = 30;

/// The longest subject and name that are kept.
const LONGEST_TEXT: usize = 255;

/// How long a token can be, in bytes; longer ones are refused unread. Maskinporten's and ID-porten's are under 4 KiB.
pub const LONGEST_TOKEN: usize = 16 * 1024;

/// What a verified token says about its bearer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who says so.
    pub issuer: String,
    /// The bearer's account at the issuer. Never a national identity number.
    pub subject: String,
    /// The organisation that the bearer acts for, from issuers that vouch for organisations.
    pub organisation: Option<OrganisationNumber>,
    /// Who acts on the organisation's behalf: the supplier it delegated to, or the vendor of its
    /// system user.
    pub supplier: Option<OrganisationNumber>,
    /// When the token ends, in seconds since 1970.
    pub expires_at: i64,
    /// The bearer's name, if the issuer gives it.
    pub name: Option<String>,
}

/// A token that is not accepted. It is the same for every reason: what was wrong helps an attacker
/// more than anyone else, and is in the debug log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the access token is not valid")]
pub struct InvalidToken;

/// Why the issuers in the settings cannot be trusted as they stand.
#[derive(Debug, Error)]
pub enum UnusableIssuer {
    /// The keys are missing or useless.
    #[error("the key set {source_name} of the issuer {issuer} {reason}: correct `jwks_file` or `jwks_url`")]
    Keys {
        /// The issuer's name.
        issuer: String,
        /// Where its keys should be.
        source_name: String,
        /// What is wrong.
        #[source]
        reason: UnusableKeys,
    },
    /// The development issuer's key cannot be used.
    #[error(transparent)]
    Development(#[from] UnusableDevIssuer),
}

/// Checks tokens against the trusted issuers.
pub struct Verifier {
    issuers: HashMap<String, Trusted>,
    subject_key: Option<hmac::Key>,
}

struct Trusted {
    audiences: Vec<String>,
    algorithm: SigningAlgorithm,
    organisation_claim: OrganisationClaim,
    vouches_for_organisations: bool,
    keys: Arc<KeySet>,
}

/// Makes aws-lc-rs the implementation of jsonwebtoken's algorithms, once. The feature would choose
/// it too, but two features chosen by two crates would make every check panic.
pub(super) fn install_cryptography() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Refused only if a provider is installed already, which then is what somebody wanted.
        let _ = crypto::aws_lc::DEFAULT_PROVIDER.install_default();
    });
}

impl Verifier {
    /// Trusts the issuers in the settings, and the development issuer where that is allowed.
    ///
    /// # Errors
    /// When an issuer's keys cannot be used; the error says which and what to do.
    pub fn from_config(config: &Config) -> Result<Self, UnusableIssuer> {
        let verifier = Self::new(&config.issuers, config.subject_key.as_ref())?;
        if issuer::dev_issuer_trust(config).is_err() {
            return Ok(verifier);
        }
        Ok(match DevIssuer::open(&config.data_dir)? {
            Some(development) => verifier.and(&development),
            None => verifier,
        })
    }

    /// Trusts these issuers. The key is for hashing national identity numbers; without one, tokens
    /// that have no other subject are refused.
    ///
    /// # Errors
    /// When a key file cannot be used; addresses are first asked when a token comes.
    pub fn new(issuers: &[TrustedIssuer], subject_key: Option<&Secret>) -> Result<Self, UnusableIssuer> {
        install_cryptography();
        let trusted = |issuer: &TrustedIssuer| -> Result<(String, Trusted), UnusableIssuer> {
            let keys = KeySet::open(issuer.algorithm, &issuer.keys).map_err(|reason| UnusableIssuer::Keys {
                issuer: issuer.issuer.clone(),
                source_name: match &issuer.keys {
                    KeySource::File(path) => path.display().to_string(),
                    KeySource::Url(url) => url.to_string(),
                },
                reason,
            })?;
            let trusted = Trusted {
                audiences: issuer.audiences.clone(),
                algorithm: issuer.algorithm,
                organisation_claim: issuer.organisation_claim,
                vouches_for_organisations: issuer.vouches_for_organisations,
                keys,
            };
            Ok((issuer.issuer.clone(), trusted))
        };
        Ok(Self {
            issuers: issuers.iter().map(trusted).collect::<Result<_, _>>()?,
            subject_key: subject_key.map(|key| hmac::Key::new(hmac::HMAC_SHA256, key.expose().as_bytes())),
        })
    }

    /// Trusts the development issuer as well, for persons and organisations.
    #[must_use]
    pub fn and(mut self, development: &DevIssuer) -> Self {
        self.issuers.insert(
            issuer::ISSUER.to_owned(),
            Trusted {
                audiences: vec![issuer::AUDIENCE.to_owned()],
                algorithm: SigningAlgorithm::EdDsa,
                organisation_claim: OrganisationClaim::OrganisationNumber,
                vouches_for_organisations: true,
                keys: KeySet::fixed(SigningAlgorithm::EdDsa, development.key_id().to_owned(), development.public_key()),
            },
        );
        self
    }

    /// Who the bearer of a token is, at a moment.
    ///
    /// # Errors
    /// Always the same one, whatever is wrong with the token.
    pub async fn verify(&self, token: &str, now: DateTime<Utc>) -> Result<Identity, InvalidToken> {
        self.check(token, now).await.map_err(|reason| {
            tracing::debug!(?reason, "access token refused");
            InvalidToken
        })
    }

    /// What is cheap comes first, so that only tokens that could be right cost a signature or a
    /// reading of keys.
    async fn check(&self, token: &str, now: DateTime<Utc>) -> Result<Identity, Reason> {
        let parts = Parts::of(token)?;
        parts.header.check()?;
        let claims = Claims::read(&parts.payload)?;
        let issuer = self.issuers.get(&claims.iss).ok_or(Reason::UnknownIssuer)?;
        if parts.header.alg != issuer.algorithm.name() {
            return Err(Reason::Algorithm);
        }
        if !claims.aud.has_one_of(&issuer.audiences) {
            return Err(Reason::Audience);
        }
        let now_seconds = now.timestamp();
        if claims.exp.0.saturating_add(LEEWAY) <= now_seconds {
            return Err(Reason::Expired);
        }
        if claims.nbf.is_some_and(|nbf| nbf.0.saturating_sub(LEEWAY) > now_seconds) {
            return Err(Reason::NotYetValid);
        }
        let key = issuer.keys.find(parts.header.kid.as_deref(), now).await.ok_or(Reason::UnknownKey)?;
        match crypto::verify(parts.signature, parts.signed.as_bytes(), &key, algorithm(issuer.algorithm)) {
            Ok(true) => {}
            Ok(false) | Err(_) => return Err(Reason::Signature),
        }
        self.identity(issuer, claims, &parts.payload)
    }

    fn identity(&self, issuer: &Trusted, claims: Claims, payload: &[u8]) -> Result<Identity, Reason> {
        let bearer = Bearer::read(issuer.organisation_claim, payload)?;
        let subject = match issuer.organisation_claim {
            // Such tokens speak for an organisation, never for a person, and are told apart by it:
            // a client id says which program asked, not for whom.
            OrganisationClaim::Maskinporten => bearer.subject().ok_or(Reason::NoSubject)?,
            OrganisationClaim::None | OrganisationClaim::OrganisationNumber => self.subject(&claims)?,
        };
        let honoured = if issuer.vouches_for_organisations { bearer } else { Bearer::default() };
        Ok(Identity {
            issuer: claims.iss,
            subject,
            organisation: honoured.organisation,
            supplier: honoured.supplier,
            expires_at: claims.exp.0,
            name: claims.name.filter(|name| is_plain(name) && !contains_national_identity_number(name)),
        })
    }

    /// `sub`, unless there is none or it is a national identity number: then a keyed hash of the
    /// number, which tells people apart and names nobody.
    fn subject(&self, claims: &Claims) -> Result<String, Reason> {
        let number = match (&claims.sub, &claims.pid) {
            (Some(sub), _) if contains_national_identity_number(sub) => sub,
            (Some(sub), _) if is_plain(sub) => return Ok(sub.clone()),
            (Some(_), _) | (None, None) => return Err(Reason::NoSubject),
            (None, Some(pid)) => pid,
        };
        let key = self.subject_key.as_ref().ok_or(Reason::NoSubject)?;
        // The issuer is part of what is hashed, so that two issuers' accounts cannot be linked.
        let mut hash = hmac::Context::with_key(key);
        hash.update(claims.iss.as_bytes());
        hash.update(&[0]);
        hash.update(number.as_bytes());
        Ok(format!("hashed:{}", URL_SAFE_NO_PAD.encode(hash.sign().as_ref())))
    }
}

/// Whether a text can be kept as a subject or a name.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LONGEST_TEXT && !text.chars().any(char::is_control)
}

fn algorithm(algorithm: SigningAlgorithm) -> Algorithm {
    match algorithm {
        SigningAlgorithm::Rs256 => Algorithm::RS256,
        SigningAlgorithm::Es256 => Algorithm::ES256,
        SigningAlgorithm::EdDsa => Algorithm::EdDSA,
    }
}

#[cfg(test)]
mod tests;
