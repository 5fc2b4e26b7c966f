//! Mutations of advice.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    super::{
        named,
        payload::payload,
        perform::{After, how, perform_if},
    },
    CaseTaskInput,
};
use crate::{
    acts::advice::{adopt::AdoptAdvice, anchor::AnchorAdvice, follow_up::ReportFollowUp, publish::PublishAdvice},
    domain::{
        council::Body, id::AdviceId, mandate::clause::actor::Actor, text::Text, time::Date, word::Slug,
        work::FollowUpStatus,
    },
    error::Refusal,
    graphql::{error::Result, session::Session, work::Advice},
};

/// An advice that the council adopted.
#[derive(Clone, Debug, InputObject)]
pub struct AdoptAdviceInput {
    /// The case that it answers.
    case: ID,
    /// What it is called.
    title: Text,
    /// What is recommended.
    body: Text,
    /// The task of the mandate that it belongs to; that of the case where it is not said.
    task: Option<CaseTaskInput>,
    /// Whether it goes to whoever brought the case.
    #[graphql(default = true)]
    to_case_owner: bool,
    /// Whether it goes to the members.
    #[graphql(default = true)]
    to_members: bool,
    /// Who else it goes to: organisations and councils.
    #[graphql(default)]
    to: Vec<Actor>,
    /// When it was adopted, from when the case was raised up to today; today where it is not said.
    adopted_on: Option<Date>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An advice is opened to everybody.
#[derive(Clone, Debug, InputObject)]
pub struct PublishAdviceInput {
    /// The advice.
    advice: ID,
    /// Where else it can be read.
    url: Option<String>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A member anchored an advice at home.
#[derive(Clone, Debug, InputObject)]
pub struct ReportAnchoringInput {
    /// The advice.
    advice: ID,
    /// Whose membership it is.
    membership: ID,
    /// When it was done, from when the advice was adopted up to today; today where it is not said.
    on: Option<Date>,
    /// How, in a few words.
    how: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// What a responsible organisation does about an advice.
#[derive(Clone, Debug, InputObject)]
pub struct ReportFollowUpInput {
    /// The advice.
    advice: ID,
    /// Slug of the organisation that answers for it.
    organisation: Slug,
    /// How far it has come.
    status: FollowUpStatus,
    /// What is done.
    body: Text,
    /// Where it can be read.
    url: Option<String>,
    /// As of which day, from when the advice was adopted up to today; today where it is not said.
    on: Option<Date>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of an act on an advice.
    AdvicePayload {
        /// The advice as it is now.
        advice: Advice
    }
}

/// Mutations of advice.
#[derive(Default)]
pub struct AdviceMutations;

#[Object]
impl AdviceMutations {
    /// Writes down an advice that the council adopted; the members and the secretariat see it until it is published. For
    /// the secretariat.
    async fn adopt_advice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The advice.")] input: AdoptAdviceInput,
    ) -> Result<AdvicePayload> {
        let how = how!(input);
        let performed = perform_if(ctx, adopted(Session::of(ctx)?, input), how).await?;
        Ok(AdvicePayload::of(performed, |outcome, after| advice_after(after, outcome.advice)))
    }

    /// Opens an advice to everybody, and gives it to those whom it goes to. For the secretariat.
    async fn publish_advice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and where else it can be read.")] input: PublishAdviceInput,
    ) -> Result<AdvicePayload> {
        let act = named::advice(Session::of(ctx)?, "advice", &input.advice).map(|(council, advice)| PublishAdvice {
            council,
            advice,
            url: input.url,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(AdvicePayload::of(performed, |outcome, after| advice_after(after, outcome.advice)))
    }

    /// Reports that a member told of an advice and anchored it at home, in the organisation or sector represented. For the
    /// member, and the secretariat.
    async fn report_anchoring(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReportAnchoringInput,
    ) -> Result<AdvicePayload> {
        let how = how!(input);
        let performed = perform_if(ctx, anchored(Session::of(ctx)?, input), how).await?;
        Ok(AdvicePayload::of(performed, |outcome, after| advice_after(after, outcome.advice)))
    }

    /// Says what a responsible organisation does about an advice. For the organisation, once the advice is published, and
    /// the secretariat of the council.
    async fn report_follow_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The report.")] input: ReportFollowUpInput,
    ) -> Result<AdvicePayload> {
        let how = how!(input);
        let performed = perform_if(ctx, followed_up(Session::of(ctx)?, input), how).await?;
        Ok(AdvicePayload::of(performed, |outcome, after| advice_after(after, outcome.advice)))
    }
}

/// The advice afterwards: behind the private door that admits the caller, or as everybody sees it.
fn advice_after(after: &After, id: AdviceId) -> Option<Advice> {
    Advice::by_id(&after.inside().or_else(|| after.view())?, id)
}

fn adopted(session: &Session, input: AdoptAdviceInput) -> std::result::Result<AdoptAdvice, Refusal> {
    let (council, case) = named::case(session, "case", &input.case)?;
    let to = input.to.iter().enumerate();
    let to: Vec<Body> = to
        .map(|(index, actor)| named::body(session, &format!("to[{index}]"), actor))
        .collect::<std::result::Result<_, _>>()?;
    Ok(AdoptAdvice {
        council,
        case,
        title: input.title,
        body: input.body,
        task: input.task.map(Into::into),
        to_case_owner: input.to_case_owner,
        to_members: input.to_members,
        to,
        adopted_on: input.adopted_on.map(|day| day.0),
    })
}

fn anchored(session: &Session, input: ReportAnchoringInput) -> std::result::Result<AnchorAdvice, Refusal> {
    let (council, advice) = named::advice(session, "advice", &input.advice)?;
    Ok(AnchorAdvice {
        council,
        advice,
        membership: named::own_membership(session, council, "membership", &input.membership)?,
        on: input.on.map(|day| day.0),
        how: input.how,
    })
}

fn followed_up(session: &Session, input: ReportFollowUpInput) -> std::result::Result<ReportFollowUp, Refusal> {
    let (council, advice) = named::advice(session, "advice", &input.advice)?;
    Ok(ReportFollowUp {
        council,
        advice,
        organisation: named::organisation(session, "organisation", &input.organisation)?,
        status: input.status,
        body: input.body,
        url: input.url,
        on: input.on.map(|day| day.0),
    })
}
