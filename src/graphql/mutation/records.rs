//! Mutations of what was done and happened, of exemptions, and of marks of completeness.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{how, perform_if},
};
use crate::{
    acts::{
        record::{
            done::RecordDone, end_completeness::EndCompleteness, end_exemption::EndExemption,
            grant_exemption::GrantExemption,
        },
        roster::assert_complete::AssertComplete,
    },
    domain::{
        council::RecordKind,
        mandate::clause::actor::Actor,
        message::said,
        text::Text,
        time::Date,
        word::{Code, Key, Slug},
    },
    error::Refusal,
    graphql::{
        error::Result,
        public::{
            council::Council,
            record::{Exemption, Record},
        },
        session::Session,
    },
};

/// Something that was done or happened, or an item.
#[derive(Clone, Debug, InputObject)]
pub struct RecordInput {
    /// Slug of the council.
    council: Slug,
    /// Of which kind it is.
    kind: RecordKind,
    /// What was done (an entry of the code list `verb`, such as `evaluate` for an evaluation), what happened (`event`),
    /// or what the item is (`item`).
    what: Code,
    /// With what: entries of the code list `subject`.
    #[graphql(default)]
    subjects: Vec<Code>,
    /// Key of the clause that it is meant to fulfil.
    clause: Option<Key>,
    /// The day, up to today.
    on: Date,
    /// Who did it, or who answers for the item, an organisation or a council; where it is not said the organisation that
    /// records it, else the council. An event is nobody's doing unless somebody is named.
    by: Option<Actor>,
    /// The membership of whoever did it, where a member did.
    by_membership: Option<ID>,
    /// Towards whom or with whom: organisations and councils.
    #[graphql(default)]
    towards: Vec<Actor>,
    /// The item on record that it is about.
    about: Option<ID>,
    /// What it is called.
    title: Option<Text>,
    /// Where it can be read.
    url: Option<String>,
    /// Where it is known from.
    source: Option<String>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Somebody decided that a clause need not be followed.
#[derive(Clone, Debug, InputObject)]
pub struct GrantExemptionInput {
    /// Slug of the council.
    council: Slug,
    /// Key of the clause.
    clause: Key,
    /// For this seat only; for everything that the clause is about where none is named.
    seat: Option<ID>,
    /// Who decided, an organisation or a council; the organisation that acts where it is not said.
    granted_by: Option<Actor>,
    /// When it was decided.
    decided_on: Date,
    /// Why.
    reason: String,
    /// First day on which it holds; the day of the decision where it is not said.
    from: Option<Date>,
    /// First day on which it no longer holds; until it is ended where it is not said.
    until: Option<Date>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// An exemption ends.
#[derive(Clone, Debug, InputObject)]
pub struct EndExemptionInput {
    /// The exemption.
    exemption: ID,
    /// First day on which it no longer holds.
    on: Date,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// All facts of a kind are recorded from a day on.
#[derive(Clone, Debug, InputObject)]
pub struct AssertCompleteInput {
    /// Slug of the council.
    council: Slug,
    /// Facts of which kind, as in the code list `completeness`: `roster`, `meetings`, `attendance`, `activities`,
    /// `events`, `items`, `facts` or `steps`.
    subject: Code,
    /// From this day on.
    since: Date,
    /// The first day of which it is not said; from then on, until it is ended, where none is named.
    until: Option<Date>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// From a day on no longer all facts of a kind are recorded.
#[derive(Clone, Debug, InputObject)]
pub struct EndCompletenessInput {
    /// Slug of the council.
    council: Slug,
    /// Facts of which kind, as in the code list `completeness`.
    subject: Code,
    /// The first day of which it is no longer said.
    on: Date,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of recording something.
    RecordPayload {
        /// The record.
        record: Record
    }
}

payload! {
    /// What came of granting an exemption, or of ending one.
    ExemptionPayload {
        /// The exemption as it is now.
        exemption: Exemption
    }
}

payload! {
    /// What came of a mark of completeness.
    AssertCompletePayload {
        /// The council.
        council: Council
    }
}

/// Mutations of what was done and happened, of exemptions, and of marks of completeness.
#[derive(Default)]
pub struct RecordMutations;

#[Object]
impl RecordMutations {
    /// Records something that was done or happened, or an item that has to be dealt with. For the secretariat; an
    /// organisation that a clause names as the actor of a duty records what it did itself, with `clause`.
    async fn record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was done or happened.")] input: RecordInput,
    ) -> Result<RecordPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, record(session, input), how).await?;
        Ok(RecordPayload::of(performed, |outcome, after| Record::by_id(&after.view()?, outcome.record)))
    }

