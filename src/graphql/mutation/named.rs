//! From what an input names to identities, through the doors: what the caller may not see is as if it did not exist.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::ID;

use crate::{
    acts::roster::place::Place,
    domain::{
        council::Body,
        id::{
            AccountId, AdviceId, AgendaItemId, AuthorityId, CaseId, ClaimId, CouncilId, ExemptionId, FactId, MandateId,
            MeetingId, MembershipId, OrganisationId, PaperId, PersonId, RecordId, SeatId,
        },
        mandate::clause::actor::Actor,
        message::{Message, said},
        word::{Key, Slug},
    },
    error::Refusal,
    graphql::{global_id::GlobalId, session::Session},
};

type Found<T> = Result<T, Refusal>;

/// The council of this slug.
pub(super) fn council(session: &Session, field: &str, slug: &Slug) -> Found<CouncilId> {
    let head = session.snapshot.directory.council_by_slug(slug);
    let head = head.filter(|head| session.sees(head).is_some());
    head.map(|head| head.id)
        .ok_or_else(|| Refusal::not_found(field, said!("dette rådet finnes ikke", "there is no such council")))
}

fn seen(session: &Session, id: CouncilId) -> bool {
    session.snapshot.directory.council(id).is_some_and(|head| session.sees(head).is_some())
}

/// The organisation of this slug.
pub(super) fn organisation(session: &Session, field: &str, slug: &Slug) -> Found<OrganisationId> {
    let known = session.snapshot.directory.organisation_by_slug(slug);
    known.map(|known| known.id).ok_or_else(|| {
        Refusal::not_found(field, said!("denne organisasjonen finnes ikke", "there is no such organisation"))
    })
}

/// The organisation or council that an actor names.
pub(super) fn body(session: &Session, field: &str, actor: &Actor) -> Found<Body> {
    match actor {
        Actor::Organisation(actor) => organisation(session, field, &actor.slug).map(Body::Organisation),
        Actor::Council(actor) => council(session, field, &actor.slug).map(Body::Council),
        _ => Err(Refusal::bad_input(
            field,
            said!("en organisasjon eller et råd trengs", "an organisation or a council is needed"),
        )),
    }
}

/// The seat of this id.
pub(super) fn seat(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, SeatId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Seat(council, seat)) if seen(session, council) => Ok((council, seat)),
        _ => Err(Refusal::not_found(field, said!("denne plassen finnes ikke", "there is no such seat"))),
    }
}

/// The seat of this id, which has to be of this council.
pub(super) fn own_seat(session: &Session, council: CouncilId, field: &str, id: &ID) -> Found<SeatId> {
    let missing = said!("rådet har ikke denne plassen", "there is no such seat of the council");
    own(council, field, missing, seat(session, field, id)?)
}

/// The place that is named: a seat by its id, or a group of the seats of a council.
pub(super) fn place(
    session: &Session,
    seat: Option<&ID>,
    council: Option<&Slug>,
    group: Option<Key>,
) -> Found<(CouncilId, Place)> {
    match (seat, council, group) {
        (Some(id), None, None) => self::seat(session, "seat", id).map(|(council, seat)| (council, Place::Seat(seat))),
        (None, Some(slug), Some(group)) => Ok((self::council(session, "council", slug)?, Place::Group(group))),
        _ => Err(Refusal::bad_input(
            "seat",
            said!(
                "enten en plass, eller et råd og en gruppe av plassene i det, trengs",
                "either a seat, or a council and a group of its seats, is needed"
            ),
        )),
    }
}

/// The membership of this id.
pub(super) fn membership(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, MembershipId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Membership(council, membership)) if seen(session, council) => Ok((council, membership)),
        _ => Err(Refusal::not_found(field, said!("dette medlemskapet finnes ikke", "there is no such membership"))),
    }
}

/// The membership of this id, which has to be of this council.
pub(super) fn own_membership(session: &Session, council: CouncilId, field: &str, id: &ID) -> Found<MembershipId> {
    let missing = said!("rådet har ikke dette medlemskapet", "there is no such membership of the council");
    own(council, field, missing, membership(session, field, id)?)
}

/// The record of this id.
pub(super) fn record(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, RecordId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Record(council, record)) if seen(session, council) => Ok((council, record)),
        _ => Err(Refusal::not_found(
            field,
            said!("det som skulle være ført, finnes ikke", "there is no such item on record"),
        )),
    }
}

/// The meeting of this id.
pub(super) fn meeting(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, MeetingId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Meeting(council, meeting)) if seen(session, council) => Ok((council, meeting)),
        _ => Err(Refusal::not_found(field, said!("dette møtet finnes ikke", "there is no such meeting"))),
    }
}

