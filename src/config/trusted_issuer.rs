//! Whose access tokens are believed, and how far.
//!
//! May import: the standard library, serde, url and `source` only.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use url::{Host, Url};

use super::source::{ConfigError, Place, Sources};

/// The name of the issuer that the server makes for itself; no other may be configured under it.
pub const DEVELOPMENT_ISSUER: &str = "https://mandat.invalid/dev";

/// An issuer of access tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedIssuer {
    /// Its name, exactly as in `iss`: Maskinporten's ends with a slash, ID-porten's does not.
    pub issuer: String,
    /// Which `aud` are meant for this server; one of them is enough.
    pub audiences: Vec<String>,
    /// The one algorithm it signs with.
    pub algorithm: SigningAlgorithm,
    /// Where its public keys are.
    pub keys: KeySource,
    /// How its tokens name the bearer's organisation.
    pub organisation_claim: OrganisationClaim,
    /// Whether an organisation that its tokens name is believed: who holds such a token may register
    /// councils for it.
    pub vouches_for_organisations: bool,
}

/// The signature algorithms that are accepted, all asymmetric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningAlgorithm {
    /// RSA PKCS#1 v1.5 with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl SigningAlgorithm {
    /// The name in a token's `alg`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }
}

impl fmt::Display for SigningAlgorithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Where an issuer's public keys (a JSON Web Key Set) are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// A file, read again when a key is unknown.
    File(PathBuf),
    /// An address, fetched again when a key is unknown; https, or http on loopback.
    Url(Url),
}

/// How an issuer's tokens name the bearer's organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationClaim {
    /// Not at all; ID-porten, for one (its `consumer` is the owner of the application).
    None,
    /// A claim `organisation_number` with the nine digits.
    OrganisationNumber,
    /// As Maskinporten does: `consumer`, `supplier`, and a system user's `systemuser_org`.
    Maskinporten,
}

/// One `[[issuer]]` table as it may be written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    issuer: Option<String>,
    audience: Option<OneOrMany>,
    algorithm: Option<String>,
    jwks_file: Option<String>,
    jwks_url: Option<String>,
    organisation_claim: Option<String>,
    vouches_for_organisations: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a text or a list of texts")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// The issuers of the file, and the one in the environment, which replaces a namesake.
pub(super) fn issuers(
    sources: &Sources<'_>,
    tables: Vec<Table>,
    cwd: &Path,
) -> Result<Vec<TrustedIssuer>, ConfigError> {
    let mut issuers: Vec<TrustedIssuer> = Vec::new();
    for (index, table) in tables.into_iter().enumerate() {
        let place = |key: &str| Place::key_of_table(key, "issuer", index + 1);
        let issuer = trusted_issuer(table, place, cwd)?;
        if issuers.iter().any(|other| other.issuer == issuer.issuer) {
            return Err(place("issuer").refuse(issuer.issuer, "name each issuer once"));
        }
        issuers.push(issuer);
    }
    if let Some(issuer) = issuer_in_environment(sources, cwd)? {
        issuers.retain(|other| other.issuer != issuer.issuer);
        issuers.push(issuer);
    }
    Ok(issuers)
}

fn issuer_in_environment(sources: &Sources<'_>, cwd: &Path) -> Result<Option<TrustedIssuer>, ConfigError> {
    let text = |name: &str| sources.variable(name).map(|(_, value)| value);
    let vouches = sources
        .variable("MANDAT_VOUCHES_FOR_ORGANISATIONS")
        .map(|(place, value)| match value.as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(place.refuse(value, "give \"true\" or \"false\"")),
        })
        .transpose()?;
    let (jwks_url, jwks_file) = match text("MANDAT_JWKS") {
        Some(keys) if keys.contains("://") => (Some(keys), None),
        keys => (None, keys),
    };
    let table = Table {
        issuer: text("MANDAT_ISSUER"),
        audience: text("MANDAT_AUDIENCE").map(OneOrMany::One),
        algorithm: text("MANDAT_ALGORITHM"),
        jwks_file,
        jwks_url,
        organisation_claim: text("MANDAT_ORGANISATION_CLAIM"),
        vouches_for_organisations: vouches,
    };
    let nothing_set = table.issuer.is_none()
        && table.audience.is_none()
        && table.algorithm.is_none()
        && table.jwks_file.is_none()
        && table.jwks_url.is_none()
        && table.organisation_claim.is_none()
        && table.vouches_for_organisations.is_none();
    if nothing_set {
        return Ok(None);
    }
    let place = |key: &str| {
        Place::variable(match key {
            "issuer" => "MANDAT_ISSUER",
            "audience" => "MANDAT_AUDIENCE",
            "algorithm" => "MANDAT_ALGORITHM",
            "organisation_claim" => "MANDAT_ORGANISATION_CLAIM",
            "vouches_for_organisations" => "MANDAT_VOUCHES_FOR_ORGANISATIONS",
            _ => "MANDAT_JWKS",
        })
    };
    trusted_issuer(table, place, cwd).map(Some)
}

