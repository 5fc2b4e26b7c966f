//! What is written in an access token: its header, its claims, and the organisation they name.
//!
//! Nothing here checks a signature; what this module returns is only what the token says.
//!
//! May import: `domain::organisation_number` and the settings in `config`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use crate::config::OrganisationClaim;
use crate::domain::organisation_number::OrganisationNumber;

use super::token::LONGEST_TOKEN;

/// The prefix of Norwegian organisation numbers among the participants' identifiers of ISO 6523.
const NORWEGIAN: &str = "0192:";

/// Why a token was refused. Goes to the debug log and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Malformed,
    Type,
    CriticalHeader,
    UnknownIssuer,
    Algorithm,
    Audience,
    Expired,
    NotYetValid,
    UnknownKey,
    Signature,
    NoSubject,
    Organisation,
}

/// The parts of a token, still encoded but for the signature's separation.
pub(super) struct Parts<'a> {
    /// Header and claims as they were signed.
    pub signed: &'a str,
    /// The signature, encoded.
    pub signature: &'a str,
    /// The header.
    pub header: Header,
    /// The claims' JSON.
    pub payload: Vec<u8>,
}

impl<'a> Parts<'a> {
    pub fn of(token: &'a str) -> Result<Self, Reason> {
        if token.len() > LONGEST_TOKEN {
            return Err(Reason::Malformed);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Reason::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(Reason::Malformed)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| Reason::Malformed);
        Ok(Self {
            signed,
            signature,
            header: serde_json::from_slice(&decode(header)?).map_err(|_| Reason::Malformed)?,
            payload: decode(payload)?,
        })
    }
}

/// The header, as far as it matters. A key in it (`jwk`, `jku`, `x5u`) is never used.
#[derive(Deserialize)]
pub(super) struct Header {
    pub alg: String,
    #[serde(default)]
    pub typ: Option<String>,
    #[serde(default)]
    pub kid: Option<String>,
    #[serde(default, rename = "crit", deserialize_with = "present")]
    pub has_crit: bool,
}

/// True for whatever stands there, `null` too.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|IgnoredAny| true)
}

impl Header {
    /// Refuses tokens of another type (an ID token's `logout+jwt` and the like) and headers that must
    /// be understood, since none is.
    pub fn check(&self) -> Result<(), Reason> {
        if self.has_crit {
            return Err(Reason::CriticalHeader);
        }
        let Some(typ) = self.typ.as_deref() else {
            return Ok(());
        };
        // Media types ignore case, and "application/" may be left out (RFC 7515, section 4.1.9).
        let typ = typ.to_ascii_lowercase();
        match typ.strip_prefix("application/").unwrap_or(&typ) {
            "jwt" | "at+jwt" => Ok(()),
            _ => Err(Reason::Type),
        }
    }
}

/// The claims that every issuer's tokens have.
#[derive(Deserialize)]
pub(super) struct Claims {
    pub iss: String,
    pub aud: Audience,
    pub exp: NumericDate,
    #[serde(default)]
    pub nbf: Option<NumericDate>,
    #[serde(default)]
    pub sub: Option<String>,
    /// A national identity number (ID-porten): used for nothing but its keyed hash.
    #[serde(default)]
    pub pid: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
}

impl Claims {
    pub fn read(payload: &[u8]) -> Result<Self, Reason> {
        serde_json::from_slice(payload).map_err(|_| Reason::Malformed)
    }
}

/// `aud`: one text or a list.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Audience {
    pub fn has_one_of(&self, wanted: &[String]) -> bool {
        match self {
            Self::One(audience) => wanted.contains(audience),
            Self::Many(audiences) => audiences.iter().any(|audience| wanted.contains(audience)),
        }
    }
}

/// Seconds since 1970; a fraction is allowed and cut off.
#[derive(Clone, Copy, Deserialize)]
#[serde(from = "f64")]
pub(super) struct NumericDate(pub i64);

impl From<f64> for NumericDate {
    #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, which is what is wanted")]
    fn from(seconds: f64) -> Self {
        Self(seconds.floor() as i64)
    }
}

/// For whom, and through whom, a token's bearer acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bearer {
    pub organisation: Option<OrganisationNumber>,
    pub supplier: Option<OrganisationNumber>,
}

impl Bearer {
    /// What the claims say, read the way the issuer writes them. A token that names an organisation
    /// in a way that cannot be read is refused as a whole.
    pub fn read(kind: OrganisationClaim, payload: &[u8]) -> Result<Self, Reason> {
        match kind {
            OrganisationClaim::None => Ok(Self::default()),
            OrganisationClaim::OrganisationNumber => {
                let claims: PlainClaims = read(payload)?;
                Ok(Self { organisation: claims.organisation_number, supplier: None })
            }
            OrganisationClaim::Maskinporten => Self::of_maskinporten(read(payload)?),
        }
    }

    fn of_maskinporten(claims: MaskinportenClaims) -> Result<Self, Reason> {
        let consumer = claims.consumer.number()?;
        let mut system_users =
            claims.authorization_details.into_iter().filter(|detail| detail.kind == "urn:altinn:systemuser");
        match (system_users.next(), system_users.next(), claims.supplier) {
            // A system user acts for the organisation that made it; the token's consumer is then
            // the system's vendor.
            (Some(user), None, None) => {
                let organisation = user.systemuser_org.ok_or(Reason::Organisation)?.number()?;
                Ok(Self { organisation: Some(organisation), supplier: Some(consumer) })
            }
            (None, None, supplier) => Ok(Self {
                organisation: Some(consumer),
                supplier: supplier.map(|supplier| supplier.number()).transpose()?,
            }),
            // Two system users, or one under a delegation: nobody can say who acts.
            _ => Err(Reason::Organisation),
        }
    }

    /// The subject of a token that has no person behind it. A supplier's system is an account of its
    /// own, so that what it did can be told from what the organisation did itself.
    pub fn subject(&self) -> Option<String> {
        match (self.organisation?, self.supplier) {
            (organisation, None) => Some(format!("{NORWEGIAN}{organisation}")),
            (organisation, Some(supplier)) => Some(format!("{NORWEGIAN}{organisation}/{NORWEGIAN}{supplier}")),
        }
    }
}

fn read<'a, T: Deserialize<'a>>(payload: &'a [u8]) -> Result<T, Reason> {
    serde_json::from_slice(payload).map_err(|_| Reason::Organisation)
}

#[derive(Deserialize)]
struct PlainClaims {
    #[serde(default)]
    organisation_number: Option<OrganisationNumber>,
}

#[derive(Deserialize)]
struct MaskinportenClaims {
    consumer: Participant,
    #[serde(default)]
    supplier: Option<Participant>,
    #[serde(default)]
    authorization_details: Vec<AuthorizationDetail>,
}

#[derive(Deserialize)]
struct AuthorizationDetail {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    systemuser_org: Option<Participant>,
}

/// An organisation as Maskinporten writes it.
#[derive(Deserialize)]
struct Participant {
    authority: String,
    #[serde(rename = "ID")]
    id: String,
}

impl Participant {
    fn number(&self) -> Result<OrganisationNumber, Reason> {
        if self.authority != "iso6523-actorid-upis" {
            return Err(Reason::Organisation);
        }
        let digits = self.id.strip_prefix(NORWEGIAN).ok_or(Reason::Organisation)?;
        digits.parse().map_err(|_| Reason::Organisation)
    }
}
