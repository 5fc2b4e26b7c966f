//! The development issuer's key, its tokens, and where they are believed.

use serde_json::json;

use super::super::test_issuer::{Key, after, now, write_keys};
use super::super::token::{InvalidToken, Verifier};
use super::*;

fn config(data_dir: &Path, file: &str, env: &[(&str, &str)]) -> Config {
    let variable =
        |name: &str| env.iter().find(|(variable, _)| *variable == name).map(|(_, value)| (*value).to_owned());
    let mut config = Config::from_sources(Some(file), variable, data_dir).expect("right settings");
    config.data_dir = data_dir.to_owned();
    config
}

const ISSUER_TABLE: &str = "[[issuer]]\nissuer = \"https://idporten.no\"\naudience = \"register\"\n\
                            algorithm = \"EdDSA\"\njwks_file = \"jwks.json\"\n";

#[tokio::test]
async fn a_development_token_is_believed_on_loopback() {
    let directory = tempfile::tempdir().expect("a directory");
    let issuer = DevIssuer::open_or_create(directory.path()).expect("a key");
    let number: OrganisationNumber = "974760673".parse().expect("a right number");
    let claims = DevIssuer::claims("registrar", Some(number), TimeDelta::hours(1), now());
    let token = issuer.sign(&Claims { name: Some("Anne".to_owned()), ..claims });
    let verifier = Verifier::from_config(&config(directory.path(), "", &[])).expect("usable");
    let identity = verifier.verify(&token, now()).await.expect("believed");
    assert_eq!(identity.subject, "registrar");
    assert_eq!(identity.organisation, Some(number));
    assert_eq!(identity.name.as_deref(), Some("Anne"));
    assert_eq!(identity.expires_at, now().timestamp() + 3_600);
    assert_eq!(verifier.verify(&token, after(3_700)).await, Err(InvalidToken));

    // Another data directory's key signs nothing here.
    let elsewhere = tempfile::tempdir().expect("a directory");
    let stranger = DevIssuer::open_or_create(elsewhere.path()).expect("a key");
    let token = stranger.sign(&DevIssuer::claims("registrar", None, TimeDelta::hours(1), now()));
    assert_eq!(verifier.verify(&token, now()).await, Err(InvalidToken));
}

#[tokio::test]
async fn elsewhere_it_is_not_believed_and_it_is_said_why() {
    let directory = tempfile::tempdir().expect("a directory");
    write_keys(&directory.path().join("jwks.json"), &[Key::ed().jwk("first")]);
    let no_key = dev_issuer_trust(&config(directory.path(), "", &[])).expect_err("no key yet");
    assert!(matches!(no_key, WhyNot::NoKey(_)) && no_key.to_string().contains(KEY_FILE), "{no_key}");
    assert!(dev_issuer_allowed(&config(directory.path(), "", &[])).is_ok());

    let issuer = DevIssuer::open_or_create(directory.path()).expect("a key");
    let token = issuer.sign(&DevIssuer::claims("operator", None, TimeDelta::hours(1), now()));
    for (file, env, said) in [
        ("", vec![("MANDAT_LISTEN", "0.0.0.0:8000")], "MANDAT_LISTEN"),
        ("", vec![("MANDAT_LISTEN", "[::]:8000")], "MANDAT_LISTEN"),
        ("", vec![("MANDAT_LISTEN", "192.0.2.1:8000")], "192.0.2.1:8000"),
        ("", vec![("MANDAT_TRUSTED_PROXY_HOPS", "1")], "MANDAT_TRUSTED_PROXY_HOPS"),
        (ISSUER_TABLE, vec![], "https://idporten.no"),
    ] {
        let config = config(directory.path(), file, &env);
        let why_not = dev_issuer_trust(&config).expect_err("not here").to_string();
        assert!(why_not.contains(said), "{why_not}");
        let verifier = Verifier::from_config(&config).expect("usable");
        assert_eq!(verifier.verify(&token, now()).await, Err(InvalidToken), "{said}");
    }
    for listen in ["127.0.0.1:1", "127.9.9.9:1", "[::1]:1", "[::ffff:127.0.0.1]:1", "localhost:1"] {
        let config = config(directory.path(), "", &[("MANDAT_LISTEN", listen)]);
        assert_eq!(dev_issuer_trust(&config), Ok(()), "{listen}");
    }
}

#[test]
fn the_key_is_made_once_and_kept() {
    let directory = tempfile::tempdir().expect("a directory");
    let data = directory.path().join("not/there/yet");
    assert!(DevIssuer::open(&data).expect("no error").is_none());
    let ids: Vec<String> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| DevIssuer::open_or_create(&data).expect("a key"))).collect();
        starts.into_iter().map(|start| start.join().expect("started").key_id().to_owned()).collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "eight starts at once share one key: {ids:?}");
    let again = DevIssuer::open(&data).expect("no error").expect("a key");
    assert_eq!(again.key_id(), ids[0]);
    let files: Vec<_> = fs::read_dir(&data).expect("a directory").collect();
    assert_eq!(files.len(), 1, "nothing unfinished is left: {files:?}");
}

#[cfg(unix)]
#[test]
fn the_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().expect("a directory");
    DevIssuer::open_or_create(directory.path()).expect("a key");
    let path = directory.path().join(KEY_FILE);
    let mode = fs::metadata(&path).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("changed");
    let message = DevIssuer::open(directory.path()).err().expect("refused").to_string();
    assert!(message.contains("chmod 600"), "{message}");
}

#[test]
fn a_file_that_holds_no_key_is_not_replaced() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join(KEY_FILE);
    let pem = {
        DevIssuer::open_or_create(directory.path()).expect("a key");
        fs::read_to_string(&path).expect("read")
    };
    for text in ["", "key", &pem[..40], &pem.replace('\n', "?"), &pem.replacen("MF", "XX", 1)] {
        fs::write(&path, text).expect("written");
        let message = DevIssuer::open_or_create(directory.path()).err().expect("refused").to_string();
        assert!(message.contains(KEY_FILE) && message.contains("remove it"), "{message}");
        assert_eq!(fs::read_to_string(&path).expect("read"), text);
    }
}

#[test]
fn a_token_says_what_it_is() {
    let claims = DevIssuer::claims("anne", None, TimeDelta::minutes(5), now());
    assert_eq!(
        serde_json::to_value(&claims).expect("JSON"),
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": "anne", "iat": now().timestamp(), "exp": now().timestamp() + 300})
    );
}
