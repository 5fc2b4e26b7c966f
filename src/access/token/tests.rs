//! Which tokens are accepted, which are refused and why; outside, every refusal is the same.

mod organisations;

use aws_lc_rs::hmac;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::test_issuer::{Key, NAME, NOW, after, claims, encode, merge, now, trusted, write_keys};
use super::*;

/// A verifier that trusts the key under the name "first", beside keys that must never be used.
pub(super) fn verifier(key: &Key, change: impl FnOnce(&mut TrustedIssuer)) -> Verifier {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("jwks.json");
    let shared_secret = json!({"kty": "oct", "kid": "secret", "k": encode("0123456789abcdef0123456789abcdef")});
    let mut for_encryption = key.jwk("encryption");
    merge(&mut for_encryption, &json!({"use": "enc"}));
    let unheard_of = json!({"kty": "AKP", "alg": "ML-DSA-44", "kid": "later", "pub": "x"});
    write_keys(&path, &[shared_secret, for_encryption, unheard_of, json!(7), key.jwk("first")]);
    let mut issuer = trusted(key.algorithm(), KeySource::File(path));
    change(&mut issuer);
    let secret = Secret::new("0123456789abcdef0123456789abcdef".to_owned());
    // The directory goes away here: what was read at the start stays in use.
    Verifier::new(&[issuer], Some(&secret)).expect("usable keys")
}

async fn reason(verifier: &Verifier, token: &str) -> Reason {
    assert_eq!(verifier.verify(token, now()).await, Err(InvalidToken));
    verifier.check(token, now()).await.expect_err("refused a moment ago")
}

const ALGORITHMS: [SigningAlgorithm; 3] = [SigningAlgorithm::Rs256, SigningAlgorithm::Es256, SigningAlgorithm::EdDsa];

#[tokio::test]
async fn a_right_token_of_each_algorithm_is_accepted() {
    for algorithm in ALGORITHMS {
        let key = Key::of(algorithm);
        let token = key.token("first", &json!({"name": "Anne Bråten"}));
        let identity = verifier(&key, |_| {}).verify(&token, now()).await.expect("a right token");
        assert_eq!(
            identity,
            Identity {
                issuer: NAME.to_owned(),
                subject: "anne".to_owned(),
                organisation: None,
                supplier: None,
                expires_at: NOW + 120,
                name: Some("Anne Bråten".to_owned()),
            }
        );
    }
}

#[tokio::test]
async fn claims_are_required_typed_and_judged_by_the_clock_given() {
    let key = Key::ed();
    let verifier = verifier(&key, |_| {});
    for (changes, expected) in [
        (json!({"iss": null}), Reason::Malformed),
        (json!({"iss": ["https://issuer.example/"]}), Reason::Malformed),
        (json!({"iss": "https://issuer.example"}), Reason::UnknownIssuer),
        (json!({"iss": "https://issuer.example//"}), Reason::UnknownIssuer),
        (json!({"iss": "HTTPS://issuer.example/"}), Reason::UnknownIssuer),
        (json!({"aud": null}), Reason::Malformed),
        (json!({"aud": 7}), Reason::Malformed),
        (json!({"aud": "Register"}), Reason::Audience),
        (json!({"aud": []}), Reason::Audience),
        (json!({"aud": ["other", "another"]}), Reason::Audience),
        (json!({"exp": null}), Reason::Malformed),
        (json!({"exp": "1900000000"}), Reason::Malformed),
        (json!({"exp": NOW - LEEWAY}), Reason::Expired),
        (json!({"exp": -1}), Reason::Expired),
        (json!({"exp": -1e300}), Reason::Expired),
        (json!({"nbf": NOW + LEEWAY + 1}), Reason::NotYetValid),
        (json!({"nbf": "soon"}), Reason::Malformed),
        (json!({"nbf": 1e300}), Reason::NotYetValid),
        (json!({"sub": null}), Reason::NoSubject),
        (json!({"sub": ""}), Reason::NoSubject),
        (json!({"sub": " "}), Reason::NoSubject),
        (json!({"sub": "anne\n"}), Reason::NoSubject),
        (json!({"sub": "x".repeat(256)}), Reason::NoSubject),
        (json!({"sub": 7}), Reason::Malformed),
    ] {
        assert_eq!(reason(&verifier, &key.token("first", &changes)).await, expected, "{changes}");
    }
    for changes in [
        json!({"aud": ["other", "register"]}),
        json!({"aud": "unspecified"}),
        json!({"exp": NOW - LEEWAY + 1}),
        json!({"exp": 1_800_000_000.5}),
        json!({"exp": 1e300}),
        json!({"nbf": NOW + LEEWAY}),
        json!({"nbf": NOW - 1, "iat": NOW + 999}),
    ] {
        assert!(verifier.verify(&key.token("first", &changes), now()).await.is_ok(), "{changes}");
    }
    // The same token, an hour later: the clock is the one given, not the machine's.
    let token = key.token("first", &json!({}));
    assert!(verifier.verify(&token, now()).await.is_ok());
    assert_eq!(verifier.verify(&token, after(3_600)).await, Err(InvalidToken));
}