fn trusted_issuer(table: Table, place: impl Fn(&str) -> Place, cwd: &Path) -> Result<TrustedIssuer, ConfigError> {
    let Some(issuer) = table.issuer.filter(|issuer| !issuer.is_empty()) else {
        return Err(place("issuer").missing("give the issuer's name exactly as its tokens have it in `iss`"));
    };
    if issuer == DEVELOPMENT_ISSUER {
        return Err(place("issuer")
            .refuse(issuer, "this name is the development issuer's, which needs no configuration; give another"));
    }
    let audiences = match table.audience {
        Some(OneOrMany::One(audience)) => vec![audience],
        Some(OneOrMany::Many(audiences)) => audiences,
        None => Vec::new(),
    };
    if audiences.is_empty() || audiences.iter().any(String::is_empty) {
        return Err(place("audience").missing(
            "give what the tokens for this server have in `aud` (Maskinporten's unrestricted ones: \"unspecified\")",
        ));
    }
    let algorithm = match table.algorithm.as_deref() {
        Some("RS256") => SigningAlgorithm::Rs256,
        Some("ES256") => SigningAlgorithm::Es256,
        Some("EdDSA") => SigningAlgorithm::EdDsa,
        other => {
            let right = "give the algorithm that the issuer signs with: \"RS256\", \"ES256\" or \"EdDSA\"";
            return Err(other.map_or_else(
                || place("algorithm").missing(right),
                |value| place("algorithm").refuse(value.to_owned(), right),
            ));
        }
    };
    let keys = match (table.jwks_file, table.jwks_url) {
        (Some(file), None) => KeySource::File(cwd.join(file)),
        (None, Some(url)) => key_url(&place("jwks_url"), url)?,
        (None, None) => {
            return Err(place("jwks_file").missing("give a JWKS file, or its address (`jwks_url`)"));
        }
        (Some(file), Some(_)) => {
            return Err(place("jwks_file").refuse(file, "give either `jwks_file` or `jwks_url`, not both"));
        }
    };
    let organisation_claim = match table.organisation_claim.as_deref() {
        None | Some("none") => OrganisationClaim::None,
        Some("organisation_number") => OrganisationClaim::OrganisationNumber,
        Some("maskinporten") => OrganisationClaim::Maskinporten,
        Some(other) => {
            return Err(place("organisation_claim")
                .refuse(other.to_owned(), "give \"none\", \"organisation_number\" or \"maskinporten\""));
        }
    };
    let vouches_for_organisations = table.vouches_for_organisations.unwrap_or(false);
    if vouches_for_organisations && organisation_claim == OrganisationClaim::None {
        return Err(place("vouches_for_organisations").refuse(
            "true".to_owned(),
            "say in `organisation_claim` how the tokens name the organisation, or leave this out",
        ));
    }
    Ok(TrustedIssuer { issuer, audiences, algorithm, keys, organisation_claim, vouches_for_organisations })
}

fn key_url(place: &Place, text: String) -> Result<KeySource, ConfigError> {
    let loopback = |url: &Url| match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    if text.contains('@') {
        return Err(place.refuse_secret("give an address without user and password"));
    }
    match Url::parse(&text) {
        Ok(url) if url.scheme() == "https" || (url.scheme() == "http" && loopback(&url)) => Ok(KeySource::Url(url)),
        _ => Err(place.refuse(text, "give an https:// address (http:// only on loopback)")),
    }
}
