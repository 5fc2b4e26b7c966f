//! `node` for what is not all for everybody: cases, agendas, papers, the audit log, for whoever a door lets in.
//!
//! May import: `graphql`, `access`, `domain`. A shut door and a thing that is not there answer the same: nothing.

use super::{
    error::{Result, failed},
    global_id::GlobalId,
    node::Node,
    public::view::View,
    secretariat::AuditEntry,
    session::Session,
    work::{Advice, AgendaItem, Case, Paper},
};
use crate::{access::door, domain::id::CouncilId};

/// What the id names, as far as it is seen through the widest door that admits the caller: the secretariat's, else the
/// members', else the public one.
pub(super) async fn find(session: &Session, id: GlobalId) -> Result<Option<Node>> {
    let Some(council) = council_of(id) else { return Ok(None) };
    let Some(head) = session.snapshot.directory.council(council) else { return Ok(None) };
    let Some(value) = session.store.council(&session.snapshot, head.id).await.map_err(failed)? else {
        return Ok(None);
    };
    let scope = session.scope(None);
    if let Ok(access) = door::secretariat(&session.caller, head, session.today) {
        if let GlobalId::AuditEntry(_, id) = id {
            return Ok(AuditEntry::by_id(session, &access, id).await?.map(Node::from));
        }
        return Ok(within(&View::behind(scope, &access, value), id));
    }
    let view = match door::member(&session.caller, &value, session.today) {
        Ok(access) => View::behind(scope, &access, value),
        Err(_) => match door::public(head) {
            Some(access) => View::public(scope, access, value),
            None => return Ok(None),
        },
    };
    Ok(within(&view, id))
}

/// The council behind whose doors the thing stands.
const fn council_of(id: GlobalId) -> Option<CouncilId> {
    match id {
        GlobalId::Case(council, _)
        | GlobalId::AgendaItem(council, _)
        | GlobalId::Paper(council, _)
        | GlobalId::Advice(council, _)
        | GlobalId::AuditEntry(council, _) => Some(council),
        _ => None,
    }
}

fn within(view: &View, id: GlobalId) -> Option<Node> {
    match id {
        GlobalId::Case(_, id) => Case::by_id(view, id).map(Node::from),
        GlobalId::AgendaItem(_, id) => AgendaItem::by_id(view, id).map(Node::from),
        GlobalId::Advice(_, id) => Advice::by_id(view, id).map(Node::from),
        GlobalId::Paper(_, id) => Paper::by_id(view, id).map(Node::from),
        _ => None,
    }
}
