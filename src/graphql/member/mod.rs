//! The members' room: what members need to prepare for meetings and to raise matters.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

use async_graphql::{Context, ID, Object};

use super::{
    entered,
    error::{Nullable, Result, denied, failed},
    paging::{Connection, Page},
    public::{council::Council, membership::Membership, view::View},
    reading::Reading,
    session::Session,
    subscription::last_event_id,
    work::{Paper, RoomWork, ToDo, UNREAD},
};
use crate::{
    access::door,
    domain::{
        council::Role,
        work::{Reader, for_member, unread},
    },
};

/// The door to the members' room.
#[derive(Default)]
pub struct MemberQueries;

#[Object]
impl MemberQueries {
    /// The members' room of a council. Null where there is no such council; UNAUTHENTICATED without a token; FORBIDDEN
    /// for whoever has no seat in it today.
    async fn member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The slug of the council.")] council: String,
    ) -> Nullable<MemberRoom> {
        enter(ctx, &council).await.transpose()
    }
}

async fn enter(ctx: &Context<'_>, slug: &str) -> Result<Option<MemberRoom>> {
    let session = Session::of(ctx)?;
    let Some(head) = session.snapshot.directory.council_by_slug(slug) else { return Ok(None) };
    let Some(value) = session.store.council(&session.snapshot, head.id).await.map_err(failed)? else {
        return Ok(None);
    };
    match door::member(&session.caller, &value, session.today) {
        Ok(access) => {
            session.enters(head, entered::Role::Member);
            Ok(Some(MemberRoom { view: View::through(session.scope(None), access.sight(), value) }))
        }
        Err(why) => denied(why).map_or(Ok(None), Err),
    }
}

/// The members' room.
pub struct MemberRoom {
    view: View,
}

impl MemberRoom {
    /// The caller's memberships in force, the highest role first.
    fn mine(&self, session: &Session) -> Vec<Membership> {
        let Some(person) = session.caller.person() else { return Vec::new() };
        let mut mine: Vec<_> =
            self.view.value.in_office(session.today).filter(|membership| membership.person == person).collect();
        mine.sort_by_key(|membership| role_rank(membership.role));
        mine.into_iter().filter_map(|membership| Membership::by_id(&self.view, membership.id)).collect()
    }
}

/// The order of roles, the highest first.
const fn role_rank(role: Role) -> u8 {
    match role {
        Role::Chair => 0,
        Role::Member => 1,
        Role::Deputy => 2,
        Role::Observer => 3,
    }
}

/// The members' room: meetings with agendas and papers, cases, colleagues.
#[Object]
impl MemberRoom {
    /// The council.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// How many acts on the council are seen from here. Members give it as `expectedRevision` of acts on cases, agendas and
    /// advice; who is on the staff too gives that of the secretariat's desk.
    async fn revision(&self) -> i64 {
        self.view.revision()
    }

    /// The latest event that is seen from here. Whoever follows the council, a case or a meeting `after` it is told of
    /// everything that this answer does not show yet.
    async fn last_event_id(&self) -> ID {
        last_event_id(&self.view)
    }

    /// The caller's membership in force with the highest role.
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Membership>> {
        Ok(self.mine(Session::of(ctx)?).into_iter().next())
    }

    /// All memberships of the caller in force, the highest role first.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        Ok(self.mine(Session::of(ctx)?))
    }

    /// The memberships of everybody else in office today, the chair first.
    async fn colleagues(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let session = Session::of(ctx)?;
        let me = session.caller.person();
        let mut others: Vec<_> =
            self.view.value.in_office(session.today).filter(|membership| Some(membership.person) != me).collect();
        others.sort_by_key(|membership| role_rank(membership.role));
        Ok(others.into_iter().filter_map(|membership| Membership::by_id(&self.view, membership.id)).collect())
    }

    /// What waits for the caller, the first due first.
    async fn to_do(&self, ctx: &Context<'_>) -> Result<Vec<ToDo>> {
        let session = Session::of(ctx)?;
        let Some(person) = session.caller.person() else { return Ok(Vec::new()) };
        let read = Reading::of(session, &self.view.value).await?.unwrap_or_default();
        let reader = Reader { person, read: &read };
        let found = for_member(&self.view.value, self.view.work(), reader, session.today, session.now);
        Ok(ToDo::all(&self.view, found))
    }

    /// The papers that the caller has not read, in their latest versions: first those for meetings to come, the next meeting
    /// first, then those that were added since the caller has a seat, the latest first.
    async fn unread_papers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the front; 20 where it is not said, at most 100.")] first: Option<i32>,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Only what comes before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Paper>> {
        let page = Page::of(UNREAD, first, after.as_deref(), last, before.as_deref())?;
        let session = Session::of(ctx)?;
        let read = Reading::of(session, &self.view.value).await?.unwrap_or_default();
        let found = session.caller.person().map_or_else(Vec::new, |person| {
            let reader = Reader { person, read: &read };
            unread(&self.view.value, self.view.work(), reader, session.today, session.now)
        });
        Ok(Paper::unread(&self.view, &page, &found))
    }

    /// The council's work.
    #[graphql(flatten)]
    async fn work(&self) -> RoomWork {
        RoomWork::of(&self.view)
    }
}
