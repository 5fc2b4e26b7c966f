//! What is followed live, over real sockets and in process. Where a test waits for a time to pass, time is paused once both
//! ends are connected, and moves on by itself: the paused clock does not wait for what is on its way through a socket.

mod closing;
mod following;
mod logged;
mod opening;
mod socket;
mod stream;

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_graphql::{Context, Schema, SimpleObject, Subscription};
use chrono::DateTime;
use futures_util::{
    SinkExt, StreamExt,
    stream::{Iter, iter},
};
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{oneshot, watch},
    task::{JoinHandle, yield_now},
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, Message, client::IntoClientRequest, http::Request},
};

use super::{CANARY, Caller, Mutation, Query};
use crate::{
    domain::work::Level,
    graphql::subscription::Following,
    http::{Front, Listening, NotAdmitted, router, serve},
    store::Event,
};

/// Longer than anything here takes, paused or not.
const LONG: Duration = Duration::from_secs(40);

/// A register that is a number, and a door that can be shut.
#[derive(Clone)]
struct Register {
    number: Arc<watch::Sender<i64>>,
    admits: Arc<AtomicBool>,
    /// Seconds for which a token is accepted; 0 says nothing.
    seconds: Arc<AtomicU64>,
}

/// What is told of it.
#[derive(SimpleObject)]
struct Tick {
    number: i64,
    caller: Option<String>,
}

struct Ticks(Register);

type AtMostOne<T> = Iter<std::option::IntoIter<T>>;

#[Subscription]
impl Ticks {
    async fn ticks(
        &self,
        context: &Context<'_>,
        after: Option<i64>,
        first: Option<u32>,
    ) -> async_graphql::Result<AtMostOne<Tick>> {
        let following = context.data::<Following>()?;
        let caller = context.data::<Caller>()?.0.clone();
        let number = *self.0.number.borrow();
        if !following.has_begun() {
            following.begin(Level::Public, after.unwrap_or(number), None, first);
        }
        if following.looks_after(number).is_some() {
            // What rises by several is one event here.
            let event = Event { number, seq: number, at: DateTime::UNIX_EPOCH, areas: Vec::new() };
            following.found(&[event], number);
        }
        let tick = following.next().map(|next| Tick { number: next.event.number, caller });
        Ok(iter(tick))
    }

    async fn breaks(&self) -> async_graphql::Result<AtMostOne<i32>> {
        Err(async_graphql::Error::new(CANARY))
    }

    #[allow(unreachable_code, clippy::diverging_sub_expression, reason = "the macro writes on after a panic")]
    async fn falls(&self) -> AtMostOne<i32> {
        std::panic::panic_any(CANARY);
        iter(None)
    }
}

impl Register {
    fn new() -> Self {
        Self {
            number: Arc::new(watch::Sender::new(1)),
            admits: Arc::new(AtomicBool::new(true)),
            seconds: Arc::default(),
        }
    }

    fn rises(&self) {
        self.number.send_modify(|number| *number += 1);
    }

    /// Waits until so many follow.
    async fn followed_by(&self, followers: usize) {
        let wait = async {
            while self.number.receiver_count() != followers {
                yield_now().await;
            }
        };
        timeout(LONG, wait).await.expect("so many follow");
    }

    fn front(&self) -> Front {
        let schema = Schema::build(Query, Mutation, Ticks(self.clone())).finish();
        let (door, feed) = (self.clone(), self.clone());
        Front::new(schema).changes(move || feed.number.subscribe()).authenticate(move |asked| {
            let door = door.clone();
            async move {
                let seconds = door.seconds.load(Ordering::SeqCst);
                if asked.token.is_some() && seconds > 0 {
                    asked.stay.ends_in(Duration::from_secs(seconds));
                }
                asked.beginning.look().await.map_err(|_| NotAdmitted::Unavailable)?;
                match asked.token.as_deref() {
                    Some("good") if door.admits.load(Ordering::SeqCst) => Ok(Caller(Some("a caller".to_owned()))),
                    None => Ok(Caller(None)),
                    Some(_) => Err(NotAdmitted::Unauthorised),
                }
            }
        })
    }
}

/// A server on a port of its own.
struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    async fn start(front: Front) -> Self {
        Self::listening(front, Listening::default()).await
    }

    async fn listening(front: Front, listening: Listening) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(serve(listener, router(front), listening, async { drop(stopped.await) }));
        Self { address, stop, task }
    }

    /// The request that opens a WebSocket, as clients send it.
    fn opening(&self) -> Request<()> {
        let mut request = format!("ws://{}/graphql", self.address).into_client_request().expect("a request");
        let protocol = "graphql-transport-ws".parse().expect("a header");
        request.headers_mut().insert("sec-websocket-protocol", protocol);
        request
    }

    async fn open(&self, request: Request<()>) -> Result<Client, tungstenite::Error> {
        let stream = TcpStream::connect(self.address).await.expect("a connection");
        let (wire, response) = client_async(request, stream).await?;
        assert_eq!(response.headers()["sec-websocket-protocol"], "graphql-transport-ws");
        Ok(Client(wire))
    }

    /// A WebSocket on which nothing was said.
    async fn silent(&self) -> Client {
        self.open(self.opening()).await.expect("a WebSocket")
    }

    /// A WebSocket that was acknowledged.
    async fn client(&self, payload: Value) -> Client {
        let mut client = self.silent().await;
        client.say(json!({"type": "connection_init", "payload": payload})).await;
        assert_eq!(client.hear().await, json!({"type": "connection_ack"}));
        client
    }
}

/// The other end of a WebSocket.
struct Client(WebSocketStream<TcpStream>);

impl Client {
    async fn say(&mut self, message: Value) {
        self.send(Message::text(message.to_string())).await;
    }

    async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("it is open");
    }

    /// Asks for an operation.
    async fn ask(&mut self, id: &str, query: &str) {
        self.say(json!({"id": id, "type": "subscribe", "payload": {"query": query}})).await;
    }

    /// Whatever comes next.
    async fn next(&mut self) -> Option<Result<Message, tungstenite::Error>> {
        timeout(LONG, self.0.next()).await.expect("something comes")
    }

    /// The next message.
    async fn hear(&mut self) -> Value {
        loop {
            match self.next().await {
                Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).expect("JSON"),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                other => panic!("no message but {other:?}"),
            }
        }
    }

    /// What the server closes with, whatever it says before.
    async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return (frame.code.into(), frame.reason.to_string()),
                Some(Ok(_)) => {}
                other => panic!("not closed but {other:?}"),
            }
        }
    }

    /// The code of the only error in the next message, which is about this operation.
    async fn refused(&mut self, id: &str) -> String {
        let said = self.hear().await;
        assert_eq!((&said["type"], &said["id"]), (&json!("error"), &json!(id)), "{said}");
        let Some([error]) = said["payload"].as_array().map(Vec::as_slice) else { panic!("{said}") };
        error["extensions"]["code"].as_str().expect("a code").to_owned()
    }
}
