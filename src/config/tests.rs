//! Every setting from the file and from the environment, and what is said about wrong ones.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

fn read(file: Option<&str>, env: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let env: BTreeMap<&str, &str> = env.iter().copied().collect();
    Config::from_sources(file, |name| env.get(name).map(|value| (*value).to_owned()), Path::new("/srv/register"))
}

fn refused(file: Option<&str>, env: &[(&str, &str)]) -> String {
    read(file, env).expect_err("must be refused").to_string()
}

const ISSUER: &str = r#"
[[issuer]]
issuer = "https://maskinporten.no/"
audience = "unspecified"
algorithm = "RS256"
jwks_url = "https://maskinporten.no/jwk"
organisation_claim = "maskinporten"
vouches_for_organisations = true
"#;

#[test]
fn without_any_setting_everything_has_its_default() {
    let config = read(None, &[]).expect("defaults");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8000");
    assert_eq!(config.data_dir, Path::new("/srv/register/data"));
    assert_eq!(config.database_url.expose(), "sqlite:///srv/register/data/mandat.sqlite?mode=rwc");
    assert!(config.migrate_url.is_none() && config.issuers.is_empty() && config.subject_key.is_none());
    assert_eq!(config.council_cache_bytes, 256 * 1024 * 1024);
    assert_eq!(config.trusted_proxy_hops, 0);
    assert_eq!(config.log_format, LogFormat::Text);
    assert_eq!(
        config.limits,
        Limits {
            body_bytes: 65_536,
            brackets: 64,
            depth: 15,
            characters: 15_000,
            tokens: 2_000,
            aliases: 50,
            directives: 50,
            cost: 10_000,
            errors: 5,
            error_bytes: 4_096,
            statement_timeout: Duration::from_secs(5),
            request_timeout: Duration::from_secs(10),
            subscriptions_per_connection: 20,
            client_points: 6_000,
            account_points: 6_000,
        }
    );
}

#[test]
fn the_file_sets_and_the_environment_sets_over_it() {
    let file = format!(
        "listen = \"[::1]:9000\"\ndata_dir = \"/var/lib/mandat\"\ncouncil_cache_mib = 64\n\
         trusted_proxy_hops = 1\nlog_format = \"json\"\n[limits]\ndepth = 12\n{ISSUER}"
    );
    let config = read(Some(&file), &[]).expect("a right file");
    assert_eq!(config.listen.to_string(), "[::1]:9000");
    assert_eq!(config.database_url.to_string(), "sqlite:///var/lib/mandat/mandat.sqlite");
    assert_eq!(config.council_cache_bytes, 64 * 1024 * 1024);
    assert_eq!((config.trusted_proxy_hops, config.log_format), (1, LogFormat::Json));
    assert_eq!(config.limits.depth, 12);
    assert_eq!(config.issuers[0].issuer, "https://maskinporten.no/");
    assert!(config.issuers[0].vouches_for_organisations);

    let config = read(
        Some(&file),
        &[
            ("MANDAT_LISTEN", "localhost:7000"),
            ("MANDAT_DATA_DIR", "state"),
            ("MANDAT_DATABASE_URL", "postgres://mandat@db/mandat"),
            ("MANDAT_COUNCIL_CACHE_MIB", "1"),
            ("MANDAT_TRUSTED_PROXY_HOPS", ""),
            ("MANDAT_LOG_FORMAT", "text"),
            ("MANDAT_LIMIT_DEPTH", "9"),
            ("MANDAT_LIMIT_REQUEST_TIMEOUT_SECONDS", "30"),
        ],
    )
    .expect("right variables");
    assert_eq!(config.listen.to_string(), "127.0.0.1:7000");
    assert_eq!(config.data_dir, Path::new("/srv/register/state"));
    assert_eq!(config.database_url.expose(), "postgres://mandat@db/mandat");
    assert_eq!(config.council_cache_bytes, 1024 * 1024);
    assert_eq!(config.trusted_proxy_hops, 1, "an empty variable is not set");
    assert_eq!(config.log_format, LogFormat::Text);
    assert_eq!((config.limits.depth, config.limits.request_timeout), (9, Duration::from_secs(30)));
}

