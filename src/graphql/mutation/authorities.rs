//! Mutations of authorities, and of the council's place in the register.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{How, how, perform_if},
};
use crate::{
    acts::{
        authority::{grant, revoke},
        council::{dissolve::DissolveCouncil, publish::PublishCouncil, rename::RenameCouncil},
    },
    domain::{
        mandate::clause::actor::Actor,
        message::said,
        people::{AuthorityKind, Grant},
        text::Text,
        time::Date,
        word::Slug,
    },
    error::Refusal,
    graphql::{error::Result, global_id::GlobalId, public::council::Council, session::Session},
};

/// An account gets an authority.
#[derive(Clone, Debug, InputObject)]
pub struct GrantAuthorityInput {
    /// The account: what `viewer { account }` tells its holder.
    account: ID,
    /// The kind.
    kind: AuthorityKind,
    /// Slug of the council, for SECRETARIAT.
    council: Option<Slug>,
    /// Slug of the organisation, for APPOINTER and REGISTRAR.
    organisation: Option<Slug>,
    /// First day; today where it is not said.
    from: Option<Date>,
    /// First day after; open where it is not said.
    until: Option<Date>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An authority ends today.
#[derive(Clone, Debug, InputObject)]
pub struct RevokeAuthorityInput {
    /// The authority.
    authority: ID,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A council gets another name; what is absent stays as it is.
#[derive(Clone, Debug, InputObject)]
pub struct RenameCouncilInput {
    /// Slug of the council.
    council: Slug,
    /// The new slug; the former one leads to it.
    slug: Option<Slug>,
    /// The new name.
    name: Option<Text>,
    /// The new description.
    description: Option<Text>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A draft becomes public.
#[derive(Clone, Debug, InputObject)]
pub struct PublishCouncilInput {
    /// Slug of the council.
    council: Slug,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A council ceases to exist.
#[derive(Clone, Debug, InputObject)]
pub struct DissolveCouncilInput {
    /// Slug of the council.
    council: Slug,
    /// First day on which it no longer exists.
    on: Date,
    /// Who comes after it, an organisation or a council.
    successor: Option<Actor>,
    /// Where that is known from.
    source: Option<String>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of granting or revoking an authority.
    AuthorityPayload {
        /// The id of the authority.
        authority: ID
    }
}

payload! {
    /// What came of changing a council's place in the register.
    CouncilPayload {
        /// The council as it is now.
        council: Council
    }
}

/// Mutations of authorities and of councils' heads.
#[derive(Default)]
pub struct AuthorityMutations;

#[Object]
impl AuthorityMutations {
    /// Grants an authority. SECRETARIAT: for the secretariat and the owner's registrars; APPOINTER and REGISTRAR: for
    /// registrars of the organisation; OPERATOR: for operators, who may grant the others too.
    async fn grant_authority(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The authority.")] input: GrantAuthorityInput,
    ) -> Result<AuthorityPayload> {
        let how = How::once(input.idempotency_key.clone());
        let performed = perform_if(ctx, granting(Session::of(ctx)?, input), how).await?;
        Ok(AuthorityPayload::of(performed, |outcome, _| Some(GlobalId::Authority(outcome.authority).encode())))
    }

    /// Ends an authority today. For those who could grant it.
    async fn revoke_authority(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The authority.")] input: RevokeAuthorityInput,
    ) -> Result<AuthorityPayload> {
        let act =
            named::authority("authority", &input.authority).map(|authority| revoke::RevokeAuthority { authority });
        let how = How::once(input.idempotency_key);
        let performed = perform_if(ctx, act, how).await?;
        Ok(AuthorityPayload::of(performed, |outcome, _| Some(GlobalId::Authority(outcome.authority).encode())))
    }

    /// Changes the slug, name or description of a council. For its secretariat, its owner, and operators.
    async fn rename_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new name.")] input: RenameCouncilInput,
    ) -> Result<CouncilPayload> {
        let session = Session::of(ctx)?;
        let act = named::council(session, "council", &input.council).map(|council| RenameCouncil {
            council,
            slug: input.slug,
            name: input.name,
            description: input.description,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CouncilPayload::of(performed, |_, after| after.council()))
    }

    /// Puts a draft into the public register. For its secretariat, its owner, and operators.
    async fn publish_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The council.")] input: PublishCouncilInput,
    ) -> Result<CouncilPayload> {
        let session = Session::of(ctx)?;
        let act = named::council(session, "council", &input.council).map(|council| PublishCouncil { council });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CouncilPayload::of(performed, |_, after| after.council()))
    }

    /// Records that a council ceases to exist, and who comes after it. It stays in the register. For its owner and
    /// operators.
    async fn dissolve_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The dissolution.")] input: DissolveCouncilInput,
    ) -> Result<CouncilPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, dissolution(session, input), how).await?;
        Ok(CouncilPayload::of(performed, |_, after| after.council()))
    }
}

fn granting(session: &Session, input: GrantAuthorityInput) -> std::result::Result<grant::GrantAuthority, Refusal> {
    let account = named::account("account", &input.account)?;
    let grant = match (input.kind, &input.council, &input.organisation) {
        (AuthorityKind::Secretariat, Some(slug), None) => Grant::Secretariat(named::council(session, "council", slug)?),
        (AuthorityKind::Appointer, None, Some(slug)) => {
            Grant::Appointer(named::organisation(session, "organisation", slug)?)
        }
        (AuthorityKind::Registrar, None, Some(slug)) => {
            Grant::Registrar(named::organisation(session, "organisation", slug)?)
        }
        (AuthorityKind::Operator, None, None) => Grant::Operator,
        (AuthorityKind::Secretariat, ..) => {
            return Err(Refusal::bad_input(
                "council",
                said!(
                    "SECRETARIAT gjelder et råd, og ingen organisasjon",
                    "SECRETARIAT is for a council, and for no organisation"
                ),
            ));
        }
        (AuthorityKind::Appointer | AuthorityKind::Registrar, ..) => {
            return Err(Refusal::bad_input(
                "organisation",
                said!(
                    "denne fullmakten gjelder en organisasjon, og ikke noe råd",
                    "this authority is for an organisation, and for no council"
                ),
            ));
        }
        (AuthorityKind::Operator, ..) => {
            return Err(Refusal::bad_input(
                "kind",
                said!(
                    "OPERATOR gjelder verken et råd eller en organisasjon",
                    "OPERATOR is for neither a council nor an organisation"
                ),
            ));
        }
    };
    let day = |date: Option<Date>| date.map(|day| day.0);
    Ok(grant::GrantAuthority { account, grant, from: day(input.from), until: day(input.until) })
}

fn dissolution(session: &Session, input: DissolveCouncilInput) -> std::result::Result<DissolveCouncil, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let successor = input.successor.map(|actor| named::body(session, "successor", &actor)).transpose()?;
    Ok(DissolveCouncil { council, on: input.on.0, successor, source: input.source })
}
