//! From the inputs of a roster's life to acts: every name becomes an identity, through the doors.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::ID;

use super::inputs::{
    AppointSetInput, AppointeeInput, CorrectMembershipInput, DesignateChairInput, DesignateDeputyInput,
    HistoryEntryInput, MoveRepresentationInput, NominateInput, RecordHistoryInput, RenewTermInput,
};
use crate::{
    acts::roster::{
        appoint_set::{AppointSet, Appointee},
        correct::CorrectMembership,
        designate_chair::DesignateChair,
        designate_deputy::DesignateDeputy,
        move_representation::MoveRepresentation,
        nominate::Nominate,
        place::Place,
        record_history::{HistoryEntry, RecordHistory},
        renew::RenewTerm,
        who::Who,
    },
    domain::{
        council::Body,
        id::{CouncilId, OrganisationId},
        mandate::clause::actor::Actor,
        message::said,
        time::Date,
        word::{Key, Slug},
    },
    error::{Refusal, Refusals},
    graphql::{mutation::named, session::Session},
};

type Made<T> = Result<T, Refusal>;

fn body(session: &Session, field: &str, actor: Option<&Actor>) -> Made<Option<Body>> {
    actor.map(|actor| named::body(session, field, actor)).transpose()
}

fn organisation(session: &Session, field: &str, slug: Option<&Slug>) -> Made<Option<OrganisationId>> {
    slug.map(|slug| named::organisation(session, field, slug)).transpose()
}

fn day(date: Option<Date>) -> Option<chrono::NaiveDate> {
    date.map(|date| date.0)
}

/// The person of an input, whose fields are at this path.
fn who(at: &str, person: Option<&ID>, name: Option<String>) -> Made<Who> {
    match (person, name) {
        (Some(person), None) => named::person(&format!("{at}person"), person).map(Who::Known),
        (None, Some(name)) => Ok(Who::New(name)),
        _ => Err(Refusal::bad_input(
            &format!("{at}person"),
            said!("enten en person eller navnet på en ny trengs", "either a person or the name of a new one is needed"),
        )),
    }
}

/// The place of an input in a council, whose fields are at this path.
fn place(session: &Session, at: &str, council: CouncilId, seat: Option<&ID>, group: Option<Key>) -> Made<Place> {
    let field = format!("{at}seat");
    match (seat, group) {
        (Some(seat), None) => match named::seat(session, &field, seat)? {
            (of, seat) if of == council => Ok(Place::Seat(seat)),
            _ => {
                let message = said!(
                    "dette er en plass i et annet råd; ta en fra listen over plassene i dette rådet",
                    "this is a seat of another council; take one from this council's list of seats"
                );
                Err(Refusal::not_found(&field, message))
            }
        },
        (None, Some(group)) => Ok(Place::Group(group)),
        _ => Err(Refusal::bad_input(
            &field,
            said!("enten en plass eller en plassgruppe trengs", "either a seat or a group of seats is needed"),
        )),
    }
}

pub(super) fn nominate(session: &Session, input: NominateInput) -> Made<Nominate> {
    let (council, place) = named::place(session, input.seat.as_ref(), input.council.as_ref(), input.group)?;
    Ok(Nominate {
        council,
        place,
        who: who("", input.person.as_ref(), input.person_name)?,
        by: body(session, "by", input.by.as_ref())?,
        on: day(input.on),
        note: input.note,
    })
}

pub(super) fn renew(session: &Session, input: &RenewTermInput) -> Made<RenewTerm> {
    let (council, membership) = named::membership(session, "membership", &input.membership)?;
    Ok(RenewTerm {
        council,
        membership,
        start: day(input.start),
        expected_end: day(input.expected_end),
        decided_by: body(session, "decidedBy", input.decided_by.as_ref())?,
        decided_on: day(input.decided_on),
        basis: input.basis.clone(),
    })
}

pub(super) fn designate_deputy(session: &Session, input: &DesignateDeputyInput) -> Made<DesignateDeputy> {
    let (council, seat) = named::seat(session, "seat", &input.seat)?;
    Ok(DesignateDeputy {
        council,
        seat,
        rank: input.rank,
        person: named::person("person", &input.person)?,
        start: input.start.0,
        expected_end: day(input.expected_end),
        on_behalf_of: organisation(session, "onBehalfOf", input.on_behalf_of.as_ref())?,
        decided_by: body(session, "decidedBy", input.decided_by.as_ref())?,
        decided_on: day(input.decided_on),
        basis: input.basis.clone(),
    })
}

