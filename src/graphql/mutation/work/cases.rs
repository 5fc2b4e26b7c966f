//! Mutations of cases.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    super::{
        named,
        payload::payload,
        perform::{how, perform_if},
    },
    CaseTaskInput, case_after,
};
use crate::{
    acts::case::{answer::AnswerCase, close::CloseCase, edit::EditCase, raise::RaiseCase, withdraw::WithdrawCase},
    domain::{text::Text, word::Slug},
    error::Refusal,
    graphql::{error::Result, session::Session, work::Case},
};

/// A case that somebody raises.
#[derive(Clone, Debug, InputObject)]
pub struct RaiseCaseInput {
    /// Slug of the council before which it is brought.
    council: Slug,
    /// Slug of the other council of the family in which the caller has a seat, where the mandate gives the right to the
    /// whole family.
    from: Option<Slug>,
    /// The membership for which the secretariat raises it; left out by members, and where the case is the council's own.
    raised_by: Option<ID>,
    /// What it is called.
    title: Text,
    /// What it is about.
    description: Option<Text>,
    /// The task of the mandate that it belongs to.
    task: Option<CaseTaskInput>,
    /// What happens after the council has dealt with it, where that is known already.
    next_process: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A case is answered.
#[derive(Clone, Debug, InputObject)]
pub struct AnswerCaseInput {
    /// The case.
    case: ID,
    /// Whether it is taken up; otherwise it is declined.
    accepted: bool,
    /// Why; owed where it is declined.
    reason: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// What is said about a case is changed; what is left out stays as it is.
#[derive(Clone, Debug, InputObject)]
pub struct EditCaseInput {
    /// The case.
    case: ID,
    /// What it is called.
    title: Option<Text>,
    /// What it is about.
    description: Option<Text>,
    /// What happens after the council has dealt with it.
    next_process: Option<Text>,
    /// The task of the mandate that it belongs to.
    task: Option<CaseTaskInput>,
    /// True opens it to everybody, for good.
    public: Option<bool>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A case is withdrawn.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawCaseInput {
    /// The case.
    case: ID,
    /// Why.
    reason: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A case has been dealt with.
#[derive(Clone, Debug, InputObject)]
pub struct CloseCaseInput {
    /// The case.
    case: ID,
    /// What came of it.
    outcome: Text,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of an act on a case.
    CasePayload {
        /// The case as it is now; null for whoever is let through no private door of its council.
        case: Case
    }
}

/// Mutations of cases.
#[derive(Default)]
pub struct CaseMutations;

#[Object]
impl CaseMutations {
    /// Raises a case. For whoever has a seat in the council today, or, where the mandate gives the right to the whole
    /// family, in another council of it; and for the secretariat.
    async fn raise_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case.")] input: RaiseCaseInput,
    ) -> Result<CasePayload> {
        let how = how!(input);
        let performed = perform_if(ctx, raised(Session::of(ctx)?, input), how).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }

    /// Takes a case up, or declines it and says why. For the secretariat.
    async fn answer_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerCaseInput,
    ) -> Result<CasePayload> {
        let act = named::case(Session::of(ctx)?, "case", &input.case).map(|(council, case)| AnswerCase {
            council,
            case,
            accepted: input.accepted,
            reason: input.reason,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }

    /// Says more or other about a case, or opens it to everybody. For the secretariat.
    async fn edit_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is different.")] input: EditCaseInput,
    ) -> Result<CasePayload> {
        let act = named::case(Session::of(ctx)?, "case", &input.case).map(|(council, case)| EditCase {
            council,
            case,
            title: input.title,
            description: input.description,
            next_process: input.next_process,
            task: input.task.map(Into::into),
            public: input.public,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }

    /// Withdraws a case that has not been dealt with. For whoever raised it, and the secretariat.
    async fn withdraw_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: WithdrawCaseInput,
    ) -> Result<CasePayload> {
        let act = named::case(Session::of(ctx)?, "case", &input.case).map(|(council, case)| WithdrawCase {
            council,
            case,
            reason: input.reason,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }

    /// Closes a case that a meeting has dealt with, and writes down what came of it. For the secretariat.
    async fn close_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What came of it.")] input: CloseCaseInput,
    ) -> Result<CasePayload> {
        let act = named::case(Session::of(ctx)?, "case", &input.case).map(|(council, case)| CloseCase {
            council,
            case,
            outcome: input.outcome,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }
}

fn raised(session: &Session, input: RaiseCaseInput) -> std::result::Result<RaiseCase, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let raised_by = input.raised_by.map(|id| named::own_membership(session, council, "raisedBy", &id)).transpose()?;
    Ok(RaiseCase {
        council,
        from: input.from.map(|slug| named::council(session, "from", &slug)).transpose()?,
        raised_by,
        title: input.title,
        description: input.description,
        task: input.task.map(Into::into),
        next_process: input.next_process,
    })
}
