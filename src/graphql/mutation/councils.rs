//! Mutations that register councils and publish templates.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, Object, SimpleObject};

use super::perform::{How, perform};
use crate::{
    acts::{council::register::RegisterCouncil, template::publish::PublishTemplate},
    domain::{mandate::template, register},
    error::Refusal,
    graphql::{
        error::Result,
        public::{council::Council, template::MandateTemplate},
    },
};

/// Mutations of councils and templates.
#[derive(Default)]
pub struct CouncilMutations;

/// What came of registering a council.
#[derive(SimpleObject)]
pub struct RegisterCouncilPayload {
    /// Whether nothing was written.
    dry_run: bool,
    /// The council as it is now, or would be.
    council: Option<Council>,
    /// What was let pass, but should be looked at.
    warnings: Vec<Refusal>,
    /// What was wrong; then nothing was written.
    user_errors: Vec<Refusal>,
}

/// What came of publishing a template.
#[derive(SimpleObject)]
pub struct PublishTemplatePayload {
    /// Whether nothing was written.
    dry_run: bool,
    /// The template as it is now, or would be.
    template: Option<MandateTemplate>,
    /// What was let pass, but should be looked at.
    warnings: Vec<Refusal>,
    /// What was wrong; then nothing was written.
    user_errors: Vec<Refusal>,
}

#[Object]
impl CouncilMutations {
    /// Registers a council with its mandate and its seats. For registrars of the owner; the account that registers
    /// becomes the council's first secretariat.
    async fn register_council(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The council.")] input: register::RegisterCouncil,
    ) -> Result<RegisterCouncilPayload> {
        let how = How { dry_run: input.dry_run, ..How::once(input.idempotency_key.clone()) };
        let dry_run = how.dry_run;
        let performed = perform(ctx, RegisterCouncil { input }, how).await?;
        let council = performed.done.as_ref().and_then(|(outcome, after)| after.council_of(outcome.council));
        Ok(RegisterCouncilPayload {
            dry_run,
            council,
            warnings: performed.warnings,
            user_errors: performed.user_errors,
        })
    }

    /// Publishes a version of a mandate template. For registrars of the organisation that keeps it. A published
    /// version never changes; a change is the next version.
    async fn publish_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The version.")] input: template::PublishTemplate,
    ) -> Result<PublishTemplatePayload> {
        let how = How { dry_run: input.dry_run, ..How::once(input.idempotency_key.clone()) };
        let dry_run = how.dry_run;
        let performed = perform(ctx, PublishTemplate { input }, how).await?;
        let template = performed
            .done
            .as_ref()
            .and_then(|(outcome, after)| MandateTemplate::by_id(after.scope(), outcome.template));
        Ok(PublishTemplatePayload {
            dry_run,
            template,
            warnings: performed.warnings,
            user_errors: performed.user_errors,
        })
    }
}
