//! Clauses: one interface, one type for each shape, each with its own typed parameters.
//!
//! May import: `graphql`, `domain`.

#![expect(missing_docs, reason = "the engine writes the methods of an interface without documentation")]
#![expect(clippy::duplicated_attributes, reason = "fields of an interface can have the same type and arguments")]

mod core;

use std::sync::Arc;

use async_graphql::{ID, Interface, Object};

pub use self::core::ClauseCore;
use super::{compliance::Verdict, mandate::Mandate, view::View};
use crate::{
    domain::{
        directory::Template,
        mandate::{
            clause::{
                ClauseKind, ClauseSource, Modality, Provision,
                activity::{Duty, Right},
                meetings::Meetings,
                post::Post,
                procedure::Procedure,
                relation::Relation,
                representation::Representation,
                requirement::Requirement,
                scope::{Exception, Scope as AppliesTo},
                seats::Seats,
                statement::Statement,
                term::Term,
                validity::Validity,
            },
            verdict::Severity,
        },
        text::Lang,
        time::Date,
        word::Key,
    },
    graphql::error::Result,
    graphql::session::Scope,
};

/// One provision of a mandate or of a template.
#[derive(Clone, Interface)]
#[graphql(
    field(name = "id", ty = "ID", desc = "The global id."),
    field(name = "key", ty = "&Key", desc = "The name of the clause in its mandate."),
    field(name = "kind", ty = "ClauseKind", desc = "The shape of the clause."),
    field(
        name = "modality",
        ty = "Option<Modality>",
        desc = "How binding it is: the word that the mandate uses. Null for a statement, which obliges nobody."
    ),
    field(
        name = "severity",
        ty = "Option<Severity>",
        desc = "How serious a breach is; null where it cannot be breached."
    ),
    field(
        name = "text",
        ty = "String",
        desc = "What it says: the wording where it carries one, otherwise a sentence read from its structure.",
        arg(name = "lang", ty = "Option<Lang>", desc = "The language; that of the request where it is not said.")
    ),
    field(
        name = "wording",
        ty = "Option<String>",
        desc = "The words that the clause carries; null where it carries none.",
        arg(name = "lang", ty = "Option<Lang>", desc = "The language; that of the request where it is not said.")
    ),
    field(
        name = "description",
        ty = "String",
        desc = "One sentence read from its structure, whatever its wording.",
        arg(name = "lang", ty = "Option<Lang>", desc = "The language; that of the request where it is not said.")
    ),
    field(name = "source", ty = "Option<&ClauseSource>", desc = "Where it comes from."),
    field(name = "applies_to", ty = "&AppliesTo", desc = "Whom it applies to; everybody where nothing narrows."),
    field(name = "exceptions", ty = "&[Exception]", desc = "The exceptions that it allows."),
    field(
        name = "verdict",
        ty = "Option<Verdict>",
        desc = "What its check finds; null where no machine can judge it, and in templates.",
        arg(
            name = "as_of",
            ty = "Option<Date>",
            desc = "The day that is judged; the day of the council where it is not said."
        )
    ),
    field(
        name = "beyond_machines",
        ty = "Option<String>",
        desc = "Why no machine can judge it; null where its check gives verdicts, and in templates.",
        arg(name = "lang", ty = "Option<Lang>", desc = "The language; that of the request where it is not said.")
    ),
    field(name = "mandate", ty = "Option<Mandate>", desc = "The mandate that it stands in; null in templates.")
)]
pub enum Clause {
    /// Places in the body.
    Seats(SeatsClause),
    /// Who does what, in which order.
    Procedure(ProcedureClause),
    /// How many have to be what.
    Requirement(RequirementClause),
    /// For whom holders speak.
    Representation(RepresentationClause),
    /// How long they serve.
    Term(TermClause),
    /// A post such as the chair.
    Post(PostClause),
    /// How the body meets.
    Meetings(MeetingsClause),
    /// What somebody has to do.
    Duty(DutyClause),
    /// What somebody may do.
    Right(RightClause),
    /// How the body stands to others.
    Relation(RelationClause),
    /// Since when and until when.
    Period(PeriodClause),
    /// What the mandate says about itself.
    Statement(StatementClause),
}

