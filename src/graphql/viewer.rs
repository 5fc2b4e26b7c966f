//! Who the caller is, and where they are admitted.
//!
//! May import: `graphql`, `access`, `domain`.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::{
    error::{Result, failed},
    facts::PersonFact,
    global_id::GlobalId,
    public::{council::Council, membership::Membership, organisation::Organisation, view::View},
    session::Session,
};
use crate::{
    access::door,
    domain::{
        people::{Authority, AuthorityKind},
        time::Date,
    },
};

/// The caller's part of the root.
#[derive(Default)]
pub struct ViewerQueries;

#[Object]
impl ViewerQueries {
    /// Who the caller is; null without a token.
    async fn viewer(&self, ctx: &Context<'_>) -> Result<Option<Viewer>> {
        let session = Session::of(ctx)?;
        Ok(session.caller.account().map(|_| Viewer))
    }
}

/// The caller.
pub struct Viewer;

/// The caller: an account, with what it may do and where it has a seat.
#[Object]
impl Viewer {
    /// The id of the account, which somebody needs who grants it an authority.
    async fn account(&self, ctx: &Context<'_>) -> Result<Option<ID>> {
        Ok(Session::of(ctx)?.caller.account_id().map(|id| GlobalId::Account(id).encode()))
    }

    /// What the account is called in the audit log.
    async fn label(&self, ctx: &Context<'_>) -> Result<String> {
        Ok(Session::of(ctx)?.caller.label())
    }

    /// The organisation that the token's issuer vouches for, where the register knows it.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let session = Session::of(ctx)?;
        let vouched = session.caller.vouched_for();
        Ok(vouched.and_then(|id| Organisation::by_id(&session.scope(None), id)))
    }

    /// What the account may do today.
    async fn authorities(&self, ctx: &Context<'_>) -> Result<Vec<GrantedAuthority>> {
        let session = Session::of(ctx)?;
        let scope = session.scope(None);
        let granted = session.caller.authorities_on(session.today);
        Ok(granted.map(|authority| GrantedAuthority::of(session, &scope, authority)).collect())
    }

    /// The caller's memberships in force today, in every council that may be seen.
    async fn memberships(&self, ctx: &Context<'_>) -> Result<Vec<Membership>> {
        let session = Session::of(ctx)?;
        let Some(person) = session.caller.person() else { return Ok(Vec::new()) };
        let councils = session.store.councils_of_persons(&[person]).await.map_err(failed)?;
        let values = session.store.councils(&session.snapshot, &councils).await.map_err(failed)?;
        let mut found = Vec::new();
        for value in values.into_values() {
            let Ok(access) = door::member(&session.caller, &value, session.today) else { continue };
            let view = View::public(session.scope(None), access.sight().as_public(), value);
            let mine = view.value.in_office(session.today).filter(|membership| membership.person == person);
            found.extend(mine.filter_map(|membership| Membership::by_id(&view, membership.id)));
        }
        Ok(found)
    }

    /// What is known of the caller as a person, by attribute, with what no longer holds.
    async fn facts(&self, ctx: &Context<'_>) -> Result<Vec<PersonFact>> {
        let session = Session::of(ctx)?;
        let Some(person) = session.caller.person() else { return Ok(Vec::new()) };
        // What is known of a person is the same in every council that knows the person.
        let knowing = session.store.councils_knowing(person).await.map_err(failed)?;
        let Some(council) = knowing.first() else { return Ok(Vec::new()) };
        let value = session.store.council(&session.snapshot, *council).await.map_err(failed)?;
        Ok(value.map_or_else(Vec::new, |value| PersonFact::all(&value, |fact| fact.person == person)))
    }
}

/// What an account may do, for whom.
#[derive(SimpleObject)]
pub struct GrantedAuthority {
    /// The global id, for `revokeAuthority`.
    id: ID,
    /// The kind.
    kind: AuthorityKind,
    /// The council that it is for.
    council: Option<Council>,
    /// The organisation that it is for.
    organisation: Option<Organisation>,
    /// First day.
    start: Option<Date>,
    /// First day no longer held, where that is planned.
    end: Option<Date>,
}

impl GrantedAuthority {
    /// The authority as its holder and its granter see it.
    pub(super) fn of(session: &Session, scope: &Arc<super::session::Scope>, authority: &Authority) -> Self {
        let head = authority.grant.council().and_then(|id| scope.directory.council(id));
        Self {
            id: GlobalId::Authority(authority.id).encode(),
            kind: authority.grant.kind(),
            council: head.and_then(|head| Some(Council::of(Arc::clone(scope), session.sees(head)?, Arc::clone(head)))),
            organisation: authority.grant.organisation().and_then(|id| Organisation::by_id(scope, id)),
            start: authority.period.start.map(Date),
            end: authority.period.end.map(Date),
        }
    }
}
