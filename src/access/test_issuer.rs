//! An issuer for tests, in this process: keys of each algorithm, and tokens right and wrong.
//!
//! May import: `config`.

use std::path::Path;
use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::Jwk;
use serde_json::{Value, json};

use crate::config::{KeySource, OrganisationClaim, SigningAlgorithm, TrustedIssuer};

/// The name of the issuer; its slash at the end matters.
pub const NAME: &str = "https://issuer.example/";

/// The moment of the tests.
pub const NOW: i64 = 1_800_000_000;

/// Making an RSA key takes a noticeable part of a second, so all tests share one.
static RSA: LazyLock<RsaKeyPair> = LazyLock::new(|| RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"));

pub enum Key {
    Rsa(&'static RsaKeyPair),
    Ec(Box<EcdsaKeyPair>),
    Ed(Box<Ed25519KeyPair>),
}

pub fn now() -> DateTime<Utc> {
    after(0)
}

/// So many seconds after the moment of the tests.
pub fn after(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(NOW + seconds, 0).expect("a moment")
}

pub fn encode(part: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(part)
}

impl Key {
    pub fn of(algorithm: SigningAlgorithm) -> Self {
        match algorithm {
            SigningAlgorithm::Rs256 => Self::Rsa(&RSA),
            SigningAlgorithm::Es256 => {
                Self::Ec(Box::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key")))
            }
            SigningAlgorithm::EdDsa => Self::Ed(Box::new(Ed25519KeyPair::generate().expect("a key"))),
        }
    }

    pub fn ed() -> Self {
        Self::of(SigningAlgorithm::EdDsa)
    }

    pub fn algorithm(&self) -> SigningAlgorithm {
        match self {
            Self::Rsa(_) => SigningAlgorithm::Rs256,
            Self::Ec(_) => SigningAlgorithm::Es256,
            Self::Ed(_) => SigningAlgorithm::EdDsa,
        }
    }

    /// The public key, in the bytes that an attacker has.
    pub fn public_bytes(&self) -> &[u8] {
        match self {
            Self::Rsa(key) => key.public_key().as_ref(),
            Self::Ec(key) => key.public_key().as_ref(),
            Self::Ed(key) => key.public_key().as_ref(),
        }
    }

    pub fn jwk(&self, id: &str) -> Value {
        match self {
            Self::Rsa(_) => {
                let key = DecodingKey::from_rsa_der(self.public_bytes());
                let mut jwk =
                    serde_json::to_value(Jwk::from_decoding_key(&key, None).expect("a public key")).expect("JSON");
                jwk["kid"] = id.into();
                jwk
            }
            Self::Ec(_) => {
                let (x, y) = self.public_bytes()[1..].split_at(32);
                json!({"kty": "EC", "crv": "P-256", "use": "sig", "kid": id, "x": encode(x), "y": encode(y)})
            }
            Self::Ed(_) => {
                json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": id, "x": encode(self.public_bytes())})
            }
        }
    }

    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        self.sign_text(&header.to_string(), &claims.to_string())
    }

    pub fn sign_text(&self, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encode(header), encode(claims));
        let random = SystemRandom::new();
        let signature = match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).expect("signed");
                signature
            }
            Self::Ec(key) => key.sign(&random, signed.as_bytes()).expect("signed").as_ref().to_vec(),
            Self::Ed(key) => key.sign(signed.as_bytes()).as_ref().to_vec(),
        };
        format!("{signed}.{}", encode(signature))
    }

    /// A right token with these claims over the usual ones; a claim of `null` is left out.
    pub fn token(&self, id: &str, changes: &Value) -> String {
        self.sign(&self.header(id), &claims(changes))
    }

    pub fn header(&self, id: &str) -> Value {
        json!({"alg": self.algorithm().name(), "typ": "JWT", "kid": id})
    }
}

/// The usual claims with changes; a claim of `null` is left out.
pub fn claims(changes: &Value) -> Value {
    let mut claims = json!({"iss": NAME, "aud": "register", "sub": "anne", "exp": NOW + 120, "iat": NOW});
    merge(&mut claims, changes);
    claims
}

/// Puts members over others; `null` takes one away.
pub fn merge(onto: &mut Value, changes: &Value) {
    let (Value::Object(onto), Value::Object(changes)) = (onto, changes) else { panic!("two objects") };
    for (name, value) in changes {
        if value.is_null() {
            onto.remove(name);
        } else {
            onto.insert(name.clone(), value.clone());
        }
    }
}

/// Writes a key set to a file.
pub fn write_keys(path: &Path, keys: &[Value]) {
    std::fs::write(path, json!({ "keys": keys }).to_string()).expect("written");
}

/// The issuer as the settings describe it.
pub fn trusted(algorithm: SigningAlgorithm, keys: KeySource) -> TrustedIssuer {
    TrustedIssuer {
        issuer: NAME.to_owned(),
        audiences: vec!["register".to_owned(), "unspecified".to_owned()],
        algorithm,
        keys,
        organisation_claim: OrganisationClaim::None,
        vouches_for_organisations: false,
    }
}
