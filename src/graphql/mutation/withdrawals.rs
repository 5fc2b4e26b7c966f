//! Mutations that take back what was entered wrongly or decided too soon. The audit log keeps it.
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
        mandate::withdraw::WithdrawMandate,
        record::withdraw::{WithdrawFact, WithdrawRecord},
    },
    domain::{message::said, word::Slug},
    graphql::{error::Result, public::council::Council, session::Session},
};

/// An adopted mandate that is not to come into force.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawMandateInput {
    /// Slug of the council.
    council: Slug,
    /// The mandate: adopted, and not yet in force.
    mandate: ID,
    /// Why.
    reason: String,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Something that a person was recorded to have declared, and that was never so.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawFactInput {
    /// Slug of a council that knows the person.
    council: Slug,
    /// The fact.
    fact: ID,
    /// Why. The audit log keeps it, so what was declared does not belong here.
    reason: String,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A record of what never happened.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawRecordInput {
    /// Slug of the council.
    council: Slug,
    /// The record.
    record: ID,
    /// Why.
    reason: String,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of taking something back.
    WithdrawalPayload {
        /// The council, as it is now, or would be.
        council: Council
    }
}

/// Mutations that take back.
#[derive(Default)]
pub struct WithdrawalMutations;

#[Object]
impl WithdrawalMutations {
    /// Withdraws a mandate that was adopted and is not yet in force: the one before it goes on, with its seats. For the
    /// body that adopts the mandates of the council; where nobody knows which that is, for the secretariat or the owner.
    /// What has been in force lapses instead (`lapseMandate`).
    async fn withdraw_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mandate, and why.")] input: WithdrawMandateInput,
    ) -> Result<WithdrawalPayload> {
        let session = Session::of(ctx)?;
        let found = named::council(session, "council", &input.council)
            .and_then(|council| Ok((council, named::mandate(council, "mandate", &input.mandate)?)));
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let act = found.map(|(council, mandate)| WithdrawMandate { council, mandate, reason: input.reason });
        let performed = perform_if(ctx, act, how).await?;
        Ok(WithdrawalPayload::of(performed, |_, after| after.council()))
    }

    /// Takes back what a person was recorded to have declared and what was never so, from its first day on. What was so
    /// and is so no longer ends instead (`endFact`). For the person, and the secretariat of a council that knows the
    /// person.
    async fn withdraw_fact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which fact, and why.")] input: WithdrawFactInput,
    ) -> Result<WithdrawalPayload> {
        let session = Session::of(ctx)?;
        let found = named::council(session, "council", &input.council)
            .and_then(|council| Ok((council, named::fact("fact", &input.fact)?)));
        let act = found.map(|(council, (person, fact))| WithdrawFact { council, person, fact, reason: input.reason });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(WithdrawalPayload::of(performed, |_, after| after.council()))
    }

    /// Takes back a record of what never happened, or was recorded wrongly; record it anew as it was. For the
    /// secretariat, and an organisation for what it did itself.
    async fn withdraw_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, and why.")] input: WithdrawRecordInput,
    ) -> Result<WithdrawalPayload> {
        let session = Session::of(ctx)?;
        let missing = said!("rådet har ikke ført dette", "the council has no such record");
        let found = named::council(session, "council", &input.council).and_then(|council| {
            let record = named::record(session, "record", &input.record)?;
            Ok((council, named::own(council, "record", missing, record)?))
        });
        let act = found.map(|(council, record)| WithdrawRecord { council, record, reason: input.reason });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(WithdrawalPayload::of(performed, |_, after| after.council()))
    }
}
