//! `node` behind the private doors: what is nobody's but the council's own, for whoever a door lets in.
//!
//! May import: `graphql`, `access`, `domain`. A shut door and a thing that is not there answer the same: nothing.

use super::{
    error::{Result, internal},
    global_id::GlobalId,
    node::Node,
    public::view::View,
    secretariat::AuditEntry,
    session::Session,
    work::{AgendaItem, Case, Paper},
};
use crate::{
    access::door::{self, Access},
    domain::id::CouncilId,
    store::SeesWork,
};

/// What the id names, if it stands behind a private door that admits the caller: the secretariat's, else the members'.
pub(super) async fn find(session: &Session, id: GlobalId) -> Result<Option<Node>> {
    let Some(council) = council_of(id) else { return Ok(None) };
    let Some(head) = session.snapshot.directory.council(council) else { return Ok(None) };
    if session.caller.is_anonymous() {
        return Ok(None);
    }
    let Some(value) = session.store.council(&session.snapshot, head.id).await.map_err(internal)? else {
        return Ok(None);
    };
    let view = |access| View { scope: session.scope(None), access, value: std::sync::Arc::clone(&value) };
    if let Ok(access) = door::secretariat(&session.caller, head, session.today) {
        if let GlobalId::AuditEntry(_, id) = id {
            return Ok(AuditEntry::by_id(session, &access, id).await?.map(Node::from));
        }
        return within(session, &access, &view(access.as_public()), id).await;
    }
    match door::member(&session.caller, &value, session.today) {
        Ok(access) => within(session, &access, &view(access.as_public()), id).await,
        Err(_) => Ok(None),
    }
}

/// The council behind whose doors the thing stands.
const fn council_of(id: GlobalId) -> Option<CouncilId> {
    match id {
        GlobalId::Case(council, _)
        | GlobalId::AgendaItem(council, _)
        | GlobalId::Paper(council, _)
        | GlobalId::AuditEntry(council, _) => Some(council),
        _ => None,
    }
}

async fn within<A: SeesWork>(session: &Session, access: &Access<A>, view: &View, id: GlobalId) -> Result<Option<Node>> {
    Ok(match id {
        GlobalId::Case(_, id) => Case::by_id(session, access, view, id).await?.map(Node::from),
        GlobalId::AgendaItem(_, id) => AgendaItem::by_id(session, access, view, id).await?.map(Node::from),
        GlobalId::Paper(_, id) => Paper::by_id(session, access, id).await?.map(Node::from),
        _ => None,
    })
}