/// The meeting of this id, which has to be of this council.
pub(super) fn own_meeting(session: &Session, council: CouncilId, field: &str, id: &ID) -> Found<MeetingId> {
    let missing = said!("rådet har ikke dette møtet", "there is no such meeting of the council");
    own(council, field, missing, meeting(session, field, id)?)
}

/// The case of this id. Whether there is one is looked up once it is known that the caller may ask.
pub(super) fn case(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, CaseId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Case(council, case)) if seen(session, council) => Ok((council, case)),
        _ => Err(Refusal::not_found(field, said!("denne saken finnes ikke", "there is no such case"))),
    }
}

/// The item of this id. Whether there is one is looked up once it is known that the caller may ask.
pub(super) fn agenda_item(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, AgendaItemId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::AgendaItem(council, item)) if seen(session, council) => Ok((council, item)),
        _ => Err(Refusal::not_found(
            field,
            said!("dette punktet finnes ikke på noen saksliste", "there is no such item on an agenda"),
        )),
    }
}

/// The paper of this id. Whether there is one is looked up once it is known that the caller may ask.
pub(super) fn paper(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, PaperId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Paper(council, paper)) if seen(session, council) => Ok((council, paper)),
        _ => Err(Refusal::not_found(field, said!("dette papiret finnes ikke", "there is no such paper"))),
    }
}

/// The advice of this id. Whether there is one is looked up once it is known that the caller may ask.
pub(super) fn advice(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, AdviceId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Advice(council, advice)) if seen(session, council) => Ok((council, advice)),
        _ => Err(Refusal::not_found(field, said!("denne anbefalingen finnes ikke", "there is no such advice"))),
    }
}

/// The exemption of this id.
pub(super) fn exemption(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, ExemptionId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Exemption(council, exemption)) if seen(session, council) => Ok((council, exemption)),
        _ => Err(Refusal::not_found(field, said!("dette unntaket finnes ikke", "there is no such exemption"))),
    }
}

/// The fact of this id, and whose it is. Whether there is one is looked up under the lock.
pub(super) fn fact(field: &str, id: &ID) -> Found<(PersonId, FactId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Fact(person, fact)) => Ok((person, fact)),
        _ => Err(Refusal::not_found(field, said!("denne opplysningen finnes ikke", "there is no such fact"))),
    }
}

/// What was found, which has to be of this council; `missing` is said where it is not.
pub(super) fn own<T>(council: CouncilId, field: &str, missing: Message, (of, found): (CouncilId, T)) -> Found<T> {
    if of == council { Ok(found) } else { Err(Refusal::not_found(field, missing)) }
}

/// What was found, if anything was named: it has to be of this council.
pub(super) fn of_council<T>(
    council: CouncilId,
    field: &str,
    missing: Message,
    found: Option<(CouncilId, T)>,
) -> Found<Option<T>> {
    found.map(|found| own(council, field, missing, found)).transpose()
}

/// The mandate of this id, which has to be of this council.
pub(super) fn mandate(council: CouncilId, field: &str, id: &ID) -> Found<MandateId> {
    match GlobalId::decode(id) {
        Some(GlobalId::Mandate(of, mandate)) if of == council => Ok(mandate),
        _ => Err(Refusal::not_found(
            field,
            said!("rådet har ikke dette mandatet", "there is no such mandate of the council"),
        )),
    }
}

/// The claim of this id.
pub(super) fn claim(session: &Session, field: &str, id: &ID) -> Found<(CouncilId, ClaimId)> {
    match GlobalId::decode(id) {
        Some(GlobalId::Claim(council, claim)) if seen(session, council) => Ok((council, claim)),
        _ => Err(Refusal::not_found(
            field,
            said!("denne opplysningen om en organisasjon finnes ikke", "there is no such claim"),
        )),
    }
}

/// The person of this id. Whether there is one is looked up under the lock.
pub(super) fn person(field: &str, id: &ID) -> Found<PersonId> {
    match GlobalId::decode(id) {
        Some(GlobalId::Person(person)) => Ok(person),
        _ => Err(Refusal::not_found(field, said!("denne personen finnes ikke", "there is no such person"))),
    }
}

/// The account of this id. Whether there is one is looked up under the lock.
pub(super) fn account(field: &str, id: &ID) -> Found<AccountId> {
    match GlobalId::decode(id) {
        Some(GlobalId::Account(account)) => Ok(account),
        _ => Err(Refusal::not_found(field, said!("denne kontoen finnes ikke", "there is no such account"))),
    }
}

/// The authority of this id. Whether there is one is looked up under the lock.
pub(super) fn authority(field: &str, id: &ID) -> Found<AuthorityId> {
    match GlobalId::decode(id) {
        Some(GlobalId::Authority(authority)) => Ok(authority),
        _ => Err(Refusal::not_found(field, said!("denne fullmakten finnes ikke", "there is no such authority"))),
    }
}
