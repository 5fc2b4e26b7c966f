//! Mutations of the roster's whole life: who is nominated, stays on, stands in, leads, speaks for somebody else, was
//! recorded wrongly, or held a seat before; and a whole set of people at once.
//!
//! May import: `graphql`, `acts`, `access`, `domain`, `error`.

mod acts;
mod inputs;

use async_graphql::{Context, Object, SimpleObject};

use self::inputs::{
    AppointSetInput, CorrectMembershipInput, DesignateChairInput, DesignateDeputyInput, MoveRepresentationInput,
    NominateInput, RecordHistoryInput, RenewTermInput,
};
use super::{
    payload::payload,
    perform::{How, Performed, how, perform_if},
};
use crate::{
    access::door,
    domain::id::MembershipId,
    error::Refusal,
    graphql::{error::Result, public::membership::Membership, secretariat::NominationStep, session::Session},
};

/// What came of an act on the roster.
#[derive(SimpleObject)]
pub struct RosterPayload {
    /// Whether nothing was written.
    dry_run: bool,
    /// The memberships that began or changed, as they are now or would be: those that began first. One that was
    /// withdrawn is not among them.
    memberships: Vec<Membership>,
    /// What was let pass, but should be looked at.
    warnings: Vec<Refusal>,
    /// What was wrong; then nothing was written.
    user_errors: Vec<Refusal>,
}

impl RosterPayload {
    fn of<Outcome>(
        dry_run: bool,
        performed: Performed<Outcome>,
        changed: impl FnOnce(&Outcome) -> Vec<MembershipId>,
    ) -> Self {
        let done = performed.done.as_ref().and_then(|(outcome, after)| Some((changed(outcome), after.view()?)));
        let memberships = done.map(|(ids, view)| ids.iter().filter_map(|id| Membership::by_id(&view, *id)).collect());
        Self {
            dry_run,
            memberships: memberships.unwrap_or_default(),
            warnings: performed.warnings,
            user_errors: performed.user_errors,
        }
    }
}

payload! {
    /// What came of a nomination.
    NominatePayload {
        /// The nomination. Only those who nominate and the secretariat see it.
        nomination: NominationStep
    }
}

/// Mutations of the roster's life.
#[derive(Default)]
pub struct RosterLifeMutations;

#[Object]
impl RosterLifeMutations {
    /// Nominates somebody for a seat: a step on the way, which binds nobody. For those who nominate by the mandate, the
    /// organisation that the seat is for, whoever appoints to it, and the secretariat, which writes down what others
    /// say.
    async fn nominate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The nomination.")] input: NominateInput,
    ) -> Result<NominatePayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let named = input.person_name.is_some();
        let performed = perform_if(ctx, acts::nominate(session, input), how).await?;
        Ok(NominatePayload::of(performed, |outcome, after| {
            let view = after.view()?;
            let on_desk = door::secretariat(&session.caller, &view.value.head, session.today).is_ok();
            NominationStep::made(&view, outcome.step, named || on_desk)
        }))
    }

    /// Renews a term: the same person goes on in the same seat by a new appointment, from the planned end of the
    /// present term. For whoever appoints to the seat by the mandate, and nobody else. Refused where the clause on the
    /// term forbids it.
    async fn renew_term(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The renewal.")] input: RenewTermInput,
    ) -> Result<RosterPayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, acts::renew(Session::of(ctx)?, &input), how).await?;
        Ok(RosterPayload::of(input.dry_run, performed, |done| vec![done.membership, done.former]))
    }

    /// Designates a deputy for the holder of a seat; whoever was deputy of this rank until then is so no longer. For
    /// whoever designates deputies by the mandate, otherwise for whoever appoints to the seat.
    async fn designate_deputy(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The deputy.")] input: DesignateDeputyInput,
    ) -> Result<RosterPayload> {
        let performed = perform_if(ctx, acts::designate_deputy(Session::of(ctx)?, &input), how!(input)).await?;
        Ok(RosterPayload::of(false, performed, |done| with_former(done.membership, &done.former)))
    }

    /// Gives a member the chair or another post from a day on; whoever held it goes on as a member, unless the new
    /// holder only acts in that place. For whoever fills the post by the mandate; where it is elected or goes round,
    /// for the secretariat, which records it; otherwise for whoever appoints to the seat, and the council's owner.
    async fn designate_chair(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The post and its holder.")] input: DesignateChairInput,
    ) -> Result<RosterPayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, acts::designate_chair(Session::of(ctx)?, &input), how).await?;
        Ok(RosterPayload::of(input.dry_run, performed, |done| with_former(done.membership, &done.former)))
    }

    /// Says that a holder speaks for another organisation from a day on. For whoever appoints to the seat, the
    /// secretariat, and operators. Refused where the seat is for one organisation, and the other did not come after it.
    async fn move_representation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation.")] input: MoveRepresentationInput,
    ) -> Result<RosterPayload> {
        let performed = perform_if(ctx, acts::move_representation(Session::of(ctx)?, &input), how!(input)).await?;
        Ok(RosterPayload::of(false, performed, |done| with_former(done.membership, &[done.former])))
    }

    /// Corrects a membership that was recorded wrongly, or withdraws one that never was. For the secretariat, whoever
    /// appoints to the seat, and operators. The wrong entry stays in the audit log.
    async fn correct_membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is right.")] input: CorrectMembershipInput,
    ) -> Result<RosterPayload> {
        let performed =
            perform_if(ctx, acts::correct(Session::of(ctx)?, &input), How { dry_run: input.dry_run, ..how!(input) })
                .await?;
        Ok(RosterPayload::of(input.dry_run, performed, |done| vec![done.membership]))
    }

    /// Records who held which seat before, lawfully or not, each with its source: all entries or none. For the
    /// secretariat and operators. What a mandate forbids is only warned of; what cannot have been is refused.
    async fn record_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was.")] input: RecordHistoryInput,
    ) -> Result<RosterPayload> {
        let (dry_run, how) = (input.dry_run, How { dry_run: input.dry_run, ..how!(input) });
        let performed = perform_if(ctx, acts::record_history(Session::of(ctx)?, input), how).await?;
        Ok(RosterPayload::of(dry_run, performed, |done| done.memberships.clone()))
    }

    /// Appoints a whole set of people in one act: all of them, or nobody. For whoever appoints to each of the seats by
    /// the mandate.
    async fn appoint_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The set.")] input: AppointSetInput,
    ) -> Result<RosterPayload> {
        let (dry_run, how) = (input.dry_run, How { dry_run: input.dry_run, ..how!(input) });
        let performed = perform_if(ctx, acts::appoint_set(Session::of(ctx)?, input), how).await?;
        Ok(RosterPayload::of(dry_run, performed, |done| done.memberships.clone()))
    }
}

/// The membership that began, and those that it follows. A membership that began on the day itself is mended in its
/// place, and is there once.
fn with_former(membership: MembershipId, former: &[MembershipId]) -> Vec<MembershipId> {
    let others = former.iter().copied().filter(|other| *other != membership);
    std::iter::once(membership).chain(others).collect()
}
