//! Mutations of meetings to come.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::super::{
    named,
    payload::payload,
    perform::{After, how, perform_if},
};
use crate::{
    acts::meeting::{call::CallMeeting, call_off::CallOffMeeting, move_to::MoveMeeting, plan::PlanMeeting},
    domain::{
        council::{Body, MeetingKind},
        id::MeetingId,
        mandate::clause::actor::Actor,
        text::Text,
        time::{Date, Instant},
        word::Slug,
    },
    error::Refusal,
    graphql::{error::Result, session::Session, work::RoomMeeting},
};

/// A meeting that is put on the plan.
#[derive(Clone, Debug, InputObject)]
pub struct PlanMeetingInput {
    /// Slug of the council.
    council: Slug,
    /// What it is called.
    title: Text,
    /// Whether it is one of those that are held as a rule.
    #[graphql(default)]
    kind: MeetingKind,
    /// When it starts; later than now.
    starts_at: Instant,
    /// When it ends.
    ends_at: Option<Instant>,
    /// Where it is.
    place: Option<Text>,
    /// The address at which it is met digitally; for the members and the secretariat.
    link: Option<String>,
    /// Who it is held together with: organisations and councils.
    #[graphql(default)]
    together_with: Vec<Actor>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// The members are called to a meeting.
#[derive(Clone, Debug, InputObject)]
pub struct CallMeetingInput {
    /// The meeting.
    meeting: ID,
    /// The day on which they were called, up to today; today where it is not said.
    called_on: Option<Date>,
    /// The day on which the papers were sent, once they were.
    papers_on: Option<Date>,
    /// Whether it is called a second time, because too few had come.
    #[graphql(default)]
    second_call: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A meeting is moved to another time.
#[derive(Clone, Debug, InputObject)]
pub struct MoveMeetingInput {
    /// The meeting.
    meeting: ID,
    /// When it starts now; later than now.
    starts_at: Instant,
    /// When it ends now; so long after the start as before, where it is not said.
    ends_at: Option<Instant>,
    /// Where it is now; where it was, if that is not said.
    place: Option<Text>,
    /// Why.
    reason: Option<Text>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A meeting is called off.
#[derive(Clone, Debug, InputObject)]
pub struct CallOffMeetingInput {
    /// The meeting.
    meeting: ID,
    /// Why.
    reason: Text,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of an act on a meeting to come.
    MeetingPayload {
        /// The meeting as it is now.
        meeting: RoomMeeting
    }
}

/// Mutations of meetings to come.
#[derive(Default)]
pub struct MeetingMutations;

#[Object]
impl MeetingMutations {
    /// Puts a meeting on the plan. For the secretariat.
    async fn plan_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] input: PlanMeetingInput,
    ) -> Result<MeetingPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, planned(session, input), how).await?;
        Ok(MeetingPayload::of(performed, |outcome, after| meeting_after(after, outcome.meeting)))
    }

    /// Calls the members to a meeting that is on the plan, or writes down that its papers were sent. For the secretariat.
    async fn call_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The call.")] input: CallMeetingInput,
    ) -> Result<MeetingPayload> {
        let act = named::meeting(Session::of(ctx)?, "meeting", &input.meeting).map(|(council, meeting)| CallMeeting {
            council,
            meeting,
            called_on: input.called_on.map(|day| day.0),
            papers_on: input.papers_on.map(|day| day.0),
            second_call: input.second_call,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(MeetingPayload::of(performed, |outcome, after| meeting_after(after, outcome.meeting)))
    }

    /// Moves a meeting to another time. It stays the same meeting, with its agenda. For the secretariat.
    async fn move_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new time.")] input: MoveMeetingInput,
    ) -> Result<MeetingPayload> {
        let act = named::meeting(Session::of(ctx)?, "meeting", &input.meeting).map(|(council, meeting)| MoveMeeting {
            council,
            meeting,
            starts_at: input.starts_at.0,
            ends_at: input.ends_at.map(|at| at.0),
            place: input.place,
            reason: input.reason,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(MeetingPayload::of(performed, |outcome, after| meeting_after(after, outcome.meeting)))
    }

    /// Calls a meeting off. Its cases wait for another one. For the secretariat.
    async fn call_off_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: CallOffMeetingInput,
    ) -> Result<MeetingPayload> {
        let act = named::meeting(Session::of(ctx)?, "meeting", &input.meeting)
            .map(|(council, meeting)| CallOffMeeting { council, meeting, reason: input.reason });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(MeetingPayload::of(performed, |outcome, after| meeting_after(after, outcome.meeting)))
    }
}

pub(super) fn meeting_after(after: &After, id: MeetingId) -> Option<RoomMeeting> {
    RoomMeeting::by_id(&after.inside()?, id)
}

fn planned(session: &Session, input: PlanMeetingInput) -> std::result::Result<PlanMeeting, Refusal> {
    let together = input.together_with.iter().enumerate();
    let together_with: Vec<Body> = together
        .map(|(index, actor)| named::body(session, &format!("togetherWith[{index}]"), actor))
        .collect::<std::result::Result<_, _>>()?;
    Ok(PlanMeeting {
        council: named::council(session, "council", &input.council)?,
        title: input.title,
        kind: input.kind,
        starts_at: input.starts_at.0,
        ends_at: input.ends_at.map(|at| at.0),
        place: input.place,
        link: input.link,
        together_with,
    })
}
