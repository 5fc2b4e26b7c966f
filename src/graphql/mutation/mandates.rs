//! Mutations of mandates.
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
        adopt::{self, Adopted, NewText},
        amend,
    },
    domain::{
        mandate::{
            clause::Clause,
            template::{Argument, TemplateReference},
        },
        register::{MandateHead, NewCode, NewOrganisation},
        word::{Key, Slug},
    },
    error::Refusal,
    graphql::{error::Result, public::council::Council, session::Session},
};

/// A mandate to be adopted: a draft that the council has, or a new text.
#[derive(Clone, Debug, InputObject)]
pub struct AdoptMandateInput {
    /// Slug of the council.
    council: Slug,
    /// The draft that is adopted as it stands; absent for a new text.
    draft: Option<ID>,
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
    /// Clauses that replace those of the template with the same key, or are added.
    #[graphql(default)]
    clauses: Vec<Clause>,
    /// Keys of the template's clauses that are left out.
    #[graphql(default)]
    omit: Vec<Key>,
    /// How the mandate comes about; `draft: true` there keeps it a draft.
    mandate: MandateHead,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A new version of the mandate in force, with some clauses changed.
#[derive(Clone, Debug, InputObject)]
pub struct AmendMandateInput {
    /// Slug of the council.
    council: Slug,
    /// The mandate that is amended; the one in force where it is not said.
    base: Option<ID>,
    /// Organisations that the clauses name and that the register may not have yet.
    #[graphql(default)]
    organisations: Vec<NewOrganisation>,
    /// Entries of code lists that the clauses use and that the register may not have yet.
    #[graphql(default)]
    codes: Vec<NewCode>,
    /// Clauses that replace those with the same key, or are added.
    #[graphql(default)]
    clauses: Vec<Clause>,
    /// Keys of clauses that are left out.
    #[graphql(default)]
    omit: Vec<Key>,
    /// How the new version comes about.
    mandate: MandateHead,
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
    /// What came of adopting or amending a mandate.
    MandatePayload {
        /// The council with its mandates, as they are now, or would be.
        council: Council
    }
}

/// Mutations of mandates.
#[derive(Default)]
pub struct MandateMutations;

#[Object]
impl MandateMutations {
    /// Adopts a mandate, or keeps it as a draft. Drafts are the secretariat's; adopting is for the body that adopts, and
    /// the secretariat or the owner may record it, which leaves the adopter's part to be confirmed.
    async fn adopt_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The mandate.")] input: AdoptMandateInput,
    ) -> Result<MandatePayload> {
        let session = Session::of(ctx)?;
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, adoption(session, input), how).await?;
        Ok(MandatePayload::of(performed, |_, after| after.council()))
    }

    /// Adopts a new version of a mandate with some clauses changed; the one before ends where the new one begins.
    async fn amend_mandate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The amendment.")] input: AmendMandateInput,
    ) -> Result<MandatePayload> {
        let session = Session::of(ctx)?;
        let how = How { dry_run: input.dry_run, ..how!(input) };
        let performed = perform_if(ctx, amendment(session, input), how).await?;
        Ok(MandatePayload::of(performed, |_, after| after.council()))
    }
}

fn adoption(session: &Session, input: AdoptMandateInput) -> std::result::Result<adopt::AdoptMandate, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let what = match input.draft {
        Some(draft) => Adopted::Draft(named::mandate(council, "draft", &draft)?),
        None => Adopted::Text(NewText {
            organisations: input.organisations,
            codes: input.codes,
            template: input.template,
            arguments: input.arguments,
            clauses: input.clauses,
            omit: input.omit,
        }),
    };
    Ok(adopt::AdoptMandate { council, what, head: input.mandate })
}

fn amendment(session: &Session, input: AmendMandateInput) -> std::result::Result<amend::AmendMandate, Refusal> {
    let council = named::council(session, "council", &input.council)?;
    let base = input.base.map(|base| named::mandate(council, "base", &base)).transpose()?;
    Ok(amend::AmendMandate {
        council,
        base,
        organisations: input.organisations,
        codes: input.codes,
        clauses: input.clauses,
        omit: input.omit,
        head: input.mandate,
    })
}