#[test]
fn an_issuer_comes_from_the_environment_too_and_replaces_its_namesake() {
    let env = [
        ("MANDAT_ISSUER", "https://maskinporten.no/"),
        ("MANDAT_AUDIENCE", "https://register.example"),
        ("MANDAT_ALGORITHM", "ES256"),
        ("MANDAT_JWKS", "keys/jwks.json"),
    ];
    let config = read(Some(ISSUER), &env).expect("an issuer");
    assert_eq!(
        config.issuers,
        [TrustedIssuer {
            issuer: "https://maskinporten.no/".to_owned(),
            audiences: vec!["https://register.example".to_owned()],
            algorithm: SigningAlgorithm::Es256,
            keys: KeySource::File("/srv/register/keys/jwks.json".into()),
            organisation_claim: OrganisationClaim::None,
            vouches_for_organisations: false,
        }]
    );
    let missing = refused(None, &env[..3]);
    assert!(missing.contains("MANDAT_JWKS is not set"), "{missing}");
    let typo = refused(None, &[&env[..], &[("MANDAT_VOUCHES_FOR_ORGANISATIONS", "yes")]].concat());
    assert!(typo.contains("MANDAT_VOUCHES_FOR_ORGANISATIONS") && typo.contains("true"), "{typo}");
}

#[test]
fn unknown_keys_are_refused_by_name() {
    for (file, key, line) in [
        ("listen = \"127.0.0.1:1\"\nlissten = \"x\"", "lissten", "line 2"),
        ("[limits]\ndebth = 3", "debth", "line 2"),
        ("[[issuer]]\njwks = \"x\"", "jwks", "line 2"),
        ("[limit]\ndepth = 3", "limit", "line 1"),
    ] {
        let message = refused(Some(file), &[]);
        assert!(message.contains(key) && message.contains(line), "{message}");
        assert!(message.contains("expected"), "names what would be right: {message}");
    }
}

#[test]
fn a_wrong_value_is_named_with_what_would_be_right() {
    for (name, value, right) in [
        ("MANDAT_LISTEN", "8000", "127.0.0.1:8000"),
        ("MANDAT_LISTEN", "localhost:http", "127.0.0.1:8000"),
        ("MANDAT_COUNCIL_CACHE_MIB", "0", "1 to 1048576"),
        ("MANDAT_COUNCIL_CACHE_MIB", "256 MiB", "whole number"),
        ("MANDAT_TRUSTED_PROXY_HOPS", "-1", "0 to 16"),
        ("MANDAT_LOG_FORMAT", "xml", "\"json\""),
        ("MANDAT_LIMIT_BRACKETS", "2000", "16 to 256"),
        ("MANDAT_LIMIT_DEPTH", "99999999999999999999999", "1 to 100"),
    ] {
        let message = refused(None, &[(name, value)]);
        assert!(message.contains(name) && message.contains(value) && message.contains(right), "{message}");
    }
    let message = refused(Some("[limits]\nerrors = -5"), &[]);
    assert!(message.contains("`limits.errors`") && message.contains("-5"), "{message}");
    let message = refused(Some("# first\ncouncil_cache_mib = \"much\""), &[]);
    assert!(message.contains("line 2 (`council_cache_mib`)"), "{message}");
}

#[test]
fn half_an_issuer_is_refused() {
    for (from, to, expected) in [
        ("issuer = \"https://maskinporten.no/\"", "", "`issuer` of [[issuer]] number 1"),
        ("audience = \"unspecified\"", "", "`audience`"),
        ("audience = \"unspecified\"", "audience = []", "`audience`"),
        ("\"RS256\"", "\"HS256\"", "HS256"),
        ("\"RS256\"", "\"none\"", "EdDSA"),
        ("algorithm = \"RS256\"", "", "`algorithm`"),
        ("jwks_url = \"https://maskinporten.no/jwk\"", "", "`jwks_url`"),
        ("https://maskinporten.no/jwk", "http://maskinporten.no/jwk", "https://"),
        ("https://maskinporten.no/jwk", "file:///etc/passwd", "https://"),
        ("jwks_url", "jwks_file = \"x\"\njwks_url", "not both"),
        ("\"maskinporten\"", "\"consumer\"", "maskinporten"),
        ("organisation_claim = \"maskinporten\"", "", "`organisation_claim`"),
        ("https://maskinporten.no/\"", "https://mandat.invalid/dev\"", "development issuer"),
    ] {
        let message = refused(Some(&ISSUER.replace(from, to)), &[]);
        assert!(message.contains(expected), "{from} -> {to}: {message}");
    }
    let twice = refused(Some(&ISSUER.repeat(2)), &[]);
    assert!(twice.contains("number 2") && twice.contains("once"), "{twice}");
    let loopback = ISSUER.replace("https://maskinporten.no/jwk", "http://127.0.0.1:9/jwk");
    assert!(read(Some(&loopback), &[]).is_ok(), "http is fine on loopback");
    let several = ISSUER.replace("\"unspecified\"", "[\"a\", \"b\"]");
    assert_eq!(read(Some(&several), &[]).expect("a list").issuers[0].audiences, ["a", "b"]);
}

