//! Mutations on the life of a mandate beside its adoption: drafts, lapsing, extending.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    named,
    payload::payload,
    perform::{How, how, perform_if},
};
use crate::{
    acts::mandate::{
        adopt::NewText, discard::DiscardDraft, draft::SaveDraft, extend::ExtendMandate, lapse::LapseMandate,
    },
    domain::{
        mandate::{
            clause::Clause,
            template::{Argument, TemplateReference},
        },
        message::said,
        register::{MandateHead, NewCode, NewOrganisation},
        time::Date,
        word::{Key, Slug},
    },
    error::Refusal,
    graphql::{
        error::Result,
        public::{council::Council, mandate::Mandate},
        session::Session,
    },
};

/// A draft of a mandate: from a template, from clauses, or from a mandate or draft that the council has.
#[derive(Clone, Debug, InputObject)]
pub struct SaveDraftInput {
    /// Slug of the council.
    council: Slug,
    /// The draft that this one takes the place of.
    replaces: Option<ID>,
    /// The mandate or draft whose clauses it starts from; absent for a new text.
    base: Option<ID>,
    /// Organisations that the text names and that the register may not have yet.
    #[graphql(default)]
    organisations: Vec<NewOrganisation>,
    /// Entries of code lists that the text uses and that the register may not have yet.
    #[graphql(default)]
    codes: Vec<NewCode>,
    /// The template that the text is made from.
    template: Option<TemplateReference>,
    /// What fills the open parameters of the template.
    #[graphql(default)]
    arguments: Vec<Argument>,
    /// Clauses that replace those of the base or template with the same key, or are added.
    #[graphql(default)]
    clauses: Vec<Clause>,
    /// Keys of clauses of the base or template that are left out.
    #[graphql(default)]
    omit: Vec<Key>,
    /// How the mandate is meant to come about. What is not said here can be said when it is adopted; it is a draft
    /// whatever `draft` says here.
    mandate: Option<MandateHead>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A draft that is given up.
#[derive(Clone, Debug, InputObject)]
pub struct DiscardDraftInput {
    /// Slug of the council.
    council: Slug,
    /// The draft.
    draft: ID,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A mandate that ends before its time.
#[derive(Clone, Debug, InputObject)]
pub struct LapseMandateInput {
    /// Slug of the council.
    council: Slug,
    /// The mandate; the one in force on the last day before `on` where it is not said.
    mandate: Option<ID>,
    /// First day no longer in force.
    on: Date,
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

/// A mandate that is in force for longer than it said.
#[derive(Clone, Debug, InputObject)]
pub struct ExtendMandateInput {
    /// Slug of the council.
    council: Slug,
    /// The mandate; the one in force today where it is not said.
    mandate: Option<ID>,
    /// First day no longer in force; or say `open`.
    until: Option<Date>,
    /// True lets it be in force without an end from now on; then `until` is absent.
    #[graphql(default)]
    open: bool,
    /// On what basis.
    basis: Option<String>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

payload! {
    /// What came of saving a draft.
    SaveDraftPayload {
        /// The draft, as it is now, or would be.
        draft: Mandate
    }
}

payload! {
    /// What came of discarding a draft.
    DiscardDraftPayload {
        /// The council, as it is now, or would be.
        council: Council
    }
}

payload! {
    /// What came of ending a mandate before its time.
    LapseMandatePayload {
        /// The mandate, as it is now, or would be.
        mandate: Mandate
    }
}

payload! {
    /// What came of extending a mandate.
    ExtendMandatePayload {
        /// The mandate, as it is now, or would be.
        mandate: Mandate
    }
}

/// Mutations on the life of a mandate.
#[derive(Default)]
pub struct MandateLifeMutations;

#[Object]
impl MandateLifeMutations {
    /// Saves a draft of a mandate, which the secretariat alone sees until it is adopted with `adoptMandate`.
    async fn save_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The draft.")] input: SaveDraftInput,
    ) -> Result<SaveDraftPayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, saving(Session::of(ctx)?, input), how).await?;
        Ok(SaveDraftPayload::of(performed, |done, after| Mandate::entered(&after.view()?, done.mandate)))
    }

    /// Gives up a draft.
    async fn discard_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The draft.")] input: DiscardDraftInput,
    ) -> Result<DiscardDraftPayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, discarding(Session::of(ctx)?, &input), how).await?;
        Ok(DiscardDraftPayload::of(performed, |_, after| after.council()))
    }

    /// Ends a mandate before its time, without another in its place. For the body that adopted it; the secretariat or
    /// the owner may record it.
    async fn lapse_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mandate, when and why.")] input: LapseMandateInput,
    ) -> Result<LapseMandatePayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, lapsing(Session::of(ctx)?, input), how).await?;
        Ok(LapseMandatePayload::of(performed, |done, after| Mandate::by_id(&after.view()?, done.mandate)))
    }

    /// Lets a mandate be in force for longer than it said. For the body that adopted it; where nobody knows which that
    /// is, the secretariat or the owner records it.
    async fn extend_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which mandate, and until when.")] input: ExtendMandateInput,
    ) -> Result<ExtendMandatePayload> {
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, extending(Session::of(ctx)?, input), how).await?;
        Ok(ExtendMandatePayload::of(performed, |done, after| Mandate::by_id(&after.view()?, done.mandate)))
    }
}

fn saving(session: &Session, input: SaveDraftInput) -> std::result::Result<SaveDraft, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    Ok(SaveDraft {
        council,
        replaces: input.replaces.map(|draft| named::mandate(council, "replaces", &draft)).transpose()?,
        base: input.base.map(|base| named::mandate(council, "base", &base)).transpose()?,
        text: NewText {
            organisations: input.organisations,
            codes: input.codes,
            template: input.template,
            arguments: input.arguments,
            clauses: input.clauses,
            omit: input.omit,
        },
        head: input.mandate.unwrap_or_default(),
    })
}

fn discarding(session: &Session, input: &DiscardDraftInput) -> std::result::Result<DiscardDraft, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    Ok(DiscardDraft { council, draft: named::mandate(council, "draft", &input.draft)? })
}

fn lapsing(session: &Session, input: LapseMandateInput) -> std::result::Result<LapseMandate, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let mandate = input.mandate.map(|mandate| named::mandate(council, "mandate", &mandate)).transpose()?;
    Ok(LapseMandate { council, mandate, on: input.on.0, reason: input.reason })
}

fn extending(session: &Session, input: ExtendMandateInput) -> std::result::Result<ExtendMandate, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let mandate = input.mandate.map(|mandate| named::mandate(council, "mandate", &mandate)).transpose()?;
    // A day that somebody forgot to send must not let a mandate be in force for ever.
    if input.until.is_some() == input.open {
        let message = said!(
            "enten en dag, eller at det skal være åpent, trengs",
            "either a day, or that it is to be open, is needed"
        );
        return Err(Refusal::bad_input("until", message));
    }
    Ok(ExtendMandate { council, mandate, until: input.until.map(|day| day.0), basis: input.basis })
}
