//! What acts say of persons, memberships, organisations and councils that the register does not have.
//!
//! May import: `acts`, `store`, `domain`, `error`.

use super::standing;
use crate::{
    domain::{council::Body, id::OrganisationId, message::said},
    error::Refusal,
    store::act::Facts,
};

/// What is said about a person who does not exist.
pub(super) fn person() -> Refusal {
    let message =
        said!("denne personen finnes ikke; opprett personen først", "there is no such person; create the person first");
    Refusal::not_found("person", message)
}

/// What is said about a membership that the council does not have.
pub(super) fn membership(field: &str) -> Refusal {
    let message = said!(
        "rådet har ikke dette medlemskapet; ta et fra listen over rådets medlemskap",
        "the council has no such membership; take one from its list of memberships"
    );
    Refusal::not_found(field, message)
}

/// That there is no such organisation.
pub(super) fn organisation(facts: &Facts<'_>, field: &str, id: OrganisationId) -> Option<Refusal> {
    facts.directory.organisation(id).is_none().then(|| {
        let message = said!(
            "denne organisasjonen finnes ikke; opprett den først, eller nevn en som registeret har",
            "there is no such organisation; create it first, or name one that the register has"
        );
        Refusal::not_found(field, message)
    })
}

/// That there is no such organisation or council, or not for the caller.
pub(super) fn body(facts: &Facts<'_>, field: &str, body: Body) -> Option<Refusal> {
    let known = match body {
        Body::Organisation(id) => facts.directory.organisation(id).is_some(),
        Body::Council(id) => facts.directory.council(id).is_some_and(|head| standing::sees(facts, head)),
    };
    (!known).then(|| {
        let message = said!(
            "denne organisasjonen eller dette rådet finnes ikke; nevn en som registeret har",
            "there is no such organisation or council; name one that the register has"
        );
        Refusal::not_found(field, message)
    })
}
