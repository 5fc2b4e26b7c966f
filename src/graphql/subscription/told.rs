//! The next event of a subscription: which it is, and what every event says of itself.
//!
//! May import: `graphql`, `store`, `domain`.

use async_graphql::{Context, ID, SimpleObject};

use super::{
    Following,
    event_id::EventId,
    following::{Next, PAGE},
};
use crate::{
    domain::{message::said, telling::ChangeArea, time::Instant, work::Level},
    graphql::{
        error::{Result, bad_input, cannot_resume, failed, internal},
        session::Session,
    },
    store::Stream,
};

/// Whoever has missed more is better off reading anew.
const MOST_MISSED: u64 = 1_000;

/// At most one event: what one look at the register gives.
pub(super) type Event<T> = futures_util::stream::Iter<std::option::IntoIter<T>>;

/// What every event says of itself.
#[derive(Clone, Debug, SimpleObject)]
pub struct Told {
    /// The act's number among those that are seen through the door that you came by, with the name of the door where it is
    /// not the public one. It rises; one that you have seen, or a lower one, is a repeat. To go on after a break, give it as
    /// `after`.
    pub(super) event_id: ID,
    /// The event before it in this stream; null for the first that there is. Where it is not the one that you saw last, you
    /// have missed some.
    pub(super) previous_event_id: Option<ID>,
    /// When it was done.
    pub(super) at: Instant,
    /// What it changed, as far as you may see.
    pub(super) areas: Vec<ChangeArea>,
}

impl From<&Next> for Told {
    fn from(next: &Next) -> Self {
        let id = |number| ID::from(EventId::new(next.level, number));
        Self {
            event_id: id(next.event.number),
            previous_event_id: next.previous.map(id),
            at: Instant(next.event.at),
            areas: next.event.areas.clone(),
        }
    }
}

/// What a subscription was asked.
pub(super) struct Asked<'c> {
    pub(super) session: &'c Session,
    following: &'c Following,
    after: Option<EventId>,
    first: Option<u32>,
}

impl<'c> Asked<'c> {
    pub(super) fn of(ctx: &'c Context<'_>, after: Option<&ID>, first: Option<i32>) -> Result<Self> {
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
        let after = after.map(|id| id.parse()).transpose().map_err(|()| {
            bad_input(said!(
                "\"after\" er \"eventId\" fra hendelsen du så sist.",
                "\"after\" is the \"eventId\" of the event that you saw last."
            ))
        })?;
        Ok(Self { session: Session::of(ctx)?, following, after, first })
    }

    /// From where the stream is seen: as it was begun, as the id says that it goes on from; None where it is not settled. No
    /// event has the number 0, so that it is the beginning through any door.
    pub(super) fn level(&self) -> Option<Level> {
        let resumed = self.after.filter(|after| after.number > 0).map(|after| after.level);
        self.following.level().or(resumed)
    }

    /// The next event of the stream, which has come as far as the latest number.
    pub(super) async fn next(&self, stream: Stream, latest: i64) -> Result<Option<Next>> {
        let store = &self.session.store;
        if !self.following.has_begun() {
            let after = match self.after {
                Some(after) => self.resume(stream, after.number, latest).await?,
                None => latest,
            };
            let previous = store.latest_event(stream, after).await.map_err(failed)?;
            let level = if let Stream::Of(sight, _) = stream { sight.level() } else { Level::Public };
            self.following.begin(level, after, previous, self.first);
        }
        if let Some(after) = self.following.looks_after(latest) {
            let events = store.events(stream, after, latest, PAGE).await.map_err(failed)?;
            self.following.found(&events, latest);
        }
        Ok(self.following.next())
    }

    /// Whether every event since then can be told, one by one.
    async fn resume(&self, stream: Stream, after: i64, latest: i64) -> Result<i64> {
        if after > latest {
            return Err(cannot_resume(said!(
                "Denne hendelsen finnes ikke her. Les det du følger på nytt, og følg det derfra uten \"after\".",
                "There is no such event here. Read what you follow anew, and follow it from there without \"after\"."
            )));
        }
        let missed = self.session.store.events_after(stream, after).await.map_err(failed)?;
        if missed > MOST_MISSED {
            return Err(cannot_resume(said!(
                "Det har hendt {} ganger siden, og mer enn {} fortelles ikke én for én. Les det du følger på nytt, og følg \
                 det derfra uten \"after\".",
                "There have been {} events since, and more than {} are not told one by one. Read what you follow anew, and \
                 follow it from there without \"after\".",
                missed,
                MOST_MISSED
            )));
        }
        Ok(after)
    }
}

/// The one event, or none.
pub(super) fn at_most_one<T>(event: Option<T>) -> Event<T> {
    futures_util::stream::iter(event)
}
