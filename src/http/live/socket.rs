//! One WebSocket, from the first message to the last frame.
//!
//! One task reads and writes; each operation has a task of its own, and its answers wait in a short queue. So a client
//! that does not read holds up its own operations and nothing else, until the connection gives up on it.
//!
//! May import: [`super`], [`crate::http`].

use std::{collections::HashMap, time::Duration};

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value};
use tokio::{
    io::AsyncReadExt,
    sync::mpsc,
    task::{AbortHandle, JoinSet},
    time::{Instant, interval_at, timeout},
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::{
    closing::Closing,
    message::{self, Heard},
    operation::{Operation, Running, Teller, Told, end_of, guarded},
    prepare::Refusal,
};
use crate::http::{
    answer::Refused,
    bearer,
    frame::RequestId,
    front::{Asked, Front, NotAdmitted, Stay},
    params::Params,
    problem::Problem,
    serve::{Held, stopped},
    weighed::Weighed,
};

/// How long the first message may take.
const INIT: Duration = Duration::from_secs(5);

/// How often it is asked whether the other end is still there. Who says nothing for twice as long is not.
const BEAT: Duration = Duration::from_secs(15);

/// Answers that wait to be written.
const QUEUE: usize = 4;

/// How long the other end may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

type Wire = WebSocketStream<TokioIo<Upgraded>>;

/// Who opened the connection, as far as the request told.
pub(super) struct Visitor {
    pub asked: Asked,
}

/// How a conversation ends.
enum End {
    /// The other end closed, or is not there any more.
    Theirs,
    /// The server closes; what still comes can be read.
    Ours(Closing),
    /// The server closes, since what came cannot be read.
    Broken(Closing),
}

impl From<Closing> for End {
    fn from(closing: Closing) -> Self {
        Self::Ours(closing)
    }
}

/// Talks until one end closes, or the server stops.
pub(super) async fn serve(front: Front, mut wire: Wire, visitor: Visitor, mut held: Option<Held>) {
    let _open = front.observer.socket();
    let end = tokio::select! {
        end = Conversation::new(&front, &mut wire, visitor).talk() => end,
        () = stopped(&mut held) => End::Ours(Closing::GoingAway),
    };
    let goodbye = async {
        let (closing, readable) = match end {
            // The library answers a closing frame by itself, once it is asked to go on.
            End::Theirs => (None, true),
            End::Ours(closing) => (Some(closing), true),
            End::Broken(closing) => (Some(closing), false),
        };
        if let Some(closing) = closing {
            tracing::debug!(?closing, "a WebSocket is closed");
            if wire.send(Message::Close(Some(closing.frame()))).await.is_err() {
                return;
            }
        }
        // A connection that is let go with bytes unread is reset, and the frame lost with it.
        if readable {
            while let Some(Ok(_)) = wire.next().await {}
        } else {
            let mut unread = [0; 1024];
            while let Ok(1..) = wire.get_mut().read(&mut unread).await {}
        }
    };
    // Whoever takes longer is not waited for.
    let _ = timeout(GOODBYE, goodbye).await;
    drop(held);
}

struct Conversation<'w> {
    front: &'w Front,
    wire: &'w mut Wire,
    visitor: Visitor,
    /// Whether the connection was acknowledged.
    acknowledged: bool,
    /// When the first message has to be there; then, when who asks is admitted no more.
    deadline: Option<Instant>,
    running: HashMap<String, (u64, AbortHandle)>,
    work: JoinSet<()>,
    sender: mpsc::Sender<(u64, Told)>,
    told: mpsc::Receiver<(u64, Told)>,
    count: u64,
}

impl<'w> Conversation<'w> {
    fn new(front: &'w Front, wire: &'w mut Wire, visitor: Visitor) -> Self {
        let (sender, told) = mpsc::channel(QUEUE);
        Self {
            front,
            wire,
            visitor,
            acknowledged: false,
            deadline: Some(Instant::now() + INIT),
            running: HashMap::new(),
            work: JoinSet::new(),
            sender,
            told,
            count: 0,
        }
    }

    async fn talk(mut self) -> End {
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        let mut silent = false;
        loop {
            while self.work.try_join_next().is_some() {}
            let done = tokio::select! {
                message = self.wire.next() => match message {
                    Some(Ok(message)) => {
                        silent = false;
                        self.hear(message).await
                    }
                    Some(Err(error)) => {
                        let closing = Closing::unreadable(&error, self.front.body_bytes);
                        return closing.map_or(End::Theirs, End::Broken);
                    }
                    None => return End::Theirs,
                },
                Some((number, told)) = self.told.recv() => self.pass_on(number, told).await,
                () = end_of(self.deadline) => {
                    return End::Ours(if self.acknowledged { Closing::Expired } else { Closing::NoInit });
                }
                _ = beat.tick() => {
                    if silent {
                        return End::Theirs;
                    }
                    silent = true;
                    self.write(Message::Ping(Vec::new().into())).await
                }
            };
            if let Err(end) = done {
                return end;
            }
        }
    }

    async fn write(&mut self, message: Message) -> Result<(), End> {
        self.wire.send(message).await.map_err(|_| End::Theirs)
    }

    async fn say(&mut self, text: String) -> Result<(), End> {
        self.write(Message::Text(text.into())).await
    }

