//! The accept loop: so many connections and no more, no patience for slow ones, a clean end.
//!
//! The framework's own loop sets no timer for the head of a request and no cap, so a handful of idle clients hold it.
//!
//! May import: tokio, hyper, [`super::stall`], [`super::crowd`].

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{AcquireError, OwnedSemaphorePermit, Semaphore, mpsc, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::ServiceExt;

use super::{
    crowd::{Counted, Crowd},
    stall::Impatient,
};

/// The ceilings of the accept loop.
#[derive(Debug, Clone)]
pub struct Listening {
    /// Connections at one time; more wait in the system's queue.
    pub connections: usize,
    /// Connections of one address; what goes beyond is hung up on. Behind a proxy all come from its address.
    pub connections_of_one: usize,
    /// How long the head of a request may take, and how long an idle connection is kept.
    pub head_timeout: Duration,
    /// How long a client may leave an answer unread.
    pub write_timeout: Duration,
    /// Bytes of a request's head; a query in a URL has to fit.
    pub head_bytes: usize,
    /// Header lines of a request.
    pub headers: usize,
    /// How long requests under way may take once the server is told to stop.
    pub grace: Duration,
    /// To be told how many connections are open.
    pub open: Open,
}

/// How many connections are open. Clones are one.
#[derive(Debug, Clone, Default)]
pub struct Open(Arc<AtomicU64>);

impl Open {
    /// How many there are now.
    #[must_use]
    pub fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Default for Listening {
    fn default() -> Self {
        Self {
            connections: 1_024,
            connections_of_one: 256,
            head_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(30),
            head_bytes: 64 * 1024,
            headers: 64,
            grace: Duration::from_secs(10),
            open: Open::default(),
        }
    }
}

/// What belongs to a connection for as long as anything of it lives: its seat, and the word to stop. A request carries
/// it as an extension; whoever takes the connection over, as WebSockets do, keeps it.
#[derive(Clone)]
pub(super) struct Held {
    _seat: Arc<Seat>,
    stopped: watch::Receiver<bool>,
}

struct Seat {
    _permit: Result<OwnedSemaphorePermit, AcquireError>,
    _of_one: Counted,
    /// Open until the connection is not: the end of the server waits for that.
    _open: mpsc::Sender<Infallible>,
    counted: Open,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.counted.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Held {
    /// Completes when the server is told to stop.
    async fn stopped(&mut self) {
        // The sender lives as long as the loop, so this completes only when it says so.
        drop(self.stopped.wait_for(|stopped| *stopped).await);
    }
}

/// Completes when the server that holds the connection is told to stop; never where none holds it.
pub(super) async fn stopped(held: &mut Option<Held>) {
    match held {
        Some(held) => held.stopped().await,
        None => std::future::pending().await,
    }
}

/// Serves `router` on `listener` until `stop` completes, then lets what is under way finish within the grace.
///
/// Requests carry the address of the other end as [`ConnectInfo`].
///
/// # Errors
/// When the listener's address cannot be read: it is not a listening socket any more.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    listening: Listening,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    tracing::info!(address = %listener.local_addr()?, "listening");
    let seats = Arc::new(Semaphore::new(listening.connections));
    let crowd = Crowd::new(listening.connections_of_one);
    let (stopping, stopped) = watch::channel(false);
    let (open, mut all_closed) = mpsc::channel(1);
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        while connections.try_join_next().is_some() {}
        let next = async {
            // The seat comes first: without one the connection stays in the system's queue.
            let seat = Arc::clone(&seats).acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some(of_one) = crowd.enter(peer.ip()) else { continue };
                listening.open.0.fetch_add(1, Ordering::Relaxed);
                let seat = Arc::new(Seat {
                    _permit: seat,
                    _of_one: of_one,
                    _open: open.clone(),
                    counted: listening.open.clone(),
                });
                let held = Held { _seat: seat, stopped: stopped.clone() };
                connections.spawn(connection(stream, peer, router.clone(), listening.clone(), held));
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                // Out of file descriptors, most likely: trying again at once would only spin.
                tracing::error!(%error, "cannot accept a connection");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop((listener, open));
    // An error says that no connection is listening, which is as good.
    let _ = stopping.send(true);
    let finish = async {
        while connections.join_next().await.is_some() {}
        while all_closed.recv().await.is_some() {}
    };
    if timeout(listening.grace, finish).await.is_err() {
        tracing::warn!(connections = connections.len(), "the grace is over; closing what is left");
        connections.shutdown().await;
    }
    Ok(())
}

/// One connection, from its first byte to its last.
async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, listening: Listening, mut held: Held) {
    // Answers are written whole; waiting to fill packets only delays them. A socket that refuses is slower, not wrong.
    let _ = stream.set_nodelay(true);
    let carried = held.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        request.extensions_mut().insert(carried.clone());
        router.clone().oneshot(request.map(Body::new))
    });
    let io = TokioIo::new(Impatient::new(stream, listening.write_timeout));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(listening.head_timeout)
        .max_buf_size(listening.head_bytes)
        .max_headers(listening.headers)
        .serve_connection(io, service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let outcome = tokio::select! {
        outcome = connection.as_mut() => outcome,
        () = held.stopped() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = outcome {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// The other end gave up before it was accepted: nothing is wrong here.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
