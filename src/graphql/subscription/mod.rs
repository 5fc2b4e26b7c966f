//! What can be followed as it happens.
//!
//! An event is one act, as far as it is seen through the door that the caller came by: what is told of acts is written with
//! them and read from there, one by one and in order, from where somebody left off. Telling one is asking anew: the document
//! runs again with who asks and the register as they are then. So an event passes the same doors as a query, and a right
//! that has ended ends the events. What was told before is in [`Following`].
//!
//! May import: `graphql`, `store`, `domain`.

mod council;
mod event_id;
mod following;
mod register;
mod told;

use async_graphql::MergedSubscription;

pub use event_id::last_event_id;
pub use following::{Following, Next};
pub use register::RegisterChange;

/// Events, over a WebSocket (`graphql-transport-ws`) or as `text/event-stream`.
#[derive(Default, MergedSubscription)]
pub struct Subscription(register::RegisterSubscription, council::CouncilSubscription);
