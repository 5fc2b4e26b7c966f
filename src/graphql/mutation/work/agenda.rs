//! Mutations of agendas.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    super::{
        named,
        payload::payload,
        perform::{After, how, perform_if},
    },
    case_after,
    cases::CasePayload,
    each,
    meetings::{MeetingPayload, meeting_after},
};
use crate::{
    acts::case::{order::OrderAgenda, recuse::Recuse, schedule::ScheduleCase, unschedule::UnscheduleCase},
    domain::{id::AgendaItemId, message::said, text::Text, time::Instant},
    error::Refusal,
    graphql::{error::Result, session::Session, work::AgendaItem},
};

/// A case is put on the agenda of a meeting to come.
#[derive(Clone, Debug, InputObject)]
pub struct ScheduleCaseInput {
    /// The case.
    case: ID,
    /// The meeting.
    meeting: ID,
    /// Its place on the agenda, from 1; the last one where it is not said.
    ordinal: Option<u32>,
    /// When its turn comes; while the meeting lasts.
    starts_at: Option<Instant>,
    /// What happens after the council has dealt with it; needed where the mandate asks for it and it is not said yet.
    next_process: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An item is taken off an agenda.
#[derive(Clone, Debug, InputObject)]
pub struct UnscheduleCaseInput {
    /// The item.
    item: ID,
    /// Why.
    reason: Option<Text>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// The items of an agenda are put in another order.
#[derive(Clone, Debug, InputObject)]
pub struct OrderAgendaInput {
    /// The meeting.
    meeting: ID,
    /// All its items, in the order in which they are to stand.
    items: Vec<ID>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Somebody stands aside when an item is dealt with.
#[derive(Clone, Debug, InputObject)]
pub struct RecuseInput {
    /// The item.
    item: ID,
    /// Whose membership it is; in force on the day of the meeting.
    membership: ID,
    /// Why, up to 500 characters; for the members and the secretariat.
    reason: Option<String>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of an act on an item of an agenda.
    AgendaItemPayload {
        /// The item as it is now.
        item: AgendaItem
    }
}

/// Mutations of agendas.
#[derive(Default)]
pub struct AgendaMutations;

#[Object]
impl AgendaMutations {
    /// Puts a case on the agenda of a meeting to come. For the secretariat.
    async fn schedule_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and where.")] input: ScheduleCaseInput,
    ) -> Result<AgendaItemPayload> {
        let how = how!(input);
        let performed = perform_if(ctx, scheduled(Session::of(ctx)?, input), how).await?;
        Ok(AgendaItemPayload::of(performed, |outcome, after| item_after(after, outcome.item)))
    }

    /// Takes an item off the agenda of a meeting to come. Its case waits for another one. For the secretariat.
    async fn unschedule_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which item, and why.")] input: UnscheduleCaseInput,
    ) -> Result<CasePayload> {
        let act = named::agenda_item(Session::of(ctx)?, "item", &input.item).map(|(council, item)| UnscheduleCase {
            council,
            item,
            reason: input.reason,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(CasePayload::of(performed, |outcome, after| case_after(after, outcome.case)))
    }

    /// Puts the items of an agenda in another order. For the secretariat.
    async fn order_agenda(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The order.")] input: OrderAgendaInput,
    ) -> Result<MeetingPayload> {
        let how = how!(input);
        let performed = perform_if(ctx, ordered(Session::of(ctx)?, input), how).await?;
        Ok(MeetingPayload::of(performed, |outcome, after| meeting_after(after, outcome.meeting)))
    }

    /// Notes that a member stands aside when an item is dealt with. For the member, and the secretariat.
    async fn recuse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, from what.")] input: RecuseInput,
    ) -> Result<AgendaItemPayload> {
        let how = how!(input);
        let performed = perform_if(ctx, recused(Session::of(ctx)?, input), how).await?;
        Ok(AgendaItemPayload::of(performed, |outcome, after| item_after(after, outcome.item)))
    }
}

fn item_after(after: &After, id: AgendaItemId) -> Option<AgendaItem> {
    AgendaItem::by_id(&after.inside()?, id)
}

fn scheduled(session: &Session, input: ScheduleCaseInput) -> std::result::Result<ScheduleCase, Refusal> {
    let (council, case) = named::case(session, "case", &input.case)?;
    Ok(ScheduleCase {
        council,
        case,
        meeting: named::own_meeting(session, council, "meeting", &input.meeting)?,
        ordinal: input.ordinal,
        starts_at: input.starts_at.map(|at| at.0),
        next_process: input.next_process,
    })
}

fn ordered(session: &Session, input: OrderAgendaInput) -> std::result::Result<OrderAgenda, Refusal> {
    let (council, meeting) = named::meeting(session, "meeting", &input.meeting)?;
    let items = each(&input.items, "items", |field, id| {
        let missing = said!("møtet har ikke dette punktet", "there is no such item of the meeting");
        named::own(council, field, missing, named::agenda_item(session, field, id)?)
    })?;
    Ok(OrderAgenda { council, meeting, items })
}

fn recused(session: &Session, input: RecuseInput) -> std::result::Result<Recuse, Refusal> {
    let (council, item) = named::agenda_item(session, "item", &input.item)?;
    Ok(Recuse {
        council,
        item,
        membership: named::own_membership(session, council, "membership", &input.membership)?,
        reason: input.reason,
    })
}
