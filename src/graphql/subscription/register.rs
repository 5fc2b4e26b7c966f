//! The register as it changes.
//!
//! May import: `graphql`, `store`, `domain`.

use async_graphql::{Context, ID, SimpleObject, Subscription};

use super::told::{Asked, Event, Told, at_most_one};
use crate::{
    domain::{message::said, work::Level},
    graphql::error::{Result, bad_input},
    store::Stream,
};

/// The register has changed in a way that everybody may see.
#[derive(Clone, Debug, SimpleObject)]
pub struct RegisterChange {
    #[graphql(flatten)]
    told: Told,
    /// The revision of the register with this change, as `register { revision }` has it.
    revision: i64,
}

/// What can be followed.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegisterSubscription;

/// Events, over a WebSocket (`graphql-transport-ws`) or as `text/event-stream`.
#[Subscription]
impl RegisterSubscription {
    /// Tells of each act that has changed the register in a way that everybody may see, one by one and in order. Work that
    /// is not public is never told.
    async fn register_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The event, or the revision of the register, that you saw last: everything since is told first. Without it, what comes from now on."
        )]
        after: Option<ID>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<RegisterChange>> {
        let asked = Asked::of(ctx, after.as_ref(), first)?;
        if asked.level().is_some_and(|level| level != Level::Public) {
            return Err(bad_input(said!(
                "Denne hendelsen er ikke en av registerets.",
                "This event is none of the register's."
            )));
        }
        let next = asked.next(Stream::Register, asked.session.snapshot.public_revision).await?;
        let change = next.map(|next| RegisterChange { revision: next.event.number, told: Told::from(&next) });
        Ok(at_most_one(change))
    }
}
