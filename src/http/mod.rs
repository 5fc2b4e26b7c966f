//! The front: everything between a socket and the schema.
//!
//! [`serve`] accepts connections and does not let a slow client hold one; [`router`] says what answers where; the
//! GraphQL handler speaks GraphQL over HTTP to the letter, hands the text to [`crate::graphql::limits`], and only
//! then to the engine; what is followed live comes the same way, over WebSockets and event streams. Who the bearer of a
//! token is, is asked of a function that [`Front`] is built with: nothing here decides on access, and nothing here asks the
//! database before the engine has found the document valid.
//!
//! May import: [`crate::graphql`], `acts`, `store`, `access`, `domain`, `config`, `error`, `digest`, `clock`. Nobody but `main` imports this.

mod accept;
mod answer;
mod answers;
mod app;
mod bearer;
mod beginning;
mod calendar;
mod cors;
mod crowd;
mod dev_token;
mod errors;
mod frame;
mod front;
mod graphql;
mod json;
mod limited;
mod live;
mod media;
mod observe;
mod pages;
mod papers;
mod params;
mod payers;
mod playground;
mod problem;
mod rate;
mod router;
mod serve;
mod stall;
mod tag;
#[cfg(test)]
mod tests;
mod texts;
mod tongue;
mod trusted;
mod weighed;

pub use answers::Standing;
pub use app::App;
pub use beginning::Beginning;
pub use frame::RequestId;
pub use front::{Asked, Front, NotAdmitted, NotReady, Stay};
pub use observe::{NoTraces, Observer, Traces, page as metrics};
pub use payers::Payers;
pub use rate::{Budget, Left, Rates};
pub use router::router;
pub use serve::{Listening, Open, serve};
pub use trusted::{Trusted, Untrusted};