macro_rules! shapes {
    ($($(#[$doc:meta])* $type:ident, $shape:ident, $(#[$field_doc:meta])* $field:ident: $parameters:ty;)*) => {
        impl Clause {
            /// The clause at this place of a mandate.
            #[must_use]
            pub fn of_mandate(view: &View, mandate: usize, place: usize) -> Option<Self> {
                ClauseCore::of_mandate(view, mandate, place).map(Self::of)
            }

            /// The clause of this key, of the mandate in force on the day of the view.
            #[must_use]
            pub fn of_key(view: &View, key: &Key) -> Option<Self> {
                let mandate = view.mandate_place()?;
                let clauses = &view.value.mandates[mandate].clauses;
                Self::of_mandate(view, mandate, clauses.iter().position(|at| at.clause.key == *key)?)
            }

            /// The clause at this place of a version of a template.
            #[must_use]
            pub fn of_template(scope: &Arc<Scope>, template: &Arc<Template>, version: usize, place: usize) -> Option<Self> {
                ClauseCore::of_template(scope, template, version, place).map(Self::of)
            }

            fn of(core: ClauseCore) -> Self {
                match core.clause().provision.kind() {
                    $(ClauseKind::$shape => Self::$shape($type(core)),)*
                }
            }

            /// What all clauses have in common.
            #[must_use]
            pub const fn core(&self) -> &ClauseCore {
                match self {
                    $(Self::$shape(clause) => &clause.0,)*
                }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone)]
            pub struct $type(ClauseCore);

            $(#[$doc])*
            #[Object]
            impl $type {
                /// The global id.
                pub async fn id(&self) -> ID {
                    self.0.global_id()
                }

                /// The name of the clause in its mandate.
                pub async fn key(&self) -> &Key {
                    &self.0.clause().key
                }

                /// The shape of the clause.
                pub async fn kind(&self) -> ClauseKind {
                    self.0.clause().provision.kind()
                }

                /// How binding it is: the word that the mandate uses. Null for a statement, which obliges nobody.
                pub async fn modality(&self) -> Option<Modality> {
                    self.0.clause().modality
                }

                /// How serious a breach is; null where it cannot be breached.
                pub async fn severity(&self) -> Option<Severity> {
                    self.0.clause().severity()
                }

                /// What it says: the wording where it carries one, otherwise a sentence read from its structure.
                pub async fn text(
                    &self,
                    #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
                ) -> String {
                    self.0.said(lang)
                }

                /// The words that the clause carries; null where it carries none.
                pub async fn wording(
                    &self,
                    #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
                ) -> Option<String> {
                    self.0.worded(lang).map(str::to_owned)
                }

                /// One sentence read from its structure, whatever its wording.
                pub async fn description(
                    &self,
                    #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
                ) -> String {
                    self.0.described(lang)
                }

                /// Where it comes from.
                pub async fn source(&self) -> Option<&ClauseSource> {
                    self.0.clause().source.as_ref()
                }

                /// Whom it applies to; everybody where nothing narrows.
                pub async fn applies_to(&self) -> &AppliesTo {
                    &self.0.clause().applies_to
                }

                /// The exceptions that it allows.
                pub async fn exceptions(&self) -> &[Exception] {
                    &self.0.clause().exceptions
                }

                /// What its check finds; null where no machine can judge it, and in templates.
                pub async fn verdict(
                    &self,
                    #[graphql(desc = "The day that is judged; the day of the council where it is not said.")] as_of: Option<Date>,
                ) -> Result<Option<Verdict>> {
                    Ok(self.0.judged(as_of.map(|day| day.0)).await?.and_then(std::result::Result::ok))
                }

                /// Why no machine can judge it; null where its check gives verdicts, and in templates.
                pub async fn beyond_machines(
                    &self,
                    #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
                ) -> Result<Option<String>> {
                    let why = self.0.judged(None).await?.and_then(std::result::Result::err);
                    Ok(why.map(|why| why.in_lang(self.0.lang(lang)).to_owned()))
                }

                /// The mandate that it stands in; null in templates.
                pub async fn mandate(&self) -> Option<Mandate> {
                    self.0.mandate()
                }

                $(#[$field_doc])*
                async fn $field(&self) -> Option<&$parameters> {
                    if let Provision::$shape(parameters) = &self.0.clause().provision { Some(parameters) } else { None }
                }
            }
        )*
    };
}

shapes! {
    /// A clause on places in the body.
    SeatsClause, Seats,
    /// The places.
    seats: Seats;
    /// A clause on who does what, in which order.
    ProcedureClause, Procedure,
    /// The steps, endings and replacement.
    procedure: Procedure;
    /// A clause on how many have to be what.
    RequirementClause, Requirement,
    /// How many have to be what.
    requirement: Requirement;
    /// A clause on for whom holders speak.
    RepresentationClause, Representation,
    /// For whom they speak.
    representation: Representation;
    /// A clause on how long holders serve.
    TermClause, Term,
    /// How long they serve.
    term: Term;
    /// A clause on a post such as the chair.
    PostClause, Post,
    /// The post.
    post: Post;
    /// A clause on how the body meets.
    MeetingsClause, Meetings,
    /// How it meets.
    meetings: Meetings;
    /// A clause on what somebody has to do.
    DutyClause, Duty,
    /// What has to be done.
    duty: Duty;
    /// A clause on what somebody may do.
    RightClause, Right,
    /// What may be done.
    right: Right;
    /// A clause on how the body stands to others.
    RelationClause, Relation,
    /// How it stands to them.
    relation: Relation;
    /// A clause on since when and until when.
    PeriodClause, Period,
    /// The period.
    period: Validity;
    /// A clause on what the mandate says about itself.
    StatementClause, Statement,
    /// What it says.
    statement: Statement;
}
