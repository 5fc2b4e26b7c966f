//! Keys that change at their source, sources that fail, and how often a source is asked.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::super::test_issuer::{Key as TestKey, after, write_keys};
use super::*;

const ALGORITHM: SigningAlgorithm = SigningAlgorithm::EdDsa;

fn jwk(id: &str) -> Value {
    TestKey::ed().jwk(id)
}

/// Requests that the server may answer at once; who takes them all holds its answers back.
const PERMITS: u32 = 100;

/// An issuer's server on loopback. It answers when the test lets it.
struct Server {
    answer: Mutex<Answer>,
    requests: AtomicUsize,
    arrivals: Semaphore,
    leave_to_answer: Semaphore,
}

#[derive(Clone)]
enum Answer {
    Keys(Vec<Value>),
    Text(String),
    Status(StatusCode),
    Redirect,
}

impl Server {
    async fn start(keys: Vec<Value>) -> (Arc<Self>, Arc<KeySet>) {
        let server = Arc::new(Self {
            answer: Mutex::new(Answer::Keys(keys)),
            requests: AtomicUsize::new(0),
            arrivals: Semaphore::new(0),
            leave_to_answer: Semaphore::new(PERMITS as usize),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/jwks", listener.local_addr().expect("an address"));
        let router = Router::new()
            .route("/jwks", get(answer))
            .route("/elsewhere", get(|| async { json!({"keys": [jwk("redirected")]}).to_string() }))
            .with_state(Arc::clone(&server));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let source = KeySource::Url(Url::parse(&url).expect("a URL"));
        (server, KeySet::open(ALGORITHM, &source).expect("a client"))
    }

    fn answers(&self, answer: Answer) {
        *self.answer.lock().expect("not poisoned") = answer;
    }

    fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn answer(State(server): State<Arc<Server>>) -> Response {
    server.requests.fetch_add(1, Ordering::SeqCst);
    server.arrivals.add_permits(1);
    drop(server.leave_to_answer.acquire().await.expect("open"));
    let answer = server.answer.lock().expect("not poisoned").clone();
    match answer {
        Answer::Keys(keys) => json!({ "keys": keys }).to_string().into_response(),
        Answer::Text(text) => text.into_response(),
        Answer::Status(status) => status.into_response(),
        Answer::Redirect => Redirect::temporary("/elsewhere").into_response(),
    }
}

async fn knows(keys: &Arc<KeySet>, id: &str, seconds: i64) -> bool {
    keys.find(Some(id), after(seconds)).await.is_some()
}

#[tokio::test]
async fn a_file_is_read_again_for_an_unknown_key_but_once_a_minute() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("jwks.json");
    write_keys(&path, &[jwk("first")]);
    let keys = KeySet::open(ALGORITHM, &KeySource::File(path.clone())).expect("a key set");
    assert!(knows(&keys, "first", 0).await);
    assert!(!knows(&keys, "second", 1).await);
    write_keys(&path, &[jwk("second")]);
    assert!(!knows(&keys, "second", 59).await, "asked a moment ago");
    assert!(knows(&keys, "second", 60).await);
    assert!(!knows(&keys, "first", 61).await, "the old key is gone with its file");
    std::fs::remove_file(&path).expect("removed");
    assert!(!knows(&keys, "third", 130).await);
    assert!(knows(&keys, "second", 131).await, "a missing file takes nothing away");
}

#[tokio::test]
async fn an_address_is_asked_first_when_a_key_is_needed_and_again_when_one_is_unknown() {
    let (server, keys) = Server::start(vec![jwk("first")]).await;
    assert_eq!(server.requests(), 0, "the server can start before its issuer");
    assert!(knows(&keys, "first", 0).await);
    for second in 1..50 {
        assert!(knows(&keys, "first", second).await);
        assert!(!knows(&keys, "made up", second).await);
    }
    assert_eq!(server.requests(), 1, "made-up keys do not make the issuer's server busy");

    server.answers(Answer::Keys(vec![jwk("first"), jwk("second")]));
    assert!(knows(&keys, "second", 60).await);
    assert!(knows(&keys, "first", 60).await);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn a_withdrawn_key_stops_being_known() {
    let (server, keys) = Server::start(vec![jwk("first"), jwk("stolen")]).await;
    assert!(knows(&keys, "stolen", 0).await);
    server.answers(Answer::Keys(vec![jwk("first")]));
    assert!(knows(&keys, "stolen", 14 * 60).await);
    assert!(!knows(&keys, "stolen", 15 * 60).await);
    assert!(knows(&keys, "first", 15 * 60).await);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn many_requests_at_once_ask_once() {
    let (server, keys) = Server::start(vec![jwk("first")]).await;
    let found = futures_util::future::join_all((0..50).map(|_| knows(&keys, "first", 0))).await;
    assert_eq!(found, [true; 50]);
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_client_that_hangs_up_does_not_keep_new_keys_out() {
    let (server, keys) = Server::start(vec![jwk("first")]).await;
    let held_back = server.leave_to_answer.acquire_many(PERMITS).await.expect("open");
    {
        let asked = knows(&keys, "first", 0);
        tokio::select! {
            _ = asked => panic!("the server has not answered"),
            _ = server.arrivals.acquire() => {}
        }
    }
    drop(held_back);
    assert!(knows(&keys, "first", 1).await, "what was asked for arrives");
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn an_address_that_answers_wrongly_changes_nothing() {
    let (server, keys) = Server::start(vec![jwk("first")]).await;
    assert!(knows(&keys, "first", 0).await);
    let too_large = json!({"keys": [jwk("large")], "x": "x".repeat(MOST_BYTES)}).to_string();
    let mut time = 0;
    for (answer, id) in [
        (Answer::Status(StatusCode::INTERNAL_SERVER_ERROR), "none"),
        (Answer::Text(String::new()), "none"),
        (Answer::Text("<html>".to_owned()), "none"),
        (Answer::Text("{\"keys\": {}}".to_owned()), "none"),
        (Answer::Text(too_large), "large"),
        (Answer::Redirect, "redirected"),
    ] {
        server.answers(answer);
        time += 60;
        assert!(!knows(&keys, id, time).await);
        assert!(knows(&keys, "first", time).await);
    }
    assert_eq!(server.requests(), 7);
    // An empty set is an answer: every key is withdrawn.
    server.answers(Answer::Keys(Vec::new()));
    assert!(!knows(&keys, "first", time + 15 * 60).await);
}

#[tokio::test]
async fn an_address_that_nobody_answers_at_has_no_keys() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/jwks", listener.local_addr().expect("an address"));
    drop(listener);
    let source = KeySource::Url(Url::parse(&url).expect("a URL"));
    let keys = KeySet::open(ALGORITHM, &source).expect("the issuer may come up later");
    assert!(!knows(&keys, "first", 0).await);
}

#[test]
fn only_keys_for_signatures_of_the_algorithm_count() {
    let changed = |changes: Value| {
        let mut key = jwk("it");
        super::super::test_issuer::merge(&mut key, &changes);
        key
    };
    let count = |key: Value, algorithm| {
        parse(json!({ "keys": [key] }).to_string().as_bytes(), algorithm).expect("a key set").len()
    };
    for changes in [json!({}), json!({"use": "sig"}), json!({"key_ops": ["verify"]}), json!({"alg": null})] {
        assert_eq!(count(changed(changes.clone()), ALGORITHM), 1, "{changes}");
    }
    for changes in [
        json!({"use": "enc"}),
        json!({"key_ops": ["encrypt"]}),
        json!({"alg": "ES256"}),
        json!({"alg": "unheard of"}),
        json!({"crv": "P-256"}),
        json!({"crv": "X25519"}),
        json!({"kty": "oct", "k": "c2VjcmV0"}),
        json!({"x": "not base64!"}),
    ] {
        assert_eq!(count(changed(changes.clone()), ALGORITHM), 0, "{changes}");
    }
    for algorithm in [SigningAlgorithm::Rs256, SigningAlgorithm::Es256] {
        assert_eq!(count(jwk("it"), algorithm), 0);
        assert_eq!(count(TestKey::of(algorithm).jwk("it"), algorithm), 1);
        assert_eq!(count(TestKey::of(algorithm).jwk("it"), ALGORITHM), 0);
    }
}

#[test]
fn a_token_without_a_key_name_means_the_only_key_or_none() {
    let held = |ids: &[&str]| {
        let set = json!({"keys": ids.iter().map(|id| jwk(id)).collect::<Vec<_>>()});
        Held { keys: parse(set.to_string().as_bytes(), ALGORITHM).expect("a key set"), asked: None }
    };
    assert!(held(&["first"]).find(None).is_some());
    assert!(held(&["first", "second"]).find(None).is_none());
    assert!(held(&[]).find(None).is_none());
}

#[test]
fn an_https_address_has_a_client_with_certificates() {
    let source = KeySource::Url(Url::parse("https://issuer.invalid/jwks").expect("a URL"));
    assert!(KeySet::open(ALGORITHM, &source).is_ok());
}