#[test]
fn secrets_are_never_printed() {
    let key = "hunter2-hunter2-hunter2-hunter2-hunter2";
    for url in [
        "postgres://mandat:hunter2@db.example:5433/register?sslmode=require",
        "postgresql://db.example/register?user=mandat&password=hunter2",
        "postgres://mandat:hunter2%40x@db.example/register",
        "postgres://u:1/hunter2@db.example/register",
    ] {
        let env = [("MANDAT_DATABASE_URL", url), ("MANDAT_MIGRATE_URL", url), ("MANDAT_SUBJECT_KEY", key)];
        let config = read(None, &env).expect("accepted");
        assert_eq!(config.database_url.expose(), url);
        let shown = format!("{config:?} {} {:#?}", config.database_url, config.subject_key);
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    for url in ["mysql://u:hunter2@db/x", "hunter2", "postgres://u:hunter2/x@db/x", "postgres:hunter2"] {
        let message = refused(None, &[("MANDAT_DATABASE_URL", url)]);
        assert!(!message.contains("hunter2") && message.contains("MANDAT_DATABASE_URL"), "{message}");
        assert!(message.contains("postgres://USER:PASSWORD@HOST"), "{message}");
    }
    for file in [
        "database_url = \"postgres://u:hunter2@db/x",
        "database_url = [\"postgres://u:hunter2@db/x\"]",
        "database_url = postgres://u:hunter2@db/x",
        "subject_key = \"hunter2\"",
        "hunter2",
    ] {
        let message = refused(Some(file), &[]);
        assert!(!message.contains("hunter2@"), "{message}");
        assert!(!message.contains("\"hunter2\""), "{message}");
    }
    let shown = read(None, &[("MANDAT_DATABASE_URL", "postgres://m:x@db.example:5433/register")])
        .expect("accepted")
        .database_url
        .to_string();
    assert_eq!(shown, "postgres://db.example:5433/register", "still says where the data is");
}

#[test]
fn a_data_directory_with_special_characters_still_names_one_file() {
    let config = read(None, &[("MANDAT_DATA_DIR", "/tmp/50% what?/rå#data")]).expect("accepted");
    assert_eq!(config.database_url.expose(), "sqlite:///tmp/50%25 what%3F/rå#data/mandat.sqlite?mode=rwc");
}

#[test]
fn a_named_file_that_is_missing_is_an_error_and_a_right_one_is_read() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("settings.toml");
    let message = Config::load(Some(&path)).expect_err("missing").to_string();
    assert!(message.contains("settings.toml") && message.contains("--config"), "{message}");
    std::fs::write(&path, "[limits]\nsubscriptions_per_connection = 7").expect("written");
    let loaded = Config::load(Some(&path)).expect("read");
    assert_eq!(loaded.config.limits.subscriptions_per_connection, 7);
    assert_eq!(loaded.file.as_deref(), Some(path.as_path()));
}

proptest! {
    #[test]
    fn no_file_panics(text in any::<String>(), value in any::<String>()) {
        let _ = read(Some(&text), &[("MANDAT_LISTEN", &value), ("MANDAT_DATABASE_URL", &value)]);
    }
}

#[test]
fn origins_come_as_a_list_and_are_origins() {
    let from_file = read(Some("origins = [\"https://councils.example\", \"http://localhost:3000\"]"), &[]);
    assert_eq!(from_file.expect("right").origins, ["https://councils.example", "http://localhost:3000"]);
    let from_variable = read(None, &[("MANDAT_ORIGINS", "https://a.example, *")]);
    assert_eq!(from_variable.expect("right").origins, ["https://a.example", "*"]);
    for wrong in ["councils.example", "https://councils.example/", "https://councils.example:443", "ftp://a.example"] {
        let said = refused(None, &[("MANDAT_ORIGINS", wrong)]);
        assert!(said.contains("MANDAT_ORIGINS") && said.contains("without a path"), "{said}");
    }
}

#[test]
fn trusted_documents_stand_alone_only_where_there_are_any() {
    let named = read(None, &[("MANDAT_TRUSTED_DOCUMENTS", "documents"), ("MANDAT_TRUSTED_DOCUMENTS_ONLY", "true")]);
    let config = named.expect("right");
    assert_eq!(config.trusted_documents.as_deref(), Some(Path::new("/srv/register/documents")));
    assert!(config.trusted_documents_only);
    let from_file = read(Some("trusted_documents = \"a.json\"\ntrusted_documents_only = false"), &[]);
    assert!(!from_file.expect("right").trusted_documents_only);
    let none = refused(None, &[("MANDAT_TRUSTED_DOCUMENTS_ONLY", "true")]);
    assert!(none.contains("MANDAT_TRUSTED_DOCUMENTS_ONLY") && none.contains("name the documents"), "{none}");
    let unclear = refused(None, &[("MANDAT_TRUSTED_DOCUMENTS_ONLY", "yes")]);
    assert!(unclear.contains("\"false\""), "{unclear}");
}
