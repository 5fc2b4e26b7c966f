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

/// What the id names, as far as it is seen through the widest door that admits the caller.
pub(super) async fn find(session: &Session, id: GlobalId) -> Result<Option<Node>> {
    let Some(council) = council_of(id) else { return Ok(None) };
    if let GlobalId::AuditEntry(_, id) = id {
        let Some(head) = session.snapshot.directory.council(council) else { return Ok(None) };
        let Ok(access) = door::secretariat(&session.caller, head, session.today) else { return Ok(None) };
        return Ok(AuditEntry::by_id(session, &access, id).await?.map(Node::from));
    }
    Ok(widest(session, council).await?.and_then(|view| within(&view, id)))
}

/// The council through the widest door that admits the caller: the secretariat's, else the members', else the public one.
pub(super) async fn widest(session: &Session, council: CouncilId) -> Result<Option<View>> {
    let Some(head) = session.snapshot.directory.council(council) else { return Ok(None) };
    let Some(value) = session.store.council(&session.snapshot, head.id).await.map_err(failed)? else {
        return Ok(None);
    };
    let sight = door::furthest(&session.caller, &value, session.today);
    Ok(sight.map(|sight| View::through(session.scope(None), sight, value)))
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