#[tokio::test]
async fn the_header_is_looked_at() {
    let key = Key::ed();
    let verifier = verifier(&key, |_| {});
    let with = |changes: Value| {
        let mut header = key.header("first");
        merge(&mut header, &changes);
        key.sign(&header, &claims(&json!({})))
    };
    for (changes, expected) in [
        (json!({"typ": "logout+jwt"}), Reason::Type),
        (json!({"typ": "dpop+jwt"}), Reason::Type),
        (json!({"typ": ""}), Reason::Type),
        (json!({"typ": 1}), Reason::Malformed),
        (json!({"crit": []}), Reason::CriticalHeader),
        (json!({"crit": ["b64"], "b64": false}), Reason::CriticalHeader),
        (json!({"crit": "exp"}), Reason::CriticalHeader),
        (json!({"alg": null}), Reason::Malformed),
        (json!({"alg": "none"}), Reason::Algorithm),
        (json!({"alg": "eddsa"}), Reason::Algorithm),
        (json!({"alg": "HS256"}), Reason::Algorithm),
        (json!({"alg": "ES256"}), Reason::Algorithm),
        (json!({"kid": "second"}), Reason::UnknownKey),
        (json!({"kid": "secret"}), Reason::UnknownKey),
        (json!({"kid": "encryption"}), Reason::UnknownKey),
        (json!({"kid": "later"}), Reason::UnknownKey),
    ] {
        assert_eq!(reason(&verifier, &with(changes.clone())).await, expected, "{changes}");
    }
    let critical_null = r#"{"alg":"EdDSA","kid":"first","crit":null}"#;
    let token = key.sign_text(critical_null, &claims(&json!({})).to_string());
    assert_eq!(reason(&verifier, &token).await, Reason::CriticalHeader);
    for changes in [
        json!({"typ": null}),
        json!({"typ": "at+jwt"}),
        json!({"typ": "application/AT+JWT"}),
        json!({"kid": null}),
        json!({"x": 1}),
    ] {
        assert!(verifier.verify(&with(changes.clone()), now()).await.is_ok(), "{changes}");
    }
}