    /// Records the decision that a clause need not be followed. For whoever the clause lets grant exceptions, and the
    /// secretariat with `grantedBy`; where the clause names nobody for the owner, the secretariat and operators.
    async fn grant_exemption(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The exemption.")] input: GrantExemptionInput,
    ) -> Result<ExemptionPayload> {
        let session = Session::of(ctx)?;
        let how = how!(input);
        let performed = perform_if(ctx, exemption(session, input), how).await?;
        Ok(ExemptionPayload::of(performed, |outcome, after| Exemption::by_id(&after.view()?, outcome.exemption)))
    }

    /// Ends an exemption. For whoever granted it, the secretariat, the owner and operators.
    async fn end_exemption(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The end.")] input: EndExemptionInput,
    ) -> Result<ExemptionPayload> {
        let session = Session::of(ctx)?;
        let act = named::exemption(session, "exemption", &input.exemption).map(|(council, exemption)| EndExemption {
            council,
            exemption,
            on: input.on.0,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(ExemptionPayload::of(performed, |outcome, after| Exemption::by_id(&after.view()?, outcome.exemption)))
    }

    /// Says that all facts of a kind are recorded from a day on, so that checks may conclude from what is not there.
    /// For the secretariat.
    async fn assert_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The mark.")] input: AssertCompleteInput,
    ) -> Result<AssertCompletePayload> {
        let session = Session::of(ctx)?;
        let act = named::council(session, "council", &input.council).map(|council| AssertComplete {
            council,
            subject: input.subject,
            since: input.since.0,
            until: input.until.map(|day| day.0),
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(AssertCompletePayload::of(performed, |_, after| after.council()))
    }

    /// Says that from a day on no longer all facts of a kind are recorded. For the secretariat.
    async fn end_completeness(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The end.")] input: EndCompletenessInput,
    ) -> Result<AssertCompletePayload> {
        let session = Session::of(ctx)?;
        let act = named::council(session, "council", &input.council).map(|council| EndCompleteness {
            council,
            subject: input.subject,
            on: input.on.0,
        });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(AssertCompletePayload::of(performed, |_, after| after.council()))
    }
}

fn record(session: &Session, input: RecordInput) -> std::result::Result<RecordDone, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let towards = input.towards.iter().enumerate();
    let by_membership = input.by_membership.map(|id| named::own_membership(session, council, "byMembership", &id));
    let about = input.about.map(|id| named::record(session, "about", &id)).transpose()?;
    Ok(RecordDone {
        council,
        kind: input.kind,
        what: input.what,
        subjects: input.subjects,
        clause: input.clause,
        on: input.on.0,
        by: input.by.map(|actor| named::body(session, "by", &actor)).transpose()?,
        by_membership: by_membership.transpose()?,
        towards: towards
            .map(|(index, actor)| named::body(session, &format!("towards[{index}]"), actor))
            .collect::<std::result::Result<_, _>>()?,
        about: named::of_council(
            council,
            "about",
            said!("rådet har ikke ført dette", "there is no such item on record of the council"),
            about,
        )?,
        title: input.title,
        url: input.url,
        source: input.source,
    })
}

fn exemption(session: &Session, input: GrantExemptionInput) -> std::result::Result<GrantExemption, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let seat = input.seat.map(|id| named::own_seat(session, council, "seat", &id)).transpose()?;
    Ok(GrantExemption {
        council,
        clause: input.clause,
        seat,
        granted_by: input.granted_by.map(|actor| named::body(session, "grantedBy", &actor)).transpose()?,
        decided_on: input.decided_on.0,
        reason: input.reason,
        from: input.from.map(|day| day.0),
        until: input.until.map(|day| day.0),
    })
}
