//! Mutations of what is known of persons, and of meetings that were held.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{After, how, perform_if},
};
use crate::{
    acts::record::{
        AttendanceEntry,
        declare_fact::{DeclareFact, declared},
        end_fact::EndFact,
        record_meeting::RecordMeeting,
    },
    domain::{
        council::Presence,
        id::FactId,
        text::Text,
        time::{Date, Instant},
        word::{Code, Slug},
    },
    error::Refusal,
    graphql::{error::Result, facts::PersonFact, held::MeetingDecision, public::meeting::Meeting, session::Session},
};

/// What a person declared about an attribute: exactly one of `value`, `undeclared` and `notApplicable`.
#[derive(Clone, Debug, InputObject)]
pub struct DeclareFactInput {
    /// Slug of a council that knows the person.
    council: Slug,
    /// The person.
    person: ID,
    /// Which attribute: an entry of the code list `attribute`. A new gender, age or holder level ends the former one; of
    /// all else a person can have several at a time.
    attribute: Code,
    /// The value: an entry of the code list that is called as the attribute, where there is one; a number for `age`; the
    /// slug of an organisation for `employer` and `office-body`. Never a national identity number.
    value: Option<Code>,
    /// The person was asked, and does not say.
    #[graphql(default)]
    undeclared: bool,
    /// The attribute does not apply to the person.
    #[graphql(default)]
    not_applicable: bool,
    /// First day on which it is so; since ever where it is not said.
    from: Option<Date>,
    /// First day on which it is no longer so.
    until: Option<Date>,
    /// Where it is known from.
    source: String,
    /// Whether everybody may see it; never for age, gender, language, nationality and viewpoint.
    #[graphql(default)]
    public: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// What was declared of a person no longer holds.
#[derive(Clone, Debug, InputObject)]
pub struct EndFactInput {
    /// Slug of a council that knows the person.
    council: Slug,
    /// The fact.
    fact: ID,
    /// First day on which it is no longer so.
    on: Date,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A meeting that was held.
#[derive(Clone, Debug, InputObject)]
pub struct RecordMeetingInput {
    /// Slug of the council.
    council: Slug,
    /// The meeting on the plan that was held. What is not said below is then as it was planned.
    meeting: Option<ID>,
    /// What it is called; needed for a meeting that is not on the plan.
    title: Option<Text>,
    /// When it started, needed for a meeting that is not on the plan; the day is that of the council's time zone.
    starts_at: Option<Instant>,
    /// When it ended.
    ends_at: Option<Instant>,
    /// Where it was.
    place: Option<Text>,
    /// The day on which it was called.
    called_on: Option<Date>,
    /// The day on which its papers were sent.
    papers_on: Option<Date>,
    /// Whether it was called a second time, because too few had come.
    #[graphql(default)]
    second_call: bool,
    /// Whether everybody could listen.
    open: Option<bool>,
    /// Who was there, seat by seat.
    #[graphql(default)]
    attendance: Vec<AttendanceInput>,
    /// Whether that is said for every seat that somebody held.
    #[graphql(default)]
    attendance_complete: bool,
    /// How questions were decided.
    #[graphql(default)]
    decisions: Vec<MeetingDecision>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Who was at a meeting for a seat.
#[derive(Clone, Debug, InputObject)]
pub struct AttendanceInput {
    /// The seat.
    seat: ID,
    /// Who was there.
    presence: Presence,
    /// The membership that acted; the holder's, or the only alternate's, where it is not said.
    membership: Option<ID>,
    /// Whether somebody agreed beforehand that another than the holder came.
    agreed: Option<bool>,
}

payload! {
    /// What came of writing down what a person declared, or that it no longer holds.
    FactPayload {
        /// The fact as it is now.
        fact: PersonFact
    }
}

payload! {
    /// What came of recording a meeting.
    RecordMeetingPayload {
        /// The meeting.
        meeting: Meeting
    }
}

/// Mutations of what is known of persons, and of meetings that were held.
#[derive(Default)]
pub struct FactMutations;

#[Object]
impl FactMutations {
    /// Writes down what a person declared about an attribute. For the secretariat of a council that knows the person,
    /// and the person.
    async fn declare_fact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The fact.")] input: DeclareFactInput,
    ) -> Result<FactPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, fact(session, input), how).await?;
        Ok(FactPayload::of(performed, |outcome, after| written(after, outcome.fact)))
    }

    /// Says that what was declared of a person no longer holds. For the secretariat of a council that knows the person,
    /// and the person.
    async fn end_fact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The end.")] input: EndFactInput,
    ) -> Result<FactPayload> {
        let session = Session::of(ctx)?;
        let found = named::council(session, "council", &input.council)
            .and_then(|council| Ok((council, named::fact("fact", &input.fact)?)));
        let act = found.map(|(council, (person, fact))| EndFact { council, person, fact, on: input.on.0 });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(FactPayload::of(performed, |outcome, after| written(after, outcome.fact)))
    }

    /// Records that a meeting was held, one on the plan or another, with who was there and how questions were decided. For
    /// the secretariat.
    async fn record_meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] input: RecordMeetingInput,
    ) -> Result<RecordMeetingPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, meeting(session, input), how).await?;
        Ok(RecordMeetingPayload::of(performed, |outcome, after| Meeting::by_id(&after.view()?, outcome.meeting)))
    }
}

/// The fact as whoever wrote it down sees it.
fn written(after: &After, id: FactId) -> Option<PersonFact> {
    PersonFact::all(&after.view()?.value, |fact| fact.id == id).pop()
}

fn fact(session: &Session, input: DeclareFactInput) -> std::result::Result<DeclareFact, Refusal> {
    Ok(DeclareFact {
        council: named::council(session, "council", &input.council)?,
        person: named::person("person", &input.person)?,
        attribute: input.attribute,
        declared: declared(input.value, input.undeclared, input.not_applicable)?,
        from: input.from.map(|day| day.0),
        until: input.until.map(|day| day.0),
        source: input.source,
        public: input.public,
    })
}

fn meeting(session: &Session, input: RecordMeetingInput) -> std::result::Result<RecordMeeting, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let planned = input.meeting.map(|id| named::own_meeting(session, council, "meeting", &id)).transpose()?;
    let mut attendance = Vec::with_capacity(input.attendance.len());
    for (index, entry) in input.attendance.into_iter().enumerate() {
        let (seat_at, member_at) = (format!("attendance[{index}].seat"), format!("attendance[{index}].membership"));
        let membership = entry.membership.map(|id| named::own_membership(session, council, &member_at, &id));
        attendance.push(AttendanceEntry {
            seat: named::own_seat(session, council, &seat_at, &entry.seat)?,
            presence: entry.presence,
            membership: membership.transpose()?,
            agreed: entry.agreed,
        });
    }
    Ok(RecordMeeting {
        council,
        planned,
        title: input.title,
        starts_at: input.starts_at.map(|at| at.0),
        ends_at: input.ends_at.map(|at| at.0),
        place: input.place,
        called_on: input.called_on.map(|day| day.0),
        papers_on: input.papers_on.map(|day| day.0),
        second_call: input.second_call,
        open: input.open,
        attendance,
        attendance_complete: input.attendance_complete,
        decisions: input.decisions.into_iter().map(Into::into).collect(),
    })
}