#[tokio::test]
async fn only_the_issuers_key_signs() {
    for algorithm in ALGORITHMS {
        let key = Key::of(algorithm);
        let verifier = verifier(&key, |_| {});
        let stranger = Key::ed();
        // Another key, put into the header as well.
        let mut header = key.header("first");
        merge(&mut header, &json!({"jwk": stranger.jwk("first"), "jku": "http://127.0.0.1:1/"}));
        let token = stranger.sign(&header, &claims(&json!({})));
        assert_eq!(reason(&verifier, &token).await, Reason::Signature);

        // The public key as the secret of a symmetric signature.
        let secret = hmac::Key::new(hmac::HMAC_SHA256, key.public_bytes());
        for (named, expected) in [("HS256", Reason::Algorithm), (algorithm.name(), Reason::Signature)] {
            let header = json!({"alg": named, "typ": "JWT", "kid": "first"}).to_string();
            let signed = format!("{}.{}", encode(header), encode(claims(&json!({})).to_string()));
            let token = format!("{signed}.{}", encode(hmac::sign(&secret, signed.as_bytes())));
            assert_eq!(reason(&verifier, &token).await, expected);
        }

        // No signature, with an honest and with a dishonest header.
        for (named, expected) in [("none", Reason::Algorithm), (algorithm.name(), Reason::Signature)] {
            let header = json!({"alg": named, "kid": "first"}).to_string();
            let token = format!("{}.{}.", encode(header), encode(claims(&json!({})).to_string()));
            assert_eq!(reason(&verifier, &token).await, expected);
        }

        // Claims of one token under the signature of another.
        let token = key.token("first", &json!({}));
        let signature = token.rsplit_once('.').expect("a signature").1;
        let other = key.token("first", &json!({"sub": "operator"}));
        let spliced = format!("{}.{signature}", other.rsplit_once('.').expect("a signature").0);
        assert_eq!(reason(&verifier, &spliced).await, Reason::Signature);
    }
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let key = Key::ed();
    let verifier = verifier(&key, |_| {});
    let right = key.token("first", &json!({}));
    let padded = format!("{right}=");
    let longest = format!("{right}{}", "A".repeat(LONGEST_TOKEN));
    for token in [
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "Bearer",
        "e30.e30.",
        &right[1..],
        &format!(" {right}"),
        &format!("{right}\n"),
        &format!("{right}.x"),
        &right.replacen('.', "..", 1),
        &padded,
        &longest,
        "ey💥.ey.ey",
    ] {
        assert_eq!(verifier.verify(token, now()).await, Err(InvalidToken), "{token:.80}");
    }
    for (header, claims) in [
        ("[]", "{}"),
        ("null", "null"),
        (r#"{"alg":"EdDSA","alg":"none","kid":"first"}"#, "{}"),
        (
            r#"{"alg":"EdDSA","kid":"first"}"#,
            r#"{"iss":"a","iss":"https://issuer.example/","aud":"register","exp":1900000000}"#,
        ),
        (r#"{"alg":"EdDSA","kid":"first"}"#, r#"{"iss":"https://issuer.example/","aud":"register","exp":1e999}"#),
    ] {
        let token = key.sign_text(header, claims);
        assert_eq!(reason(&verifier, &token).await, Reason::Malformed, "{header} {claims}");
    }
    let deep = format!("{{\"x\":{}", "[".repeat(8_000));
    assert_eq!(reason(&verifier, &key.sign_text(&deep, &deep)).await, Reason::Malformed);
}

#[test]
fn the_refusal_says_nothing() {
    assert_eq!(InvalidToken.to_string(), "the access token is not valid");
    assert_eq!(size_of::<InvalidToken>(), 0);
}

#[test]
fn a_key_file_that_cannot_be_used_is_noticed_at_the_start() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("jwks.json");
    let message = || {
        let issuer = trusted(SigningAlgorithm::Es256, KeySource::File(path.clone()));
        Verifier::new(&[issuer], None).err().expect("useless keys").to_string()
    };
    assert!(message().contains("jwks.json") && message().contains("cannot be read"), "{}", message());
    std::fs::write(&path, "[]").expect("written");
    assert!(message().contains("no JSON Web Key Set") && message().contains(NAME), "{}", message());
    write_keys(&path, &[Key::ed().jwk("first")]);
    assert!(message().contains("no key for ES256"), "{}", message());
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}

proptest! {
    #[test]
    fn no_text_panics_or_is_accepted(text in any::<String>(), parts in "[A-Za-z0-9_=-]{0,40}(\\.[A-Za-z0-9_=-]{0,40}){0,4}") {
        let key = Key::ed();
        let verifier = verifier(&key, |_| {});
        for token in [text, parts] {
            prop_assert_eq!(block_on(verifier.verify(&token, now())), Err(InvalidToken));
        }
    }

    #[test]
    fn no_json_under_a_right_signature_panics(header in any::<String>(), name in "[a-z]{2,4}", value in any::<String>()) {
        let key = Key::ed();
        let verifier = verifier(&key, |issuer| issuer.organisation_claim = OrganisationClaim::Maskinporten);
        let changed = claims(&json!({name: value}));
        for token in [
            key.sign(&key.header("first"), &changed),
            key.sign_text(&header, &changed.to_string()),
            key.sign_text(&key.header("first").to_string(), &header),
        ] {
            let _ = block_on(verifier.verify(&token, now()));
        }
    }

    #[test]
    fn a_token_with_one_character_changed_is_refused(place in any::<prop::sample::Index>(), other in "[A-Za-z0-9_.-]") {
        let key = Key::ed();
        let verifier = verifier(&key, |_| {});
        let token = key.token("first", &json!({}));
        let place = place.index(token.len());
        let changed = format!("{}{other}{}", &token[..place], &token[place + 1..]);
        prop_assert_eq!(block_on(verifier.verify(&changed, now())).is_ok(), changed == token);
    }
}
