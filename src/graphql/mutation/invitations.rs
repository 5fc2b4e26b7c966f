//! Mutations of invitations: how real people get to the seats and desks that are theirs.
//!
//! May import: `graphql`, `acts`, `domain`, `error`, `digest`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{How, perform, perform_if},
    secret::Secret,
};
use crate::{
    acts::invitation::{claim, invite_holder::InviteHolder, invite_staff::InviteStaff},
    digest::sha256,
    domain::word::Slug,
    graphql::{error::Result, public::council::Council, session::Session},
};

/// The holder of a seat is invited to use the members' room.
#[derive(Clone, Debug, InputObject)]
pub struct InviteHolderInput {
    /// Slug of the council.
    council: Slug,
    /// The person, who holds a seat or stands in for its holder.
    person: ID,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Somebody is invited to the staff of the secretariat.
#[derive(Clone, Debug, InputObject)]
pub struct InviteStaffInput {
    /// Slug of the council.
    council: Slug,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An invitation is taken up.
#[derive(Clone, Debug, InputObject)]
pub struct ClaimInvitationInput {
    /// The code of the invitation.
    code: String,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of an invitation.
    InvitationPayload {
        /// The code that takes it up, within 14 days. It is told this once, and again only to the same request under the
        /// same idempotency key; hand it to whom you invite and to nobody else.
        code: String
    }
}

payload! {
    /// What came of taking up an invitation.
    ClaimInvitationPayload {
        /// The council.
        council: Council
    }
}

/// Mutations of invitations.
#[derive(Default)]
pub struct InvitationMutations;

#[Object]
impl InvitationMutations {
    /// Invites the holder of a seat to link an account to it. For the secretariat, and operators.
    async fn invite_holder(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to invite.")] input: InviteHolderInput,
    ) -> Result<InvitationPayload> {
        let session = Session::of(ctx)?;
        let found = named::council(session, "council", &input.council)
            .and_then(|council| Ok((council, named::person("person", &input.person)?)));
        let how = How::once(input.idempotency_key);
        let secret = Secret::new(ctx, &how).await?;
        let act = found.map(|(council, person)| InviteHolder { council, person, code_hash: secret.digest() });
        let performed = perform_if(ctx, act, secret.seeding(how)).await?;
        Ok(InvitationPayload::of(performed, |_, after| secret.told(after)))
    }

    /// Invites somebody to the staff of the secretariat. For the secretariat and the owner's registrars.
    async fn invite_staff(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which secretariat.")] input: InviteStaffInput,
    ) -> Result<InvitationPayload> {
        let how = How::once(input.idempotency_key);
        let secret = Secret::new(ctx, &how).await?;
        let council = named::council(Session::of(ctx)?, "council", &input.council);
        let act = council.map(|council| InviteStaff { council, code_hash: secret.digest() });
        let performed = perform_if(ctx, act, secret.seeding(how)).await?;
        Ok(InvitationPayload::of(performed, |_, after| secret.told(after)))
    }

    /// Takes up an invitation: links the caller's account to the person who was invited, or to the secretariat.
    async fn claim_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The invitation.")] input: ClaimInvitationInput,
    ) -> Result<ClaimInvitationPayload> {
        let act = claim::ClaimInvitation { code_hash: sha256(input.code.trim()) };
        let how = How::once(input.idempotency_key);
        let performed = perform(ctx, act, how).await?;
        Ok(ClaimInvitationPayload::of(performed, |outcome, after| after.council_of(outcome.council)))
    }
}
