//! A council, a case or a meeting as it changes, through the widest door that admits who asks.
//!
//! May import: `graphql`, `access`, `domain`. What a door does not show is not told, nor that it changed.

use std::hash::{DefaultHasher, Hash, Hasher};

use async_graphql::{Context, ID, SimpleObject, Subscription};

use super::{following::Event, register::asked};
use crate::{
    domain::{id::CouncilId, message::said, time::Instant},
    graphql::{
        error::{Result, bad_input},
        global_id::GlobalId,
        private_node,
        public::{council::Council, meeting::Meeting, view::View},
        session::Session,
        work::Case,
    },
};

/// A council has changed in a way that everybody may see.
#[derive(SimpleObject)]
pub struct CouncilChange {
    /// The council's revision, which rises by one with each change that everybody may see: one that is two higher than the
    /// last says that two changes are told as one; the same again is a repeat.
    revision: i64,
    /// The instant at which the council was seen to be at it.
    at: Instant,
    /// The council as it is now.
    council: Council,
}

/// A case has changed in a way that the caller may see.
#[derive(SimpleObject)]
pub struct CaseChange {
    /// How far the council had come, as far as the caller may know. It rises; the same again is a repeat. To go on after a
    /// break, give it as `after`.
    place: i64,
    /// The instant at which the case was seen so.
    at: Instant,
    /// The case as it is now.
    case: Case,
}

/// A meeting, its agenda or its papers have changed in a way that the caller may see.
#[derive(SimpleObject)]
pub struct MeetingChange {
    /// How far the council had come, as far as the caller may know. It rises; the same again is a repeat. To go on after a
    /// break, give it as `after`.
    place: i64,
    /// The instant at which the meeting was seen so.
    at: Instant,
    /// The meeting as it is now.
    meeting: Meeting,
}

/// What can be followed of one council.
#[derive(Clone, Copy, Debug, Default)]
pub struct CouncilSubscription;

/// Events of one council.
#[Subscription]
impl CouncilSubscription {
    /// Tells each time the council has changed in a way that everybody may see. Changes that follow closely on one another
    /// may be told as one: what is told is always the latest.
    async fn council_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the council.")] council: String,
        #[graphql(desc = "The revision that you saw last: if the council is beyond it, you are told at once.")]
        after: Option<i64>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<CouncilChange>> {
        let (session, following, first) = asked(ctx, first)?;
        let head = session.snapshot.directory.council_by_slug(&council);
        let view = match head {
            Some(head) => private_node::widest(session, head.id).await?,
            None => None,
        };
        let Some(view) = view else {
            return Err(bad_input(said!("Dette rådet finnes ikke.", "There is no such council.")));
        };
        let revision = view.value.revision;
        let shown = || Council::loaded(&view);
        Ok(following.tell(revision, after, first, || CouncilChange {
            revision,
            at: Instant(session.now),
            council: shown(),
        }))
    }

    /// Tells each time a case, an item that deals with it or a paper on it has changed in a way that the caller may see.
    /// The caller is looked at anew at each event: when the right to see it has ended, so have the events.
    async fn case_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case.")] case: ID,
        #[graphql(desc = "The place that you saw last: if the council has changed since, you are told at once.")]
        after: Option<i64>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<CaseChange>> {
        let (session, following, first) = asked(ctx, first)?;
        let unknown = || bad_input(said!("Denne saken finnes ikke.", "There is no such case."));
        let Some(GlobalId::Case(council, id)) = GlobalId::decode(&case) else { return Err(unknown()) };
        let view = seen(session, council).await?.ok_or_else(unknown)?;
        let shown = Case::by_id(&view, id).ok_or_else(unknown)?;
        let work = view.work();
        let items: Vec<_> = work.items_of(id).collect();
        let papers: Vec<_> = work.papers().filter(|paper| paper.case == Some(id)).collect();
        let advice: Vec<_> = work.all_advice().filter(|advice| advice.case == id).collect();
        let digest = digest(&format!("{:?}{items:?}{papers:?}{advice:?}", work.case(id)));
        let place = place(&view);
        Ok(following.tell_of(digest, place, after, first, || CaseChange {
            place,
            at: Instant(session.now),
            case: shown,
        }))
    }

    /// Tells each time a meeting, its agenda, its papers or its attendance has changed in a way that the caller may see. The
    /// caller is looked at anew at each event: when the right to see it has ended, so have the events.
    async fn meeting_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] meeting: ID,
        #[graphql(desc = "The place that you saw last: if the council has changed since, you are told at once.")]
        after: Option<i64>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<MeetingChange>> {
        let (session, following, first) = asked(ctx, first)?;
        let unknown = || bad_input(said!("Dette møtet finnes ikke.", "There is no such meeting."));
        let Some(GlobalId::Meeting(council, id)) = GlobalId::decode(&meeting) else { return Err(unknown()) };
        let view = seen(session, council).await?.ok_or_else(unknown)?;
        let shown = Meeting::by_id(&view, id).ok_or_else(unknown)?;
        let work = view.work();
        let agenda: Vec<_> = work.agenda(id).map(|item| (item, work.case(item.case))).collect();
        let papers: Vec<_> = work.papers().filter(|paper| paper.meeting == Some(id)).collect();
        let value = view.value.meeting(id).ok_or_else(unknown)?;
        let told = if view.sight.is_private() {
            let attendance: Vec<_> = view.value.attendance.iter().filter(|row| row.meeting == id).collect();
            format!("{value:?}{attendance:?}")
        } else {
            // What everybody may see of a meeting.
            format!(
                "{:?}",
                (&value.title, value.kind, value.status, value.starts_at, value.ends_at, &value.place, &value.past)
            )
        };
        let digest = digest(&format!("{told}{agenda:?}{papers:?}"));
        let place = place(&view);
        Ok(following.tell_of(digest, place, after, first, || MeetingChange {
            place,
            at: Instant(session.now),
            meeting: shown,
        }))
    }
}

/// How far whoever looks may know that the council has come: private work does not count in public.
fn place(view: &View) -> i64 {
    if view.sight.is_private() { view.value.changed_seq } else { view.value.revision }
}

async fn seen(session: &Session, council: CouncilId) -> Result<Option<View>> {
    private_node::widest(session, council).await
}

/// Enough to see that something is not as it was; it leaves this process as little as what it is of.
fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
