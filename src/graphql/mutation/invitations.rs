//! Mutations of invitations: how real people get to the seats and desks that are theirs.
//!
//! May import: `graphql`, `acts`, `domain`, `error`, `digest`.

use async_graphql::{Context, ID, InputObject, Object};
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    named,
    payload::payload,
    perform::{How, Performed, perform, perform_if},
};
use crate::{
    acts::invitation::{claim, invite_holder::InviteHolder, invite_staff::InviteStaff},
    digest::sha256,
    domain::word::Slug,
    graphql::{
        error::{Result, internal},
        public::council::Council,
        session::Session,
    },
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
        /// The code that takes it up, within 14 days. It is told this once; hand it to whom you invite and to nobody
        /// else.
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
        let (code, code_hash) = new_code()?;
        let act = found.map(|(council, person)| InviteHolder { council, person, code_hash });
        let how = How { idempotency_key: input.idempotency_key, ..How::default() };
        let performed = perform_if(ctx, act, how).await?;
        Ok(told(performed, code))
    }

    /// Invites somebody to the staff of the secretariat. For the secretariat and the owner's registrars.
    async fn invite_staff(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "To which secretariat.")] input: InviteStaffInput,
    ) -> Result<InvitationPayload> {
        let (code, code_hash) = new_code()?;
        let council = named::council(Session::of(ctx)?, "council", &input.council);
        let act = council.map(|council| InviteStaff { council, code_hash });
        let how = How { idempotency_key: input.idempotency_key, ..How::default() };
        let performed = perform_if(ctx, act, how).await?;
        Ok(told(performed, code))
    }

    /// Takes up an invitation: links the caller's account to the person who was invited, or to the secretariat.
    async fn claim_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The invitation.")] input: ClaimInvitationInput,
    ) -> Result<ClaimInvitationPayload> {
        let act = claim::ClaimInvitation { code_hash: sha256(input.code.trim()) };
        let how = How { idempotency_key: input.idempotency_key, ..How::default() };
        let performed = perform(ctx, act, how).await?;
        Ok(ClaimInvitationPayload::of(performed, |outcome, after| after.council_of(outcome.council)))
    }
}

fn told<Outcome>(performed: Performed<Outcome>, code: String) -> InvitationPayload {
    InvitationPayload::of(performed, |_, _| Some(code))
}

/// A code of 144 random bits, and its digest.
pub(super) fn new_code() -> Result<(String, String)> {
    let mut bytes = [0_u8; 18];
    SystemRandom::new().fill(&mut bytes).map_err(|_| internal("the system has no randomness"))?;
    let code = URL_SAFE_NO_PAD.encode(bytes);
    let digest = sha256(&code);
    Ok((code, digest))
}
