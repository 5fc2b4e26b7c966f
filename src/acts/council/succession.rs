//! Which bodies came after which, as far as a new council has a say in it.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    access::acting::{Acting, ActingFor},
    acts::{mandate::head::resolved, names::Names},
    domain::{
        change::Change,
        council::Body,
        directory::Succession,
        id::{CouncilId, OrganisationId},
        message::said,
        register::NewSuccession,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::Facts,
};

/// The successions that are stated with a new council. One that the register has already stays as it is.
pub(super) fn state(
    facts: &Facts<'_>,
    acting: Acting,
    (council, owner): (CouncilId, OrganisationId),
    successions: &[NewSuccession],
    names: &Names<'_>,
    refused: &mut Refusals,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for (index, new) in successions.iter().enumerate() {
        let field = format!("successions[{index}]");
        let predecessor = resolved(&format!("{field}.predecessor"), &new.predecessor, names, refused);
        let successor = resolved(&format!("{field}.successor"), &new.successor, names, refused);
        let (Some(predecessor), Some(successor)) = (predecessor, successor) else { continue };
        if facts.directory.successors(predecessor).any(|known| known.successor == successor) {
            continue;
        }
        let concerns = |body| match body {
            Body::Council(id) => id == council || facts.directory.council(id).is_some_and(|head| head.owner == owner),
            Body::Organisation(id) => id == owner || names.is_new(id),
        };
        if acting.for_whom() != ActingFor::Operator && !concerns(predecessor) && !concerns(successor) {
            let message = said!(
                "bare en etterfølgelse for rådet, for eieren eller for en organisasjon som oppgis her, kan føres her; \
                 overlat denne til dem den gjelder",
                "only a succession of the council, of its owner, or of an organisation that is declared here can be \
                 stated here; leave this one to those it concerns"
            );
            refused.push(Refusal::new(RefusalCode::Forbidden, &field, message));
            continue;
        }
        changes.push(Change::Succession(Succession {
            id: facts.new_id(),
            predecessor,
            successor,
            on: new.on.map(|date| date.0),
            source: new.source.clone(),
        }));
    }
    changes
}
