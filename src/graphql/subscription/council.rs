//! A council, a case or a meeting as it changes, through the widest door that admits who asks.
//!
//! May import: `graphql`, `access`, `store`, `domain`. What a door does not show is not told, nor that it changed.

use async_graphql::{ComplexObject, Context, ID, SimpleObject, Subscription};

use super::told::{Asked, Event, Told, at_most_one};
use crate::{
    access::door::{self, Denied},
    domain::{
        id::CouncilId,
        message::{Message, said},
        telling::Subject,
        work::Level,
    },
    graphql::{
        error::{Result, denied, failed, not_found},
        global_id::GlobalId,
        private_node,
        public::{council::Council, meeting::Meeting, view::View},
        secretariat::AuditEntry,
        session::Session,
        work::Case,
    },
    store::Stream,
};

/// A council has changed in a way that the caller may see.
#[derive(SimpleObject)]
pub struct CouncilChange {
    #[graphql(flatten)]
    told: Entered,
    /// The council as it is now.
    council: Council,
}

/// A case, an item that deals with it, a paper on it or an advice on it has changed in a way that the caller may see.
#[derive(SimpleObject)]
pub struct CaseChange {
    #[graphql(flatten)]
    told: Entered,
    /// The case as it is now.
    case: Case,
}

/// A meeting, its agenda, its papers or its attendance has changed in a way that the caller may see.
#[derive(SimpleObject)]
pub struct MeetingChange {
    #[graphql(flatten)]
    told: Entered,
    /// The meeting as it is now.
    meeting: Meeting,
}

/// What every event of a council says of itself.
#[derive(SimpleObject)]
#[graphql(complex)]
struct Entered {
    #[graphql(flatten)]
    told: Told,
    #[graphql(skip)]
    council: CouncilId,
    #[graphql(skip)]
    seq: i64,
}

#[ComplexObject]
impl Entered {
    /// The entry that it left in the audit log of the council: for the secretariat. Null for everybody else, and where what
    /// is known of a person was changed by another council.
    async fn entry(&self, ctx: &Context<'_>) -> Result<Option<AuditEntry>> {
        let session = Session::of(ctx)?;
        let head = session.snapshot.directory.council(self.council);
        let access = head.and_then(|head| door::secretariat(&session.caller, head, session.today).ok());
        match access {
            Some(access) => AuditEntry::of_act(session, &access, self.seq).await,
            None => Ok(None),
        }
    }
}

/// What can be followed of one council.
#[derive(Clone, Copy, Debug, Default)]
pub struct CouncilSubscription;

/// Events of one council.
#[Subscription]
impl CouncilSubscription {
    /// Tells of each act that has changed the council in a way that the caller may see, one by one and in order. The caller
    /// is looked at anew at each event: when the right to see it has ended, so have the events.
    async fn council_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Slug of the council.")] council: String,
        #[graphql(
            desc = "The event that you saw last, or `revision` of the council, or `lastEventId` of the room or the desk: everything since is told first. Without it, what comes from now on."
        )]
        after: Option<ID>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<CouncilChange>> {
        let asked = Asked::of(ctx, after.as_ref(), first)?;
        let unknown = || said!("Dette rådet finnes ikke.", "There is no such council.");
        let head = asked.session.snapshot.directory.council_by_slug(&council);
        let id = head.ok_or_else(|| not_found(unknown()))?.id;
        let view = enter(&asked, id, unknown).await?;
        let told = next(&asked, &view, Subject::Council).await?;
        Ok(at_most_one(told.map(|told| CouncilChange { told, council: Council::loaded(&view) })))
    }

    /// Tells of each act that has changed a case, an item that deals with it, a paper on it or an advice on it in a way that
    /// the caller may see, one by one and in order. The caller is looked at anew at each event: when the right to see it has
    /// ended, so have the events.
    async fn case_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case.")] case: ID,
        #[graphql(
            desc = "The event that you saw last, or `revision` of the council, or `lastEventId` of the room or the desk: everything since is told first. Without it, what comes from now on."
        )]
        after: Option<ID>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<CaseChange>> {
        let asked = Asked::of(ctx, after.as_ref(), first)?;
        let unknown = || said!("Denne saken finnes ikke.", "There is no such case.");
        let Some(GlobalId::Case(council, id)) = GlobalId::decode(&case) else { return Err(not_found(unknown())) };
        let view = enter(&asked, council, unknown).await?;
        let case = Case::by_id(&view, id).ok_or_else(|| not_found(unknown()))?;
        let told = next(&asked, &view, Subject::Case(id)).await?;
        Ok(at_most_one(told.map(|told| CaseChange { told, case })))
    }

    /// Tells of each act that has changed a meeting, its agenda, its papers or its attendance in a way that the caller may
    /// see, one by one and in order. The caller is looked at anew at each event: when the right to see it has ended, so have
    /// the events.
    async fn meeting_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] meeting: ID,
        #[graphql(
            desc = "The event that you saw last, or `revision` of the council, or `lastEventId` of the room or the desk: everything since is told first. Without it, what comes from now on."
        )]
        after: Option<ID>,
        #[graphql(desc = "How many events you want, 1 to 100; then it is complete. Without it there is no end.")]
        first: Option<i32>,
    ) -> Result<Event<MeetingChange>> {
        let asked = Asked::of(ctx, after.as_ref(), first)?;
        let unknown = || said!("Dette møtet finnes ikke.", "There is no such meeting.");
        let Some(GlobalId::Meeting(council, id)) = GlobalId::decode(&meeting) else {
            return Err(not_found(unknown()));
        };
        let view = enter(&asked, council, unknown).await?;
        let meeting = Meeting::by_id(&view, id).ok_or_else(|| not_found(unknown()))?;
        let told = next(&asked, &view, Subject::Meeting(id)).await?;
        Ok(at_most_one(told.map(|told| MeetingChange { told, meeting })))
    }
}

/// The council through the door that the stream began at, or that the id is from that it goes on from; the widest that
/// admits the caller where neither is settled. That door is not exchanged for another while the stream lasts: numbers of
/// events are those of a door.
async fn enter(asked: &Asked<'_>, council: CouncilId, unknown: impl Fn() -> Message) -> Result<View> {
    let view = match asked.level() {
        None => private_node::widest(asked.session, council).await?,
        Some(level) => through(asked.session, council, level).await?,
    };
    view.ok_or_else(|| not_found(unknown()))
}

/// The council through the door of this level.
async fn through(session: &Session, council: CouncilId, level: Level) -> Result<Option<View>> {
    let Some(head) = session.snapshot.directory.council(council) else { return Ok(None) };
    let Some(value) = session.store.council(&session.snapshot, council).await.map_err(failed)? else {
        return Ok(None);
    };
    let (caller, today) = (&session.caller, session.today);
    let entered = match level {
        Level::Public => door::public(head).map(|access| access.sight()).ok_or(Denied::Unknown),
        Level::Member => door::member(caller, &value, today).map(|access| access.sight()),
        Level::Secretariat => door::secretariat(caller, head, today).map(|access| access.sight()),
    };
    match entered {
        Ok(sight) => Ok(Some(View::through(session.scope(None), sight, value))),
        Err(why) => denied(why).map_or(Ok(None), Err),
    }
}

/// The next event of what is followed of the council.
async fn next(asked: &Asked<'_>, view: &View, subject: Subject) -> Result<Option<Entered>> {
    let stream = Stream::Of(view.sight, subject);
    let next = asked.next(stream, view.revision()).await?;
    Ok(next.map(|next| Entered { told: Told::from(&next), council: view.sight.council(), seq: next.event.seq }))
}