pub(super) fn designate_chair(session: &Session, input: &DesignateChairInput) -> Made<DesignateChair> {
    let (council, membership) = named::membership(session, "membership", &input.membership)?;
    Ok(DesignateChair {
        council,
        membership,
        post: input.post.clone(),
        acting: input.acting,
        on: input.on.0,
        reason: input.reason.clone(),
        source: input.source.clone(),
        history: input.history,
    })
}

pub(super) fn move_representation(session: &Session, input: &MoveRepresentationInput) -> Made<MoveRepresentation> {
    let (council, membership) = named::membership(session, "membership", &input.membership)?;
    Ok(MoveRepresentation {
        council,
        membership,
        on_behalf_of: named::organisation(session, "onBehalfOf", &input.on_behalf_of)?,
        from: input.from.0,
        reason: input.reason.clone(),
    })
}

pub(super) fn correct(session: &Session, input: &CorrectMembershipInput) -> Made<CorrectMembership> {
    let (council, membership) = named::membership(session, "membership", &input.membership)?;
    Ok(CorrectMembership {
        council,
        membership,
        reason: input.reason.clone(),
        withdraw: input.withdraw,
        start: day(input.start),
        expected_end: day(input.expected_end),
        ended: day(input.end),
        on_behalf_of: organisation(session, "onBehalfOf", input.on_behalf_of.as_ref())?,
        role: input.role,
        person: input.person.as_ref().map(|person| named::person("person", person)).transpose()?,
        clear: input.clear.clone(),
    })
}

/// Every entry that names what does not exist is told at once.
fn each<In, Out>(entries: Vec<In>, list: &str, make: impl Fn(&str, In) -> Made<Out>) -> Result<Vec<Out>, Refusals> {
    let (mut made, mut refused) = (Vec::new(), Vec::new());
    for (index, entry) in entries.into_iter().enumerate() {
        match make(&format!("{list}[{index}]."), entry) {
            Ok(one) => made.push(one),
            Err(refusal) => refused.push(refusal),
        }
    }
    if refused.is_empty() { Ok(made) } else { Err(refused) }
}

pub(super) fn record_history(session: &Session, input: RecordHistoryInput) -> Result<RecordHistory, Refusals> {
    let council = named::council(session, "council", &input.council)?;
    let entries = each(input.entries, "entries", |at, entry| history_entry(session, at, council, entry))?;
    Ok(RecordHistory { council, entries })
}

fn history_entry(session: &Session, at: &str, council: CouncilId, entry: HistoryEntryInput) -> Made<HistoryEntry> {
    Ok(HistoryEntry {
        place: place(session, at, council, entry.seat.as_ref(), entry.group)?,
        who: who(at, entry.person.as_ref(), entry.person_name)?,
        role: entry.role,
        alternate_rank: entry.alternate_rank,
        start: entry.start.0,
        end: day(entry.end),
        expected_end: day(entry.expected_end),
        on_behalf_of: organisation(session, &format!("{at}onBehalfOf"), entry.on_behalf_of.as_ref())?,
        decided_by: body(session, &format!("{at}decidedBy"), entry.decided_by.as_ref())?,
        decided_on: day(entry.decided_on),
        source: entry.source,
    })
}

pub(super) fn appoint_set(session: &Session, input: AppointSetInput) -> Result<AppointSet, Refusals> {
    let council = named::council(session, "council", &input.council)?;
    Ok(AppointSet {
        council,
        start: input.start.0,
        expected_end: day(input.expected_end),
        decided_by: body(session, "decidedBy", input.decided_by.as_ref())?,
        decided_on: day(input.decided_on),
        basis: input.basis,
        appointments: each(input.appointments, "appointments", |at, one| appointee(session, at, council, one))?,
    })
}

fn appointee(session: &Session, at: &str, council: CouncilId, one: AppointeeInput) -> Made<Appointee> {
    Ok(Appointee {
        place: place(session, at, council, one.seat.as_ref(), one.group)?,
        person: named::person(&format!("{at}person"), &one.person)?,
        on_behalf_of: organisation(session, &format!("{at}onBehalfOf"), one.on_behalf_of.as_ref())?,
        alternate_rank: one.alternate_rank,
        role: one.role,
    })
}
