//! What can be followed as it happens.
//!
//! An event is a question that is asked anew: whenever the register has changed, the document runs again with who asks and
//! the register as they are then, and the field here says whether there is anything to tell. So an event passes the same
//! doors as a query, and a right that has ended ends the events. What was told before is in [`Following`].
//!
//! May import: `graphql`, `domain`.

mod council;
mod following;
mod register;

use async_graphql::MergedSubscription;

pub use following::Following;
pub use register::RegisterChange;

/// Events, over a WebSocket (`graphql-transport-ws`) or as `text/event-stream`.
#[derive(Default, MergedSubscription)]
pub struct Subscription(register::RegisterSubscription, council::CouncilSubscription);
