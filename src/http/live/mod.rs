//! Operations whose answers come one after another: over WebSockets (`graphql-transport-ws`) and as event streams
//! (`graphql-sse`, one operation to a connection).
//!
//! The protocols are spoken here, on a library that knows frames. An operation takes the same way as a POST: the text is
//! found, weighed and paid for, and only then it is asked who wants to know. An event of a subscription takes that way
//! anew, from the question who asks.
//!
//! May import: [`super`], [`crate::graphql`].

mod closing;
mod message;
mod operation;
mod prepare;
mod socket;
mod stream;
mod upgrade;

pub(super) use operation::Operation;
pub(super) use prepare::refused;
pub(super) use stream::{only, stream};
pub(super) use upgrade::{is_upgrade, upgrade};
