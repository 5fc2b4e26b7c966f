//! Each code with which the server closes a WebSocket.

use std::{sync::atomic::Ordering, time::Duration};

use futures_util::SinkExt;
use serde_json::json;
use tokio::time::{Instant, pause, resume, timeout};
use tokio_tungstenite::tungstenite::Message;

use super::{Register, Server};
use crate::http::Listening;

#[tokio::test]
async fn what_the_protocol_does_not_have_closes_with_4400() {
    let server = Server::start(Register::new().front()).await;
    for wrong in [
        Message::text("not JSON"),
        Message::text(r#"{"type":"nonsense"}"#),
        Message::text(r#"{"id":"1","type":"subscribe"}"#),
        Message::text(r#"{"id":"1","type":"subscribe","payload":{}}"#),
        Message::text(r#"{"id":"1","type":"subscribe","payload":{"query":1}}"#),
        Message::binary(br#"{"type":"ping"}"#.as_slice()),
    ] {
        let mut client = server.client(json!({})).await;
        client.send(wrong.clone()).await;
        let (code, reason) = client.closed().await;
        assert_eq!(code, 4400, "{wrong:?}");
        assert!(!reason.is_empty() && reason.len() <= 123, "{reason}");
    }
}

#[tokio::test]
async fn an_operation_before_the_acknowledgement_closes_with_4401() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.silent().await;
    client.ask("1", "{ hello }").await;
    assert_eq!(client.closed().await.0, 4401);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_closes_with_4403() {
    let server = Server::start(Register::new().front()).await;
    for payload in [
        json!({"authorization": "Bearer bad"}),
        json!({"Authorization": "Bearer bad"}),
        json!({"token": "bad"}),
        json!({"authorization": "good"}),
        json!({"authorization": 1}),
        json!({"token": "good", "authorization": "Bearer good"}),
        json!({"token": ""}),
    ] {
        let mut client = server.silent().await;
        client.say(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(client.closed().await.0, 4403, "{payload}");
    }
}

#[tokio::test]
async fn no_init_in_time_closes_with_4408() {
    let server = Server::start(Register::new().front()).await;
    let started = Instant::now();
    let mut client = server.silent().await;
    client.say(json!({"type": "ping"})).await;
    assert_eq!(client.hear().await["type"], "pong");
    pause();
    assert_eq!(client.closed().await.0, 4408);
    assert_eq!(started.elapsed().as_secs(), 5);
}

#[tokio::test]
async fn an_identity_that_is_in_use_closes_with_4409() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    client.ask("a", "subscription { ticks { number } }").await;
    client.ask("b", "subscription { ticks { number } }").await;
    client.ask("a", "{ hello }").await;
    assert_eq!(client.closed().await, (4409, "Subscriber for a already exists".to_owned()));
}

#[tokio::test]
async fn a_second_init_closes_with_4429() {
    let server = Server::start(Register::new().front()).await;
    let mut client = server.client(json!({})).await;
    client.say(json!({"type": "connection_init"})).await;
    assert_eq!(client.closed().await.0, 4429);
}

#[tokio::test]
async fn a_message_that_is_too_long_closes_with_1009() {
    let server = Server::start(Register::new().front().body_bytes(2_000)).await;
    let mut client = server.client(json!({})).await;
    client.say(json!({"type": "ping", "payload": {"x": "x".repeat(1_800)}})).await;
    assert_eq!(client.hear().await["type"], "pong");
    client.say(json!({"type": "ping", "payload": {"x": "x".repeat(2_000)}})).await;
    assert_eq!(client.closed().await.0, 1009);
}

#[tokio::test]
async fn the_end_of_a_token_closes_with_4403_though_nothing_happens() {
    let register = Register::new();
    register.seconds.store(20, Ordering::SeqCst);
    let server = Server::start(register.front()).await;
    let started = Instant::now();
    let mut client = server.client(json!({"token": "good"})).await;
    let mut anonymous = server.client(json!({})).await;
    pause();
    assert_eq!(client.closed().await.0, 4403);
    assert_eq!(started.elapsed().as_secs(), 20);
    resume();
    anonymous.ask("1", "{ hello }").await;
    assert_eq!(anonymous.hear().await["payload"]["data"]["hello"], "hello nobody", "others go on");
}

#[tokio::test]
async fn a_right_that_has_ended_closes_with_4403_before_the_next_event() {
    let register = Register::new();
    let server = Server::start(register.front()).await;
    let mut client = server.client(json!({"authorization": "Bearer good"})).await;
    client.ask("1", "subscription { ticks(after: 0) { number caller } }").await;
    assert_eq!(client.hear().await["payload"]["data"]["ticks"], json!({"number": 1, "caller": "a caller"}));
    register.admits.store(false, Ordering::SeqCst);
    register.rises();
    let message = client.next().await.expect("a message").expect("readable");
    assert!(matches!(message, Message::Close(Some(frame)) if u16::from(frame.code) == 4403), "no event before it");
}

#[tokio::test]
async fn a_stop_closes_with_1001_at_once() {
    let server = Server::listening(
        Register::new().front(),
        Listening { grace: Duration::from_mins(10), ..Listening::default() },
    )
    .await;
    let mut client = server.client(json!({})).await;
    client.ask("1", "subscription { ticks { number } }").await;
    server.stop.send(()).expect("it runs");
    assert_eq!(client.closed().await.0, 1001);
    drop(client);
    server.task.await.expect("no panic").expect("no error");
}

/// The end of the server waits for its sockets, and they do not wait for long.
#[tokio::test]
async fn a_client_that_says_no_goodbye_is_not_waited_for() {
    let server = Server::start(Register::new().front()).await;
    let client = server.client(json!({})).await;
    pause();
    let told = Instant::now();
    server.stop.send(()).expect("it runs");
    server.task.await.expect("no panic").expect("no error");
    assert_eq!(told.elapsed().as_secs(), 2);
    drop(client);
}

#[tokio::test]
async fn a_socket_keeps_its_seat() {
    let listening = Listening { connections: 1, ..Listening::default() };
    let server = Server::listening(Register::new().front(), listening).await;
    let mut first = server.client(json!({})).await;
    let second = server.client(json!({}));
    tokio::pin!(second);
    let answered = async {
        for _ in 0..20 {
            first.say(json!({"type": "ping"})).await;
            assert_eq!(first.hear().await["type"], "pong");
        }
    };
    tokio::select! {
        biased;
        _ = &mut second => panic!("there is one seat, and the first sits on it"),
        () = answered => {}
    }
    drop(first);
    second.await.say(json!({"type": "ping"})).await;
}

/// Its answers fill what lies between the two ends, and then wait no longer than any answer does.
#[tokio::test]
async fn a_client_that_does_not_read_loses_its_connection() {
    let listening = Listening { connections: 1, write_timeout: Duration::from_secs(3), ..Listening::default() };
    let server = Server::listening(Register::new().front(), listening).await;
    let mut deaf = server.client(json!({})).await;
    let payload = json!({"query": "query ($n: String) { hello(name: $n) }", "variables": {"n": "x".repeat(60_000)}});
    for id in 0.. {
        let message = json!({"id": format!("{id}"), "type": "subscribe", "payload": payload}).to_string();
        // Neither end takes more.
        if timeout(Duration::from_secs(2), deaf.0.send(Message::text(message))).await.is_err() {
            break;
        }
    }
    pause();
    let started = Instant::now();
    server.silent().await;
    let waited = started.elapsed().as_secs();
    assert!(waited < 10, "{waited}");
    drop(deaf);
}

/// Whoever does not answer for two beats is not there any more.
#[tokio::test]
async fn a_client_that_shows_no_life_loses_its_connection() {
    let server = Server::listening(Register::new().front(), Listening { connections: 1, ..Listening::default() }).await;
    // Its end is never read, so it answers no ping.
    let dead = server.client(json!({})).await;
    let started = Instant::now();
    pause();
    server.silent().await;
    let waited = started.elapsed().as_secs();
    assert!((30..=34).contains(&waited), "{waited}");
    drop(dead);
}
