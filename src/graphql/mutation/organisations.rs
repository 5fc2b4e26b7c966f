//! Mutations of organisations, and of what is stated about them.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{How, how, perform, perform_if},
};
use crate::{
    acts::{
        claim::answer::AnswerClaim,
        organisation::{
            create::CreateOrganisation,
            edit::{EditOrganisation, OrganisationField},
        },
    },
    domain::{
        register::NewOrganisation,
        text::Text,
        time::Date,
        word::{Code, Slug},
    },
    graphql::{
        error::Result,
        public::{council::Council, organisation::Organisation},
        session::Session,
    },
};

/// An organisation that is added to the register.
#[derive(Clone, Debug, InputObject)]
pub struct CreateOrganisationInput {
    /// What it is.
    #[graphql(flatten)]
    organisation: NewOrganisation,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// New data of an organisation; what is absent stays as it is.
#[derive(Clone, Debug, InputObject)]
pub struct EditOrganisationInput {
    /// Slug of the organisation.
    organisation: Slug,
    /// What it is called.
    name: Option<Text>,
    /// Norwegian organisation number, nine digits.
    number: Option<String>,
    /// An entry of the code list `organisation-kind`.
    kind: Option<Code>,
    /// An entry of the code list `sector`.
    sector: Option<Code>,
    /// When it ceased to exist.
    dissolved_on: Option<Date>,
    /// Fields that become empty. A field cannot be set and cleared at once.
    #[graphql(default)]
    clear: Vec<OrganisationField>,
    /// The `revision` of the register (`register { revision }`) when this was read; where it is another by now,
    /// VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An answer to a statement about an organisation.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerClaimInput {
    /// The statement.
    claim: ID,
    /// Whether it is right.
    right: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of creating or editing an organisation.
    OrganisationPayload {
        /// The organisation as it is now.
        organisation: Organisation
    }
}

payload! {
    /// What came of answering a statement.
    AnswerClaimPayload {
        /// The council about which it is stated.
        council: Council
    }
}

/// Mutations of organisations.
#[derive(Default)]
pub struct OrganisationMutations;

#[Object]
impl OrganisationMutations {
    /// Adds an organisation to the register. For those who run a council, registrars and operators, and for whoever
    /// comes with the organisation's own verified number.
    async fn create_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation.")] input: CreateOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let how = How::once(input.idempotency_key);
        let performed = perform(ctx, CreateOrganisation { input: input.organisation }, how).await?;
        Ok(OrganisationPayload::of(performed, |outcome, after| {
            Organisation::by_id(&Arc::clone(after.scope()), outcome.organisation)
        }))
    }

    /// Changes the data of an organisation. For its own registrars, and operators.
    async fn edit_organisation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new data.")] input: EditOrganisationInput,
    ) -> Result<OrganisationPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let act =
            named::organisation(session, "organisation", &input.organisation).map(|organisation| EditOrganisation {
                organisation,
                name: input.name,
                number: input.number,
                kind: input.kind,
                sector: input.sector,
                dissolved_on: input.dissolved_on.map(|day| day.0),
                clear: input.clear,
            });
        let performed = perform_if(ctx, act, how).await?;
        Ok(OrganisationPayload::of(performed, |outcome, after| {
            Organisation::by_id(&Arc::clone(after.scope()), outcome.organisation)
        }))
    }

    /// Confirms or rejects a statement about an organisation. For its own registrars.
    async fn answer_claim(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerClaimInput,
    ) -> Result<AnswerClaimPayload> {
        let session = Session::of(ctx)?;
        let act = named::claim(session, "claim", &input.claim).map(|(council, claim)| AnswerClaim {
            council,
            claim,
            right: input.right,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(AnswerClaimPayload::of(performed, |_, after| after.council()))
    }
}
