//! Mutations of the roster, and of the council's head.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{how, perform_if},
};
use crate::{
    acts::roster::{appoint::Appoint, end::EndMembership},
    domain::{
        council::Role,
        mandate::clause::actor::Actor,
        time::Date,
        word::{Code, Key, Slug},
    },
    error::Refusal,
    graphql::{error::Result, public::membership::Membership, session::Session},
};

/// Somebody is appointed to a seat.
#[derive(Clone, Debug, InputObject)]
pub struct AppointInput {
    /// The seat; or say `council` and `group`, for whichever seat of the group is free.
    seat: Option<ID>,
    /// Slug of the council, with `group`.
    council: Option<Slug>,
    /// Key of the seat group, with `council`.
    group: Option<Key>,
    /// The person.
    person: ID,
    /// First day.
    start: Date,
    /// The planned first day after; what the mandate plans where it is not said.
    expected_end: Option<Date>,
    /// Who decided, an organisation or a council; whoever acts where it is not said.
    decided_by: Option<Actor>,
    /// When it was decided; today where it is not said.
    decided_on: Option<Date>,
    /// Slug of the organisation that the holder speaks for.
    on_behalf_of: Option<Slug>,
    /// 0 for the holder of the seat; 1 and more for alternates, in order.
    #[graphql(default)]
    alternate_rank: u32,
    /// As what; as the mandate says where it is not said.
    role: Option<Role>,
    /// On what basis, where it departs from a default of the mandate.
    basis: Option<String>,
    /// Where it is known from; needed with `history`.
    source: Option<String>,
    /// Whether it happened before or elsewhere and is only recorded here.
    #[graphql(default)]
    history: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A membership ends.
#[derive(Clone, Debug, InputObject)]
pub struct EndMembershipInput {
    /// The membership.
    membership: ID,
    /// First day no longer held.
    on: Date,
    /// On what ground: an entry of the code list `ending`.
    ground: Option<Code>,
    /// Why, in words.
    reason: Option<String>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of appointing somebody, or of ending a membership.
    MembershipPayload {
        /// The membership as it is now.
        membership: Membership
    }
}

/// Mutations of the roster.
#[derive(Default)]
pub struct RosterMutations;

#[Object]
impl RosterMutations {
    /// Appoints somebody to a seat. For whoever appoints to the seat by the mandate, and nobody else; for the owner
    /// where the mandate names nobody. What happened before or elsewhere is recorded by the secretariat with
    /// `history: true`.
    async fn appoint(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The appointment.")] input: AppointInput,
    ) -> Result<MembershipPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, appointment(session, input), how).await?;
        Ok(MembershipPayload::of(performed, |outcome, after| Membership::by_id(&after.view()?, outcome.membership)))
    }

    /// Ends a membership. For whoever appoints to the seat, the secretariat, and operators.
    async fn end_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The end.")] input: EndMembershipInput,
    ) -> Result<MembershipPayload> {
        let session = Session::of(ctx)?;
        let found = named::membership(session, "membership", &input.membership);
        let act = found.map(|(council, membership)| EndMembership {
            council,
            membership,
            on: input.on.0,
            ground: input.ground,
            reason: input.reason,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(MembershipPayload::of(performed, |outcome, after| Membership::by_id(&after.view()?, outcome.membership)))
    }
}

fn appointment(session: &Session, input: AppointInput) -> std::result::Result<Appoint, Refusal> {
    let (council, place) = named::place(session, input.seat.as_ref(), input.council.as_ref(), input.group)?;
    let decided_by = input.decided_by.map(|actor| named::body(session, "decidedBy", &actor)).transpose()?;
    let on_behalf_of = input.on_behalf_of.map(|slug| named::organisation(session, "onBehalfOf", &slug)).transpose()?;
    Ok(Appoint {
        council,
        place,
        person: named::person("person", &input.person)?,
        start: input.start.0,
        expected_end: input.expected_end.map(|day| day.0),
        decided_by,
        decided_on: input.decided_on.map(|day| day.0),
        on_behalf_of,
        alternate_rank: input.alternate_rank,
        role: input.role,
        basis: input.basis,
        source: input.source,
        history: input.history,
    })
}
