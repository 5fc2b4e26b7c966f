//! Mutations of the year: the annual wheel of a family, and private calendars.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, InputObject, Object};

use super::super::{
    named,
    payload::payload,
    perform::{How, how, perform_if},
    secret::Secret,
};
use crate::{
    acts::calendar::{
        make::MakeCalendarFeed,
        revoke::RevokeCalendarFeed,
        wheel::{PublishAnnualWheel, WheelMeeting},
    },
    domain::{mandate::clause::actor::Actor, message::said, text::Text, time::Instant, word::Slug},
    error::Refusal,
    graphql::{
        error::Result,
        public::{council::Council, wheel::AnnualWheel},
        session::Session,
    },
};

/// A meeting on the annual wheel. It is known by its council and its start.
#[derive(Clone, Debug, InputObject)]
pub struct WheelMeetingInput {
    /// Slug of the council, which is of the family.
    council: Slug,
    /// What it is called.
    title: Text,
    /// When it starts, in the year of the wheel.
    starts_at: Instant,
    /// When it ends.
    ends_at: Option<Instant>,
    /// Where it is.
    place: Option<Text>,
    /// Who it is held together with: organisations and councils.
    #[graphql(default)]
    together_with: Vec<Actor>,
}

/// The annual wheel of a family is published, or published again.
#[derive(Clone, Debug, InputObject)]
pub struct PublishAnnualWheelInput {
    /// Slug of the family.
    family: Slug,
    /// The year.
    year: i32,
    /// All its meetings, at most 200. What is on the wheel already is named too: it is called off or moved beforehand, or
    /// it stays.
    meetings: Vec<WheelMeetingInput>,
    /// Where the wheel can be read.
    url: Option<String>,
    /// Answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the register (`register { revision }`) when this was read; where it is another by now,
    /// VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A private calendar of a council is made.
#[derive(Clone, Debug, InputObject)]
pub struct MakeCalendarFeedInput {
    /// Slug of the council.
    council: Slug,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// The private calendar of a council is revoked.
#[derive(Clone, Debug, InputObject)]
pub struct RevokeCalendarFeedInput {
    /// Slug of the council.
    council: Slug,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of publishing an annual wheel.
    AnnualWheelPayload {
        /// The wheel as it is now.
        wheel: AnnualWheel
    }
}

payload! {
    /// What came of making a private calendar.
    CalendarFeedPayload {
        /// Where it is fetched, below the address of this server. The address is told this once, and again only to the same
        /// request under the same idempotency key. It lets in whoever knows it: give it to your own calendar and to nobody
        /// else.
        path: String
    }
}

payload! {
    /// What came of revoking a private calendar.
    RevokeCalendarFeedPayload {
        /// The council.
        council: Council
    }
}

/// Mutations of the year.
#[derive(Default)]
pub struct CalendarMutations;

#[Object]
impl CalendarMutations {
    /// Publishes the annual wheel of a family: plans the meetings of a year for its councils at once, or none of them. For
    /// the secretariat of each council that is named, or the one that a mandate of the same owner makes responsible.
    async fn publish_annual_wheel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The wheel.")] input: PublishAnnualWheelInput,
    ) -> Result<AnnualWheelPayload> {
        let session = Session::of(ctx)?;
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, wheel(session, input), how).await?;
        Ok(AnnualWheelPayload::of(performed, |outcome, after| {
            AnnualWheel::by_year(after.scope(), outcome.family, outcome.year)
        }))
    }

    /// Makes a private calendar of a council, with the addresses of digital meetings and the agendas. The one made before
    /// ends. It is answered as long as its owner may enter the members' room or the secretariat's desk. For members and the
    /// secretariat.
    async fn make_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which council.")] input: MakeCalendarFeedInput,
    ) -> Result<CalendarFeedPayload> {
        let how = How::once(input.idempotency_key);
        let secret = Secret::new(ctx, &how).await?;
        let council = named::council(Session::of(ctx)?, "council", &input.council);
        let act = council.map(|council| MakeCalendarFeed { council, secret_hash: secret.digest() });
        let performed = perform_if(ctx, act, secret.seeding(how)).await?;
        Ok(CalendarFeedPayload::of(performed, |_, after| {
            secret.told(after).map(|secret| format!("/calendar/private/{secret}.ics"))
        }))
    }

    /// Revokes the caller's private calendar of a council. Its address leads nowhere from now on. For whoever made it.
    async fn revoke_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which council.")] input: RevokeCalendarFeedInput,
    ) -> Result<RevokeCalendarFeedPayload> {
        let act =
            named::council(Session::of(ctx)?, "council", &input.council).map(|council| RevokeCalendarFeed { council });
        let how = How::once(input.idempotency_key);
        let performed = perform_if(ctx, act, how).await?;
        Ok(RevokeCalendarFeedPayload::of(performed, |outcome, after| after.council_of(outcome.council)))
    }
}

fn wheel(session: &Session, input: PublishAnnualWheelInput) -> std::result::Result<PublishAnnualWheel, Refusal> {
    let family = session.snapshot.directory.family_by_slug(&input.family).filter(|family| {
        let mut councils = session.snapshot.directory.councils_of(family.id);
        councils.any(|head| session.sees(head).is_some())
    });
    let family = family
        .map(|family| family.id)
        .ok_or_else(|| Refusal::not_found("family", said!("denne familien finnes ikke", "there is no such family")))?;
    let meetings = input.meetings.into_iter().enumerate().map(|(index, meeting)| {
        let field = |name: &str| format!("meetings[{index}].{name}");
        let together = meeting.together_with.iter().enumerate();
        Ok(WheelMeeting {
            council: named::council(session, &field("council"), &meeting.council)?,
            together_with: together
                .map(|(at, actor)| named::body(session, &field(&format!("togetherWith[{at}]")), actor))
                .collect::<std::result::Result<_, _>>()?,
            title: meeting.title,
            starts_at: meeting.starts_at.0,
            ends_at: meeting.ends_at.map(|at| at.0),
            place: meeting.place,
        })
    });
    let meetings = meetings.collect::<std::result::Result<_, Refusal>>()?;
    Ok(PublishAnnualWheel { family, year: input.year, meetings, url: input.url })
}
