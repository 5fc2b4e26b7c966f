//! The register as it changes.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Context, SimpleObject, Subscription};

use super::{Following, following::Event};
use crate::{
    domain::{message::said, time::Instant},
    graphql::{
        error::{Result, bad_input, internal},
        session::Session,
    },
};

/// The register has changed in a way that everybody may see.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct RegisterChange {
    /// The revision that the register is at, as `register { revision }` has it.
    revision: i64,
    /// The instant at which the register was seen to be at it.
    at: Instant,
}

/// What can be followed.
#[derive(Clone, Copy, Debug, Default)]
pub struct RegisterSubscription;

/// Events, over a WebSocket (`graphql-transport-ws`) or as `text/event-stream`.
#[Subscription]
impl RegisterSubscription {
    /// Tells each time the register has changed in a way that everybody may see. Changes that follow closely on one another
    /// may be told as one: what is told is always the latest. Work that is not public is never told.
    async fn register_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The revision that you saw last: if the register is beyond it, you are told at once.")]
        after: Option<i64>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<RegisterChange>> {
        let (session, following, first) = asked(ctx, first)?;
        let revision = session.snapshot.public_revision;
        Ok(following.tell(revision, after, first, || RegisterChange { revision, at: Instant(session.now) }))
    }
}

/// What every subscription needs: who asks, what was told before, and how many events are wanted.
pub(super) fn asked<'c>(ctx: &'c Context<'_>, first: Option<i32>) -> Result<(&'c Session, &'c Following, Option<u32>)> {
    let following = ctx.data::<Following>().map_err(|_| internal("a subscription without its memory"))?;
    let first = match first.map(u32::try_from) {
        None => None,
        Some(Ok(first @ 1..)) => Some(first),
        Some(_) => {
            return Err(bad_input(said!(
                "\"first\" er hvor mange hendelser du vil ha: 1 eller flere.",
                "\"first\" is how many events you want: 1 or more."
            )));
        }
    };
    Ok((Session::of(ctx)?, following, first))
}
