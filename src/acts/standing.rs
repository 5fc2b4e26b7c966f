//! Who may act: the first authority that the caller has out of those that an act accepts.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    access::acting::Acting,
    domain::{
        council::CouncilHead,
        id::{CouncilId, MembershipId},
        message::Message,
        people::Grant,
    },
    error::Refusal,
    store::act::{Facts, no_such_council},
};

/// The proof that the caller has one of these authorities today, the first that there is.
pub(super) fn first_of(facts: &Facts<'_>, grants: &[Grant]) -> Option<Acting> {
    grants.iter().find_map(|grant| match *grant {
        Grant::Secretariat(council) => Acting::secretariat(facts.caller, council, facts.today),
        Grant::Appointer(organisation) => Acting::appointer(facts.caller, organisation, facts.today),
        Grant::Registrar(organisation) => Acting::registrar(facts.caller, organisation, facts.today),
        Grant::Operator => Acting::operator(facts.caller, facts.today),
    })
}

/// The proof that the caller has one of these authorities.
///
/// # Errors
/// That somebody has to sign in, or `otherwise`: who may.
pub(super) fn require(facts: &Facts<'_>, grants: &[Grant], otherwise: Refusal) -> Result<Acting, Refusal> {
    first_of(facts, grants)
        .ok_or_else(|| if facts.caller.is_anonymous() { Refusal::unauthenticated() } else { otherwise })
}

/// The proof that the caller has one of these authorities over a council. Whoever has none learns of a draft no more
/// than that there is no such council.
///
/// # Errors
/// That there is no such council, that somebody has to sign in, or `otherwise`: who may.
pub(super) fn over_council(
    facts: &Facts<'_>,
    head: &CouncilHead,
    grants: &[Grant],
    otherwise: Refusal,
) -> Result<Acting, Refusal> {
    match first_of(facts, grants) {
        Some(acting) => Ok(acting),
        None if !sees(facts, head) => Err(no_such_council()),
        None => require(facts, &[], otherwise),
    }
}

/// The proof that the caller runs the council.
///
/// # Errors
/// That there is no such council, that somebody has to sign in, or `message`: who may.
pub(super) fn secretariat(facts: &Facts<'_>, council: CouncilId, message: Message) -> Result<Acting, Refusal> {
    let known = facts.council(council)?;
    over_council(facts, &known.head, &[Grant::Secretariat(council)], Refusal::forbidden(message))
}

/// The proof that the caller runs the council, or the register.
///
/// # Errors
/// As for [`secretariat`].
pub(super) fn secretariat_or_operator(
    facts: &Facts<'_>,
    council: CouncilId,
    message: Message,
) -> Result<Acting, Refusal> {
    let known = facts.council(council)?;
    let grants = [Grant::Secretariat(council), Grant::Operator];
    over_council(facts, &known.head, &grants, Refusal::forbidden(message))
}

/// The proof that the caller is the person whose membership this is, or runs the council.
///
/// # Errors
/// As for [`secretariat`].
pub(super) fn member_or_secretariat(
    facts: &Facts<'_>,
    council: CouncilId,
    membership: Option<MembershipId>,
    message: Message,
) -> Result<Acting, Refusal> {
    let known = facts.council(council)?;
    let person = membership.and_then(|id| known.membership(id)).map(|membership| membership.person);
    match person.and_then(|person| Acting::person(facts.caller, person)) {
        Some(acting) => Ok(acting),
        None => secretariat(facts, council, message),
    }
}

/// Whether the caller may know that the council exists.
pub(super) fn sees(facts: &Facts<'_>, head: &CouncilHead) -> bool {
    head.is_public() || first_of(facts, &keepers(head)).is_some()
}

/// Those who look after a council: its secretariat, the organisation that owns it, the register.
pub(super) const fn keepers(head: &CouncilHead) -> [Grant; 3] {
    [Grant::Secretariat(head.id), Grant::Registrar(head.owner), Grant::Operator]
}