    async fn hear(&mut self, message: Message) -> Result<(), End> {
        let text = match message {
            Message::Text(text) => text,
            Message::Binary(_) => return Err(Closing::BadMessage("Messages are text.".to_owned()).into()),
            Message::Close(_) => return Err(End::Theirs),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(()),
        };
        match Heard::read(&text).map_err(Closing::BadMessage)? {
            Heard::Init(_) if self.acknowledged => Err(Closing::SecondInit.into()),
            Heard::Init(payload) => self.init(&payload).await,
            Heard::Ping => self.say(message::plain("pong")).await,
            Heard::Pong => Ok(()),
            Heard::Subscribe { .. } if !self.acknowledged => Err(Closing::NotAcknowledged.into()),
            Heard::Subscribe { id, payload } => self.subscribe(id, payload).await,
            Heard::Complete(id) => {
                if let Some((_, work)) = self.running.remove(&id) {
                    work.abort();
                }
                Ok(())
            }
        }
    }

    /// Looks who the client says it is.
    async fn init(&mut self, payload: &Map<String, Value>) -> Result<(), End> {
        let asked = &mut self.visitor.asked;
        if let Some(token) = token(payload)? {
            asked.token = Some(token);
        }
        asked.stay = Stay::default();
        let admitted = timeout(self.front.patience, (self.front.authenticate)(asked.clone())).await;
        match admitted {
            Ok(Ok(_)) => {}
            Ok(Err(NotAdmitted::Unauthorised)) => return Err(Closing::NotAdmitted.into()),
            Ok(Err(NotAdmitted::Unavailable | NotAdmitted::RateLimited(_))) | Err(_) => {
                return Err(Closing::TryLater.into());
            }
        }
        self.deadline = asked.stay.end();
        self.acknowledged = true;
        self.say(message::plain("connection_ack")).await
    }

    async fn subscribe(&mut self, id: String, payload: Map<String, Value>) -> Result<(), End> {
        if self.running.contains_key(&id) {
            return Err(Closing::Duplicate(id).into());
        }
        let params = match Params::from_fields(payload) {
            Ok(params) => params,
            // The reasons of closing frames are for developers, and short: they are in English.
            Err(Problem::BadRequest(wrong)) => return Err(Closing::BadMessage(wrong.en.into_owned()).into()),
            Err(problem) => return self.refuse(&id, &problem).await,
        };
        if self.running.len() >= self.front.operations {
            return self.refuse(&id, &Problem::TooManyOperations(self.front.operations)).await;
        }
        self.count += 1;
        let teller = Teller { number: self.count, sender: self.sender.clone() };
        // Each operation is told for itself how long it may last.
        let asked = Asked { stay: Stay::default(), ..self.visitor.asked.clone() };
        let lang = asked.errors_in();
        let (request, front) = (RequestId::new(), self.front.clone());
        let work = self.work.spawn(async move {
            let work = async {
                match prepare(&front, request, params, asked).await {
                    Ok(running) => running.run(&teller).await,
                    Err(Refusal::Problem(Problem::Unauthorised)) => Ok(Told::Expelled),
                    Err(Refusal::Problem(problem)) => Ok(Told::Refused(Refused::because(&problem, lang))),
                    Err(Refusal::Document(refused)) => Ok(Told::Refused(refused)),
                }
            };
            // There may be many, and most of them wait.
            guarded(request, lang, &teller, Box::pin(work)).await;
        });
        self.running.insert(id, (self.count, work));
        Ok(())
    }

    async fn refuse(&mut self, id: &str, problem: &Problem) -> Result<(), End> {
        let errors = problem.errors(self.visitor.asked.errors_in()).to_string().into();
        self.say(message::about(id, "error", Some(&errors))).await
    }

    /// Passes on what an operation tells, unless the client wants no more of it.
    async fn pass_on(&mut self, number: u64, told: Told) -> Result<(), End> {
        let Some(id) = self.running.iter().find(|(_, (own, _))| *own == number).map(|(id, _)| id.clone()) else {
            return Ok(());
        };
        if !matches!(told, Told::Next(_)) {
            self.running.remove(&id);
        }
        match told {
            Told::Next(answer) => self.say(message::about(&id, "next", Some(&answer))).await,
            Told::Refused(refused) => self.say(message::about(&id, "error", Some(&refused.errors))).await,
            Told::Expelled => Err(Closing::Expired.into()),
            Told::Complete => self.say(message::about(&id, "complete", None)).await,
        }
    }
}

/// An operation over a socket costs a point, as a request does.
async fn prepare(front: &Front, id: RequestId, params: Params, asked: Asked) -> Result<Running, Refusal> {
    let mut watched = front.observer.begin(id, None);
    watched.has_a_line();
    let weighed = weigh(front, id, params, &asked).inspect_err(|refusal| watched.ends(refusal.code()))?;
    watched.is(weighed.about());
    let asked = Asked { entered: watched.entered(), ..asked };
    Operation { weighed, asked, id, watched }.prepare(front).await
}

fn weigh(front: &Front, id: RequestId, params: Params, asked: &Asked) -> Result<Weighed, Refusal> {
    asked.payers.take().map_err(Problem::RateLimited)?;
    let found = front.texts.find(&params.document)?;
    let weighed = Weighed::of(front, found, params.operation_name, params.variables, false);
    weighed.map_err(|unfit| Refusal::of(unfit, front, asked.errors_in(), id))
}

/// The token in the first message: `authorization` as the header has it, or `token` alone.
fn token(payload: &Map<String, Value>) -> Result<Option<String>, Closing> {
    let given = |name: &str| payload.get(name).filter(|value| !value.is_null());
    let line = given("authorization").or_else(|| given("Authorization"));
    let token = match (line, given("token")) {
        (None, None) => return Ok(None),
        (Some(line), None) => line.as_str().and_then(bearer::bearer),
        (None, Some(token)) => token.as_str().filter(|token| bearer::is_token(token)).map(str::to_owned),
        // Two tokens are as bad as two headers.
        (Some(_), Some(_)) => None,
    };
    token.map(Some).ok_or(Closing::NotAdmitted)
}
