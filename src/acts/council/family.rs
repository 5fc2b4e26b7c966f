//! The place of a new council in a family.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    access::acting::{Acting, ActingFor},
    domain::{
        change::Change,
        directory::Family,
        id::{FamilyId, OrganisationId},
        message::said,
        register::PlaceInFamily,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::Facts,
};

/// The family that the place is in, made where the register does not have it. A family is its members' own: only who
/// owns a council in it adds another.
pub(super) fn place(
    facts: &Facts<'_>,
    acting: Acting,
    owner: OrganisationId,
    place: &PlaceInFamily,
    changes: &mut Vec<Change>,
    refused: &mut Refusals,
) -> Option<FamilyId> {
    if let Some(family) = facts.directory.family_by_slug(&place.slug) {
        let belongs = facts.directory.councils().any(|head| head.family == Some(family.id) && head.owner == owner);
        if !belongs && acting.for_whom() != ActingFor::Operator {
            let message = said!(
                "familien {} er av andre eieres råd; en av eierne eller en operatør legger et råd til, eller opprett \
                 en egen familie",
                "the family {} is of other owners' councils; one of its owners or an operator adds a council to it, \
                 or found a family of your own",
                place.slug
            );
            refused.push(Refusal::new(RefusalCode::Forbidden, "family.slug", message));
        }
        return Some(family.id);
    }
    let Some(name) = &place.name else {
        let message = said!(
            "registeret har ingen familie {}; gi et navn for å opprette den",
            "the register has no family {}; say a name to found it",
            place.slug
        );
        refused.push(Refusal::not_found("family.slug", message));
        return None;
    };
    let id = facts.new_id();
    changes.push(Change::Family(Family {
        id,
        slug: place.slug.clone(),
        name: name.clone(),
        purpose: place.purpose.clone(),
    }));
    Some(id)
}
