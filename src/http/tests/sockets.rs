//! The accept loop over loopback sockets. Time is paused: it moves on by itself while everybody waits.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, duplex},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::oneshot,
    task::JoinHandle,
    time::Instant,
};

use super::front;
use crate::http::{Listening, router, serve, stall::Impatient};

const REQUEST: &[u8] = b"GET /livez HTTP/1.1\r\nhost: here\r\n\r\n";

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

async fn start(listening: Listening) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(serve(listener, router(front()), listening, async { drop(stopped.await) }));
    Server { address, stop, task }
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address).await.expect("a connection")
}

/// Reads one answer up to its body's end.
async fn answer(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut buffer = [0; 1024];
    while !text.ends_with(b"}") {
        match stream.read(&mut buffer).await.expect("readable") {
            0 => break,
            read => text.extend_from_slice(&buffer[..read]),
        }
    }
    String::from_utf8(text).expect("UTF-8")
}

/// Everything until the other end closes.
async fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut text = Vec::new();
    // A reset is as good an end as any.
    let _ = stream.read_to_end(&mut text).await;
    text
}

#[tokio::test(start_paused = true)]
async fn a_slow_head_loses_its_connection() {
    let server = start(Listening::default()).await;
    let mut stream = connect(&server).await;
    let started = Instant::now();
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: he").await.expect("written");
    rest(&mut stream).await;
    let waited = started.elapsed();
    assert!((9..=11).contains(&waited.as_secs()), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed() {
    let server = start(Listening::default()).await;
    let mut stream = connect(&server).await;
    stream.write_all(REQUEST).await.expect("written");
    assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200"));
    let started = Instant::now();
    assert!(rest(&mut stream).await.is_empty());
    let waited = started.elapsed();
    assert!((9..=11).contains(&waited.as_secs()), "{waited:?}");
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let server = start(Listening::default()).await;
    let mut stream = connect(&server).await;
    let head = format!("GET /livez?{} HTTP/1.1\r\nhost: here\r\n\r\n", "x".repeat(70 * 1024));
    // The server may close before all of it is written.
    let _ = stream.write_all(head.as_bytes()).await;
    let answer = rest(&mut stream).await;
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    let mut next = connect(&server).await;
    next.write_all(REQUEST).await.expect("written");
    assert!(self::answer(&mut next).await.starts_with("HTTP/1.1 200"), "the server goes on");
}

#[tokio::test]
async fn a_connection_over_the_cap_waits_for_a_seat() {
    let server = start(Listening { connections: 1, ..Listening::default() }).await;
    let mut first = connect(&server).await;
    first.write_all(REQUEST).await.expect("written");
    answer(&mut first).await;
    let mut second = connect(&server).await;
    second.write_all(REQUEST).await.expect("written");
    // The first is answered again before the second is: there is one seat, and the first sits on it.
    first.write_all(REQUEST).await.expect("written");
    assert!(answer(&mut first).await.starts_with("HTTP/1.1 200"));
    let mut byte = [0; 1];
    let early = second.try_read(&mut byte);
    assert!(early.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock), "the second waits");
    drop(first);
    assert!(answer(&mut second).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn one_address_does_not_take_the_seats_of_all() {
    let server = start(Listening { connections: 2, connections_of_one: 1, ..Listening::default() }).await;
    let mut first = connect(&server).await;
    first.write_all(REQUEST).await.expect("written");
    answer(&mut first).await;
    let mut second = connect(&server).await;
    // Hung up on without a word, whatever it says.
    let _ = second.write_all(REQUEST).await;
    let mut said = Vec::new();
    let _ = second.read_to_end(&mut said).await;
    assert_eq!(said, b"");
    // Another address sits down; the first has a seat again once it lets go of its own.
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.2:0".parse().expect("an address")).expect("loopback is a whole network");
    let mut other = socket.connect(server.address).await.expect("connected");
    other.write_all(REQUEST).await.expect("written");
    assert!(answer(&mut other).await.starts_with("HTTP/1.1 200"));
    drop(first);
    let again = async {
        loop {
            let mut third = connect(&server).await;
            let _ = third.write_all(REQUEST).await;
            let mut byte = [0; 1];
            if third.read_exact(&mut byte).await.is_ok() {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(10), again).await.expect("a seat is free again");
}

#[tokio::test(start_paused = true)]
async fn a_stop_lets_what_is_under_way_finish_within_the_grace() {
    let server = start(Listening { grace: Duration::from_secs(20), ..Listening::default() }).await;
    let mut idle = connect(&server).await;
    idle.write_all(REQUEST).await.expect("written");
    answer(&mut idle).await;
    let mut busy = connect(&server).await;
    let body = "{\"query\": \"{ endless }\"}";
    let head = "POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: ";
    busy.write_all(format!("{head}{}\r\n\r\n{body}", body.len()).as_bytes()).await.expect("written");
    // Seen by the server before it is told to stop: the endless request has its ten seconds.
    tokio::time::sleep(Duration::from_secs(1)).await;
    server.stop.send(()).expect("it runs");
    assert!(rest(&mut idle).await.is_empty(), "an idle connection is closed at once");
    let late = String::from_utf8(rest(&mut busy).await).expect("UTF-8");
    assert!(late.starts_with("HTTP/1.1 503") && late.contains("TIMEOUT"), "{late}");
    server.task.await.expect("no panic").expect("no error");
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
}

#[tokio::test(start_paused = true)]
async fn what_outlasts_the_grace_is_cut_off() {
    let server = start(Listening { grace: Duration::from_secs(2), ..Listening::default() }).await;
    let mut slow = connect(&server).await;
    slow.write_all(b"GET /livez HTTP/1.1\r\n").await.expect("written");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let told = Instant::now();
    server.stop.send(()).expect("it runs");
    server.task.await.expect("no panic").expect("no error");
    assert_eq!(told.elapsed().as_secs(), 2);
    rest(&mut slow).await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_loses_its_connection() {
    let (near, _far) = duplex(16);
    let mut near = Impatient::new(near, Duration::from_secs(30));
    let started = Instant::now();
    let failed = near.write_all(&[0; 64]).await.expect_err("nobody reads");
    assert_eq!((failed.kind(), started.elapsed().as_secs()), (std::io::ErrorKind::TimedOut, 30));
}

/// The wait starts anew with every byte that goes.
#[tokio::test(start_paused = true)]
async fn a_client_that_reads_slowly_keeps_its_connection() {
    let (near, mut far) = duplex(16);
    let mut near = Impatient::new(near, Duration::from_secs(30));
    let reader = tokio::spawn(async move {
        for _ in 0..4 {
            tokio::time::sleep(Duration::from_secs(20)).await;
            far.read_exact(&mut [0; 16]).await.expect("bytes");
        }
    });
    near.write_all(&[0; 64]).await.expect("all of it goes");
    reader.await.expect("no panic");
}
