//! What is let pass, but should be looked at: meetings of a family at the same time, at which the same are expected.
//!
//! May import: `store`, `domain`, `error`.

use std::sync::Arc;

use crate::{
    domain::{
        calendar::{Clash, Sitting, clashes},
        council::{Council, Meeting},
        directory::Directory,
        id::{CouncilId, MeetingId},
        message::said,
        text::Lang,
    },
    error::Refusal,
    store::act::Facts,
};

/// A meeting as an act leaves it, with the field of the input that says when it is.
pub(in crate::acts) struct Planned<'a> {
    pub(in crate::acts) field: String,
    pub(in crate::acts) council: CouncilId,
    pub(in crate::acts) meeting: &'a Meeting,
}

/// The council, and the others of its family, which an act that plans its meetings has to be shown.
pub(in crate::acts) fn with_family(directory: &Directory, council: CouncilId) -> Vec<CouncilId> {
    let family = directory.council(council).and_then(|head| head.family);
    let others = family.into_iter().flat_map(|family| directory.councils_of(family)).map(|head| head.id);
    std::iter::once(council).chain(others.filter(|other| *other != council)).collect()
}

/// A warning for each clash that the meetings have with those that are there, and with each other. Of a council that not
/// everybody may see nothing is said, unless it is one of those whose meetings these are.
pub(in crate::acts) fn warnings(facts: &Facts<'_>, planned: &[Planned<'_>]) -> Vec<Refusal> {
    let is_own = |council: &Council| planned.iter().any(|planned| planned.council == council.head.id);
    let councils: Vec<&Council> = facts
        .councils
        .values()
        .map(Arc::as_ref)
        .filter(|council| council.head.is_public() || is_own(council))
        .collect();
    let field_of = |id: (CouncilId, MeetingId)| {
        let found = planned.iter().find(|planned| (planned.council, planned.meeting.id) == id);
        found.map(|planned| planned.field.as_str())
    };
    let kept = Sitting::all(councils.iter().copied()).filter(|sitting| field_of(sitting.id()).is_none());
    let new: Vec<Sitting<'_>> = planned
        .iter()
        .filter_map(|planned| {
            let council = councils.iter().find(|council| council.head.id == planned.council)?;
            Some(Sitting { council, meeting: planned.meeting })
        })
        .filter(Sitting::takes_place)
        .collect();
    let kept = kept.filter(|kept| new.iter().any(|new| new.overlaps(kept)));
    let sittings: Vec<Sitting<'_>> = kept.chain(new.iter().copied()).collect();
    let found = clashes(&councils, &sittings);
    let told = found.iter().filter_map(|clash| match (field_of(clash.second), field_of(clash.first)) {
        (Some(field), _) => warning(field, clash, clash.second, clash.first, &sittings),
        (None, Some(field)) => warning(field, clash, clash.first, clash.second, &sittings),
        (None, None) => None,
    });
    told.collect()
}

fn warning(
    field: &str,
    clash: &Clash,
    own: (CouncilId, MeetingId),
    other: (CouncilId, MeetingId),
    sittings: &[Sitting<'_>],
) -> Option<Refusal> {
    let find = |id| sittings.iter().find(|sitting| sitting.id() == id);
    let (day, name) = (find(own)?.meeting.day, &find(other)?.council.head.name);
    let (persons, organisations) = (clash.persons.len(), clash.organisations.len());
    let message = said!(
        [
            "møtet {day} er samtidig med et møte i {}, og noen ventes begge steder (personer: {persons}, \
             organisasjoner: {organisations})",
            name.in_lang(Lang::Nb)
        ],
        [
            "the meeting on {day} is at the same time as one of {}, and some are expected at both (persons: {persons}, \
             organisations: {organisations})",
            name.in_lang(Lang::En)
        ]
    );
    Some(Refusal::conflict(field, message))
}
